"""What the page of a routine says, as values made from the compiled plan, so that page and player agree."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from coach.routine.amount import ENGLISH, amount, where
from coach.routine.model import Exercise, Routine
from coach.routine.printing import basis
from coach.routine.ways import laid_out
from coach.safety.adapt import Adapted
from coach.safety.stop import STOP_RULE, STOP_SIGNS
from coach.safety.telling import told_cautions, told_changes
from coach.safety.verdict import hidden_by, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coach.routine.library import Library
    from coach.routine.plan import Sides, Timeline

AFTERWARDS: Final = "Afterwards"
_ORIGIN: Final = re.compile(
    r"(?=from the source itself|from a |from general|Read in |From a |our own choice|Not checked again)",
    re.IGNORECASE,
)
"""Where the note of a dose leaves what to do for where its numbers come from."""


@dataclass(frozen=True, slots=True)
class Row:
    """One item of the plan. `start` and `instructions` are the exercise's own words, `note` the routine's.

    `amount` is the usual one in words, `basis` where its numbers come from. `under` is the answer to the
    routine's question, or the heading, that it stands below.
    """

    number: int
    exercise: str
    title: str
    dose: str
    sides: str
    seconds: float
    body: tuple[str, ...]
    note: str
    start: str
    instructions: tuple[str, ...]
    caution: str
    stop_if: str
    amount: str
    basis: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class RoutinePage:
    """All that stands on the page. Texts may be empty; `about` says that the total holds estimates.

    `not_for` are the names of the safety conditions for which a step or all of it is left out, `questions` of
    those for which one is to be asked about first.
    `changes` and `cautions` are what the person's own answers do, in sentences. `barred` says why it is ruled
    out for them; then there are no rows, and `instead` is id and title of what suits, if anything does.
    `confirm` is what they must say yes to before it is for them, `confirmed` what they have said yes to;
    `answers` says whether any of their safety answers has to do with it.
    """

    id: str
    title: str
    use_when: str
    not_when: str
    seconds: float
    about: bool
    evidence: str
    evidence_note: str
    rows: tuple[Row, ...]
    questions: tuple[str, ...]
    equipment: tuple[str, ...]
    sources: tuple[str, ...]
    author: str
    revision: int
    changes: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    barred: str = ""
    instead: tuple[str, str] | None = None
    confirm: str = ""
    confirmed: str = ""
    answers: bool = False
    not_for: tuple[str, ...] = ()
    stop: str = STOP_RULE


def page(library: Library, identity: str, sides: Sides, adapted: Adapted | None = None) -> RoutinePage:
    """The page of a routine, or of one exercise played on its own. KeyError if the library has no such id.

    `adapted` is what the person's safety answers made of it; what they rule out is shown as written, but
    without what there would be to do.
    """
    adapted = adapted or Adapted(None)
    timelines = library.timelines(identity, sides)
    timeline = timelines[0]
    document: Routine | Exercise = library.routines.get(identity) or library.exercises[identity]
    used = [
        library.exercises[name]
        for name in _unique(step.exercise for each in timelines for step in each.steps if step.exercise)
    ]
    routine = document if isinstance(document, Routine) else None
    evidence = document.evidence
    hiding = _unique(tag for one in [document, *used] for tag in hidden_by(one, library))
    asking = _unique(tag for one in [document, *used] for tag in one.ask_first_if if tag not in hiding)
    sources = _unique(source for one in [document, *used] for source in one.sources)
    return RoutinePage(
        id=identity,
        title=document.title,
        use_when=(routine.use_when if routine else document.start) or "",  # type: ignore[union-attr]
        not_when=(routine.not_when if routine else "") or "",
        seconds=timeline.total,
        about=timeline.is_estimate,
        evidence=evidence.label if evidence else "",
        evidence_note=(evidence.note if evidence else "") or "",
        rows=() if adapted.reason else tuple(_all_rows(timelines, library)),
        stop=STOP_SIGNS if timeline.loop else STOP_RULE,
        not_for=tuple(_name(library, tag) for tag in in_order(hiding, library) if tag not in adapted.tags),
        questions=tuple(_name(library, tag) for tag in in_order(asking, library) if tag not in adapted.tags),
        equipment=_unique(thing for exercise in used for thing in exercise.equipment),
        sources=tuple(_source(library, name) for name in sources),
        author=document.author.name if document.author else "",
        revision=document.revision,
        changes=tuple(told_changes(adapted.changes)),
        cautions=tuple(told_cautions(adapted.warnings)),
        barred=adapted.reason,
        confirm=adapted.question,
        confirmed=(document.only_if or "") if not adapted.reason else "",
        answers=bool(adapted.tags),
        instead=(adapted.instead, _title(library, adapted.instead)) if adapted.instead else None,
    )


def _title(library: Library, identity: str) -> str:
    return (library.routines.get(identity) or library.exercises[identity]).title


def _all_rows(timelines: Sequence[Timeline], library: Library) -> Iterable[Row]:
    ways = [tuple(_rows(timeline, library)) for timeline in timelines]
    for under, rows in laid_out(timelines, ways, AFTERWARDS, lambda row: replace(row, number=0)):
        yield from (replace(row, under=under) for row in rows)


def _rows(timeline: Timeline, library: Library) -> Iterable[Row]:
    for number, group in groupby(timeline.steps, key=lambda step: step.item):
        steps = list(group)
        work = [step for step in steps if step.phase.is_work]
        if not work:
            continue
        exercise = library.exercises[work[0].exercise]
        usual, *origin = _ORIGIN.split(basis(exercise.dose), maxsplit=1)
        yield Row(
            number=number,
            exercise=exercise.id,
            title=work[0].title,
            dose=ENGLISH.amount(amount(work)),
            sides=ENGLISH.where(where(work)),
            seconds=round(sum(step.length for step in steps), 3),
            body=exercise.body,
            note=work[0].note,
            start=exercise.start or "",
            instructions=tuple(step.do for step in exercise.steps),
            caution=exercise.caution or "",
            stop_if=exercise.stop_if or "",
            amount=usual.strip(),
            basis=origin[0].strip() if origin else "",
        )


def _name(library: Library, tag: str) -> str:
    condition = library.conditions.get(tag)
    return condition.name if condition else tag


def _source(library: Library, name: str) -> str:
    note = library.sources.get(name)
    return f"{note.name} ({note.year})" if note and note.year else note.name if note else name


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
