"""The list of what can be typed, under the cursor; the keyboard stays in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from coach.author.completion import Choice

SHOWN: Final = 8
"""Choices on show at once; the others are scrolled to."""


class Choices(QFrame):
    """`taken` carries the choice."""

    taken = Signal(object)

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("What can be typed here")
        self.list.currentItemChanged.connect(self._on_current)
        self.list.itemClicked.connect(lambda _: self._take())
        self._about = QLabel()
        self._about.setWordWrap(True)
        self._about.setProperty("role", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 6)
        column.addWidget(self.list)
        column.addWidget(self._about)
        self._choices: Sequence[Choice] = ()

    def offer(self, choices: Sequence[Choice], at: QPoint, line: int) -> None:
        """Show choices below a point, or above the line if there is no room."""
        self._choices = choices
        self.list.clear()
        for choice in choices:
            self.list.addItem(QListWidgetItem(choice.text.rstrip(" ")))
        self.list.setCurrentRow(0)
        metrics = self.list.fontMetrics()
        rows = min(len(choices), SHOWN)
        widest = max(metrics.horizontalAdvance(choice.text) for choice in choices)
        self.list.setFixedHeight(rows * (self.list.sizeHintForRow(0) or metrics.height()) + 6)
        self.setFixedWidth(max(26 * metrics.averageCharWidth(), widest + 48))
        self.adjustSize()
        screen = QGuiApplication.screenAt(at) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        if at.y() + self.height() > room.bottom():
            at = QPoint(at.x(), at.y() - line - self.height())
        self.move(min(at.x(), room.right() - self.width()), at.y())
        self.show()

    def takes(self, event: QKeyEvent) -> bool:
        """Use a key that the list is for: up, down, take it, or leave it."""
        if not self.isVisible():
            return False
        key = event.key()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}:
            self._take()
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        event.accept()
        return True

    def _take(self) -> None:
        row = self.list.currentRow()
        self.hide()
        if 0 <= row < len(self._choices):
            self.taken.emit(self._choices[row])

    def _on_current(self) -> None:
        row = self.list.currentRow()
        about = self._choices[row].about if 0 <= row < len(self._choices) else ""
        self._about.setText(about)
        self._about.setVisible(bool(about))
