"""The list of keys, as a sheet over the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.ui.player_keys import Key


class KeySheet(QDialog):
    """Every key and what it does. Escape, Enter or the button closes it."""

    def __init__(self, keys: Sequence[Key], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        title = QLabel("Keys")
        title.setProperty("role", "title")
        table = QGridLayout()
        table.setHorizontalSpacing(28)
        table.setVerticalSpacing(12)
        for row, key in enumerate(keys):
            name = QLabel(key.shown)
            name.setProperty("role", "strong")
            does = QLabel(key.does)
            does.setWordWrap(True)
            table.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            table.addWidget(does, row, 1)
        table.setColumnStretch(1, 1)
        close = QPushButton("Close")
        close.setProperty("kind", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 28, 32, 24)
        layout.setSpacing(20)
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setLayout(table)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setWidget(inner)
        layout.addWidget(title)
        layout.addWidget(scrolled)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        wanted = inner.sizeHint() + QSize(100, 220)
        self.resize(wanted.boundedTo(parent.window().size() - QSize(40, 40)).expandedTo(QSize(520, 300)))
