"""Weeks to tick: a column for each day, and in it a box for each time of the day."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPen

from coach.handout.blocks import INK, QUIET, RULE, SHADE, blank, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from coach.handout.often import Tick

WRAPS: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)


class Grid:
    """Lines under one row of days' names; days without boxes are shaded.

    A `corner`, or labels that `are_blank`, have room to write, unless what belongs there is known: it is the
    corner's second text, or the note of the line.

    What is ticked on one line and day is one cell of the grid in History, where its boxes are a number.
    """

    keeps = False
    GAP: Final = 3.0
    """Points between the boxes of one day."""
    BETWEEN: Final = 8.0
    """At least so many between those of two days."""

    def __init__(
        self,
        days: Sequence[str],
        lines: Sequence[Tick],
        size: int,
        corner: tuple[str, str] = ("", ""),
        *,
        are_blank: bool = False,
    ) -> None:
        self._days = days
        self._lines = lines
        self._font = plain(size)
        self._corner = corner
        self._are_blank = are_blank
        self._box = min(1.4 * size, 17.0)
        self._head = 1.9 * size
        self._label = (12.5 if are_blank else 15.0) * size

    def height(self, width: float) -> float:
        """Head and lines."""
        return self._head + sum(self._height(line, width) for line in self._lines)

    def draw(self, painter: QPainter, at: QRectF) -> None:
        """Days above, what to do on the left, boxes for each."""
        painter.setFont(self._font)
        painter.setPen(INK)
        day = self._day(at.width())
        for number, name in enumerate(self._days):
            left = at.left() + self._first(at.width()) + number * day
            painter.drawText(QRectF(left, at.top(), day, self._head), Qt.AlignmentFlag.AlignCenter, name)
        label, known = self._corner
        if label:
            corner = QRectF(at.left(), at.top(), self._first(at.width()) - 10, self._head - 4)
            blank(painter, corner, label, self._font, QUIET, known)
        top = at.top() + self._head
        for line in self._lines:
            high = self._height(line, at.width())
            self._line(painter, QRectF(at.left(), top, at.width(), high), line)
            top += high

    def _line(self, painter: QPainter, at: QRectF, line: Tick) -> None:
        painter.setPen(QPen(RULE, 0.4))
        painter.drawLine(at.topLeft(), at.topRight())
        label = QRectF(at.left(), at.top(), self._first(at.width()) - 10, at.height())
        if self._are_blank:
            blank(painter, label.adjusted(0, 0, 0, -5), line.label, self._font, QUIET, line.note)
        else:
            painter.setFont(self._font)
            painter.setPen(INK)
            painter.drawText(label, WRAPS, _label(line))
        day, first = self._day(at.width()), at.left() + self._first(at.width())
        painter.setPen(QPen(INK, 0.8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for number in range(len(self._days)):
            place = QRectF(first + number * day, at.top(), day, at.height())
            if number in line.days:
                self._boxes(painter, place, line)
            else:
                painter.fillRect(place.adjusted(2, 2, -2, -2), SHADE)

    def _boxes(self, painter: QPainter, at: QRectF, line: Tick) -> None:
        """The boxes of one day, in rows, in the middle of its place."""
        across = min(self._across(at.width()), line.often)
        down = ceil(line.often / across)
        pitch = self._box + self.GAP
        corner = at.center() - QPointF(across * pitch - self.GAP, down * pitch - self.GAP) / 2
        for number in range(line.often):
            row, column = divmod(number, across)
            painter.drawRect(
                QRectF(corner.x() + column * pitch, corner.y() + row * pitch, self._box, self._box)
            )

    def _day(self, width: float) -> float:
        return (width - self._first(width)) / len(self._days)

    def _first(self, width: float) -> float:
        """How wide the labels are; large print leaves room for two boxes side by side."""
        return min(self._label, 0.36 * width)

    def _across(self, day: float) -> int:
        """Boxes beside one another in a day's column."""
        return max(1, int((day - self.BETWEEN + self.GAP) // (self._box + self.GAP)))

    def _height(self, line: Tick, width: float) -> float:
        rows = ceil(line.often / self._across(self._day(width)))
        room = QRectF(0, 0, self._first(width) - 10, 1000)
        words = QFontMetricsF(self._font).boundingRect(room, WRAPS, _label(line)).height()
        return max(rows * (self._box + self.GAP) + self.GAP, words) + 4


def _label(line: Tick) -> str:
    """What is ticked, and under it how many of the boxes are meant."""
    return f"{line.label}\n{line.note}" if line.note else line.label
