"""The way from a card to a session: past the safety answers and the routine's questions, and out again."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coach.errors import CoachError
from coach.history import lost
from coach.history.cramp import Cramp, side_of
from coach.routine.asking import place_of, questions
from coach.routine.model import Exercise
from coach.routine.question import Question
from coach.routine.tail import spliced
from coach.ui.ask_view import AskView
from coach.ui.resume_view import ResumeView
from coach.ui.session import Session, TakeUp
from coach.ui.widgets.cramp_card import CrampCard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coach.history.lost import Lost
    from coach.player.record import Summary
    from coach.routine.library import Library
    from coach.routine.plan import Timeline
    from coach.safety.shelf import Shelf
    from coach.ui.aids import Aids
    from coach.ui.done_view import DoneView
    from coach.ui.figures import Figures
    from coach.ui.pages import Pages
    from coach.ui.safety_gate import SafetyGate
    from coach.ui.services import Services
    from coach.ui.theme import Theme


NOTE_AT: Final = 2
"""Below the title of the Done page and the line that says how long it lasted."""


class Sessions(QObject):
    """At most one session at a time. `speed` makes them run faster, for authors who rehearse a routine."""

    begun = Signal()
    ended = Signal()
    """A session is over, or another page of the way to one is on show."""
    left = Signal()
    """The person has finished with a session and wants to be where they were."""
    page_wanted = Signal(str)
    get_help_wanted = Signal()
    rescue_wanted = Signal()
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
        self._has_looked = False
        self.session: Session | None = None
        gate.start_wanted.connect(self.play)

    def play(
        self, identity: str, answers: Mapping[str, str] | None = None, since: float | None = None
    ) -> None:
        """Begin a session of the routine or exercise with this id, unless the safety answers come first.

        What a routine asks, and `answers` (question to answer) do not hold, is asked before it begins.
        `since` is the moment, on the monotonic clock, at which the person told of a cramp: its limit counts
        from there, for a cramp does not wait for answers.
        """
        driver = self._services.library
        library = driver.library or driver.read_now()
        rescues = identity in library.routines and bool(library.routines[identity].rescues)
        if self._aids is not None and not rescues:
            self._aids.prepare()  # a voice takes a moment to wake; what is asked first gives it that
        if not rescues and self.offer_lost(lambda: self.play(identity, answers, since)):
            return
        self.end()
        if not self._gate.lets_play(identity):
            return
        since = self._services.clock.monotonic() if since is None else since
        if self._asks(identity, library, answers or {}, since):
            return
        timeline = library.timeline(identity, self._services.sides, answers)
        self._open(timeline, library, self._speed, since).start()

    def rehearse(self, identity: str, item: int) -> None:
        """Begin a routine at an item, counted from 1: authors try what they have just written.

        The safety answers hold here as anywhere. What asks or loops begins at its beginning.
        """
        driver = self._services.library
        library = driver.library or driver.read_now()
        routine = library.routines.get(identity)
        if routine is None or item <= 1 or (routine.rescues or questions(routine)):
            self.play(identity)
            return
        self.end()
        if not self._gate.lets_play(identity):
            return
        whole = library.timeline(identity, self._services.sides)
        first = next((at for at, step in enumerate(whole.steps) if step.item >= item), 0)
        timeline = whole if whole.loop else spliced(whole, 0, whole.steps[first:])
        self._open(timeline, library, self._speed).start()

    def offer_lost(self, otherwise: Callable[[], None] | None = None) -> bool:
        """Offer to go on with the session that Coach died in, if there is one; asked once, at the start.

        `otherwise` is what the person wanted to do, and what follows if they do not go on.
        """
        if self._has_looked:
            return False
        self._has_looked = True
        found = self._find_lost()
        if found is None:
            return False
        library = self._services.library.library or self._services.library.read_now()
        left = found.stood.timeline.steps[found.stood.index :]
        fits = all(step.exercise in library.exercises for step in left if step.exercise)
        view = ResumeView(found.stood, fits=fits)
        view.go_on_wanted.connect(lambda: self._take_up(found, library, TakeUp.GO_ON))
        view.restart_wanted.connect(lambda: self._take_up(found, library, TakeUp.RESTART_SIDE))
        view.finish_wanted.connect(lambda: self._finish(found, library, otherwise))
        view.later_wanted.connect(otherwise or self.left.emit)
        self._pages.show_page(view)
        view.buttons[0].setFocus()
        return True

    def _find_lost(self) -> Lost | None:
        try:
            with closing(self._services.open_store()) as store:
                return lost.find(store)
        except CoachError:
            return None  # the history cannot be used; its own page says why

    def _finish(self, found: Lost, library: Library, otherwise: Callable[[], None] | None) -> None:
        self._take_up(found, library, TakeUp.FINISH)
        if otherwise is not None:
            otherwise()

    def _take_up(self, found: Lost, library: Library, wish: TakeUp) -> None:
        session = self._open(found.stood.timeline, library, found.detail.session.speed)
        if not session.take_up(found, wish):
            self._on_left()

    def _open(
        self, timeline: Timeline, library: Library, speed: float, since: float | None = None
    ) -> Session:
        """A session on show, that has not begun."""
        now = self._services.clock.monotonic()
        if not self._figures.is_ready:
            self._figures.use(library.exercises, library.paths)
        session = Session(
            self._theme,
            self._pages,
            timeline,
            {exercise.id: exercise.body for exercise in library.exercises.values()},
            self._figures,
            self._services.clock,
            self._services.new_recorder(),
            speed,
            exercises=library.exercises,
            sides=self._services.sides,
            settings=self._services.settings,
            waited=now - since if timeline.loop and since is not None else 0.0,
        )
        session.left.connect(self._on_left)
        session.again.connect(lambda: self._play_again(timeline))
        session.over.connect(lambda done, summary: self._offer_note(session, done, summary))
        session.view.full_screen_wanted.connect(self.full_screen_wanted)
        session.view.text_size_wanted.connect(self.text_size_wanted)
        session.view.get_help_wanted.connect(self.get_help_wanted)
        session.view.rescue_wanted.connect(self.rescue_wanted)
        if self._aids is not None:
            # Someone woken by a cramp at night is led in silence until they ask for sound.
            self._aids.accompany(session.driver, speed=speed, quiet=timeline.loop is not None)
            session.view.sound_wanted.connect(self._aids.toggle_sound)
        self.session = session
        self.begun.emit()
        return session

    def _play_again(self, timeline: Timeline) -> None:
        if _knows(self._services.library.shelf, timeline.routine):
            self.play(timeline.routine, dict(timeline.answers))
        else:
            self._on_left()

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

    def _asks(self, identity: str, library: Library, answers: Mapping[str, str], since: float) -> bool:
        """Whether a routine has something to ask first; its answers lead back to `play`."""
        document = library.routines.get(identity) or library.exercises[identity]
        left = [each for each in questions(document) if each.ask not in answers]
        if left:
            view = AskView(self._theme, document.title, [Question.of(each) for each in left])
            view.setProperty("night", not isinstance(document, Exercise) and bool(document.rescues))
            view.get_help_wanted.connect(self.get_help_wanted)
            view.back_wanted.connect(lambda: self.page_wanted.emit(identity))
            view.answered.connect(lambda given: self.play(identity, {**answers, **given}, since))
            self._pages.show_page(view)
            view.buttons[0].setFocus()
            self.begun.emit()
        return bool(left)

    def _offer_note(self, session: Session, done: DoneView, summary: Summary) -> None:
        """After a cramp, offer to write it down."""
        timeline, detail = session.driver.timeline, session.recorder.detail
        loop = timeline.loop
        shelf = self._services.library.shelf
        routine = shelf.written.routines.get(timeline.routine) if shelf else None
        place = place_of(routine, dict(timeline.answers)) if routine else None
        if place is None or detail is None:
            return
        let_go = summary.let_go_after
        cramp = Cramp(
            detail.session.started,
            place,
            side_of(step.side for step in timeline.steps[loop.first : loop.last + 1]) if loop else None,
            ", ".join(answer for _, answer in timeline.answers),
            session.driver.snapshot().lasted if let_go is None else let_go,
            let_go is not None,
            tuple(dict.fromkeys(part.title for part in summary.parts if part.done > 0)),
            session.recorder.session_id or None,
        )
        card = CrampCard(cramp, self._services.note_cramp)
        done.column.insertWidget(NOTE_AT, card)
        QWidget.setTabOrder(done, card.button)

    def _on_left(self) -> None:
        self.end()
        self.left.emit()


def _knows(shelf: Shelf | None, identity: str) -> bool:
    return shelf is not None and (identity in shelf.written.routines or identity in shelf.written.exercises)
