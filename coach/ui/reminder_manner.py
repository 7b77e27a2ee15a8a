"""How a rule comes: what all rules can choose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from coach.reminders.rule import PATIENCE, Announce, Ignored, Manner
from coach.ui.reminder_words import profile
from coach.ui.widgets.chips import Chips
from coach.ui.widgets.many_chips import ManyChips
from coach.ui.widgets.page import text
from coach.ui.widgets.stepper import Stepper, within

if TYPE_CHECKING:
    from collections.abc import Sequence

ANNOUNCES = (
    (Announce.NOTIFICATION, "Quiet notification"),
    (Announce.STRIP, "Line across the screen"),
    (Announce.WINDOW, "Window"),
)
IGNORED = (
    (Ignored.STRIP, "Stays as a small strip"),
    (Ignored.GO_AWAY, "Goes away"),
    (Ignored.ASK_AGAIN, "Comes again later"),
)
YES, NO = "yes", "no"


class MannerCard(QFrame):
    """`changed` carries the new `Manner`."""

    changed = Signal(object)

    def __init__(self, manner: Manner, profiles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._manner = manner
        self.chips: dict[str, Chips] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(10)
        self._column.addWidget(text("How it comes", "heading"))
        self._choice("announce", "It comes as", [(str(one), words) for one, words in ANNOUNCES], Announce)
        self._choice("everywhere", "The window covers", [(NO, "The screen I am at"), (YES, "All screens")])
        self._choice(
            "ignored", "Without an answer it", [(str(one), words) for one, words in IGNORED], Ignored
        )
        self._column.addWidget(text("It waits for an answer", "label"))
        self.patience = Stepper("It waits for an answer", within(PATIENCE, "This"), manner.patience)
        self.patience.changed.connect(lambda value: self._put(patience=value))
        self._column.addWidget(self.patience)
        self._choice("working_hours_only", "Only in working hours", [(NO, "No"), (YES, "Yes")])
        self._choice("in_quiet_hours", "In quiet hours too", [(NO, "No"), (YES, "Yes")])
        self._choice("strict", "Strict: it cannot be put off", [(NO, "No"), (YES, "Yes")])
        self._column.addWidget(
            text("For those who want it so. It can still be left, and all reminders can be paused.", "muted")
        )
        choices = [(name, profile(name), profile(name)) for name in profiles]
        self.profiles = ManyChips("Only where I am … (none chosen: everywhere)", choices, manner.profiles)
        self.profiles.chosen.connect(lambda chosen: self._put(profiles=chosen))
        self._column.addWidget(self.profiles)
        self._column.addWidget(text("My own name for it", "label"))
        self.title = QLineEdit(manner.title)
        self.title.setMaxLength(60)
        self.title.setAccessibleName("My own name for it")
        self.title.textEdited.connect(lambda typed: self._put(title=typed.strip()))
        self._column.addWidget(self.title)
        self._show()

    def _choice(
        self,
        field: str,
        name: str,
        choices: Sequence[tuple[str, str]],
        kind: type[Announce | Ignored] | None = None,
    ) -> None:
        chips = Chips(name, choices)
        value = getattr(self._manner, field)
        chips.choose(str(value) if kind else YES if value else NO)
        chips.chosen.connect(lambda chosen: self._put(**{field: kind(chosen) if kind else chosen == YES}))
        self.chips[field] = chips
        self._column.addWidget(chips)

    def _put(self, **fields: Any) -> None:  # noqa: ANN401  # as a manner has them
        self._manner = replace(self._manner, **fields)
        self._show()
        self.changed.emit(self._manner)

    def _show(self) -> None:
        self.chips["everywhere"].setVisible(self._manner.announce is Announce.WINDOW)
