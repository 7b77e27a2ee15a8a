"""A row of choices of which several can be on: days of the week, profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coach.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class ManyChips(QWidget):
    """A named row of (value, label, name in full). `chosen` carries the frozenset of values that are on.

    The last one that is on stays on where `least` is 1.
    """

    chosen = Signal(object)

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[object, str, str]],
        on: Iterable[object],
        *,
        least: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._least = least
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        if name:
            caption = QLabel(name)
            caption.setProperty("role", "label")
            column.addWidget(caption)
        row = FlowLayout()
        column.addLayout(row)
        self.buttons: dict[object, QPushButton] = {}
        chosen = frozenset(on)
        for value, label, full in choices:
            button = QPushButton(label)
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setChecked(value in chosen)
            button.setAccessibleName(f"{name}: {full}" if name else full)
            button.clicked.connect(lambda _=False, button=button: self._on_clicked(button))
            self.buttons[value] = button
            row.addWidget(button)

    @property
    def value(self) -> frozenset[object]:
        """The choices that are on."""
        return frozenset(value for value, button in self.buttons.items() if button.isChecked())

    def _on_clicked(self, button: QPushButton) -> None:
        if len(self.value) < self._least:
            button.setChecked(True)
            return
        self.chosen.emit(self.value)
