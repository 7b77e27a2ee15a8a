"""How late the player says that a step begins, against the plan.

A real driver with the system's clock plays steps of odd lengths; the recorder writes into a real history.
Prints the lateness of `step_entered` (median, 99th percentile) and of the very last step (drift), first by
itself, then with a process beside it for each core that does nothing but keep it busy.

    python -m benchmarks.player_timing [--seconds 600]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles

from PySide6.QtCore import QCoreApplication, QEventLoop

from benchmarks import row
from coach.clock import SystemClock
from coach.drivers.player_driver import PlayerDriver
from coach.history.recorder import SessionRecorder
from coach.routine.plan import Phase, Seconds, Side, Step, Timeline

LENGTHS = (0.1, 0.137, 0.25, 0.311)
"""Seconds, repeated: neither multiples of a repaint nor of each other."""


def plan(seconds: float) -> Timeline:
    """Steps of `LENGTHS`, one after another, for about so many seconds."""
    steps: list[Step] = []
    while not steps or steps[-1].end < seconds:
        length = LENGTHS[len(steps) % len(LENGTHS)]
        start = steps[-1].end if steps else 0.0
        steps.append(Step(Phase.HOLD, Seconds(length), start, length, len(steps) + 1, side=Side.LEFT))
    return Timeline("timing", 1, "Timing", "en", tuple(steps))


def lateness(seconds: float, database: Path) -> list[float]:
    """Milliseconds by which each step was said too late; 0 is perfect, negative is too early."""
    loop, clock = QEventLoop(), SystemClock()
    driver = PlayerDriver(plan(seconds), clock, SessionRecorder(database))
    heard: list[tuple[float, float]] = []
    driver.step_entered.connect(lambda step: heard.append((step.start, clock.monotonic())))
    driver.finished.connect(loop.quit)
    driver.start()
    loop.exec()
    zero = driver.records[0].began
    return [(moment - zero - start) * 1000 for start, moment in heard]


def measure(seconds: float, busy_processes: int) -> None:
    """Play once, and print a row for each figure."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        for _ in range(busy_processes):
            busy = stack.enter_context(subprocess.Popen([sys.executable, "-c", "while True: pass"]))
            stack.callback(busy.kill)
        late = lateness(seconds, Path(folder) / "history.sqlite3")
    beside = f"{len(late)} steps in {seconds:g} s, {busy_processes} busy processes beside"
    row("step said after its moment, median", median(late), "ms", 40, beside)
    row("step said after its moment, 99 %", quantiles(late, n=100)[98], "ms", 40, beside)
    row("last step said after its moment (drift)", late[-1], "ms", 20, beside)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=20)
    asked = parser.parse_args()
    application = QCoreApplication([])
    for load in (0, os.cpu_count() or 1):
        measure(asked.seconds, load)
