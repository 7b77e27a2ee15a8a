"""How long the History view takes to its first paint with ten years of data, and what comes after it.

    python -m benchmarks.history_view [--history FILE]

Without a file (made by `python -m benchmarks.history --keep FILE`) ten years are made first. The first
opening is measured in a Coach that is on screen, in several processes one after the other: from the wish for
the page until the whole window has been painted. Beside the time on the clock stands that of the processor,
which whatever else runs on the machine hardly changes. The window is shown on whatever display there is;
`QT_QPA_PLATFORM=offscreen` will do.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks import row

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST_PAINT: Final = 150.0
"""Milliseconds from opening to the first paint, painting included."""
LATER: Final = 2_000.0
"""Milliseconds that what comes after it may take, and a summary for a visit."""
TIMES: Final = 7
"""Processes for the first opening, and openings after it."""
QUIET: Final = 1.0
"""Seconds that Coach is left alone after its start; it looks after the history first."""


def _took(what: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds on the clock, and of the processor on this thread."""
    started, busy = time.perf_counter(), time.thread_time()
    what()
    return (time.perf_counter() - started) * 1000, (time.thread_time() - busy) * 1000


def open_once(now: datetime) -> None:
    """Start Coach on the history in `COACH_HOME`, open the page, print how long that took.

    Nothing of the page may be loaded before.
    """
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  # in the process that is measured

    from coach.app import Coach  # noqa: PLC0415  # the same
    from coach.clock import SystemClock  # noqa: PLC0415  # the same

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

    def open_history() -> None:
        coach.window.show_history()
        coach.window.grab()  # `repaint` alone leaves the chart to the next frame

    print(*_took(open_history), flush=True)
    os._exit(0)


def first_opening(database: Path, now: datetime) -> None:
    """Print what the first opening takes."""
    walls, busies = [], []
    for _ in range(TIMES):
        with tempfile.TemporaryDirectory() as home:
            data = Path(home) / "data"
            data.mkdir()
            shutil.copy(database, data / "history.sqlite3")
            told = subprocess.run(
                [sys.executable, "-m", "benchmarks.history_view", "--once", now.isoformat()],
                env={**os.environ, "COACH_HOME": home},
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            ).stdout
        wall, busy = map(float, told.split())
        walls.append(wall)
        busies.append(busy)
    note = f"fastest {min(walls):.0f}, slowest {max(walls):.0f}, of {TIMES} processes"
    row("History view, first opening, first paint", statistics.median(walls), "ms", FIRST_PAINT, note)
    note = f"processor, on the window's thread; at most {max(busies):.0f}"
    row("the same without waiting for others", statistics.median(busies), "ms", FIRST_PAINT, note)


def later_openings(database: Path, now: datetime) -> None:
    """Open, paint, fill and leave the view several times, and make a summary; print the middle times."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  # not in the process that is measured

    from coach import paths  # noqa: PLC0415  # the same
    from coach.handout.paper import Choice  # noqa: PLC0415  # the same
    from coach.history.store import Store  # noqa: PLC0415  # the same
    from coach.routine.folders import Folder  # noqa: PLC0415  # the same
    from coach.routine.library import Library  # noqa: PLC0415  # the same
    from coach.safety.profile import Profile  # noqa: PLC0415  # the same
    from coach.safety.shelf import Shelf  # noqa: PLC0415  # the same
    from coach.settings import Appearance  # noqa: PLC0415  # the same
    from coach.ui.history_overview import Overview  # noqa: PLC0415  # the same
    from coach.ui.history_view import HistoryView  # noqa: PLC0415  # the same
    from coach.ui.theme import Theme  # noqa: PLC0415  # the same
    from coach.ui.visit import Visit  # noqa: PLC0415  # the same

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)  # noqa: S101 - nobody else makes one here
    shelf = Shelf.of(Library.read([Folder(paths.bundled_routines(), "bundled")]), Profile())
    index = shelf.index
    theme = Theme(app, Appearance())

    def open_store() -> Store:
        return Store.open(database, now)

    opened, filled, everything = [], [], []
    for _ in range(TIMES):
        views: list[HistoryView] = []

        def first_paint(views: list[HistoryView] = views) -> None:
            views.append(HistoryView(theme, open_store, now.date(), index))
            views[0].resize(1000, 800)
            views[0].show()
            views[0].grab()

        opened.append(_took(first_paint)[0])
        overview = views[0].shown
        assert isinstance(overview, Overview)  # noqa: S101 - the part it begins with
        filled.append(_took(overview.settle)[0])
        overview.show_span("")
        everything.append(_took(overview.settle)[0])
        views[0].close()
        views[0].deleteLater()
        app.processEvents()
    row("History view, later openings, first paint", statistics.median(opened[1:]), "ms", FIRST_PAINT)
    row("the other charts of 3 months", statistics.median(filled), "ms", LATER, "after it, one by one")
    row("every chart of ten years", statistics.median(everything), "ms", LATER, "after it, one by one")
    visit = Visit(shelf, now.date().replace(month=8), now.date())
    to = database.with_name("visit.pdf")
    made = _took(lambda: visit.paper(open_store, Choice()).write(to))[0]
    row("visit summary of 3 months as a PDF", made, "ms", LATER, "the history, the pages, the file")


def main() -> None:
    """Make or take ten years, and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--history", type=Path, metavar="FILE", help="a history that was kept")
    parser.add_argument("--once", type=datetime.fromisoformat, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.once:
        open_once(asked.once)
    from benchmarks.history import LAST, fill  # noqa: PLC0415  # not in the process that is measured

    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "history.sqlite3"
        if asked.history:
            shutil.copy(asked.history, database)
        else:
            fill(database)
        first_opening(database, LAST)
        later_openings(database, LAST)


if __name__ == "__main__":
    main()
