"""Where things are: the only module that knows.

`assets/` and `routines/` stand beside the package in a checkout and inside it in an installed wheel.
The person's own files follow the platform's habits; `COACH_HOME` puts all of them under one folder
(for tests, and for people who carry Coach on a stick).
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def assets() -> Path:
    """Icons, figures and text pages that come with Coach."""
    return _shipped("assets")


def pages() -> frozenset[str]:
    """The names of the pages to learn from that come with Coach."""
    return frozenset(path.stem for path in (assets() / "learn").glob("*.md"))


def diagnostics() -> Path:
    """The pages that say what a message of `coach check` means: one for each code."""
    inside = _PACKAGE / "_data" / "diagnostics"
    return inside if inside.is_dir() else _PACKAGE.parent / "docs" / "diagnostics"


def bundled_routines() -> Path:
    """The routine files that come with Coach."""
    return _shipped("routines")


def _home(kind: str, xdg: str, fallback: str) -> Path:
    if root := os.environ.get("COACH_HOME"):
        return Path(root) / kind
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        return base / "Coach" / kind
    if sys.platform == "darwin":
        library = Path.home() / "Library"
        return (library / "Caches" if kind == "cache" else library / "Application Support") / "Coach"
    given = os.environ.get(xdg, "")
    # The XDG base directory specification: a relative path is to be ignored.
    base = Path(given) if given.startswith("/") else Path.home() / fallback
    return base / "coach"


def data_dir() -> Path:
    """The person's own things: history and routine files. Not created here."""
    return _home("data", "XDG_DATA_HOME", ".local/share")


def config_dir() -> Path:
    """Settings. Not created here."""
    return _home("config", "XDG_CONFIG_HOME", ".config")


def cache_dir() -> Path:
    """What can be made again at any time. Not created here."""
    return _home("cache", "XDG_CACHE_HOME", ".cache")


def runtime_dir() -> Path:
    """Locks and sockets of the running program. Not created here."""
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    # The same specification: it must be the person's own. Under `sudo -E` it is somebody else's.
    if sys.platform != "win32" and given.startswith("/") and not os.environ.get("COACH_HOME"):
        with contextlib.suppress(OSError):
            if Path(given).stat().st_uid == os.getuid():
                return Path(given) / "coach"
    return cache_dir() / "run"


def own_routines() -> Path:
    """The folder for the person's own routine files."""
    return data_dir() / "routines"


def database() -> Path:
    """The history database."""
    return data_dir() / "history.sqlite3"


def things() -> dict[str, Path]:
    """What is the person's own and worth a back-up, by its name in there."""
    return {
        "history.sqlite3": database(),
        "settings.toml": settings_file(),
        "safety.toml": safety_file(),
        "reminders.json": reminders_file(),
        "routines": own_routines(),
    }


def state_dir() -> Path:
    """What Coach remembers from one start to the next and nobody edits. Not created here."""
    return _home("state", "XDG_STATE_HOME", ".local/state")


def reminders_file() -> Path:
    """The counts of the reminders, and what is told of them."""
    return state_dir() / "reminders.json"


def outcomes_file() -> Path:
    """What came of reminders, on its way into the history."""
    return state_dir() / "outcomes.jsonl"


def prescribed_file() -> Path:
    """Today's doses of the programmes, as reminders."""
    return state_dir() / "prescribed.json"


def traces() -> tuple[Path, ...]:
    """What tells of the person besides their own things: reminders on their way, and which cards they see.

    Not what is remembered of the daily back-up: it says where back-ups still are when all else is deleted.
    """
    outcomes = outcomes_file()
    taken = outcomes.with_name(f"{outcomes.name}.taken")
    return outcomes, taken, prescribed_file(), cache_dir() / "library.json"


def backup_file() -> Path:
    """What is remembered of the daily back-up."""
    return state_dir() / "backup.json"


def settings_file() -> Path:
    """The settings file."""
    return config_dir() / "settings.toml"


def safety_file() -> Path:
    """The person's safety answers."""
    return config_dir() / "safety.toml"
