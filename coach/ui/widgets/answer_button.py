"""A large answer to press: its key at the left, its words beside it, on as many lines as they need."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from coach.ui.widgets.wordy_button import WordyButton


class AnswerButton(WordyButton):
    """One of a few answers. `key` is the key that gives it, as it is shown."""

    def __init__(self, key: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "answer")
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({key})")
        self.setAutoDefault(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 20, 24, 20)
        row.setSpacing(20)
        for label, role in ((QLabel(key), "label"), (QLabel(words), "cue")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(label, 1 if role == "cue" else 0)
        label.setWordWrap(True)
