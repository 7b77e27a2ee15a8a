"""What a new file is to be: an exercise, a routine, a programme, a pose, or whatever a pasted text says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coach.author.grammar import Kind
from coach.routine import drafting, imported, paste_sheet
from coach.routine.meant import slug
from coach.ui.library_filter import KINDS
from coach.ui.widgets.chips import Chips
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import Page, text

if TYPE_CHECKING:
    from coach.author.completion import Names
    from coach.author.grammar import Grammar

TYPES: Final = (
    ("exercise", "Exercise"),
    ("routine", "Routine"),
    ("programme", "Programme"),
    ("pose", "Pose"),
    ("text", "From a text"),
)
EXAMPLE: Final = "Calf stretch 3 x 30 s each leg, twice daily"


class NewFile(Page):
    """`made` carries the texts to begin with, each with its file's name; `left` goes back without one.

    A name has no ending, and that of a pose has its folder: `poses/hook`.
    """

    made = Signal(list)
    left = Signal()

    def __init__(self, grammar: Grammar, names: Names) -> None:
        super().__init__()
        self.setWindowTitle("A new file")
        self._names = names
        self.column.addWidget(text("A new file", "title"))
        self.types = Chips("What is it?", TYPES)
        self.types.chosen.connect(self._on_type)
        self.column.addWidget(self.types)
        self.title = QLineEdit()
        self.title.setPlaceholderText("Calf stretch at the wall")
        self.title.setAccessibleName("Its name, as people read it")
        self._title_label = text("Its name, as people read it", "label")
        self.column.addLayout(_labelled(self._title_label, self.title))
        kinds = grammar.field("exercise", (), "kind")
        sides = grammar.field("exercise", (), "side")
        assert kinds is not None and sides is not None and kinds.kind is Kind.CHOICE  # noqa: S101, PT018  # ours
        self.kind = Chips(
            "What does it do?", [(one, KINDS.get(one, one.capitalize())) for one in kinds.choices]
        )
        self.side = Chips("On which side?", [(one, one.capitalize()) for one in sides.choices])
        self.body = QLineEdit()
        self.body.setPlaceholderText("hand, wrist")
        self.body.setAccessibleName("Parts of the body")
        self._body_label = text("Parts of the body", "label")
        self.figure = Chips("Of which figure?", [(one, one.capitalize()) for one in drafting.POSE])
        self.figure.hide()
        self.pasted = QPlainTextEdit()
        self.pasted.setPlaceholderText(EXAMPLE)
        self.pasted.setAccessibleName("The text to read")
        self.pasted.setTabChangesFocus(True)
        self.pasted.hide()
        for widget in (self.kind, self.side, self.figure):
            self.column.addWidget(widget)
        self.column.addLayout(_labelled(self._body_label, self.body))
        self.column.addWidget(self.pasted)
        self.said = text("", "strong")
        self.said.hide()
        self.column.addWidget(self.said)
        row = FlowLayout()
        self.make = QPushButton("Write the file")
        self.make.setProperty("kind", "primary")
        self.make.setAutoDefault(True)
        self.make.clicked.connect(self._on_make)
        away = QPushButton("Not now")
        away.setShortcut("Escape")
        away.clicked.connect(self.left)
        row.addWidget(self.make)
        row.addWidget(away)
        self.column.addLayout(row)
        self.column.addStretch()

    def _on_type(self, chosen: str) -> None:
        for widget in (self.kind, self.side, self._body_label, self.body):
            widget.setVisible(chosen == "exercise")
        for widget in (self._title_label, self.title):
            widget.setVisible(chosen != "text")
        self.figure.setVisible(chosen == "pose")
        self.pasted.setVisible(chosen == "text")
        (self.pasted if chosen == "text" else self.title).setFocus()

    def _on_make(self) -> None:
        title = self.title.text().strip()
        chosen = self.types.value
        if chosen == "text":
            sheet = paste_sheet.sheet(self.pasted.toPlainText())
            if not sheet.drafts:
                self._say("There is no text to read yet.")
                return
            self.made.emit(imported.files(sheet))
            return
        if not title:
            self._say("It needs a name.")
            self.title.setFocus()
            return
        folder = "poses/" if chosen == "pose" else ""
        self.made.emit([(f"{folder}{slug(title) or f'my-{chosen}'}", self._text(chosen, title))])

    def _text(self, chosen: str, title: str) -> str:
        if chosen == "exercise":
            body = tuple(one.strip() for one in self.body.text().split(",") if one.strip()) or ("hand",)
            answers = drafting.ExerciseAnswers(
                title, self.kind.value, body, self.side.value, ["Write what to do, in whole sentences."]
            )
            return drafting.exercise(answers)
        if chosen == "pose":
            return drafting.poses(title, self.figure.value, drafting.POSE[self.figure.value])
        first = next(iter(sorted(self._names.exercises)), "")
        if chosen == "routine":
            return drafting.routine(title, [{"exercise": first}])
        routine = next(iter(sorted(self._names.routines)), "")
        what = {"routine": routine} if routine else {"exercise": first}
        return drafting.programme(title, [{**what, "days": "daily"}])

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()

    def begin(self) -> None:
        """Put the keyboard on the first thing to fill in."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.title


def _labelled(label: QLabel, field: QWidget) -> QVBoxLayout:
    """A field with its name close above it, as rows of choices have theirs."""
    label.setBuddy(field)
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(label)
    column.addWidget(field)
    return column
