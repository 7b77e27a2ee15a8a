"""Ratings, rules and changes in the window, from the key to the history."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from coach.history.session import SessionDetail, SessionStatus
from coach.history.store import Store
from coach.player.change import Kind as ChangeKind
from coach.player.change import Reason
from coach.player.rating import Kind, Moment
from coach.player.snapshot import Status
from coach.ui.change_view import ChangeView
from coach.ui.checks import EASIER, NO_EASIER
from coach.ui.done_view import DoneView
from coach.ui.get_help_view import GetHelpView
from coach.ui.library_view import LibraryView
from coach.ui.player_view import PlayerView
from coach.ui.rate_view import RateView
from coach.ui.stop_view import StopView
from tests.routine.texts import exercise, routine

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import Opened

    Open = Callable[..., Opened]

P, A, ENTER = Qt.Key.Key_P, Qt.Key.Key_A, Qt.Key.Key_Return
RULES = """
  - {when: {pain: ">5"}, then: stop, say: Stop here and rest your hands.}
  - {when: {pain: ">3"}, then: easier, say: Gently today.}
  - {when: {pain: ">2"}, then: note, say: Mind the thumb.}
"""
FILES = {
    "hard.yaml": exercise(
        "hard", kind="stretch", dose="{reps: 2, hold: 20 s, rest: 5 s}", easier="{id: soft, note: Pull less.}"
    ),
    "soft.yaml": exercise("soft", kind="stretch", dose="{reps: 2, hold: 10-20 s, rest: 5 s}"),
    "rated.yaml": routine(
        "- {exercise: hard}", "rated", rate="{before: [pain, numbness], after: [pain, effort]}", rules=RULES
    ),
    "plain.yaml": routine("- {exercise: soft}", "plain"),
}


def press(opened: Opened, *keys: Qt.Key) -> None:
    """Press keys wherever the keyboard is."""
    for key in keys:
        QTest.keyClick(opened.window.focusWidget() or opened.window, key)


def told(opened: Opened) -> list[str]:
    """The texts on the page."""
    return [label.text() for label in opened.page.findChildren(QLabel)]


def kept(opened: Opened) -> SessionDetail:
    """The newest session in the history."""
    with closing(Store.open(opened.database, opened.clock.wall())) as store:
        detail = store.session(store.sessions(1)[0].id)
    assert detail is not None
    return detail


def test_what_the_routine_asks_comes_before_it_begins(open_window: Open) -> None:
    """Pain by a digit, numbness by a letter, Enter: the session runs, and both are in the history."""
    opened = open_window(FILES)
    opened.window.play("rated")
    assert isinstance(opened.page, RateView)
    press(opened, Qt.Key.Key_2, Qt.Key.Key_Tab, Qt.Key.Key_N, ENTER)
    assert isinstance(opened.page, PlayerView)
    assert opened.status() is Status.RUNNING
    said = [(one.kind, one.moment, one.value) for one in kept(opened).ratings]
    assert said == [(Kind.PAIN, Moment.BEFORE, 2), (Kind.NUMBNESS, Moment.BEFORE, 0)]


def test_every_question_can_be_left_out(open_window: Open) -> None:
    """Enter alone begins; nothing is recorded, and nothing is asked of a routine that does not say so."""
    opened = open_window(FILES)
    opened.window.play("rated")
    press(opened, ENTER)
    assert opened.status() is Status.RUNNING
    assert kept(opened).ratings == ()
    opened.window.play("plain")
    assert isinstance(opened.page, PlayerView)


def test_above_the_limit_coach_does_not_begin(open_window: Open) -> None:
    """The stop page has the author's words and help one key away; leaving it begins nothing."""
    opened = open_window(FILES)
    opened.window.play("rated")
    press(opened, Qt.Key.Key_6, ENTER)
    assert isinstance(opened.page, StopView)
    assert "Stop here and rest your hands." in told(opened)
    press(opened, Qt.Key.Key_F2)
    assert isinstance(opened.page, GetHelpView)
    opened.page.close_button.click()
    assert isinstance(opened.page, StopView)
    press(opened, Qt.Key.Key_1)
    assert isinstance(opened.page, LibraryView)
    detail = kept(opened)
    assert (detail.session.status, detail.session.pain_before) == (SessionStatus.STOPPED, 6)
    assert detail.phases == ()


