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

    @property
    def over(self) -> QWidget | None:
        """The page that lies over the file; None where the file itself is on show."""
        page = self.currentWidget()
        return None if page is self._work else page

    def lay(self, page: QWidget) -> bool:
        """Lay a page over the file; whether that was done.

        One that lies there already stays, with what has been written into it, and the new one is done with.
        """
        if self.over is not None:
            page.deleteLater()
            return False
        self.addWidget(page)
        self.setCurrentWidget(page)
        return True

    def leave(self, page: QWidget) -> None:
        """Go back to the file."""
        self.setCurrentWidget(self._work)
        self.removeWidget(page)
        page.deleteLater()

    def uncover(self) -> None:
        """Go back to the file, whatever lies over it."""
        if self.over is not None:
            self.leave(self.over)
