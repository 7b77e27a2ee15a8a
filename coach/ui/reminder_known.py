"""Why and why not: the last decisions, and what Coach can and cannot know of this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from coach.ui.widgets.page import empty, text

if TYPE_CHECKING:
    from coach.reminders.told import Told

MOST: Final = 50
UNKNOWN: Final = "not known"


class KnownCard(QFrame):
    """The decisions are shown once asked for, the newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._told: Told | None = None
        self._shown: tuple[object, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(text("What Coach knows, and why it did what it did", "heading"))
        self.nothing = text("This shows once reminders are on.", "muted")
        column.addWidget(self.nothing)
        self._probes = QGridLayout()
        self._probes.setHorizontalSpacing(16)
        self._probes.setVerticalSpacing(6)
        self._probes.setColumnStretch(0, 2)
        self._probes.setColumnStretch(1, 3)
        column.addLayout(self._probes)
        self.advice = text("“coach doctor” says how to get what is missing.", "muted")
        column.addWidget(self.advice)
        self.why = QPushButton("Show the last decisions")
        self.why.setAutoDefault(True)
        self.why.clicked.connect(self._on_why)
        column.addWidget(self.why, 0, Qt.AlignmentFlag.AlignLeft)
        self.decisions = text("")
        self.decisions.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.decisions.setAccessibleName("The last decisions")
        self.decisions.hide()
        column.addWidget(self.decisions)
        self.show_told(None)

    def show_told(self, told: Told | None) -> None:
        """Show what was told last."""
        self._told = told
        probes = told.probes if told is not None else ()
        self.nothing.setVisible(told is None)
        self.why.setVisible(told is not None and bool(told.decisions))
        self.advice.setVisible(any(not probe.known for probe in probes))
        if probes != self._shown:
            self._shown = probes
            empty(self._probes)
            for row, probe in enumerate(probes):
                found = probe.found if probe.known else f"{UNKNOWN}: {probe.found}"
                self._probes.addWidget(text(probe.name), row, 0, Qt.AlignmentFlag.AlignTop)
                self._probes.addWidget(text(found, "muted" if probe.known else "strong"), row, 1)
        if not self.decisions.isHidden():
            self._show_decisions()

    def _on_why(self) -> None:
        if self.decisions.isHidden():
            self._show_decisions()
            self.decisions.show()
            self.why.setText("Hide the last decisions")
        else:
            self.decisions.hide()
            self.why.setText("Show the last decisions")

    def _show_decisions(self) -> None:
        decisions = self._told.decisions[-MOST:] if self._told is not None else ()
        self.decisions.setText("\n".join(reversed(decisions)))
