"""What there is to say about the text, as a list; what can be mended by itself has a button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from coach.routine.codes import Severity
from coach.routine.quickfix import mended
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import text

if TYPE_CHECKING:
    from coach.author.trial import Trial
    from coach.routine.diagnostics import Diagnostic

MOST: Final = 30
"""Messages on show; what is mended first makes room for others."""
MARKS: Final = {Severity.ERROR: "✖ Error", Severity.WARNING: "▲ Warning", Severity.NOTE: "• Note"}


class Messages(QScrollArea):
    """`wanted` carries the diagnostic to go to; `mend_wanted` the text with one mended."""

    wanted = Signal(object)
    mend_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName("Messages about the text")
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(10)
        self._well = text("All is well with this file.", "muted")
        self._column.addWidget(self._well)
        self._more = text("", "muted")
        self._more.hide()
        self._column.addWidget(self._more)
        self._column.addStretch()
        self.setWidget(inner)
        self._trial: Trial | None = None
        self._rows: list[_Row] = []

    def show_trial(self, trial: Trial) -> None:
        """Show what is said about a text.

        Rows stay and say something else: to make new ones at each key would take longer than all the rest.
        """
        before, self._trial = self._trial, trial
        shown = trial.diagnostics
        if before is not None and before.diagnostics == shown:
            return
        for at, each in enumerate(shown[:MOST]):
            if at == len(self._rows):
                self._rows.append(row := _Row(self))
                self._column.insertWidget(at + 1, row)
            self._rows[at].show_message(each, can_mend=mended(trial.text, each) is not None)
        for row in self._rows[len(shown) :]:
            row.hide()
        self._well.setVisible(not shown)
        self._more.setText(f"and {len(shown) - MOST} more")
        self._more.setVisible(len(shown) > MOST)

    def mend(self, each: Diagnostic) -> None:
        """Carry out what a message suggests, in the text as it stands."""
        better = mended(self._trial.text, each) if self._trial is not None else None
        if better is not None:
            self.mend_wanted.emit(better)


class _Row(QWidget):
    """One message: where, what, and what can be done about it."""

    def __init__(self, messages: Messages) -> None:
        super().__init__()
        self._each: Diagnostic | None = None
        self._head = text("", "label")
        self._head.setWordWrap(False)
        self._go, self._mend = QPushButton("Go there"), QPushButton("Mend it")
        self._go.clicked.connect(lambda: messages.wanted.emit(self._each))
        self._mend.clicked.connect(lambda: messages.mend(self._each) if self._each is not None else None)
        self._said = text("")
        row = FlowLayout()
        row.addWidget(self._head)
        for button in (self._go, self._mend):
            button.setProperty("bare", "true")
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._said)

    def show_message(self, each: Diagnostic, *, can_mend: bool) -> None:
        """Say this from now on."""
        self._each = each
        place = f"line {each.span.line}, column {each.span.column}"
        self._head.setText(f"{MARKS[each.severity]} · {place}")
        self._go.setAccessibleName(f"Go to {place}")
        self._mend.setAccessibleName(f"Mend {place}: {each.hint}")
        self._mend.setVisible(can_mend)
        self._said.setText(f"{each.message} {each.hint}".strip())
        self._said.setToolTip(f"{each.code}: `coach explain {each.code}` says more.")
        self.show()
