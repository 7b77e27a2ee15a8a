"""What changed: the text as it is now against earlier ones, in the words of the person who follows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton

from coach.author.changes import Version, told
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.footed_page import FootedPage
from coach.ui.widgets.page import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.author.trial import Trial

ABOUT: Final = "Only what the person does, is told or is asked counts; notes and the order of keys do not."
NONE: Final = "It has never been saved: there is nothing to compare it with yet."


class ChangesPage(FootedPage):
    """A paragraph for each earlier version, and others on demand; `left` goes back."""

    left = Signal()

    def __init__(self, trial: Trial, versions: Iterable[Version]) -> None:
        super().__init__("What changed")
        self._trial = trial
        self._said: list[str] = []
        self.column.addWidget(text("What changed", "title"))
        self.column.addWidget(text(ABOUT, "muted"))
        self._none = text(NONE)
        self.column.addWidget(self._none)
        self._at = self.column.count()
        row = FlowLayout()
        self.other, self.copy = QPushButton("Compare with a file …"), QPushButton("Copy the words")
        row.addWidget(self.other)
        row.addWidget(self.copy)
        self.column.addLayout(row)
        self.column.addStretch()
        self.other.clicked.connect(self._on_other)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.words))
        self.copy.setEnabled(False)
        self.back = self.answer("Back", "quiet")
        self.back.setShortcut("Escape")
        self.back.clicked.connect(self.left)
        for version in versions:
            self.add(version)

    @property
    def words(self) -> str:
        """All that is said, as it is copied."""
        return "\n\n".join(self._said) + "\n"

    def add(self, version: Version) -> None:
        """Tell what has changed since a version, below what was told before."""
        lines = "\n".join(f"• {line}" for line in told(version, self._trial))
        for label in (text(version.name, "heading"), text(lines)):
            self.column.insertWidget(self._at, label)
            label.show()
            self._at += 1
        self._said.append(f"{version.name}\n{lines}")
        self._none.hide()
        self.copy.setEnabled(True)
        self.page.ensureWidgetVisible(label)

    def _on_other(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Compare with a file", str(Path.home()), "Routine files (*.yaml *.yml *.replaced)"
        )
        if not chosen:
            return
        path = Path(chosen)
        try:
            self.add(Version(f"Compared with {path.name}", path, path.read_bytes().decode("utf-8-sig")))
        except (OSError, UnicodeDecodeError) as error:
            self._none.setText(f"{path.name} cannot be read: {error}.")
            self._none.show()
