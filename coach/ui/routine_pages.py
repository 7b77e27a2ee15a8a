"""The pages of routines and exercises: opened, made anew when the colours change, and left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coach.ui.routine_page import page
from coach.ui.routine_view import RoutineView

if TYPE_CHECKING:
    from coach.learn.book import Book
    from coach.ui.figures import Figures
    from coach.ui.pages import Pages
    from coach.ui.safety_gate import SafetyGate
    from coach.ui.services import Services
    from coach.ui.theme import Theme


class RoutinePages(QObject):
    """At most one page at a time. What it shows comes from the library as the safety answers leave it."""

    start_wanted = Signal(str)
    back_wanted = Signal(bool)
    """Whether one came from a guidance page, and would go back there."""
    get_help_wanted = Signal()
    read_wanted = Signal(str, str)
    """A guidance page, and the place that the way back leads to (`exercise:…`)."""
    opened = Signal()

    def __init__(
        self, theme: Theme, services: Services, pages: Pages, figures: Figures, gate: SafetyGate, book: Book
    ) -> None:
        super().__init__(pages)
        self._theme = theme
        self._services = services
        self._pages = pages
        self._figures = figures
        self._gate = gate
        self._book = book
        self._id = ""
        self._is_from_learn = False
        self._view: RoutineView | None = None
        theme.changed.connect(self._on_theme_changed)

    def open(self, identity: str, *, from_learn: bool = False) -> None:
        """Show the page of this routine or exercise; the library has been read."""
        shelf = self._services.library.shelf
        assert shelf is not None  # noqa: S101 - see above
        adapted = shelf.adapt(identity)
        library = shelf.library if adapted.document else shelf.written
        shown = page(library, identity, self._services.sides, adapted)
        view = RoutineView(self._theme, shown, self._figures)
        favourites = self._services.favourites
        view.favourite.setChecked(identity in favourites.value)
        view.favourite.clicked.connect(lambda kept: favourites.put(identity, kept=kept))
        exercise = None if identity in library.routines else library.exercises[identity]
        kind = "exercise" if exercise else "routine"
        guides = self._book.about(exercise) if exercise else self._book.naming(kind, identity)
        view.show_reading(guides, back="Learn" if from_learn else "Library")
        view.start_wanted.connect(self.start_wanted)
        view.other_wanted.connect(self.open)
        view.answers_wanted.connect(lambda: self._gate.ask(identity, adapted.tags))
        view.confirmed.connect(self._gate.confirm)
        view.back_wanted.connect(lambda: self.back_wanted.emit(from_learn))
        view.get_help_wanted.connect(self.get_help_wanted)
        view.print_wanted.connect(lambda: self.show_handout(identity))
        view.read_wanted.connect(lambda name: self.read_wanted.emit(name, f"{kind}:{identity}"))
        self._id, self._is_from_learn, self._view = identity, from_learn, view
        self._figures.warm()  # they may start
        self.opened.emit()
        self._pages.show_page(view)
        if self._pages.current is view:  # or it has been made anew, in other colours
            view.first.setFocus()

    def show_handout(self, identity: str) -> None:
        """How this routine or exercise looks on paper; the way back leads to its page.

        Where it is not for this person, its page is shown instead, which says why.
        """
        from coach.bundle.exchange import code_of  # noqa: PLC0415  # few print
        from coach.handout.sheet import sheet  # noqa: PLC0415  # the same
        from coach.ui.handout_view import HandoutView  # noqa: PLC0415  # the same

        shelf = self._services.library.shelf
        assert shelf is not None  # noqa: S101 - the library has been read
        adapted = shelf.adapt(identity)
        if adapted.document is None:  # an author prints whatever is written
            self.open(identity)
            return
        made = sheet(shelf.library, identity, self._services.sides, adapted)
        code = code_of(identity, shelf.written)
        view = HandoutView(self._theme, [made], self._figures, code)
        view.back_wanted.connect(lambda: self.open(identity, from_learn=self._is_from_learn))
        self._pages.show_page(view)
        view.first.setFocus()

    def _on_theme_changed(self) -> None:
        if self._view is not None and self._pages.current is self._view and not self._theme.is_night:
            self.open(self._id, from_learn=self._is_from_learn)
