"""When to stop and when to get help: always one key away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPushButton, QTextBrowser, QVBoxLayout, QWidget

from coach import paths


class GetHelpView(QWidget):
    """The page of stop rules and red flags; `closed` goes back to where the person was."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle("When to get help")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.text = QTextBrowser()
        self.text.setAccessibleName("When to stop and get help")
        self.text.setMarkdown((paths.assets() / "learn" / "get-help.md").read_text(encoding="utf-8"))
        self.close_button = QPushButton("Back")
        self.close_button.setProperty("kind", "primary")
        self.close_button.setAutoDefault(True)
        self.close_button.setShortcut("Escape")
        self.close_button.clicked.connect(self.closed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 28, 32, 24)
        layout.setSpacing(16)
        layout.addWidget(self.text)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeft)
        _space_out(self.text.document())


def _space_out(document: QTextDocument) -> None:
    """Give headings and lines the room that plain Markdown does not."""
    document.setDocumentMargin(4)
    document.setIndentWidth(22)
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        form = block.blockFormat()
        heading = form.headingLevel()
        form.setTopMargin(26 if heading > 1 else 0)
        form.setBottomMargin(10 if heading else 8)
        form.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setPosition(block.position())
        cursor.setBlockFormat(form)
        block = block.next()
