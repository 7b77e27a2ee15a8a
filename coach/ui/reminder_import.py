"""Rules of another program that reminded of breaks: looked for at a press, shown, taken over if wanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from coach.desktop.peers import found
from coach.reminders import telling
from coach.reminders.peers import take
from coach.ui.widgets.page import empty, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.desktop.peers import Found
    from coach.reminders.peers import Taken

NAMES: Final = {"workrave": "Workrave", "safeeyes": "Safe Eyes", "stretchly": "Stretchly"}
NOTHING: Final = "No settings of Workrave, Safe Eyes or Stretchly were found on this computer."


class ImportCard(QFrame):
    """`taken` carries the rules that the person wants. `look` finds what there is; it may take a moment."""

    taken = Signal(object)

    def __init__(self, look: Callable[[], tuple[Found, ...]] = found, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._look = look
        self.buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(text("You come from another program?", "heading"))
        column.addWidget(
            text("Coach can take over what Workrave, Safe Eyes or Stretchly reminded you of.", "muted")
        )
        self.look = QPushButton("Look for their settings")
        self.look.setAutoDefault(True)
        self.look.clicked.connect(self._on_look)
        column.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        self._results = QVBoxLayout()
        self._results.setSpacing(8)
        column.addLayout(self._results)

    def _on_look(self) -> None:
        empty(self._results)
        self.buttons = []
        there = self._look()
        if not there:
            self._say(NOTHING)
        for one in there:
            self._show(one)

    def _show(self, one: Found) -> None:
        name = NAMES.get(one.program, one.program)
        self._say(f"{name}, in {one.where}", "strong")
        try:
            taken = take(one.program, one.text)
        except ValueError as error:
            self._say(str(error))
            return
        for rule in taken.rules:
            self._say(f"{telling.name(rule)}: {telling.sentence(rule)}")
        for sentence in taken.left_out:
            self._say(sentence, "muted")
        if taken.rules:
            button = QPushButton("Take these over")
            button.setAutoDefault(True)
            button.setAccessibleName(f"Take these over from {name}")
            button.clicked.connect(partial(self._take, button, taken))
            self._results.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            button.show()
            self.buttons.append(button)

    def _take(self, button: QPushButton, taken: Taken) -> None:
        self.look.setFocus()
        button.setEnabled(False)
        button.setText("Taken over; they stand with your reminders above")
        self.taken.emit(taken.rules)

    def _say(self, words: str, role: str = "") -> None:
        label = text(words, role)
        self._results.addWidget(label)
        label.show()
