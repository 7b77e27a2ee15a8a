"""What has to be said above the text, with what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import empty, text

if TYPE_CHECKING:
    from collections.abc import Callable


class Notice(QFrame):
    """Hidden until there is something to say; what is said later takes its place."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("note")
        self.said = text("")
        self._row = FlowLayout()
        self._is_passing = False
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(self.said)
        column.addLayout(self._row)
        self.hide()

    def say(self, words: str, *answers: tuple[str, Callable[[], None]]) -> None:
        """Say something; each answer is a button and what it does."""
        empty(self._row)
        self.said.setText(words)
        self._is_passing = not answers
        for label, done in answers:
            self._row.addWidget(button := QPushButton(label))
            button.clicked.connect(done)
        self.show()

    def pass_by(self) -> None:
        """The person goes on: what asks nothing of them has been read."""
        if self._is_passing:
            self.hide()
