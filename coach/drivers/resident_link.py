"""What the window knows of the resident part that keeps the reminders, and how it speaks to it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coach.clock import Clock
    from coach.reminders.told import Told

SETTLES: Final = 50
"""Milliseconds from the first sign of a change until the file is read."""
OFTEN: Final = 60_000
"""Milliseconds after which the file is read in any case: times run down, and the dead write no more."""


class ResidentLink(QObject):
    """Reads the status file when it changes. `told` is what it said; None: nobody keeps the reminders.

    Before `watch` or `read` nothing is known: what understands the file takes longer to load than the first
    page can wait.
    """

    changed = Signal()

    def __init__(
        self,
        path: Path,
        clock: Clock,
        ask: Callable[[str], bool],
        start: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        """`ask` takes a line to the resident and says whether it was heard; `start` starts one, at once."""
        super().__init__(parent)
        self._path = path
        self._ask = ask
        self._start = start
        self._clock = clock
        self.told: Told | None = None
        self._watcher: QFileSystemWatcher | None = None
        self._soon = QTimer(self, singleShot=True, interval=SETTLES)
        self._soon.timeout.connect(self.read)
        self._often = QTimer(self, interval=OFTEN)
        self._often.timeout.connect(self.read)

    def watch(self) -> None:
        """Begin to follow the file; what the first frame could do without."""
        if self._watcher is None:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._watcher = QFileSystemWatcher([str(self._path.parent)], self)
            # The file is replaced at each change: only its folder lasts.
            self._watcher.directoryChanged.connect(lambda _: self._soon.start())
            self._often.start()
            self.read()

    def read(self) -> None:
        """Read the file now, and tell if it says something else."""
        told = self._read()
        if told != self.told:
            self.told = told
            self.changed.emit()

    def send(self, line: str) -> bool:
        """Tell the resident something; whether it was heard."""
        return self._ask(line)

    def start(self) -> None:
        """Have the resident start, unless it runs."""
        self._start()

    def _read(self) -> Told | None:
        """What the file says, unless it is missing, damaged or old: a resident writes each minute."""
        try:
            text = self._path.read_bytes()
        except OSError:
            return None
        from coach.reminders.told import Told  # noqa: PLC0415  # where there are no reminders none is loaded

        try:
            values = json.loads(text)
        except (ValueError, RecursionError):
            return None
        told = Told.load(values.get("told")) if isinstance(values, dict) else None
        return told if told is not None and told.is_fresh(self._clock.wall().timestamp()) else None
