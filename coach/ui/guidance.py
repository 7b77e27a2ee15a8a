"""The guidance pages in the window: one view that is kept, and with it the place where one was reading."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coach import paths
from coach.learn.book import Book
from coach.ui.learn_view import LearnView

if TYPE_CHECKING:
    from coach.ui.pages import Pages
    from coach.ui.services import Services
    from coach.ui.theme import Theme


class Guidance(QObject):
    """Shows its view on `pages`, and leads from it to routines and to safety answers."""

    document_wanted = Signal(str)
    condition_wanted = Signal(str)
    shown = Signal()

    def __init__(self, theme: Theme, services: Services, pages: Pages) -> None:
        super().__init__(pages)
        self._theme = theme
        self._services = services
        self._pages = pages
        services.library.ready.connect(self._tell)

    @cached_property
    def book(self) -> Book:
        """The pages as they were read."""
        return Book.read(paths.assets() / "learn")

    @cached_property
    def view(self) -> LearnView:
        """Made when first wanted."""
        view = LearnView(self._theme, self.book)
        view.document_wanted.connect(self.document_wanted)
        view.condition_wanted.connect(self.condition_wanted)
        self._pages.keep(view)
        self._tell_view(view)
        return view

    def show(self) -> None:
        """The pages, as they were left."""
        self.view.return_to_page()
        self._pages.show_page(self.view)
        self.view.text.setFocus()
        self.shown.emit()

    def read(self, page: str, place: str) -> None:
        """The guidance page of this id; the way back leads to `place` (`exercise:…`), if given."""
        self.view.come_from(place)
        self.view.follow(f"page:{page}")
        self.show()

    def go_back(self) -> bool:
        """Back to where one came from to a routine; False if that is nowhere."""
        if not self.view.trail.has_back:
            return False
        self.view.back()
        self.show()
        return True

    def _tell(self) -> None:
        if "view" in self.__dict__:
            self._tell_view(self.view)

    def _tell_view(self, view: LearnView) -> None:
        """What the pages can lead to: nothing that is ruled out for this person."""
        index, library = self._services.library.index, self._services.library.library
        titles = {each.id: each.title for each in index.cards if not each.barred} if index else {}
        view.know(titles, library.sources if library else {})
