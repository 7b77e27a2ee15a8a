"""What is to be said about routine files: problems and where they are, and files that replace others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from coach.ui.icons import icon
from coach.ui.widgets.page import Page, card, text

if TYPE_CHECKING:
    from coach.routine.index import Index
    from coach.ui.theme import Theme


class ProblemsView(Page):
    """Every bad file with its first message, and the files that stand in for others."""

    back_wanted = Signal()
    mend_wanted = Signal(str)
    """The path of a file to be mended."""

    def __init__(self, theme: Theme, index: Index, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Routine files")
        back = QPushButton("Library")
        back.setProperty("kind", "quiet")
        back.setIcon(icon("back", theme.colors.text))
        back.setShortcut("Alt+Left")
        back.clicked.connect(self.back_wanted)
        self.column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(text("Routine files", "title"))
        if index.overrides:
            frame, column = card("note")
            column.addWidget(text("These are yours and replace the ones that come with Coach", "strong"))
            column.addWidget(text(", ".join(index.overrides)))
            self.column.addWidget(frame)
        if index.problems:
            self.column.addWidget(text("These have problems. All others work as usual.", "muted"))
        for path, message, count in index.problems:
            frame, column = card()
            where = text(str(path), "strong")
            where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(where)
            column.addWidget(text(message))
            if count > 1:
                column.addWidget(text(f"and {count - 1} more, which Author and `coach check` show.", "muted"))
            mend = QPushButton("Open in Author")
            mend.setAccessibleName(f"Open {Path(path).name} in Author")
            mend.clicked.connect(lambda _=False, path=path: self.mend_wanted.emit(str(path)))
            column.addWidget(mend, 0, Qt.AlignmentFlag.AlignLeft)
            self.column.addWidget(frame)
        self.column.addStretch()
