from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from coach.clock import FakeClock
from coach.drivers.player_driver import PlayerDriver
from coach.errors import CoachError
from coach.history.cramp import Cramp
from coach.history.recorder import SessionRecorder
from coach.history.session import Feeling
from coach.history.store import Store
from coach.player.rating import Kind, Moment, Rating
from coach.ui.diary_list import DiaryList
from coach.ui.history_overview import Overview
from coach.ui.history_sessions import MANY, SessionsList
from coach.ui.history_view import HistoryView
from tests.player.plans import TWO_SIDES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coach.ui.theme import Theme

    ShowHistory = Callable[..., HistoryView]

NOW = FakeClock().wall()


def _texts(view: HistoryView) -> list[str]:
    return [label.text() for label in view.findChildren(QLabel)]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the history is."""
    return tmp_path / "history.sqlite3"


@pytest.fixture
def show_history(qtbot: QtBot, theme: Theme, database: Path) -> ShowHistory:
    """Open the view on the history as it is."""

    def show(part: str = "overview") -> HistoryView:
        view = HistoryView(theme, lambda: Store.open(database, NOW), NOW.date(), part=part)
        qtbot.addWidget(view)
        view.show()
        return view

    return show


def _play(database: Path) -> None:
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


def test_an_empty_history_says_what_will_appear(show_history: ShowHistory) -> None:
    """Before the first session the page says what it is for."""
    assert "Nothing here yet. What you do appears here, session by session." in _texts(show_history())


def test_a_session_can_be_found_with_what_was_done_on_which_side(
    show_history: ShowHistory, database: Path
) -> None:
    """A session shows its time, its end and how it felt; one press shows each exercise and side."""
    _play(database)
    view = show_history("sessions")
    assert "09:00 · stopped early · felt better · pain 2" in _texts(view)
    assert view.shown is not None
    next(one for one in view.shown.findChildren(QPushButton) if one.text() == "What was done").click()
    assert "Exercise 1, left: 12 s, in part" in _texts(view)
    assert "Exercise 1, right: 0 s, not reached" in _texts(view)


def test_the_overview_shows_charts_of_the_time_chosen(show_history: ShowHistory, database: Path) -> None:
    """The calendar is there at once, the others come after it; another time shows other numbers."""
    with closing(Store.open(database, NOW)) as store:
        store.note_done(TWO_SIDES, NOW - timedelta(days=60), "1", [Rating(Kind.PAIN, Moment.BEFORE, 4)])
        store.note_done(TWO_SIDES, NOW - timedelta(hours=2), "1", [Rating(Kind.PAIN, Moment.BEFORE, 2)])
        store.note_cramp(Cramp(NOW, "calf"))
    view = show_history()
    overview = view.shown
    assert isinstance(overview, Overview)
    assert [card.chart.title for card in overview.cards] == ["Minutes a day"]
    overview.settle()
    titles = {card.chart.title: card.chart for card in overview.cards}
    assert set(titles) == {
        *("Minutes a day", "By side", "By part of the body", "Pain before and after"),
        *("Cramps by hour of the day", "Cramps by place", "What was done"),
    }
    assert "over 2 sessions" in titles["Pain before and after"].summary
    overview.show_span("28")
    overview.settle()
    titles = {card.chart.title: card.chart for card in overview.cards}
    assert "over 1 session." in titles["Pain before and after"].summary
    overview.show_span("")
    assert [card.chart.title for card in overview.cards] == ["Minutes a day"]


def test_no_chart_is_squeezed_while_others_come(show_history: ShowHistory, database: Path) -> None:
    """The page grows with each of them at once, so that the calendar of years keeps its height."""
    with closing(Store.open(database, NOW)) as store:
        for years in range(4):
            store.note_done(TWO_SIDES, NOW - timedelta(days=365 * years + 1), "1")
    view = show_history()
    view.resize(700, 400)
    overview = view.shown
    assert isinstance(overview, Overview)
    overview.show_span("")
    while overview._waiting:
        overview._next()
        drawn = [card.canvas for card in overview.cards if card.chart.rows]
        assert [each.height() for each in drawn] == [each.heightForWidth(each.width()) for each in drawn]
    assert len(drawn) > 2


def test_many_sessions_come_bit_by_bit(show_history: ShowHistory, database: Path) -> None:
    """The latest ones show first, more at a press, until there are no more."""
    with closing(Store.open(database, NOW)) as store:
        for number in range(MANY + 3):
            store.note_done(TWO_SIDES, NOW - timedelta(hours=number), "1")
    view = show_history("sessions")
    shown = view.shown
    assert isinstance(shown, SessionsList)

    def count() -> int:
        return len([one for one in shown.findChildren(QPushButton) if one.text() == "What was done"])

    assert (count(), shown.earlier.isHidden()) == (MANY, False)
    shown.earlier.click()
    assert (count(), shown.earlier.isHidden()) == (MANY + 3, True)


def test_the_diary_shows_every_cramp_with_what_is_known(show_history: ShowHistory, database: Path) -> None:
    """An entry says where, how long and what was done, and can be filled in."""
    with closing(Store.open(database, NOW)) as store:
        identity = store.note_cramp(
            Cramp(NOW, "calf", lasted=65.0, let_go=True, pain=6, woke=True, note="Again.")
        )
    view = show_history("diary")
    assert isinstance(view.shown, DiaryList)
    said = "\n".join(_texts(view))
    assert "Calf. It let go after 1:05." in said
    assert "pain 6 of 10 · woke you" in said
    assert "Again." in said
    wanted: list[int] = []
    view.cramp_wanted.connect(wanted.append)
    next(one for one in view.shown.findChildren(QPushButton) if one.text() == "Fill in or change").click()
    assert wanted == [identity]


def test_an_empty_diary_can_be_begun(show_history: ShowHistory) -> None:
    """Without an entry the diary says what it is good for, and offers both ways to begin."""
    view = show_history("diary")
    assert any(words.startswith("No cramp is written down.") for words in _texts(view))
    assert isinstance(view.shown, DiaryList)
    assert view.shown.timer.isVisible()
    assert view.shown.add.isVisible()


def test_a_history_that_cannot_be_read_is_told_kindly(qtbot: QtBot, theme: Theme) -> None:
    """Where the history cannot be opened the page says why and what to do."""

    def broken() -> Store:
        raise CoachError("The history cannot be opened.", "Look at the folder's rights.")

    view = HistoryView(theme, broken, NOW.date())
    qtbot.addWidget(view)
    assert "The history cannot be opened. Look at the folder's rights." in _texts(view)
