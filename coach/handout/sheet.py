"""What stands on a hand-out, as values made from the compiled plan: paper and player cannot disagree."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from coach import times
from coach.handout.words import words
from coach.routine.amount import Where, amount, where
from coach.routine.model import Exercise, Routine
from coach.safety.telling import told_cautions, told_changes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.handout.words import Words
    from coach.routine.library import Library
    from coach.routine.plan import Sides, Step, Timeline
    from coach.safety.adapt import Adapted

MOST_A_DAY = 6
"""Boxes for one day that find room on the grid."""


@dataclass(frozen=True, slots=True)
class Row:
    """One item of the routine, in words. Texts may be empty. `mirrored`: the picture is to be a left limb."""

    number: int
    exercise: str
    title: str
    amount: str
    sides: str
    lasts: str
    start: str
    steps: tuple[str, ...]
    note: str
    care: str
    stop_if: str
    mirrored: bool
    is_each_side: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A routine for paper. `language` is that of its texts; `times_a_day` boxes stand for each day."""

    id: str
    language: str
    title: str
    author: str
    revision: int
    lasts: str
    use_when: str
    not_when: str
    changes: tuple[str, ...]
    cautions: tuple[str, ...]
    needs: tuple[str, ...]
    rows: tuple[Row, ...]
    times_a_day: int
    seconds: float


def sheet(library: Library, identity: str, sides: Sides, adapted: Adapted, times_a_day: int = 1) -> Sheet:
    """The hand-out of a routine or an exercise that suits this person.

    Raises:
        KeyError: The library has no such id.
        ValueError: More times a day than there is room for.
    """
    if not 1 <= times_a_day <= MOST_A_DAY:
        raise ValueError(f"{times_a_day} times a day; there is room for 1 to {MOST_A_DAY}")
    document: Routine | Exercise = library.routines.get(identity) or library.exercises[identity]
    said = words(document.language)
    timeline = library.timeline(identity, sides)
    rows = tuple(_rows(timeline, library, said))
    used = [library.exercises[row.exercise] for row in rows]
    routine = document if isinstance(document, Routine) else None
    whole = times.length(timeline.total)
    return Sheet(
        id=identity,
        language=document.language,
        title=document.title,
        author=_author(document),
        revision=document.revision,
        lasts=(said.about if timeline.is_estimate else said.total).format(length=whole),
        use_when=(routine and routine.use_when) or "",
        not_when=(routine and routine.not_when) or "",
        changes=tuple(told_changes(adapted.changes)),
        cautions=tuple(told_cautions(adapted.warnings)),
        needs=tuple(dict.fromkeys(thing for one in used for thing in one.equipment)),
        rows=rows,
        times_a_day=times_a_day,
        seconds=timeline.total,
    )


def _author(document: Routine | Exercise) -> str:
    if document.author is None:
        return ""
    credential = document.author.credential
    return f"{document.author.name}, {credential}" if credential else document.author.name


def _rows(timeline: Timeline, library: Library, said: Words) -> Iterable[Row]:
    for number, group in groupby(timeline.steps, key=lambda step: step.item):
        steps = list(group)
        work = [step for step in steps if step.phase.is_work]
        if work:
            yield _row(number, steps, work, library.exercises[work[0].exercise], said)


def _row(number: int, steps: list[Step], work: list[Step], exercise: Exercise, said: Words) -> Row:
    on = where(work)
    return Row(
        number=number,
        exercise=exercise.id,
        title=work[0].title,
        amount=said.amounts.amount(amount(work)),
        sides=said.amounts.where(on),
        lasts=times.length(sum(step.length for step in steps)),
        start=exercise.start or "",
        steps=tuple(step.do for step in exercise.steps),
        note=work[0].note,
        care=exercise.caution or "",
        stop_if=exercise.stop_if or "",
        mirrored=on is Where.LEFT,
        is_each_side=on in {Where.EACH, Where.IN_TURN},
    )
