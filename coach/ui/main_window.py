"""The window: navigation at the side, one view at a time, and the way from a card to a finished session."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from coach import paths
from coach.ui.library_view import LibraryView
from coach.ui.widgets.side_bar import SideBar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QCloseEvent, QPixmap, QResizeEvent, QShowEvent

    from coach.clock import Clock
    from coach.drivers.library_driver import LibraryDriver
    from coach.drivers.safety_driver import SafetyDriver
    from coach.drivers.settings_driver import SettingsDriver
    from coach.history.recorder import SessionRecorder
    from coach.history.store import Store
    from coach.learn.book import Book
    from coach.routine.index import Card, Index
    from coach.routine.library import Library
    from coach.routine.plan import Sides
    from coach.safety.shelf import Shelf
    from coach.ui.figures import Figures
    from coach.ui.learn_view import LearnView
    from coach.ui.safety_gate import SafetyGate
    from coach.ui.session import Session
    from coach.ui.theme import Theme

TEXT_STEP = 25
"""Per cent that one press of + or - changes the text size by."""
TEXT_LEAST, TEXT_MOST = 100, 200
NARROW = 880
"""Below this width, at 100 % text, the side bar shows drawings only."""


@dataclass(frozen=True)
class Services:
    """What the window needs from the rest of Coach."""

    clock: Clock
    library: LibraryDriver
    settings: SettingsDriver
    safety: SafetyDriver
    new_recorder: Callable[[], SessionRecorder]
    open_store: Callable[[], Store]


class MainWindow(QMainWindow):
    """Opens on the Library. Other views are made, and their modules loaded, when first wanted.

    `speed` makes sessions run faster, for authors who rehearse a routine.
    """

    def __init__(self, theme: Theme, services: Services, speed: float = 1.0) -> None:
        super().__init__()
        self._theme = theme
        self._services = services
        self._speed = speed
        self._wanted = ""
        self._page_id = ""
        self._is_from_learn = False
        self.session: Session | None = None
        self._leading: dict[str, str] = {}
        self._drawn: Library | None = None
        self._may_offer = False
        self.setMinimumSize(640, 480)
        self.resize(1180, 800)
        self.library = LibraryView(theme)
        self.library.card_opened.connect(self.open_card)
        self.library.problems_wanted.connect(self.show_problems)
        self.pages = QStackedWidget()
        self.pages.currentChanged.connect(self._on_page_changed)
        self.pages.addWidget(self.library)
        self.library.windowTitleChanged.connect(self._on_page_changed)
        self.side = SideBar(theme)
        self.side.wanted.connect(self.go_to)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self.pages, 1)
        self.setCentralWidget(body)
        quit_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Quit), self)
        quit_key.activated.connect(self.close)
        services.library.ready.connect(self._on_library_ready)
        theme.changed.connect(self._on_theme_changed)
        if (cards := services.library.cached()) is not None:
            self.library.show_index(cards)
        self.side.show_place("library")

    @cached_property
    def figures(self) -> Figures:
        """The moving figure and its stills."""
        from coach.ui.figures import Figures  # noqa: PLC0415  # not needed for the first frame

        figures = Figures(self._theme, self._services.settings)
        figures.still_made.connect(self.library.repaint_cards)
        return figures

    @cached_property
    def gate(self) -> SafetyGate:
        """What stands between a person and a session: their safety answers."""
        from coach.ui.safety_gate import SafetyGate  # noqa: PLC0415  # loads when first wanted

        services = self._services
        gate = SafetyGate(self._theme, services.library, services.safety, services.clock, self._show)
        gate.start_wanted.connect(self.play)
        gate.page_wanted.connect(self.open_page)
        gate.get_help_wanted.connect(self.show_get_help)
        gate.read_wanted.connect(lambda page, tag: self.read_more(page, f"condition:{tag}"))
        return gate

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
        view.windowTitleChanged.connect(self._on_page_changed)
        self.pages.addWidget(view)
        self._tell_learn(view)
        return view

    @property
    def sides(self) -> Sides:
        """Which side is the writing and which the affected one, as the settings say."""
        from coach.routine.plan import Side, Sides  # noqa: PLC0415  # not needed for the first frame

        hands = self._services.settings.value.hands
        return Sides(writing=Side(hands.writing_side), affected=Side(hands.affected_side))

    def settle(self) -> None:
        """Make what the first frame could do without."""
        self.library.settle()
        self._may_offer = True
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
        self._show(self.library)
        self.side.show_place("library")
        self.library.grid.setFocus()

    def show_learn(self) -> None:
        """The guidance pages, as they were left."""
        self.learn.return_to_page()
        self._show(self.learn)
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

        self._show(HistoryView(self._services.open_store))
        self.side.show_place("history")

    def show_settings(self) -> None:
        """What can be chosen."""
        from coach.ui.settings_view import SettingsView  # noqa: PLC0415  # loads when first wanted

        view = SettingsView(self._services.settings, self._services.safety.value)
        view.safety_wanted.connect(lambda: self.gate.show_answers(self.show_settings))
        self._show(view)
        self.side.show_place("settings")

    def show_problems(self) -> None:
        """Files with problems."""
        from coach.ui.problems_view import ProblemsView  # noqa: PLC0415  # loads when first wanted

        index = self._services.library.index
        if index is not None:
            view = ProblemsView(self._theme, index)
            view.back_wanted.connect(self.show_library)
            self._show(view)

    def show_get_help(self) -> None:
        """When to stop and get help; closing it goes back to where one was."""
        from coach.ui.get_help_view import GetHelpView  # noqa: PLC0415  # loads when first wanted

        before = self._current()
        if isinstance(before, GetHelpView):
            return
        view = GetHelpView(self._services.safety.value.emergency_number)

        def back() -> None:
            self.pages.setCurrentWidget(before)
            self._take_away(view)
            (before.focusWidget() or before).setFocus()

        view.closed.connect(back)
        self.pages.addWidget(view)
        self.pages.setCurrentWidget(view)
        view.close_button.setFocus()

    def open_card(self, card: Card) -> None:
        """The page of a routine or an exercise."""
        self.open_page(card.id)

    def open_page(self, identity: str, *, from_learn: bool = False) -> None:
        """The page of the routine or exercise with this id, as soon as the library has been read.

        `from_learn`: the way back leads to the guidance page that one was reading.
        """
        self._is_from_learn = from_learn
        shelf = self._services.library.shelf
        if shelf is None:
            self._wanted = identity
            return
        from coach.ui.routine_page import page  # noqa: PLC0415  # pydantic loads after the first paint
        from coach.ui.routine_view import RoutineView  # noqa: PLC0415  # loads when first wanted

        adapted = shelf.adapt(identity)
        library = shelf.library if adapted.document else shelf.written
        view = RoutineView(self._theme, page(library, identity, self.sides, adapted), self.figures)
        view.start_wanted.connect(self.play)
        view.other_wanted.connect(self.open_page)
        view.answers_wanted.connect(lambda: self.gate.ask(identity, adapted.tags))
        view.back_wanted.connect(self._back_from_page)
        view.get_help_wanted.connect(self.show_get_help)
        kind = "routine" if identity in library.routines else "exercise"
        view.show_reading(self.book.naming(kind, identity), back="Learn" if from_learn else "Library")
        view.read_wanted.connect(lambda name: self.read_more(name, f"{kind}:{identity}"))
        self._page_id = identity
        self._show(view)
        view.first.setFocus()

    # -- a session --------------------------------------------------------------------------------

    def play(self, identity: str, answers: Mapping[str, str] | None = None) -> None:
        """Begin a session of the routine or exercise with this id, unless the safety answers come first.

        What a routine asks, and `answers` (question to answer) do not hold, is asked before it begins.
        """
        from coach.ui.session import Session  # noqa: PLC0415  # loads when first wanted

        driver = self._services.library
        library = driver.library or driver.read_now()
        self._end_session()
        self.side.show()
        if not self.gate.lets_play(identity):
            return
        if not self.figures.is_ready:
            self.figures.use(library.exercises)
        if self._asks(identity, library, answers or {}):
            return
        timeline = library.timeline(identity, self.sides, answers)
        bodies = {exercise.id: exercise.body for exercise in library.exercises.values()}
        services = self._services
        session = Session(
            self._theme,
            self.pages,
            timeline,
            bodies,
            self.figures,
            services.clock,
            services.new_recorder(),
            self._speed,
        )
        session.left.connect(self._on_session_left)
        session.again.connect(lambda: self.play(identity, answers))
        session.view.full_screen_wanted.connect(self.toggle_full_screen)
        session.view.text_size_wanted.connect(self.change_text_size)
        session.view.get_help_wanted.connect(self.show_get_help)
        self.session = session
        self.side.hide()
        session.start()

    def _asks(self, identity: str, library: Library, answers: Mapping[str, str]) -> bool:
        """Whether a routine has something to ask first; its answers lead back to `play`."""
        from coach.routine.asking import questions  # noqa: PLC0415  # pydantic loads after the first paint
        from coach.ui.ask_view import AskView  # noqa: PLC0415  # loads when first wanted

        document = library.routines.get(identity) or library.exercises[identity]
        left = [each for each in questions(document) if each.ask not in answers]
        if left:
            view = AskView(self._theme, document.title, left)
            view.windowTitleChanged.connect(self._on_page_changed)
            view.get_help_wanted.connect(self.show_get_help)
            view.back_wanted.connect(lambda: self.open_page(identity))
            view.answered.connect(lambda given: self.play(identity, {**answers, **given}))
            self._show(view)
            view.buttons[0].setFocus()
        return bool(left)

    def play_if_idle(self, identity: str) -> None:
        """As `play`, unless a session is running: that is never interrupted.

        What is not known is looked for in the files once more: it may have been written a moment ago.
        """
        if self.session is not None and not self.session.is_over:
            return
        driver = self._services.library
        if not _knows(driver.shelf, identity):
            driver.read_now()
        if _knows(driver.shelf, identity):
            self.play(identity)
        else:
            self.library.say(f"There is no routine or exercise `{identity}` here.")

    def toggle_full_screen(self) -> None:
        """Full screen on and off."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def change_text_size(self, direction: int) -> None:
        """One step larger (+1) or smaller (-1)."""
        settings = self._services.settings.value
        size = settings.appearance.text_scale + direction * TEXT_STEP
        size = max(TEXT_LEAST, min(TEXT_MOST, size))
        appearance = replace(settings.appearance, text_scale=size)
        self._services.settings.change(replace(settings, appearance=appearance))

    def _on_session_left(self) -> None:
        self._end_session()
        if self.isFullScreen():
            self.showNormal()
        self.side.show()
        self.show_library()

    def _end_session(self) -> None:
        if self.session is not None:
            self.session.end()
            self.session = None

    # -- housekeeping -----------------------------------------------------------------------------

    def _show(self, page: QWidget) -> None:
        """Show a page and take away all others, on show or under help; the Library alone is kept."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        for other in [self.pages.widget(number) for number in range(self.pages.count())]:
            kept = {
                page,
                self.library,
                self.__dict__.get("learn"),
            }  # what is made when first wanted, if it was
            if other is not None and other not in kept:
                self._take_away(other)

    def _back_from_page(self) -> None:
        if self._is_from_learn and self.learn.trail.has_back:
            self.learn.back()
            self.show_learn()
        else:
            self.show_library()

    def _tell_learn(self, view: LearnView) -> None:
        """What the guidance pages can lead to: nothing that is ruled out for this person."""
        index, library = self._services.library.index, self._services.library.library
        titles = {each.id: each.title for each in index.cards if not each.barred} if index else {}
        view.know(titles, library.sources if library else {})

    def _current(self) -> QWidget:
        return self.pages.currentWidget() or self.library

    def _take_away(self, page: QWidget) -> None:
        self.pages.removeWidget(page)
        page.deleteLater()

    def _picture(self, card: Card) -> QPixmap | None:
        """The figure of an exercise, or of the exercise that a routine spends most time on."""
        if card.type == "exercise":
            return self.figures.still(card.id)
        shelf = self._services.library.shelf
        if card.id not in self._leading and shelf is not None:
            from coach.ui.figures import leading  # noqa: PLC0415  # after the first frame

            library = shelf.written if card.barred else shelf.library
            self._leading[card.id] = leading(library.timeline(card.id))
        return self.figures.still(self._leading.get(card.id, ""))

    def _on_page_changed(self) -> None:
        self.setWindowTitle(f"{self._current().windowTitle()} – Coach")

    def _on_library_ready(self, index: Index) -> None:
        shelf = self._services.library.shelf
        if shelf is not None:
            if shelf.written is not self._drawn:  # other answers need no other pictures
                self._drawn = shelf.written
                self.figures.use(shelf.written.exercises)
            self._leading.clear()
            self.library.show_pictures(self._picture)
        self.library.show_index(index)
        if "learn" in self.__dict__:
            self._tell_learn(self.learn)
        if self._current() is self.library and not self.library.search.hasFocus():
            self.library.grid.setFocus()
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self.open_page(wanted, from_learn=self._is_from_learn)
        elif self._may_offer and not self._services.safety.value.seen and self._current() is self.library:
            self._may_offer = False
            self.gate.show_answers(self.show_library)

    def _on_theme_changed(self) -> None:
        from coach.ui.routine_view import RoutineView  # noqa: PLC0415  # loads when first wanted

        if isinstance(self.pages.currentWidget(), RoutineView):
            self.open_page(self._page_id, from_learn=self._is_from_learn)
        self._fit()

    def _fit(self) -> None:
        self.side.set_narrow(self.width() < self._theme.px(NARROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the pages the room when there is little."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the keyboard on the cards: the arrows choose, Enter opens."""
        self._theme.dress()
        super().showEvent(event)
        if self._current() is self.library:
            self.library.grid.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the session that runs; what was done is in the history."""
        self._end_session()
        super().closeEvent(event)


def _knows(shelf: Shelf | None, identity: str) -> bool:
    return shelf is not None and (identity in shelf.written.routines or identity in shelf.written.exercises)
