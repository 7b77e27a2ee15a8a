"""A row of choices of which one is on: filters that one press changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coach.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence


class Chips(QWidget):
    """A named row of (value, label) choices. `chosen` carries the value; the first is on at the start.

    The name stands above the row, or `inline` before it.
    """

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], *, inline: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        caption = QLabel(name, self)
        caption.setProperty("role", "label")
        row = FlowLayout()
        if inline and name:
            caption.setMinimumWidth(48)
            row.addWidget(caption)
        elif name:
            column.addWidget(caption)
        column.addLayout(row)
        self._group = QButtonGroup(self)
        self._values = {}
        for value, label in choices:
            button = QPushButton(label)
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setAccessibleName(f"{name}: {label}" if name else label)
            self._group.addButton(button)
            self._values[button] = value
            row.addWidget(button)
        self.buttons = tuple(self._values)
        self.buttons[0].setChecked(True)
        self._group.buttonClicked.connect(lambda button: self.chosen.emit(self._values[button]))

    @property
    def value(self) -> str:
        """The choice that is on."""
        button = self._group.checkedButton()
        return self._values[button] if isinstance(button, QPushButton) else ""

    def choose(self, value: str) -> None:
        """Turn a choice on without telling anyone."""
        for button, known in self._values.items():
            if known == value:
                button.setChecked(True)
