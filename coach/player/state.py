"""A session as a value: where it stands, and how time on the clock maps to time in the plan."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from math import inf
from typing import TYPE_CHECKING

from coach.player.snapshot import Status

if TYPE_CHECKING:
    from coach.routine.plan import Step, Timeline

STALL_AFTER = 3.0
"""Seconds without a sign of life after which a running session is held where it was last seen."""


class Command(Enum):
    """What a person, or the clock (`TICK`), can tell a session."""

    START = auto()
    TICK = auto()
    PAUSE = auto()
    RESUME = auto()
    SKIP = auto()
    BACK = auto()
    RESTART_SIDE = auto()
    DONE = auto()
    STOP = auto()


@dataclass(frozen=True, slots=True)
class PlayerState:
    """A session between two commands. Made by `ready`, changed only by `machine.step`.

    `origin` is the moment at which the plan would have begun had it run without a break up to here: step
    boundaries are sums of two numbers, never of many, so they cannot drift. It counts while running.
    `position` is the place in the plan, in seconds, when the session was last seen at `seen`. In a step
    that the person ends it may lie beyond the step's estimated end.
    """

    timeline: Timeline
    stall_after: float = STALL_AFTER
    status: Status = Status.READY
    index: int = 0
    origin: float = 0.0
    position: float = 0.0
    seen: float = -inf
    stalled_for: float = 0.0

    @property
    def step(self) -> Step:
        """The step the session stands in."""
        return self.timeline.steps[self.index]

    def position_at(self, at: float) -> float:
        """The place in the plan at a moment, in seconds; within the current step if that ends by itself."""
        if self.status is not Status.RUNNING:
            return self.position
        position = max(at, self.seen) - self.origin
        return min(position, self.step.end) if self.step.is_timed else position

    def elapsed_at(self, at: float) -> float:
        """Seconds spent in the current step, without pauses."""
        return max(0.0, self.position_at(at) - self.step.start)

    def left_at(self, at: float) -> float:
        """Seconds until the current step ends by itself; infinite if it waits for the person."""
        return self.step.end - self.position_at(at) if self.step.is_timed else inf


def ready(timeline: Timeline, *, stall_after: float = STALL_AFTER) -> PlayerState:
    """A session that has not begun.

    Args:
        timeline: What to play; at least one step.
        stall_after: Seconds of silence that a running session forgives; `math.inf` forgives all.

    Raises:
        ValueError: The timeline has no steps.
    """
    if not timeline.steps:
        raise ValueError(f"{timeline.routine}: a session needs at least one step")
    return PlayerState(timeline, stall_after)
