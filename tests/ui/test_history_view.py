from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton

from coach.clock import FakeClock
from coach.drivers.player_driver import PlayerDriver
from coach.errors import CoachError
from coach.history.recorder import SessionRecorder
from coach.history.session import Feeling
from coach.history.store import Store
from coach.player.rating import Kind, Moment, Rating
from coach.ui.history_view import HistoryView
from tests.player.plans import TWO_SIDES

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def _texts(view: HistoryView) -> list[str]:
    return [label.text() for label in view.findChildren(QLabel)]


def _history(qtbot: QtBot, database: Path) -> HistoryView:
    view = HistoryView(lambda: Store.open(database, FakeClock().wall()))
    qtbot.addWidget(view)
    view.show()
    return view


def test_an_empty_history_says_what_will_appear(qtbot: QtBot, tmp_path: Path) -> None:
    """Before the first session the page says what it is for."""
    assert "Nothing here yet. What you do appears here, session by session." in _texts(
        _history(qtbot, tmp_path / "history.sqlite3")
    )


def test_a_session_can_be_found_with_what_was_done_on_which_side(qtbot: QtBot, tmp_path: Path) -> None:
    """A session shows its time, its end and how it felt; one press shows each exercise and side."""
    database = tmp_path / "history.sqlite3"
    clock = FakeClock()
    recorder = SessionRecorder(database)
    driver = PlayerDriver(TWO_SIDES, clock, recorder)
    driver.start()
    for _ in range(40):
        clock.advance(0.5)
        driver.tick()
    driver.stop()
    recorder.feel(Feeling.BETTER)
    recorder.rate(Rating(Kind.PAIN, Moment.AFTER, 2))
    recorder.close()
    view = _history(qtbot, database)
    assert "09:00 · stopped early · felt better · pain 2" in _texts(view)
    view.findChildren(QPushButton)[0].click()
    assert "Exercise 1, left: 12 s, in part" in _texts(view)
    assert "Exercise 1, right: 0 s, not reached" in _texts(view)


def test_a_history_that_cannot_be_read_is_told_kindly(qtbot: QtBot) -> None:
    """Where the history cannot be opened the page says why and what to do."""

    def broken() -> Store:
        raise CoachError("The history cannot be opened.", "Look at the folder's rights.")

    view = HistoryView(broken)
    qtbot.addWidget(view)
    assert "The history cannot be opened. Look at the folder's rights." in _texts(view)
