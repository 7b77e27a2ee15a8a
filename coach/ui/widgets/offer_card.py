"""An open reminder, or the question about handwriting: what it is about, and the answers to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import empty, text

if TYPE_CHECKING:
    from collections.abc import Sequence


class OfferCard(QFrame):
    """`answered` carries the id of an answer. Hidden while there is nothing to answer."""

    answered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("note")
        self.buttons: dict[str, QPushButton] = {}
        self._shown: tuple[object, ...] = ()
        self.title = text("", "heading")
        self.text = text("")
        self._answers = FlowLayout(spacing=12)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addLayout(self._answers)
        self.hide()

    def offer(self, title: str, words: str, answers: Sequence[tuple[str, str]]) -> None:
        """Show what it is about, and its answers as (id, words), the likeliest first."""
        if (title, words, *answers) == self._shown:
            self.show()
            return
        self._shown = (title, words, *answers)
        focused = next((name for name, button in self.buttons.items() if button.hasFocus()), "")
        self.title.setText(title)
        self.text.setText(words)
        self.text.setVisible(bool(words))
        self.setAccessibleName(f"{title}. {words}")
        empty(self._answers)
        self.buttons = {}
        for number, (name, label) in enumerate(answers):
            button = QPushButton(label)
            button.setProperty("kind", "primary" if number == 0 else "")
            button.setAutoDefault(True)
            button.clicked.connect(partial(self.answered.emit, name))
            self._answers.addWidget(button)
            button.show()  # at once: it may be given the keyboard
            self.buttons[name] = button
        self.show()
        if focused in self.buttons:
            self.buttons[focused].setFocus()

    def withdraw(self) -> None:
        """There is nothing to answer any more."""
        self.hide()
