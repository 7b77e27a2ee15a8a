"""The calendar of the rules: between when and when each time of day and each dose can be offered.

An opening's key is its local date and time, so that no clock that is set back opens it twice.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from coach.reminders.daytime import DAY, moment
from coach.reminders.rule import CALENDAR, ClockTime, Dose, Reminders

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, tzinfo

FARTHEST: Final = timedelta(days=31)
"""How far back what was missed is told one by one; a clock that was years off is no reason to list them."""


class Opening(NamedTuple):
    """When something can be offered; POSIX seconds."""

    key: str
    starts: float
    ends: float


@dataclass(frozen=True, slots=True)
class Calendar:
    """The openings from one day to another, by rule, in the order of their starts."""

    first: date
    last: date
    zone: tzinfo
    reminders: Reminders
    openings: Mapping[str, tuple[Opening, ...]]
    ends: tuple[float, ...]
    """When any of them ends, in order."""

    def has_end(self, after: float, to: float) -> bool:
        """Whether an opening ends after one moment and no later than another."""
        return bisect_right(self.ends, after) < bisect_right(self.ends, to)

    def serves(self, reminders: Reminders, since: date, today: date, zone: tzinfo) -> bool:
        """Whether it holds the days around today and back to a day."""
        return (
            self.reminders is reminders
            and self.zone == zone
            and self.first < since
            and self.last == today + DAY
        )


def calendar(reminders: Reminders, since: date, today: date, zone: tzinfo) -> Calendar:
    """The openings from the day before `since` (a month back at most) to the day after today."""
    first, last = max(min(since, today), today - FARTHEST) - DAY, today + DAY
    openings = {
        rule.id: tuple(sorted(_openings(rule, first, last, zone), key=lambda opening: opening.starts))
        for rule in reminders.rules
        if isinstance(rule, CALENDAR)
    }
    ends = tuple(sorted(opening.ends for found in openings.values() for opening in found))
    return Calendar(first, last, zone, reminders, openings, ends)


def _openings(rule: ClockTime | Dose, first: date, last: date, zone: tzinfo) -> Iterator[Opening]:
    day = first
    while day <= last:
        if day.weekday() in rule.days:
            yield from _of_day(rule, day, zone) if isinstance(rule, ClockTime) else _shares(rule, day, zone)
        day += DAY


def _of_day(rule: ClockTime, day: date, zone: tzinfo) -> Iterator[Opening]:
    for at in rule.times:
        starts = moment(day, at, zone) - rule.before
        yield Opening(f"{day}T{at:%H:%M}", starts, starts + rule.late)
    for window in rule.windows:
        starts, ends = window.moments(day, zone)
        yield Opening(f"{day}T{window.start:%H:%M}-{window.end:%H:%M}", starts, ends)


def _shares(rule: Dose, day: date, zone: tzinfo) -> Iterator[Opening]:
    """Each dose from the start of its share of the window to the end of all of it."""
    starts, ends = rule.window.moments(day, zone)
    for place in range(rule.times_a_day):
        share = starts + (ends - starts) * place / rule.times_a_day
        yield Opening(f"{day}#{place + 1}", share, ends)
