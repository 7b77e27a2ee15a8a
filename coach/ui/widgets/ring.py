"""The ring: how much of this phase is left, as a shape and as a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.ui.theme import Role, Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class Ring(QWidget):
    """A ring that empties, with the time left and a word in its middle.

    Work is a thick closed arc; getting ready, resting and switching are a thin arc: the two can be told
    apart without colour. Held, the arc is grey, and two bars stand above the number. Its accessible name
    never carries the countdown, so that no reader re-reads it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._left = 1.0
        self._text = ""
        self._word = ""
        self._is_work = True
        self._is_held = False
        self._breath: float | None = None
        self.setAccessibleName("Time left in this phase")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(110, 110)
        theme.changed.connect(self.update)

    def show_left(self, left: float, text: str, word: str, *, is_work: bool, is_held: bool = False) -> None:
        """Show the fraction `left` (1 full, 0 empty), the time as text and the phase as a word."""
        shown = (left, text, word, is_work, is_held)
        if shown != (self._left, self._text, self._word, self._is_work, self._is_held):
            self._left, self._text, self._word, self._is_work, self._is_held = shown
            self.update()

    def show_breath(self, fullness: float | None) -> None:
        """Show how full a breath is, 0 to 1, as a disc behind the number; None shows none."""
        if fullness != self._breath:
            self._breath = fullness
            self.update()

    def sizeHint(self) -> QSize:
        """Room for the number at the present text size."""
        return QSize(self._theme.px(280), self._theme.px(280))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track, arc, number and word."""
        theme, colors = self._theme, self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = min(self.width(), self.height())
        thick = max(8.0, size * 0.062)
        circle = QRectF(
            (self.width() - size) / 2 + thick,
            (self.height() - size) / 2 + thick,
            size - 2 * thick,
            size - 2 * thick,
        )
        painter.setPen(QPen(QColor(colors.sunk if not colors.is_dark else colors.line), thick))
        painter.drawEllipse(circle)
        if self._breath is not None:
            painter.save()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.accent_soft))
            radius = (circle.width() - thick) / 2 * (0.62 + 0.36 * self._breath)
            painter.drawEllipse(circle.center(), radius, radius)
            painter.restore()
        if self._left > 0:
            width = thick if self._is_work else thick * 0.4
            is_vivid = self._is_work and not self._is_held
            pen = QPen(QColor(colors.accent if is_vivid else colors.muted), width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(circle, 90 * 16, round(360 * 16 * min(1.0, self._left)))

        number = theme.font(Role.DISPLAY)
        number.setPixelSize(max(18, min(number.pixelSize(), round(size * 0.27))))
        metrics = QFontMetrics(number)
        middle = circle.center().y()
        painter.setPen(QColor(colors.text))
        painter.setFont(number)
        box = QRectF(circle.x(), middle - metrics.height() * 0.62, circle.width(), metrics.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._text)
        if self._is_held:
            high = size * 0.1
            bar = QRectF(0, box.top() - high, high * 0.34, high)
            for x in (-high * 0.5, high * 0.16):
                bar.moveLeft(circle.center().x() + x)
                painter.fillRect(bar, QColor(colors.text))
        word = theme.font(Role.HEADING)
        word.setPixelSize(max(11, min(word.pixelSize(), round(size * 0.1))))
        room = circle.width() * 0.78
        while word.pixelSize() > 11 and QFontMetrics(word).horizontalAdvance(self._word) > room:  # noqa: PLR2004  # smallest legible
            word.setPixelSize(word.pixelSize() - 1)
        painter.setFont(word)
        painter.setPen(
            QColor(colors.text if self._is_held else colors.accent if self._is_work else colors.muted)
        )
        under = QRectF(circle.x(), box.bottom() - 2, circle.width(), QFontMetrics(word).height())
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, self._word)
