"""The way from a card to a session: past the safety answers and the routine's questions, and out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coach.routine.asking import questions
from coach.ui.ask_view import AskView
from coach.ui.session import Session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.routine.library import Library
    from coach.safety.shelf import Shelf
    from coach.ui.aids import Aids
    from coach.ui.figures import Figures
    from coach.ui.pages import Pages
    from coach.ui.safety_gate import SafetyGate
    from coach.ui.services import Services
    from coach.ui.theme import Theme


class Sessions(QObject):
    """At most one session at a time. `speed` makes them run faster, for authors who rehearse a routine."""

    begun = Signal()
    ended = Signal()
    """A session is over, or another page of the way to one is on show."""
    left = Signal()
    """The person has finished with a session and wants to be where they were."""
    page_wanted = Signal(str)
    get_help_wanted = Signal()
    full_screen_wanted = Signal()
    text_size_wanted = Signal(int)

    def __init__(
        self,
        theme: Theme,
        services: Services,
        pages: Pages,
        figures: Figures,
        gate: SafetyGate,
        aids: Aids | None,
        speed: float = 1.0,
    ) -> None:
        super().__init__(pages)
        self._theme = theme
        self._services = services
        self._pages = pages
        self._figures = figures
        self._gate = gate
        self._aids = aids
        self._speed = speed
        self.session: Session | None = None
        gate.start_wanted.connect(self.play)

    def play(self, identity: str, answers: Mapping[str, str] | None = None) -> None:
        """Begin a session of the routine or exercise with this id, unless the safety answers come first.

        What a routine asks, and `answers` (question to answer) do not hold, is asked before it begins.
        """
        driver = self._services.library
        library = driver.library or driver.read_now()
        self.end()
        if not self._gate.lets_play(identity):
            return
        if not self._figures.is_ready:
            self._figures.use(library.exercises)
        if self._asks(identity, library, answers or {}):
            return
        timeline = library.timeline(identity, self._services.sides, answers)
        session = Session(
            self._theme,
            self._pages,
            timeline,
            {exercise.id: exercise.body for exercise in library.exercises.values()},
            self._figures,
            self._services.clock,
            self._services.new_recorder(),
            self._speed,
            exercises=library.exercises,
            sides=self._services.sides,
        )
        session.left.connect(self._on_left)
        session.again.connect(lambda: self.play(identity, answers))
        session.view.full_screen_wanted.connect(self.full_screen_wanted)
        session.view.text_size_wanted.connect(self.text_size_wanted)
        session.view.get_help_wanted.connect(self.get_help_wanted)
        if self._aids is not None:
            # Someone woken by a cramp at night is led in silence until they ask for sound.
            self._aids.accompany(session.driver, speed=self._speed, quiet=timeline.loop is not None)
            session.view.sound_wanted.connect(self._aids.toggle_sound)
        self.session = session
        self.begun.emit()
        session.start()

    def play_if_idle(self, identity: str) -> bool:
        """As `play`, unless a session is running: that is never interrupted. False if there is no such id.

        What is not known is looked for in the files once more: it may have been written a moment ago.
        """
        if self.session is not None and not self.session.is_over:
            return True
        driver = self._services.library
        if not _knows(driver.shelf, identity):
            driver.read_now()
        if _knows(driver.shelf, identity):
            self.play(identity)
            return True
        return False

    def end(self) -> None:
        """End the session, if there is one; what was done of it is in the history."""
        if self.session is not None:
            self.session.end()
            self.session = None
        self.ended.emit()

    def _asks(self, identity: str, library: Library, answers: Mapping[str, str]) -> bool:
        """Whether a routine has something to ask first; its answers lead back to `play`."""
        document = library.routines.get(identity) or library.exercises[identity]
        left = [each for each in questions(document) if each.ask not in answers]
        if left:
            view = AskView(self._theme, document.title, left)
            view.get_help_wanted.connect(self.get_help_wanted)
            view.back_wanted.connect(lambda: self.page_wanted.emit(identity))
            view.answered.connect(lambda given: self.play(identity, {**answers, **given}))
            self._pages.show_page(view)
            view.buttons[0].setFocus()
        return bool(left)

    def _on_left(self) -> None:
        self.end()
        self.left.emit()


def _knows(shelf: Shelf | None, identity: str) -> bool:
    return shelf is not None and (identity in shelf.written.routines or identity in shelf.written.exercises)
