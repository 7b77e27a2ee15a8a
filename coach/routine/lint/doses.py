"""How often: what fits into a day and a week, and how much rest strength work leaves a muscle."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from coach import times
from coach.routine.lint.subject import Finding
from coach.routine.quantity import DAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.routine.lint.subject import Subject
    from coach.routine.model import Dose, Routine
    from coach.routine.quantity import Days

WAKING_DAY: Final = 16 * 3600.0
DAYS_A_WEEK: Final = 7
DAYS_WITH_REST: Final = 3
"""As many days as a week has room for with a day of rest after each."""

_EVERY_OTHER: Final = re.compile(r"\b(?:every|each) (?:other|second) (?:day|night)\b", re.IGNORECASE)
_EVERY_DAY: Final = re.compile(
    r"\b(?:(?:every|each) (?:day|night|morning|evening)|daily|nightly|(?:once|twice|[0-9]+ times) a day)\b",
    re.IGNORECASE,
)
_SOME_DAYS: Final = re.compile(
    r"\b([1-7])(?: ?(?:-|–|to) ?[1-7])? (?:days|times) (?:a|per|each) week\b", re.IGNORECASE
)
_OFFERED_EACH_DAY: Final = frozenset({"morning", "bedtime", "writing-break", "desk-break"})


def day(subject: Subject) -> Iterator[Finding]:
    """The times a day fit into a waking day, and the days into a week."""
    dose = subject.exercise.dose
    if dose.per_week and dose.per_week.high > DAYS_A_WEEK:
        message = f"`per_week` counts days, and {dose.per_week.high} is more than a week has."
        hint = "Use `per_day` for more than once a day."
        yield Finding(("dose", "per_week"), "dose-over-day", message, hint)
    elif dose.per_week and dose.days and dose.days.names and dose.per_week.low > len(dose.days.names):
        message = f"{dose.per_week.low} days a week do not fit into `{dose.days.word}`."
        yield Finding(("dose", "per_week"), "dose-over-day", message, "Leave one of the two out.")
    total = subject.outline.total if subject.outline else 0.0
    if dose.per_day and dose.per_day.high * total > WAKING_DAY:
        message = f"{dose.per_day.high} times {times.length(total)} do not fit into a waking day."
        yield Finding(("dose", "per_day"), "dose-over-day", message, "Write fewer times, or shorter ones.")


def own_strength(subject: Subject) -> Iterator[Finding]:
    """Strength work leaves a day between, and is not done twice on one day."""
    exercise, dose = subject.exercise, subject.exercise.dose
    if exercise.kind != "strengthen":
        return
    hint = "Leave a day between: `days: every other day` or `per_week: 2-3`."
    if dose.per_day and dose.per_day.low > 1:
        message = f"Strength work {dose.per_day.low} times a day leaves the same muscles no rest."
        yield Finding(("dose", "per_day"), "strength-too-often", message, "Once a day is enough.")
    if dose.per_week and dose.per_week.low > DAYS_WITH_REST:
        message = f"Strength work on {dose.per_week.low} days a week comes to days in a row."
        yield Finding(("dose", "per_week"), "strength-too-often", message, hint)
    elif dose.days and not dose.per_week and _in_a_row(dose.days):
        message = f"`{dose.days.word}` puts strength work for the same muscles on days in a row."
        yield Finding(("dose", "days"), "strength-too-often", message, hint)


def _in_a_row(days: Days) -> bool:
    return any({first, second} <= set(days.names) for first, second in pairwise((*DAY_NAMES, DAY_NAMES[0])))


def used_strength(subject: Subject) -> Iterator[Finding]:
    """A routine is not meant for more days than the strength work in it."""
    days = _days_a_week(subject.routine)
    if days <= DAYS_WITH_REST:
        return
    for place, _, exercise in subject.uses:
        if exercise.kind == "strengthen" and (most := most_days(exercise.dose)) < days:
            often = "every day" if days == DAYS_A_WEEK else f"on {days} days a week"
            message = f"`{exercise.id}` is strength work for {most} days a week, the routine is done {often}."
            hint = "Say in `use_when` on how many days, or take a gentler exercise."
            yield Finding((*place, "exercise"), "strength-too-often", message, hint)


def most_days(dose: Dose) -> int:
    """The most days a week that a dose allows."""
    if dose.per_week:
        return dose.per_week.high
    return len(dose.days.names) if dose.days and dose.days.names else DAYS_WITH_REST


def _days_a_week(routine: Routine) -> int:
    """On how many days at least a routine is meant to be done, as its `use_when` says; 0 if nothing does."""
    said = routine.use_when or ""
    if some := _SOME_DAYS.search(said):
        return int(some[1])
    if _EVERY_OTHER.search(said):
        return DAYS_WITH_REST
    each_day = _EVERY_DAY.search(said) or _OFFERED_EACH_DAY & set(routine.occasion)
    return DAYS_A_WEEK if each_day else 0
