"""Windows and macOS are played here by stand-ins: what is tested is what Coach makes of their answers."""

from __future__ import annotations

import sys
import threading
from dataclasses import dataclass, field

import pytest

from coach.desktop import absence, presence
from coach.desktop.absence import polled
from coach.desktop.absence.polled import Watch


@dataclass
class Computer:
    """Says whether it is locked and for how long it has slept, and notes what is told."""

    locked: bool = False
    asleep: float = 120.0
    name: str = "a stand-in"
    trouble: str = ""
    gone: list[str] = field(default_factory=list)

    def slept(self) -> float:
        """Seconds since it was started."""
        return self.asleep

    def close(self) -> None:
        """Nothing is held."""


@pytest.fixture
def computer() -> Computer:
    """A computer that is on, and not locked."""
    return Computer()


def watch(computer: Computer) -> Watch:
    """A watch on it."""
    return Watch(computer, computer.slept, computer.gone.append)


def test_a_lock_is_told_once(computer: Computer) -> None:
    """When the screen is locked, and again only after it has been unlocked."""
    watching = watch(computer)
    watching.look()
    assert computer.gone == []
    computer.locked = True
    watching.look()
    watching.look()
    assert computer.gone == ["lock"]
    computer.locked = False
    watching.look()
    computer.locked = True
    watching.look()
    assert computer.gone == ["lock", "lock"]


def test_a_screen_that_is_locked_at_the_start_is_no_news(computer: Computer) -> None:
    """A session begun from a locked screen, by a command, is not paused by it."""
    computer.locked = True
    watching = watch(computer)
    watching.look()
    assert computer.gone == []


def test_a_sleep_is_told_on_waking_and_the_lock_with_it_is_not(computer: Computer) -> None:
    """One word is enough, also where the computer locks itself when it sleeps."""
    watching = watch(computer)
    computer.asleep += 900
    computer.locked = True
    watching.look()
    watching.look()
    assert computer.gone == ["sleep"]


def test_clocks_that_are_read_one_after_the_other_are_no_sleep(computer: Computer) -> None:
    """A difference of a second or less is none, either way."""
    watching = watch(computer)
    for asleep in (120.4, 119.8, 120.7):
        computer.asleep = asleep
        watching.look()
    assert computer.gone == []


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_these_systems_are_asked_on_a_thread_of_their_own(
    computer: Computer, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    """What `coach.desktop.presence` knows there is told as on Linux."""
    told = threading.Event()
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(presence, "pick", lambda *_: computer)
    monkeypatch.setattr(presence, "slept", computer.slept)
    monkeypatch.setattr(polled, "BEAT", 0.01)

    def gone(why: str) -> None:
        computer.gone.append(why)
        told.set()

    absence.watch(None, None, gone)
    computer.locked = True
    assert told.wait(10)
    assert computer.gone == ["lock"]
