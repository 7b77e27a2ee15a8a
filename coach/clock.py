"""Time as a value that is handed in.

Only drivers hold a `Clock`; the pure rooms below them take `at: float`, monotonic seconds.
"""

from __future__ import annotations

import sys
import time
from datetime import datetime, timedelta
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
