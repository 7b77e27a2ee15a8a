from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from coach.clock import FakeClock
from coach.drivers.senses import Senses
from coach.reminders.sample import Inhibitor
from tests.drivers.desk import FakeFocus, FakeIdle, FakePresence

pytestmark = pytest.mark.usefixtures("qapp")


class Ear(QObject):
    """Hears in the thread it lives in."""

    def __init__(self) -> None:
        super().__init__()
        self.threads: list[bool] = []

    def hear(self) -> None:
        """Note whose thread it is."""
        self.threads.append(QThread.currentThread() is self.thread())


def on_another_thread(senses: Senses) -> None:
    """The desktop tells something."""
    thread = threading.Thread(target=senses.stir)
    thread.start()
    thread.join()


def test_nothing_is_known_before_there_is_anything_to_ask() -> None:
    """Unknown is not idle, and not locked."""
    senses = Senses()
    assert senses.idle() is None
    assert not senses.locked()
    assert not senses.pushes
    assert senses.look() == frozenset()
    assert senses.probes() == ()
    assert senses.slept() == 0


def test_what_the_desktop_knows_is_put_together() -> None:
    """Idle time, the lock, and what was seen at the last look."""
    clock, focus, presence = FakeClock(), FakeFocus(), FakePresence()
    idle = FakeIdle(clock)
    senses = Senses()
    senses.use(idle, presence, focus)
    idle.rest()
    clock.advance(12)
    presence.locked = True
    focus.on = frozenset({"microphone", "full-screen"})
    assert senses.idle() == 12
    assert senses.locked()
    assert senses.look() == {Inhibitor.MICROPHONE, Inhibitor.FULL_SCREEN}
    told = {probe.name: probe.found for probe in senses.probes()}
    assert told["Microphone"] == "on (a fake)"
    assert told["Full screen"] == "on"
    assert told["Screen lock"] == "a fake"


def test_what_comes_on_another_thread_is_heard_in_the_windows() -> None:
    """The desktop speaks on threads of its own."""
    senses, ear = Senses(), Ear()
    senses.stirred.connect(ear.hear)
    on_another_thread(senses)
    QApplication.processEvents()
    assert ear.threads == [True]


def test_after_the_app_has_gone_nothing_is_heard() -> None:
    """The desktop may speak a moment too late."""
    senses = Senses()
    delete(senses)
    on_another_thread(senses)
