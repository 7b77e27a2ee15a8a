"""From the start of the process to the first painted frame: Coach's Library over a bare QWidget.

Both open on the same private X server with a window manager, in turn, and each pair gives one ratio: what
slows the machine down slows both. "Cold" is a Coach that has never run here, "warm" one that finds the
library cache of an earlier run.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import row
from tools.display import PrivateDisplay

PAIRS = 11
GOAL = 1.5
PATIENCE = 60.0

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Bare(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, self.say)
    def say(self):
        sys.stderr.write(f"first-paint {time.monotonic():.6f}\\n")
        sys.stderr.flush()

app = QApplication([])
widget = Bare()
widget.resize(1100, 760)
widget.show()
app.exec()
"""


def first_paint(command: list[str], environment: dict[str, str], wait_for: Path | None = None) -> float:
    """Seconds from starting the command to the "first-paint" line it prints.

    The line carries the time by the clock that all processes share. With `wait_for`, the program goes on
    until it has written that file. Raises `RuntimeError` when it ends without a word.
    """
    said: list[str] = []
    started = time.monotonic()
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as program:
        try:
            for line in program.stderr or ():
                said.append(line)
                if line.startswith("first-paint "):
                    _wait(wait_for, started + PATIENCE)
                    return float(line.split()[1]) - started
        finally:
            program.kill()
    raise RuntimeError(f"{command} painted nothing: {''.join(said)}")


def _wait(file: Path | None, deadline: float) -> None:
    while file is not None and not file.exists():
        if time.monotonic() > deadline:
            raise RuntimeError(f"{file} was not written")
        time.sleep(0.02)


def main() -> None:
    """Print two rows: cold and warm."""
    with tempfile.TemporaryDirectory() as scratch, PrivateDisplay() as display:
        environment = {**display.environment, "COACH_TRACE_START": "1"}
        # People's Python keeps its bytecode; a machine set up for builds may not.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        bare = [sys.executable, "-c", BARE]
        coach = [sys.executable, "-m", "coach"]
        warm_home = Path(scratch) / "warm"
        warm = {**environment, "COACH_HOME": str(warm_home)}

        first_paint(bare, environment)
        first_paint(coach, warm, warm_home / "cache" / "library.json")

        times: dict[str, list[float]] = {"bare": [], "cold": [], "warm": []}
        for pair in range(PAIRS):
            cold = {**environment, "COACH_HOME": str(Path(scratch) / f"cold-{pair}")}
            times["bare"].append(first_paint(bare, environment))
            times["cold"].append(first_paint(coach, cold))
            times["warm"].append(first_paint(coach, warm))

    unit = statistics.median(times["bare"]) * 1000
    note = f"median of {PAIRS} pairs; the bare QWidget took {unit:.0f} ms, {os.cpu_count()} cores"
    for kind in ("cold", "warm"):
        ratios = [mine / its for mine, its in zip(times[kind], times["bare"], strict=True)]
        row(f"start to first paint / bare QWidget, {kind}", statistics.median(ratios), "times", GOAL, note)


if __name__ == "__main__":
    main()
