"""A text to read: Markdown with room between its lines, and links that tell where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

SMALL = 0.85
"""How large a quiet link is beside the text."""
INDENT = 1.75
"""How far lists are set in, in sizes of the text: room for two digits and a point."""
HEADINGS = (1.75, 1.2, 1.0)
"""How large headings are beside the text, by their level from 1: the steps of the theme's type scale."""


class Reading(QTextBrowser):
    """Shows Markdown. `followed` carries the target of the link that was chosen, as written.

    `muted` is the colour of quiet links and of lines; set it before the text.
    """

    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.muted = QColor("grey")
        self.setOpenLinks(False)
        self.anchorClicked.connect(lambda url: self.followed.emit(url.toString()))

    def show_markdown(self, markdown: str, quiet: tuple[str, ...] = ()) -> None:
        """Show a text from its beginning; links that begin with one of `quiet` are small and muted."""
        self.setMarkdown(markdown)
        self._space_out()
        self._set_tables()
        self._quieten(quiet)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def blocks(self) -> Iterator[QTextBlock]:
        """The paragraphs, headings and list items, in order."""
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def scroll_to(self, block: QTextBlock) -> None:
        """Bring a paragraph to the top, and put the keyboard's place there."""
        self.setTextCursor(QTextCursor(block))
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(round(top))

    def _space_out(self) -> None:
        """Give headings and lines the room that plain Markdown does not."""
        document = self.document()
        document.setDocumentMargin(4)
        document.setIndentWidth(INDENT * self.font().pixelSize())
        cursor = QTextCursor(document)
        for block in self.blocks():
            form = block.blockFormat()
            heading = form.headingLevel()
            form.setTopMargin(26 if heading > 1 else 0)
            form.setBottomMargin(10 if heading else 8)
            form.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(form)
            if heading:
                self._set_heading(cursor, heading)

    def _set_heading(self, cursor: QTextCursor, level: int) -> None:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        form = cursor.charFormat()
        form.clearProperty(QTextCharFormat.Property.FontSizeAdjustment)  # Markdown's own steps, which win
        size = self.font().pixelSize() * HEADINGS[min(level, len(HEADINGS)) - 1]
        form.setProperty(QTextCharFormat.Property.FontPixelSize, round(size))
        form.setFontWeight(QFont.Weight.DemiBold)
        cursor.setCharFormat(form)

    def _set_tables(self) -> None:
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                form = frame.format()
                form.setBorder(1)
                form.setBorderBrush(self.muted)
                form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                form.setBorderCollapse(True)
                form.setCellPadding(8)
                form.setCellSpacing(0)
                form.setTopMargin(4)
                form.setBottomMargin(12)
                form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
                frame.setFormat(form)

    def _quieten(self, quiet: tuple[str, ...]) -> None:
        form = QTextCharFormat()
        form.setForeground(self.muted)
        form.setFontUnderline(False)
        size = self.font().pixelSize() * SMALL
        form.setProperty(QTextCharFormat.Property.FontPixelSize, round(size))
        form.setFontWeight(QFont.Weight.Normal)
        cursor = QTextCursor(self.document())
        for start, length in self._linked(quiet):
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(form)

    def _linked(self, quiet: tuple[str, ...]) -> list[tuple[int, int]]:
        """Where the links that begin with one of `quiet` stand, and how long they are."""
        found = []
        for block in self.blocks():
            part = block.begin()
            while quiet and not part.atEnd():
                fragment = part.fragment()
                if fragment.charFormat().anchorHref().startswith(quiet):
                    found.append((fragment.position(), fragment.length()))
                part += 1
        return found
