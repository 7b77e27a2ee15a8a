from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from coach.clock import FakeClock
from coach.drivers.history_driver import HistoryDriver
from coach.history import alive
from coach.history.recovery import good_copy
from coach.history.store import Store
from tests.history.records import done

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("qapp")
NOW = FakeClock().wall()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A history with a session in it."""
    path = tmp_path / "history.sqlite3"
    with closing(Store.open(path, NOW)) as store:
        store.keep(done())
    return path


def _look(driver: HistoryDriver, qtbot: QtBot) -> list[str]:
    told: list[str] = []
    driver.told.connect(told.append)
    with qtbot.waitSignal(driver._done):
        driver.look_after(NOW)
        driver.look_after(NOW)
    qtbot.waitUntil(lambda: driver._worker is None)
    return told


def test_a_whole_history_is_copied_and_nothing_is_said(database: Path, qtbot: QtBot) -> None:
    """The copy is there, and the person has nothing to read."""
    assert _look(HistoryDriver(database), qtbot) == []
    assert good_copy(database).exists()


def test_a_damaged_history_is_put_right_and_that_is_said(database: Path, qtbot: QtBot) -> None:
    """What was found, and what is in its place."""
    driver = HistoryDriver(database)
    _look(driver, qtbot)
    database.write_bytes(b"gone " * 5000)
    [words] = _look(driver, qtbot)
    assert words.startswith("Your history file was damaged.")
    assert words.endswith("is in its place.")


def test_a_running_session_is_left_alone(database: Path, qtbot: QtBot) -> None:
    """While somebody plays, nothing is moved away."""
    sign = alive.give(alive.folder(database))
    assert sign is not None
    database.write_bytes(b"gone " * 5000)
    assert _look(HistoryDriver(database), qtbot) == []
    assert database.read_bytes().startswith(b"gone")
    sign.take_back()


def test_a_history_out_of_reach_is_left_to_whoever_opens_it(tmp_path: Path, qtbot: QtBot) -> None:
    """Looking after it never raises."""
    folder = tmp_path / "history.sqlite3"
    folder.mkdir()
    assert _look(HistoryDriver(folder), qtbot) == []
