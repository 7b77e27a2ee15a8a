"""The parts of a page: each knows how high it is at a width, and draws itself. In points (1/72 inch)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QPen,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coach.handout.rows import Row

    Draw = Callable[[QPainter, QRectF, Row], bool]
    """Paints an item's picture into a rectangle; False if there is none."""

INK: Final = QColor("#1b1f24")
QUIET: Final = QColor("#4a525c")
RULE: Final = QColor("#9aa3ad")
SHADE: Final = QColor("#e6e9ec")
FAMILY: Final = "Atkinson Hyperlegible Next"
_SHORT_END: Final = re.compile(r" (\S{1,6})$")
"""A short last word, which is not left alone on a line."""


class Block(Protocol):
    """Part of a page. `keeps` with the next: they are not torn apart between two pages."""

    keeps: bool

    def height(self, width: float) -> float:
        """Points that it needs at a width."""

    def draw(self, painter: QPainter, at: QRectF) -> None:
        """Draw into a rectangle of that width and height."""


class Sized(Protocol):
    """Something as wide as it is high."""

    side: float

    def draw(self, painter: QPainter, at: QRectF) -> None:
        """Draw into a square."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks: size in points."""

    size: int
    bold: bool = False
    quiet: bool = False


class Words:
    """A text that wraps; simple HTML marks are understood. What follows a `mark` hangs clear of it."""

    def __init__(
        self, html: str, style: Style, *, keeps: bool = False, after: float = 0.0, mark: str = ""
    ) -> None:
        self.keeps = keeps
        self._after = after
        self._color = QUIET if style.quiet else INK
        font = plain(style.size)
        font.setWeight(QFont.Weight.DemiBold if style.bold else QFont.Weight.Normal)
        self._document = QTextDocument()
        self._document.setDocumentMargin(0)
        self._document.setUseDesignMetrics(True)
        self._document.setDefaultFont(font)
        html = _SHORT_END.sub(r"&nbsp;\1", html)
        self._document.setHtml(f"{mark}&nbsp;{html}" if mark else html)
        if mark:
            hang = QFontMetricsF(font).horizontalAdvance(f"{mark}\u00a0")
            form = QTextBlockFormat()
            form.setLeftMargin(hang)
            form.setTextIndent(-hang)
            QTextCursor(self._document).mergeBlockFormat(form)

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
    """A picture with a text beside it, under a thin line. The picture is as high as the text lets it be."""

    ABOVE: Final = 7.0
    GUTTER: Final = 12.0
    LEAST: Final = 0.8
    """Share of the picture's width that it is high beside few words."""

    def __init__(self, draw: Draw, row: Row, text: Block, size: float) -> None:
        self.keeps = False
        self._draw = draw
        self._row = row
        self._text = text
        self._size = size

    def height(self, width: float) -> float:
        """The higher of the two."""
        text = self._text.height(width - self._size - self.GUTTER)
        return max(self.LEAST * self._size, text) + 2 * self.ABOVE

    def draw(self, painter: QPainter, at: QRectF) -> None:
        """Picture left, words right."""
        painter.setPen(QPen(RULE, 0.6))
        painter.drawLine(at.topLeft(), at.topRight())
        top = at.top() + self.ABOVE
        painter.save()
        self._draw(painter, QRectF(at.left(), top, self._size, min(self._size, at.bottom() - top)), self._row)
        painter.restore()
        left = at.left() + self._size + self.GUTTER
        self._text.draw(painter, QRectF(left, top, at.right() - left, at.bottom() - top))


class Aside:
    """A part with something beside it at the right, which stays clear of it."""

    GUTTER: Final = 14.0

    def __init__(self, part: Block, aside: Sized, *, keeps: bool = False) -> None:
        self.keeps = keeps
        self._part = part
        self._aside = aside

    def height(self, width: float) -> float:
        """The higher of the two."""
        return max(self._aside.side, self._part.height(width - self._aside.side - self.GUTTER))

    def draw(self, painter: QPainter, at: QRectF) -> None:
        """The part, then what is beside it."""
        side = self._aside.side
        self._part.draw(painter, at.adjusted(0, 0, -side - self.GUTTER, 0))
        self._aside.draw(painter, QRectF(at.right() - side, at.top(), side, side))


class Blanks:
    """Labels on one line, each with room to write behind it; `shares` of the width are 1 together."""

    keeps = False

    def __init__(self, shares: Sequence[tuple[str, float]], size: int) -> None:
        self._shares = shares
        self._font = plain(size)

    def height(self, width: float) -> float:
        """One line, with room for handwriting."""
        del width
        return 1.7 * self._font.pixelSize()

    def draw(self, painter: QPainter, at: QRectF) -> None:
        """Words and lines; a line is no text, so that nobody has underscores read out."""
        left = at.left()
        for number, (label, share) in enumerate(self._shares, 1):
            apart = 8 if number < len(self._shares) else 0
            blank(painter, QRectF(left, at.top(), share * at.width() - apart, at.height()), label, self._font)
            left += share * at.width()


def blank(
    painter: QPainter, at: QRectF, label: str, font: QFont, color: QColor = INK, known: str = ""
) -> None:
    """A label, and from there a line to write on up to the right, or what would be written."""
    painter.setFont(font)
    painter.setPen(color)
    said = f"{label}: {known}".strip()
    painter.drawText(at, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, said)
    if known:
        return
    begin = at.left() + QFontMetricsF(font).horizontalAdvance(said) + 5
    y = at.bottom() - QFontMetricsF(font).descent()
    painter.setPen(QPen(QUIET, 0.7))
    painter.drawLine(QPointF(begin, y), QPointF(at.right(), y))


def plain(size: int) -> QFont:
    """Coach's typeface at a size in points."""
    font = QFont(FAMILY)
    font.setPixelSize(size)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


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
