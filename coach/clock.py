"""Time as a value that is handed in.

Only drivers hold a `Clock`; the pure rooms below them take `at: float`, monotonic seconds.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Protocol


class Clock(Protocol):
    """Both clocks a program needs. Never blocks; may be asked from any thread."""

    def monotonic(self) -> float:
        """Seconds that only ever grow; their zero has no meaning."""

    def wall(self) -> datetime:
        """The local time of day with its offset from UTC; may jump either way."""


def _never_still() -> float:
    """Seconds on the clock that also runs while the computer sleeps, so that a sleep is noticed as time lost.

    `time.monotonic` stands still then on Linux and macOS; on Windows it runs on.
    """
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


class LocalZone(tzinfo):
    """The computer's own time zone with its rules of summer time, as the system's library has them.

    Unlike an offset it knows tomorrow's time of day too, and unlike `ZoneInfo` it needs no database of zones.
    Two are the same only if they are one: `local_zone` gives a new one where the person has travelled.
    """

    def utcoffset(self, at: datetime | None) -> timedelta:
        """By how much the local time is ahead of UTC."""
        local = (at or datetime.now(UTC)).replace(tzinfo=None)
        return timedelta(seconds=round(local.replace(tzinfo=UTC).timestamp() - local.timestamp()))

    def dst(self, at: datetime | None) -> None:
        """How much of it is summer time is not known."""

    def tzname(self, at: datetime | None) -> str:
        """What the system calls it."""
        return time.strftime("%Z", time.localtime((at or datetime.now(UTC)).replace(tzinfo=None).timestamp()))

    def fromutc(self, at: datetime) -> datetime:
        """The local time of a moment."""
        moment = at.replace(tzinfo=UTC).timestamp()
        return datetime.fromtimestamp(moment).replace(tzinfo=self)  # noqa: DTZ006  # its own zone


def local_zone() -> tzinfo:
    """The zone the computer is set to now; the same one as long as it stays."""
    if hasattr(time, "tzset"):
        time.tzset()
    return _zone_of((*time.tzname, time.timezone, time.altzone))


@lru_cache(maxsize=1)
def _zone_of(_signature: tuple[object, ...]) -> tzinfo:
    return LocalZone()


class SystemClock:
    """The computer's own clocks."""

    def monotonic(self) -> float:
        """Seconds since an unknown moment, those asleep included."""
        return _never_still()

    def wall(self) -> datetime:
        """The local time of day, aware of its time zone."""
        return datetime.now().astimezone()


class FakeClock:
    """Clocks that move only when a test says so, together or apart."""

    def __init__(self, monotonic: float = 1000.0, wall: datetime | None = None) -> None:
        self._monotonic = monotonic
        self._wall = wall or datetime.fromisoformat("2026-11-23T09:00:00+01:00")

    def monotonic(self) -> float:
        """The seconds set so far."""
        return self._monotonic

    def wall(self) -> datetime:
        """The time of day set so far."""
        return self._wall

    def advance(self, seconds: float) -> None:
        """Let time pass on both clocks."""
        self._monotonic += seconds
        self._wall += timedelta(seconds=seconds)

    def step_wall(self, seconds: float) -> None:
        """Set the time of day forward or back, as a person or a time server does."""
        self._wall += timedelta(seconds=seconds)
