"""Today's doses on the Today page: what each programme asks for, each to be begun at one press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coach.routine.programme_doses import State
from coach.ui.programme_standing import in_words
from coach.ui.widgets.page import empty, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.routine.programme import Regimen
    from coach.routine.programme_doses import DueDose

ORDER = (State.DUE, State.LATER, State.AS_NEEDED, State.OVER, State.DONE, State.FREE)


class ProgrammeCard(QFrame):
    """`play_wanted` carries the id of an item, `programme_wanted` that of a programme. Hidden while empty."""

    play_wanted = Signal(str)
    programme_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(8)
        self.starts: dict[str, QPushButton] = {}
        self.hide()

    def show_doses(self, found: Sequence[tuple[Regimen, Sequence[DueDose]]]) -> None:
        """Show these; what is due now stands first."""
        had = next((item for item, button in self.starts.items() if button.hasFocus()), None)
        empty(self._column)
        self.starts = {}
        for regimen, doses in found:
            self._column.addLayout(self._build_head(regimen))
            for dose in sorted(doses, key=lambda one: ORDER.index(one.state)):
                self._column.addLayout(self._build(dose))
        self.setVisible(bool(found))
        if had in self.starts:
            self.starts[had].setFocus()

    def _build_head(self, regimen: Regimen) -> QHBoxLayout:
        more = QPushButton("Show it")
        more.setProperty("kind", "quiet")
        more.setAccessibleName(f"Show the programme {regimen.title}")
        more.setAutoDefault(True)
        more.clicked.connect(lambda: self.programme_wanted.emit(regimen.id))
        row = QHBoxLayout()
        row.addWidget(text(regimen.title, "heading"), 1)
        row.addWidget(more)
        return row

    def _build(self, dose: DueDose) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(text(dose.item.title, "strong"))
        words.addWidget(text(in_words(dose), "muted"))
        row = QHBoxLayout()
        row.addLayout(words, 1)
        if dose.state in {State.DUE, State.LATER, State.AS_NEEDED}:
            start = QPushButton("Start")
            start.setProperty("kind", "primary" if dose.state is State.DUE else "")
            start.setAccessibleName(f"Start {dose.item.title}, {in_words(dose)}")
            start.setAutoDefault(True)
            start.clicked.connect(lambda: self.play_wanted.emit(dose.item.id))
            self.starts[dose.item.id] = start
            row.addWidget(start, 0, Qt.AlignmentFlag.AlignTop)
        return row
