"""When to stop and when to get help: always one key away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coach import paths
from coach.learn.page import parse
from coach.learn.telling import plain
from coach.ui.widgets.page import text
from coach.ui.widgets.reading import Reading


class GetHelpView(QWidget):
    """The page of stop rules and red flags; `closed` goes back to where the person was.

    `number` is the person's own emergency number, shown at the top; it may be empty. The page says what to do
    and nothing about sources: those are on the same page in Learn.
    """

    closed = Signal()

    def __init__(self, number: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle("When to get help")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.number = text(f"Your emergency number: {number}", "title")
        self.number.setVisible(bool(number))
        self.text = Reading()
        self.text.setAccessibleName("When to stop and get help")
        self.text.show_markdown(_words())
        self.close_button = QPushButton("Back")
        self.close_button.setProperty("kind", "primary")
        self.close_button.setAutoDefault(True)
        self.close_button.setShortcut("Escape")
        self.close_button.clicked.connect(self.closed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 28, 32, 24)
        layout.setSpacing(16)
        layout.addWidget(self.number)
        layout.addWidget(self.text)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeft)


def _words() -> str:
    """The page without its marks; as it is in the file, should its head have been broken."""
    path = paths.assets() / "learn" / "get-help.md"
    words = path.read_text(encoding="utf-8")
    page, _ = parse(path, words)
    return plain(page) if page else words
