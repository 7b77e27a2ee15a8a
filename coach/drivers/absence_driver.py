"""The person has gone: what the desktop says on a thread of its own becomes a signal in the window's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coach.desktop import absence

if TYPE_CHECKING:
    from coach.desktop.bus import Bus


class AbsenceDriver(QObject):
    """Listens while it lives. Connect `gone` to methods of objects that live in the window's thread."""

    gone = Signal(str)
    """`sleep` or `lock`."""

    def __init__(
        self, session_bus: Bus | None, system_bus: Bus | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        absence.watch(session_bus, system_bus, self._tell)

    def _tell(self, why: str) -> None:
        """Called on the bus's thread; may come after this object has gone with the app."""
        try:
            self.gone.emit(why)
        except RuntimeError:
            return
