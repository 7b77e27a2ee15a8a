"""Hand-outs on paper and as PDF: lines stay lines, text stays text, the typeface comes along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontDatabase, QPageLayout, QPageSize, QPainter, QPdfWriter

from coach import paths
from coach.errors import CoachError
from coach.handout.blocks import FAMILY, QUIET, plain
from coach.handout.layout import LARGE, USUAL, blocks, paginate
from coach.handout.spoken import in_language
from coach.handout.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QPagedPaintDevice

    from coach.handout.blocks import Block, Draw
    from coach.handout.layout import Sizes
    from coach.handout.sheet import Sheet

MARGIN: Final = 42.0
"""Points around the text: 15 mm, which every printer can do."""
FOOT: Final = 22.0
FINE: Final = 10
"""Device dots for each point."""
SHORT: Final = 0.25
"""A last page with less on it than this is spared, if a little less room around things does it."""
Format = Literal["A4", "Letter"]
SIZES: Final = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}


@dataclass(frozen=True, slots=True)
class Choice:
    """How a hand-out is to be printed. `link` becomes a code that a telephone can read; it may be empty."""

    format: Format = "A4"
    large: bool = False
    link: str = ""


Pages = list[list[tuple[float, "Block"]]]


class Paper:
    """One or several hand-outs, laid out. The same pages are shown, printed and written."""

    def __init__(self, sheets: Sequence[Sheet], choice: Choice, draw: Draw) -> None:
        load_typeface()
        self.size: QSizeF = QPageSize.size(SIZES[choice.format], QPageSize.Unit.Point)
        self._choice = choice
        self._sheets = sheets
        self._width = self.size.width() - 2 * MARGIN
        height = self.size.height() - 2 * MARGIN - FOOT
        self._pages: list[tuple[Sheet, list[tuple[float, Block]]]] = []
        for sheet in sheets:
            sizes = LARGE if choice.large else USUAL
            laid = self._laid(sheet, draw, sizes, height)
            if self._end(laid) < SHORT * height:
                laid = min(laid, self._laid(sheet, draw, sizes.tight, height), key=len)
            self._pages += [(sheet, page) for page in laid]

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self._pages)

    def draw(self, painter: QPainter, number: int) -> None:
        """Draw one page, counted from 0, in points from the paper's corner."""
        sheet, parts = self._pages[number]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for top, part in parts:
            at = QRectF(MARGIN, MARGIN + top, self._width, part.height(self._width))
            part.draw(painter, at)
        self._foot(painter, sheet, number)

    def _laid(self, sheet: Sheet, draw: Draw, sizes: Sizes, height: float) -> Pages:
        parts = list(blocks(sheet, words(sheet.language), draw, sizes, self._choice.link))
        return paginate(parts, self._width, height)

    def _end(self, laid: Pages) -> float:
        """Where the last page ends."""
        top, part = laid[-1][-1]
        return top + part.height(self._width)

    def write(self, path: Path) -> None:
        """Write a PDF.

        Raises:
            CoachError: It cannot be written.
        """
        made = QBuffer()
        made.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(made)
        writer.setTitle(" · ".join(sheet.title for sheet in self._sheets))
        writer.setAuthor(", ".join(dict.fromkeys(filter(None, (sheet.author for sheet in self._sheets)))))
        writer.setCreator("Coach")
        self.set_up(writer)
        writer.setResolution(72 * FINE)
        self.print_on(writer)
        try:
            path.write_bytes(in_language(bytes(made.data().data()), self._sheets[0].language))
        except OSError as error:
            why = error.strerror or error
            raise CoachError(f"{path} cannot be written: {why}.", "Choose another folder.") from error

    def print_on(self, device: QPagedPaintDevice) -> None:
        """Print all pages.

        Raises:
            CoachError: The printer does not begin.
        """
        painter = QPainter()
        if not painter.begin(device):
            raise CoachError("The printer does not answer.", "Save a PDF instead.")
        scale = device.logicalDpiX() / 72
        for number in range(self.pages):
            if number:
                device.newPage()
            painter.save()
            painter.scale(scale, scale)
            self.draw(painter, number)
            painter.restore()
        painter.end()

    def set_up(self, device: QPagedPaintDevice) -> None:
        """Tell a printer the size of the paper; the margins are part of the page."""
        whole = QPageLayout(
            QPageSize(SIZES[self._choice.format]),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
            QPageLayout.Unit.Point,
        )
        whole.setMode(QPageLayout.Mode.FullPageMode)
        device.setPageLayout(whole)

    def _foot(self, painter: QPainter, sheet: Sheet, number: int) -> None:
        said = words(sheet.language)
        painter.setFont(plain(12 if self._choice.large else 8))
        painter.setPen(QUIET)
        at = QRectF(MARGIN, self.size.height() - MARGIN - FOOT + 6, self._width, FOOT - 6)
        bottom = Qt.AlignmentFlag.AlignBottom
        page = said.page.format(page=number + 1, pages=self.pages)
        painter.drawText(at, bottom | Qt.AlignmentFlag.AlignLeft, said.made)
        painter.drawText(at, bottom | Qt.AlignmentFlag.AlignRight, page)


def load_typeface() -> None:
    """Make Coach's own typeface known to Qt, if it is not yet."""
    if FAMILY not in QFontDatabase.families():
        for file in sorted((paths.assets() / "fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