def test_a_slip_before_the_start_can_be_mended(open_window: Open) -> None:
    """From the stop page one comes back to the question, with the answer still there."""
    opened = open_window(FILES)
    opened.window.play("rated")
    press(opened, Qt.Key.Key_1, Qt.Key.Key_0, ENTER)
    assert isinstance(opened.page, StopView)
    press(opened, Qt.Key.Key_3)
    page = opened.page
    assert isinstance(page, RateView)
    assert page.values == {Kind.PAIN: 10}
    press(opened, Qt.Key.Key_1, ENTER)
    assert opened.status() is Status.RUNNING
    assert kept(opened).session.pain_before == 1


def test_going_back_from_the_questions_begins_nothing(open_window: Open) -> None:
    """Escape leaves, and nothing is recorded."""
    opened = open_window(FILES)
    opened.window.play("rated")
    press(opened, Qt.Key.Key_2, Qt.Key.Key_Escape)
    assert isinstance(opened.page, LibraryView)
    assert opened.sessions() == ()


def test_easier_from_the_start_is_said_and_kept(open_window: Open) -> None:
    """A rule that asks for the easier way changes the whole plan, in the author's words."""
    opened = open_window(FILES)
    opened.window.play("rated")
    press(opened, Qt.Key.Key_4, ENTER)
    page = opened.page
    assert isinstance(page, PlayerView)
    assert page.words.news.text() == f"Gently today. {EASIER}"
    assert page.words.news.isVisible()
    assert {step.exercise for step in page.driver.timeline.steps} == {"soft"}
    assert [change.kind for change in kept(opened).changes] == [ChangeKind.EASIER]


def test_when_it_hurts_the_session_waits_and_asks(open_window: Open) -> None:
    """P holds the session; a little pain goes on with the note, and it is recorded at its moment."""
    opened = open_window(FILES)
    opened.window.play("rated")
    press(opened, ENTER)
    opened.run(8)
    press(opened, P)
    assert opened.status() is Status.PAUSED
    press(opened, Qt.Key.Key_3, ENTER)
    page = opened.page
    assert isinstance(page, PlayerView)
    assert opened.status() is Status.RUNNING
    assert page.words.news.text() == "Mind the thumb."
    assert [(one.moment, one.value, one.at) for one in kept(opened).ratings] == [(Moment.DURING, 3, 8.0)]


def test_when_it_hurts_more_it_gets_easier_from_the_next_step_on(open_window: Open) -> None:
    """The step in hand is finished as it is; what follows is the easier exercise."""
    opened = open_window(FILES)
    opened.window.play("rated")
    press(opened, ENTER)
    opened.run(8)
    press(opened, P, Qt.Key.Key_5, ENTER)
    page = opened.page
    assert isinstance(page, PlayerView)
    assert page.words.news.text() == f"Gently today. {EASIER}"
    assert page.words.exercise.text() == "The hard"
    opened.run(18)
    assert page.words.exercise.text() == "The soft"


def test_where_nothing_easier_is_named_that_is_said(open_window: Open) -> None:
    """A rule asks for the easier way and there is none: Coach says so rather than do nothing."""
    files = {**FILES, "rated.yaml": routine("- {exercise: soft}", "rated", rules=RULES)}
    opened = open_window(files)
    opened.window.play("rated")
    press(opened, P, Qt.Key.Key_5, ENTER)
    page = opened.page
    assert isinstance(page, PlayerView)
    assert page.words.news.text() == f"Gently today. {NO_EASIER}"


@pytest.mark.parametrize(
    ("routine_id", "keys", "words"),
    [
        ("rated", [Qt.Key.Key_9], "Stop here and rest your hands."),
        ("plain", [Qt.Key.Key_4], "Your pain is above 3 of 10."),
        ("rated", [Qt.Key.Key_Tab, Qt.Key.Key_Y], "A sharp or electric pain is a reason to stop at once."),
        ("plain", [Qt.Key.Key_Tab] * 2 + [Qt.Key.Key_Y], "Numbness or tingling is a reason to stop."),
    ],
)
def test_too_much_stops_the_session(
    open_window: Open, routine_id: str, keys: list[Qt.Key], words: str
) -> None:
    """Above the limit, or with a sign, the session is over; the page says why, then what was done."""
    opened = open_window(FILES)
    opened.window.play(routine_id)
    if isinstance(opened.page, RateView):
        press(opened, ENTER)
    opened.run(8)
    press(opened, P, *keys, ENTER)
    assert isinstance(opened.page, StopView)
    assert words in told(opened)
    assert opened.status() is Status.STOPPED
    press(opened, Qt.Key.Key_1)
    assert isinstance(opened.page, DoneView)
    assert len(kept(opened).ratings) == 1


