"""One person's way through a programme: begun, paused, rested, moved on. A fold of what was written down.

Days are the person's own days (`date`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coach.routine.programme import Item, Regimen

DAY = timedelta(days=1)


class Event(StrEnum):
    """What can be written down about a programme. Each holds from its day on."""

    BEGUN = "begun"
    """Taken up, or begun again from its first day."""
    LEFT = "left"
    """Not followed any more. What was done stays in the history."""
    PAUSED = "paused"
    """For a flare-up or whatever else: no doses are due from this day on, and none is missed."""
    RESUMED = "resumed"
    """The first day after a pause."""
    RESTED = "rested"
    """This day is a day of rest, by choice. It counts as kept."""
    NOT_RESTED = "not-rested"
    """This day is no day of rest after all."""
    MOVED_ON = "moved-on"
    """From this day on, what follows an item takes its place."""
    MOVED_BACK = "moved-back"
    """From this day on, the earlier item is done again."""
    NOT_YET = "not-yet"
    """The proposal to move on was declined; it comes again after a week at the earliest."""


@dataclass(frozen=True, slots=True)
class CourseEvent:
    """One line of a programme's record; never changed, only followed by others.

    `day` is the day from which it holds, `told` when it was written, `revision` the programme's revision at
    that time. `item` is the id of the item it is about, or empty. `by` is who approved, as the person says.
    """

    programme: str
    event: Event
    day: date
    told: datetime
    revision: int = 1
    item: str = ""
    by: str = ""
    reason: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Pause:
    """Days without doses: from `first` to `last`, both included; None while it lasts."""

    first: date
    last: date | None = None
    reason: str = ""

    def holds(self, day: date) -> bool:
        """Whether a day is in it."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Course:
    """Where somebody is in a programme. `begun` is None where it is not, or not yet, followed.

    `moved` maps the ids of items to the day from which what follows them has taken their place, `declined`
    to the day on which that was last declined.
    """

    begun: date | None = None
    left: date | None = None
    pauses: tuple[Pause, ...] = ()
    rests: frozenset[date] = frozenset()
    moved: Mapping[str, date] = field(default_factory=dict)
    declined: Mapping[str, date] = field(default_factory=dict)

    def is_paused(self, day: date) -> bool:
        """Whether a pause holds on a day."""
        return any(pause.holds(day) for pause in self.pauses)

    def is_free(self, day: date) -> bool:
        """Whether nothing is due on a day because of a pause or a planned rest."""
        return day in self.rests or self.is_paused(day)

    def is_on(self, day: date, length: int = 0) -> bool:
        """Whether a day belongs to the course; `length` is the programme's days, 0: no end.

        Days of a pause do not use the programme up: it ends so much later.
        """
        if self.begun is None or day < self.begun or (self.left is not None and day >= self.left):
            return False
        return not length or self.number(day) <= length

    def number(self, day: date) -> int:
        """Which day of the course it is: the first is 1; days of a pause are not counted."""
        if self.begun is None:
            return 0
        paused = sum(max(0, _days(pause, self.begun, day)) for pause in self.pauses)
        return (day - self.begun).days + 1 - paused

    def since(self, item: Item) -> date | None:
        """The first day of an item in this course; None if its turn has not come."""
        return self.moved.get(item.follows) if item.follows else self.begun

    def has(self, item: Item, day: date) -> bool:
        """Whether an item's turn is on a day: what goes before it is over, it is not over itself."""
        since, over = self.since(item), self.moved.get(item.id)
        return since is not None and since <= day and (over is None or day < over)


def _days(pause: Pause, begun: date, day: date) -> int:
    """Days of a pause from the beginning of a course up to a day, that day not included if it is in it."""
    last = min(pause.last or day - DAY, day - DAY)
    return (last - max(pause.first, begun)).days + 1


def course(regimen: Regimen, events: Iterable[CourseEvent]) -> Course:
    """Where somebody is, after all that was written down (in the order in which it was).

    A programme with a date of its own begins on it without being taken up. One that is begun again after it
    was left, or anew, begins with a clean sheet.
    """
    found = Course(begun=regimen.starts)
    for event in events:
        if event.programme == regimen.id:
            found = _after(found, event)
    return found


def _after(course: Course, event: CourseEvent) -> Course:  # noqa: PLR0911 - one for each kind of event
    day = event.day
    match event.event:
        case Event.BEGUN:
            return Course(begun=day)
        case Event.LEFT:
            return replace(course, left=day)
        case Event.PAUSED if not course.is_paused(day):
            return replace(course, pauses=(*course.pauses, Pause(day, reason=event.reason)))
        case Event.RESUMED:
            return replace(course, pauses=_resumed(course.pauses, day))
        case Event.RESTED:
            return replace(course, rests=course.rests | {day})
        case Event.NOT_RESTED:
            return replace(course, rests=course.rests - {day})
        case Event.MOVED_ON:
            return replace(course, moved={**course.moved, event.item: day})
        case Event.MOVED_BACK:
            kept = {item: since for item, since in course.moved.items() if item != event.item}
            # It is not proposed again on the spot.
            return replace(course, moved=kept, declined={**course.declined, event.item: day})
        case Event.NOT_YET:
            return replace(course, declined={**course.declined, event.item: day})
        case _:
            return course


def _resumed(pauses: tuple[Pause, ...], day: date) -> tuple[Pause, ...]:
    """The pauses, the one that holds on a day ended the day before; one that only began then is gone."""
    ended = (replace(pause, last=day - DAY) if pause.holds(day) else pause for pause in pauses)
    return tuple(pause for pause in ended if pause.last is None or pause.first <= pause.last)
