"""A pasted text and, below it while it is typed, what is read in it: nothing is written unseen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from coach.routine import imported, paste_sheet
from coach.ui.widgets.page import card, empty, text

EXAMPLE: Final = (
    "1. Calf stretch 3 x 30 s each leg, twice daily\n"
    "   Stand facing a wall. Step one leg back, heel down.\n"
    "2. Heel raises 3 x 10, stop if it hurts"
)
_ABOUT: Final = (
    "Paste what you have: a letter, a sheet, a list. What is read in it shows below; nothing is written "
    "before you say so."
)
_MOST_SHOWN: Final = 40
"""Exercises that are told one by one; a page of a letter has ten."""
_PAUSE: Final = 250
"""Milliseconds after the last key until the text is read."""


class ReadText(QWidget):
    """`sheet` is what was read."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet = paste_sheet.sheet("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(text(_ABOUT, "muted"))
        self.pasted = QPlainTextEdit()
        self.pasted.setPlaceholderText(EXAMPLE)
        self.pasted.setAccessibleName("The text to read")
        self.pasted.setTabChangesFocus(True)
        self.pasted.setMinimumHeight(8 * self.fontMetrics().lineSpacing())
        column.addWidget(self.pasted)
        column.setSpacing(12)
        self._told = QVBoxLayout()
        self._told.setSpacing(12)
        column.addLayout(self._told)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE)
        self._later.timeout.connect(self.read)
        self.pasted.textChanged.connect(self._later.start)

    def read(self) -> None:
        """Read the text now, and tell what is in it."""
        self._later.stop()
        self.sheet = paste_sheet.sheet(self.pasted.toPlainText())
        empty(self._told)
        for each in self.sheet.drafts[:_MOST_SHOWN]:
            self._tell(imported.told(each))
        if len(self.sheet.drafts) > _MOST_SHOWN:
            self._told.addWidget(text(f"… and {len(self.sheet.drafts) - _MOST_SHOWN} more."))
        if self.sheet.left:
            self._told.addWidget(text("Not understood, above or below the exercises", "label"))
            self._told.addWidget(text(" · ".join(each.words for each in self.sheet.left)))
        for aside in imported.aside(self.sheet):
            self._told.addWidget(text(aside, "label"))

    @property
    def not_understood(self) -> str:
        """All words that were not understood; empty if there are none."""
        drafts = [words for each in self.sheet.drafts for words in each.unclear]
        return " · ".join((*drafts, *(each.words for each in self.sheet.left)))

    def _tell(self, told: imported.Told) -> None:
        frame, column = card("caution" if told.not_understood else "card")
        column.addWidget(text(told.title, "strong"))
        for name, words in (
            ("Not understood", " · ".join(told.not_understood)),
            ("Take care", " · ".join(told.careful)),
            ("Understood", ", ".join(told.understood)),
            ("Guessed, please look", ", ".join(told.guessed)),
        ):
            if words:
                column.addWidget(text(f"{name}: {words}", "muted" if name == "Understood" else ""))
        self._told.addWidget(frame)
