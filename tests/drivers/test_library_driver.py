from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from coach.drivers.library_driver import LibraryDriver
from coach.routine.folders import Folder
from coach.safety.profile import Profile
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


NUMB = Profile(frozenset({"NUMB"}))


def _hide(folder: Path) -> None:
    """Add an exercise that numb feet rule out."""
    (folder / "curl.yaml").write_text(texts.exercise("curl", avoid_if="[NUMB]"), encoding="utf-8")


def _barred(index: Index | None) -> dict[str, bool]:
    assert index is not None
    return {card.id: bool(card.barred) for card in index.cards}


def test_it_serves_what_suits_the_person(folder: Path) -> None:
    """The library has nothing that is ruled out; the cards say what is."""
    _hide(folder)
    driver = LibraryDriver([Folder(folder, "bundled")], folder.parent / "library.json", NUMB)
    assert set(driver.read_now().exercises) == {"wave"}
    assert _barred(driver.index) == {"curl": True, "wave": False}


def test_new_answers_hold_at_once(folder: Path) -> None:
    """When an answer changes, library and cards follow without reading a file, and are told."""
    _hide(folder)
    driver = _driver(folder)
    driver.read_now()
    (folder / "curl.yaml").unlink()
    told: list[Index] = []
    driver.ready.connect(told.append)
    driver.use(NUMB)
    assert driver.library is not None
    assert set(driver.library.exercises) == {"wave"}
    assert [_barred(index) for index in told] == [{"curl": True, "wave": False}]
    driver.use(NUMB.offered())
    assert len(told) == 1


def test_answers_given_while_the_files_are_read_count(folder: Path, qtbot: QtBot) -> None:
    """What was read for the old answers is served for the new ones."""
    _hide(folder)
    driver = _driver(folder)
    shelf = driver._load()
    driver.use(NUMB)
    with qtbot.waitSignal(driver.ready):
        driver._read.emit(shelf)
    assert _barred(driver.index) == {"curl": True, "wave": False}


def test_kept_cards_are_those_of_the_person(folder: Path) -> None:
    """Cards kept for other answers are never shown, those for the same answers at once."""
    _hide(folder)
    _driver(folder).read_now()
    cache = folder.parent / "cache" / "library.json"
    numb = LibraryDriver([Folder(folder, "bundled")], cache, NUMB)
    assert numb.cached() is None
    numb.read_now()
    again = LibraryDriver([Folder(folder, "bundled")], cache, NUMB)
    assert _barred(again.cached()) == {"curl": True, "wave": False}
    assert _driver(folder).cached() is None


def test_what_needs_the_files_waits_for_them(folder: Path, qtbot: QtBot) -> None:
    """It is done at once when nothing is being read, and otherwise when that has come to its end."""
    driver = _driver(folder)
    done: list[bool] = []
    driver.when_read(lambda: done.append(driver.library is None))
    with qtbot.waitSignal(driver.ready):
        driver.read()
        driver.when_read(lambda: done.append(driver.library is None))
    driver.read_now()
    assert done == [True, False]
