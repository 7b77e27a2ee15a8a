"""From the wish for help with a cramp to the first page of it on the screen.

Cold: `coach rescue` over a bare QWidget, in turn, as in `startup`; with the place named, the page is the
first question or, where Coach has never run, the first thing to do. Running: F1 in an open Coach, and
`coach rescue` beside one, until the page has been painted.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import row
from benchmarks.startup import BARE, first_paint
from tools.display import PrivateDisplay

if TYPE_CHECKING:
    from collections.abc import Callable

PAIRS = 9
GOAL = 2.0
PRESSES = 15
GOAL_RUNNING = 1.0
"""Seconds."""


def cold() -> None:
    """Print three rows: nothing known yet, the place to be asked, the place named."""
    with tempfile.TemporaryDirectory() as scratch, PrivateDisplay() as display:
        environment = {**display.environment, "COACH_TRACE_START": "1"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        bare = [sys.executable, "-c", BARE]
        coach = [sys.executable, "-m", "coach"]
        home = Path(scratch) / "known"
        known = {**environment, "COACH_HOME": str(home)}
        first_paint(bare, environment)
        first_paint(coach, known, home / "cache" / "library.json")
        times: dict[str, list[float]] = {"bare": [], "first": [], "where": [], "toes": []}
        for pair in range(PAIRS):
            new = {**environment, "COACH_HOME": str(Path(scratch) / f"new-{pair}")}
            times["bare"].append(first_paint(bare, environment))
            times["first"].append(first_paint([*coach, "rescue", "toes"], new))
            times["where"].append(first_paint([*coach, "rescue"], known))
            times["toes"].append(first_paint([*coach, "rescue", "toes"], known))
    unit = statistics.median(times["bare"]) * 1000
    note = f"median of {PAIRS} pairs; the bare QWidget took {unit:.0f} ms, {os.cpu_count()} cores"
    for kind, what in (
        ("first", "rescue toes, where Coach never ran"),
        ("where", "rescue"),
        ("toes", "rescue toes"),
    ):
        ratios = [mine / its for mine, its in zip(times[kind], times["bare"], strict=True)]
        row(f"{what} / bare QWidget", statistics.median(ratios), "times", GOAL, note)


def running() -> None:
    """Print two rows: the key in an open window, and a second start. Needs the display in its environment."""
    from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt  # noqa: PLC0415  # Qt once a display is there
    from PySide6.QtTest import QTest  # noqa: PLC0415  # the same
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  # the same

    from coach.app import Coach  # noqa: PLC0415  # the same
    from coach.clock import SystemClock  # noqa: PLC0415  # the same
    from coach.desktop.single_instance import InstanceServer  # noqa: PLC0415  # the same
    from coach.ui.ask_view import AskView  # noqa: PLC0415  # the same

    app = QApplication(["coach"])
    server = InstanceServer.claim()
    coach = Coach(app, SystemClock())
    coach.safety.change(coach.safety.value.offered())
    window = coach.window
    window.show()
    coach.settle(server)

    class Painted(QObject):
        at = 0.0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and not self.at:
                page = window.pages.currentWidget()
                if isinstance(page, AskView):
                    self.at = time.monotonic()
            return bool(super().eventFilter(watched, event))

    painted = Painted()
    window.pages.installEventFilter(painted)

    def until(done: Callable[[], object]) -> None:
        deadline = time.monotonic() + 30
        while not done() and time.monotonic() < deadline:
            app.processEvents()

    def settle() -> None:
        window.show_library()
        end = time.monotonic() + 0.3
        until(lambda: time.monotonic() > end and not window.figures.is_drawing)
        painted.at = 0.0

    until(lambda: coach.library.library is not None)
    keys: list[float] = []
    starts: list[float] = []
    for _ in range(PRESSES):
        settle()
        begun = time.monotonic()
        QTest.keyClick(window, Qt.Key.Key_F1)
        until(lambda: painted.at)
        keys.append(painted.at - begun)
        settle()
        begun = time.monotonic()
        with subprocess.Popen([sys.executable, "-m", "coach", "rescue", "toes"]):
            until(lambda: painted.at)
        starts.append(painted.at - begun)
    for notifier in coach.findChildren(QSocketNotifier):
        notifier.setEnabled(False)
    window.close()
    note = f"the slowest of {PRESSES}; the median took {{:.0f}} ms"
    for what, found in (
        ("F1 to the first question, painted", keys),
        ("coach rescue beside an open one", starts),
    ):
        row(what, max(found), "s", GOAL_RUNNING, note.format(statistics.median(found) * 1000))


def main() -> None:
    """Print all rows; what runs in an open Coach has a process of its own."""
    cold()
    with tempfile.TemporaryDirectory() as home, PrivateDisplay() as display:
        environment = {**display.environment, "COACH_HOME": home}
        subprocess.run(
            [sys.executable, "-m", "benchmarks.rescue_start", "running"], env=environment, check=True
        )


if __name__ == "__main__":
    running() if sys.argv[1:] else main()
