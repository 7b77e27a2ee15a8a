"""A button with a title that may be long: on one line where there is room, wrapped where there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout

from coach.ui.widgets.page import text
from coach.ui.widgets.wordy_button import WordyButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

PADDING = (18, 10, 18, 10)
"""Pixels round the words, as other buttons have."""


class TitleButton(WordyButton):
    """Its layout asks for a line; whoever lays it out may give it less width, and then more height."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "answer")
        self.setAccessibleName(title)
        self.setAutoDefault(True)
        self.label = text(title, "strong")
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(*PADDING)
        row.addWidget(self.label)

    def sizeHint(self) -> QSize:
        """The whole title on one line."""
        metrics = self.label.fontMetrics()
        width = (
            metrics.horizontalAdvance(self.label.text())
            + PADDING[0]
            + PADDING[2]
            + metrics.averageCharWidth()
        )
        return QSize(width, self.heightForWidth(width))
