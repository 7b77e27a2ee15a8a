from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from coach.drivers.library_driver import LibraryDriver
from coach.routine.folders import Folder
from tests.routine import texts

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coach.routine.index import Index

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one exercise."""
    made = tmp_path / "routines"
    made.mkdir()
    (made / "wave.yaml").write_text(texts.exercise("wave"), encoding="utf-8")
    return made


def _driver(folder: Path) -> LibraryDriver:
    return LibraryDriver([Folder(folder, "bundled")], folder.parent / "cache" / "library.json")


def _ids(index: Index | None) -> list[str] | None:
    return None if index is None else [card.id for card in index.cards]


def test_at_a_first_start_there_are_no_cards_yet(folder: Path) -> None:
    """Before anything was read, the cache holds nothing and the driver knows nothing."""
    driver = _driver(folder)
    assert driver.cached() is None
    assert (driver.library, driver.index) == (None, None)


def test_reading_beside_the_window_delivers_on_its_thread(folder: Path, qtbot: QtBot) -> None:
    """`read` returns at once; the library is there when `ready` comes, on the thread of the window."""
    driver = _driver(folder)
    threads: list[threading.Thread] = []
    driver.ready.connect(lambda _: threads.append(threading.current_thread()))
    with qtbot.waitSignal(driver.ready) as told:
        driver.read()
        assert driver.library is None
    assert told.args == [driver.index]
    assert threads == [threading.current_thread()]
    assert driver.library is not None
    assert set(driver.library.exercises) == {"wave"}


def test_the_next_start_has_its_cards_at_once(folder: Path) -> None:
    """What one start has read, the next finds in the cache without reading a library."""
    _driver(folder).read_now()
    driver = _driver(folder)
    assert _ids(driver.cached()) == ["wave"]
    assert driver.index is not None
    assert driver.library is None


def test_a_changed_file_makes_the_cache_worthless(folder: Path) -> None:
    """After any change to a file no old cards are shown."""
    _driver(folder).read_now()
    (folder / "curl.yaml").write_text(texts.exercise("curl"), encoding="utf-8")
    driver = _driver(folder)
    assert driver.cached() is None
    driver.read_now()
    assert _ids(driver.index) == ["curl", "wave"]


def test_reading_at_once_tells_as_well(folder: Path) -> None:
    """`read_now` gives the library back and sends `ready` before it returns."""
    driver = _driver(folder)
    told: list[Index] = []
    driver.ready.connect(told.append)
    library = driver.read_now()
    assert library is driver.library
    assert told == [driver.index]


def test_a_cache_that_cannot_be_kept_is_no_obstacle(folder: Path) -> None:
    """Where the cache folder cannot be made, the library is read all the same."""
    (folder.parent / "cache").write_text("a file where the folder should be", encoding="utf-8")
    driver = _driver(folder)
    driver.read_now()
    assert _ids(driver.index) == ["wave"]
