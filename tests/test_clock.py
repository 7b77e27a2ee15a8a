from __future__ import annotations

import sys
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from coach.clock import FakeClock, SystemClock, local_zone


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


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="only there can a test choose the zone")
@pytest.mark.parametrize(
    "place", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]
)
def test_the_local_zone_has_the_rules_of_its_place(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """Through a year, every half hour is the same time of day as the database of zones has it, and back."""
    there = ZoneInfo(place)
    monkeypatch.setenv("TZ", place)
    try:
        zone = local_zone()
        for moment in range(1640995200, 1640995200 + 366 * 86400, 1800):
            ours, theirs = datetime.fromtimestamp(moment, zone), datetime.fromtimestamp(moment, there)
            assert ours.replace(tzinfo=None) == theirs.replace(tzinfo=None)
            assert (ours.utcoffset(), ours.fold) == (theirs.utcoffset(), theirs.fold)
            assert ours.timestamp() == moment
        assert local_zone() is zone
        assert ours.tzname()
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="only there can a test choose the zone")
def test_who_travels_has_another_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the computer is set to another zone, it is another value: what was known of the day is void."""
    try:
        monkeypatch.setenv("TZ", "Europe/Berlin")
        before = local_zone()
        monkeypatch.setenv("TZ", "America/New_York")
        assert local_zone() is not before
    finally:
        monkeypatch.undo()
        time.tzset()
