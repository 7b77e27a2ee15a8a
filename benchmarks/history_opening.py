"""The first opening of the History page in a Coach that is on screen, each in a process of its own.

`python -m benchmarks.history_opening MOMENT` prints the milliseconds that it took, on the clock and of the
processor, from the wish for the page until the whole window has been painted. `COACH_HOME` has the history,
MOMENT is the time of day there. Nothing of the history may be loaded here before Coach itself does it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from datetime import datetime
from pathlib import Path
from shutil import copy
from typing import NamedTuple

QUIET = 1.0
"""Seconds that Coach is left alone after its start; it looks after the history first."""


class Took(NamedTuple):
    """Milliseconds on the clock, and of the processor on the thread of the window.

    Whatever else the machine does makes the first longer and hardly changes the second.
    """

    wall: float
    busy: float


def opening(database: Path, now: datetime) -> Took:
    """Start Coach with a copy of this history, open the page, end it."""
    with tempfile.TemporaryDirectory() as home:
        data = Path(home) / "data"
        data.mkdir()
        copy(database, data / "history.sqlite3")
        told = subprocess.run(
            [sys.executable, "-m", "benchmarks.history_opening", now.isoformat()],
            env={**os.environ, "COACH_HOME": home},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout
    wall, busy = told.split()
    return Took(float(wall), float(busy))


def main() -> None:
    """Start, wait, open, print."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  # in the process that is measured only

    from coach.app import Coach  # noqa: PLC0415  # the same
    from coach.clock import SystemClock  # noqa: PLC0415  # the same

    now = datetime.fromisoformat(sys.argv[1])

    class Then(SystemClock):
        def wall(self) -> datetime:
            return now

    app = QApplication(sys.argv[:1])
    coach = Coach(app, Then())
    coach.safety.change(coach.safety.value.offered())
    coach.window.show()
    coach.library.read_now()
    coach.settle()
    quiet = time.monotonic() + QUIET
    while time.monotonic() < quiet or threading.active_count() > 1:
        app.processEvents()
        time.sleep(0.01)
    wall, busy = time.perf_counter(), time.thread_time()
    coach.window.show_history()
    coach.window.grab()  # `repaint` alone leaves the chart to the next frame
    print((time.perf_counter() - wall) * 1000, (time.thread_time() - busy) * 1000, flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
