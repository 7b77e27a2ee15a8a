"""Two quiet buttons that are always at hand in a session: it hurts, and change this for today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from PySide6.QtGui import QAction

BUTTONS: Final = {"hurts": "It hurts", "change": "Change"}
"""Action name → label."""
_DOES: Final = {"hurts": "It hurts: say how much", "change": "Change this for today"}


class WishButtons(QWidget):
    """Bound to the player's actions; each tells its key."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.buttons: dict[str, QPushButton] = {}
        for name, label in BUTTONS.items():
            button = QPushButton(label)
            button.setAccessibleName(label)
            # As the player's other buttons: reached with Tab, pressed with Enter; Space is the main key.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoDefault(True)
            button.clicked.connect(actions[name].trigger)
            row.addWidget(button)
            self.buttons[name] = button

    def leave_out(self, names: Collection[str]) -> None:
        """Show all but these."""
        for name, button in self.buttons.items():
            button.setHidden(name in names)

    def show_keys(self, hints: Mapping[str, str]) -> None:
        """Tell the keys, by action name."""
        for name, button in self.buttons.items():
            button.setToolTip(f"{_DOES[name]} ({hints[name]})")
