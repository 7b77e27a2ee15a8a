"""What stands there while no file is open: the ways to one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import Page, text

ABOUT: Final = (
    "Each is a file. What you write is checked while you write it, and shows as the person will see it. "
    "A file that comes with Coach can be changed too: your copy stands in for it."
)


class Begin(Page):
    """A new file, one of the list, or what somebody has sent."""

    new_wanted = Signal()
    list_wanted = Signal()
    sent_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Write exercises and routines")
        column = self.column
        column.addStretch(1)
        column.addWidget(text("Write exercises and routines", "heading"))
        column.addWidget(text(ABOUT, "muted"))
        row = FlowLayout()
        for label, wanted, kind in (
            ("New …", self.new_wanted, "primary"),
            ("Choose a file", self.list_wanted, ""),
            ("Add from a bundle …", self.sent_wanted, ""),
        ):
            button = QPushButton(label)
            button.setProperty("kind", kind)
            button.clicked.connect(wanted)
            row.addWidget(button)
        column.addLayout(row)
        column.addStretch(2)
