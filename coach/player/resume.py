"""A session that Coach died in: where it stood, and the state from which it goes on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.player.change import Change, left_out
from coach.player.events import Event, Outcome, StepEntered
from coach.player.record import passes
from coach.player.snapshot import Status
from coach.player.state import STALL_AFTER, PlayerState, ready

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coach.player.record import PhaseRecord
    from coach.routine.plan import Side, Step, Timeline


@dataclass(frozen=True, slots=True)
class Interrupted:
    """Where a session stood when it was last heard of; times are seconds since it began.

    `done` is the seconds spent in step `index`. `lasted` is for how long the session is known to have gone.
    """

    timeline: Timeline
    records: tuple[PhaseRecord, ...]
    index: int
    done: float
    lasted: float
    left_out: frozenset[tuple[int, Side | None]] = frozenset()

    @property
    def step(self) -> Step:
        """The step it stood in."""
        return self.timeline.steps[self.index]

    @property
    def step_left(self) -> float:
        """Seconds left of that step, as planned."""
        return max(0.0, self.step.length - self.done)

    @property
    def is_in_step(self) -> bool:
        """Whether that step had begun."""
        return bool(self.records) and self.records[-1].outcome is None


def interrupted(
    timeline: Timeline, records: Sequence[PhaseRecord], changes: Iterable[Change] = ()
) -> Interrupted | None:
    """Where an unfinished session stood; None if there is nothing left of it.

    A session can die between leaving one step and entering the next.
    """
    kept, without = tuple(records), left_out(changes)
    lasted = max((max(one.began + one.done, one.ended or 0.0) for one in kept), default=0.0)
    if kept and kept[-1].outcome is None:
        return Interrupted(timeline, kept, kept[-1].index, kept[-1].done, lasted, without)
    index = _next(timeline, kept[-1]) if kept else 0
    steps = timeline.steps
    while index < len(steps) and (steps[index].item, steps[index].side) in without:
        index += 1
    return Interrupted(timeline, kept, index, 0.0, lasted, without) if index < len(steps) else None


def _next(timeline: Timeline, last: PhaseRecord) -> int:
    if last.outcome is Outcome.REPEATED:
        return last.index
    loop = timeline.loop
    if loop and last.index == loop.last and last.outcome is not Outcome.LET_GO:
        return loop.first
    return last.index + 1


def restored(
    stood: Interrupted, at: float, *, stall_after: float = STALL_AFTER, away: float = 0.0
) -> tuple[PlayerState, tuple[Event, ...]]:
    """The session again, paused where it stood; going on is the person's word.

    `away` is seconds since it was last heard of: the limit of a loop counts them, for a cramp does not pause.
    """
    start = stood.step.start
    state = replace(
        ready(stood.timeline, stall_after=stall_after, earlier=stood.lasted + away),
        status=Status.PAUSED,
        index=stood.index,
        position=start + stood.done,
        seen=at,
        began=at,
        passes=passes(stood.timeline, stood.records) + _begins_pass(stood),
        left_out=stood.left_out,
    )
    return state, () if stood.is_in_step else (StepEntered(stood.index, at),)


def _begins_pass(stood: Interrupted) -> int:
    """1 where it died between two passes of a loop: the second has no record yet."""
    loop = stood.timeline.loop
    if loop is None or not stood.records or stood.is_in_step:
        return 0
    last = stood.records[-1]
    return int(last.index == loop.last and stood.index == loop.first and last.outcome is not Outcome.REPEATED)
