"""How long the History view takes to its first paint with ten years of data, and what comes after it.

    python -m benchmarks.history_view [--history FILE]

Without a file (made by `python -m benchmarks.history --keep FILE`) ten years are made first. The window is
shown on whatever display there is; `QT_QPA_PLATFORM=offscreen` will do. The first opening is measured in an
open Coach, in several processes one after the other.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication

from benchmarks import row
from benchmarks.history import FIRST_PAINT, LAST, SUMMARY, fill
from benchmarks.history_opening import opening
from coach import paths
from coach.handout.paper import Choice
from coach.history.store import Store
from coach.routine.folders import Folder
from coach.routine.library import Library
from coach.safety.profile import Profile
from coach.safety.shelf import Shelf
from coach.settings import Appearance
from coach.ui.history_overview import Overview
from coach.ui.history_view import HistoryView
from coach.ui.theme import Theme
from coach.ui.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Callable

TIMES: Final = 7
"""Processes for the first opening, and openings after it."""


def _milliseconds(what: Callable[[], object]) -> float:
    started = time.perf_counter()
    what()
    return (time.perf_counter() - started) * 1000


def first(database: Path) -> None:
    """Print what the first opening in an open Coach takes."""
    took = [opening(database, LAST) for _ in range(TIMES)]
    wall, busy = sorted(each.wall for each in took), sorted(each.busy for each in took)
    note = f"fastest {wall[0]:.0f}, slowest {wall[-1]:.0f}, of {TIMES} processes"
    row("History view, first opening, first paint", statistics.median(wall), "ms", FIRST_PAINT, note)
    note = "of the processor, on the window's thread; the same processes"
    row("the same without waiting for others", statistics.median(busy), "ms", FIRST_PAINT, note)


def measure(app: QApplication, database: Path) -> None:
    """Open, paint, fill and leave the view several times; print the middle times."""
    shelf = Shelf.of(Library.read([Folder(paths.bundled_routines(), "bundled")]), Profile())
    index = shelf.index  # an open Coach has it, read on a thread of its own
    theme = Theme(app, Appearance())

    def open_store() -> Store:
        return Store.open(database, LAST)

    opened, filled, everything = [], [], []
    for _ in range(TIMES):
        views: list[HistoryView] = []

        def first_paint(views: list[HistoryView] = views) -> None:
            views.append(HistoryView(theme, open_store, LAST.date(), index))
            views[0].resize(1000, 800)
            views[0].show()
            views[0].grab()  # `repaint` alone leaves the chart to the next frame

        opened.append(_milliseconds(first_paint))
        overview = views[0].shown
        assert isinstance(overview, Overview)  # noqa: S101 - the part it begins with
        filled.append(_milliseconds(overview.settle))
        overview.show_span("")
        everything.append(_milliseconds(overview.settle))
        views[0].close()
        views[0].deleteLater()
        app.processEvents()
    row("History view, later openings, first paint", sorted(opened)[TIMES // 2], "ms", FIRST_PAINT, "median")
    row("the other charts of 3 months", sorted(filled)[TIMES // 2], "ms", SUMMARY, "after it, one by one")
    row("every chart of ten years", sorted(everything)[TIMES // 2], "ms", SUMMARY, "after it, one by one")
    visit = Visit(shelf, LAST.date().replace(month=8), LAST.date())
    to = database.with_name("visit.pdf")
    made = _milliseconds(lambda: visit.paper(open_store, Choice()).write(to))
    row("visit summary of 3 months as a PDF", made, "ms", SUMMARY, "the history, the pages, the file")


def main() -> None:
    """Make or take ten years, and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--history", type=Path, metavar="FILE", help="a history that was kept")
    asked = parser.parse_args()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)  # noqa: S101 - nobody else makes one here
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "history.sqlite3"
        if asked.history:
            shutil.copy(asked.history, database)
        else:
            fill(database)
        first(database)
        measure(app, database)


if __name__ == "__main__":
    main()
