"""The cramps that were written down, newest first, and the ways to write down another."""

from __future__ import annotations

from contextlib import closing
from itertools import groupby
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coach.ui import words
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import card, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.history.cramp import Cramp
    from coach.history.store import Store

MANY: Final = 25
"""Entries that are shown at once."""
NOTHING_YET: Final = "No cramp is written down. What you note here helps at a visit: bring it along."


class DiaryList(QWidget):
    """`cramp_wanted` carries the id of an entry to look at, fill in or take out."""

    cramp_wanted = Signal(int)
    entry_wanted = Signal()
    timer_wanted = Signal()

    def __init__(self, open_store: Callable[[], Store], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_store = open_store
        self._shown = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        row = FlowLayout(spacing=12)
        self.timer, self.add = QPushButton("A cramp now: start the time"), QPushButton("Write one down")
        self.timer.setProperty("kind", "primary")
        self.timer.clicked.connect(self.timer_wanted)
        self.add.clicked.connect(self.entry_wanted)
        for button in (self.timer, self.add):
            button.setAutoDefault(True)
            row.addWidget(button)
        self._column.addLayout(row)
        self.earlier = QPushButton("Show earlier ones")
        self.earlier.setAutoDefault(True)
        self.earlier.clicked.connect(self.show_more)
        self._column.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_more()
        if not self._shown:
            self._column.insertWidget(1, text(NOTHING_YET, "muted"))

    def show_more(self) -> None:
        """Show the next ones."""
        with closing(self._open_store()) as store:
            found = store.cramps(self._shown + MANY + 1)
        new = found[self._shown : self._shown + MANY]
        self.earlier.setVisible(len(found) > self._shown + len(new))
        for day, group in groupby(new, key=lambda one: one.began.date()):
            self._add(text(f"{day:%A}, {day.day} {day:%B %Y}", "label"))
            for one in group:
                self._add(self._build(one))
        self._shown += len(new)

    def _add(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, widget)

    def _build(self, cramp: Cramp) -> QWidget:
        frame, column = card()
        column.addWidget(text(f"{cramp.began:%H:%M} · {words.cramp(cramp)}", "strong"))
        if facts := _facts(cramp):
            column.addWidget(text(facts, "muted"))
        if cramp.note:
            column.addWidget(text(cramp.note))
        change = QPushButton("Fill in or change")
        change.setProperty("kind", "quiet")
        change.setAutoDefault(True)
        change.setAccessibleName(f"Fill in or change the cramp of {cramp.began:%d %B, %H:%M}")
        change.clicked.connect(lambda: self.cramp_wanted.emit(cramp.id))
        column.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)
        return frame


def _facts(cramp: Cramp) -> str:
    parts = (
        f"pain {cramp.pain} of 10" if cramp.pain is not None else "",
        "woke you" if cramp.woke else "",
        f"while {cramp.doing}" if cramp.doing else "",
        f"what you did: {', '.join(cramp.done)}" if cramp.done else "",
        f"helped: {cramp.helped}" if cramp.helped else "",
    )
    return " · ".join(filter(None, parts))
