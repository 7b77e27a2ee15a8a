"""The person has gone: what the desktop says on a thread of its own becomes a signal in the window's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable


class AbsenceDriver(QObject):
    """Listens while it lives. Connect `gone` to methods of objects that live in the window's thread.

    `watch` is told whom to call, on any thread, with `sleep` or `lock` (`coach.desktop.absence.watch`).
    """

    gone = Signal(str)
    """`sleep` or `lock`."""

    def __init__(self, watch: Callable[[Callable[[str], None]], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        watch(self._tell)

    def _tell(self, why: str) -> None:
        """May come after this object has gone with the app."""
        try:
            self.gone.emit(why)
        except RuntimeError:
            return
