"""What a new file is to be: an exercise, a routine, a programme, a pose, or whatever a pasted text says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from coach.author.grammar import Kind
from coach.routine import answered, body_parts, drafting, imported
from coach.routine.meant import slug
from coach.ui.author.read_text import ReadText
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
    ("text", "From a text"),
    ("pose", "Pose"),
)
_YOURS: Final = "   # put yours here"


class NewFile(Page):
    """`made` carries the texts to begin with, each with its file's name; `left` goes back without one.

    A name has no ending; that of a pose begins with its folder, as in `poses/hook`.
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
        self.title = _line("Its name, as people read it", "Calf stretch at the wall")
        self._titled = self._labelled(self.title)
        kinds = grammar.field("exercise", (), "kind")
        sides = grammar.field("exercise", (), "side")
        assert kinds is not None and sides is not None and kinds.kind is Kind.CHOICE  # noqa: S101, PT018  # ours
        self.kind = Chips(
            "What does it do?", [(one, KINDS.get(one, one.capitalize())) for one in kinds.choices]
        )
        self.side = Chips("On which side?", [(one, one.capitalize()) for one in sides.choices])
        self.body = _line("Parts of the body", "hand, wrist")
        self.dose = _line("How much? Empty if that is not said yet", answered.EXAMPLE)
        self.steps = QPlainTextEdit()
        self.steps.setAccessibleName("What is to be done? One sentence a line")
        self.steps.setPlaceholderText("Stand facing a wall.\nStep one leg back, heel down.")
        self.steps.setTabChangesFocus(True)
        self.steps.setFixedHeight(5 * self.fontMetrics().lineSpacing())
        self._of_exercise: list[QWidget] = [self.kind, self.side]
        for chips in (self.kind, self.side):
            self.column.addWidget(chips)
        for field in (self.body, self.dose, self.steps):
            self._of_exercise += self._labelled(field)
        self.figure = Chips("Of which figure?", [(one, one.capitalize()) for one in drafting.POSE])
        self.figure.hide()
        self.column.addWidget(self.figure)
        self.reading = ReadText()
        self.reading.hide()
        self.pasted = self.reading.pasted
        self.column.addWidget(self.reading)
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

    @property
    def not_understood(self) -> str:
        """The words of a pasted text that no file says; they are marked in the files."""
        return self.reading.not_understood if self.types.value == "text" else ""

    def _labelled(self, field: QWidget) -> list[QWidget]:
        """Add a field with its name close above it, as rows of choices have theirs."""
        label = text(field.accessibleName(), "label")
        label.setBuddy(field)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(label)
        column.addWidget(field)
        self.column.addLayout(column)
        return [label, field]

    def _on_type(self, chosen: str) -> None:
        for widget in self._of_exercise:
            widget.setVisible(chosen == "exercise")
        for widget in self._titled:
            widget.setVisible(chosen != "text")
        self.figure.setVisible(chosen == "pose")
        self.reading.setVisible(chosen == "text")
        self.said.hide()
        self.make.setText("Write the files" if chosen == "text" else "Write the file")
        (self.pasted if chosen == "text" else self.title).setFocus()

    def _on_make(self) -> None:
        chosen, title = self.types.value, self.title.text().strip()
        if chosen == "text":
            self.reading.read()
            if self.reading.sheet.drafts:
                self.made.emit(imported.files(self.reading.sheet, taken=self._names.taken))
            else:
                self._refuse("There is no text to read yet.", self.pasted)
        elif not title:
            self._refuse("It needs a name.", self.title)
        elif chosen == "pose":
            figure = self.figure.value
            known = self._names.figures.poses(figure) if self._names.figures else ()
            name = drafting.free_id(slug(title) or "my-pose", known)
            self.made.emit([(f"poses/{name}", drafting.poses(title, figure, drafting.POSE[figure], name))])
        else:
            name = drafting.free_id(slug(title) or f"my-{chosen}", self._names.taken)
            make = self._exercise if chosen == "exercise" else self._of_others
            if words := make(title, name):
                self.made.emit([(name, words)])

    def _exercise(self, title: str, name: str) -> str:
        """The text of an exercise; empty if an answer is not understood, which is said."""
        kind = self.kind.value
        body, problem = body_parts.read(self.body.text()) if self.body.text().strip() else (["hand"], "")
        if problem:
            return self._refuse(problem, self.body)
        said, problem = answered.amount(self.dose.text(), holds=kind == "stretch")
        if problem:
            return self._refuse(problem, self.dose)
        steps = [line.strip() for line in self.steps.toPlainText().splitlines() if line.strip()]
        guessed = [] if self.body.text().strip() else ["body"]
        steps = steps or ["Write what to do, in whole sentences."]
        side = self.side.value
        return answered.exercise(title, kind, body, side, said, steps, identity=name, guessed=guessed)

    def _of_others(self, title: str, name: str) -> str:
        """The text of a routine or a programme, with something in it to begin with."""
        first = next(iter(sorted(self._names.exercises)), "")
        if self.types.value == "routine":
            return drafting.routine(title, [{"exercise": f"{first}{_YOURS}"}], name)
        routine = next(iter(sorted(self._names.routines)), "")
        what = {"routine": f"{routine}{_YOURS}"} if routine else {"exercise": f"{first}{_YOURS}"}
        return drafting.programme(title, [{**what, "days": "daily"}], identity=name)

    def _refuse(self, words: str, field: QWidget) -> str:
        """Say what is wrong and go there; gives the empty text that is made of it."""
        self.said.setText(words)
        self.said.show()
        field.setFocus()
        return ""

    def begin(self) -> None:
        """Put the keyboard on the first thing to fill in."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.title


def _line(name: str, example: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(example)
    return field
