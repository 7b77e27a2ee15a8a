"""Programmes: whether the doses fit into the day and the week, and leave the muscles their rest."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from coach.routine.lint.doses import DAYS_A_WEEK, most_days
from coach.routine.lint.subject import Finding
from coach.routine.model import RoutineItem
from coach.routine.programme import Rhythm
from coach.routine.programme_compile import own_routines, played, regimen, troubles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.routine.lint.subject import Path, Subject
    from coach.routine.model import ProgrammeItem
    from coach.routine.programme import Item, Regimen

_ANY_DAY = date(2000, 1, 1)


def _items(subject: Subject) -> Iterator[tuple[Path, ProgrammeItem, Item]]:
    """The items as written and compiled, with their places; none of a programme with errors."""
    plan = compiled(subject)
    if plan is not None:
        for number, written in enumerate(subject.programme.items):
            yield ("items", number), written, plan.items[number]


def compiled(subject: Subject) -> Regimen | None:
    """The plan of the programme; None if it has errors."""
    programme, library = subject.programme, subject.library
    if next(troubles(programme, library), None):
        return None
    return regimen(programme, library.holding(own_routines(programme, library.exercises)))


def day(subject: Subject) -> Iterator[Finding]:
    """The doses of a day fit into its window, the days into a week."""
    for place, written, item in _items(subject):
        times, days = item.per_day[0], len(item.days)
        window = (_moment(item, "end") - _moment(item, "start")).total_seconds()
        needed = times * item.seconds + (times - 1) * item.apart
        if needed > window:
            message = (
                f"{times} times with {item.apart / 3600:g} h between do not fit into {window / 3600:g} h."
            )
            key = "per_day" if written.per_day else "between" if written.between else _named(written)
            hint = "Write fewer times, less time between, or a longer `between`."
            yield Finding((*place, key), "dose-over-day", message, hint)
        if written.per_week and written.per_week.high > DAYS_A_WEEK:
            message = f"`per_week` counts days, and {written.per_week.high} is more than a week has."
            yield Finding(
                (*place, "per_week"), "dose-over-day", message, "Use `per_day` for more than once a day."
            )
        elif item.per_week[0] > days and written.per_week:
            message = f"{item.per_week[0]} days a week do not fit into {days}."
            yield Finding((*place, "per_week"), "dose-over-day", message, "Name more `days`.")


def _moment(item: Item, which: str) -> datetime:
    return datetime.combine(_ANY_DAY, getattr(item, which))


def strength(subject: Subject) -> Iterator[Finding]:
    """Strength work is not meant for more days than its exercises are, nor twice on one day."""
    programme, exercises = subject.programme, subject.library.exercises
    library = subject.library.holding(own_routines(programme, exercises))
    for place, written, item in _items(subject):
        used = dict.fromkeys(step.exercise for step in library.timeline(played(programme, written)).steps)
        work = [exercises[name] for name in used if name and exercises[name].kind == "strengthen"]
        days = _days_a_week(item)
        for exercise in work:
            most = most_days(exercise.dose)
            if days > most:
                message = f"`{exercise.id}` is strength work for {most} days a week, this comes to {days}."
                hint = "Leave a day between: `days: every other day` or `per_week: 2-3`."
                key = "per_week" if written.per_week else "days" if written.days else _named(written)
                yield Finding((*place, key), "strength-too-often", message, hint)
                break
        if work and item.per_day[0] > 1 and item.rhythm is not Rhythm.AS_NEEDED:
            message = f"Strength work {item.per_day[0]} times a day leaves the same muscles no rest."
            key = "at" if written.at else "per_day"
            yield Finding((*place, key), "strength-too-often", message, "Once a day is enough.")


def _named(item: ProgrammeItem) -> str:
    """The key that says what is done."""
    return "routine" if isinstance(item, RoutineItem) else "exercise"


def _days_a_week(item: Item) -> int:
    """On how many days a week it is asked for at least; days in a row are more than their number."""
    match item.rhythm:
        case Rhythm.WEEKDAYS:
            in_a_row = any(
                (after - before) % DAYS_A_WEEK == 1 for before, after in pairwise((*item.days, item.days[0]))
            )
            return max(len(item.days), 4) if in_a_row else len(item.days)
        case Rhythm.PER_WEEK:
            return item.per_week[0]
        case _:
            return 0
