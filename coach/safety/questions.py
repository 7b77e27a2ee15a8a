"""What is still to be asked before a routine or an exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.routine.model import Block, ExerciseStep, Routine
from coach.safety.verdict import hidden_by, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from coach.routine.library import Library
    from coach.routine.model import Exercise, RoutineStep
    from coach.safety.profile import Profile


def questions(
    document: Routine | Exercise, profile: Profile, library: Library, today: date
) -> tuple[str, ...]:
    """The conditions that would change a document (as written) and are not answered yet.

    Conditions that come from one day to the next are asked once a day, lasting ones once. A rescue asks
    none: there is no time, and its first step is the gate.
    """
    if isinstance(document, Routine) and document.rescues:
        return ()
    return tuple(tag for tag in _concerned(document, library) if _is_due(tag, profile, library, today))


def _is_due(tag: str, profile: Profile, library: Library, today: date) -> bool:
    condition = library.conditions.get(tag)
    answered = profile.answered.get(tag)
    if condition is None:
        return False  # nobody could say what it means
    return answered is None or (condition.today and answered != today)


def _concerned(document: Routine | Exercise, library: Library) -> tuple[str, ...]:
    """Every condition that would hide, swap or warn about any of it, replacements included."""
    is_routine = isinstance(document, Routine)
    documents: dict[str, Routine | Exercise] = {document.id: document} if is_routine else {}
    waiting = list(_names(document.steps)) if isinstance(document, Routine) else [document.id]
    while waiting:
        exercise = library.exercises.get(waiting.pop())
        if exercise is not None and exercise.id not in documents:
            documents[exercise.id] = exercise
            waiting += exercise.instead.values()
    tags = (tag for each in documents.values() for tag in (*hidden_by(each, library), *each.ask_first_if))
    return in_order(tags, library)


def _names(steps: Sequence[RoutineStep]) -> Iterator[str]:
    for step in steps:
        if isinstance(step, Block):
            yield from _names(step.steps)
        elif isinstance(step, ExerciseStep):
            yield step.exercise
