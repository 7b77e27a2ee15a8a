"""What a person's conditions mean for one exercise.

The rules are those of the clinical research, part D2: a ticked condition hides an exercise, swaps it for
another, or asks the person to check first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coach.routine.library import Library
    from coach.routine.model import Condition, Exercise, Programme, Routine
    from coach.safety.profile import Profile


MOST_NAMES: Final = 2
"""Conditions that one sentence names."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Nothing that is ticked speaks against it."""


@dataclass(frozen=True, slots=True)
class Warned:
    """To be done only once the person's own clinician has agreed; `question` is what was ticked, in full."""

    reason: str
    question: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Swapped:
    """Another exercise, `by`, takes its place. That one is never ruled out itself."""

    by: str
    reason: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hidden:
    """Not to be done, and nothing takes its place.

    `question` is what a person must have said yes to first, where no condition but that is in the way.
    """

    reason: str
    tags: tuple[str, ...] = ()
    question: str = ""


Verdict = Allowed | Warned | Swapped | Hidden


def verdict(exercise: Exercise, profile: Profile, library: Library) -> Verdict:
    """What the ticked conditions mean for an exercise. Reasons are whole sentences for the person."""
    found = judged(exercise, profile, library)
    if isinstance(found, Hidden):
        for other in filter(None, map(exercise.instead.get, found.tags)):
            replacement = library.exercises.get(other)
            if replacement is not None and not isinstance(judged(replacement, profile, library), Hidden):
                return Swapped(other, found.reason, found.tags)
    return found


def judged(
    document: Exercise | Routine | Programme, profile: Profile, library: Library
) -> Allowed | Warned | Hidden:
    """What the ticked conditions mean for a document by itself, whatever could take its place."""
    if tags := _hiding(document, profile, library):
        return Hidden(because(tags, library), tags)
    if document.only_if and document.id not in profile.confirmed:
        return Hidden(f"Only for people who say yes to “{document.only_if}”", question=document.only_if)
    if tags := in_order((tag for tag in document.ask_first_if if tag in profile.ticked), library):
        known = library.conditions
        questions = " ".join(known[tag].question if tag in known else tag for tag in tags)
        return Warned(because(tags, library), questions, tags)
    return Allowed()


def _hiding(document: Exercise | Routine | Programme, profile: Profile, library: Library) -> tuple[str, ...]:
    return tuple(tag for tag in hidden_by(document, library) if tag in profile.ticked)


def hidden_by(document: Exercise | Routine | Programme, library: Library) -> tuple[str, ...]:
    """Every condition that would rule a document out: its own tags, and what a condition hides everywhere.

    In the order of the library's list.
    """
    everywhere = (tag for tag, condition in library.conditions.items() if _hits(condition, document))
    return in_order((*document.avoid_if, *everywhere), library)


def _hits(condition: Condition, document: Exercise | Routine | Programme) -> bool:
    """Whether a condition's rules for all exercises catch this one. Others have only their own tags."""
    hides = condition.hides
    if hides is None or document.type != "exercise":
        return False
    things = {thing.casefold() for thing in document.equipment}
    things |= {word for thing in things for word in thing.split()}
    return (
        document.kind in hides.kinds
        or not set(hides.body).isdisjoint(document.body)
        or any(word.casefold() in things for word in hides.equipment)
    )


def in_order(tags: Iterable[str], library: Library) -> tuple[str, ...]:
    """Each tag once, as the library lists the conditions; what it does not list comes last."""
    wanted = dict.fromkeys(tags)
    return (
        *(tag for tag in library.conditions if tag in wanted),
        *(tag for tag in wanted if tag not in library.conditions),
    )


def because(tags: Sequence[str], library: Library) -> str:
    """Why, in a sentence with the person's own answers; of many, the first two."""
    named = [f"“{library.conditions[tag].name if tag in library.conditions else tag}”" for tag in tags]
    names, more = named[:MOST_NAMES], len(named) - MOST_NAMES
    if more > 0:
        return f"You ticked {', '.join(names)} and {more} more."
    return f"You ticked {' and '.join(names)}."
