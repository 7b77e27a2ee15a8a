"""The window: navigation at the side, and one page at a time."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QKeySequence, QShortcut

from coach import paths
from coach.ui.day import Day
from coach.ui.frame import Frame
from coach.ui.leading import Leading
from coach.ui.library_pages import LibraryPages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QCloseEvent, QShowEvent

    from coach.routine.index import Index
    from coach.ui.author.author_view import AuthorView
    from coach.ui.card_pictures import CardPictures
    from coach.ui.figures import Figures
    from coach.ui.guidance import Guidance
    from coach.ui.history_pages import HistoryPages
    from coach.ui.learn_view import LearnView
    from coach.ui.library_view import LibraryView
    from coach.ui.services import Services
    from coach.ui.session import Session
    from coach.ui.theme import Theme

TEXT_STEP = 25
"""Per cent that one press of + or - changes the text size by."""
TEXT_LEAST, TEXT_MOST = 100, 200


class MainWindow(Frame):
    """Opens on Today. Other views are made, and their modules loaded, when first wanted.

    `speed` makes sessions run faster, for authors who rehearse a routine.
    """

    def __init__(self, theme: Theme, services: Services, speed: float = 1.0) -> None:
        self.day = Day(theme, services)
        super().__init__(theme, self.day.view)
        self.day.setParent(self)
        self.services = services
        self._may_offer = False
        self._home = self.show_today
        """The place that one comes back to after a session."""
        shared = (lambda: self.figures, lambda: self._pictures)
        self.leading = Leading(theme, services, self.pages, self.day, *shared, speed)
        self.library_pages = LibraryPages(
            theme, services, self.pages, self.leading, *shared, lambda: self.guidance
        )
        self._join_leading()
        self._join_library()
        self.day.play_wanted.connect(self.play)
        self.day.view.programme_wanted.connect(self.open_page)
        self.day.shown.connect(self.side.show_place)
        self.day.view.reminders_wanted.connect(self.show_reminders)
        self.side.wanted.connect(self.go_to)
        self.side.cramp_wanted.connect(self.cramp_now)
        self.side.writing_wanted.connect(self.day.toggle_writing)
        self.day.writing_told.connect(self.side.show_writing)
        anywhere = Qt.ShortcutContext.ApplicationShortcut  # in the small window too
        QShortcut(QKeySequence("F1"), self, context=anywhere).activated.connect(self.cramp_now)
        services.library.ready.connect(self._on_library_ready)
        if (cards := services.library.cached()) is not None:
            self.day.view.show_index(cards)
        self.side.show_place("today")

    def _join_leading(self) -> None:
        leading = self.leading
        leading.begun.connect(self.side.hide)
        leading.ended.connect(self.side.show)
        leading.left.connect(self._on_session_left)
        leading.window_wanted.connect(self.show)
        leading.page_wanted.connect(self.open_page)
        leading.read_wanted.connect(self.read_more)
        leading.get_help_wanted.connect(self.show_get_help)
        leading.full_screen_wanted.connect(self.toggle_full_screen)
        leading.text_size_wanted.connect(self.change_text_size)

    def _join_library(self) -> None:
        library = self.library_pages
        library.shown.connect(self._on_library_shown)
        library.play_wanted.connect(self.play)
        library.mend_wanted.connect(self._mend)
        library.read_wanted.connect(self.read_more)
        library.get_help_wanted.connect(self.show_get_help)

    @property
    def library(self) -> LibraryView:
        """The cards of all routines and exercises."""
        return self.library_pages.view

    @property
    def session(self) -> Session | None:
        """The session in hand, over or not."""
        return self.leading.session

    @cached_property
    def author(self) -> AuthorView:
        """Where routine files are written."""
        from coach.ui.author.author_view import AuthorView  # noqa: PLC0415  # few write

        made = AuthorView(self._theme, self.services)
        made.play_wanted.connect(self._play_saved)
        made.print_wanted.connect(self._print_saved)
        made.saved.connect(self.services.library.read)
        self.services.library.ready.connect(made.show_library)
        self.pages.keep(made)
        return made

    @cached_property
    def figures(self) -> Figures:
        """The moving figure and its stills."""
        from coach.ui.figures import Figures  # noqa: PLC0415  # not needed for the first frame

        figures = Figures(self._theme, self.services.settings, self.services.library.given)
        figures.still_made.connect(self.day.view.repaint_pictures)
        figures.still_made.connect(self.library_pages.repaint)
        return figures

    @cached_property
    def _pictures(self) -> CardPictures:
        from coach.ui.card_pictures import CardPictures  # noqa: PLC0415  # after the first frame

        return CardPictures(self.figures)

    @cached_property
    def history_pages(self) -> HistoryPages:
        """The history and what one comes to from it."""
        from coach.ui.history_pages import HistoryPages  # noqa: PLC0415  # loads when first wanted

        made = HistoryPages(self._theme, self.services, self.pages)
        made.rescue_wanted.connect(self.cramp_now)
        made.get_help_wanted.connect(self.show_get_help)
        made.shown.connect(lambda: self.side.show_place("history"))
        made.replaced.connect(self.look_again)
        return made

    @cached_property
    def guidance(self) -> Guidance:
        """The guidance pages."""
        from coach.ui.guidance import Guidance  # noqa: PLC0415  # loads when first wanted

        made = Guidance(self._theme, self.services, self.pages)
        made.document_wanted.connect(lambda identity: self.open_page(identity, from_learn=True))
        made.condition_wanted.connect(lambda tag: self.leading.gate.show_answers(made.show, tag))
        made.shown.connect(lambda: self.side.show_place("learn"))
        return made

    @property
    def learn(self) -> LearnView:
        """The view of the guidance pages."""
        return self.guidance.view

    def settle(self) -> None:
        """Make what the first frame could do without."""
        self._may_offer = True
        from coach.ui.whereabouts import StaysSeen  # noqa: PLC0415  # after the first frame

        StaysSeen(self)
        self.setWindowIcon(QIcon(str(paths.assets() / "icons" / "coach.svg")))
        self.day.settle()

    def look_again(self) -> None:
        """Others stand in place of the person's files: go on with those, without a new start."""
        self.services.read_again()
        self.day.look_again()
        if "history_pages" in self.__dict__:
            self.history_pages.look_again()

    # -- where one can go -------------------------------------------------------------------------

    def go_to(self, place: str) -> None:
        """Go to a place of the side bar; who leaves the Done page there has finished with its session."""
        self.leading.tidy()
        {
            "today": self.show_today,
            "library": self.show_library,
            "reminders": self.show_reminders,
            "learn": self.show_learn,
            "history": self.show_history,
            "author": self.show_author,
            "settings": self.show_settings,
            "get-help": self.show_get_help,
        }[place]()

    def show_today(self) -> None:
        """What is due now and next."""
        self._home = self.show_today
        self.day.show_today(self.pages)

    def show_reminders(self) -> None:
        """The rules of the reminders."""
        self.day.show_reminders(self.pages)

    def say(self, words: str) -> None:
        """Say something that the person should read once: on the Today page."""
        self.day.view.say(words)

    def show_library(self) -> None:
        """The Library, as it was left."""
        self.library_pages.show()

    def _on_library_shown(self) -> None:
        self._home = self.show_library
        self.side.show_place("library")

    def show_learn(self) -> None:
        """The guidance pages, as they were left."""
        self.guidance.show()

    def read_more(self, page: str, place: str) -> None:
        """The guidance page of this id; the way back leads to `place` (`exercise:…`), if given."""
        self.guidance.read(page, place)

    def show_history(self) -> None:
        """The sessions so far."""
        self.history_pages.show()

    def show_author(self) -> None:
        """The routine files, to be written; as they were left."""
        self._home = self.show_author
        self.pages.show_page(self.author)
        self.side.show_place("author")

    def show_settings(self) -> None:
        """What can be chosen."""
        from coach.ui.settings_view import SettingsView  # noqa: PLC0415  # loads when first wanted

        audio = self.leading.aids.audio if self.leading.aids else None
        view = SettingsView(self.services.settings, self.services.safety.value, audio)
        view.safety_wanted.connect(lambda: self.leading.gate.show_answers(self.show_settings))
        view.data_wanted.connect(self.history_pages.show_data)
        self.pages.show_page(view)
        self.side.show_place("settings")

    def _mend(self, path: str) -> None:
        self.show_author()
        self.author.open(Path(path))

    def show_get_help(self) -> None:
        """When to stop and get help; closing it goes back to where one was."""
        from coach.ui.get_help_view import GetHelpView  # noqa: PLC0415  # loads when first wanted

        before = self.pages.current
        if isinstance(before, GetHelpView):
            return
        view = GetHelpView(self.services.safety.value.emergency_number)
        view.setProperty("night", before.property("night"))
        view.closed.connect(partial(self.pages.uncover, view))
        self.pages.lay_over(view)
        view.close_button.setFocus()

    def open_page(self, identity: str, *, from_learn: bool = False) -> None:
        """The page of the routine, exercise or programme with this id, as `LibraryPages.open` has it."""
        self.library_pages.open(identity, from_learn=from_learn)

    def _play_saved(self, identity: str, item: int) -> None:
        """Try what has just been saved, once it has been read."""
        self.services.library.when_read(lambda: self.leading.sessions.rehearse(identity, item))

    def _print_saved(self, identity: str) -> None:
        """Show what has just been saved as it looks on paper."""
        self.services.library.when_read(lambda: self.library_pages.routine_pages.show_handout(identity))

    # -- a session --------------------------------------------------------------------------------

    def play(
        self, identity: str, answers: Mapping[str, str] | None = None, since: float | None = None
    ) -> None:
        """Begin a session of the routine or exercise with this id, as `Sessions.play` has it."""
        self.leading.play(identity, answers, since)

    def play_if_idle(self, identity: str) -> None:
        """As `play`, unless a session is running: that is never interrupted."""
        if not self.leading.sessions.play_if_idle(identity):
            self.say(f"There is no routine or exercise `{identity}` here.")
            self.show_today()

    def cramp_now(self, place: str = "") -> None:
        """Help with a cramp at once, in `place` if it is known."""
        self.leading.cramp_now(place)

    def write_down(self, *, is_now: bool) -> None:
        """The timer for a cramp that goes on now, or an empty form; a session waits under it.

        A rescue counts the time itself, and offers to write it down.
        """
        if not self.leading.is_rescuing:
            self.history_pages.show_at_once(is_now=is_now, over=self.leading.wait("diary"))

    def change_text_size(self, direction: int) -> None:
        """One step larger (+1) or smaller (-1)."""
        settings = self.services.settings.value
        size = settings.appearance.text_scale + direction * TEXT_STEP
        size = max(TEXT_LEAST, min(TEXT_MOST, size))
        appearance = replace(settings.appearance, text_scale=size)
        self.services.settings.change(replace(settings, appearance=appearance))

    def _on_session_left(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        self.side.show()
        self._home()

    # -- housekeeping -----------------------------------------------------------------------------

    def _on_library_ready(self, index: Index) -> None:
        shelf, today = self.services.library.shelf, self.day.view
        if shelf is not None:
            self._pictures.use(shelf)
            today.show_pictures(self._pictures)
        today.show_index(index)
        self.library_pages.show_index(index)
        is_home = self.pages.current is today or self.library_pages.is_home
        if self.pages.current is today and self.focusWidget() in {None, today}:
            today.take_keyboard()
        if not self.library_pages.open_what_waits() and self._may_offer and is_home:
            self._offer()

    def _offer(self) -> None:
        """At the start: to go on with a session that Coach died in, or else the safety answers once."""
        if not self.leading.sessions.offer_lost() and not self.services.safety.value.seen:
            self._may_offer = False
            self.leading.gate.show_answers(self._home)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the keyboard on what can be begun: Enter does."""
        super().showEvent(event)
        if self.pages.current is self.day.view:
            self.day.view.take_keyboard()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the session that runs; what was done is in the history."""
        self.leading.close()
        super().closeEvent(event)
