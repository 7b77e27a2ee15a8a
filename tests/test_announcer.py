"""How a reminder is shown and answered."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from coach.announcer import Announcer
from coach.reminders import asked
from coach.reminders.chosen import Chosen
from coach.reminders.rule import ActiveTime, Announce, ClockTime, Hydration, Manner, Purpose, Reminders, Rule
from coach.settings import Appearance
from coach.ui.strip import Strip
from coach.ui.theme import Theme
from tests.drivers.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import time
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coach.desktop.notify import End

MICRO = ActiveTime.usual(Purpose.KEYBOARD_MICRO, "writer-micro-60", Manner(), id="micro")


class FakeNotifier:
    """Shows nothing and remembers everything."""

    name = "a fake"
    trouble = ""

    def __init__(self) -> None:
        self.has_buttons: bool | None = True
        self.shown: list[tuple[str, str, tuple[str, ...], bool]] = []
        self.withdrawn: list[int] = []
        self.chosen: Callable[[str], None] = lambda _: None
        self.ended: Callable[[End], None] = lambda _: None

    def offer(
        self,
        title: str,
        body: str,
        actions: Sequence[tuple[str, str]] = (),
        chosen: Callable[[str], None] = lambda _: None,
        *,
        ended: Callable[[End], None] = lambda _: None,
        quiet: bool = True,
        stays: bool = True,  # noqa: ARG002  # the Protocol's
    ) -> int:
        """Remember."""
        self.shown.append((title, body, tuple(name for name, _ in actions), quiet))
        self.chosen, self.ended = chosen, ended
        return len(self.shown)

    def withdraw(self, handle: int) -> None:
        """Remember."""
        self.withdrawn.append(handle)

    def close(self) -> None:
        """Nothing is shown."""


class Room:
    """A desk with an announcer on it."""

    def __init__(self, path: Path, *rules: Rule) -> None:
        self.desk = Desk(path, Chosen(on=True, reminders=Reminders(rules, quiet=None)))
        self.notifier = FakeNotifier()
        self.opened: list[tuple[str, ...]] = []
        self.opens = True
        self.chimes = 0
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.announcer = Announcer(
            self.desk.driver,
            self.notifier,
            lambda: Strip(Theme(app, Appearance())),
            self._open,
            chime=self._chime,
        )

    def _open(self, wish: str, *arguments: str) -> bool:
        self.opened.append((wish, *arguments))
        return self.opens

    def _chime(self) -> None:
        self.chimes += 1

    def say(self, answer: str) -> None:
        """Answer the notification, on a thread as the bus does; and let the window's thread hear of it."""
        self.call(lambda: self.notifier.chosen(answer))

    def call(self, what: Callable[[], None]) -> None:
        """Do something on a thread of its own."""
        thread = threading.Thread(target=what)
        thread.start()
        thread.join()
        QApplication.processEvents()

    @property
    def strip(self) -> tuple[str, tuple[str, ...], bool] | None:
        """What the strip shows: title, answers, whether it is small; None while there is none."""
        strip = self.announcer.strip
        if strip is None or not strip.isVisible():
            return None
        return strip.title.text(), tuple(strip.buttons), strip.is_small


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Room:
    """Somebody with one rule, who has worked for twenty minutes."""
    assert qtbot is not None
    there = Room(tmp_path / "r.json", MICRO)
    there.desk.live(20 * 60 + 1)
    return there


def decided(room: Room, kind: str) -> list[str]:
    """Why, for each decision of a kind."""
    return [why for name, _, why in room.desk.names() if name == kind]


def test_a_reminder_comes_as_a_quiet_notification(room: Room) -> None:
    """With the name of the rule, the reason, and three answers."""
    assert room.notifier.shown == [
        (
            "Short pause from the keyboard",
            "You have worked for a while.",
            ("start", "snooze-300", "skip"),
            True,
        )
    ]
    assert room.chimes == 0


def test_start_settles_it_and_plays_its_routine(room: Room) -> None:
    """The window is asked to play, and the notification is taken away."""
    room.say("start")
    assert room.opened == [("play writer-micro-60", "play", "writer-micro-60")]
    assert room.notifier.withdrawn == [1]
    assert decided(room, "Withdraw") == ["answered"]


def test_a_click_on_the_notification_itself_opens_its_window(room: Room) -> None:
    """There the person can look before they choose."""
    room.say("default")
    assert room.opened == [("break micro", "break", "micro")]
    assert room.desk.driver.state.open is not None


def test_five_minutes_later_it_comes_again(room: Room) -> None:
    """Put off, it goes; and comes when it was promised to."""
    room.say("snooze-300")
    assert room.desk.driver.state.open is None
    room.desk.live(305)
    assert len(room.notifier.shown) == 2


