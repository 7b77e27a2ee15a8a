"""A value that one types or steps through: a length, a time of day, an amount."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from coach.reminders.values import read_length, read_time
from coach.ui.widgets.page import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from coach.reminders.rule import Range

LENGTHS: Final = tuple(
    [15, 20, 30, 45, 60, 90]
    + [minutes * 60 for minutes in (2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 35, 40, 45, 50, 55)]
    + [minutes * 60 for minutes in (60, 75, 90, 105, 120, 150, 180, 210, 240, 300, 360, 480, 600, 720)]
)
"""Pleasant lengths in seconds, which the buttons go through; others can be typed."""
AMOUNT: Final = 50
QUARTER: Final = 15


@dataclass(frozen=True, slots=True)
class Kind:
    """How a value is read from what is typed (ValueError with a kind sentence), shown, and stepped."""

    read: Callable[[str], Any]
    show: Callable[[Any], str]
    step: Callable[[Any, int], Any]


def within(bounds: Range, what: str) -> Kind:
    """A length, an amount or a count that keeps its bounds."""

    def read(typed: str) -> float:
        if bounds.unit == "s":
            value = read_length(typed)
        else:
            try:
                value = float(typed.lower().replace(bounds.unit, "").strip().replace(",", "."))
            except ValueError:
                raise ValueError(f"Write a number, such as {bounds.in_words(bounds.usual)}") from None
            if not bounds.unit and value % 1:
                raise ValueError("Write a whole number")
        bounds.check(what, value)
        return value

    def step(value: float, direction: int) -> float:
        if bounds.unit == "s":
            ladder = [one for one in LENGTHS if bounds.least <= one <= bounds.most]
            if bounds.least == 0:
                ladder = [0, *ladder]
            beyond = [one for one in ladder if (one > value if direction > 0 else one < value)]
            new: float = (min(beyond) if direction > 0 else max(beyond)) if beyond else value
        else:
            new = value + direction * (AMOUNT if bounds.unit else 1)
        return min(max(new, bounds.least), bounds.most)

    return Kind(read, bounds.in_words, step)


def _step_time(value: time, direction: int) -> time:
    minutes = value.hour * 60 + value.minute + direction * QUARTER
    return time(minutes // 60 % 24, minutes % 60)


TIME: Final = Kind(read_time, lambda value: f"{value:%H:%M}", _step_time)


class _Field(QLineEdit):
    """↑ and ↓ step."""

    stepped = Signal(int)

    def sizeHint(self) -> QSize:
        """Wide enough for any length."""
        return QSize(self.fontMetrics().horizontalAdvance("12 h 30 min") + 48, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, or type."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)


class Stepper(QWidget):
    """`changed` carries the new value. What cannot be is refused in words, and the value stays as it was."""

    changed = Signal(object)

    def __init__(self, name: str, kind: Kind, value: Any, parent: QWidget | None = None) -> None:  # noqa: ANN401
        super().__init__(parent)
        self._kind = kind
        self._name = name
        self.value = value
        self.field = _Field()
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.field.setSizePolicy(policy)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.field.stepped.connect(self.step)
        self.field.editingFinished.connect(self._on_typed)
        self.less, self.more = QToolButton(), QToolButton()
        row = QHBoxLayout()
        row.setSpacing(6)
        signs = ((self.less, -1, "−", "less"), (self.more, 1, "+", "more"))  # the first is the minus sign
        for button, direction, sign, words in signs:
            button.setText(sign)
            button.setAccessibleName(f"{name}: {words}")
            button.setAutoRepeat(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # ↑ and ↓ in the field do the same
            button.clicked.connect(lambda _=False, direction=direction: self.step(direction))
        row.addWidget(self.less)
        row.addWidget(self.field)
        row.addWidget(self.more)
        row.addStretch()
        self.refused = text("", "strong")
        self.refused.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.refused)
        self.show_value(value)

    def show_value(self, value: Any) -> None:  # noqa: ANN401  # as its kind has it
        """Show a value without telling anyone."""
        self.value = value
        self._say("")
        self.field.setText(self._kind.show(value))
        self.field.setAccessibleName(self._name)

    def use(self, kind: Kind, value: Any) -> None:  # noqa: ANN401  # the same
        """From now on it has other bounds."""
        self._kind = kind
        self.show_value(value)

    def step(self, direction: int) -> None:
        """One more (+1) or one less (-1)."""
        new = self._kind.step(self.value, direction)
        if new != self.value:
            self.show_value(new)
            self.changed.emit(new)

    def _on_typed(self) -> None:
        typed = self.field.text()
        if typed == self._kind.show(self.value):
            self._say("")
            return
        try:
            new = self._kind.read(typed)
        except ValueError as error:
            words = str(error).rstrip(".")
            self._say(f"{words[:1].upper()}{words[1:]}.")
            return
        self.show_value(new)
        self.changed.emit(new)

    def _say(self, words: str) -> None:
        self.refused.setText(words)
        self.refused.setVisible(bool(words))
        self.field.setAccessibleDescription(words)
