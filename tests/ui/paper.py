"""A painter that needs no process: it answers with plain paper, and notes what it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage

from coach.figure.order import Manner
from coach.ui.painter import FORMAT, Painter
from coach.ui.paper_pictures import recording

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from coach.figure.order import Order


class PaperPainter(Painter):
    """Answers at the next turn of the event loop; with `is_held` set, only when a test says so."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.orders: list[Order] = []
        """What was painted, in order."""
        self.trouble = ""
        """Why nothing can be painted, if that is so."""
        self.is_held = False
        self.warmed = 0

    def warm(self) -> None:
        """There is nothing to start."""
        self.warmed += 1

    def ask(self, owner: object, order: Order) -> None:
        """Take the order."""
        self._waiting[owner] = order
        if not self.is_held:
            QTimer.singleShot(0, self, self.answer)

    def answer(self) -> None:
        """Answer everyone who waits."""
        waiting, self._waiting = self._waiting, {}
        for owner, order in waiting.items():
            self.orders.append(order)
            if self.trouble:
                self.failed.emit(owner, self.trouble)
            elif order.manner is Manner.PAPER:
                line = recording(lambda painter: painter.drawLine(0, 0, 480, 480))
                self.recorded.emit(owner, line)
            else:
                image = QImage(order.width, order.height, FORMAT)
                image.fill(Qt.GlobalColor.red)
                self.painted.emit(owner, image, "")
