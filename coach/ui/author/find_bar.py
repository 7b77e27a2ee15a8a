"""Find and replace in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from coach.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from coach.ui.author.editor import Editor


class FindBar(QWidget):
    """Enter finds the next, Shift+Enter the one before, Escape closes."""

    closed = Signal()

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor
        self.what, self.put = QLineEdit(), QLineEdit()
        self.what.setPlaceholderText("Find")
        self.put.setPlaceholderText("Replace with")
        self.what.setAccessibleName("Find")
        self.put.setAccessibleName("Replace with")
        self.said = QLabel()
        self.said.setProperty("role", "muted")
        row = FlowLayout(self)
        for widget in (self.what, self.put):
            widget.setMinimumWidth(18 * self.fontMetrics().averageCharWidth())
            row.addWidget(widget)
        for label, pressed in (
            ("Next", self.find_next),
            ("Replace", self.replace),
            ("Replace all", self.replace_all),
            ("Close", self.leave),
        ):
            button = QPushButton(label)
            button.clicked.connect(pressed)
            row.addWidget(button)
        row.addWidget(self.said)
        self.what.textEdited.connect(lambda _: self.find_next(again=True))
        self.hide()

    def begin(self) -> None:
        """Show the bar, with what is selected to be found."""
        chosen = self._editor.textCursor().selectedText()
        if chosen and "\u2029" not in chosen:
            self.what.setText(chosen)
        self.show()
        self.what.setFocus()
        self.what.selectAll()

    def find_next(self, *, again: bool = False, back: bool = False) -> bool:
        """Go to the next place, round the end if need be. `again`: the place at hand counts too."""
        wanted = self.what.text()
        if not wanted:
            self.said.clear()
            return False
        cursor = self._editor.textCursor()
        if again:
            cursor.setPosition(cursor.selectionStart())
            self._editor.setTextCursor(cursor)
        flags = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        if not self._editor.find(wanted, flags):
            end = QTextCursor.MoveOperation.End if back else QTextCursor.MoveOperation.Start
            self._editor.moveCursor(end)
            if not self._editor.find(wanted, flags):
                self._editor.setTextCursor(cursor)
                self.said.setText("Not found")
                return False
        count = self._editor.toPlainText().lower().count(wanted.lower())
        self.said.setText(f"{count} found")
        return True

    def replace(self) -> None:
        """Replace the place at hand and go to the next."""
        cursor = self._editor.textCursor()
        if cursor.selectedText().lower() == self.what.text().lower() and cursor.hasSelection():
            cursor.insertText(self.put.text())
        self.find_next()

    def replace_all(self) -> None:
        """Replace all places, as one step that can be undone."""
        wanted = self.what.text()
        if not wanted:
            return
        cursor = QTextCursor(self._editor.document())
        cursor.beginEditBlock()
        count = 0
        while not (found := self._editor.document().find(wanted, cursor)).isNull():
            found.insertText(self.put.text())
            cursor.setPosition(found.position())
            count += 1
        cursor.endEditBlock()
        self.said.setText(f"{count} replaced")

    def leave(self) -> None:
        """Back to the text."""
        self.hide()
        self._editor.setFocus()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that every editor has."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.find_next(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
