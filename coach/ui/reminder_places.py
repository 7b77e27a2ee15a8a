"""Profiles of the person's own: made, renamed and taken away, where one says where one is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from coach.reminders.chosen import LONGEST
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import empty, text

if TYPE_CHECKING:
    from coach.reminders.chosen import Chosen

ABOUT: Final = (
    "Where else are you, or what else do you do: a studio, lessons, a day off? There the reminders hold that "
    "hold everywhere. Under “Change”, each can be only for some places."
)
WIDE: Final = 32
"""Letters that a name has room for."""


class OwnPlaces(QWidget):
    """`edited` carries what is to be made of what is chosen: a function from `Chosen` to `Chosen`."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] | None = None
        self.rows: dict[str, tuple[QLineEdit, QPushButton, QPushButton]] = {}
        """The name of each, and the buttons that rename it and take it away."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.open = _button("Places of your own …", "quiet")
        self.open.clicked.connect(self._on_open)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self.inside = QWidget()
        inside = QVBoxLayout(self.inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(text(ABOUT, "muted"))
        self._rows = QVBoxLayout()
        inside.addLayout(self._rows)
        self.name, self.add = self._line("", "A new place"), _button("Add")
        self.name.setPlaceholderText("A new place")
        self.name.returnPressed.connect(self._on_add)
        self.add.setAccessibleName("Add the new place")
        self.add.clicked.connect(self._on_add)
        row = FlowLayout(spacing=8)
        row.addWidget(self.name)
        row.addWidget(self.add)
        inside.addLayout(row)
        self.inside.hide()
        column.addWidget(self.inside)

    def show_chosen(self, chosen: Chosen) -> None:
        """Show those there are."""
        if chosen.own_profiles == self._names:
            return
        self._names = chosen.own_profiles
        had = self.inside.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        empty(self._rows)
        self.rows = {}
        for name in self._names:
            self._rows.addWidget(self._build_row(name))
        self.name.clear()
        if had:
            self.name.setFocus()

    def _build_row(self, name: str) -> QWidget:
        made = QWidget()
        row = FlowLayout(spacing=8)
        made.setLayout(row)
        line, rename, away = self._line(name, f"Name of “{name}”"), _button("Rename"), _button("Take away")
        rename.setAccessibleName(f"Rename “{name}”")
        away.setAccessibleName(f"Take “{name}” away")
        away.setToolTip("A reminder that is only for it is switched off.")
        line.returnPressed.connect(partial(self._rename, name, line))
        rename.clicked.connect(partial(self._rename, name, line))
        away.clicked.connect(lambda: self.edited.emit(lambda now: now.without_profile(name)))
        for widget in (line, rename, away):
            row.addWidget(widget)
        self.rows[name] = (line, rename, away)
        return made

    def _line(self, value: str, caption: str) -> QLineEdit:
        line = QLineEdit(value)
        line.setMaxLength(LONGEST)
        line.setCursorPosition(0)  # a long name shows its beginning
        line.setAccessibleName(caption)
        line.setMinimumWidth(WIDE * line.fontMetrics().horizontalAdvance("x"))
        return line

    def _on_open(self) -> None:
        self.inside.setVisible(self.inside.isHidden())
        if self.inside.isVisible():
            self.name.setFocus()

    def _on_add(self) -> None:
        name = self.name.text()
        self.edited.emit(lambda now: now.with_profile(name))

    def _rename(self, old: str, line: QLineEdit) -> None:
        new = line.text()
        self.edited.emit(lambda now: now.with_profile_renamed(old, new))


def _button(label: str, kind: str = "") -> QPushButton:
    button = QPushButton(label)
    button.setAutoDefault(True)
    if kind:
        button.setProperty("kind", kind)
    return button
