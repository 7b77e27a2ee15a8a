"""Bars under one another, each with its name before it and its number behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt

from coach.ui.charts.chart import LEFT, RIGHT, Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

NAMES: Final = 0.4
"""The most of the width that names may have."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `told` is its number in words, `more` whatever else the table has of it."""

    name: str
    value: float
    told: str
    more: tuple[str, ...] = ()


class Bars:
    """The longest bar takes the room there is."""

    def __init__(self, title: str, summary: str, bars: Sequence[Bar], head: tuple[str, ...]) -> None:
        self.title = title
        self.summary = summary
        self._bars = tuple(bars)
        self.head = head
        self.rows: tuple[tuple[str, ...], ...] = tuple((each.name, each.told, *each.more) for each in bars)

    def height(self, width: float, look: Look) -> float:
        """A line and a half for each."""
        del width
        return len(self._bars) * look.line * 1.6

    def marks(self, at: QRectF, look: Look) -> list[QRectF]:
        """The line of each bar."""
        high = look.line * 1.6
        return [
            QRectF(at.left(), at.top() + number * high, at.width(), high) for number in range(len(self._bars))
        ]

    def draw(self, painter: QPainter, at: QRectF, look: Look) -> None:
        """Names, bars, numbers."""
        painter.setFont(look.font)
        most = max((each.value for each in self._bars), default=1.0) or 1.0
        names = min(
            at.width() * NAMES, max((look.width(each.name) for each in self._bars), default=0) + 12 * look.px
        )
        told = [" · ".join(filter(None, (each.told, *each.more))) for each in self._bars]
        numbers = max((look.width(words) for words in told), default=0) + 10 * look.px
        room = max(10.0, at.width() - names - numbers)
        for one, words, mark in zip(self._bars, told, self.marks(at, look), strict=True):
            painter.setPen(look.color("text"))
            name = QRectF(at.left(), mark.top(), names - 10 * look.px, mark.height())
            metrics_fit = look.width(one.name) <= name.width()
            painter.drawText(name, RIGHT if metrics_fit else LEFT, one.name)
            wide = max(2.0, room * one.value / most)
            bar = QRectF(at.left() + names, mark.top() + mark.height() * 0.18, wide, mark.height() * 0.64)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent"))
            painter.drawRect(bar)
            painter.setPen(look.color("text"))
            painter.drawText(
                QRectF(bar.right() + 8 * look.px, mark.top(), numbers, mark.height()), LEFT, words
            )
