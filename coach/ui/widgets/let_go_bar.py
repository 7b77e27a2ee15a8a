"""What a loop needs in the player: the time since the start, the pass, and the word that it has let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coach import times
from coach.ui.widgets.page import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction

    from coach.player.snapshot import Snapshot


class LetGoBar(QFrame):
    """Shown while there is a loop in hand or ahead. The button does what the player's action does."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("note")
        self.time = text("", "since")
        self.time.setWordWrap(False)
        self.time.setAccessibleName("Time since the start")
        self.which = text("", "strong")
        self.about = text("since the start", "muted")
        self.button = QPushButton("It has let go")
        self.button.setProperty("kind", "big")
        # As the player's other buttons: reached with Tab, pressed with Enter; Space is the main key.
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setAutoDefault(True)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button.clicked.connect(action.trigger)
        self.words = QWidget()
        words = QVBoxLayout(self.words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self.about)
        words.addWidget(self.which)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 6, 6)
        row.setSpacing(16)
        row.addWidget(self.time, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        row.addWidget(self.button, 1)

    def show_keys(self, hints: Mapping[str, str]) -> None:
        """Tell the key of the action, given by its name."""
        self.button.setToolTip(f"It has let go ({hints['let_go']})")

    def show_seen(self, seen: Snapshot) -> None:
        """Tell the time and the pass; hide where there is nothing to let go of."""
        self.setVisible(seen.can_let_go)
        self.time.setText(times.elapsed(seen.lasted))
        self.which.setText(in_words(seen))


def in_words(seen: Snapshot) -> str:
    """The pass in words. Nobody in a cramp wants to count them."""
    if not seen.in_loop:
        return "Press when the cramp is over"
    return "Until the cramp is over" if seen.passes == 1 else "Again, until it is over"
