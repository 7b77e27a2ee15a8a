"""What a routine asks before it begins: one question at a time, a few large answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from coach.routine.question import MOST_ANSWERS
from coach.ui.icons import icon
from coach.ui.widgets.answer_button import AnswerButton
from coach.ui.widgets.page import Page, empty, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent

    from coach.routine.question import Question
    from coach.ui.theme import Theme


MOST_ROWS = 3


class AskView(Page):
    """`answered` carries a dict of question to answer, in their words, once all have been answered.

    The keys 1 to 6 answer, as do the arrows and Enter. Escape goes back a question; from the first,
    `back_wanted`.
    """

    answered = Signal(object)
    back_wanted = Signal()
    get_help_wanted = Signal()

    def __init__(
        self, theme: Theme, title: str, questions: Sequence[Question], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._questions = tuple(questions)
        self._answers: dict[str, str] = {}
        self.buttons: list[AnswerButton] = []
        back = QPushButton("Back")
        back.setProperty("kind", "quiet")
        self._theme = theme
        self._back = back
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        back.setToolTip("Back (Esc)")
        back.setAutoDefault(True)
        back.clicked.connect(self.go_back)
        head = QHBoxLayout()
        head.addWidget(back)
        head.addWidget(text(title, "muted"), 1)
        self.column.addLayout(head)
        self.question = text("", "title")
        self.column.addWidget(self.question)
        self._rows = QGridLayout()
        self._rows.setSpacing(12)
        self.column.addLayout(self._rows, 1)
        more = QPushButton("When to get help")
        more.setProperty("kind", "quiet")
        more.setAutoDefault(True)
        more.clicked.connect(self.get_help_wanted)
        self.column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(2)  # a part of the room that is left makes the answers larger targets
        keys: dict[str, Callable[[], None]] = {
            "Escape": self.go_back,
            "Up": lambda: self._move(-self._across),
            "Down": lambda: self._move(self._across),
            "Left": partial(self._move, -1),
            "Right": partial(self._move, 1),
            "F2": self.get_help_wanted.emit,
            **{str(number): partial(self._press, number) for number in range(1, MOST_ANSWERS + 1)},
        }
        for key, does in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(does)
        self._show()

    def _on_theme_changed(self) -> None:
        self._back.setIcon(icon("back", self._theme.colors.text))

    @property
    def _across(self) -> int:
        """How many answers stand side by side: many would not fit on a small screen one below the other."""
        return 1 if len(self.buttons) <= MOST_ROWS else 2

    def go_back(self) -> None:
        """To the question before, or out."""
        if not self._answers:
            self.back_wanted.emit()
            return
        self._answers.popitem()
        self._show()

    def _show(self) -> None:
        question = self._questions[len(self._answers)]
        self.setWindowTitle(question.ask)
        self.question.setText(question.ask)
        empty(self._rows)
        self.buttons = [
            AnswerButton(str(number), each.answer) for number, each in enumerate(question.answers, 1)
        ]
        self._rows.setColumnStretch(0, 1)
        self._rows.setColumnStretch(1, self._across - 1)
        for number, button in enumerate(self.buttons):
            button.clicked.connect(partial(self._answer, number))
            self._rows.addWidget(button, *divmod(number, self._across))
        self.buttons[0].setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the keyboard on the first answer."""
        super().showEvent(event)
        self.buttons[0].setFocus()

    def _answer(self, number: int, *_checked: bool) -> None:
        question = self._questions[len(self._answers)]
        self._answers[question.ask] = question.answers[number].answer
        if len(self._answers) == len(self._questions):
            self.answered.emit(dict(self._answers))
        else:
            self._show()

    def _press(self, number: int) -> None:
        if number <= len(self.buttons):
            self.buttons[number - 1].click()

    def _move(self, by: int) -> None:
        at = next((place for place, button in enumerate(self.buttons) if button.hasFocus()), 0)
        if 0 <= at + by < len(self.buttons):
            self.buttons[at + by].setFocus()
            self.ensureWidgetVisible(self.buttons[at + by])