def test_it_hurts_can_be_taken_back(open_window: Open) -> None:
    """Escape goes on as before; a session that was paused stays paused."""
    opened = open_window(FILES)
    opened.window.play("plain")
    press(opened, P, Qt.Key.Key_Escape)
    assert opened.status() is Status.RUNNING
    press(opened, Qt.Key.Key_Space, P, Qt.Key.Key_Escape)
    assert opened.status() is Status.PAUSED
    assert kept(opened).ratings == ()


def test_ratings_afterwards_are_asked_on_the_done_page(open_window: Open) -> None:
    """What the routine asks afterwards is kept, and its rules are told in the author's words."""
    opened = open_window(FILES)
    opened.window.play("rated")
    press(opened, ENTER)
    opened.run(120)
    page = opened.page
    assert isinstance(page, DoneView)
    page.scales[Kind.PAIN].cells[7].click()
    assert "Stop here and rest your hands." in page.rule.text()
    assert kept(opened).session.pain == 7
    page.scales[Kind.PAIN].cells[7].click()
    assert not page.rule.isVisible()
    assert kept(opened).session.pain is None


def test_what_is_changed_on_the_way_is_for_today_and_told(open_window: Open) -> None:
    """A offers what can be changed; the session waits meanwhile, and goes on as it was told."""
    opened = open_window(FILES)
    opened.window.play("rated")
    press(opened, ENTER)
    opened.run(8)
    press(opened, A)
    page = opened.page
    assert isinstance(page, ChangeView)
    assert [button.accessibleName() for button in page.buttons] == [
        "Easier: The soft",
        "Hold 5 s longer",
        "Hold 5 s shorter",
        "5 s more to get ready",
        "Leave out the left side today",
        "Go on as it was",
    ]
    assert opened.status() is Status.PAUSED
    press(opened, Qt.Key.Key_1)
    view = opened.page
    assert isinstance(view, PlayerView)
    assert opened.status() is Status.RUNNING
    assert view.words.news.text() == "The hard: easier, The soft"
    opened.run(70)
    opened.window.go_to("history")
    assert [change.kind for change in kept(opened).changes] == [ChangeKind.EASIER]


def test_a_side_is_left_out_with_a_reason(open_window: Open) -> None:
    """Two keys leave a side out; the Done page and the history say which and why."""
    opened = open_window(FILES)
    opened.window.play("plain")
    opened.run(8)
    press(opened, A, Qt.Key.Key_4, Qt.Key.Key_2)
    assert opened.window.session is not None
    step = opened.window.session.driver.state.step
    assert step.side == "right"
    opened.run(60)
    assert isinstance(opened.page, DoneView)
    assert "The soft, left: left out today (tired)" in told(opened)
    [change] = kept(opened).changes
    assert (change.kind, change.reason) == (ChangeKind.LEFT_OUT, Reason.TIRED)


def test_the_arrows_change_the_hold_in_hand(open_window: Open) -> None:
    """Up is 5 s longer at once, without holding the session; Down takes it back."""
    opened = open_window(FILES)
    opened.window.play("plain")
    opened.run(8)
    view = opened.page
    assert isinstance(view, PlayerView)
    press(opened, Qt.Key.Key_Up)
    assert opened.status() is Status.RUNNING
    assert (view.driver.state.step.length, view.words.news.text()) == (15.0, "The soft: held 5 s longer")
    press(opened, Qt.Key.Key_Down)
    assert view.driver.state.step.length == 10.0
    opened.run(80)
    assert "What you changed for today" not in told(opened)


def test_escape_changes_nothing(open_window: Open) -> None:
    """Leaving the page of changes goes on as it was."""
    opened = open_window(FILES)
    opened.window.play("plain")
    press(opened, A, Qt.Key.Key_Escape)
    assert opened.status() is Status.RUNNING
    assert kept(opened).changes == ()
