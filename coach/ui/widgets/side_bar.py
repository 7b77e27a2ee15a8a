"""The navigation at the side of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coach.ui.icons import icon, pixmap

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from coach.ui.theme import Theme

PLACES = {
    "today": ("today", "Today", "Ctrl+1"),
    "library": ("library", "Library", "Ctrl+2"),
    "reminders": ("reminders", "Reminders", "Ctrl+3"),
    "learn": ("learn", "Learn", "Ctrl+4"),
    "history": ("history", "History", "Ctrl+5"),
    "author": ("author", "Author", "Ctrl+6"),
    "settings": ("settings", "Settings", "Ctrl+,"),
}
"""Name → drawing, label, key."""

WRITING = "I write by hand"
ROOM = 90
"""Pixels around the buttons and between their groups."""
LOW = 28
"""Pixels that a drawing is high where there is little room."""


class SideBar(QFrame):
    """Where one can go. `wanted` carries a name of `PLACES`, or `get-help`."""

    wanted = Signal(str)
    cramp_wanted = Signal()
    writing_wanted = Signal()
    """Handwriting mode is to begin, or to end."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self._theme = theme
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._mark = QLabel()
        self._name = QLabel("Coach")
        self._name.setProperty("role", "heading")
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 0, 0)
        head.addWidget(self._mark)
        head.addWidget(self._name)
        head.addStretch()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 28, 12, 20)
        column.setSpacing(6)
        column.addLayout(head)
        column.addSpacing(18)
        self.cramp = QPushButton()
        self.cramp.setProperty("kind", "cramp")
        self.cramp.setAccessibleName("Cramp now")
        self.cramp.setToolTip("Cramp now (F1)")
        self.cramp.setAutoDefault(True)
        self.cramp.clicked.connect(self.cramp_wanted)
        column.addWidget(self.cramp)
        column.addSpacing(6)
        for name, (_, label, key) in PLACES.items():
            button = self._button(name, label, key)
            button.setCheckable(True)
            self._group.addButton(button)
            column.addWidget(button)
        column.addStretch()
        self.writing = QPushButton()
        self.writing.setProperty("kind", "nav")
        self.writing.setCheckable(True)
        self.writing.setAutoDefault(True)
        self.writing.clicked.connect(self._on_writing)
        anywhere = Qt.ShortcutContext.ApplicationShortcut  # in the small window too
        QShortcut(QKeySequence("F3"), self, context=anywhere).activated.connect(self.writing_wanted)
        column.addWidget(self.writing)
        self._left = ""
        column.addWidget(self._button("get-help", "When to get help", "F2"))
        self._is_narrow = False
        self._is_tight = False
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_place(self, name: str) -> None:
        """Mark where one is."""
        self._buttons[name].setChecked(True)

    def set_narrow(self, narrow: bool) -> None:
        """Show drawings only, for a window with little room."""
        self._is_narrow = narrow
        self._on_theme_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is low for its text, the buttons are lower; none lies over another."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        rows = len(self._buttons) + 2  # with help for a cramp, and handwriting mode
        needed = ROOM + px(26) + rows * (px(28) + 2 * px(8) + 10) + (px(20) if self._left else 0)
        tight = needed > self.height()
        if tight is self._is_tight:
            return
        self._is_tight = tight
        self.setProperty("tight", tight)
        self._column.setSpacing(0 if tight else 6)
        self._column.setContentsMargins(12, 8 if tight else 28, 12, 8 if tight else 20)
        for button in (*self._buttons.values(), self.cramp, self.writing):
            button.style().unpolish(button)
            button.style().polish(button)
        self._on_theme_changed()

    def show_writing(self, left: str) -> None:
        """Show whether handwriting mode is on: how long it lasts (`43 min left`), or nothing."""
        if left != self._left or self.writing.isChecked() != bool(left):
            self._left = left
            self._on_theme_changed()

    def _on_writing(self) -> None:
        self.writing.setChecked(bool(self._left))  # it changes once it has been heard
        self.writing_wanted.emit()

    def _button(self, name: str, label: str, key: str) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "nav")
        button.setAccessibleName(label)
        button.setToolTip(f"{label} ({key})")
        button.setAutoDefault(True)
        button.setShortcut(key)
        button.clicked.connect(lambda: self.wanted.emit(name))
        self._buttons[name] = button
        return button

    def _on_theme_changed(self) -> None:
        theme = self._theme
        drawings = {name: drawing for name, (drawing, _, _) in PLACES.items()} | {"get-help": "get-help"}
        labels = {name: label for name, (_, label, _) in PLACES.items()} | {"get-help": "When to get help"}
        side = min(theme.px(22), LOW) if self._is_tight else theme.px(22)
        for name, button in self._buttons.items():
            keys = button.shortcut()
            button.setText("" if self._is_narrow else f" {labels[name]}")
            button.setShortcut(keys)  # setText forgets it
            button.setIcon(icon(drawings[name], theme.colors.text, side))
            button.setIconSize(QSize(side, side))
        self.writing.setChecked(bool(self._left))
        self.writing.setText("" if self._is_narrow else f" {WRITING}\n {self._left}".rstrip())
        self.writing.setIcon(icon("writing", theme.colors.text, side))
        self.writing.setIconSize(QSize(side, side))
        self.writing.setAccessibleName(f"{WRITING}: {self._left or 'off'}")
        self.writing.setToolTip(
            f"Pen work counts as work, though the keyboard rests (F3). {self._left}".strip()
        )
        self.cramp.setText("" if self._is_narrow else " Cramp now")
        self.cramp.setIcon(icon("cramp", theme.colors.text, side))
        self.cramp.setIconSize(QSize(side, side))
        size = min(theme.px(26), LOW) if self._is_tight else theme.px(26)
        self._mark.setPixmap(pixmap("hand", theme.colors.accent, size, self.devicePixelRatioF()))
        self._name.setVisible(not self._is_narrow)
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(theme.px(46) + 40 if self._is_narrow else theme.px(216))
        self._fit()
