"""What a rule may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.reminders.daytime import Window, seconds_until
from coach.reminders.rule import (
    HOUR,
    PURPOSES,
    USUAL,
    ActiveTime,
    ClockTime,
    Dose,
    Hydration,
    Manner,
    Purpose,
    Reminders,
    bedtime,
)
from tests.reminders.days import BERLIN

if TYPE_CHECKING:
    from collections.abc import Callable

NINE = time(9)
MICRO = ActiveTime.usual(Purpose.KEYBOARD_MICRO, "x")


@pytest.mark.parametrize("purpose", Purpose)
def test_the_usual_rules_are_those_of_the_evidence(purpose: Purpose) -> None:
    """Each purpose has a usual interval and length within its own bounds."""
    rule = ActiveTime.usual(purpose, "x")
    assert (rule.every, rule.length) == (PURPOSES[purpose].every.usual, PURPOSES[purpose].length.usual)


def test_the_usual_routines_come_with_coach() -> None:
    """What is set up for everybody can be played."""
    there = {path.stem for path in paths.bundled_routines().rglob("*.yaml")}
    assert {rule.routine for rule in USUAL.rules} - {""} <= there
    for profile, count in (("desk", 2), ("writing", 2), ("travel", 1)):
        assert len(replace(USUAL, profile=profile).live()) == count


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (lambda: replace(MICRO, every=9 * 60), "every is 9 min; it can be 10 min to 1 h"),
        (lambda: replace(MICRO, length=10), "length"),
        (lambda: replace(MICRO, every=float("nan")), "every"),
        (lambda: Manner(patience=1), "patience"),
        (lambda: ClockTime("a", "x"), "name a time or a window"),
        (lambda: ClockTime("a", "x", (NINE,), days=frozenset()), "days"),
        (lambda: ClockTime("a", "x", (NINE,), days=frozenset({7})), "days"),
        (lambda: ClockTime("a", "x", (NINE,), late=1), "late"),
        (lambda: bedtime("x", time(22), 2 * HOUR), "before"),
        (lambda: Dose("a", "x", times_a_day=0), "times_a_day"),
        (lambda: Dose("a", "x", apart=-1), "apart"),
        (lambda: Dose("a", "x", window=Window(time(22), time(2))), "midnight"),
        (lambda: Dose("a", "x", window=Window(NINE, NINE)), "midnight"),
        (lambda: Dose("a", "x", days=frozenset({9})), "days"),
        (lambda: Hydration("a", every=60), "every"),
        (lambda: Hydration("a", cup=400), "cup"),
        (lambda: Hydration("a", goal=4000), "goal"),
        (lambda: Hydration("a", limit=0), "limit"),
        (lambda: Reminders(hourly_cap=7), "hourly_cap"),
        (lambda: Reminders(daily_cap=0), "daily_cap"),
        (lambda: Reminders(natural_pause=10), "natural_pause"),
        (lambda: Reminders(ask_after=1), "ask_after"),
        (lambda: Reminders(working_hours=((),)), "seven days"),
        (lambda: Reminders(snoozes=()), "snoozes"),
        (lambda: Reminders((MICRO, MICRO)), "id of its own"),
    ],
)
def test_what_is_out_of_bounds_is_refused(wrong: Callable[[], object], what: str) -> None:
    """Each bound is kept, and the message says which."""
    with pytest.raises(ValueError, match=what):
        wrong()


def test_windows_over_midnight() -> None:
    """From ten to eight holds at night; from nine to nine is all day; to midnight ends the same day."""
    night, all_day, evening = Window(time(22), time(8)), Window(NINE, NINE), Window(time(20), time())
    assert [night.holds(time(hour)) for hour in (7, 8, 21, 22)] == [True, False, False, True]
    assert all_day.holds(time(8, 59))
    assert (night.over_midnight, all_day.over_midnight, evening.over_midnight) == (True, True, False)
    assert evening.holds(time(23, 59))


def test_the_time_until_the_clock_reads_something() -> None:
    """Later today or tomorrow; the second time round in autumn, too."""
    assert seconds_until(datetime(2026, 11, 23, 8, tzinfo=BERLIN), NINE) == HOUR
    assert seconds_until(datetime(2026, 11, 23, 9, tzinfo=BERLIN), NINE) == 24 * HOUR
    again = datetime(2026, 10, 25, 2, 10, tzinfo=BERLIN, fold=0)
    assert seconds_until(again.replace(minute=40), time(2, 30)) == 50 * 60
    with pytest.raises(ValueError, match="time zone"):
        seconds_until(datetime(2026, 11, 23, 8), NINE)  # noqa: DTZ001  # that is the point
