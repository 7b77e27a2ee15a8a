"""The text editor for routine files: line numbers, messages underlined, keys and ids completed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QPainter,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from coach.routine.codes import Severity
from coach.ui.author.choices import Choices
from coach.ui.author.highlighter import Highlighter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from coach.author.completion import Choice, Completion
    from coach.routine.diagnostics import Diagnostic, Span
    from coach.ui.theme import Theme

INDENT: Final = "  "


class Editor(QPlainTextEdit):
    """`edited` carries the text after each change that a person made; completion comes from `complete`."""

    edited = Signal(str)
    moved = Signal(int)
    """The line of the cursor, from 1, is another."""

    def __init__(self, theme: Theme, complete: Callable[[str, int, int], Completion | None]) -> None:
        super().__init__()
        self._theme = theme
        self._complete = complete
        self._found: Sequence[Diagnostic] = ()
        self._marks: list[QTextEdit.ExtraSelection] = []
        self._is_quiet = False
        self._line = 0
        self.setAccessibleName("Routine file, as text")
        self.setAccessibleDescription("Tab moves a line in. Escape goes on to what comes next.")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(False)
        self.numbers = _Numbers(self)
        self.choices = Choices(self)
        self.choices.taken.connect(self._on_taken)
        self._highlighter = Highlighter(self.document(), theme.colors)
        self.blockCountChanged.connect(self._fit)
        self.updateRequest.connect(self._on_update)
        self.textChanged.connect(self._on_changed)
        self.cursorPositionChanged.connect(self._on_moved)
        theme.changed.connect(self._dress)
        self._dress()

    # -- the text ---------------------------------------------------------------------------------

    def open(self, text: str) -> None:
        """Another text: undo begins anew."""
        self._is_quiet = True
        self.setPlainText(text)
        self._is_quiet = False
        self.document().setModified(False)

    def take_over(self, text: str) -> None:
        """A change made elsewhere, as one step that can be undone; the cursor stays where it is."""
        old = self.toPlainText()
        start = _common(old, text)
        end = _common(old[start:][::-1], text[start:][::-1])
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(len(old) - end, QTextCursor.MoveMode.KeepAnchor)
        self._is_quiet = True
        cursor.insertText(text[start : len(text) - end])
        self._is_quiet = False

    def go_to(self, span: Span) -> None:
        """Put the cursor at the beginning of a span and show it."""
        block = self.document().findBlockByNumber(span.line - 1)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(span.column - 1, max(0, block.length() - 1)))
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus()

    def show_diagnostics(self, found: Sequence[Diagnostic]) -> None:
        """Underline what there is to say something about."""
        self._found = found
        looks = {severity: self._mark(severity) for severity in {each.severity for each in found}}
        self._marks = []
        for each in found:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._cursor_over(each.span)
            mark.format = looks[each.severity]
            self._marks.append(mark)
        self.setExtraSelections([self._here(), *self._marks])
        self.numbers.update()

    def severity_of(self, line: int) -> Severity | None:
        """The gravest thing that is said about a line, from 1."""
        here = [each.severity for each in self._found if each.span.line == line]
        return min(here, key=list(Severity).index, default=None)

    def said_at(self, line: int, column: int) -> str:
        """What is said about a place, both from 1."""
        return "\n".join(
            f"{each.message} {each.hint}".strip()
            for each in self._found
            if (each.span.line, each.span.column)
            <= (line, column)
            <= (each.span.end_line, each.span.end_column)
        )

    # -- keys -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps the indentation, Tab moves in, Ctrl+Space offers what can be typed.

        Escape goes on to what comes next, as Tab does elsewhere: nobody is caught here (WCAG 2.1.2).
        """
        if self.choices.takes(event):
            return
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key == Qt.Key.Key_Space and control:
            self.offer()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not control:
            self._new_line()
        elif key == Qt.Key.Key_Tab and not control:
            self._move_in()
        elif key == Qt.Key.Key_Backtab:
            self._move_out()
        elif key == Qt.Key.Key_Escape:
            self.setTabChangesFocus(True)  # else Qt does not let the keyboard go
            self.focusNextChild()
            self.setTabChangesFocus(False)
        else:
            super().keyPressEvent(event)
            if event.text().strip() or (event.text() == " " and self.choices.isVisible()):
                self.offer(asked=False)
            elif key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete} and self.choices.isVisible():
                self.offer()

    def offer(self, *, asked: bool = True) -> None:
        """Show what can be typed at the cursor; unasked only once there is something to go by."""
        cursor = self.textCursor()
        found = self._complete(self.toPlainText(), cursor.blockNumber(), cursor.positionInBlock())
        if found is None or not (asked or found.typed.strip()):
            self.choices.hide()
            return
        at = self.cursorRect(cursor)
        self.choices.offer(found.choices, self.viewport().mapToGlobal(at.bottomLeft()), at.height())

    def _on_taken(self, choice: Choice) -> None:
        cursor = self.textCursor()
        found = self._complete(self.toPlainText(), cursor.blockNumber(), cursor.positionInBlock())
        if found is not None:
            cursor.setPosition(cursor.block().position() + found.start)
            cursor.setPosition(self.textCursor().position(), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(choice.text)
        self.setTextCursor(cursor)
        if choice.text.endswith(": "):
            self.offer()

    def _new_line(self) -> None:
        cursor = self.textCursor()
        line = cursor.block().text()[: cursor.positionInBlock()]
        indent = line[: len(line) - len(line.lstrip(" "))]
        rest = line.strip()
        if rest.startswith("- ") and not rest.endswith(":"):
            indent += INDENT  # the next key of the same item
        elif rest.endswith(":"):
            indent += INDENT * (2 if rest.startswith("- ") else 1)
        cursor.insertText("\n" + indent)
        self.setTextCursor(cursor)

    def _move_in(self) -> None:
        cursor = self.textCursor()
        if cursor.hasSelection():
            self._each_line(lambda line: INDENT + line if line.strip() else line)
        else:
            cursor.insertText(" " * (len(INDENT) - cursor.positionInBlock() % len(INDENT)))

    def _move_out(self) -> None:
        self._each_line(
            lambda line: line.removeprefix(INDENT) if line.startswith(INDENT) else line.lstrip(" ")
        )

    def _each_line(self, change: Callable[[str], str]) -> None:
        cursor = self.textCursor()
        first = self.document().findBlock(cursor.selectionStart())
        last = self.document().findBlock(max(cursor.selectionStart(), cursor.selectionEnd() - 1))
        cursor.setPosition(first.position())
        cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        lines = cursor.selection().toPlainText().split("\n")
        start = cursor.selectionStart()
        cursor.insertText("\n".join(map(change, lines)))
        end = cursor.position()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        if len(lines) > 1:
            self.setTextCursor(cursor)

    # -- looks ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """What is said about a place shows when the pointer rests on it."""
        if event.type() == event.Type.ToolTip:
            position: QPoint = event.pos()  # type: ignore[attr-defined]  # a help event
            cursor = self.cursorForPosition(self.viewport().mapFrom(self, position))
            said = self.said_at(cursor.blockNumber() + 1, cursor.positionInBlock() + 1)
            QToolTip.showText(event.globalPos(), said, self) if said else QToolTip.hideText()  # type: ignore[attr-defined]  # the same
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers keep their column."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        self.numbers.setGeometry(QRect(inside.left(), inside.top(), self.numbers.needed(), inside.height()))

    def _fit(self) -> None:
        self.setViewportMargins(self.numbers.needed(), 0, 0, 0)

    def _on_update(self, area: QRect, scrolled: int) -> None:
        if scrolled:
            self.numbers.scroll(0, scrolled)
        else:
            self.numbers.update(0, area.y(), self.numbers.width(), area.height())

    def _on_changed(self) -> None:
        if not self._is_quiet:
            self.edited.emit(self.toPlainText())

    def _on_moved(self) -> None:
        self.setExtraSelections([self._here(), *self._marks])  # the marks follow the text by themselves
        line = self.textCursor().blockNumber() + 1
        if line != self._line:
            self._line = line
            self.moved.emit(line)
            self.choices.hide()

    def _dress(self) -> None:
        family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        # Columns must stand under one another; the window's style sheet would win over a font set here.
        self.setStyleSheet(f"font-family: '{family}'; font-size: {self._theme.px(14)}px;")
        self.setTabStopDistance(self.fontMetrics().horizontalAdvance("  "))
        self._highlighter.use(self._theme.colors)
        self._fit()
        self.show_diagnostics(self._found)

    def _here(self) -> QTextEdit.ExtraSelection:
        """The line of the cursor, lightly set off."""
        mark = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        look.setBackground(QColor(self._theme.colors.sunk))
        look.setProperty(QTextFormat.Property.FullWidthSelection, True)
        cursor = self.textCursor()
        cursor.clearSelection()
        mark.cursor = cursor
        mark.format = look
        return mark

    def _mark(self, severity: Severity) -> QTextCharFormat:
        colors = self._theme.colors
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        color = {Severity.ERROR: colors.bad, Severity.WARNING: colors.caution}.get(severity, colors.edge)
        look.setUnderlineColor(QColor(color))
        return look

    def _cursor_over(self, span: Span) -> QTextCursor:
        document = self.document()
        cursor = QTextCursor(document)
        for mode, line, column in (
            (QTextCursor.MoveMode.MoveAnchor, span.line, span.column),
            (QTextCursor.MoveMode.KeepAnchor, span.end_line, span.end_column),
        ):
            block = document.findBlockByNumber(line - 1)
            if not block.isValid():
                block = document.lastBlock()
            cursor.setPosition(block.position() + min(column - 1, max(0, block.length() - 1)), mode)
        if not cursor.hasSelection():
            cursor.movePosition(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
        return cursor


class _Numbers(QWidget):
    """The numbers of the lines, and a mark beside those that something is said about."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._editor = editor

    def needed(self) -> int:
        """Pixels for the longest number, a mark, and some room."""
        digits = max(2, len(str(self._editor.blockCount())))
        return self._editor.fontMetrics().horizontalAdvance("0") * (digits + 2) + 8

    def sizeHint(self) -> QSize:
        """As wide as needed."""
        return QSize(self.needed(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines on show."""
        editor, colors = self._editor, self._editor._theme.colors  # noqa: SLF001  # its own column
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(colors.ground))
        painter.setFont(editor.font())
        block = editor.firstVisibleBlock()
        top = editor.blockBoundingGeometry(block).translated(editor.contentOffset()).top()
        height = editor.fontMetrics().height()
        here = editor.textCursor().blockNumber()
        while block.isValid() and top <= event.rect().bottom():
            number = block.blockNumber()
            severity = editor.severity_of(number + 1)
            if severity is not None:
                painter.setPen(QColor(colors.bad if severity is Severity.ERROR else colors.caution))
                mark = "✖" if severity is Severity.ERROR else "▲" if severity is Severity.WARNING else "•"
                painter.drawText(QRect(2, round(top), self.width(), height), Qt.AlignmentFlag.AlignLeft, mark)
            painter.setPen(QColor(colors.text if number == here else colors.muted))
            room = QRect(0, round(top), self.width() - 8, height)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight, str(number + 1))
            top += editor.blockBoundingRect(block).height()
            block = block.next()


def _common(first: str, second: str) -> int:
    """How many characters two texts begin with alike."""
    length = min(len(first), len(second))
    return next((at for at in range(length) if first[at] != second[at]), length)
