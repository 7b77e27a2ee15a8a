"""A page that scrolls: a column of readable width with room around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

WIDTH = 108
"""The widest a column gets, in widths of an x: lines stay readable, and large text gets more room."""
NARROW = 60
"""Widths of an x below which a column has narrow margins."""


class _Inner(QWidget):
    """What scrolls: as high as its words are at the width it has, not at the narrowest it could have."""

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the page; the height follows from the width."""
        return QSize(super().minimumSizeHint().width(), 0)


class Page(QScrollArea):
    """Add to `column`; it stays in the middle and scrolls when it must."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.windowTitleChanged.connect(self.setAccessibleName)  # the keyboard can be on it, to scroll
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = _Inner()
        inner.setObjectName("scrolled")
        middle = QWidget()
        middle.setMaximumWidth(WIDTH * self.fontMetrics().horizontalAdvance("x"))
        self.column = QVBoxLayout(middle)
        self.column.setSpacing(16)
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(middle, 1000)  # all the room up to its width; what is left over lies on both sides
        row.addStretch(1)
        self.setWidget(inner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is scarce, little of it is left empty at the edges."""
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW * self.fontMetrics().horizontalAdvance("x")
        self.column.setContentsMargins(*((16, 12, 16, 16) if is_narrow else (32, 28, 32, 32)))


def text(words: str, role: str = "", *, wraps: bool = True) -> QLabel:
    """Words, never markup; `role` is one of the style sheet's (title, heading, strong, muted, small, cue)."""
    label = QLabel(words)
    label.setWordWrap(wraps)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label


def card(name: str = "card") -> tuple[QFrame, QVBoxLayout]:
    """A box on the page (`card`, `caution` or `note` in the style sheet) and its column."""
    frame = QFrame()
    frame.setObjectName(name)
    column = QVBoxLayout(frame)
    column.setContentsMargins(20, 16, 20, 16)
    column.setSpacing(8)
    return frame, column


def empty(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            empty(inner)
