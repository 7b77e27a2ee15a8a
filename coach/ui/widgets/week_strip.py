"""This week as seven bars: how long one was led on each day. Nothing is counted against anybody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.reminders.telling import DAYS
from coach.ui.theme import Role, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPaintEvent

BAR: Final = 44
"""Pixels that the longest bar is high at 100 % text."""
LEAST: Final = 4
FULL: Final = 10 * 60.0
"""Seconds that a bar stands for at the least when it is full: a minute is not to look like an hour."""


class WeekStrip(QWidget):
    """Monday to Sunday; today has a frame, days to come are only named."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._today = date.min
        self._seconds: tuple[float, ...] = (0.0,) * 7
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def show_week(self, today: date, seconds: Mapping[date, float]) -> None:
        """Show the week that a day is in; `seconds` by day, those of other weeks are left out."""
        monday = today - timedelta(days=today.weekday())
        self._today = today
        self._seconds = tuple(seconds.get(monday + timedelta(days=day), 0.0) for day in range(7))
        said = ", ".join(
            f"{DAYS[day]} {_minutes(done)}" for day, done in enumerate(self._seconds) if done > 0
        )
        self.setAccessibleName(f"This week: {said or 'nothing yet'}")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room for."""
        small = QFontMetrics(self._theme.font(Role.SMALL)).height()
        return QSize(self._theme.px(300), self._theme.px(BAR) + 2 * small + self._theme.px(20))

    def minimumSizeHint(self) -> QSize:
        """As high as it is; narrow enough for any window."""
        return QSize(self._theme.px(205), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A bar for each day, its minutes above it and its name below."""
        theme, colors = self._theme, self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small, label = theme.font(Role.SMALL), theme.font(Role.LABEL)
        line = QFontMetrics(small).height()
        pad, high = theme.px(6), theme.px(BAR)
        wide = self.width() / 7
        most = max(FULL, *self._seconds)
        center = Qt.AlignmentFlag.AlignCenter
        for day, done in enumerate(self._seconds):
            box = QRectF(day * wide + 3, 1, wide - 6, self.height() - 2)
            is_today = day == self._today.weekday()
            if is_today:
                painter.setPen(QPen(QColor(colors.accent), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 10, 10)
            foot = box.top() + pad + line + high
            bar = max(theme.px(LEAST), round(high * done / most)) if done else 2
            width = min(theme.px(28), box.width() * 0.5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.accent if done else colors.edge))
            painter.drawRoundedRect(QRectF(box.center().x() - width / 2, foot - bar, width, bar), 3, 3)
            painter.setPen(QColor(colors.text))
            painter.setFont(small)
            if done:
                top = QRectF(box.left(), foot - bar - line - 1, box.width(), line)
                said = _short(done)
                if QFontMetrics(small).horizontalAdvance(said) > box.width():
                    said = said.partition(" ")[0]
                painter.drawText(top, center, said)
            painter.setFont(label if is_today else small)
            painter.setPen(QColor(colors.accent if is_today else colors.muted))
            name = QRectF(box.left(), foot + pad / 2, box.width(), line)
            painter.drawText(name, center, DAYS[day][:3])

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def _minutes(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def _short(seconds: float) -> str:
    return f"{max(1, round(seconds / 60))} min"
