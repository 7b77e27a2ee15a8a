"""The parts of a page: each knows how high it is at a width, and draws itself. In points (1/72 inch)."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QFont, QPainter, QPalette, QPen, QTextDocument

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coach.handout.sheet import Row

    Draw = Callable[[QPainter, QRectF, Row], bool]
    """Paints an item's picture into a rectangle; False if there is none."""

INK: Final = QColor("#1b1f24")
QUIET: Final = QColor("#4a525c")
RULE: Final = QColor("#9aa3ad")
FAMILY: Final = "Atkinson Hyperlegible Next"


class Block(Protocol):
    """Part of a page. `keeps` with the next: they are not torn apart between two pages."""

    keeps: bool

    def height(self, width: float) -> float:
        """Points that it needs at a width."""

    def draw(self, painter: QPainter, at: QRectF) -> None:
        """Draw into a rectangle of that width and height."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks: size in points."""

    size: int
    bold: bool = False
    quiet: bool = False


class Words:
    """A text that wraps; simple HTML marks are understood."""

    def __init__(self, html: str, style: Style, *, keeps: bool = False, after: float = 0.0) -> None:
        self.keeps = keeps
        self._after = after
        self._color = QUIET if style.quiet else INK
        font = QFont(FAMILY)
        font.setPixelSize(style.size)
        font.setWeight(QFont.Weight.DemiBold if style.bold else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        self._document = QTextDocument()
        self._document.setDocumentMargin(0)
        self._document.setUseDesignMetrics(True)
        self._document.setDefaultFont(font)
        self._document.setHtml(html)

    def height(self, width: float) -> float:
        """Points that it needs at a width."""
        self._document.setTextWidth(width)
        return self._document.size().height() + self._after

    def draw(self, painter: QPainter, at: QRectF) -> None:
        """Draw into a rectangle."""
        self._document.setTextWidth(at.width())
        painter.save()
        painter.translate(at.topLeft())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = QPalette(self._color)
        context.palette.setColor(QPalette.ColorRole.Text, self._color)
        self._document.documentLayout().draw(painter, context)
        painter.restore()


class Gap:
    """Nothing, so many points high."""

    keeps = False

    def __init__(self, points: float) -> None:
        self._points = points

    def height(self, width: float) -> float:
        """The same at any width."""
        del width
        return self._points

    def draw(self, painter: QPainter, at: QRectF) -> None:
        """Nothing."""


class Stack:
    """Parts under one another that are never torn apart."""

    def __init__(self, parts: Sequence[Block], *, keeps: bool = False) -> None:
        self._parts = parts
        self.keeps = keeps

    def height(self, width: float) -> float:
        """All of them."""
        return sum(part.height(width) for part in self._parts)

    def draw(self, painter: QPainter, at: QRectF) -> None:
        """From top to bottom."""
        top = at.top()
        for part in self._parts:
            height = part.height(at.width())
            part.draw(painter, QRectF(at.left(), top, at.width(), height))
            top += height


class Framed:
    """A part in a box: what must not be overlooked."""

    PAD: Final = 8.0

    def __init__(self, part: Block, *, keeps: bool = False) -> None:
        self._part = part
        self.keeps = keeps

    def height(self, width: float) -> float:
        """The part and the room around it."""
        return self._part.height(width - 2 * self.PAD) + 2 * self.PAD

    def draw(self, painter: QPainter, at: QRectF) -> None:
        """The frame, then the part."""
        painter.setPen(QPen(INK, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(at, 4, 4)
        pad = self.PAD
        self._part.draw(painter, at.adjusted(pad, pad, -pad, -pad))


class Pictured:
    """A picture with a text beside it, under a thin line."""

    ABOVE: Final = 7.0
    GUTTER: Final = 12.0

    def __init__(self, draw: Draw, row: Row, text: Block, size: float) -> None:
        self.keeps = False
        self._draw = draw
        self._row = row
        self._text = text
        self._size = size

    def height(self, width: float) -> float:
        """The higher of the two."""
        text = self._text.height(width - self._size - self.GUTTER)
        return max(self._size, text) + 2 * self.ABOVE

    def draw(self, painter: QPainter, at: QRectF) -> None:
        """Picture left, words right."""
        painter.setPen(QPen(RULE, 0.6))
        painter.drawLine(at.topLeft(), at.topRight())
        top = at.top() + self.ABOVE
        painter.save()
        self._draw(painter, QRectF(at.left(), top, self._size, self._size), self._row)
        painter.restore()
        left = at.left() + self._size + self.GUTTER
        self._text.draw(painter, QRectF(left, top, at.right() - left, at.bottom() - top))


class Grid:
    """A week to tick: a column for each day, a line for each time of the day, room for a date."""

    HEAD: Final = 18.0

    def __init__(self, days: Sequence[str], rows: Sequence[str], size: int, first: float = 120.0) -> None:
        self.keeps = False
        self._days = days
        self._rows = rows
        self._size = size
        self._first = first

    @property
    def _line(self) -> float:
        return 2.2 * self._size

    def height(self, width: float) -> float:
        """Head and lines."""
        del width
        return self.HEAD + self._line * len(self._rows) + 2

    def draw(self, painter: QPainter, at: QRectF) -> None:
        """Days above, what to do on the left, a box for each."""
        font = QFont(FAMILY)
        font.setPixelSize(self._size)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        painter.setFont(font)
        painter.setPen(QPen(INK, 0.8))
        day = (at.width() - self._first) / len(self._days)
        centred = Qt.AlignmentFlag.AlignCenter
        for number, name in enumerate(self._days):
            left = at.left() + self._first + number * day
            painter.drawText(QRectF(left, at.top(), day, self.HEAD), centred, name)
        side = min(self._line, day) - 7
        beside = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        for line, label in enumerate(self._rows):
            top = at.top() + self.HEAD + line * self._line
            painter.drawText(QRectF(at.left(), top, self._first - 6, self._line), beside, label)
            for number in range(len(self._days)):
                middle = QPointF(at.left() + self._first + (number + 0.5) * day, top + self._line / 2)
                painter.drawRect(QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side))


class Lines:
    """Empty lines to write on."""

    keeps = False

    def __init__(self, count: int, apart: float) -> None:
        self._count = count
        self._apart = apart

    def height(self, width: float) -> float:
        """So many lines."""
        del width
        return self._count * self._apart

    def draw(self, painter: QPainter, at: QRectF) -> None:
        """Thin lines."""
        painter.setPen(QPen(RULE, 0.6))
        for number in range(1, self._count + 1):
            y = at.top() + number * self._apart
            painter.drawLine(QPointF(at.left(), y), QPointF(at.right(), y))


def strong(label: str, text: str) -> str:
    """A label and a text as HTML, the label in the weight that the typeface has (it has no bolder one)."""
    return f'<span style="font-weight:600">{escape(label)}:</span> {escape(text)}'
