"""Has the back-up of the day made, once it is due, by a short process of its own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QProcess, Qt, QTimer

from coach import paths
from coach import settings as settings_files
from coach.clock import local_zone
from coach.history import daily_backup

if TYPE_CHECKING:
    from coach.clock import Clock

SOON: Final = 20_000
"""Milliseconds after the start: then there is nothing else that people wait for."""
OFTEN: Final = 3_600_000
"""Milliseconds between two looks; a day begins while Coach is there."""


class BackupDriver(QObject):
    """Looks by itself: soon after the start, and then each hour. Nothing is kept in memory between."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._process = QProcess(self)
        self._process.setStandardOutputFile(QProcess.nullDevice())  # it may outlive this one
        self._process.setStandardErrorFile(QProcess.nullDevice())
        QTimer.singleShot(SOON, self, self.look)
        often = QTimer(self, interval=OFTEN, timerType=Qt.TimerType.VeryCoarseTimer)
        often.timeout.connect(self.look)
        often.start()

    def look(self) -> None:
        """Have it made if it is due and not under way."""
        chosen = settings_files.load(paths.settings_file())[0].backup
        now = self._clock.wall().astimezone(local_zone())
        is_idle = self._process.state() is QProcess.ProcessState.NotRunning
        if is_idle and daily_backup.is_due(chosen, daily_backup.load(paths.backup_file()), now):
            self._process.start(sys.executable, ["-m", "coach", "_backup"])
