"""A question inside the window: what happened and two or three answers. It never hides the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coach.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Prompt(QFrame):
    """Hidden until `ask` is called; hides itself when answered. The first answer has the keyboard."""

    shown = Signal(bool)
    """A question is open (True) or no longer is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("note")
        self.buttons: list[QPushButton] = []
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self._text = QLabel()
        self._text.setWordWrap(True)
        for label in (self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._answers = FlowLayout(spacing=12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addLayout(self._answers)
        self.hide()

    def ask(self, title: str, text: str, answers: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Ask, with the safest answer first. Each answer is a label and what it does."""
        self._clear()
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(f"{title} {text}")
        for number, (label, does) in enumerate(answers):
            button = QPushButton(label)
            button.setProperty("kind", "primary" if number == 0 else "")
            button.clicked.connect(self._answer(does))
            button.setAutoDefault(True)
            self._answers.addWidget(button)
            button.show()  # at once, so that how much room the question needs is known
            self.buttons.append(button)
        self.show()
        self.shown.emit(True)
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def close_question(self) -> None:
        """Take the question away unanswered."""
        self._clear()
        self.hide()
        self.shown.emit(False)

    def press_focused(self) -> None:
        """Give the answer that has the keyboard, or the safest one."""
        focused = [button for button in self.buttons if button.hasFocus()]
        for button in (focused or self.buttons)[:1]:
            button.click()

    def _answer(self, does: Callable[[], object]) -> Callable[[], None]:
        def answered() -> None:
            self.close_question()
            does()

        return answered

    def _clear(self) -> None:
        self.buttons = []
        while (item := self._answers.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
