"""The window: navigation at the side, and one page at a time."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from coach import paths
from coach.ui.day import Day
from coach.ui.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QCloseEvent, QShowEvent

    from coach.routine.index import Card, Index
    from coach.ui.aids import Aids
    from coach.ui.author.author_view import AuthorView
    from coach.ui.breaks import Breaks
    from coach.ui.card_pictures import CardPictures
    from coach.ui.figures import Figures
    from coach.ui.guidance import Guidance
    from coach.ui.history_pages import HistoryPages
    from coach.ui.learn_view import LearnView
    from coach.ui.library_view import LibraryView
    from coach.ui.programme_pages import ProgrammePages
    from coach.ui.rescue import Rescue
    from coach.ui.routine_pages import RoutinePages
    from coach.ui.safety_gate import SafetyGate
    from coach.ui.services import Services
    from coach.ui.session import Session
    from coach.ui.sessions import Sessions
    from coach.ui.theme import Theme

TEXT_STEP = 25
"""Per cent that one press of + or - changes the text size by."""
TEXT_LEAST, TEXT_MOST = 100, 200

GONE = {
    "sleep": "Paused while the computer slept. Go on when you are ready.",
    "lock": "Paused while the screen was locked. Go on when you are ready.",
    "diary": "Paused while you wrote a cramp down. Go on when you are ready.",
}


class MainWindow(Frame):
    """Opens on Today. Other views are made, and their modules loaded, when first wanted.

    `speed` makes sessions run faster, for authors who rehearse a routine.
    """

    def __init__(self, theme: Theme, services: Services, speed: float = 1.0) -> None:
        self.day = Day(theme, services)
        super().__init__(theme, self.day.view)
        self.day.setParent(self)
        self.services = services
        self._speed = speed
        self._wanted: tuple[str, bool] | None = None
        self._may_offer = False
        self._home = self.show_today
        """The place that one comes back to after a session."""
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

    @cached_property
    def library(self) -> LibraryView:
        """The cards of all routines and exercises."""
        from coach.ui.library_view import LibraryView  # noqa: PLC0415  # not needed for the first frame

        made = LibraryView(self._theme)
        made.card_opened.connect(self.open_card)
        made.problems_wanted.connect(self.show_problems)
        made.settle()
        made.show_favourites(self.services.favourites.value)
        self.services.favourites.changed.connect(made.show_favourites)
        if self.services.library.index is not None:
            made.show_index(self.services.library.index)
        if self.services.library.shelf is not None:
            made.show_pictures(self._pictures)
        if "figures" in self.__dict__:
            self.figures.still_made.connect(made.repaint_cards)
        self.pages.keep(made)
        return made

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
        if "library" in self.__dict__:
            figures.still_made.connect(self.library.repaint_cards)
        return figures

    @cached_property
    def _pictures(self) -> CardPictures:
        from coach.ui.card_pictures import CardPictures  # noqa: PLC0415  # after the first frame

        return CardPictures(self.figures)

    @cached_property
    def routine_pages(self) -> RoutinePages:
        """The pages of routines and exercises."""
        from coach.ui.routine_pages import RoutinePages  # noqa: PLC0415  # loads when first wanted

        book = self.guidance.book
        made = RoutinePages(self._theme, self.services, self.pages, self.figures, self.gate, book)
        made.start_wanted.connect(self.play)
        made.back_wanted.connect(self._back_from_page)
        made.get_help_wanted.connect(self.show_get_help)
        made.read_wanted.connect(self.read_more)
        if self.aids is not None:
            made.opened.connect(self.aids.prepare)
        return made

    @cached_property
    def programme_pages(self) -> ProgrammePages:
        """The pages of programmes."""
        from coach.ui.programme_pages import ProgrammePages  # noqa: PLC0415  # loads when first wanted

        made = ProgrammePages(self._theme, self.services, self.pages, self.figures)
        made.play_wanted.connect(self.play)
        made.page_wanted.connect(self.open_page)
        made.back_wanted.connect(self.show_library)
        return made

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
    def gate(self) -> SafetyGate:
        """What stands between a person and a session: their safety answers."""
        from coach.ui.safety_gate import SafetyGate  # noqa: PLC0415  # loads when first wanted

        services = self.services
        show = self.pages.show_page
        gate = SafetyGate(self._theme, services.library, services.safety, services.clock, show)
        gate.page_wanted.connect(self.open_page)
        gate.get_help_wanted.connect(self.show_get_help)
        gate.read_wanted.connect(lambda page, tag: self.read_more(page, f"condition:{tag}"))
        return gate

    @cached_property
    def aids(self) -> Aids | None:
        """What goes along with sessions."""
        return self.services.new_aids() if self.services.new_aids else None

    @cached_property
    def sessions(self) -> Sessions:
        """The way to a session."""
        from coach.ui.sessions import Sessions  # noqa: PLC0415  # loads when first wanted

        made = Sessions(
            self._theme, self.services, self.pages, self.figures, self.gate, self.aids, self._speed
        )
        made.begun.connect(self.side.hide)
        made.begun.connect(lambda: self.day.session_begun(made.session))
        made.ended.connect(self.side.show)
        made.ended.connect(self.day.session_ended)
        made.left.connect(self._on_session_left)
        made.page_wanted.connect(self.open_page)
        made.get_help_wanted.connect(self.show_get_help)
        made.rescue_wanted.connect(self.cramp_now)
        made.full_screen_wanted.connect(self.toggle_full_screen)
        made.text_size_wanted.connect(self.change_text_size)
        return made

    @cached_property
    def rescue(self) -> Rescue:
        """Help with a cramp."""
        from coach.ui.rescue import Rescue  # noqa: PLC0415  # loads when first wanted

        made = Rescue(self._theme, self.services, self.pages)
        made.begun.connect(self.side.hide)
        made.play_wanted.connect(self.play)
        made.left.connect(self._on_session_left)
        made.get_help_wanted.connect(self.show_get_help)
        return made

    @cached_property
    def breaks(self) -> Breaks:
        """Pauses that fill the screen."""
        from coach.ui.breaks import Breaks  # noqa: PLC0415  # loads when first wanted

        made = Breaks(
            self._theme,
            self.services,
            lambda: self.figures,
            lambda: self._pictures,
            lambda: self.aids,
            self.day.tell,
            self,
        )
        made.begun.connect(self.day.session_begun)
        made.ended.connect(self.day.session_ended)
        made.page_wanted.connect(self._come_with_page)
        made.cramp_wanted.connect(self._come_with_help)
        made.text_size_wanted.connect(self.change_text_size)
        return made

    @property
    def session(self) -> Session | None:
        """The session in hand, over or not."""
        return self.sessions.session if "sessions" in self.__dict__ else None

    @cached_property
    def guidance(self) -> Guidance:
        """The guidance pages."""
        from coach.ui.guidance import Guidance  # noqa: PLC0415  # loads when first wanted

        made = Guidance(self._theme, self.services, self.pages)
        made.document_wanted.connect(lambda identity: self.open_page(identity, from_learn=True))
        made.condition_wanted.connect(lambda tag: self.gate.show_answers(made.show, tag))
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
        if self.session is not None and self.session.is_over:
            self.sessions.end()
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
        self._home = self.show_library
        self.pages.show_page(self.library)
        self.side.show_place("library")
        self.library.grid.setFocus()

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

        audio = self.aids.audio if self.aids else None
        view = SettingsView(self.services.settings, self.services.safety.value, audio)
        view.safety_wanted.connect(lambda: self.gate.show_answers(self.show_settings))
        view.data_wanted.connect(self.history_pages.show_data)
        self.pages.show_page(view)
        self.side.show_place("settings")

    def show_problems(self) -> None:
        """Files with problems."""
        from coach.ui.problems_view import ProblemsView  # noqa: PLC0415  # loads when first wanted

        index = self.services.library.index
        if index is not None:
            view = ProblemsView(self._theme, index)
            view.back_wanted.connect(self.show_library)
            view.mend_wanted.connect(self._mend)
            self.pages.show_page(view)

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

    def open_card(self, card: Card) -> None:
        """The page of a routine or an exercise."""
        self.open_page(card.id)

    def open_page(self, identity: str, *, from_learn: bool = False) -> None:
        """The page of the routine or exercise with this id, as soon as the library has been read.

        `from_learn`: the way back leads to the guidance page that one was reading.
        """
        if self.services.library.shelf is None:
            self._wanted = (identity, from_learn)
        elif self.services.library.shelf.index.regimen(identity) is not None:
            self.programme_pages.open(identity)
        else:
            self.routine_pages.open(identity, from_learn=from_learn)

    def _play_saved(self, identity: str, item: int) -> None:
        """Try what has just been saved, once it has been read."""
        self.services.library.when_read(lambda: self.sessions.rehearse(identity, item))

    def _print_saved(self, identity: str) -> None:
        """Show what has just been saved as it looks on paper."""
        self.services.library.when_read(lambda: self.routine_pages.show_handout(identity))

    # -- a session --------------------------------------------------------------------------------

    def play(
        self, identity: str, answers: Mapping[str, str] | None = None, since: float | None = None
    ) -> None:
        """Begin a session of the routine or exercise with this id, as `Sessions.play` has it."""
        self.sessions.play(identity, answers, since)

    def play_if_idle(self, identity: str) -> None:
        """As `play`, unless a session is running: that is never interrupted."""
        if not self.sessions.play_if_idle(identity):
            self.say(f"There is no routine or exercise `{identity}` here.")
            self.show_today()

    def on_gone(self, why: str) -> None:
        """The computer goes to sleep (`sleep`) or the screen is locked (`lock`): a session waits."""
        pause = self.breaks.session if "breaks" in self.__dict__ else None
        for session in (self.session, pause):
            if session is not None:
                session.hold(GONE[why])

    def break_now(self, rule: str) -> bool:
        """Offer the pause of a rule on the whole screen; whether there is such a rule and nothing runs."""
        found = self.day.rule(rule)
        if found is None or (self.session is not None and not self.session.is_over):
            return False
        self.breaks.begin(found)
        return True

    def _come_with_page(self, identity: str) -> None:
        self.show()
        self.open_page(identity)

    def _come_with_help(self) -> None:
        self.show()
        self.cramp_now()

    def cramp_now(self, place: str = "") -> None:
        """Help with a cramp at once, in `place` if it is known. What runs is ended; it is in the history.

        A press of the key during a rescue changes nothing: a hand that cramps may press twice.
        """
        session = self.session
        if not place and self._is_rescuing:
            return
        _close_dialogs()
        if session is not None:
            self.sessions.end()
        if "breaks" in self.__dict__:
            self.breaks.close()
        self.rescue.begin(place)

    def write_down(self, *, is_now: bool) -> None:
        """The timer for a cramp that goes on now, or an empty form; a session waits under it.

        A rescue counts the time itself, and offers to write it down.
        """
        if self._is_rescuing:
            return
        _close_dialogs()
        if "breaks" in self.__dict__:
            self.breaks.close()
        session = self.session
        if session is not None:
            session.show_large()
            session.hold(GONE["diary"])
        self.history_pages.show_at_once(is_now=is_now, over=session is not None)

    @property
    def _is_rescuing(self) -> bool:
        session = self.session
        return session is not None and not session.is_over and bool(session.view.property("night"))

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

    def _back_from_page(self, from_learn: bool) -> None:
        if not (from_learn and self.guidance.go_back()):
            self.show_library()

    def _on_library_ready(self, index: Index) -> None:
        shelf, today = self.services.library.shelf, self.day.view
        if shelf is not None:
            self._pictures.use(shelf)
            today.show_pictures(self._pictures)
        today.show_index(index)
        if "library" in self.__dict__:
            self._show_in_library(index)
        is_home = self.pages.current in {today, self.__dict__.get("library")}
        if self.pages.current is today and self.focusWidget() in {None, today}:
            today.take_keyboard()
        if self._wanted is not None:
            (identity, from_learn), self._wanted = self._wanted, None
            self.open_page(identity, from_learn=from_learn)
        elif self._may_offer and is_home and self.sessions.offer_lost():
            pass
        elif self._may_offer and not self.services.safety.value.seen and is_home:
            self._may_offer = False
            self.gate.show_answers(self._home)

    def _show_in_library(self, index: Index) -> None:
        if self.services.library.shelf is not None:
            self.library.show_pictures(self._pictures)
        self.library.show_index(index)
        if self.pages.current is self.library and not self.library.search.hasFocus():
            self.library.grid.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the keyboard on what can be begun: Enter does."""
        super().showEvent(event)
        if self.pages.current is self.day.view:
            self.day.view.take_keyboard()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the session that runs; what was done is in the history."""
        if "sessions" in self.__dict__:
            self.sessions.end()
        if "breaks" in self.__dict__:
            self.breaks.close()
        if "aids" in self.__dict__ and self.aids is not None:
            self.aids.close()
        super().closeEvent(event)


def _close_dialogs() -> None:
    while (dialog := QApplication.activeModalWidget()) is not None and dialog.close():
        pass
