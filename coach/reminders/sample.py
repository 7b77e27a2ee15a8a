"""What is known at one moment: both clocks, the person's hands, and what speaks against a reminder."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

IDLE_AFTER = 30.0
"""Seconds without input after which the hands are taken to rest, from the last input on."""


class Inhibitor(StrEnum):
    """What can speak against a reminder just now. `SESSION`: Coach itself is leading one."""

    DO_NOT_DISTURB = "do-not-disturb"
    FULL_SCREEN = "full-screen"
    MICROPHONE = "microphone"
    CAMERA = "camera"
    PRESENTATION = "presentation"
    SESSION = "session"


class Sample(NamedTuple):
    """What is known at one moment.

    The planner wants one at its next moment, and whenever `facts` differ from the last. Where the system does
    not tell by itself that input has stopped or come back, look every `IDLE_AFTER` seconds.
    """

    at: float
    """Monotonic seconds, those asleep included."""
    wall: datetime
    """The local time of day; its zone should know the rules of summer time (a `ZoneInfo`)."""
    idle: float | None
    """Seconds since the last input; None where nobody can tell."""
    locked: bool = False
    inhibitors: frozenset[Inhibitor] = frozenset()
    slept: float = 0.0
    """Seconds for which the computer has slept so far, since any one moment; 0 where it cannot tell."""

    @property
    def has_input(self) -> bool:
        """Whether the hands are at the keyboard or mouse. Where nobody can tell, time at them is assumed."""
        return self.idle is None or self.idle < IDLE_AFTER

    @property
    def facts(self) -> tuple[bool, bool, bool, frozenset[Inhibitor]]:
        """What tells one situation from another: between two samples with the same facts, it has lasted."""
        idle = self.idle
        return idle is None or idle < IDLE_AFTER, idle is None, self.locked, self.inhibitors
