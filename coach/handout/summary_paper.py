"""A summary on paper: one to two pages, for the person who is visited."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPageSize, QPainter, QPen

from coach.handout.blocks import FAMILY, INK, RULE, Blanks, Gap, Lines, Style, Words
from coach.handout.layout import LARGE, USUAL, paginate
from coach.handout.paper import FOOT, MARGIN, SIZES, Paper, load_typeface
from coach.handout.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coach.handout.blocks import Block
    from coach.handout.layout import Sizes
    from coach.handout.paper import Choice
    from coach.handout.summary_values import Section, Summary, Table

    Trend = Callable[[QPainter, QRectF], None]
    """Paints the picture of pain over time into a rectangle."""

WIDEST: Final = 0.42
"""The most of the width that one column of a table has before its text wraps."""
TREND: Final = 116.0
"""Points that the picture of pain is high."""
PAGES: Final = 2
MOST_CRAMPS: Final = (20, 12, 6, 0)
"""How many cramps are listed: the most with which it stays on two pages."""


class SummaryPaper(Paper):
    """`summarise` gives the summary with so many cramps listed; `trend` paints pain over time."""

    def __init__(self, summarise: Callable[[int], Summary], choice: Choice, trend: Trend | None) -> None:
        load_typeface()
        self.size: QSizeF = QPageSize.size(SIZES[choice.format], QPageSize.Unit.Point)
        self._choice = choice
        self._width = self.size.width() - 2 * MARGIN
        height = self.size.height() - 2 * MARGIN - FOOT
        sizes = LARGE if choice.large else USUAL
        for most in MOST_CRAMPS:
            made = summarise(most)
            laid = paginate(list(_blocks(made, sizes, trend, self._width)), self._width, height)
            if len(laid) <= PAGES:
                break
        named = _named(f"{made.title}, {made.days}")
        self._sheets = (named,)
        self._pages = [(named, page) for page in laid]


def _named(title: str) -> Sheet:
    """What the foot of a page and the file's own title need to know."""
    return Sheet(
        id="summary",
        language="en",
        title=title,
        author="",
        revision=1,
        lasts="",
        use_when="",
        not_when="",
        changes=(),
        cautions=(),
        needs=(),
        parts=(),
        ticks=(),
    )


def _blocks(made: Summary, sizes: Sizes, trend: Trend | None, width: float) -> Iterator[Block]:
    yield Words(escape(made.title), Style(sizes.title, bold=True), keeps=True, after=2)
    yield Words(escape(made.days), Style(sizes.body, quiet=True), keeps=True, after=6)
    yield Blanks((("Name", 0.64), ("Born", 0.36)), sizes.body)
    for section in made.sections:
        yield Gap(7)
        yield Words(escape(section.heading), Style(sizes.heading, bold=True), keeps=True, after=2)
        yield from _section(section, sizes, trend, width)


def _section(section: Section, sizes: Sizes, trend: Trend | None, width: float) -> Iterator[Block]:
    body = Style(sizes.body)
    has_more = section.table is not None
    for number, line in enumerate(section.lines, 1):
        yield Words(escape(line), body, keeps=has_more and number == len(section.lines), after=1)
    if section.is_trend and trend is not None:
        yield _Picture(trend)
    if section.table is not None:
        yield from _rows(section.table, sizes.small, width)
    if section.space:
        yield Lines(section.space, 22)


def _rows(table: Table, size: int, width: float) -> Iterator[Block]:
    """The head stays with the first row; between the others a page may end."""
    columns = _widths(table, size, width)
    yield _Row(table.head, columns, size, is_head=True)
    for row in table.rows:
        yield _Row(row, columns, size)
    yield Gap(2)


def _widths(table: Table, size: int, width: float) -> tuple[float, ...]:
    metrics = QFontMetricsF(_font(size, bold=True))
    most = [
        min(width * WIDEST, max(metrics.horizontalAdvance(row[column]) for row in (table.head, *table.rows)))
        + 10
        for column in range(len(table.head))
    ]
    if sum(most) > width:
        widest = max(most)
        room = width - (sum(most) - sum(each for each in most if each == widest))
        most = [each if each < widest else max(60.0, room / most.count(widest)) for each in most]
    scale = min(1.0, width / sum(most))
    return tuple(each * scale for each in most)


def _font(size: int, *, bold: bool = False) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


class _Row:
    """A line of a table; cells that are too long wrap."""

    def __init__(
        self, cells: Sequence[str], columns: Sequence[float], size: int, *, is_head: bool = False
    ) -> None:
        self.keeps = is_head
        self._cells = tuple(zip(cells, columns, strict=True))
        self._font = _font(size, bold=is_head)
        self._is_head = is_head

    def height(self, width: float) -> float:
        """As high as its highest cell."""
        del width
        metrics = QFontMetricsF(self._font)
        flags = int(Qt.TextFlag.TextWordWrap)
        heights = [
            metrics.boundingRect(QRectF(0, 0, wide - 8, 1000), flags, cell).height()
            for cell, wide in self._cells
        ]
        return max([metrics.height(), *heights]) + 4

    def draw(self, painter: QPainter, at: QRectF) -> None:
        """Cells from left to right; a thin line below the names."""
        if self._is_head:
            painter.setPen(QPen(RULE, 0.6))
            painter.drawLine(at.bottomLeft(), at.bottomRight())
        painter.setFont(self._font)
        painter.setPen(INK)
        left = at.left()
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)
        for cell, wide in self._cells:
            painter.drawText(QRectF(left, at.top() + 2, wide - 8, at.height()), flags, cell)
            left += wide


class _Picture:
    """The picture of pain over time."""

    keeps = False

    def __init__(self, trend: Trend) -> None:
        self._trend = trend

    def height(self, width: float) -> float:
        """The same at any width."""
        del width
        return TREND

    def draw(self, painter: QPainter, at: QRectF) -> None:
        """Half the page wide is enough."""
        painter.save()
        self._trend(painter, at.adjusted(0, 2, -at.width() * 0.25, -4))
        painter.restore()
