from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.drivers.safety_driver import SafetyDriver
from coach.safety import profile as files
from coach.safety.profile import Profile

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_change_holds_is_told_and_is_saved(tmp_path: Path) -> None:
    """New answers are in force and told at once, and stand in the file."""
    driver = SafetyDriver(tmp_path / "safety.toml", Profile())
    told: list[Profile] = []
    driver.changed.connect(told.append)
    new = Profile(frozenset({"DVT"}), seen=True)
    driver.change(new)
    assert driver.value == new
    assert told == [new]
    assert files.load(tmp_path / "safety.toml") == (new, ())


def test_no_change_is_no_news(tmp_path: Path) -> None:
    """The same answers once more are neither told nor written."""
    driver = SafetyDriver(tmp_path / "safety.toml", Profile())
    told: list[Profile] = []
    driver.changed.connect(told.append)
    driver.change(Profile())
    assert told == []
    assert not (tmp_path / "safety.toml").exists()


def test_answers_that_cannot_be_saved_hold_and_say_so(tmp_path: Path) -> None:
    """Where nothing can be written, the answers hold until Coach is closed, and that is told once."""
    (tmp_path / "blocked").write_text("a file where the folder should be", encoding="utf-8")
    driver = SafetyDriver(tmp_path / "blocked" / "safety.toml", Profile())
    told: list[str] = []
    driver.trouble.connect(told.append)
    driver.change(Profile(seen=True))
    assert driver.value.seen
    assert len(told) == 1
    assert "could not be saved" in told[0]


def test_answers_that_were_deleted_are_gone(tmp_path: Path) -> None:
    """What stands in the file now is in force and told once; without a file nothing was ever answered."""
    driver = SafetyDriver(tmp_path / "safety.toml", Profile())
    driver.change(Profile(frozenset({"DVT"}), seen=True))
    told: list[Profile] = []
    driver.changed.connect(told.append)
    (tmp_path / "safety.toml").unlink()
    driver.read()
    driver.read()
    assert told == [Profile()]
    assert driver.value == Profile()
