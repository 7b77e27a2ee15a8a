"""How many days of reminders are planned in a second: looking every second, and where something changes."""

from __future__ import annotations

import statistics
import sys
import time
from datetime import datetime
from random import Random
from typing import Final

from tests.reminders.days import BERLIN, World
from tests.reminders.working_days import ANSWERS, REMINDERS, working_days

GOAL_DENSE: Final = 2.0
GOAL_SPARSE: Final = 200.0
RUNS: Final = 5


def days_a_second(days: int, *, dense: bool) -> tuple[float, float]:
    """Simulated days in a second of processor time, and looks a day; a person and their world included."""
    world = World(REMINDERS, datetime(2026, 1, 5, tzinfo=BERLIN), ANSWERS, dense=dense)
    parts = tuple(working_days(Random(1), days))  # noqa: S311  # the same days each time
    begin = time.process_time()
    world.live(parts)
    return days / (time.process_time() - begin), world.polls / days


def main() -> int:
    """Print both speeds; 1 if a goal is missed."""
    missed = False
    for what, days, dense, goal in (
        ("one look a second", 2, True, GOAL_DENSE),
        ("looks where something changes", 200, False, GOAL_SPARSE),
    ):
        runs = [days_a_second(days, dense=dense) for _ in range(RUNS)]
        speed = statistics.median(run[0] for run in runs)
        missed |= speed < goal
        verdict = "met" if speed >= goal else "MISSED"
        print(
            f"days planned a second, {what:<30} {speed:8.1f}       goal ≥ {goal:g}: {verdict}"
            f"  {runs[0][1]:.0f} looks a day, medians of {RUNS}"
        )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
