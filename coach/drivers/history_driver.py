"""Looks after the history beside the event loop, once a start: a full check, and the daily good copy."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


class HistoryDriver(QObject):
    """Says what had to be done to the history, if anything, on the GUI thread."""

    told = Signal(str)
    """What was found and what came of it, in a kind sentence or two."""
    _done = Signal(str)

    def __init__(self, database: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database
        self._worker: threading.Thread | None = None
        self._done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)

    def look_after(self, now: datetime) -> None:
        """Begin, unless it is under way. Ten years of history take some seconds."""
        if self._worker is None:
            self._worker = threading.Thread(target=self._look, args=(now,), name="history", daemon=True)
            self._worker.start()

    def _look(self, now: datetime) -> None:
        import sqlite3  # noqa: PLC0415  # SQLite loads when first wanted

        from coach.history import alive  # noqa: PLC0415  # the same
        from coach.history.recovery import look_after  # noqa: PLC0415  # the same

        words = ""
        # Out of reach, or no room for a copy: whoever opens the history next says so.
        with contextlib.suppress(OSError, sqlite3.Error):
            # A file that a session is being written into is not moved away from under it.
            if not alive.anybody(alive.folder(self._database)):
                told = look_after(self._database, now)
                words = f"{told.found} {told.then}" if told else ""
        with contextlib.suppress(RuntimeError):  # the window has been closed, and nobody waits for it
            self._done.emit(words)

    def _on_done(self, words: str) -> None:
        if self._worker is not None:
            self._worker.join()  # at its end already; it must not be the last to let go of this object
            self._worker = None
        if words:
            self.told.emit(words)
