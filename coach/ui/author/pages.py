"""The file in hand, and over it the pages for what is done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Pages(QStackedWidget):
    """The workspace lies below; what is left is done with."""

    def __init__(self, work: QWidget) -> None:
        super().__init__()
        self.addWidget(work)
        self._work = work

    def lay(self, page: QWidget) -> None:
        """Lay a page over the file."""
        self.addWidget(page)
        self.setCurrentWidget(page)

    def leave(self, page: QWidget) -> None:
        """Go back to the file."""
        self.setCurrentWidget(self._work)
        self.removeWidget(page)
        page.deleteLater()
