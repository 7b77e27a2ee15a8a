"""A page that scrolls over a foot that stays: what one reads, and the few answers to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import WIDTH, Page


class FootedPage(QWidget):
    """Add to `column` what is read and to the foot, with `answer`, what can be done about it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.page = Page()
        self.page.setAccessibleName(title)
        self.setWindowTitle(title)
        self.column = self.page.column
        foot = QFrame()
        foot.setObjectName("foot")
        middle = QWidget()
        middle.setMaximumWidth(WIDTH * self.fontMetrics().horizontalAdvance("x"))
        self._answers = FlowLayout(spacing=12)
        column = QVBoxLayout(middle)
        column.setContentsMargins(32, 12, 32, 12)
        column.addLayout(self._answers)
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.page, 1)
        layout.addWidget(foot)

    def answer(self, label: str, kind: str = "") -> QPushButton:
        """Add a button at the foot; `kind` is one of the style sheet's (primary, quiet)."""
        button = QPushButton(label)
        button.setProperty("kind", kind)
        button.setAutoDefault(True)
        self._answers.addWidget(button)
        return button
