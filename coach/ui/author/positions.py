"""The positions of a movement in their order, and what can be done with the one in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import empty, text

if TYPE_CHECKING:
    from coach.figure.studio import Sketch


class Positions(QWidget):
    """`changed` carries a sketch and the position of it to go on with.

    `looked_at` says that it is to be seen from the other side, or moving; `said` carries a sentence.
    """

    changed = Signal(object, int)
    looked_at = Signal()
    said = Signal(str)

    def __init__(self, sketch: Sketch) -> None:
        super().__init__()
        self._sketch = sketch
        self._at = 0
        self._chips: list[QPushButton] = []
        self.moving = QCheckBox("Move")
        self.moving.setToolTip("Move through the positions")
        self.mirrored = QCheckBox("Right side")
        self.mirrored.setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        looks = FlowLayout()
        for way in (self.mirrored, self.moving):
            looks.addWidget(way)
            way.toggled.connect(self.looked_at)
        column.addLayout(looks)
        column.addWidget(text("Positions", "label"))
        self._row = FlowLayout(spacing=6)
        column.addLayout(self._row)
        tools = FlowLayout(spacing=6)
        self.buttons = {}
        for label, pressed in (
            ("Double", self._on_double),
            ("Earlier", lambda: self._move(-1)),
            ("Later", lambda: self._move(1)),
            ("Remove", self._on_remove),
            ("Copy as a pose", self._on_copy),
        ):
            self.buttons[label] = button = QPushButton(label)
            button.clicked.connect(lambda _=False, pressed=pressed: pressed())
            tools.addWidget(button)
        self.copy = self.buttons["Copy as a pose"]
        self.copy.setToolTip("Copy this position for a file of `type: poses`")
        column.addLayout(tools)
        self.show_sketch(sketch, 0)

    def show_sketch(self, sketch: Sketch, at: int) -> None:
        """Show the positions of a sketch, one of them in hand; a button with the keyboard keeps it."""
        self._sketch, self._at = sketch, at
        has_keyboard = any(button.hasFocus() for button in self._chips)
        empty(self._row)
        self._chips = []
        for number, one in enumerate(sketch.keys):
            button = QPushButton(f"{number + 1} {one.base}".strip())
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setChecked(number == at)
            button.setAccessibleName(f"Position {number + 1}: {one.base or 'at zero'}")
            button.clicked.connect(lambda _=False, number=number: self.changed.emit(self._sketch, number))
            self._row.addWidget(button)
            self._chips.append(button)
            if has_keyboard and number == at:
                button.setFocus()
        count = len(sketch.keys)
        for label, can in (("Earlier", at > 0), ("Later", at < count - 1), ("Remove", count > 1)):
            self.buttons[label].setEnabled(can)

    def follow(self, sketch: Sketch) -> None:
        """Go on with a sketch that differs in its angles only: the buttons stay as they are."""
        self._sketch = sketch

    def _on_double(self) -> None:
        self.changed.emit(self._sketch.doubled(self._at), self._at + 1)

    def _on_remove(self) -> None:
        self.changed.emit(self._sketch.without(self._at), self._at)

    def _move(self, by: int) -> None:
        to = self._at + by
        if 0 <= to < len(self._sketch.keys):
            self.changed.emit(self._sketch.moved(self._at, to), to)

    def _on_copy(self) -> None:
        lines = self._sketch.pose_lines(self._at, "my-pose")
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")
        self.said.emit("Copied. Put it below `poses:` in a file of `type: poses`, under a name of its own.")
