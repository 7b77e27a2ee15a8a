"""Pauses that fill the screen."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from coach.player.snapshot import Status
from coach.reminders import asked
from coach.reminders.rule import Announce, Hydration
from coach.reminders.told import Expected
from coach.ui.get_help_view import GetHelpView
from tests.ui import test_safety_gate as safe
from tests.ui.monitors import Monitors
from tests.ui.reminders import OFFER, told
from tests.ui.test_today_view import MINUTE

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from coach.reminders.rule import Rule
    from coach.ui.break_window import BreakWindow
    from tests.ui.conftest import Opened

    Open = Callable[..., Opened]
    Pause = Callable[..., tuple[Opened, BreakWindow]]

RULE = "keyboard-micro"


@pytest.fixture
def pause(open_window: Open, qtbot: QtBot) -> Callable[..., tuple[Opened, BreakWindow]]:
    """A pause on the screen, whose answers are taken already unless a test says otherwise."""

    def begin(*, awake: bool = True, routine: str = "minute", **manner: bool) -> tuple[Opened, BreakWindow]:
        opened = open_window({**MINUTE, **safe.FILES}, place="today")
        opened.window.settle()
        opened.tell(told(offer=replace(OFFER, routine=routine)))
        _change(opened, routine, **manner)
        opened.lines.clear()
        assert opened.window.leading.break_now(RULE)
        window = opened.window.leading.breaks.window
        assert window is not None
        qtbot.waitUntil(window.stage.isActiveWindow)
        if awake:
            window.view.take_answers()
        return opened, window

    return begin


def _change(opened: Opened, routine: str, **manner: bool) -> None:
    driver = opened.window.day.chosen
    assert driver is not None
    found = driver.value.rule(RULE)
    assert found is not None
    changed: Rule = replace(
        found,
        routine=routine,
        manner=replace(found.manner, announce=Announce.WINDOW, **manner),  # type: ignore[arg-type]  # its switches
    )
    driver.change(lambda now: replace(now.with_rule(changed), on=True))


def _words(window: BreakWindow) -> list[str]:
    return [label.text() for label in window.view.findChildren(QLabel)]


def test_it_says_what_it_is_time_for_and_why(pause: Pause) -> None:
    """The name of the reminder, the reason, the routine and its length, on the whole screen."""
    _, window = pause()
    assert window.stage.isFullScreen()
    assert window.stage.windowTitle() == "Time for a pause: Short pause from the keyboard – Coach"
    assert _words(window) == [
        "Short pause from the keyboard",
        "You have worked for a while.",
        "The minute, 1 min",
    ]


def test_a_word_being_typed_neither_starts_nor_dismisses_it(pause: Pause) -> None:
    """For a moment after it has come no answer is taken, by key or by click."""
    opened, window = pause(awake=False)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        QTest.keyClick(window.stage.focusWidget() or window.stage, key)
    window.view.buttons["start"].click()
    assert opened.lines == []
    assert opened.window.leading.breaks.window is window
    window.view.take_answers()
    assert window.view.buttons["start"].hasFocus()


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("snooze-600", asked.snooze(RULE, 600.0)),
        ("skip", asked.skip(RULE)),
        ("not-today", asked.not_today(RULE)),
    ],
)
def test_an_answer_is_told_and_gives_the_screen_back(pause: Pause, answer: str, line: str) -> None:
    """One press each."""
    opened, window = pause()
    window.view.buttons[answer].click()
    assert opened.lines == [line]
    assert opened.window.leading.breaks.window is None


def test_escape_asks_for_it_a_little_later(pause: Pause) -> None:
    """The key that gets rid of things never loses the pause."""
    opened, window = pause()
    QTest.keyClick(window.stage, Qt.Key.Key_Escape)
    assert opened.lines == [asked.snooze(RULE, 300.0)]


def test_a_strict_one_can_be_left_or_all_paused(pause: Pause) -> None:
    """By the person's own choice it is not put off; it never holds anybody."""
    opened, window = pause(strict=True)
    assert list(window.view.buttons) == ["start", "pause", "leave"]
    QTest.keyClick(window.stage, Qt.Key.Key_Escape)
    assert opened.lines == []
    assert opened.window.leading.breaks.window is None
    assert opened.window.leading.break_now(RULE)
    again = opened.window.leading.breaks.window
    assert again is not None
    again.view.take_answers()
    again.view.buttons["pause"].click()
    assert opened.lines == [asked.pause("hour", 3600.0)]


def test_the_routine_plays_in_it(pause: Pause) -> None:
    """Start leads through it on the same screen; rule and session are told, Back gives the screen back."""
    opened, window = pause()
    window.view.buttons["start"].click()
    session = opened.window.leading.breaks.session
    assert session is not None
    assert session.driver.state.status is Status.RUNNING
    assert window.pages.current is session.view
    opened.tell(told())  # the offer has been answered
    for _ in range(200):
        opened.clock.advance(0.5)
        session.driver.tick()
    assert session.is_over
    assert session.done is not None
    session.done.leave.click()
    assert opened.window.leading.breaks.window is None
    assert [asked.words(line)[0] for line in opened.lines] == ["start", "session", "session-over"]
    assert opened.lines[-1].endswith("minute done")
    assert [one.routine for one in opened.sessions()] == ["minute"]


def test_closing_it_ends_the_session_and_keeps_what_was_done(pause: Pause) -> None:
    """The desktop closes the window in the middle: the session is left, and in the history."""
    opened, window = pause()
    window.view.buttons["start"].click()
    window.stage.close()
    assert opened.window.leading.breaks.window is None
    assert opened.lines[-1].endswith("minute left")
    assert len(opened.sessions()) == 1


