"""After a cramp: one press keeps a note of it in the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from coach.errors import CoachError
from coach.ui import words
from coach.ui.widgets.page import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.history.cramp import Cramp


class CrampCard(QFrame):
    """`write` keeps the cramp and may raise `CoachError`, which is told; then it can be tried again."""

    def __init__(self, cramp: Cramp, write: Callable[[Cramp], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._cramp = cramp
        self._write = write
        self.heading = text("Keep a note of this cramp?", "heading")
        self.facts = text(words.cramp(cramp))
        self.trouble = text("")
        self.trouble.hide()
        self.button = QPushButton("Write it down")
        # At once: a button's own shortcut takes a tenth of a second, and the next key may leave the page.
        QShortcut(QKeySequence("W"), self).activated.connect(self.button.click)
        self.button.setToolTip("Write it down (W)")
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self._on_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        for widget in (self.heading, self.facts, self.trouble):
            column.addWidget(widget)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_clicked(self) -> None:
        try:
            self._write(self._cramp)
        except CoachError as error:
            self.trouble.setText(f"{error} {error.advice}".strip())
            self.trouble.show()
            return
        self.trouble.hide()
        if self.button.hasFocus():
            self.focusNextChild()
        self.button.hide()
        self.button.setEnabled(False)
        self.heading.setText("Written down. You find it under History.")
