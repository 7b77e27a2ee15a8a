"""A chart on screen: painted, walked through with the arrow keys, said mark by mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.ui.charts.chart import look_of, said

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from coach.ui.charts.chart import Chart
    from coach.ui.theme import Theme

INSET = 4
"""Pixels around the picture, for the frame of what has the keyboard."""


class ChartCanvas(QWidget):
    """Left and right go from mark to mark, Home and End to the first and the last.

    `told` carries what the mark under the keyboard or the mouse stands for; empty where there is none.
    """

    told = Signal(str)

    def __init__(self, theme: Theme, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chart = chart
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{chart.title}. {chart.summary}")
        self.setAccessibleDescription("Arrow keys go from mark to mark. The same numbers are in the table.")
        theme.changed.connect(self._on_theme_changed)

    def heightForWidth(self, width: int) -> int:
        """As high as the chart is at a width."""
        return round(self.chart.height(width - 2 * INSET, look_of(self._theme))) + 2 * INSET

    def sizeHint(self) -> QSize:
        """As wide as there is room for."""
        return QSize(self._theme.px(400), self.heightForWidth(self._theme.px(400)))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for any window."""
        return QSize(200, 40)

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(INSET, INSET, -INSET, -INSET)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chart, and a frame around the mark that has the keyboard."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = look_of(self._theme)
        self.chart.draw(painter, self._room(), look)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.color("text"), 2))
        if 0 <= self._at < len(self.chart.rows):
            painter.drawRect(self.chart.marks(self._room(), look)[self._at].adjusted(-1, -1, 1, 1))
        elif self.hasFocus():
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from mark to mark."""
        last = len(self.chart.rows) - 1
        to = {
            Qt.Key.Key_Right: min(self._at + 1, last),
            Qt.Key.Key_Left: max(self._at - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if to is None or last < 0:
            super().keyPressEvent(event)
            return
        if self._at < 0 and event.key() == Qt.Key.Key_Left:
            to = last
        self._go(to)
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415  # slow to load

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._words()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the mouse."""
        point = QPointF(event.position())
        marks = self.chart.marks(self._room(), look_of(self._theme))
        found = next((number for number, mark in enumerate(marks) if mark.contains(point)), -1)
        if found >= 0:
            self._go(found)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The mark is let go of."""
        self._go(-1)
        super().focusOutEvent(event)

    def _go(self, number: int) -> None:
        if number != self._at:
            self._at = number
            self.told.emit(self._words())
            self.update()

    def _words(self) -> str:
        rows = self.chart.rows
        return said(rows[self._at], self.chart.head) if 0 <= self._at < len(rows) else ""

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