@pytest.mark.parametrize("then", [told(), told(offer=replace(OFFER, receded=True))])
def test_an_offer_that_is_gone_or_small_needs_no_window(pause: Pause, then: object) -> None:
    """Nobody answered, or it was answered elsewhere."""
    opened, _ = pause()
    opened.tell(then)  # type: ignore[arg-type]  # a Told
    assert opened.window.leading.breaks.window is None


def test_it_never_comes_twice_nor_over_a_session(pause: Pause, open_window: Open) -> None:
    """The same pause again changes nothing; where a session runs nothing comes."""
    opened, window = pause()
    assert opened.window.leading.break_now(RULE)
    assert opened.window.leading.breaks.window is window
    window.close()
    opened.window.play("wave")
    assert not opened.window.leading.break_now(RULE)
    assert not open_window(MINUTE).window.leading.break_now("no-such-rule")


def test_a_lock_pauses_its_session(pause: Pause) -> None:
    """As in the window."""
    opened, window = pause()
    window.view.buttons["start"].click()
    opened.window.leading.on_gone("lock")
    session = opened.window.leading.breaks.session
    assert session is not None
    assert session.driver.state.status is not Status.RUNNING


def test_help_with_a_cramp_is_one_press_away(pause: Pause) -> None:
    """It gives the screen back and asks where the cramp is."""
    opened, window = pause()
    [cramp] = [one for one in window.view.findChildren(QPushButton) if one.text().startswith("Cramp now")]
    cramp.click()
    assert opened.window.leading.breaks.window is None
    assert opened.window.windowTitle().startswith("Where is the cramp")


def test_when_to_get_help_opens_over_the_session(pause: Pause) -> None:
    """And closing it goes back to the session."""
    opened, window = pause()
    window.view.buttons["start"].click()
    session = opened.window.leading.breaks.session
    assert session is not None
    session.view.get_help_wanted.emit()
    page = window.pages.current
    assert isinstance(page, GetHelpView)
    page.close_button.click()
    assert window.pages.current is session.view


def test_what_the_safety_answers_rule_out_says_why_in_the_window(pause: Pause) -> None:
    """The screen is given back, and the page of the routine says what stands against it."""
    opened, window = pause(routine="numbing")
    opened.safety.change(replace(opened.safety.value, ticked=frozenset({"NUMB"})))
    window.view.buttons["start"].click()
    assert opened.window.leading.breaks.window is None
    assert opened.window.windowTitle().startswith("The numbing")


def test_something_to_drink_needs_no_leading(pause: Pause) -> None:
    """The answer is that one had some."""
    opened, window = pause()
    window.close()
    opened.window.leading.breaks.begin(Hydration("water"))
    again = opened.window.leading.breaks.window
    assert again is not None
    again.view.take_answers()
    again.view.buttons["start"].click()
    assert opened.lines[-1] == asked.done("water")
    assert opened.window.leading.breaks.window is None


def test_a_dose_of_a_programme_has_its_pause_too(pause: Pause) -> None:
    """Its rule is not the person's own: what is told of it is enough."""
    opened, window = pause()
    window.close()
    dose = Expected("rx-glides", "My glides", "minute", "next: now")
    opened.tell(told(expected=(dose,), offer=replace(OFFER, rule="rx-glides", name="My glides")))
    assert opened.window.leading.break_now("rx-glides")
    again = opened.window.leading.breaks.window
    assert again is not None
    assert _words(again) == ["My glides", "You have worked for a while.", "The minute, 1 min"]


def test_the_window_takes_its_pause_with_it(pause: Pause) -> None:
    """Closing Coach closes both."""
    opened, _ = pause()
    opened.window.close()
    assert opened.window.leading.breaks.window is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="RandR is X11's")
def test_covers_come_and_go_with_the_monitors(pause: Pause, qtbot: QtBot) -> None:
    """The other is covered; unplugged, the pause is on the one that is left; plugged in, covered again."""
    with Monitors() as monitors:
        monitors.split()
        qtbot.waitUntil(lambda: len(QGuiApplication.screens()) == 2)
        _, window = pause(everywhere=True)
        [cover] = window.covers.values()
        assert not cover.geometry().intersects(window.stage.geometry())
        assert cover.width() == window.stage.width() == cover.screen().size().width()
        monitors.join()
        qtbot.waitUntil(lambda: len(QGuiApplication.screens()) == 1)
        window.arrange()
        assert window.covers == {}
        assert window.stage.isVisible()
        assert window.stage.screen().geometry().contains(window.stage.geometry())
        monitors.split()
        qtbot.waitUntil(lambda: len(QGuiApplication.screens()) == 2)
        window.arrange()
        [cover] = window.covers.values()
        assert cover.screen() is not window.stage.screen()
        window.close()
    qtbot.waitUntil(lambda: len(QGuiApplication.screens()) == 1)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="RandR is X11's")
def test_on_one_screen_the_others_stay_free(pause: Pause, qtbot: QtBot) -> None:
    """As long as all are not wanted, the pause takes the monitor that the person is at."""
    with Monitors() as monitors:
        monitors.split()
        qtbot.waitUntil(lambda: len(QGuiApplication.screens()) == 2)
        _, window = pause()
        assert window.covers == {}
        assert window.stage.width() == window.stage.screen().size().width()
        window.close()
    qtbot.waitUntil(lambda: len(QGuiApplication.screens()) == 1)
