"""The side, in words and by where it stands: left at the left, right at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.routine.plan import Side
from coach.ui import words
from coach.ui.theme import Role, Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class SideBadge(QWidget):
    """A bar of two halves; the half in use is filled and named. Both halves for both sides."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._side: Side | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def show_side(self, side: Side | None) -> None:
        """Show the side; None leaves the room empty so that nothing jumps."""
        if side != self._side:
            self._side = side
            self.setAccessibleName(words.SIDES[side] if side else "")
            self.update()

    def sizeHint(self) -> QSize:
        """Room for the longest word with its arrow."""
        return QSize(self._longest() + self._theme.px(110), self._theme.px(44))

    def _longest(self) -> int:
        metrics = QFontMetrics(self._theme.font(Role.HEADING))
        return max(map(metrics.horizontalAdvance, words.SIDES.values()))

    def minimumSizeHint(self) -> QSize:
        """Room for the longest word, as large as ever: it is read from a distance."""
        return QSize(self._longest() + self._theme.px(28), self._theme.px(44))

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the two halves, the word and the arrow."""
        if self._side is None:
            return
        colors, side = self._theme.colors, self._side
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = min(self.width(), self.sizeHint().width())
        bar = QRectF((self.width() - width) / 2 + 1, 1, width - 2, self.height() - 2)
        radius = bar.height() / 2
        one_sided = side in {Side.LEFT, Side.RIGHT}
        painter.setPen(QPen(QColor(colors.edge if one_sided else colors.accent), 1.5))
        painter.setBrush(QColor(colors.surface if one_sided else colors.accent_soft))
        painter.drawRoundedRect(bar, radius, radius)
        filled = QRectF(bar)
        if one_sided:
            filled.setWidth(bar.width() * 0.68)
            if side is Side.RIGHT:
                filled.moveRight(bar.right())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.accent))
            painter.drawRoundedRect(filled, radius, radius)
        painter.setFont(self._theme.font(Role.HEADING))
        painter.setPen(QColor(colors.on_accent if one_sided else colors.accent))
        written, beside = QRectF(filled), radius * 1.3 if one_sided else 0.0  # never under the arrow
        if side is Side.LEFT:
            written.setLeft(filled.left() + beside)
        else:
            written.setRight(filled.right() - beside)
        painter.drawText(written, Qt.AlignmentFlag.AlignCenter, words.SIDES[side])
        if one_sided:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.on_accent))
            self._draw_arrow(painter, filled, radius, pointing_left=side is Side.LEFT)

    def _draw_arrow(self, painter: QPainter, bar: QRectF, radius: float, *, pointing_left: bool) -> None:
        size = radius * 0.42
        x = bar.left() + radius if pointing_left else bar.right() - radius
        tip = -size if pointing_left else size
        y = bar.center().y()
        painter.drawPolygon(
            QPolygonF.fromList(
                [
                    QPointF(x + tip, y),
                    QPointF(x - tip * 0.6, y - size),
                    QPointF(x - tip * 0.6, y + size),
                ]
            )
        )
