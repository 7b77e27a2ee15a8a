"""The window: navigation at the side, and one page at a time."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QWidget

from coach import paths
from coach.ui.library_view import LibraryView
from coach.ui.pages import Pages
from coach.ui.widgets.side_bar import SideBar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QCloseEvent, QPixmap, QResizeEvent, QShowEvent

    from coach.learn.book import Book
    from coach.routine.index import Card, Index
    from coach.routine.library import Library
    from coach.ui.aids import Aids
    from coach.ui.figures import Figures
    from coach.ui.learn_view import LearnView
    from coach.ui.rescue import Rescue
    from coach.ui.routine_view import RoutineView
    from coach.ui.safety_gate import SafetyGate
    from coach.ui.services import Services
    from coach.ui.session import Session
    from coach.ui.sessions import Sessions
    from coach.ui.theme import Theme

TEXT_STEP = 25
"""Per cent that one press of + or - changes the text size by."""
TEXT_LEAST, TEXT_MOST = 100, 200
NARROW = 880
"""Below this width, at 100 % text, the side bar shows drawings only."""

GONE = {
    "sleep": "Paused while the computer slept. Go on when you are ready.",
    "lock": "Paused while the screen was locked. Go on when you are ready.",
}


class MainWindow(QMainWindow):
    """Opens on the Library. Other views are made, and their modules loaded, when first wanted.

    `speed` makes sessions run faster, for authors who rehearse a routine.
    """

    def __init__(self, theme: Theme, services: Services, speed: float = 1.0) -> None:
        super().__init__()
        self._theme = theme
        self.services = services
        self._speed = speed
        self._wanted = ""
        self._page_id = ""
        self._page: RoutineView | None = None
        self._is_from_learn = False
        self._leading: dict[str, str] = {}
        self._drawn: Library | None = None
        self._may_offer = False
        self._was_shown = False
        self.setMinimumSize(640, 480)
        self.resize(1180, 800)
        self.library = LibraryView(theme)
        self.library.card_opened.connect(self.open_card)
        self.library.problems_wanted.connect(self.show_problems)
        self.pages = Pages(self.library)
        self.pages.currentChanged.connect(self._on_page_changed)
        self.pages.retitled.connect(self._on_page_changed)
        self._on_page_changed()
        self.side = SideBar(theme)
        self.side.wanted.connect(self.go_to)
        self.side.cramp_wanted.connect(self.cramp_now)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self.pages, 1)
        self.setCentralWidget(body)
        quit_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Quit), self)
        quit_key.activated.connect(self.close)
        QShortcut(QKeySequence("F1"), self).activated.connect(self.cramp_now)
        services.library.ready.connect(self._on_library_ready)
        theme.changed.connect(self._on_theme_changed)
        if (cards := services.library.cached()) is not None:
            self.library.show_index(cards)
        self.side.show_place("library")

    @cached_property
    def figures(self) -> Figures:
        """The moving figure and its stills."""
        from coach.ui.figures import Figures  # noqa: PLC0415  # not needed for the first frame

        figures = Figures(self._theme, self.services.settings)
        figures.still_made.connect(self.library.repaint_cards)
        return figures

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
        made.ended.connect(self.side.show)
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

    @property
    def session(self) -> Session | None:
        """The session in hand, over or not."""
        return self.sessions.session if "sessions" in self.__dict__ else None

    @cached_property
    def book(self) -> Book:
        """The guidance pages."""
        from coach.learn.book import Book  # noqa: PLC0415  # loads when first wanted

        return Book.read(paths.assets() / "learn")

    @cached_property
    def learn(self) -> LearnView:
        """The view of the guidance pages; it is kept, and with it the place where one was reading."""
        from coach.ui.learn_view import LearnView  # noqa: PLC0415  # loads when first wanted

        view = LearnView(self._theme, self.book)
        view.document_wanted.connect(lambda identity: self.open_page(identity, from_learn=True))
        view.condition_wanted.connect(lambda tag: self.gate.show_answers(self.show_learn, tag))
        self.pages.keep(view)
        self._tell_learn(view)
        return view

    def settle(self) -> None:
        """Make what the first frame could do without."""
        self.library.settle()
        self._may_offer = True
        from coach.ui.whereabouts import StaysSeen  # noqa: PLC0415  # after the first frame

        StaysSeen(self)
        self.setWindowIcon(QIcon(str(paths.assets() / "icons" / "coach.svg")))

    # -- where one can go -------------------------------------------------------------------------

    def go_to(self, place: str) -> None:
        """Go to a place of the side bar."""
        {
            "library": self.show_library,
            "learn": self.show_learn,
            "history": self.show_history,
            "settings": self.show_settings,
            "get-help": self.show_get_help,
        }[place]()

    def show_library(self) -> None:
        """The Library, as it was left."""
        self.pages.show_page(self.library)
        self.side.show_place("library")
        self.library.grid.setFocus()

    def show_learn(self) -> None:
        """The guidance pages, as they were left."""
        self.learn.return_to_page()
        self.pages.show_page(self.learn)
        self.side.show_place("learn")
        self.learn.text.setFocus()

    def read_more(self, page: str, place: str) -> None:
        """The guidance page of this id; the way back leads to `place` (`exercise:…`), if given."""
        self.learn.come_from(place)
        self.learn.follow(f"page:{page}")
        self.show_learn()

    def show_history(self) -> None:
        """The sessions so far."""
        from coach.ui.history_view import HistoryView  # noqa: PLC0415  # loads when first wanted

        self.pages.show_page(HistoryView(self.services.open_store))
        self.side.show_place("history")

    def show_settings(self) -> None:
        """What can be chosen."""
        from coach.ui.settings_view import SettingsView  # noqa: PLC0415  # loads when first wanted

        audio = self.aids.audio if self.aids else None
        view = SettingsView(self.services.settings, self.services.safety.value, audio)
        view.safety_wanted.connect(lambda: self.gate.show_answers(self.show_settings))
        self.pages.show_page(view)
        self.side.show_place("settings")

    def show_problems(self) -> None:
        """Files with problems."""
        from coach.ui.problems_view import ProblemsView  # noqa: PLC0415  # loads when first wanted

        index = self.services.library.index
        if index is not None:
            view = ProblemsView(self._theme, index)
            view.back_wanted.connect(self.show_library)
            self.pages.show_page(view)

    def show_get_help(self) -> None:
        """When to stop and get help; closing it goes back to where one was."""
        from coach.ui.get_help_view import GetHelpView  # noqa: PLC0415  # loads when first wanted

        before = self.pages.current
        if isinstance(before, GetHelpView):
            return
        view = GetHelpView(self.services.safety.value.emergency_number)

        def back() -> None:
            self.pages.setCurrentWidget(before)
            self.pages.take_away(view)
            (before.focusWidget() or before).setFocus()

        view.setProperty("night", before.property("night"))
        view.closed.connect(back)
        self.pages.lay_over(view)
        view.close_button.setFocus()

    def open_card(self, card: Card) -> None:
        """The page of a routine or an exercise."""
        self.open_page(card.id)

    def open_page(self, identity: str, *, from_learn: bool = False) -> None:
        """The page of the routine or exercise with this id, as soon as the library has been read.

        `from_learn`: the way back leads to the guidance page that one was reading.
        """
        self._is_from_learn = from_learn
        shelf = self.services.library.shelf
        if shelf is None:
            self._wanted = identity
            return
        from coach.ui.routine_page import page  # noqa: PLC0415  # pydantic loads after the first paint
        from coach.ui.routine_view import RoutineView  # noqa: PLC0415  # loads when first wanted

        adapted = shelf.adapt(identity)
        library = shelf.library if adapted.document else shelf.written
        view = RoutineView(self._theme, page(library, identity, self.services.sides, adapted), self.figures)
        view.start_wanted.connect(self.play)
        view.other_wanted.connect(self.open_page)
        view.answers_wanted.connect(lambda: self.gate.ask(identity, adapted.tags))
        view.confirmed.connect(self.gate.confirm)
        view.back_wanted.connect(self._back_from_page)
        view.get_help_wanted.connect(self.show_get_help)
        kind = "routine" if identity in library.routines else "exercise"
        view.show_reading(self.book.naming(kind, identity), back="Learn" if from_learn else "Library")
        view.read_wanted.connect(lambda name: self.read_more(name, f"{kind}:{identity}"))
        self._page_id, self._page = identity, view
        if self.aids is not None:
            self.aids.prepare()
        self.pages.show_page(view)
        if self.pages.current is view:  # or it has been made anew, in other colours
            view.first.setFocus()

    # -- a session --------------------------------------------------------------------------------

    def play(self, identity: str, answers: Mapping[str, str] | None = None) -> None:
        """Begin a session of the routine or exercise with this id, as `Sessions.play` has it."""
        self.sessions.play(identity, answers)

    def play_if_idle(self, identity: str) -> None:
        """As `play`, unless a session is running: that is never interrupted."""
        if not self.sessions.play_if_idle(identity):
            self.library.say(f"There is no routine or exercise `{identity}` here.")

    def on_gone(self, why: str) -> None:
        """The computer goes to sleep (`sleep`) or the screen is locked (`lock`): a session waits."""
        if self.session is not None:
            self.session.hold(GONE[why])

    def cramp_now(self, place: str = "") -> None:
        """Help with a cramp at once, in `place` if it is known. What runs is ended; it is in the history.

        A press of the key during a rescue changes nothing: a hand that cramps may press twice.
        """
        session = self.session
        if not place and session is not None and not session.is_over and session.view.property("night"):
            return
        while (dialog := QApplication.activeModalWidget()) is not None and dialog.close():
            pass
        if session is not None:
            self.sessions.end()
        self.rescue.begin(place)

    def toggle_full_screen(self) -> None:
        """Full screen on and off."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

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
        self.show_library()

    # -- housekeeping -----------------------------------------------------------------------------

    def _on_page_changed(self) -> None:
        self._theme.set_night(bool(self.pages.current.property("night")))
        self.setWindowTitle(f"{self.pages.current.windowTitle()} – Coach")

    def _back_from_page(self) -> None:
        if self._is_from_learn and self.learn.trail.has_back:
            self.learn.back()
            self.show_learn()
        else:
            self.show_library()

    def _tell_learn(self, view: LearnView) -> None:
        """What the guidance pages can lead to: nothing that is ruled out for this person."""
        index, library = self.services.library.index, self.services.library.library
        titles = {each.id: each.title for each in index.cards if not each.barred} if index else {}
        view.know(titles, library.sources if library else {})

    def _picture(self, card: Card) -> QPixmap | None:
        """The figure of an exercise, or of the exercise that a routine spends most time on."""
        if card.type == "exercise":
            return self.figures.still(card.id)
        shelf = self.services.library.shelf
        if card.id not in self._leading and shelf is not None:
            from coach.ui.figures import leading  # noqa: PLC0415  # after the first frame

            library = shelf.written if card.barred else shelf.library
            self._leading[card.id] = leading(library.timeline(card.id))
        return self.figures.still(self._leading.get(card.id, ""))

    def _on_library_ready(self, index: Index) -> None:
        shelf = self.services.library.shelf
        if shelf is not None:
            if shelf.written is not self._drawn:  # other answers need no other pictures
                self._drawn = shelf.written
                self.figures.use(shelf.written.exercises)
            self._leading.clear()
            self.library.show_pictures(self._picture)
        self.library.show_index(index)
        if "learn" in self.__dict__:
            self._tell_learn(self.learn)
        if self.pages.current is self.library and not self.library.search.hasFocus():
            self.library.grid.setFocus()
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self.open_page(wanted, from_learn=self._is_from_learn)
        elif self._may_offer and self.pages.current is self.library and self.sessions.offer_lost():
            pass
        elif self._may_offer and not self.services.safety.value.seen and self.pages.current is self.library:
            self._may_offer = False
            self.gate.show_answers(self.show_library)

    def _on_theme_changed(self) -> None:
        if self._page is not None and self.pages.current is self._page and not self._theme.is_night:
            self.open_page(self._page_id, from_learn=self._is_from_learn)
        self._fit()

    def _fit(self) -> None:
        self.side.set_narrow(self.width() < self._theme.px(NARROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the pages the room when there is little."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the keyboard on the cards: the arrows choose, Enter opens.

        On one of several monitors it opens where the person is; on a single one the desktop knows best.
        """
        self._theme.dress()
        if not self._was_shown and len(QGuiApplication.screens()) > 1:
            from coach.ui import whereabouts  # noqa: PLC0415  # few have several

            self.move(whereabouts.centred(self.frameGeometry(), whereabouts.here()))
        self._was_shown = True
        super().showEvent(event)
        if self.pages.current is self.library:
            self.library.grid.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the session that runs; what was done is in the history."""
        if "sessions" in self.__dict__:
            self.sessions.end()
        if "aids" in self.__dict__ and self.aids is not None:
            self.aids.close()
        self.pages.blockSignals(True)  # Qt takes the pages away one by one, and nobody sees them
        super().closeEvent(event)
