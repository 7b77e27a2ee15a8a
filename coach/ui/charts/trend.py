"""What was told before and after, over time: two lines that also differ in stroke and mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from coach.ui.charts.chart import CENTER, LEFT, RIGHT, Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

HIGH: Final = 130.0
MOST: Final = 10
"""Ratings run from 0 to 10."""


@dataclass(frozen=True, slots=True)
class Point:
    """Means over a day, a week or a month, of `sessions` sessions; None where nothing was told."""

    label: str
    name: str
    before: float | None
    after: float | None
    sessions: int


class Trend:
    """Before: a dashed line with rings. After: a solid line with squares."""

    def __init__(self, title: str, summary: str, points: Sequence[Point]) -> None:
        self.title = title
        self.summary = summary
        self._points = tuple(points)
        self.head: tuple[str, ...] = ("When", "Before", "After", "Sessions")
        self.rows: tuple[tuple[str, ...], ...] = tuple(
            (each.name, _number(each.before), _number(each.after), str(each.sessions)) for each in points
        )

    def height(self, width: float, look: Look) -> float:
        """The lines, the labels and the key."""
        del width
        return HIGH * look.px + look.line * 3.4

    def _frame(self, at: QRectF, look: Look) -> QRectF:
        left = look.width("10") + 8 * look.px
        return QRectF(at.left() + left, at.top() + look.line / 2, at.width() - left, HIGH * look.px)

    def marks(self, at: QRectF, look: Look) -> list[QRectF]:
        """The whole height over each point."""
        frame = self._frame(at, look)
        wide = frame.width() / max(1, len(self._points))
        return [
            QRectF(frame.left() + number * wide, frame.top(), wide, frame.height())
            for number in range(len(self._points))
        ]

    def draw(self, painter: QPainter, at: QRectF, look: Look) -> None:
        """Axis, both lines, labels, key."""
        frame = self._frame(at, look)
        painter.setFont(look.font)
        for value in (0, 5, 10):
            y = frame.bottom() - frame.height() * value / MOST
            painter.setPen(QPen(look.color("line"), 1))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
            painter.setPen(look.color("muted"))
            words = QRectF(at.left(), y - look.line / 2, frame.left() - at.left() - 6 * look.px, look.line)
            painter.drawText(words, RIGHT, str(value))
        marks, free_from = self.marks(at, look), at.left()
        for one, mark in zip(self._points, marks, strict=True):
            wide = look.width(one.label)
            left = mark.center().x() - wide / 2
            if left >= free_from and left + wide <= at.right() + 2:
                foot = QRectF(left - 4, frame.bottom() + 4 * look.px, wide + 8, look.line)
                painter.drawText(foot, CENTER, one.label)
                free_from = left + wide + look.width("  ")
        self._draw_line(painter, [each.before for each in self._points], marks, look, is_after=False)
        self._draw_line(painter, [each.after for each in self._points], marks, look, is_after=True)
        self._draw_key(painter, QRectF(frame.left(), at.bottom() - look.line, frame.width(), look.line), look)

    def _draw_line(
        self,
        painter: QPainter,
        values: Sequence[float | None],
        marks: Sequence[QRectF],
        look: Look,
        *,
        is_after: bool,
    ) -> None:
        points = [
            QPointF(mark.center().x(), mark.bottom() - mark.height() * value / MOST)
            for value, mark in zip(values, marks, strict=True)
            if value is not None
        ]
        painter.setPen(_pen(look, is_after=is_after))
        painter.drawPolyline(points)
        for point in points:
            _mark(painter, point, look, is_after=is_after)

    def _draw_key(self, painter: QPainter, at: QRectF, look: Look) -> None:
        left = at.left()
        for words, is_after in (("before", False), ("after", True)):
            y, long = at.center().y(), 30 * look.px
            painter.setPen(_pen(look, is_after=is_after))
            painter.drawLine(QPointF(left, y), QPointF(left + long, y))
            _mark(painter, QPointF(left + long / 2, y), look, is_after=is_after)
            left += long + 6 * look.px
            painter.setPen(look.color("muted"))
            painter.drawText(QRectF(left, at.top(), look.width(words) + 4, at.height()), LEFT, words)
            left += look.width(words) + 20 * look.px


def _pen(look: Look, *, is_after: bool) -> QPen:
    pen = QPen(look.color("accent" if is_after else "text"), 2 * look.px)
    pen.setStyle(Qt.PenStyle.SolidLine if is_after else Qt.PenStyle.DashLine)
    return pen


def _mark(painter: QPainter, point: QPointF, look: Look, *, is_after: bool) -> None:
    size = 3.2 * look.px
    painter.setPen(QPen(look.color("accent" if is_after else "text"), 1.6 * look.px))
    painter.setBrush(look.color("accent" if is_after else "surface"))
    if is_after:
        painter.drawRect(QRectF(point.x() - size, point.y() - size, 2 * size, 2 * size))
    else:
        painter.drawEllipse(point, size, size)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}".removesuffix(".0")
