"""What is due today: every dose of a programme with its window, its spacing and what is done of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from coach.routine.programme import WEEK, Item, Regimen, Rhythm
from coach.routine.programme_course import DAY, Course

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MOST_WITH_REST: Final = 3
"""As many days as a week has room for with a day of rest after each."""
A_DOSE: Final = 0.5
"""The share of the planned work from which a session stopped early counts as done; our own choice."""


@dataclass(frozen=True, slots=True)
class Performed:
    """A session as programmes look at it. `began` and `ended` are local times with their offset from UTC.

    `shares` are the parts of the planned work that were done, 0 to 1, by side (`left`, `right`, `both`,
    `either`, or empty where there is none). `told` are the ratings given last: pain, effort and so on.
    `finished` is whether it was gone through to its end.
    """

    routine: str
    began: datetime
    ended: datetime
    finished: bool = True
    shares: tuple[tuple[str, float], ...] = ()
    told: tuple[tuple[str, int], ...] = ()

    @property
    def day(self) -> date:
        """The person's own day on which it began."""
        return self.began.date()

    @property
    def counts(self) -> bool:
        """Whether it is a dose: finished, or at least half of the work done before it was stopped."""
        if self.finished or not self.shares:
            return self.finished
        return sum(share for _, share in self.shares) / len(self.shares) >= A_DOSE

    def counts_on(self, side: str) -> bool:
        """Whether it is a dose for one side: at least half of that side's work is done."""
        shares = dict(self.shares)
        return shares.get(side, shares.get("both", shares.get("either", 0.0))) >= A_DOSE


class State(StrEnum):
    """How a dose of the day stands."""

    DUE = "due"
    """It can be done now."""
    LATER = "later"
    """Its window has not begun, or the last one was too short a time ago."""
    DONE = "done"
    """As many as are asked for today are done. More may be possible: see `most`."""
    OVER = "over"
    """The window has closed on it. Nothing needs to be caught up."""
    FREE = "free"
    """A pause or a planned rest: kept."""
    AS_NEEDED = "as-needed"
    """Never due; there for whoever wants it."""


@dataclass(frozen=True, slots=True)
class DueDose:
    """One item on one day.

    `asked` is how many are asked for, `most` how many the author allows, `done` when those so far ended.
    `opens` is the earliest moment at which the next can be begun, `closes` the end of today's window; `opens`
    is None where none is left. `may_wait` is whether another day of the week would do as well.
    """

    programme: str
    item: Item
    state: State
    asked: int
    most: int
    done: tuple[datetime, ...]
    opens: datetime | None
    closes: datetime
    may_wait: bool = False

    @property
    def left(self) -> int:
        """How many are still asked for today."""
        return max(0, self.asked - len(self.done)) if self.state in {State.DUE, State.LATER} else 0

    @property
    def seconds(self) -> float:
        """How long the ones still asked for take together."""
        return self.left * self.item.seconds


def due_today(
    regimen: Regimen, course: Course, performed: Iterable[Performed], now: datetime
) -> tuple[DueDose, ...]:
    """The doses of a programme on the day of `now` (local, aware of its zone), in the order of the programme.

    `performed` are the person's sessions; two weeks of them are enough. Nothing is due before a programme is
    taken up, after its end, or where the person's safety answers rule it out; items that belong to other days
    are left out. A dose may be begun from `opens` on, the author's time since the end of the last one having
    passed.
    """
    day = now.date()
    if regimen.barred or not course.is_on(day, regimen.length):
        return ()
    done = _by_item(performed)
    found = (
        _dose(regimen, course, item, done.get(item.id, ()), now)
        for item in regimen.items
        if course.has(item, day) and not item.barred
    )
    return tuple(dose for dose in found if dose is not None)


def seconds_a_day(regimen: Regimen, course: Course, day: date) -> float:
    """How long everything asked for on a day takes together, done or not. A day that is free takes nothing.

    Of items for so many days a week it counts those a person would do on this day if every one were kept.
    """
    if regimen.barred or not course.is_on(day, regimen.length) or course.is_free(day):
        return 0.0
    items = (item for item in regimen.items if course.has(item, day) and not item.barred)
    return sum(item.per_day[0] * item.seconds for item in items if is_planned(item, course, day))


