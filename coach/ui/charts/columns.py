"""Columns side by side: a number for each week or hour, and where there is one, what was planned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from coach.ui.charts.chart import CENTER, LEFT, RIGHT, Look, scale_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

HIGH: Final = 120.0
"""Pixels that the highest column has at 100 % text."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `label` stands below it; `planned` is drawn as a frame; `note` is told and marked."""

    label: str
    value: float
    planned: float | None = None
    note: str = ""
    name: str = ""
    """What it is called in full, if that is more than its label."""


class Columns:
    """`head` names what a column is, its number, what was planned (if anything was), and the note."""

    def __init__(self, title: str, summary: str, columns: Sequence[Column], head: tuple[str, ...]) -> None:
        self.title = title
        self.summary = summary
        self._columns = tuple(columns)
        self._has_plan = any(each.planned is not None for each in columns)
        self.head = head
        self.rows: tuple[tuple[str, ...], ...] = tuple(self._row(each) for each in columns)

    def _row(self, one: Column) -> tuple[str, ...]:
        planned = [f"{one.planned or 0:g}"] if self._has_plan else []
        noted = [one.note] if len(self.head) > 2 + len(planned) else []
        return (one.name or one.label, f"{one.value:g}", *planned, *noted)

    def height(self, width: float, look: Look) -> float:
        """The columns, their labels and the key."""
        del width
        return HIGH * look.px + look.line * (3.4 if self._has_plan else 2.0)

    def _frame(self, at: QRectF, look: Look) -> tuple[QRectF, float, float]:
        """Where columns stand, the value at their top, and the step of the axis."""
        most = max((max(each.value, each.planned or 0) for each in self._columns), default=1.0)
        top, step = scale_of(most or 1.0)
        left = look.width(f"{top:g}") + 8 * look.px
        return (
            QRectF(at.left() + left, at.top() + look.line / 2, at.width() - left, HIGH * look.px),
            top,
            step,
        )

    def marks(self, at: QRectF, look: Look) -> list[QRectF]:
        """The whole height over each label."""
        frame, _, _ = self._frame(at, look)
        wide = frame.width() / max(1, len(self._columns))
        return [
            QRectF(frame.left() + number * wide, frame.top(), wide, frame.height())
            for number in range(len(self._columns))
        ]

    def draw(self, painter: QPainter, at: QRectF, look: Look) -> None:
        """Lines of the axis, columns, labels."""
        frame, top, step = self._frame(at, look)
        painter.setFont(look.font)
        value = 0.0
        while value <= top:
            y = frame.bottom() - frame.height() * value / top
            painter.setPen(QPen(look.color("line"), 1))
            painter.drawLine(int(frame.left()), int(y), int(frame.right()), int(y))
            painter.setPen(look.color("muted"))
            words = QRectF(at.left(), y - look.line / 2, frame.left() - at.left() - 6 * look.px, look.line)
            painter.drawText(words, RIGHT, f"{value:g}")
            value += step
        marks, free_from = self.marks(at, look), at.left()
        for one, mark in zip(self._columns, marks, strict=True):
            self._draw_column(painter, one, mark, top, look)
            wide = look.width(one.label)
            left = mark.center().x() - wide / 2
            if one.label and left >= free_from and left + wide <= at.right() + 2:
                painter.setPen(look.color("muted"))
                foot = QRectF(left - 4, frame.bottom() + 4 * look.px, wide + 8, look.line)
                painter.drawText(foot, CENTER, one.label)
                free_from = left + wide + look.width("  ")
        if self._has_plan:
            key = QRectF(frame.left(), at.bottom() - look.line, frame.width(), look.line)
            self._draw_key(painter, key, look)

    def _draw_column(self, painter: QPainter, one: Column, mark: QRectF, top: float, look: Look) -> None:
        wide = min(mark.width() * 0.72, 26 * look.px)
        left = mark.center().x() - wide / 2

        def box(value: float) -> QRectF:
            high = mark.height() * value / top
            return QRectF(left, mark.bottom() - high, wide, high)

        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent"))
        if one.value:
            painter.drawRect(box(one.value))
        if one.planned:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("text"), max(1.0, 1.2 * look.px)))
            painter.drawRect(box(one.planned))
        if one.note:
            above = box(max(one.value, one.planned or 0)).top() - look.line * 0.3
            _dot(painter, QPointF(mark.center().x(), above), look)

    def _draw_key(self, painter: QPainter, at: QRectF, look: Look) -> None:
        side, left = look.line * 0.6, at.left()
        for words, is_filled in (("done", True), ("planned", False)):
            place = QRectF(left, at.center().y() - side / 2, side, side)
            painter.setPen(Qt.PenStyle.NoPen if is_filled else QPen(look.color("text"), 1.2 * look.px))
            painter.setBrush(look.color("accent") if is_filled else Qt.BrushStyle.NoBrush)
            painter.drawRect(place)
            painter.setPen(look.color("muted"))
            left += side + 5 * look.px
            painter.drawText(QRectF(left, at.top(), look.width(words) + 4, at.height()), LEFT, words)
            left += look.width(words) + 18 * look.px
        if any(each.note for each in self._columns):
            _dot(painter, QPointF(left + side / 2, at.center().y()), look)
            painter.setPen(look.color("muted"))
            words = "with days of rest or pause, kept"
            painter.drawText(
                QRectF(left + side + 5 * look.px, at.top(), at.width(), at.height()), LEFT, words
            )


def _dot(painter: QPainter, at: QPointF, look: Look) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("edge"))
    painter.drawEllipse(at, 2.5 * look.px, 2.5 * look.px)
