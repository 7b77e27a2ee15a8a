"""The one question before a routine: does any of these apply today?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from coach.ui.icons import icon
from coach.ui.widgets.check_row import CheckRow
from coach.ui.widgets.footed_page import FootedPage
from coach.ui.widgets.page import text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from PySide6.QtWidgets import QWidget

    from coach.routine.model import Condition
    from coach.ui.theme import Theme


class QuestionView(FootedPage):
    """`answered` carries the tags that apply, of those in `conditions`; one press says that none does.

    `starts`: that is all that is between the person and the session, and the button says so.
    """

    answered = Signal(object)
    back_wanted = Signal()
    all_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        title: str,
        conditions: Mapping[str, Condition],
        ticked: Collection[str],
        *,
        starts: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Do any of these apply today?", parent)
        self._none = "None of these, start" if starts else "None of these"
        self.column.addWidget(text(self.windowTitle(), "title"))
        about = f"For “{title}”. Coach leaves out or changes what does not suit you. Not sure? Then tick it."
        self.column.addWidget(text(about, "muted"))
        self.rows: dict[str, CheckRow] = {}
        for tag, condition in conditions.items():
            row = CheckRow(theme, condition.name, condition.question)
            row.setChecked(tag in ticked)
            row.toggled.connect(self._say)
            self.column.addWidget(row)
            self.rows[tag] = row
        self.column.addStretch()
        self.go = self.answer("", "primary")
        self.go.clicked.connect(lambda: self.answered.emit(self.ticked))
        self.back = self.answer("Back", "quiet")
        self.back.setIcon(icon("back", theme.colors.text))
        self.back.setShortcut("Escape")
        self.back.clicked.connect(self.back_wanted)
        self.all = self.answer("All answers", "quiet")
        self.all.clicked.connect(self.all_wanted)
        self._say()

    @property
    def ticked(self) -> frozenset[str]:
        """What applies, as it stands."""
        return frozenset(tag for tag, row in self.rows.items() if row.isChecked())

    def _say(self) -> None:
        self.go.setText("Change it for me" if self.ticked else self._none)