def is_planned(item: Item, course: Course, day: date) -> bool:
    """Whether an item is meant for a day, whatever was done on others. Free days are asked about elsewhere.

    Every other day counts from the item's first day; so many days a week are spread over the week.
    """
    since = course.since(item)
    if since is None or day < since:
        return False
    match item.rhythm:
        case Rhythm.WEEKDAYS:
            return day.weekday() in item.days
        case Rhythm.EVERY_OTHER_DAY:
            return (day - since).days % 2 == 0
        case Rhythm.PER_WEEK:
            return day.weekday() in _spread(item)
        case _:
            return False


def _spread(item: Item) -> frozenset[int]:
    """The weekdays that so many days a week would fall on, evenly among those allowed."""
    wanted = min(item.per_week[0], len(item.days))
    return frozenset(item.days[len(item.days) * place // wanted] for place in range(wanted))


def _by_item(performed: Iterable[Performed]) -> Mapping[str, Sequence[Performed]]:
    found: dict[str, list[Performed]] = {}
    for each in sorted(performed, key=lambda one: one.began):
        if each.counts:
            found.setdefault(each.routine, []).append(each)
    return found


def _dose(
    regimen: Regimen, course: Course, item: Item, performed: Sequence[Performed], now: datetime
) -> DueDose | None:
    day = now.date()
    today = [each for each in performed if each.day == day]
    if not today and not _is_offered(item, course, performed, day):
        return None
    ends = tuple(each.ended for each in today)
    closes = _local(day, item.end, now)
    opens = None if len(ends) >= item.per_day[1] else _opens(item, ends, now)
    return DueDose(
        programme=regimen.id,
        item=item,
        state=_state(item, course, len(ends), opens, closes, now),
        asked=item.per_day[0],
        most=item.per_day[1],
        done=ends,
        opens=opens if opens is not None and opens < closes else None,
        closes=closes,
        may_wait=_may_wait(item, performed, day),
    )


def _state(
    item: Item, course: Course, done: int, opens: datetime | None, closes: datetime, now: datetime
) -> State:
    if item.rhythm is Rhythm.AS_NEEDED:
        return State.AS_NEEDED
    if done >= item.per_day[0]:
        return State.DONE
    if course.is_free(now.date()):
        return State.FREE
    if opens is None or opens >= closes or now >= closes:
        return State.OVER
    return State.LATER if now < opens else State.DUE


def _opens(item: Item, ends: Sequence[datetime], now: datetime) -> datetime:
    """The earliest moment for the next dose."""
    day = now.date()
    if item.at:
        starts = _local(day, item.at[min(len(ends), len(item.at) - 1)], now)
    else:
        starts = _local(day, item.start, now)
    return max(starts, ends[-1] + timedelta(seconds=item.apart)) if ends else starts


def _is_offered(item: Item, course: Course, performed: Sequence[Performed], day: date) -> bool:
    """Whether an item can be asked for on a day, given the days on which it was done."""
    days = {each.day for each in performed if each.day < day}
    match item.rhythm:
        case Rhythm.WEEKDAYS:
            return day.weekday() in item.days
        case Rhythm.EVERY_OTHER_DAY:
            # Counted from the last time, not from a calendar: a day late moves the next one, and no two meet.
            return day - DAY not in days
        case Rhythm.PER_WEEK:
            rested = item.per_week[1] > MOST_WITH_REST or day - DAY not in days
            return day.weekday() in item.days and rested and _this_week(days, day) < item.per_week[1]
        case _:
            return course.has(item, day)


def _this_week(days: Iterable[date], day: date) -> int:
    """How many of these days lie in the week of a day, which begins on Monday (ISO 8601)."""
    monday = day - day.weekday() * DAY
    return sum(monday <= each < monday + WEEK * DAY for each in days)


def _may_wait(item: Item, performed: Sequence[Performed], day: date) -> bool:
    """Whether enough days of this week are left without this one."""
    if item.rhythm is not Rhythm.PER_WEEK:
        return False
    done = _this_week({each.day for each in performed if each.day < day}, day)
    after = sum(weekday > day.weekday() for weekday in item.days)
    if item.per_week[1] <= MOST_WITH_REST:
        after = (after + 1) // 2
    return item.per_week[0] - done <= after


def _local(day: date, at: time, now: datetime) -> datetime:
    """A time of day in the zone of `now`."""
    return datetime.combine(day, at, now.tzinfo)
