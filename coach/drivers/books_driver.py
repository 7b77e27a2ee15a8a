"""Has the books of the reminders kept: what came of them goes into the history, today's doses come back."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess

from coach import paths
from coach.reminders import prescribed

if TYPE_CHECKING:
    from datetime import date

    from coach.drivers.reminder_driver import ReminderDriver
    from coach.reminders.outcomes import Came
    from coach.reminders.told import Told


class Books(QObject):
    """Starts `coach.books` at the beginning, when the day has changed, and when it is asked to."""

    def __init__(self, reminders: ReminderDriver, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reminders = reminders
        self._day: date | None = None
        self._process = QProcess(self)
        self._process.finished.connect(self._read)
        self._is_wanted = False
        reminders.came.connect(self._note)
        reminders.told.connect(self._on_told)

    def keep(self) -> None:
        """Have them kept now, or again once they have been."""
        if not paths.database().exists():  # nothing was ever done, so no programme is followed
            return
        self._is_wanted = self._process.state() is not QProcess.ProcessState.NotRunning
        if not self._is_wanted:
            self._process.start(sys.executable, ["-m", "coach", "_books"])

    def _note(self, came: Came) -> None:
        """A line for each reminder that came to an end. Where it cannot be written, the history lacks it."""
        file = paths.outcomes_file()
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with file.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(came.dump()) + "\n")
        except OSError:
            return

    def _on_told(self, _told: Told) -> None:
        today = self._reminders.today()
        if today != self._day:
            self._day = today
            self._read()
            self.keep()

    def _read(self) -> None:
        try:
            values = json.loads(paths.prescribed_file().read_bytes())
        except (OSError, ValueError, RecursionError):
            values = None
        self._reminders.prescribe(prescribed.load(values, self._reminders.today()))
        if self._is_wanted:
            self.keep()
