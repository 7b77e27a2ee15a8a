"""A plan changed on the way: what has been done keeps its place, the steps after it are made anew.

A plan with a loop is left as it is: its steps are done again and again, and what a pass was would no longer
be known.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, Final

from coach.routine.plan import Phase, Seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from coach.routine.plan import Step, Timeline

SHORTEST_HOLD: Final = 5.0
"""Seconds below which no hold is shortened on the way; Coach's own choice."""
LONGEST_HOLD: Final = 60.0
"""Seconds above which no hold is made longer: older adults' upper end for a stretch (ACSM-2021)."""
LONGEST_READY: Final = 30.0
"""Seconds above which getting ready is made no longer; Coach's own choice."""
READY: Final = frozenset({Phase.GET_READY, Phase.SWITCH})


def spliced(timeline: Timeline, kept: int, tail: Iterable[Step]) -> Timeline:
    """The first `kept` steps as they are, then `tail`, which follows without gaps."""
    steps = list(timeline.steps[:kept])
    for step in tail:
        steps.append(replace(step, start=steps[-1].end if steps else 0.0))
    return replace(timeline, steps=tuple(steps))


def with_holds(
    timeline: Timeline, index: int, by: float, elapsed: float = 0.0, longest: float = LONGEST_HOLD
) -> Timeline:
    """Every hold of this item from here on longer or shorter by so many seconds, within the limits.

    `longest` is the limit for this exercise, in seconds; a hold that is longer already stays.
    The hold in hand, `elapsed` seconds old, keeps at least a whole second.
    """
    item = timeline.steps[index].item
    most = min(longest, LONGEST_HOLD)

    def longer(step: Step) -> float:
        if step.phase is not Phase.HOLD or step.item != item:
            return step.length
        return max(min(SHORTEST_HOLD, step.length), min(max(most, step.length), step.length + by))

    return _relaid(timeline, index, longer, elapsed)


def with_ready(timeline: Timeline, index: int, by: float) -> Timeline:
    """Every time to get ready or to switch from here on longer by so many seconds, within the limit."""

    def longer(step: Step) -> float:
        if step.phase not in READY:
            return step.length
        return min(max(LONGEST_READY, step.length), step.length + by)

    return _relaid(timeline, index, longer)


def _relaid(
    timeline: Timeline, index: int, length: Callable[[Step], float], elapsed: float = 0.0
) -> Timeline:
    here, *coming = (_lasting(step, length(step)) for step in timeline.steps[index:])
    least = min(timeline.steps[index].length, ceil(elapsed) + 1.0)
    if here.is_timed and here.length < least:
        here = _lasting(here, least)
    return spliced(timeline, index, (here, *coming))


def _lasting(step: Step, length: float) -> Step:
    goal = Seconds(length) if step.is_timed else step.goal
    return replace(step, length=round(length, 3), goal=goal)
