"""Today: what is due now and next, what can be begun at one press, and the week so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from coach.player.snapshot import Status
from coach.reminders import asked
from coach.reminders.told import OpenOffer, PauseTold
from coach.ui.done_view import DoneView
from coach.ui.reminders_card import INVITATION, NOBODY
from coach.ui.reminders_view import RemindersView
from coach.ui.today_view import TodayView
from coach.ui.widgets.week_strip import WeekStrip
from tests.routine import texts
from tests.ui.conftest import FILES
from tests.ui.reminders import NOW, OFFER, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from coach.reminders.told import Told
    from tests.ui.conftest import Opened

    Open = Callable[..., Opened]
    Today = Callable[..., tuple[Opened, TodayView]]

MINUTE = {
    **FILES,
    "minute.yaml": texts.routine("- {exercise: wave, for: 30 s}", "minute", occasion="[writing-break]"),
}


@pytest.fixture
def today(open_window: Open) -> Callable[..., tuple[Opened, TodayView]]:
    """Open the window on Today, with what a resident has told."""

    def open_it(given: Told | None = None, *, settled: bool = True, **how: bool) -> tuple[Opened, TodayView]:
        opened = open_window(MINUTE, place="today", **how)
        opened.tell(given)
        if settled:
            opened.window.settle()
        view = opened.page
        assert isinstance(view, TodayView)
        return opened, view

    return open_it


def _words(widget: QWidget | None) -> list[str]:
    assert widget is not None
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


def test_a_tile_begins_its_routine(today: Today) -> None:
    """One press on the minute and it runs; after it the day is on show again, with the minute in its week."""
    opened, view = today()
    assert [tile.accessibleName() for tile in view.tiles] == [
        "Start: 1 minute, The minute, 1 min",
    ]
    view.tiles[0].click()
    assert opened.status() is Status.RUNNING
    opened.run(100)
    done = opened.page
    assert isinstance(done, DoneView)
    done.leave.click()
    assert opened.page is view
    assert view.findChildren(WeekStrip)[0].accessibleName() == "This week: Monday 1 minute"
    assert view.tiles[0].hasFocus()


def test_where_reminders_are_off_they_are_offered(today: Today) -> None:
    """The invitation says what they do; one press turns them on, another leads to the rules."""
    opened, view = today()
    card = view.reminders
    assert card is not None
    assert card.state.text() == INVITATION
    card.buttons["more"].click()
    assert isinstance(opened.page, RemindersView)
    opened.window.go_to("today")
    card.buttons["on"].click()
    chosen = opened.window.day.chosen
    assert chosen is not None
    assert chosen.value.on
    assert opened.lines == [asked.RELOAD]
    assert card.state.text() == NOBODY


def test_reminders_that_are_on_are_kept_from_the_start(open_window: Open) -> None:
    """Opening the window starts the part that keeps them, unless it runs or they are off."""
    first = open_window(MINUTE, place="today")
    first.window.settle()
    assert first.starts == []
    first.window.day.turn_on()
    second = open_window(MINUTE, place="today")
    second.window.settle()
    assert len(second.starts) == 1
    third = open_window(MINUTE, place="today")
    third.tell(told())
    third.window.settle()
    assert third.starts == []


def test_before_anything_is_known_nothing_is_said_of_reminders(today: Today) -> None:
    """The first frame neither offers what may be on already nor claims that it is."""
    _, view = today(settled=False)
    assert view.reminders is None


def test_what_is_told_shows_though_nothing_else_is_known(open_window: Open) -> None:
    """The state of the reminders is read from one small file."""
    opened = open_window(MINUTE, place="today")
    opened.tell(told())
    card = opened.window.day.view.reminders
    assert card is not None
    assert "Short pause from the keyboard" in _words(card)


def _on(opened: Opened) -> None:
    opened.window.day.turn_on()
    opened.lines.clear()


def test_the_next_reminders_stand_with_their_time(today: Today) -> None:
    """Each rule with when it comes; the reason stands there when one is held."""
    opened, view = today(told())
    _on(opened)
    words = _words(view.reminders)
    assert words[:3] == ["Reminders", "On, for “At the desk”.", "Short pause from the keyboard"]
    assert words[3].startswith("After 6 more minutes of work, about ")
    assert words[4] == "Before bed"


@pytest.mark.parametrize(
    ("given", "button", "line"),
    [
        (told(), "Pause for an hour", asked.pause("hour", 3600.0)),
        (told(), "Pause until tomorrow", asked.pause_until_tomorrow()),
        (told(), "I write by hand now", asked.writing()),
        (told(writing_until=NOW + 1800), "End writing by hand (30 min left)", asked.stop_writing()),
        (told(pauses=(PauseTold("hour", NOW + 60),)), "Go on now", asked.resume("hour")),
        (
            told(pauses=(PauseTold("hour", NOW + 60), PauseTold("my lesson", None))),
            "End “my lesson”",
            asked.resume("my lesson"),
        ),
    ],
)
def test_what_can_be_done_about_reminders_is_one_press(
    today: Today, given: Told, button: str, line: str
) -> None:
    """Pausing, going on and handwriting mode; pauses have names and end one by one."""
    opened, view = today(given)
    _on(opened)
    assert view.reminders is not None
    found = {each.text(): each for each in view.reminders.buttons.values()}
    found[button].click()
    assert opened.lines == [line]


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("snooze-300", asked.snooze("keyboard-micro", 300.0)),
        ("skip", asked.skip("keyboard-micro")),
        ("not-today", asked.not_today("keyboard-micro")),
    ],
)
def test_an_open_reminder_is_answered_at_the_top(today: Today, answer: str, line: str) -> None:
    """It says what it is time for and why; each answer goes to the resident, and then it is gone."""
    opened, view = today(told(offer=OFFER))
    _on(opened)
    assert view.reminders is not None
    offer = view.reminders.offer
    assert offer.accessibleName() == "It is time: Short pause from the keyboard. You have worked for a while."
    offer.buttons[answer].click()
    assert opened.lines == [line]
    opened.tell(told())
    assert offer.isHidden()


def test_start_begins_the_routine_and_says_so(today: Today) -> None:
    """The rule is told that it was begun, that a session runs, and how it ended."""
    opened, view = today(told(offer=OFFER))
    _on(opened)
    assert view.reminders is not None
    view.reminders.offer.buttons["start"].click()
    assert opened.status() is Status.RUNNING
    first, second = opened.lines
    assert first == asked.start("keyboard-micro")
    assert asked.words(second)[0] == "session"
    assert asked.words(second)[2] == "minute"
    opened.run(100)
    assert asked.words(opened.lines[-1])[0] == "session-over"
    assert asked.words(opened.lines[-1])[2:] == ("minute", "done")


def test_a_session_that_is_left_is_told_as_left(today: Today) -> None:
    """What was not done to its end does not count as done."""
    opened, view = today(told())
    _on(opened)
    view.tiles[0].click()
    opened.run(3)
    opened.window.leading.sessions.end()
    assert asked.words(opened.lines[-1])[2:] == ("minute", "left")


def test_something_to_drink_starts_nothing(today: Today) -> None:
    """There is nothing to lead through: the answer is that one had some."""
    drink = OpenOffer("water", "Something to drink", "", "a few sips, or a cup if you are thirsty", NOW)
    opened, view = today(told(offer=drink))
    _on(opened)
    assert view.reminders is not None
    start = view.reminders.offer.buttons["start"]
    assert start.text() == "I had some"
    start.click()
    assert opened.lines == [asked.done("water")]


@pytest.mark.parametrize(("answer", "yes"), [("yes", True), ("no", False)])
def test_the_question_about_handwriting_is_answered_here(today: Today, answer: str, yes: bool) -> None:
    """It says how long no key was pressed and what the answer changes."""
    opened, view = today(told(question=1500.0))
    _on(opened)
    assert view.reminders is not None
    question = view.reminders.question
    assert "25 minutes" in question.text.text()
    question.buttons[answer].click()
    assert opened.lines == [asked.was_writing(yes=yes)]


def test_handwriting_mode_is_one_key_and_shows_beside_the_pages(today: Today) -> None:
    """F3 turns it on and off from any page; the side bar says how long it lasts."""
    opened, _ = today(told())
    _on(opened)
    side = opened.window.side
    opened.window.go_to("library")
    QTest.keyClick(opened.window, Qt.Key.Key_F3)
    assert opened.lines == [asked.writing()]
    assert not side.writing.isChecked()
    opened.tell(told(writing_until=NOW + 1800))
    assert side.writing.isChecked()
    assert side.writing.accessibleName() == "I write by hand: 30 min left"
    QTest.keyClick(opened.window, Qt.Key.Key_F3)
    assert opened.lines[-1] == asked.stop_writing()
    opened.tell(None)
    assert not side.writing.isChecked()


def test_what_nobody_hears_is_said_again_once_somebody_listens(today: Today) -> None:
    """Where no resident runs one is started, and told once it speaks; if it never does, the page says so."""
    opened, view = today(hears=False)
    opened.window.day.toggle_writing()
    opened.window.day.give_up()
    assert not view.news.isHidden()
    sent: list[str] = []

    def hear(line: str) -> bool:
        sent.append(line)
        return True

    opened.resident.send = hear  # type: ignore[method-assign]  # it listens now
    opened.window.day._line = asked.writing()
    opened.tell(told())
    assert sent == [asked.writing()]


def test_the_keyboard_stays_where_it_is_when_things_are_told_anew(today: Today) -> None:
    """Each minute something is told; whoever is on a button stays there."""
    opened, view = today(told(offer=OFFER))
    _on(opened)
    assert view.reminders is not None
    view.reminders.offer.buttons["skip"].setFocus()
    opened.tell(told(offer=OFFER, at=NOW + 1))
    assert view.reminders.offer.buttons["skip"].hasFocus()
    view.reminders.buttons["more"].setFocus()
    opened.tell(told(offer=OFFER, at=NOW + 2, pauses=(PauseTold("hour", NOW + 60),)))
    assert view.reminders.buttons["more"].hasFocus()
    opened.tell(told(offer=OFFER, at=NOW + 3))
    opened.window.go_to("library")
    opened.window.go_to("today")
    assert view.reminders.offer.buttons["start"].hasFocus()
