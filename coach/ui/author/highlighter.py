"""Routine files in colour: keys, comments, quotes, hyphens. Nothing is told by colour alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

if TYPE_CHECKING:
    from coach.ui.theme.colors import Colors

_KEY: Final = re.compile(r"(?:(?<=^)|(?<=[\s{,\[-]))([\w-]+)(?=:(?:\s|$))")
_QUOTED: Final = re.compile(r"(?<!\w)(?:\"(?:[^\"\\]|\\.)*\"?|'(?:[^']|'')*'?)")
_COMMENT: Final = re.compile(r"(?:^|(?<=\s))#.*$")
_MARKS: Final = re.compile(r"^\s*(?:-\s)+|[\[\]{}]")


class Highlighter(QSyntaxHighlighter):
    """Colours one document's text line by line."""

    def __init__(self, document: QTextDocument, colors: Colors) -> None:
        super().__init__(document)
        self.use(colors)

    def use(self, colors: Colors) -> None:
        """Take other colours."""
        self._key = _format(colors.accent, bold=True)
        self._quoted = _format(colors.caution)
        self._comment = _format(colors.muted, italic=True)
        self._mark = _format(colors.muted, bold=True)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """One line."""
        for pattern, look in ((_MARKS, self._mark), (_KEY, self._key), (_QUOTED, self._quoted)):
            for found in pattern.finditer(text):
                self.setFormat(found.start(), len(found[0]), look)
        bare = _QUOTED.sub(lambda found: "x" * len(found[0]), text)  # a # in quotes begins no comment
        if comment := _COMMENT.search(bare):
            self.setFormat(comment.start(), len(text) - comment.start(), self._comment)


def _format(color: str, *, bold: bool = False, italic: bool = False) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(QColor(color))
    if bold:
        look.setFontWeight(QFont.Weight.DemiBold)
    look.setFontItalic(italic)
    return look