def test_nobody_answers_and_it_becomes_a_small_strip(room: Room) -> None:
    """The notification goes, a small strip stays, and that goes too."""
    room.desk.live(125)
    assert room.notifier.withdrawn == [1]
    assert room.strip is not None
    assert room.strip[2]
    room.desk.driver.ask(asked.skip("micro"))
    assert room.strip is None


def test_nobody_shows_notifications(room: Room) -> None:
    """Where that fails, the strip takes its place at once."""
    room.call(lambda: room.notifier.ended("failed"))
    assert room.strip == (
        "Short pause from the keyboard",
        ("start", "snooze-300", "skip", "not-today"),
        False,
    )


def test_without_buttons_there_is_a_strip_from_the_start(qtbot: QtBot, tmp_path: Path) -> None:
    """A notification that cannot be answered is none."""
    assert qtbot is not None
    room = Room(tmp_path / "r.json", MICRO)
    room.notifier.has_buttons = False
    room.desk.live(20 * 60 + 1)
    assert room.notifier.shown == []
    assert room.strip is not None
    assert room.announcer.strip is not None
    room.announcer.strip.buttons["start"].click()
    assert room.opened == [("play writer-micro-60", "play", "writer-micro-60")]


def test_a_pause_that_is_closed_is_skipped(room: Room) -> None:
    """Who closes the notification has answered; the next comes at its own time."""
    room.call(lambda: room.notifier.ended("dismissed"))
    assert room.desk.driver.state.open is None
    room.desk.live(600)
    assert len(room.notifier.shown) == 1


def test_a_time_of_day_that_is_closed_is_not_lost(qtbot: QtBot, tmp_path: Path) -> None:
    """It waits on, and stays as a strip: it comes but once a day."""
    assert qtbot is not None
    nine: time = Desk(tmp_path / "x.json", Chosen()).clock.wall().time()
    rule = ClockTime("tea", "tea-5", (nine.replace(minute=10),))
    room = Room(tmp_path / "r.json", rule)
    room.desk.live(10 * 60 + 5)
    room.call(lambda: room.notifier.ended("dismissed"))
    assert room.desk.driver.state.open is not None
    room.desk.live(125)
    assert room.strip is not None


def test_a_break_window_where_that_is_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    """The window's process shows it; where none can be opened there is a notification."""
    assert qtbot is not None
    rule = replace(MICRO, manner=Manner(announce=Announce.WINDOW))
    room = Room(tmp_path / "r.json", rule)
    room.desk.live(20 * 60 + 1)
    assert (room.opened, room.notifier.shown) == ([("break micro", "break", "micro")], [])
    other = Room(tmp_path / "s.json", rule)
    other.opens = False
    other.desk.live(20 * 60 + 1)
    assert len(other.notifier.shown) == 1


def test_a_strict_rule_can_only_be_started_or_all_be_paused(qtbot: QtBot, tmp_path: Path) -> None:
    """By the person's own choice; pausing always works."""
    assert qtbot is not None
    room = Room(tmp_path / "r.json", replace(MICRO, manner=Manner(strict=True)))
    room.desk.live(20 * 60 + 1)
    assert room.notifier.shown[0][2] == ("start", "pause")
    room.say("pause")
    assert list(room.desk.driver.state.pauses) == ["hour"]


def test_a_cup_is_drunk_without_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    """Done is said at once, and counted."""
    assert qtbot is not None
    room = Room(tmp_path / "r.json", Hydration("water", every=3600))
    room.desk.live(3605)
    room.say("start")
    assert room.opened == []
    assert room.desk.driver.state.tracks["water"].drunk[1] == 200


def test_handwriting_has_a_sound_and_a_strip(qtbot: QtBot, tmp_path: Path) -> None:
    """Who writes by hand does not look at the screen."""
    assert qtbot is not None
    room = Room(tmp_path / "r.json", MICRO)
    room.desk.driver.ask(asked.writing())
    room.desk.idle.rest()
    room.desk.live(20 * 60 + 1)
    assert room.chimes == 1
    assert room.notifier.shown == []
    assert room.strip is not None


def test_the_question_about_writing_is_asked_and_taken_away(qtbot: QtBot, tmp_path: Path) -> None:
    """Yes counts the idle time as work; the question goes."""
    assert qtbot is not None
    room = Room(tmp_path / "r.json", MICRO)
    room.desk.live(300)
    room.desk.idle.rest()
    room.desk.live(25 * 60)
    room.desk.idle.since = None
    room.desk.live(31)
    title, body, answers, _ = room.notifier.shown[-1]
    assert (title, answers) == ("Were you writing by hand?", ("yes", "no"))
    assert "25 minutes" in body
    question = len(room.notifier.shown)
    room.say("yes")
    assert question in room.notifier.withdrawn
    assert room.desk.driver.state.tracks["micro"].counted >= 300


def test_the_tray_and_dbus_answer_what_is_open(room: Room) -> None:
    """Without knowing its name; and are told where nothing is."""
    assert room.announcer.answer("skip")
    assert not room.announcer.answer("skip")
