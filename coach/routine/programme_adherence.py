"""Done against planned, by week and by side. Rest days and pauses count as kept; no streak can be lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from coach.routine.programme import WEEK, Item, Regimen, Rhythm
from coach.routine.programme_course import DAY
from coach.routine.programme_doses import is_planned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from coach.routine.programme_course import Course
    from coach.routine.programme_doses import Performed

    Done = Mapping[tuple[str, date], Sequence[Performed]]


class Count(NamedTuple):
    """Doses done of those planned. `done` is never more than `planned`: the rest is in `Week.more`."""

    done: int
    planned: int


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a programme, Monday to Sunday (ISO 8601), as far as it has come.

    `items` is by the item's id, `sides` by side (left, right, both): a session for each side is planned and
    counted once for each. `free` is how many days were a pause or a planned rest, `more` how many doses were
    done beyond those planned.
    """

    monday: date
    items: Mapping[str, Count]
    sides: Mapping[str, Count]
    free: int = 0
    more: int = 0

    @property
    def done(self) -> int:
        """Doses done of those planned."""
        return sum(count.done for count in self.items.values())

    @property
    def planned(self) -> int:
        """Doses planned."""
        return sum(count.planned for count in self.items.values())

    @property
    def is_kept(self) -> bool:
        """Whether all that was planned is done. A week without anything planned is kept."""
        return self.done >= self.planned


def weeks(
    regimen: Regimen, course: Course, performed: Iterable[Performed], first: date, last: date
) -> tuple[Week, ...]:
    """The weeks of a course that touch the days from `first` to `last`, oldest first.

    Only days up to `last` are looked at, so `last` is today at the latest: what is still to come is not
    planned yet. Today's own doses count as planned only as far as they are done. Days before the course
    began, after it ended, and of a pause or a planned rest ask for nothing.
    """
    done: dict[tuple[str, date], list[Performed]] = {}
    for each in performed:
        if each.counts:
            done.setdefault((each.routine, each.day), []).append(each)
    if course.begun is None:
        return ()
    monday, found = _monday(max(first, course.begun)), list[Week]()
    while monday <= last:
        days = [day for day in (monday + n * DAY for n in range(WEEK)) if first <= day <= last]
        on = [day for day in days if course.is_on(day, regimen.length)]
        if on:
            found.append(_week(regimen, course, done, monday, on, last))
        monday += WEEK * DAY
    return tuple(found)


def _monday(day: date) -> date:
    return day - day.weekday() * DAY


def _week(
    regimen: Regimen, course: Course, done: Done, monday: date, days: Sequence[date], today: date
) -> Week:
    items: dict[str, Count] = {}
    sides: Counter[str] = Counter()
    sides_planned: Counter[str] = Counter()
    more = 0
    for item in regimen.items:
        counts = list(_counts(item, course, done, [day for day in days if course.has(item, day)], today))
        if not counts:
            continue
        items[item.id] = Count(sum(each.done for each in counts), sum(each.planned for each in counts))
        more += sum(each.more for each in counts)
        for each in counts:
            for side in item.sides:
                sides_planned[side] += each.planned
                sides[side] += min(each.planned, sum(one.counts_on(side) for one in each.performed))
    free = sum(course.is_free(day) for day in days)
    by_side = {side: Count(sides[side], sides_planned[side]) for side in sides_planned}
    return Week(monday, items, by_side, free, more)


class _Counted(NamedTuple):
    """What a day, or a week of freely chosen days, asked for and got."""

    done: int
    planned: int
    more: int
    performed: Sequence[Performed]


def _counts(item: Item, course: Course, done: Done, days: Sequence[date], today: date) -> Iterator[_Counted]:
    if not days or item.rhythm is Rhythm.AS_NEEDED:
        return
    if item.rhythm is Rhythm.PER_WEEK:
        yield _of_week(item, course, done, days, today)
        return
    if item.rhythm is Rhythm.EVERY_OTHER_DAY:
        yield _of_every_other_day(item, course, done, days, today)
        return
    for day in days:
        planned = item.per_day[0] if is_planned(item, course, day) and not course.is_free(day) else 0
        yield _counted(done.get((item.id, day), ()), planned, is_over=day < today)


def _of_week(item: Item, course: Course, done: Done, days: Sequence[date], today: date) -> _Counted:
    """So many days, whichever they were: as many as the part of the week that has passed asks for."""
    passed = [day for day in days if not course.is_free(day) and day.weekday() in item.days and day < today]
    return _pooled(item, done, days, item.per_week[0] * len(passed) // len(item.days), item.per_week[0])


def _of_every_other_day(
    item: Item, course: Course, done: Done, days: Sequence[date], today: date
) -> _Counted:
    """Every other day may shift by one: what counts is how many there are in the week."""
    planned = [day for day in days if is_planned(item, course, day) and not course.is_free(day)]
    return _pooled(item, done, days, sum(day < today for day in planned), len(planned))


def _pooled(item: Item, done: Done, days: Sequence[date], passed: int, whole: int) -> _Counted:
    """Days that can be exchanged for one another: `passed` should be done by now, `whole` in all the days.

    What is done early is planned; what goes beyond the whole is more than was asked for.
    """
    by_day = sorted((done.get((item.id, day), ()) for day in days), key=len, reverse=True)
    performed = [one for each in by_day[: max(passed, whole)] for one in each[: item.per_day[0]]]
    planned = max(passed * item.per_day[0], len(performed))
    return _Counted(len(performed), planned, sum(map(len, by_day)) - len(performed), performed)


def _counted(performed: Sequence[Performed], planned: int, *, is_over: bool) -> _Counted:
    done = min(len(performed), planned)
    return _Counted(done, planned if is_over else done, len(performed) - done, performed)
