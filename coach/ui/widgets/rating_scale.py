"""A question with a scale from 0 to 10, or with yes and no: large cells, keys, words; no colour needed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from coach.player.rating import YES, Kind
from coach.ui import told
from coach.ui.widgets.face import picture
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import text

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

    from coach.ui.theme import Theme

FACE: Final = 40
GAP: Final = 3
PAD: Final = 10
_BACK: Final = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})


class RatingScale(QWidget):
    """One answer or none. `rated` carries 0 to 10, or -1 when an answer is taken back.

    With the keyboard on it a digit answers (1 and then 0 is 10), the arrows move, Backspace takes it back; Y
    and N where it is a question of yes or no.
    """

    rated = Signal(int)

    def __init__(self, theme: Theme, kind: Kind, question: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.kind = kind
        self.value: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        question = question or told.QUESTIONS[kind]
        self.setAccessibleName(question)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD, PAD, PAD, PAD)
        column.setSpacing(8)
        column.addWidget(text(question, "heading"))
        row = FlowLayout(spacing=GAP)
        values = (0, YES) if kind in told.YES_OR_NO else range(YES + 1)
        self.cells = {value: self._cell(value) for value in values}
        for cell in self.cells.values():
            row.addWidget(cell)
        column.addLayout(row)
        self.meaning = text("", "strong")
        column.addWidget(self.meaning)
        theme.changed.connect(self._paint)
        self._paint()
        self._say()

    def choose(self, value: int | None) -> None:
        """Answer, or take the answer back."""
        if value != self.value:
            self.value = value
            self._say()
            self.rated.emit(-1 if value is None else value)

    def sizeHint(self) -> QSize:
        """All cells in one row, if there is room; the height follows from the width it gets."""
        width = sum(cell.sizeHint().width() + GAP for cell in self.cells.values()) + 2 * PAD
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A frame says that it has the keyboard."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.colors.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, arrows, Backspace; Y and N."""
        value = self._typed(event)
        if event.key() in _BACK:
            self.choose(None)
        elif value is not None:
            self.choose(value)
        else:
            super().keyPressEvent(event)

    def _typed(self, event: QKeyEvent) -> int | None:
        """The answer that a key gives, if it gives one."""
        said = event.text().lower()
        values = list(self.cells)
        if self.kind in told.YES_OR_NO:
            return {"y": YES, "n": 0, "1": YES, "0": 0}.get(said)
        if said.isascii() and said.isdigit():
            return YES if (self.value, said) == (1, "0") else int(said)
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None:
            return None
        return values[0] if self.value is None else max(0, min(YES, self.value + by))

    def _cell(self, value: int) -> QToolButton:
        cell = QToolButton()
        label = told.level(self.kind, value)
        cell.setText(label if self.kind in told.YES_OR_NO else str(value))
        cell.setCheckable(True)
        cell.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the scale itself has the keyboard
        cell.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        name = label if self.kind in told.YES_OR_NO else f"{value}: {label}"
        cell.setAccessibleName(f"{told.NAMES[self.kind]} {name}")
        cell.setToolTip(label)
        cell.clicked.connect(partial(self._on_clicked, value))
        return cell

    def _on_clicked(self, value: int, *_checked: bool) -> None:
        self.setFocus()
        self.choose(None if self.value == value else value)

    def _say(self) -> None:
        for value, cell in self.cells.items():
            cell.setChecked(value == self.value)
        words = "" if self.value is None else told.level(self.kind, self.value)
        if words and self.kind not in told.YES_OR_NO:
            words = f"{self.value} of 10: {words[0].lower()}{words[1:]}"
        self.meaning.setText(words or "Not said")
        self.setAccessibleDescription(words or "Not said")

    def _paint(self) -> None:
        if self.kind in told.YES_OR_NO:
            return
        size, ratio = self._theme.px(FACE), self.devicePixelRatioF()
        for value, cell in self.cells.items():
            drawn = picture(value, self._theme.colors.text, size, ratio, is_face=self.kind is Kind.PAIN)
            cell.setIcon(drawn)
            cell.setIconSize(QSize(size, size))
