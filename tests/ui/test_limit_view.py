from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from coach.player.rating import YES, Kind
from coach.player.snapshot import Status
from coach.ui.limit_view import LimitView, in_words
from coach.ui.main_window import MainWindow
from coach.ui.player_view import PlayerView
from coach.ui.rate_view import RateView
from coach.ui.stop_view import LATER
from tests.routine import texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Opened

    Open = Callable[..., Opened]

RESCUE = """
- ask: Which way is the toe pulled?
  answers: [{answer: Down, then: Curling}, {answer: Up, then: Lifting}]
- {exercise: curl, for: 10 s}
- block: Curling
  loop: until it lets go
  limit: 1 min
  steps: [{exercise: curl, for: 25 s}]
- block: Lifting
  loop: until it lets go
  limit: 1 min
  steps: [{exercise: wave, side: both, for: 25 s}]
- {exercise: wave, side: both, for: 10 s}
"""
FILES = {
    "wave.yaml": texts.exercise("wave"),
    "curl.yaml": texts.exercise("curl", kind="stretch", body="[toes]", side="both", stop_if="It hurts."),
    "rescue.yaml": texts.routine(RESCUE, "rescue", occasion="[rescue]", rescues="[toes]"),
}


@pytest.mark.parametrize(("limit", "said"), [(600, "Ten minutes"), (300, "Five minutes"), (90, "1 min 30 s")])
def test_a_limit_is_said_in_words(limit: float, said: str) -> None:
    """The usual limits have their names, others their figures."""
    assert in_words(limit) == said


def test_the_page_leads_to_help_first(qtbot: QtBot) -> None:
    """Whatever key was meant for the player leads to help; each answer has its number."""
    view = LimitView(600)
    qtbot.addWidget(view)
    said: list[str] = []
    for name in ("get_help_wanted", "go_on_wanted", "let_go_wanted", "end_wanted"):
        getattr(view, name).connect(lambda name=name: said.append(name))
    with qtbot.waitActive(view):
        view.show()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4):
        QTest.keyClick(view, key)
    assert said == ["get_help_wanted", "go_on_wanted", "let_go_wanted", "end_wanted"]
    assert view.buttons[0].accessibleName() == "When to get help"


def test_where_it_is_an_emergency_the_page_says_so(qtbot: QtBot) -> None:
    """With `then: emergency-help` it speaks of no stretching and of no later than now."""
    view = LimitView(300, "emergency-help")
    qtbot.addWidget(view)
    said = " ".join(texts_of(view))
    assert "It has lasted five minutes. It can have other causes. Call your emergency number now." in said
    assert "stretch" not in said
    assert "today" not in said
    assert [button.accessibleName() for button in view.buttons][1] == "Go on while I wait"


def at_the_limit(open_window: Open) -> Opened:
    """A window whose rescue has just come to its limit."""
    opened = open_window(FILES)
    opened.window.play("rescue")
    QTest.keyClick(opened.window, Qt.Key.Key_2)
    opened.run(61)
    return opened


def test_a_rescue_asks_and_then_plays_what_was_chosen(open_window: Open) -> None:
    """The answer's block is played, and doing it again does not ask again."""
    opened = open_window(FILES)
    opened.window.play("rescue")
    assert opened.window.session is None
    QTest.keyClick(opened.window, Qt.Key.Key_2)
    session = opened.window.session
    assert session is not None
    assert session.driver.timeline.answers == (("Which way is the toe pulled?", "Up"),)
    session.again.emit()
    assert opened.window.session is not None
    assert opened.window.session.driver.timeline.answers == session.driver.timeline.answers


def test_going_back_from_the_question_leads_to_the_page(open_window: Open) -> None:
    """Nothing has begun."""
    opened = open_window(FILES)
    opened.window.play("rescue")
    QTest.keyClick(opened.window, Qt.Key.Key_Escape)
    assert opened.window.session is None
    assert opened.page.windowTitle() == "The rescue"


def test_at_the_limit_the_page_comes_and_the_session_is_held(open_window: Open) -> None:
    """The page stands before the player; the keyboard is on the way to help."""
    opened = at_the_limit(open_window)
    page = opened.page
    assert isinstance(page, LimitView)
    assert opened.status() is Status.PAUSED
    assert page.buttons[0].hasFocus()


def test_one_may_go_on_stretching(open_window: Open) -> None:
    """The session runs on, the page is gone, and what it said stays in a line."""
    opened = at_the_limit(open_window)
    QTest.keyClick(opened.page, Qt.Key.Key_2)
    page = opened.page
    assert isinstance(page, PlayerView)
    assert opened.status() is Status.RUNNING
    assert "get medical help today" in page.words.news.text()
    opened.run(120)
    assert opened.page is page


def _hurts(open_window: Open) -> RateView:
    opened = open_window(FILES)
    opened.window.play("rescue")
    QTest.keyClick(opened.window, Qt.Key.Key_2)
    opened.run(20)
    QTest.keyClick(opened.page, Qt.Key.Key_P)
    page = opened.page
    assert isinstance(page, RateView)
    return page


def test_a_cramp_may_hurt(open_window: Open) -> None:
    """However much it hurts, the rescue goes on; what is asked first is what would be new."""
    page = _hurts(open_window)
    assert list(page.scales) == [Kind.SHARP, Kind.NUMBNESS, Kind.PAIN]
    assert "not the cramp" in page.scales[Kind.SHARP].accessibleName()
    page.scales[Kind.PAIN].choose(9)
    window = page.window()
    assert isinstance(window, MainWindow)
    page.go.click()
    assert window.session is not None
    assert window.session.driver.state.status is Status.RUNNING


def test_a_new_sharp_pain_in_a_cramp_says_what_to_do_if_it_lasts(open_window: Open) -> None:
    """Nobody is told that it was too much: the cramp may be there yet, so its limit stands there."""
    page = _hurts(open_window)
    window = page.window()
    assert isinstance(window, MainWindow)
    page.scales[Kind.SHARP].choose(YES)
    page.go.click()
    assert window.session is not None
    stop = window.session.stop
    assert stop is not None
    said = " ".join(label.text() for label in stop.findChildren(QLabel))
    assert "If it lasts 1 min, get medical help today." in said
    assert LATER not in said


def test_it_may_have_let_go(open_window: Open) -> None:
    """What comes after the loop begins, and the history knows when."""
    opened = at_the_limit(open_window)
    QTest.keyClick(opened.page, Qt.Key.Key_3)
    assert opened.status() is Status.RUNNING
    opened.run(12)
    assert opened.status() is Status.FINISHED
    assert opened.sessions()[0].let_go == pytest.approx(61, abs=1)


def test_ending_at_the_limit_says_what_to_do(open_window: Open) -> None:
    """The Done page repeats that it has not let go."""
    opened = at_the_limit(open_window)
    QTest.keyClick(opened.page, Qt.Key.Key_4)
    assert opened.status() is Status.STOPPED
    assert opened.window.session is not None
    done = opened.window.session.done
    assert done is not None
    assert "If it has not let go, get medical help today." in texts_of(done)


def test_leaving_at_the_limit_takes_the_page_away(open_window: Open) -> None:
    """A new session, or closing the window, ends the one that was held."""
    opened = at_the_limit(open_window)
    opened.window.play("wave")
    assert isinstance(opened.page, PlayerView)


def texts_of(page: QWidget) -> list[str]:
    """All labels on a page."""
    return [label.text() for label in page.findChildren(QLabel)]
