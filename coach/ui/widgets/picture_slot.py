"""The picture slot: the hand or foot in question, mirrored for the left side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.routine.plan import Side
from coach.ui.icons import renderer

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from coach.ui.theme import Theme


class PictureSlot(QWidget):
    """A drawing of the body part, mirrored for the left side, twice for both."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = "hand"
        self._side: Side | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_part(self, picture: str, side: Side | None, description: str) -> None:
        """Show `hand`, `foot` or `body` on a side; `description` is what a screen reader says of it."""
        self._picture, self._side = picture, side
        self.setAccessibleName(description)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw one part, or a left and a right one side by side."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing = renderer(self._picture, self._theme.colors.accent)
        pair = self._side is Side.BOTH and self._picture != "body"
        sides = [Side.LEFT, Side.RIGHT] if pair else [self._side]
        size = min(self.height() * 0.8, self.width() * 0.8 / len(sides), 420.0)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(QColor(self._theme.colors.accent_soft))
        disc = min(self.height(), self.width()) * 0.96
        painter.drawEllipse(QRectF((self.width() - disc) / 2, (self.height() - disc) / 2, disc, disc))
        size = min(size, disc * (0.4 if pair else 0.66))
        gap = size * 0.12 if pair else 0.0
        x = (self.width() - size * len(sides) - gap) / 2
        y = (self.height() - size) / 2
        for side in sides:
            painter.save()
            painter.translate(x, y)
            if side is Side.LEFT:
                painter.translate(size, 0)
                painter.scale(-1, 1)
            drawing.render(painter, QRectF(0, 0, size, size))
            painter.restore()
            x += size + gap
