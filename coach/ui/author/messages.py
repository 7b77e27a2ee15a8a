"""What there is to say about the text, as a list; what can be mended by itself has a button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from coach.routine.codes import Severity
from coach.routine.quickfix import mended
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import empty, text

if TYPE_CHECKING:
    from coach.author.trial import Trial
    from coach.ui.theme import Theme

MOST: Final = 30
"""Messages on show; what is mended first makes room for others."""
MARKS: Final = {Severity.ERROR: "✖ Error", Severity.WARNING: "▲ Warning", Severity.NOTE: "• Note"}


class Messages(QScrollArea):
    """`wanted` carries the diagnostic to go to; `mend_wanted` the text with one mended."""

    wanted = Signal(object)
    mend_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setWidgetResizable(True)
        self.setAccessibleName("Messages about the text")
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(10)
        self.setWidget(inner)
        self._shown: tuple[object, ...] | None = None

    def show_trial(self, trial: Trial) -> None:
        """Show what is said about a text."""
        shown = trial.diagnostics
        if shown == self._shown and not shown:
            return
        self._shown = shown
        empty(self._column)
        if not shown:
            self._column.addWidget(text("All is well with this file.", "muted"))
        for each in shown[:MOST]:
            place = f"line {each.span.line}, column {each.span.column}"
            row = FlowLayout()
            head = text(f"{MARKS[each.severity]} · {place}", "label")
            head.setWordWrap(False)
            row.addWidget(head)
            go = QPushButton("Go there")
            go.setAccessibleName(f"Go to {place}")
            go.clicked.connect(lambda _=False, each=each: self.wanted.emit(each))
            go.setProperty("bare", "true")
            row.addWidget(go)
            better = mended(trial.text, each)
            if better is not None:
                mend = QPushButton("Mend it")
                mend.setAccessibleName(f"Mend {place}: {each.hint}")
                mend.clicked.connect(lambda _=False, better=better: self.mend_wanted.emit(better))
                mend.setProperty("bare", "true")
                row.addWidget(mend)
            said = text(f"{each.message} {each.hint}".strip())
            said.setToolTip(f"{each.code}: `coach explain {each.code}` says more.")
            self._column.addLayout(row)
            self._column.addWidget(said)
        if len(shown) > MOST:
            self._column.addWidget(text(f"and {len(shown) - MOST} more", "muted"))
        self._column.addStretch()
