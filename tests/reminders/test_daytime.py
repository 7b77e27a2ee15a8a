"""The local clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.reminders.daytime import MIDNIGHT, moment, seconds_until

MINUTE = timedelta(minutes=1)
TIMES = st.lists(
    st.sampled_from([time(hour, minute) for hour in range(24) for minute in (0, 15, 40)]), min_size=1
)
CHANGES = {
    "Europe/Berlin": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),
    "America/Sao_Paulo": (date(2017, 10, 15), date(2018, 2, 18)),
}
"""By zone: the days on which its clocks change."""


def first_reading(wall: datetime, times: list[time]) -> float:
    """When the clock next reads one of the times or goes past it in a jump, found minute by minute."""
    at = wall.timestamp() // 60 * 60
    reads = datetime.fromtimestamp(at, wall.tzinfo).replace(tzinfo=None)
    while True:
        at += 60
        before, reads = reads, datetime.fromtimestamp(at, wall.tzinfo).replace(tzinfo=None)
        skipped = (before + MINUTE * ahead for ahead in range(1, (reads - before) // MINUTE))
        if reads.time() in times or any(one.time() in times for one in skipped):
            return at


@pytest.mark.parametrize("zone", CHANGES)
@settings(max_examples=40)
@given(change=st.integers(0, 1), minutes=st.integers(-1500, 1500), seconds=st.integers(0, 59), times=TIMES)
def test_the_next_reading_is_the_one_that_a_watch_would_show(
    zone: str, change: int, minutes: int, seconds: int, times: list[time]
) -> None:
    """Around a change of the clocks, the next of several times is the first that the clock comes to."""
    near = moment(CHANGES[zone][change], MIDNIGHT, ZoneInfo(zone)) + minutes * 60 + seconds
    wall = datetime.fromtimestamp(near, ZoneInfo(zone))
    assert near + seconds_until(wall, *times) == first_reading(wall, times)
