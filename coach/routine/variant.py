"""An easier or harder exercise in the place of another, from the next repetition or side on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from coach.routine.dose import Piece, lay_out, milliseconds
from coach.routine.model import Exercise, ExerciseStep
from coach.routine.plan import Side, Sides, Step, Timeline
from coach.routine.tail import READY, spliced
from coach.routine.timeline import GET_READY, Turn, sides_for, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ONE_SIDED = frozenset({"each", "either", "left", "right", "affected", "writing"})
_SINGLE = frozenset({Side.LEFT, Side.RIGHT, Side.EITHER})


@dataclass(frozen=True, slots=True)
class Way:
    """How an exercise is made easier or harder: another one, a note on what to change, or both."""

    exercise: Exercise | None = None
    note: str = ""

    def __bool__(self) -> bool:
        """Whether there is one."""
        return self.exercise is not None or bool(self.note)


def way(exercise: Exercise | None, exercises: Mapping[str, Exercise], *, harder: bool = False) -> Way:
    """The easier or harder way that an exercise names; nothing that is not among `exercises`."""
    link = exercise and (exercise.harder if harder else exercise.easier)
    if not link:
        return Way()
    return Way(exercises.get(link.id or ""), link.note or "")


def easier(timeline: Timeline, exercises: Mapping[str, Exercise]) -> dict[str, Way]:
    """The easier way of every exercise of a plan that names one."""
    named = dict.fromkeys(step.exercise for step in timeline.steps if step.exercise)
    ways = {name: way(exercises.get(name), exercises) for name in named}
    return {name: found for name, found in ways.items() if found}


def with_ways(timeline: Timeline, kept: int, ways: Mapping[str, Way], sides: Sides) -> Timeline:
    """The plan with other exercises after its first `kept` steps; `ways` holds them by what they replace.

    The other exercise has its own dose. On the side in hand, repetitions that have been done or begun count.
    Of a way without an exercise, the note becomes the cue.
    """
    done = timeline.steps[:kept]
    tail: list[Step] = []
    for _, group in groupby(timeline.steps[kept:], key=_place):
        steps = tuple(group)
        found = ways.get(steps[0].exercise, Way())
        if found.exercise and any(step.phase.is_work for step in steps):
            tail += _replaced(done, steps, found.exercise, sides)
        elif found.note and not found.exercise:
            tail += [replace(step, cue=found.note) if step.phase.is_work else step for step in steps]
        else:
            tail += steps
    return spliced(timeline, kept, tail)


def _place(step: Step) -> tuple[int, int, str]:
    return step.item, step.round, step.exercise


def _replaced(
    done: Sequence[Step], steps: Sequence[Step], exercise: Exercise, sides: Sides
) -> Iterator[Step]:
    """What an item, or the rest of it, becomes; `done` is the plan before it."""
    first = steps[0]
    lead = next((step.length for step in (*steps, *reversed(done)) if step.phase in READY), GET_READY)
    here = ExerciseStep(exercise=exercise.id)
    layout = lay_out(here, exercise, milliseconds(lead), in_turn=exercise.side == "alternate")
    for place, side in enumerate(_sides(steps, exercise, sides)):
        count = _counted(done, first, side)
        left = replace(layout, pieces=_after(layout.pieces, count))
        block = (first.block, first.round, first.rounds)
        yield from steps_of(Turn(first.item, exercise, side, left, place > 0, "", *block), 0)


def _sides(steps: Sequence[Step], exercise: Exercise, sides: Sides) -> tuple[Side | None, ...]:
    """The sides still to do: those there were, where both exercises are done on one side at a time."""
    there = [side for side, _ in groupby(step.side for step in steps if step.phase.is_work)]
    alternates = len(set(there)) < len(there)
    if exercise.side in ONE_SIDED and set(there) <= _SINGLE and not alternates:
        return tuple(there)
    return sides_for(exercise.side, sides)


def _counted(done: Sequence[Step], first: Step, side: Side | None) -> int:
    """How many pieces of work on this side are done or begun, if this is the item in hand."""
    if not done or _place(done[-1]) != _place(first):
        return 0
    return sum(step.phase.is_work and _place(step) == _place(first) and step.side is side for step in done)


def _after(pieces: tuple[Piece, ...], count: int) -> tuple[Piece, ...]:
    """The pieces after so many of work; at least the last."""
    work = [place for place, piece in enumerate(pieces) if piece.phase.is_work]
    return pieces[work[min(count, len(work) - 1)] :] if count else pieces
