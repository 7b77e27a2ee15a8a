"""The Library and what its cards lead to: the pages of routines, exercises and programmes, files to mend."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.routine.index import Index
    from coach.ui.card_pictures import CardPictures
    from coach.ui.figures import Figures
    from coach.ui.guidance import Guidance
    from coach.ui.leading import Leading
    from coach.ui.library_view import LibraryView
    from coach.ui.pages import Pages
    from coach.ui.programme_pages import ProgrammePages
    from coach.ui.routine_pages import RoutinePages
    from coach.ui.services import Services
    from coach.ui.theme import Theme


class LibraryPages(QObject):
    """Each part is made, and its module loaded, when first wanted.

    `figures`, `pictures` and `guidance` give what all of the window share.
    """

    shown = Signal()
    """The Library is on show."""
    play_wanted = Signal(str)
    mend_wanted = Signal(str)
    """A file with problems, to be opened where files are written."""
    read_wanted = Signal(str, str)
    get_help_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        services: Services,
        pages: Pages,
        leading: Leading,
        figures: Callable[[], Figures],
        pictures: Callable[[], CardPictures],
        guidance: Callable[[], Guidance],
    ) -> None:
        super().__init__(pages)
        self._theme = theme
        self._services = services
        self._pages = pages
        self._leading = leading
        self._figures = figures
        self._pictures = pictures
        self._guidance = guidance
        self._wanted: tuple[str, bool] | None = None

    @cached_property
    def view(self) -> LibraryView:
        """The cards of all routines and exercises."""
        from coach.ui.library_view import LibraryView  # noqa: PLC0415  # not needed for the first frame

        library, favourites = self._services.library, self._services.favourites
        made = LibraryView(self._theme)
        made.card_opened.connect(lambda card: self.open(card.id))
        made.problems_wanted.connect(self.show_problems)
        made.settle()
        made.show_favourites(favourites.value)
        favourites.changed.connect(made.show_favourites)
        if library.index is not None:
            made.show_index(library.index)
        if library.shelf is not None:
            made.show_pictures(self._pictures())
        self._pages.keep(made)
        return made

    @cached_property
    def routine_pages(self) -> RoutinePages:
        """The pages of routines and exercises."""
        from coach.ui.routine_pages import RoutinePages  # noqa: PLC0415  # loads when first wanted

        leading = self._leading
        made = RoutinePages(
            self._theme, self._services, self._pages, self._figures(), leading.gate, self._guidance().book
        )
        made.start_wanted.connect(self.play_wanted)
        made.back_wanted.connect(self._on_back)
        made.get_help_wanted.connect(self.get_help_wanted)
        made.read_wanted.connect(self.read_wanted)
        if leading.aids is not None:
            made.opened.connect(leading.aids.prepare)
        return made

    @cached_property
    def programme_pages(self) -> ProgrammePages:
        """The pages of programmes."""
        from coach.ui.programme_pages import ProgrammePages  # noqa: PLC0415  # loads when first wanted

        made = ProgrammePages(self._theme, self._services, self._pages, self._figures())
        made.play_wanted.connect(self.play_wanted)
        made.page_wanted.connect(self.open)
        made.back_wanted.connect(self.show)
        return made

    @property
    def is_home(self) -> bool:
        """Whether the Library itself is on show."""
        return "view" in self.__dict__ and self._pages.current is self.view

    def show(self) -> None:
        """The Library, as it was left."""
        self._pages.show_page(self.view)
        self.shown.emit()
        self.view.grid.setFocus()

    def show_problems(self) -> None:
        """Files with problems."""
        from coach.ui.problems_view import ProblemsView  # noqa: PLC0415  # loads when first wanted

        index = self._services.library.index
        if index is not None:
            made = ProblemsView(self._theme, index)
            made.back_wanted.connect(self.show)
            made.mend_wanted.connect(self.mend_wanted)
            self._pages.show_page(made)

    def open(self, identity: str, *, from_learn: bool = False) -> None:
        """The page of the routine, exercise or programme with this id, as soon as the library has been read.

        `from_learn`: the way back leads to the guidance page that one was reading.
        """
        shelf = self._services.library.shelf
        if shelf is None:
            self._wanted = (identity, from_learn)
        elif shelf.index.regimen(identity) is not None:
            self.programme_pages.open(identity)
        else:
            self.routine_pages.open(identity, from_learn=from_learn)

    def open_what_waits(self) -> bool:
        """Open the page that was wanted before the library had been read; whether there was one."""
        if self._wanted is None:
            return False
        (identity, from_learn), self._wanted = self._wanted, None
        self.open(identity, from_learn=from_learn)
        return True

    def show_index(self, index: Index) -> None:
        """The library has been read, once more perhaps."""
        if "view" not in self.__dict__:
            return
        if self._services.library.shelf is not None:
            self.view.show_pictures(self._pictures())
        self.view.show_index(index)
        if self.is_home and not self.view.search.hasFocus():
            self.view.grid.setFocus()

    def repaint(self) -> None:
        """Another picture is there."""
        if "view" in self.__dict__:
            self.view.repaint_cards()

    def _on_back(self, from_learn: bool) -> None:
        if not (from_learn and self._guidance().go_back()):
            self.show()
