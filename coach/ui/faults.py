"""Bugs: told once, in one dialog; the details go into a file, the app and the session go on."""

from __future__ import annotations

import contextlib
import sys
import threading
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from coach import paths

if TYPE_CHECKING:
    from types import TracebackType


class Faults(QObject):
    """Hears of every exception that nothing else catches, on whichever thread, from its making on."""

    _caught = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._told = False
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self.take
        threading.excepthook = lambda args: self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def take(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write the details down, and tell the person unless that has been done."""
        details = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(details)
        file = paths.data_dir() / "last-fault.txt"
        with contextlib.suppress(OSError):
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.write_text(details, encoding="utf-8")
        if not self._told:
            self._told = True
            self._caught.emit(str(file))

    def _tell(self, file: str) -> None:
        QMessageBox.warning(
            self._window,
            "Coach",
            "Something in Coach went wrong. What you have done so far is kept, and Coach goes on as well as "
            f"it can.\n\nThe details are in {file}. They help to mend it.",
        )
