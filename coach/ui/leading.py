"""What leads the person: a session, help with a cramp, a pause that fills the screen; one at a time."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coach.ui.aids import Aids
    from coach.ui.breaks import Breaks
    from coach.ui.card_pictures import CardPictures
    from coach.ui.day import Day
    from coach.ui.figures import Figures
    from coach.ui.pages import Pages
    from coach.ui.rescue import Rescue
    from coach.ui.safety_gate import SafetyGate
    from coach.ui.services import Services
    from coach.ui.session import Session
    from coach.ui.sessions import Sessions
    from coach.ui.theme import Theme

GONE: Final = {
    "sleep": "Paused while the computer slept. Go on when you are ready.",
    "lock": "Paused while the screen was locked. Go on when you are ready.",
    "diary": "Paused while you wrote a cramp down. Go on when you are ready.",
}
"""Why a session waits, in words for the person."""


class Leading(QObject):
    """Each part is made, and its module loaded, when first wanted. The `day` hears what is led.

    `figures` and `pictures` give what all of the window share. `speed` makes sessions run faster.
    """

    begun = Signal()
    """All the room is wanted."""
    ended = Signal()
    left = Signal()
    """The person has finished, and wants to be where they were."""
    page_wanted = Signal(str)
    window_wanted = Signal()
    """The person comes from a pause that filled the screen."""
    read_wanted = Signal(str, str)
    get_help_wanted = Signal()
    full_screen_wanted = Signal()
    text_size_wanted = Signal(int)

    def __init__(
        self,
        theme: Theme,
        services: Services,
        pages: Pages,
        day: Day,
        figures: Callable[[], Figures],
        pictures: Callable[[], CardPictures],
        speed: float = 1.0,
    ) -> None:
        super().__init__(pages)
        self._theme = theme
        self._services = services
        self._pages = pages
        self._day = day
        self._figures = figures
        self._pictures = pictures
        self._speed = speed

    @cached_property
    def gate(self) -> SafetyGate:
        """What stands between a person and a session: their safety answers."""
        from coach.ui.safety_gate import SafetyGate  # noqa: PLC0415  # loads when first wanted

        services, show = self._services, self._pages.show_page
        made = SafetyGate(self._theme, services.library, services.safety, services.clock, show)
        made.page_wanted.connect(self.page_wanted)
        made.get_help_wanted.connect(self.get_help_wanted)
        made.read_wanted.connect(lambda page, tag: self.read_wanted.emit(page, f"condition:{tag}"))
        return made

    @cached_property
    def aids(self) -> Aids | None:
        """What goes along with sessions."""
        return self._services.new_aids() if self._services.new_aids else None

    @cached_property
    def sessions(self) -> Sessions:
        """The way to a session."""
        from coach.ui.sessions import Sessions  # noqa: PLC0415  # loads when first wanted

        made = Sessions(
            self._theme, self._services, self._pages, self._figures(), self.gate, self.aids, self._speed
        )
        made.begun.connect(self.begun)
        made.begun.connect(lambda: self._day.session_begun(made.session))
        made.ended.connect(self.ended)
        made.ended.connect(self._day.session_ended)
        made.left.connect(self.left)
        made.page_wanted.connect(self.page_wanted)
        made.get_help_wanted.connect(self.get_help_wanted)
        made.rescue_wanted.connect(self.cramp_now)
        made.full_screen_wanted.connect(self.full_screen_wanted)
        made.text_size_wanted.connect(self.text_size_wanted)
        return made

    @cached_property
    def rescue(self) -> Rescue:
        """Help with a cramp."""
        from coach.ui.rescue import Rescue  # noqa: PLC0415  # loads when first wanted

        made = Rescue(self._theme, self._services, self._pages)
        made.begun.connect(self.begun)
        made.play_wanted.connect(self.play)
        made.left.connect(self.left)
        made.get_help_wanted.connect(self.get_help_wanted)
        return made

    @cached_property
    def breaks(self) -> Breaks:
        """Pauses that fill the screen."""
        from coach.ui.breaks import Breaks  # noqa: PLC0415  # loads when first wanted

        made = Breaks(
            self._theme,
            self._services,
            self._figures,
            self._pictures,
            lambda: self.aids,
            self._day.tell,
            self,
        )
        made.begun.connect(self._day.session_begun)
        made.ended.connect(self._day.session_ended)
        made.page_wanted.connect(self._come_with_page)
        made.cramp_wanted.connect(self._come_with_help)
        made.text_size_wanted.connect(self.text_size_wanted)
        return made

    @property
    def session(self) -> Session | None:
        """The session in hand, over or not."""
        return self.sessions.session if "sessions" in self.__dict__ else None

    @property
    def is_rescuing(self) -> bool:
        """Whether somebody is led through a cramp."""
        session = self.session
        return session is not None and not session.is_over and bool(session.view.property("night"))

    def play(
        self, identity: str, answers: Mapping[str, str] | None = None, since: float | None = None
    ) -> None:
        """Begin a session of the routine or exercise with this id, as `Sessions.play` has it."""
        self.sessions.play(identity, answers, since)

    def break_now(self, rule: str) -> bool:
        """Offer the pause of a rule on the whole screen; whether there is such a rule and nothing runs."""
        found = self._day.rule(rule)
        if found is None or (self.session is not None and not self.session.is_over):
            return False
        self.breaks.begin(found)
        return True

    def cramp_now(self, place: str = "") -> None:
        """Help with a cramp at once, in `place` if it is known. What runs is ended; it is in the history.

        A press of the key during a rescue changes nothing: a hand that cramps may press twice.
        """
        if not place and self.is_rescuing:
            return
        self._clear_the_way()
        if self.session is not None:
            self.sessions.end()
        self.rescue.begin(place)

    def on_gone(self, why: str) -> None:
        """The computer goes to sleep (`sleep`) or the screen is locked (`lock`): a session waits."""
        pause = self.breaks.session if "breaks" in self.__dict__ else None
        for session in (self.session, pause):
            if session is not None:
                session.hold(GONE[why])

    def wait(self, why: str) -> bool:
        """Make way for something short; whether there is a session in hand, which waits for its end."""
        self._clear_the_way()
        if self.session is None:
            return False
        self.session.show_large()
        self.session.hold(GONE[why])
        return True

    def tidy(self) -> None:
        """Who goes elsewhere from the Done page has finished with its session."""
        if self.session is not None and self.session.is_over:
            self.sessions.end()

    def close(self) -> None:
        """End what runs; what was done is in the history."""
        if "sessions" in self.__dict__:
            self.sessions.end()
        if "breaks" in self.__dict__:
            self.breaks.close()
        if "aids" in self.__dict__ and self.aids is not None:
            self.aids.close()

    def _clear_the_way(self) -> None:
        while (dialog := QApplication.activeModalWidget()) is not None and dialog.close():
            pass
        if "breaks" in self.__dict__:
            self.breaks.close()

    def _come_with_page(self, identity: str) -> None:
        self.window_wanted.emit()
        self.page_wanted.emit(identity)

    def _come_with_help(self) -> None:
        self.window_wanted.emit()
        self.cramp_now()
