"""From one key to the relief: where it cramps, what else must be known, then the session.

The first page comes from what is known without reading a file; the questions come from the cards, which are
kept from the last start. Only the session itself waits for the library.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton

from coach import times
from coach.routine.question import Choice, Question
from coach.ui.ask_view import AskView
from coach.ui.places import PLACES
from coach.ui.widgets.page import Page, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from coach.routine.index import Card
    from coach.safety.shelf import Shelf
    from coach.ui.pages import Pages
    from coach.ui.rest_view import Rest
    from coach.ui.services import Services
    from coach.ui.theme import Theme

TITLE: Final = "Cramp now"
WHERE: Final = "Where is the cramp?"
BREATHING: Final = "breathing"
"""The one place that is asked about only if the person has switched its rescue on."""
LIMIT: Final = 600.0
"""Seconds after which a cramp needs help, where no routine says otherwise (clinical research, D1)."""


class Rescue(QObject):
    """One cramp at a time, on large, dark, silent pages.

    `play_wanted` carries a routine's id, the answers, and the moment at which the person told of the cramp.

    A rescue that the person's safety answers rule out has a page of its own, never an empty one.
    """

    play_wanted = Signal(str, object, float)
    begun = Signal()
    left = Signal()
    get_help_wanted = Signal()

    def __init__(self, theme: Theme, services: Services, pages: Pages) -> None:
        super().__init__(pages)
        self._theme = theme
        self._services = services
        self._pages = pages
        self._next: Callable[[], None] | None = None
        self._waiting: QWidget | None = None
        services.library.ready.connect(self._go_on)
        pages.currentChanged.connect(self._go_on)
        self.left.connect(self._forget)

    def begin(self, place: str = "") -> None:
        """Ask what must be known about a cramp in `place`; also where it is, if that is empty."""
        clock = self._services.clock
        self._started, self._since = clock.wall(), clock.monotonic()
        self._next = None
        self.begun.emit()
        if place:
            self._find(place, self.left.emit)
        else:
            self._ask_where()

    def lasted(self) -> float:
        """Seconds since the person said that they have a cramp."""
        return self._services.clock.monotonic() - self._since

    def _ask_where(self) -> None:
        self._next = None
        places = [place for place in PLACES if place != BREATHING or self._breathes]
        question = Question(WHERE, tuple(Choice(PLACES[place]) for place in places))
        by_words = {PLACES[place]: place for place in places}
        self._ask(
            [question], lambda given: self._find(by_words[given[WHERE]], self._ask_where), self.left.emit
        )

    @property
    def _breathes(self) -> bool:
        """Whether the person has said yes to the rescue for fast breathing."""
        index = self._services.library.index
        cards = index.cards if index else ()
        confirmed = self._services.safety.value.confirmed
        return any(BREATHING in card.rescues and card.id in confirmed for card in cards)

    def _find(self, place: str, back: Callable[[], None]) -> None:
        """Go on to what helps with a cramp in this place."""
        index = self._services.library.index
        if index is None:
            self._wait(partial(self._find, place, back))
            return
        card = next((card for card in index.cards if place in card.rescues), None)
        if card is None or card.barred:
            self._rest(place, card)
            return
        given = {
            question.ask: choice.answer
            for question in card.asks
            for choice in reversed(question.answers)
            if choice.rescues == place
        }
        asked = [question for question in card.asks if question.ask not in given]
        if asked:
            self._ask(asked, lambda said: self._play(card.id, {**given, **said}), back)
        else:
            self._play(card.id, given)

    def _ask(
        self,
        asked: list[Question],
        then: Callable[[dict[str, str]], None],
        back: Callable[[], None],
    ) -> None:
        view = AskView(self._theme, TITLE, asked)
        view.answered.connect(then)
        view.back_wanted.connect(back)
        view.get_help_wanted.connect(self.get_help_wanted)
        self._show(view)
        view.buttons[0].setFocus()

    def _play(self, identity: str, answers: Mapping[str, str]) -> None:
        shelf = self._services.library.shelf
        if shelf is None:
            self._wait(partial(self._play, identity, answers))
        elif shelf.adapt(identity).document is None:
            self._rest("", next(card for card in shelf.index.cards if card.id == identity))
        else:
            self.play_wanted.emit(identity, answers, self._since)

    def _wait(self, then: Callable[[], None]) -> None:
        """The first step of every rescue needs no file: it is done while the others are read."""
        self._next = then
        view = Page()
        view.setWindowTitle("Stop and breathe")
        view.column.addWidget(text("Stop what you are doing. Put things down.", "title"))
        view.column.addWidget(text("Breathe out slowly, twice.", "title"))
        view.column.addWidget(text("Coach is with you in a moment.", "muted"))
        view.column.addStretch()
        QShortcut(QKeySequence("Escape"), view).activated.connect(self.left)
        QShortcut(QKeySequence("F2"), view).activated.connect(self.get_help_wanted)
        self._waiting = view
        self._show(view)
        view.setFocus()

    def _go_on(self) -> None:
        """Once the library is read, unless the person is looking up when to get help just now."""
        then = self._next
        if then and self._services.library.shelf is not None and self._pages.current is self._waiting:
            self._next = None
            then()

    def _forget(self) -> None:
        self._next = self._waiting = None

    def _rest(self, place: str, card: Card | None) -> None:
        """Why there is no rescue, and what is fine all the same; when to get help comes first if it must."""
        shelf = self._services.library.shelf
        if shelf is None:
            self._wait(partial(self._rest, place, card))
            return
        from coach.ui.rest_view import RestView  # noqa: PLC0415  # loads when first wanted

        rest = self._resting(place, card, shelf)
        view = RestView(rest, self.lasted)
        view.get_help_wanted.connect(self.get_help_wanted)
        view.let_go_wanted.connect(lambda: self._end(rest.place))
        view.leave_wanted.connect(self.left)
        self._show(view)
        view.let_go.setFocus()
        if rest.urgent:
            self.get_help_wanted.emit()

    def _resting(self, place: str, card: Card | None, shelf: Shelf) -> Rest:
        from coach.safety.adapt import is_urgent  # noqa: PLC0415  # pydantic loads after the first paint
        from coach.ui.rest_view import Rest  # noqa: PLC0415  # loads when first wanted

        number = self._services.safety.value.emergency_number
        if card is None:
            return Rest(place, "There is no routine here for this cramp.", number=number)
        adapted = shelf.adapt(card.id)
        loop = shelf.written.timeline(card.id).loop
        slow = shelf.library.exercises.get("calm-slow-breathing") if BREATHING in card.rescues else None
        return Rest(
            place or card.rescues[0],
            adapted.reason,
            tuple(step.do for step in slow.steps) if slow else (),
            loop.limit if loop else LIMIT,
            # Who has not been told what it is may have something else, and needs help first (B13).
            bool(adapted.question) or is_urgent(adapted.tags, shelf.written),
            number,
        )

    def _end(self, place: str) -> None:
        """It has let go without a session."""
        from coach.history.cramp import Cramp  # noqa: PLC0415  # loads when first wanted
        from coach.ui.widgets.cramp_card import CrampCard  # noqa: PLC0415  # the same

        lasted = self.lasted()
        cramp = Cramp(self._started, place, lasted=lasted, let_go=True)
        view = Page()
        view.setWindowTitle("It has let go")
        view.column.addWidget(text(f"It let go after {times.elapsed(lasted)}.", "title"))
        view.column.addWidget(CrampCard(cramp, self._services.note_cramp))
        leave = QPushButton("Back")
        leave.setProperty("kind", "primary")
        leave.setAutoDefault(True)
        QShortcut(QKeySequence("Escape"), view).activated.connect(self.left)
        leave.clicked.connect(self.left)
        view.column.addWidget(leave, 0, Qt.AlignmentFlag.AlignLeft)
        view.column.addStretch()
        self._show(view)
        leave.setFocus()

    def _show(self, page: QWidget) -> None:
        page.setProperty("night", True)
        self._pages.show_page(page)
