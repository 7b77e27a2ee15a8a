"""Bouts: what one press of skip, back or restart moves by.

A bout is all the work on one side of one item in one round, with its sets, the rests between and after them,
and the get-ready or switch that leads into it. Where sides alternate, both sides are one bout. No bout lies
partly in a loop and partly outside.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from coach.routine.plan import Phase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coach.routine.plan import Step, Timeline

_LEADS_IN = frozenset({Phase.GET_READY, Phase.SWITCH})


def leads_in(step: Step) -> bool:
    """Whether the step only prepares for the work that follows it."""
    return step.phase in _LEADS_IN


def _begins(timeline: Timeline, index: int) -> bool:
    steps, loop = timeline.steps, timeline.loop
    if index == 0 or (loop and index in {loop.first, loop.last + 1}):
        return True
    before, here = steps[index - 1], steps[index]
    if leads_in(before):
        return False
    return leads_in(here) or _place(before) != _place(here) or _changes_side(steps, index)


def _place(step: Step) -> tuple[int, int]:
    return step.item, step.round


def _changes_side(steps: Sequence[Step], index: int) -> bool:
    """Whether the side changes here for good, without a switch (in plans that have no time for one)."""
    here = steps[index]
    if not here.phase.is_work:
        return False
    before = {step.side for step in _same_place(here, reversed(steps[:index]))}
    after = {step.side for step in _same_place(here, steps[index:])}
    return bool(before) and before.isdisjoint(after)


def _same_place(here: Step, steps: Iterable[Step]) -> Iterator[Step]:
    """The work among steps up to the first that belongs elsewhere."""
    near = takewhile(lambda step: _place(step) == _place(here), steps)
    return (step for step in near if step.phase.is_work)


def start(timeline: Timeline, index: int) -> int:
    """The first step of the bout that `index` is in."""
    while not _begins(timeline, index):
        index -= 1
    return index


def end(timeline: Timeline, index: int) -> int:
    """The first step after the bout that `index` is in; the number of steps after the last bout."""
    index += 1
    while index < len(timeline.steps) and not _begins(timeline, index):
        index += 1
    return index


def has_work(timeline: Timeline, index: int) -> bool:
    """Whether the bout that `index` is in holds any work."""
    return any(step.phase.is_work for step in timeline.steps[start(timeline, index) : end(timeline, index)])
