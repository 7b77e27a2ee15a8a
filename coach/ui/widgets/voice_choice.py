"""Which voice speaks, with a button to hear it; and what to do where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coach.ui.widgets.page import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.player.voice import Voice

USUAL = "The usual voice"


class VoiceChoice(QWidget):
    """A list of voices, those of the person's own language and of English first."""

    chosen = Signal(str)
    """The id of a voice; empty for the usual one."""
    hear_wanted = Signal()
    """The person wants to hear how it sounds."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QComboBox()
        self.list.setAccessibleName(label)
        self.list.addItem(USUAL, "")
        self.list.activated.connect(lambda _: self.chosen.emit(self.list.currentData()))
        self.hear = QPushButton("Hear it")
        self.hear.clicked.connect(self.hear_wanted)
        self.trouble = text("", "muted")
        self.trouble.hide()
        row = QHBoxLayout()
        row.addWidget(self.list, 1)
        row.addWidget(self.hear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(text(label))
        column.addLayout(row)
        column.addWidget(self.trouble)

    def show_voices(self, voices: Sequence[Voice], current: str, trouble: str) -> None:
        """What there is to choose from, what is chosen, and what cannot be heard."""
        ours = QLocale.system().name()[:2].lower()
        self.list.clear()
        self.list.addItem(USUAL, "")
        for voice in sorted(
            voices, key=lambda one: (one.language[:2] not in {ours, "en"}, one.name.casefold())
        ):
            self.list.addItem(voice.name, voice.id)
        if current and self.list.findData(current) < 0:
            self.list.addItem(f"{current} (not on this computer)", current)
        self.list.setCurrentIndex(max(0, self.list.findData(current)))
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
