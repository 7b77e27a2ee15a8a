"""Ordinary working days, at random: work, pauses, calls, lunch, a night's sleep; weekends are mostly off."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from coach.reminders.daytime import Window
from coach.reminders.rule import (
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
from coach.reminders.sample import Inhibitor
from tests.reminders.days import Part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

OFFICE = (Window(time(8), time(12)), Window(time(12, 30), time(18)))
REMINDERS = Reminders(
    rules=(
        ActiveTime.usual(Purpose.KEYBOARD_MICRO, "writer-micro-60"),
        ActiveTime.usual(Purpose.FEET, "desk-foot-2"),
        Dose("putty", "putty-10", times_a_day=3),
        ClockTime("lunch", "keyboard-break-3", (time(11, 40),), days=frozenset(range(5))),
        bedtime("bedtime-foot-cramp-5", time(22, 30)),
        Hydration("water", manner=Manner(working_hours_only=True)),
    ),
    working_hours=(OFFICE,) * 5 + ((), ()),
    profile=USUAL.profile,
)
"""Six rules of every kind."""
ANSWERS = (("start", 6), ("ignore", 0), ("snooze", 9), ("skip", 3), ("start", 20), ("ignore", 0))
CALL = frozenset({Inhibitor.MICROPHONE, Inhibitor.CAMERA})


def working_days(random: Random, days: int) -> Iterator[Part]:
    """Days that begin and end at midnight, but for what the clocks do."""
    for day in range(days):
        left = 24 * 3600
        night = random.randrange(7 * 3600, 9 * 3600)
        yield Part(night, gone="sleep")
        left -= night
        until = left - (random.randrange(9, 11) * 3600 if day % 7 < 5 else 1800)
        while left > until:
            work = min(left, random.randrange(5, 90) * 60)
            on_call = random.random() < 0.15
            yield Part(work, "type", inhibitors=CALL if on_call else frozenset())
            pause = min(left - work, random.choice((45, 120, 240, 600, 1800)))
            yield Part(pause, locked=pause > 600)
            left -= work + pause
        evening = min(left, random.randrange(1, 3) * 3600)
        yield Part(left - evening, locked=True)
        yield Part(evening, "type")
