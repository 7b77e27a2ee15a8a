"""Pauses in a window of their own: the offer, its answers, and the session that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from coach import times
from coach.reminders import asked, telling
from coach.ui.answers import START, answers, line
from coach.ui.break_window import LEAVE, BreakView, BreakWindow
from coach.ui.get_help_view import GetHelpView
from coach.ui.safety_gate import SafetyGate
from coach.ui.sessions import Sessions
from coach.ui.widgets.start_tile import Picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.reminders.rule import Rule
    from coach.routine.index import Card
    from coach.ui.aids import Aids
    from coach.ui.card_pictures import CardPictures
    from coach.ui.figures import Figures
    from coach.ui.services import Services
    from coach.ui.session import Session
    from coach.ui.theme import Theme


PICTURE: Final = 180
"""Pixels that the picture of the routine is wide and high at 100 % text."""


class Breaks(QObject):
    """At most one pause at a time. `tell` takes a line for the resident."""

    begun = Signal(object)
    """The `Session` that leads through the pause."""
    ended = Signal()
    page_wanted = Signal(str)
    cramp_wanted = Signal()
    text_size_wanted = Signal(int)

    def __init__(
        self,
        theme: Theme,
        services: Services,
        figures: Callable[[], Figures],
        pictures: Callable[[], CardPictures],
        aids: Callable[[], Aids | None],
        tell: Callable[[str], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._services = services
        self._figures = figures
        self._pictures = pictures
        self._aids = aids
        self._tell = tell
        self._rule = ""
        self._is_led = False
        self._sessions: Sessions | None = None
        self.window: BreakWindow | None = None
        if services.resident is not None:
            services.resident.changed.connect(self._on_told)

    @property
    def session(self) -> Session | None:
        """The session in hand, over or not."""
        return self._sessions.session if self._sessions is not None else None

    def begin(self, rule: Rule) -> None:
        """Offer a rule's routine on the whole screen; nothing, if it is there or another is being led."""
        if self.window is not None:
            if self._rule == rule.id or self.session is not None:
                return
            self.window.close()
        told = self._services.resident.told if self._services.resident is not None else None
        index = self._services.library.index
        card = next((one for one in (index.cards if index else ()) if one.id == rule.routine), None)
        found = answers(told.snoozes if told is not None else (300.0,), strict=rule.manner.strict)
        if not rule.routine:  # something to drink: there is nothing to lead through
            found = ((START, "I had some"), *found[1:])
        name = telling.name(rule, card.title if card else "")
        view = BreakView(
            name,
            self._why(rule.id),
            self._picture(card) if card is not None else None,
            _about(card, name) if card is not None else "",
            found,
            strict=rule.manner.strict,
        )
        view.answered.connect(lambda answer: self._on_answered(rule, answer))
        view.cramp_wanted.connect(self.cramp_wanted)
        self._rule = rule.id
        window = BreakWindow(self._theme, view, everywhere=rule.manner.everywhere, parent=self)
        window.closed.connect(self._on_closed)
        self.window = window
        window.show()

    def close(self) -> None:
        """End the pause; what was done of its session is in the history."""
        if self.window is not None:
            self.window.close()

    def _why(self, rule: str) -> str:
        told = self._services.resident.told if self._services.resident is not None else None
        offer = told.offer if told is not None else None
        if offer is None or offer.rule != rule or not offer.reason:
            return ""
        return f"{offer.reason[:1].upper()}{offer.reason[1:]}."

    def _picture(self, card: Card) -> Picture:
        made = Picture(self._theme, card, PICTURE)
        if self._services.library.shelf is not None:
            made.pictures = self._pictures()
        self._figures().still_made.connect(made.update)
        return made

    def _on_answered(self, rule: Rule, answer: str) -> None:
        if answer == START and rule.routine:
            self._is_led = True
            self._tell(line(START, rule.id))
            self._play(rule.routine)
            return
        if answer == START:
            self._tell(asked.done(rule.id))
        elif answer != LEAVE:
            self._tell(line(answer, rule.id))
        self.close()

    def _play(self, routine: str) -> None:
        window = self.window
        if window is None:
            return
        services, pages = self._services, window.pages
        gate = SafetyGate(self._theme, services.library, services.safety, services.clock, pages.show_page)
        gate.setParent(window)
        gate.page_wanted.connect(self._to_page)
        gate.get_help_wanted.connect(self._show_help)
        sessions = Sessions(self._theme, services, pages, self._figures(), gate, self._aids())
        sessions.begun.connect(lambda: self.begun.emit(sessions.session))
        sessions.left.connect(self.close)
        sessions.page_wanted.connect(self._to_page)
        sessions.get_help_wanted.connect(self._show_help)
        sessions.rescue_wanted.connect(self.cramp_wanted)
        sessions.text_size_wanted.connect(self.text_size_wanted)
        self._sessions = sessions
        sessions.play(routine)

    def _show_help(self) -> None:
        if self.window is None:
            return
        pages, before = self.window.pages, self.window.pages.current
        view = GetHelpView(self._services.safety.value.emergency_number)

        def back() -> None:
            pages.setCurrentWidget(before)
            pages.take_away(view)
            (before.focusWidget() or before).setFocus()

        view.closed.connect(back)
        pages.lay_over(view)
        view.close_button.setFocus()

    def _to_page(self, identity: str) -> None:
        """What the safety answers rule out says why, in the window itself."""
        self.close()
        self.page_wanted.emit(identity)

    def _on_told(self) -> None:
        """An offer that is gone, or has become small, needs no window; a session that was begun goes on."""
        told = self._services.resident.told if self._services.resident is not None else None
        if self.window is None or self._is_led or told is None:
            return
        offer = told.offer
        if offer is None or offer.rule != self._rule or offer.receded:
            self.close()
        else:
            self.window.view.say_why(self._why(self._rule))

    def _on_closed(self) -> None:
        sessions, self._sessions, self.window, self._rule = self._sessions, None, None, ""
        self._is_led = False
        if sessions is not None:
            sessions.end()
        self.ended.emit()


def _about(card: Card, name: str) -> str:
    """The routine and its length; its title alone stands above, where the reminder is called after it."""
    length = times.length(card.seconds)
    return length if card.title == name else f"{card.title}, {length}"
