"""The list of keys, as a sheet over the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.ui.player_keys import Key


class KeySheet(QDialog):
    """Every key and what it does. Escape, Enter or the button closes it."""

    rescue_wanted = Signal()

    def __init__(self, keys: Sequence[Key], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        title = QLabel("Keys")
        title.setProperty("role", "title")
        table = QGridLayout()
        table.setHorizontalSpacing(28)
        table.setVerticalSpacing(12)
        table.addWidget(_strong("F1"), 0, 0, Qt.AlignmentFlag.AlignTop)
        table.addWidget(QLabel("Cramp now, anywhere in Coach"), 0, 1)
        # The window's own key is out of reach while this sheet is open.
        QShortcut(QKeySequence("F1"), self).activated.connect(self.rescue_wanted)
        for row, key in enumerate(keys, 1):
            name = _strong(f"Hold {key.shown}" if key.held else key.shown)
            does = QLabel(key.does)
            does.setWordWrap(True)
            table.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            table.addWidget(does, row, 1)
        pages = QLabel("Turn the page where long words have more than one")
        pages.setWordWrap(True)
        table.addWidget(_strong("Page ↑ ↓"), len(keys) + 1, 0, Qt.AlignmentFlag.AlignTop)
        table.addWidget(pages, len(keys) + 1, 1)
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
        scrolled.setAccessibleName("Keys")
        scrolled.setWidget(inner)
        layout.addWidget(title)
        layout.addWidget(scrolled)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        wanted = inner.sizeHint() + QSize(100, 220)
        self.resize(wanted.boundedTo(parent.window().size() - QSize(40, 40)).expandedTo(QSize(520, 300)))


def _strong(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "strong")
    return label
