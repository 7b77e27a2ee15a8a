"""Hand-outs on paper and as PDF: lines stay lines, text stays text, the typeface comes along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QPageLayout, QPageSize, QPainter, QPdfWriter

from coach import paths
from coach.errors import CoachError
from coach.handout import code
from coach.handout.blocks import FAMILY, QUIET
from coach.handout.layout import LARGE, USUAL, blocks, paginate
from coach.handout.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QPagedPaintDevice

    from coach.handout.blocks import Block, Draw
    from coach.handout.sheet import Sheet
    from coach.handout.words import Words

MARGIN: Final = 42.0
"""Points around the text: 15 mm, which every printer can do."""
FOOT: Final = 22.0
FINE: Final = 10
"""Device dots for each point."""
Format = Literal["A4", "Letter"]
SIZES: Final = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}
CODE: Final = 74.0
"""Points that the code of a link is wide and high."""


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
        self._pages: list[tuple[Sheet, bool, list[tuple[float, Block]]]] = []
        for sheet in sheets:
            parts = list(blocks(sheet, words(sheet.language), draw, LARGE if choice.large else USUAL))
            laid = paginate(parts, self._width, height)
            self._pages += [(sheet, number == 0, page) for number, page in enumerate(laid)]

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self._pages)

    def draw(self, painter: QPainter, number: int) -> None:
        """Draw one page, counted from 0, in points from the paper's corner."""
        sheet, is_first, parts = self._pages[number]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for top, part in parts:
            at = QRectF(MARGIN, MARGIN + top, self._width, part.height(self._width))
            part.draw(painter, at)
        if is_first and self._choice.link:
            self._code(painter, words(sheet.language))
        self._foot(painter, sheet, number)

    def write(self, path: Path) -> None:
        """Write a PDF.

        Raises:
            CoachError: It cannot be written.
        """
        made = QBuffer()
        made.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(made)
        writer.setTitle(" · ".join(sheet.title for sheet in self._sheets))
        writer.setCreator("Coach")
        self.set_up(writer)
        writer.setResolution(72 * FINE)
        self.print_on(writer)
        try:
            path.write_bytes(made.data().data())
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
        font = QFont(FAMILY)
        font.setPixelSize(8 if not self._choice.large else 12)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        painter.setFont(font)
        painter.setPen(QUIET)
        at = QRectF(MARGIN, self.size.height() - MARGIN - FOOT + 6, self._width, FOOT - 6)
        bottom = Qt.AlignmentFlag.AlignBottom
        page = said.page.format(page=number + 1, pages=self.pages)
        painter.drawText(at, bottom | Qt.AlignmentFlag.AlignLeft, said.made)
        painter.drawText(at, bottom | Qt.AlignmentFlag.AlignRight, page)

    def _code(self, painter: QPainter, said: Words) -> None:
        """The link's code, in the corner at the top right."""
        at = QRectF(self.size.width() - MARGIN - CODE, MARGIN, CODE, CODE)
        code.draw(painter, at, self._choice.link, said.scan)


def load_typeface() -> None:
    """Make Coach's own typeface known to Qt, if it is not yet."""
    if FAMILY not in QFontDatabase.families():
        for file in sorted((paths.assets() / "fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
