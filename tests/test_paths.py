"""Where things are, on each system."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coach import paths


@pytest.fixture(autouse=True)
def no_home_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """The platform's own habits, with nothing set."""
    names = (
        "COACH_HOME",
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "XDG_RUNTIME_DIR",
        "LOCALAPPDATA",
    )
    for name in names:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ann"))


def test_one_folder_holds_everything_when_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With COACH_HOME set, data, settings, cache and sockets are inside that folder, whatever else is set."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", "/elsewhere")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "elsewhere"))
    found = (paths.database(), paths.settings_file(), paths.cache_dir(), paths.runtime_dir())
    assert all(path.is_relative_to(tmp_path) for path in found)
    assert len({path.parent for path in found}) == len(found)


@pytest.mark.parametrize(
    ("system", "data", "settings", "cache"),
    [
        ("linux", ".local/share/coach", ".config/coach/settings.toml", ".cache/coach"),
        (
            "darwin",
            "Library/Application Support/Coach",
            "Library/Application Support/Coach/settings.toml",
            "Library/Caches/Coach",
        ),
        (
            "win32",
            "AppData/Local/Coach/data",
            "AppData/Local/Coach/config/settings.toml",
            "AppData/Local/Coach/cache",
        ),
    ],
)
def test_each_system_has_its_habits(
    monkeypatch: pytest.MonkeyPatch, system: str, data: str, settings: str, cache: str
) -> None:
    """Things are where README.md says."""
    monkeypatch.setattr("sys.platform", system)
    home = Path("/home/ann")
    assert paths.own_routines() == home / data / "routines"
    assert paths.database() == home / data / "history.sqlite3"
    assert paths.settings_file() == home / settings
    assert paths.cache_dir() == home / cache


def test_xdg_folders_are_followed_when_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    """XDG_DATA_HOME moves the data; a relative one is ignored, as the specification asks."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert paths.data_dir() == Path("/data/coach")
    monkeypatch.setenv("XDG_DATA_HOME", "data")
    assert paths.data_dir() == Path("/home/ann/.local/share/coach")


def test_sockets_live_in_the_persons_runtime_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """XDG_RUNTIME_DIR is used if it is the person's own; somebody else's, or a missing one, is not."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert paths.runtime_dir() == tmp_path / "coach"
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "missing"))
    assert paths.runtime_dir() == paths.cache_dir() / "run"
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    someone_else = os.getuid() + 1
    monkeypatch.setattr("os.getuid", lambda: someone_else)
    assert paths.runtime_dir() == paths.cache_dir() / "run"


def test_what_is_shipped_is_found() -> None:
    """The bundled routines and the icons are there."""
    assert list(paths.bundled_routines().rglob("*.yaml"))
    assert (paths.assets() / "icons" / "coach.svg").exists()
