"""What was done in a session: a fold of the player's events over the plan, and its summary."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from coach.player.events import Changed, Event, Outcome, StepEntered, StepLeft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.routine.plan import Phase, Side, Step, Timeline

_ROUNDING = 1e-6
"""Seconds by which sums of moments may differ."""


@dataclass(frozen=True, slots=True)
class PhaseRecord:
    """One time through one step. A step that was gone back to has several.

    `began` and `ended` are monotonic seconds on the player's clock; `done` is the seconds spent in the
    step, without pauses. `ended` and `outcome` are None while the step runs, or if Coach died in it.
    """

    index: int
    phase: Phase
    exercise: str
    side: Side | None
    rep: int
    set: int
    round: int
    planned: float
    began: float
    ended: float | None = None
    done: float = 0.0
    outcome: Outcome | None = None


def fold(records: tuple[PhaseRecord, ...], timeline: Timeline, event: Event) -> tuple[PhaseRecord, ...]:
    """The records after one more event, in the plan as it was then. Only the last record can be open."""
    match event:
        case StepEntered(index, at):
            return (*records, _begun(timeline.steps[index], index, at))
        case StepLeft(index, outcome, worked, at):
            before, record = records, _begun(timeline.steps[index], index, at)
            if records and records[-1].outcome is None:
                before, record = records[:-1], records[-1]
            return (*before, replace(record, ended=at, done=worked, outcome=outcome))
        case Changed(timeline=new) if records and records[-1].outcome is None:
            # The step in hand may have become longer or shorter.
            return (*records[:-1], replace(records[-1], planned=new.steps[records[-1].index].length))
        case _:
            return records


def record(timeline: Timeline, events: Iterable[Event]) -> tuple[PhaseRecord, ...]:
    """The records of a whole session that began with this plan."""
    records: tuple[PhaseRecord, ...] = ()
    for event in events:
        timeline = event.timeline if isinstance(event, Changed) else timeline
        records = fold(records, timeline, event)
    return records


def as_planned(timeline: Timeline) -> tuple[PhaseRecord, ...]:
    """The records of a session in which every step was done as it is planned; its beginning is 0."""
    return tuple(
        replace(_begun(step, index, step.start), ended=step.end, done=step.length, outcome=Outcome.DONE)
        for index, step in enumerate(timeline.steps)
    )


def _begun(step: Step, index: int, at: float) -> PhaseRecord:
    return PhaseRecord(
        index=index,
        phase=step.phase,
        exercise=step.exercise,
        side=step.side,
        rep=step.rep,
        set=step.set,
        round=step.round,
        planned=step.length,
        began=at,
    )


def outcomes(timeline: Timeline, records: Iterable[PhaseRecord]) -> tuple[Outcome | None, ...]:
    """How each planned step ended up, over all times through it; None where it was not reached.

    Done once is done, and what was let go of once needs no more. A step left to go back and never finished
    again counts as cut short.
    """
    found: list[Outcome | None] = [None] * len(timeline.steps)
    for one in records:
        if one.outcome is Outcome.DONE or found[one.index] is Outcome.DONE:
            found[one.index] = Outcome.DONE
        elif one.outcome is Outcome.LET_GO or found[one.index] is Outcome.LET_GO:
            found[one.index] = Outcome.LET_GO
        elif one.done > 0 or found[one.index] is Outcome.CUT_SHORT:
            found[one.index] = Outcome.CUT_SHORT
        else:
            found[one.index] = Outcome.SKIPPED
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Part:
    """What was done of one exercise on one side, over the whole session.

    `done` counts each planned step once, its longest time through; `phases` counts the steps of work, of
    which `phases_let_go` were not needed to their end because the cramp let go.
    """

    item: int
    exercise: str
    title: str
    side: Side | None
    planned: float
    done: float
    phases: int
    phases_done: int
    reached: bool
    phases_let_go: int = 0

    @property
    def outcome(self) -> Outcome | None:
        """`DONE` in full, `LET_GO` as far as needed, `CUT_SHORT`, `SKIPPED`; None if it was not reached."""
        if self.phases_done == self.phases:
            return Outcome.DONE
        if self.phases_done + self.phases_let_go == self.phases:
            return Outcome.LET_GO
        if self.done > 0 or self.phases_done:
            return Outcome.CUT_SHORT
        return Outcome.SKIPPED if self.reached else None


@dataclass(frozen=True, slots=True)
class Summary:
    """A session in a few numbers. `items` counts those with work in them; `active` is all seconds of work.

    `items_done` were done in full, or as far as they were needed until it let go. `let_go_after` is seconds
    since the cramp was told of, None if nothing let go; `passes` counts the passes of the loop, also one that
    was only begun.
    """

    parts: tuple[Part, ...]
    items: int
    items_done: int
    items_skipped: int
    planned: float
    done: float
    active: float
    passes: int = 1
    let_go_after: float | None = None
    limit_reached: bool = False

    @property
    def complete(self) -> bool:
        """Whether all the work was done, on every side, or was needed no more."""
        return self.items_done == self.items


def summary(timeline: Timeline, records: tuple[PhaseRecord, ...], waited: float = 0.0) -> Summary:
    """Sum up a session, finished or not. An item is skipped when no work on it was done or begun.

    `waited` is the seconds from when the cramp was told of to the first record.
    """
    parts = tuple(_parts(timeline, records))
    by_item: dict[int, list[Outcome | None]] = {}
    for part in parts:
        by_item.setdefault(part.item, []).append(part.outcome)
    return Summary(
        parts=parts,
        items=len(by_item),
        items_done=sum(set(found) <= {Outcome.DONE, Outcome.LET_GO} for found in by_item.values()),
        items_skipped=sum(set(found) == {Outcome.SKIPPED} for found in by_item.values()),
        planned=round(sum(part.planned for part in parts), 3),
        done=round(sum(part.done for part in parts), 3),
        active=round(sum(one.done for one in records if one.phase.is_work), 3),
        passes=passes(timeline, records),
        let_go_after=let_go_after(records, waited),
        limit_reached=limit_reached(timeline, records, waited),
    )


def passes(timeline: Timeline, records: tuple[PhaseRecord, ...]) -> int:
    """How many passes of the loop were begun; 1 where there is no loop."""
    loop = timeline.loop
    if loop is None:
        return 1
    return 1 + sum(
        before.index == loop.last and after.index == loop.first and before.outcome is not Outcome.REPEATED
        for before, after in pairwise(records)
    )


def let_go_after(records: tuple[PhaseRecord, ...], waited: float = 0.0) -> float | None:
    """Seconds, with those `waited` before, until it let go, the last time it did; None if it did not."""
    ends = [one.ended for one in records if one.outcome is Outcome.LET_GO and one.ended is not None]
    return round(waited + ends[-1] - records[0].began, 3) if ends else None


def limit_reached(timeline: Timeline, records: tuple[PhaseRecord, ...], waited: float = 0.0) -> bool:
    """Whether a session, now over, was still in or before its loop when the limit came."""
    loop = timeline.loop
    if loop is None:
        return False
    times = (waited + (one.ended or 0.0) - records[0].began for one in records if one.index <= loop.last)
    return any(time >= loop.limit - _ROUNDING for time in times)


def _parts(timeline: Timeline, records: tuple[PhaseRecord, ...]) -> Iterator[Part]:
    ended = outcomes(timeline, records)
    longest = [0.0] * len(timeline.steps)
    for one in records:
        longest[one.index] = max(longest[one.index], one.done)
    groups: dict[tuple[int, str, Side | None], list[int]] = {}
    for index, step in enumerate(timeline.steps):
        if step.phase.is_work:
            groups.setdefault((step.item, step.exercise, step.side), []).append(index)
    for (item, exercise, side), indices in groups.items():
        yield Part(
            item=item,
            exercise=exercise,
            title=timeline.steps[indices[0]].title,
            side=side,
            planned=round(sum(timeline.steps[index].length for index in indices), 3),
            done=round(sum(longest[index] for index in indices), 3),
            phases=len(indices),
            phases_done=sum(ended[index] is Outcome.DONE for index in indices),
            phases_let_go=sum(ended[index] is Outcome.LET_GO for index in indices),
            reached=any(ended[index] is not None for index in indices),
        )
