"""A session as a value: where it stands, and how time on the clock maps to time in the plan."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from math import inf
from typing import TYPE_CHECKING, Final

from coach.player.snapshot import Status

if TYPE_CHECKING:
    from coach.routine.plan import Side, Step, Timeline

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
    LET_GO = auto()
    STOP = auto()


@dataclass(frozen=True, slots=True)
class PlayerState:
    """A session between two commands. Made by `ready`, changed only by `machine.step`.

    `origin` is the moment at which the plan would have begun had it run without a break up to here: step
    boundaries are sums of two numbers, never of many, so they cannot drift. It counts while running.
    `position` is the place in the plan, in seconds, when the session was last seen at `seen`. In a step
    that the person ends it may lie beyond the step's estimated end.

    `left_out` are the sides, each with its item, that are left out today: the session passes over them.

    `began` is the moment at which the session began; `earlier` is the seconds for which it, or the cramp that
    it is for, had lasted before that: in a Coach that died, or while questions were asked. `passes` counts
    the passes of the loop so far, the one in hand included.
    """

    timeline: Timeline
    stall_after: float = STALL_AFTER
    status: Status = Status.READY
    index: int = 0
    origin: float = 0.0
    position: float = 0.0
    seen: float = -inf
    stalled_for: float = 0.0
    began: float = 0.0
    earlier: float = 0.0
    passes: int = 1
    limit_told: bool = False
    left_out: frozenset[tuple[int, Side | None]] = frozenset()

    @property
    def step(self) -> Step:
        """The step the session stands in."""
        return self.timeline.steps[self.index]

    def leaves_out(self, step: Step) -> bool:
        """Whether a step is of a side that is left out today."""
        return (step.item, step.side) in self.left_out

    @property
    def in_loop(self) -> bool:
        """Whether the current step is one of the loop's."""
        loop = self.timeline.loop
        return loop is not None and loop.first <= self.index <= loop.last

    @property
    def can_let_go(self) -> bool:
        """Whether the session is under way, in or before its loop."""
        loop = self.timeline.loop
        return loop is not None and self.index <= loop.last and self.status in UNDER_WAY

    @property
    def limit_at(self) -> float:
        """The moment at which the limit of the loop is told; infinite if it has been, or none holds now."""
        loop = self.timeline.loop
        if loop is None or self.limit_told or not self.can_let_go:
            return inf
        return self.began - self.earlier + loop.limit

    def lasted_at(self, at: float) -> float:
        """Seconds since the session began, pauses and stalls included; 0 before it has."""
        return 0.0 if self.status is Status.READY else max(at, self.seen) - self.began + self.earlier

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


UNDER_WAY: Final = frozenset({Status.RUNNING, Status.PAUSED, Status.STALLED})


def ready(timeline: Timeline, *, stall_after: float = STALL_AFTER, earlier: float = 0.0) -> PlayerState:
    """A session that has not begun.

    Args:
        timeline: What to play; at least one step.
        stall_after: Seconds of silence that a running session forgives; `math.inf` forgives all.
        earlier: Seconds for which the same session had lasted in a Coach that died, or the cramp while it
            was asked about; a loop's limit counts them.

    Raises:
        ValueError: The timeline has no steps, or a loop that takes no time.
    """
    if not timeline.steps:
        raise ValueError(f"{timeline.routine}: a session needs at least one step")
    if (loop := timeline.loop) and timeline.steps[loop.last].end <= timeline.steps[loop.first].start:
        raise ValueError(f"{timeline.routine}: a loop must take some time")
    return PlayerState(timeline, stall_after, earlier=earlier)
