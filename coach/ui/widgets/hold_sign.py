"""What shows that a key is to be held: a button that fills, and a sign in words over the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from coach.ui.theme import Role, Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

STAYS: Final = 1500
"""Milliseconds for which the words stay after a key was let go too soon."""
BAR: Final = 6
"""Pixels that the bar in a button is high."""


class FillingButton(QPushButton):
    """A button with a bar at its foot that fills while its key is held."""

    def __init__(self, theme: Theme, label: str, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self._theme = theme
        self.fraction = 0.0

    def fill(self, fraction: float) -> None:
        """Show how far the key has been held, 0 to 1."""
        if fraction != self.fraction:
            self.fraction = fraction
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and the bar in it."""
        super().paintEvent(event)
        if self.fraction:
            painter = QPainter(self)
            room = QRectF(self.rect()).adjusted(8, 0, -8, -4)
            room.setTop(room.bottom() - BAR)
            room.setWidth(room.width() * self.fraction)
            painter.fillRect(room, QColor(self._theme.colors.accent))


class HoldSign(QWidget):
    """Words that lie over the lower middle of their parent and fill as the key is held. Takes no clicks."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page = parent
        self.words = ""
        self.fraction = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._gone = QTimer(self, singleShot=True, interval=STAYS)
        self._gone.timeout.connect(self.hide)
        self.hide()

    def show_fill(self, words: str, fraction: float) -> None:
        """Show the words, filled so far; from 0 on they fade from the page after a moment."""
        self.words, self.fraction = words, fraction
        metrics = QFontMetrics(self._theme.font(Role.CUE))
        wide = min(self._page.width() - 16, metrics.horizontalAdvance(words) + self._theme.px(56))
        high = metrics.height() + self._theme.px(28)
        room = QRect(0, 0, wide, high)
        room.moveCenter(self._page.rect().center())
        self.setGeometry(room)
        self.raise_()
        self.show()
        self.update()
        if fraction:
            self._gone.stop()
        else:
            self._gone.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A box with a rim, filled from the left, and the words on it."""
        colors = self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(QColor(colors.accent), 3))
        painter.setBrush(QColor(colors.surface))
        painter.drawRoundedRect(box, 12, 12)
        foot = QRectF(box.left() + 12, box.bottom() - 12, (box.width() - 24) * self.fraction, 6)
        painter.fillRect(foot, QColor(colors.accent))
        painter.setPen(QColor(colors.text))
        font = self._theme.font(Role.CUE)
        while QFontMetrics(font).horizontalAdvance(self.words) > box.width() - 12 and font.pixelSize() > 12:  # noqa: PLR2004  # still legible
            font.setPixelSize(font.pixelSize() - 1)
        painter.setFont(font)
        painter.drawText(box.adjusted(0, 0, 0, -6), Qt.AlignmentFlag.AlignCenter, self.words)
