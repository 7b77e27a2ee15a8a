"""Years of reminders, with summer time in four places."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from coach.reminders.action import Missed, Offer, Why, Withdraw
from coach.reminders.rule import ClockTime, Dose, Manner, Reminders
from coach.reminders.sample import Inhibitor
from tests.reminders.days import Part, World

if TYPE_CHECKING:
    from collections.abc import Iterator

SUMMER_TIMES = {
    "Europe/Berlin": (date(2024, 3, 31), time(2, 30), time(3)),
    "America/New_York": (date(2024, 3, 10), time(2, 30), time(3)),
    "Australia/Lord_Howe": (date(2024, 10, 6), time(2, 15), time(2, 30)),
    "America/Sao_Paulo": (date(2017, 10, 15), time(0, 30), time(1)),
}
"""By zone: a day on which the clocks go forward, a time that they skip, and what they read instead."""
OFTEN = ClockTime(
    "often", "x", (time(0, 30), time(1, 45), time(2, 15), time(2, 30), time(11, 40), time(23, 50))
)
DOSE = Dose("dose", "y", times_a_day=3, apart=7200, manner=Manner())
CALL = frozenset({Inhibitor.MICROPHONE})


def life(random: Random, days: float) -> Iterator[Part]:
    """Work, calls, locked screens, sleep, new starts, at any hour; at least for so many days."""
    left = days * 86400
    while left > 0:
        is_new_start = random.random() < 0.05
        part = random.choice(
            (
                Part(random.randrange(3600, 6 * 3600), "type"),
                Part(random.randrange(600, 5 * 3600), "type", inhibitors=CALL),
                Part(random.randrange(600, 7200), locked=True),
                Part(random.randrange(3600, 9 * 3600), gone="sleep"),
            )
        )._replace(restart=is_new_start)
        left -= part.length
        yield part


def openings(rule: ClockTime, first: date, last: date) -> Counter[str]:
    """Each time of each day, once."""
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return Counter(f"{day}T{at:%H:%M}" for day in days for at in rule.times)


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Europe/Berlin", 2024),
        ("America/New_York", 2024),
        ("Australia/Lord_Howe", 2023),
        ("America/Sao_Paulo", 2016),
    ],
)
def test_a_decade_in_four_places(zone: str, first: int) -> None:
    """In two and a half years each, every time of every day is offered, or missed once with a reason."""
    chosen = Reminders((OFTEN, DOSE), quiet=None, hourly_cap=6)
    begin = datetime(first, 1, 1, tzinfo=ZoneInfo(zone))
    world = World(chosen, begin, (("start", 30), ("skip", 9), ("start", 2)))
    world.live(life(Random(first), 365.25 * 2.5))  # noqa: S311  # the same years each time
    last = world.sample().wall.date() - timedelta(days=1)
    told = [action for _, action in world.told]
    offered = Counter(one.cause for one in told if isinstance(one, Offer) and one.rule == "often")
    missed = Counter(one.cause for one in told if isinstance(one, Missed) and one.rule == "often")
    expected = openings(OFTEN, begin.date(), last)
    done = {one.cause for one in told if isinstance(one, Withdraw) and one.why is Why.ANSWERED}
    assert set(expected) <= set(offered) | set(missed) | done
    assert max(missed.values()) == 1
    assert min(len(offered), len(missed)) > 500
    doses = Counter(one.cause[:10] for one in told if isinstance(one, Offer) and one.rule == "dose")
    assert len(doses) > 500


@pytest.mark.parametrize("zone", SUMMER_TIMES)
def test_a_time_that_the_clocks_skip_is_kept_at_the_end_of_the_gap(zone: str) -> None:
    """When the clocks go forward, a reminder inside the gap comes the moment they have."""
    day, skipped, instead = SUMMER_TIMES[zone]
    there = ZoneInfo(zone)
    chosen = Reminders((ClockTime("gap", "x", (skipped,)),), quiet=None)
    begin = datetime.combine(day - timedelta(days=1), time(20), there)
    world = World(chosen, begin, (("skip", 1),)).live([Part(30 * 3600)])
    offers = [action for _, action in world.told if isinstance(action, Offer)]
    readings = [datetime.fromtimestamp(one.wall, there).replace(tzinfo=None) for one in offers]
    assert datetime.combine(day, instead) in readings
    assert len(offers) == len({one.cause for one in offers})
    assert sum(reading.date() == day for reading in readings) == 1


@pytest.mark.parametrize(
    ("zone", "day", "twice"),
    [
        ("Europe/Berlin", date(2024, 10, 27), time(2, 30)),
        ("America/New_York", date(2024, 11, 3), time(1, 30)),
        ("Australia/Lord_Howe", date(2024, 4, 7), time(1, 45)),
        ("America/Sao_Paulo", date(2018, 2, 17), time(23, 30)),
    ],
)
def test_a_time_that_comes_twice_is_kept_once(zone: str, day: date, twice: time) -> None:
    """When the clocks go back, a reminder in the hour that comes twice comes in the first."""
    there = ZoneInfo(zone)
    begin = datetime.combine(day - timedelta(days=1), time(12), there)
    chosen = Reminders((ClockTime("fold", "x", (twice,)),), quiet=None)
    world = World(chosen, begin, (("skip", 1),)).live([Part(48 * 3600)])
    moments = [action.wall for _, action in world.told if isinstance(action, Offer)]
    first = datetime.combine(day, twice, there)
    assert first.timestamp() < first.replace(fold=1).timestamp()
    assert [at for at in moments if datetime.fromtimestamp(at, there).date() == day] == [first.timestamp()]
