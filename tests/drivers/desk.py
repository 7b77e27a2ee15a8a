"""Somebody at a desk: clocks that move when told, and a desktop that says what it is told to."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coach.clock import FakeClock
from coach.drivers.reminder_driver import ReminderDriver
from coach.drivers.senses import Senses
from coach.reminders import status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from coach.reminders.action import Action
    from coach.reminders.chosen import Chosen
    from coach.reminders.told import Told

BERLIN = ZoneInfo("Europe/Berlin")


class FakeIdle:
    """Hands that type until told otherwise."""

    name = "a fake"

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self.pushes = False
        self.trouble = ""
        self.since: float | None = None
        """Since when the hands rest; None: they type, the last key 3 seconds ago."""

    def seconds(self) -> float | None:
        """Seconds since the last input."""
        if self.trouble:
            return None
        return 3.0 if self.since is None else self._clock.monotonic() - self.since

    def rest(self) -> None:
        """Take the hands off the keys."""
        self.since = self._clock.monotonic()


class FakePresence:
    """A screen that is locked when told."""

    name = "a fake"
    trouble = ""
    locked = False


class FakeFound:
    """What a look has found."""

    def __init__(self, on: frozenset[str]) -> None:
        self.on = on
        self.unknown: Mapping[str, str] = {"camera": "Nobody can tell."}
        self.told_by: Mapping[str, str] = {"microphone": "a fake"}


class FakeFocus:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.on: frozenset[str] = frozenset()
        self.looks = 0

    def look(self) -> FakeFound:
        """Look."""
        self.looks += 1
        return FakeFound(self.on)


class Desk:
    """A driver with all it stands on, and what it has said."""

    def __init__(self, path: Path, chosen: Chosen, clock: FakeClock | None = None) -> None:
        self.clock = clock or FakeClock()
        self.path = path
        self.idle, self.presence, self.focus = FakeIdle(self.clock), FakePresence(), FakeFocus()
        self.senses = Senses()
        self.senses.use(self.idle, self.presence, self.focus)
        self.running: set[int] = set()
        self.said: list[Action] = []
        self.asked: list[float] = []
        self.told: list[Told] = []
        self.looks = 0
        self.start(chosen)

    def start(self, chosen: Chosen) -> None:
        """Start the process that plans."""
        self.driver = ReminderDriver(
            self.clock, lambda: BERLIN, self.senses, chosen, self.path, self.running.__contains__, pid=7
        )
        self.driver.decided.connect(self.said.append)
        self.driver.asked.connect(self.asked.append)
        self.driver.told.connect(self.told.append)
        self.driver.look()

    def kill(self) -> None:
        """The process dies: nothing is saved any more, nothing is heard."""
        self.driver.blockSignals(True)
        self.senses.stirred.disconnect(self.driver.look)

    def live(self, seconds: float) -> None:
        """Let time pass, with a look whenever the driver's timer would ring."""
        end = self.clock.monotonic() + seconds
        while (at := max(self.clock.monotonic(), self.driver.next_look)) <= end:
            self.clock.advance(at - self.clock.monotonic())
            self.looks += 1
            self.driver.look()
        self.clock.advance(end - self.clock.monotonic())

    def names(self) -> list[tuple[str, str, str]]:
        """What was decided: its kind, the rule, why."""
        return [(type(one).__name__, one.rule, str(one.why)) for one in self.said]

    def file(self) -> Told:
        """What others read."""
        _, told = status.read(self.path)
        assert told is not None
        return told
