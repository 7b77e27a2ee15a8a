"""The items of a hand-out in words, from the compiled plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from coach import times
from coach.handout.often import rhythm, usual
from coach.routine.amount import Where, amount, where
from coach.routine.plan import Phase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coach.handout.words import Words
    from coach.routine.library import Library
    from coach.routine.model import Exercise
    from coach.routine.plan import Step, Timeline


@dataclass(frozen=True, slots=True)
class Row:
    """One item of the routine, in words. Texts may be empty. `mirrored`: the picture is to be a left limb.

    `is_each_side`: the other side is done, too, and the figure shows only one. Which one an author's own
    picture shows nobody knows, so nothing is said of it.
    """

    number: int
    exercise: str
    title: str
    amount: str
    sides: str
    lasts: str
    rests: str
    start: str
    steps: tuple[str, ...]
    note: str
    care: str
    stop_if: str
    mirrored: bool
    is_each_side: bool
    often: str = ""
    """How often the exercise is done by itself, where it says so and nobody else does."""
    again: str = ""
    """In a cramp: that it goes on until the cramp lets go."""


def rows(timeline: Timeline, library: Library, said: Words, *, with_often: bool = False) -> Iterable[Row]:
    """The items of a plan. `with_often`: each says how often its exercise is done by itself."""
    loop, places = timeline.loop, {id(step): at for at, step in enumerate(timeline.steps)}
    for number, group in groupby(timeline.steps, key=lambda step: step.item):
        steps = list(group)
        work = [step for step in steps if step.phase.is_work]
        if work:
            exercise = library.exercises[work[0].exercise]
            row = _row(number, steps, work, exercise, said)
            if with_often and (own := usual(exercise)):
                row = replace(row, often=rhythm(own, said))
            is_again = loop is not None and loop.first <= places[id(work[0])] <= loop.last
            yield replace(row, again=said.again) if is_again else row


def _row(number: int, steps: list[Step], work: list[Step], exercise: Exercise, said: Words) -> Row:
    on = where(work)
    return Row(
        number=number,
        exercise=exercise.id,
        title=work[0].title,
        amount=said.amounts.amount(amount(work)),
        sides=said.amounts.where(on),
        lasts=times.length(sum(step.length for step in steps)),
        rests=" · ".join(_rests(steps, said)),
        start=exercise.start or "",
        steps=tuple(step.do for step in exercise.steps),
        note=work[0].note,
        care=exercise.caution or "",
        stop_if=exercise.stop_if or "",
        mirrored=on is Where.LEFT,
        is_each_side=on in {Where.EACH, Where.IN_TURN} and not exercise.picture,
    )


def _rests(steps: Sequence[Step], said: Words) -> Iterable[str]:
    """Each kind of rest with its length, or from the shortest to the longest: `rest 10 s`."""
    found: dict[str, list[float]] = {}
    for step, after in zip_longest(steps, steps[1:]):
        if step.phase is Phase.REST and round(step.length):
            found.setdefault(_kind(step, after, said), []).append(step.length)
    for pattern, lengths in found.items():
        told = dict.fromkeys(map(times.length, (min(lengths), max(lengths))))
        yield pattern.format(length="–".join(told))


def _kind(rest: Step, after: Step | None, said: Words) -> str:
    if not rest.exercise:
        return said.rest_then
    if not rest.set:
        return said.rest_end
    return said.rest if after is not None and after.set == rest.set else said.rest_sets
