"""Something that takes seconds, done beside the window: one at a time, with a sentence at its end."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal

from coach.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Callable

MISTAKE: Final = "That did not work, by a mistake of Coach's own."


class Errand(QObject):
    """`done` carries what came of it in words, failures included, and whether it succeeded."""

    done = Signal(str, bool)
    replaced = Signal()
    """The person's files are others now; comes before `done`."""
    _came = Signal(str, bool, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        """Whether something is being done."""
        return self._thread is not None

    def run(self, what: Callable[[], str], *, replaces: bool = False) -> bool:
        """Do something that returns a sentence and may raise `CoachError`; False while another runs.

        `replaces`: other files may stand in place of the person's after it, even where it fails.
        """
        if self._thread is not None:
            return False
        self._thread = threading.Thread(target=self._work, args=(what, replaces), name="errand")
        self._thread.start()
        return True

    def _work(self, what: Callable[[], str], replaces: bool) -> None:
        words, is_well = MISTAKE, False
        try:
            words, is_well = what(), True
        except CoachError as error:
            words = f"{error} {error.advice}".strip()
        finally:
            self._tell(words, is_well, replaces)

    def _tell(self, words: str, is_well: bool, replaces: bool) -> None:
        with contextlib.suppress(RuntimeError):  # the window has been closed, and nobody waits for it
            self._came.emit(words, is_well, replaces)

    def _on_came(self, words: str, is_well: bool, replaces: bool) -> None:
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if replaces:
            self.replaced.emit()
        self.done.emit(words, is_well)
