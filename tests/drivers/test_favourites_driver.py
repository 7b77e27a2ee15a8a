from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach import favourites
from coach.drivers.favourites_driver import FavouritesDriver
from coach.favourites import Favourites

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_change_is_told_and_saved(tmp_path: Path) -> None:
    """A press is in force, told to all, and in the file; the same press again changes nothing."""
    file = tmp_path / "settings.toml"
    driver = FavouritesDriver(file)
    told: list[Favourites] = []
    driver.changed.connect(told.append)
    driver.put("wave", kept=True)
    driver.put("wave", kept=True)
    assert told == [Favourites(("wave",))]
    assert favourites.load(file)[0] == driver.value == told[0]


def test_two_windows_lose_nothing_of_each_other(tmp_path: Path) -> None:
    """A change is made to what the file holds at that moment."""
    one, other = (FavouritesDriver(tmp_path / "settings.toml") for _ in range(2))
    one.put("wave", kept=True)
    other.put("curl", kept=True)
    assert other.value == Favourites(("curl", "wave"))


def test_a_failure_to_save_is_told_and_the_change_holds(tmp_path: Path) -> None:
    """Where nothing can be written, a favourite is one until Coach ends."""
    (tmp_path / "config").write_text("a file where the folder should be", encoding="utf-8")
    driver = FavouritesDriver(tmp_path / "config" / "settings.toml")
    said: list[str] = []
    driver.trouble.connect(said.append)
    driver.put("wave", kept=True)
    assert "wave" in driver.value
    assert len(said) == 1
    assert "could not be saved" in said[0]


def test_what_another_process_has_written_is_taken_up(tmp_path: Path) -> None:
    """It is told once; what is the same is no news."""
    one, other = (FavouritesDriver(tmp_path / "settings.toml") for _ in range(2))
    told: list[Favourites] = []
    one.changed.connect(told.append)
    other.put("curl", kept=True)
    one.read()
    one.read()
    assert told == [Favourites(("curl",))]
