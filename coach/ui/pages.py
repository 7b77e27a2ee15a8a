"""The pages of the window, one at a time; what one has left is gone, except for what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Pages(QStackedWidget):
    """`first` is shown at the start and always kept."""

    retitled = Signal()
    """A page has another title."""

    def __init__(self, first: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = first
        self._kept = {first}
        self._under: dict[QWidget, QWidget] = {}
        self._add(first)

    @property
    def current(self) -> QWidget:
        """The page on show."""
        return self.currentWidget() or self.first

    def keep(self, page: QWidget) -> None:
        """Do not take this page away once one has left it."""
        self._kept.add(page)
        self._add(page)

    def show_page(self, page: QWidget) -> None:
        """Show a page and take away all others, on show or under another; those kept stay."""
        if self.indexOf(page) < 0:
            self._add(page)
        self.setCurrentWidget(page)
        if self.current is not page:
            return  # showing it has led on to another, which has seen to the rest
        for other in [self.widget(number) for number in range(self.count())]:
            if other is not None and other is not page and other not in self._kept:
                self.take_away(other)

    def lay_over(self, page: QWidget) -> None:
        """Show a page over the one on show, which stays until `uncover`."""
        self._under[page] = self.current
        self._add(page)
        self.setCurrentWidget(page)

    def uncover(self, page: QWidget) -> None:
        """Be done with a page that was laid over another, which is as it was."""
        before = self._under[page]
        self.setCurrentWidget(before)
        self.take_away(page)
        (before.focusWidget() or before).setFocus()

    def take_away(self, page: QWidget) -> None:
        """Be done with a page."""
        self._under.pop(page, None)
        self.removeWidget(page)
        page.deleteLater()

    def _add(self, page: QWidget) -> None:
        self.addWidget(page)
        page.windowTitleChanged.connect(self.retitled)
