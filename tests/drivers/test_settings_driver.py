from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach import settings as files
from coach.drivers.settings_driver import SettingsDriver
from coach.settings import Appearance, Settings

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")

LARGE = Settings(appearance=Appearance(text_scale=150))


def test_a_change_is_told_and_saved(tmp_path: Path) -> None:
    """New settings are in force, told to all, and in the file."""
    path = tmp_path / "settings.toml"
    driver = SettingsDriver(path, Settings())
    told: list[Settings] = []
    driver.changed.connect(told.append)
    driver.change(LARGE)
    assert driver.value == LARGE
    assert told == [LARGE]
    assert files.load(path) == (LARGE, ())


def test_no_change_says_and_writes_nothing(tmp_path: Path) -> None:
    """Choosing what is chosen already leaves the file alone."""
    path = tmp_path / "settings.toml"
    driver = SettingsDriver(path, Settings())
    told: list[Settings] = []
    driver.changed.connect(told.append)
    driver.change(Settings())
    assert told == []
    assert not path.exists()


def test_what_cannot_be_saved_holds_and_is_told_once_a_change(tmp_path: Path) -> None:
    """Each change that could not be saved is told once, in words, and is in force all the same."""
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    driver = SettingsDriver(blocked / "settings.toml", Settings())
    troubles: list[str] = []
    driver.trouble.connect(troubles.append)
    driver.change(LARGE)
    assert driver.value == LARGE
    assert len(troubles) == 1
    assert "could not be saved" in troubles[0]
    driver.change(Settings())
    assert len(troubles) == 2


def test_what_another_process_has_written_is_taken_up(tmp_path: Path) -> None:
    """It is in force and told once; what is the same is no news."""
    path = tmp_path / "settings.toml"
    driver = SettingsDriver(path, Settings())
    told: list[Settings] = []
    driver.changed.connect(told.append)
    files.save(path, LARGE)
    driver.read()
    driver.read()
    assert told == [LARGE]
    assert driver.value == LARGE
