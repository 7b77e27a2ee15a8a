"""How often, on which days and from when: in words, and as boxes to tick."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Final

from coach import times
from coach.routine.programme import WEEK, Item, Rhythm
from coach.routine.programme_compile import often

if TYPE_CHECKING:
    from datetime import date

    from coach.handout.words import Words
    from coach.routine.model import Exercise
    from coach.routine.programme import Progress

MOST_OF_ONE: Final = 9
"""Boxes for one item of a programme and one day: as many as a cell of History's grid takes back."""
EVERY_DAY: Final = tuple(range(WEEK))
ALL_DAY: Final = time(0), time(23, 59)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid: what it is (empty where the whole hand-out is one), and how often on a day.

    `days` have boxes, Monday 0. `note` says how many of them are meant, where not all are.
    """

    label: str = ""
    often: int = 1
    days: tuple[int, ...] = EVERY_DAY
    note: str = ""


def tick(item: Item, said: Words, most: int = MOST_OF_ONE) -> Tick:
    """The line of an item."""
    times_a_day = 1 if item.rhythm is Rhythm.AS_NEEDED else min(item.per_day[0], most)
    return Tick(
        item.title, times_a_day, item.days, "" if item.rhythm is Rhythm.WEEKDAYS else _days(item, said)
    )


def usual(exercise: Exercise) -> Item | None:
    """An exercise as its own dose has it be done again and again; None if that says nothing of it."""
    dose = exercise.dose
    if not (dose.per_day or dose.per_week or dose.days):
        return None
    return Item(exercise.id, exercise.title, 0.0, **often(dose)._asdict())


def rhythm(item: Item, said: Words) -> str:
    """On which days, how often and when: `Mon, Wed, Fri · 3 times a day · at least 2 h apart`."""
    if item.rhythm is Rhythm.AS_NEEDED:
        return said.as_needed
    count = said.times_a_day.format(count=_range(item.per_day)) if item.per_day[1] > 1 else ""
    apart = said.apart.format(length=times.length(item.apart)) if item.apart else ""
    clock = ", ".join(f"{at:%H:%M}" for at in item.at)
    if not clock and (item.start, item.end) != ALL_DAY:
        clock = f"{item.start:%H:%M}–{item.end:%H:%M}"
    return " · ".join(filter(None, (_days(item, said), count, apart, clock)))


def _days(item: Item, said: Words) -> str:
    """On which days: `5–7 days a week`."""
    if item.rhythm is Rhythm.AS_NEEDED:
        return said.as_needed
    if item.rhythm is Rhythm.EVERY_OTHER_DAY:
        return said.every_other_day
    named = "" if len(item.days) == WEEK else ", ".join(said.days[day] for day in item.days)
    if item.rhythm is Rhythm.PER_WEEK:
        count = said.day_a_week if item.per_week == (1, 1) else said.days_a_week
        return " · ".join(filter(None, (count.format(count=_range(item.per_week)), named)))
    return named or said.every_day


def begins(lead: Item, said: Words) -> str:
    """When the turn of what follows an item comes: `Not yet: only after Wave, when pain is 2 or less …`."""
    rule = lead.progress
    if rule is None:
        return said.not_yet.format(title=lead.title)
    when = said.not_yet_when.format(title=lead.title, rule=_rule(rule, said))
    return f"{when}{said.approved}" if rule.needs_approval else when


def _rule(rule: Progress, said: Words) -> str:
    """The author's rule for going on: `pain is 2 or less out of 10 for 2 weeks`."""
    bounds = (
        said.ratings[name].format(bound=said.bounds[bound.sign].format(value=f"{bound.value:g}"))
        for name, bound in rule.bounds
    )
    over = [said.over_sessions.format(count=rule.sessions)] if rule.sessions > 1 else []
    over += [said.last_session] if rule.sessions == 1 else []
    over += [lasting(rule.days, said)] if rule.days else []
    joined = f" {said.and_} ".join
    return said.rule.format(bounds=joined(bounds), over=joined(over)).strip()


def lasting(days: int, said: Words) -> str:
    """So many days: in weeks where they are whole. Nothing for 0, which is without an end."""
    weeks, rest = divmod(days, WEEK)
    if rest:
        return (said.day_long if days == 1 else said.days_long).format(count=days)
    return (said.week_long if weeks == 1 else said.weeks_long).format(count=weeks) if weeks else ""


def told(day: date, said: Words) -> str:
    """A day of the calendar: `23 Nov 2026`."""
    return said.on_day.format(day=day.day, month=said.months[day.month - 1], year=day.year)


def _range(bounds: tuple[int, int]) -> str:
    low, high = bounds
    return str(low) if low == high else f"{low}–{high}"
