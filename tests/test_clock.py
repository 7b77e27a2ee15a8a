from __future__ import annotations

import sys
import time
from datetime import datetime

import pytest

from coach.clock import FakeClock, SystemClock


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a boot-time clock to compare with")
def test_time_asleep_counts() -> None:
    """The monotonic clock runs on while the computer sleeps, so that a sleep is seen as a gap."""
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    assert before <= SystemClock().monotonic() <= time.clock_gettime(time.CLOCK_BOOTTIME)


def test_the_time_of_day_knows_its_zone() -> None:
    """A recorded time can be told from the same hour elsewhere."""
    assert SystemClock().wall().utcoffset() is not None


def test_a_fake_clock_moves_only_when_told() -> None:
    """Both clocks advance together; the time of day can be set apart from the other."""
    clock = FakeClock()
    clock.advance(1.5)
    assert clock.monotonic() == 1001.5
    assert clock.wall() == datetime.fromisoformat("2026-11-23T09:00:01.500+01:00")
    clock.step_wall(-3600)
    assert (clock.monotonic(), clock.wall().hour) == (1001.5, 8)
