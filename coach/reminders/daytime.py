"""The local clock: when it reads a time, and whether it is within a window.

Moments are POSIX seconds. A time that the clock skips in spring is reached at the end of the gap; one that it
reads twice in autumn is reached at the first reading.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache

DAY = timedelta(days=1)
MIDNIGHT = time()


@dataclass(frozen=True, slots=True)
class Window:
    """From one time of day to another, the end not included; over midnight where the end is not later.

    From a time to the same time is the whole day.
    """

    start: time
    end: time

    @property
    def over_midnight(self) -> bool:
        """Whether it ends on the day after it began, later than at midnight."""
        return MIDNIGHT < self.end <= self.start

    def holds(self, at: time) -> bool:
        """Whether the clock reads a time within it."""
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    def moments(self, day: date, zone: tzinfo) -> tuple[float, float]:
        """When the window that starts on a day begins and ends."""
        last = day if self.start < self.end else day + DAY
        return moment(day, self.start, zone), moment(last, self.end, zone)


def moment(day: date, at: time, zone: tzinfo) -> float:
    """When the clock first reads a time on a day, or the end of the gap in which it would have."""
    return _readings(day, at, zone)[0]


def seconds_until(wall: datetime, *times: time) -> float:
    """Seconds until the clock next reads one of the times, in either reading of an hour that comes twice."""
    now, readings = wall.timestamp(), _around(wall.date(), times, _zone(wall))
    return readings[bisect_right(readings, now)] - now


def _zone(wall: datetime) -> tzinfo:
    if wall.tzinfo is None:
        raise ValueError("a time of day needs its time zone")
    return wall.tzinfo


@lru_cache(maxsize=256)
def _around(today: date, times: tuple[time, ...], zone: tzinfo) -> tuple[float, ...]:
    """When the clock reads any of the times from yesterday to the day after tomorrow, in order."""
    days = (today - DAY, today, today + DAY, today + DAY + DAY)
    return tuple(sorted(reading for at in times for day in days for reading in _readings(day, at, zone)))


@lru_cache(maxsize=2048)
def _readings(day: date, at: time, zone: tzinfo) -> tuple[float, float]:
    """The first and the last moment at which the clock reads a time on a day; nearly always the same."""
    local = datetime.combine(day, at, zone)
    first, second = local.timestamp(), local.replace(fold=1).timestamp()
    if first <= second:
        return first, second
    before, after = second, first  # in a gap the second reading lies before the change, the first after it
    new = datetime.fromtimestamp(after, zone).utcoffset()
    while after - before > 1:
        middle = (before + after) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == new:
            after = middle
        else:
            before = middle
    return after, after
