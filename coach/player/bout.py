"""Bouts: what one press of skip, back or restart moves by.

A bout is all the work on one side of one item in one round, with its sets and the rests between them, and
with the get-ready or switch that leads into it. A rest that stands as an item of its own is a bout too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.routine.plan import Phase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.routine.plan import Step

_LEADS_IN = frozenset({Phase.GET_READY, Phase.SWITCH})


def leads_in(step: Step) -> bool:
    """Whether the step only prepares for the work that follows it."""
    return step.phase in _LEADS_IN


def _begins(steps: Sequence[Step], index: int) -> bool:
    if index == 0:
        return True
    before, here = steps[index - 1], steps[index]
    if leads_in(before):
        return False
    return leads_in(here) or (before.item, before.round) != (here.item, here.round)


def start(steps: Sequence[Step], index: int) -> int:
    """The first step of the bout that `index` is in."""
    while not _begins(steps, index):
        index -= 1
    return index


def end(steps: Sequence[Step], index: int) -> int:
    """The first step after the bout that `index` is in; the number of steps after the last bout."""
    index += 1
    while index < len(steps) and not _begins(steps, index):
        index += 1
    return index


def has_work(steps: Sequence[Step], index: int) -> bool:
    """Whether the bout that `index` is in holds any work."""
    return any(step.phase.is_work for step in steps[start(steps, index) : end(steps, index)])
