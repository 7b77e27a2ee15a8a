"""The pages of programmes: opened, made anew after each decision, and on paper."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coach.errors import CoachError
from coach.handout.often import rhythm
from coach.handout.sheet import programme_sheet
from coach.handout.words import words
from coach.routine.programme_course import Course, CourseEvent, Event
from coach.routine.programme_progress import Proposal, moved_on, not_yet
from coach.ui.programme_standing import Standing, standing
from coach.ui.programme_view import ProgrammeView

if TYPE_CHECKING:
    from coach.routine.programme import Regimen
    from coach.ui.figures import Figures
    from coach.ui.pages import Pages
    from coach.ui.services import Services
    from coach.ui.theme import Theme


class ProgrammePages(QObject):
    """At most one page at a time. What is decided on it is written into the history at once."""

    play_wanted = Signal(str)
    page_wanted = Signal(str)
    """The page of an item."""
    back_wanted = Signal()
    decided = Signal()
    """Something about a programme was written down."""

    def __init__(self, theme: Theme, services: Services, pages: Pages, figures: Figures) -> None:
        super().__init__(pages)
        self._theme = theme
        self._services = services
        self._pages = pages
        self._figures = figures
        self._view: ProgrammeView | None = None
        self._regimen: Regimen | None = None
        theme.changed.connect(self._on_theme_changed)

    def open(self, identity: str, trouble: str = "") -> None:
        """Show the page of this programme; the library has been read."""
        index = self._services.library.index
        regimen = index.regimen(identity) if index is not None else None
        if regimen is None:
            return
        now = self._services.clock.wall()
        try:
            with closing(self._services.open_store()) as store:
                found = standing(store, regimen, now)
        except CoachError as error:
            found = Standing(regimen, Course(), now.date(), (), None, ())
            trouble = f"{error} {error.advice}".strip()
        said = words("en")
        view = ProgrammeView(
            self._theme, found, {item.id: rhythm(item, said) for item in regimen.items}, trouble
        )
        favourites = self._services.favourites
        view.favourite.setChecked(identity in favourites.value)
        view.favourite.clicked.connect(lambda kept: favourites.put(identity, kept=kept))
        view.decided.connect(self._decide)
        view.moved_on.connect(self._move_on)
        view.stayed.connect(self._stay)
        view.moved_back.connect(lambda item: self._decide(Event.MOVED_BACK, "", item))
        view.play_wanted.connect(self.play_wanted)
        view.page_wanted.connect(self.page_wanted)
        view.print_wanted.connect(partial(self.show_handout, regimen, found.course))
        view.back_wanted.connect(self.back_wanted)
        self._regimen, self._view = regimen, view
        self._pages.show_page(view)
        view.first.setFocus()

    def show_handout(self, regimen: Regimen, course: Course) -> None:
        """How this programme looks on paper, as far as it has come; the way back leads to its page."""
        from coach.bundle.exchange import code_of  # noqa: PLC0415  # few print
        from coach.ui.handout_view import HandoutView  # noqa: PLC0415  # the same

        shelf = self._services.library.shelf
        assert shelf is not None  # noqa: S101 - its page is on show
        made = programme_sheet(shelf.library, regimen, self._services.sides, course)
        code = code_of(regimen.id, shelf.written)
        view = HandoutView(self._theme, [made], self._figures, code)
        view.back_wanted.connect(lambda: self.open(regimen.id))
        self._pages.show_page(view)
        view.first.setFocus()

    def _decide(self, event: Event, reason: str, item: str = "") -> None:
        assert self._regimen is not None  # noqa: S101 - its page is on show
        now, regimen = self._services.clock.wall(), self._regimen
        self._tell(CourseEvent(regimen.id, event, now.date(), now, regimen.revision, item, reason=reason))

    def _move_on(self, proposal: Proposal, by: str) -> None:
        assert self._regimen is not None  # noqa: S101 - its page is on show
        self._tell(moved_on(proposal, self._regimen.revision, self._services.clock.wall(), by))

    def _stay(self, proposal: Proposal) -> None:
        assert self._regimen is not None  # noqa: S101 - its page is on show
        self._tell(not_yet(proposal, self._regimen.revision, self._services.clock.wall()))

    def _tell(self, event: CourseEvent) -> None:
        trouble = ""
        try:
            with closing(self._services.open_store()) as store:
                store.tell_course(event)
        except CoachError as error:
            trouble = f"{error} {error.advice}".strip()
        self.open(event.programme, trouble)
        self.decided.emit()

    def _on_theme_changed(self) -> None:
        view, regimen = self._view, self._regimen
        if (
            view is not None
            and regimen is not None
            and self._pages.current is view
            and not self._theme.is_night
        ):
            self.open(regimen.id)
