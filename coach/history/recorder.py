"""Writes a session into the history as it happens, and keeps it in memory when that is not possible."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from coach import __version__
from coach.errors import CoachError
from coach.history import alive
from coach.history.as_json import session_text
from coach.history.faults import in_kind_words
from coach.history.session import Feeling, Session, SessionDetail, SessionStatus
from coach.history.store import Store
from coach.player.events import Changed, Event, Finished, LetGo, Started, StepEntered, StepLeft, Stopped
from coach.player.rating import Kind, Moment, Rating
from coach.player.record import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from coach.routine.plan import Timeline


class OpenStore(Protocol):
    """How a recorder gets at a history; `Store.open` is one."""

    def __call__(self, path: Path, now: datetime) -> Store:
        """Open the history at `path`, or raise `CoachError`."""


class SessionRecorder:
    """One session's way into the history. Never raises because of the history: see `trouble`.

    `trouble` is one kind sentence that says why the session is not being saved; empty while it is. The
    session then goes on in memory, whole, and `export` writes it elsewhere.
    `notice` is one kind sentence about the history that the person should read once.
    """

    def __init__(self, database: Path, open_store: OpenStore = Store.open) -> None:
        self.trouble = ""
        self.notice = ""
        self._database = database
        self._open_store = open_store
        self._store: Store | None = None
        self._detail: SessionDetail | None = None
        self._sign: alive.Sign | None = None
        self._running_phase = 0
        self._origin = 0.0

    @property
    def detail(self) -> SessionDetail | None:
        """The session so far; None before `begin`."""
        return self._detail

    @property
    def session_id(self) -> int:
        """The session's id in the history; 0 if it is not there."""
        return self._detail.session.id if self._detail else 0

    def begin(self, timeline: Timeline, started: datetime, speed: float) -> None:
        """Open the history and write that the session has begun.

        `started` is when it counts from: where a cramp had lasted before, that moment (`Started.lasted`).
        """
        identity, owner = 0, ""
        with self._in_memory_otherwise():
            self._store = self._open_store(self._database, started)
            self.notice = self._store.notice
            owner = self._give_sign()
            identity = self._store.begin(timeline, started, speed, __version__, owner)
        session = Session(
            id=identity,
            routine=timeline.routine,
            title=timeline.title,
            revision=timeline.revision,
            started=started,
            speed=speed,
            version=__version__,
            owner=owner,
        )
        self._detail = SessionDetail(session, timeline, ())

    def go_on(self, detail: SessionDetail, wall: datetime, origin: float) -> bool:
        """Go on writing a session that Coach died in; False if another Coach has taken it meanwhile.

        `origin` is the moment on the player's clock that counts as the session's beginning.
        """
        self._origin = origin
        self._detail = detail
        taken = True
        with self._in_memory_otherwise():
            store = self._store = self._open_store(self._database, wall)
            self.notice = store.notice
            taken = store.take_over(detail.session, self._give_sign())
            self._running_phase = store.running_phase(detail.session.id)
        return taken

    def _give_sign(self) -> str:
        self._sign = alive.give(alive.folder(self._database))
        return self._sign.name if self._sign else ""

    def note(self, events: Iterable[Event], wall: datetime) -> None:
        """Write what happened at once, as one. `wall` is the time of day at which it became known."""
        detail, told = self._detail, list[tuple[Event, SessionDetail]]()
        if detail is None:
            return
        for event in events:
            if isinstance(event, Started):
                self._origin = event.at - event.lasted
            moved = replace(event, at=event.at - self._origin)
            detail = _after(detail, moved, wall)
            told.append((moved, detail))
        self._detail = detail
        if self._store is not None and told:
            with self._in_memory_otherwise(), self._store.together():
                for event, then in told:
                    self._write(self._store, event, then)

    def heartbeat(self, done: float) -> None:
        """Write how many seconds of the running phase are done."""
        if self._store is not None and self._running_phase:
            with self._in_memory_otherwise():
                self._store.heartbeat(self._running_phase, done)

    def feel(self, feeling: Feeling | None) -> None:
        """Write how it felt; None takes the answer back."""
        if self._detail is None:
            return
        self._detail = replace(self._detail, session=replace(self._detail.session, feeling=feeling))
        if self._store is not None:
            with self._in_memory_otherwise():
                self._store.feel(self.session_id, feeling)

    def rate(self, told: Rating) -> None:
        """Write a rating. Before and after there is one of each kind, and a later one takes its place."""
        if self._detail is None:
            return
        self._detail = _rated(self._detail, told.kind, told.moment, told)
        if self._store is not None:
            with self._in_memory_otherwise():
                self._store.rate(self.session_id, told)

    def withdraw(self, kind: Kind, moment: Moment) -> None:
        """Take a rating from before or after back."""
        if self._detail is None:
            return
        self._detail = _rated(self._detail, kind, moment)
        if self._store is not None:
            with self._in_memory_otherwise():
                self._store.withdraw(self.session_id, kind, moment)

    def export(self, path: Path) -> None:
        """Write the session as a JSON file.

        Raises:
            CoachError: The file cannot be written there, or nothing has begun.
        """
        if self._detail is None:
            raise CoachError("There is no session to save yet.")
        with in_kind_words(path):
            path.write_text(session_text(self._detail), encoding="utf-8")

    def close(self) -> None:
        """Let go of the history file."""
        if self._store is not None:
            self._store.close()
            self._store = None
        if self._sign is not None:
            self._sign.take_back()
            self._sign = None

    def _write(self, store: Store, event: Event, detail: SessionDetail) -> None:
        match event:
            case StepEntered():
                self._running_phase = store.enter(detail.session.id, detail.phases[-1])
            case StepLeft() if self._running_phase:
                store.leave(self._running_phase, detail.phases[-1])
                self._running_phase = 0
            case StepLeft():
                store.enter(detail.session.id, detail.phases[-1])
            case Changed(change, timeline, at):
                store.change(detail.session.id, change, timeline, at)
            case Finished() | Stopped() if detail.session.ended:
                store.finish(detail.session.id, detail.session.status, detail.session.ended)
            case _:
                pass

    @contextmanager
    def _in_memory_otherwise(self) -> Iterator[None]:
        """When the history cannot be used, let go of it, say why, and go on in memory."""
        try:
            yield
        except CoachError as error:
            self.trouble = f"This session is not being saved. {error} {error.advice}".strip()
            self.close()


def _after(detail: SessionDetail, event: Event, wall: datetime) -> SessionDetail:
    """A session after one more event."""
    session, timeline, changes = detail.session, detail.timeline, detail.changes
    match event:
        case Changed(change, timeline):
            changes = (*changes, change)
        case LetGo(at):
            session = replace(session, let_go=at)
        case Finished():
            session = replace(session, status=SessionStatus.FINISHED, ended=wall)
        case Stopped():
            session = replace(session, status=SessionStatus.STOPPED, ended=wall)
        case _:
            pass
    phases = fold(detail.phases, timeline, event)
    return replace(detail, session=session, timeline=timeline, phases=phases, changes=changes)


def _rated(detail: SessionDetail, kind: Kind, moment: Moment, told: Rating | None = None) -> SessionDetail:
    kept = detail.ratings
    if moment is not Moment.DURING:
        kept = tuple(each for each in kept if (each.kind, each.moment) != (kind, moment))
    session = detail.session
    if kind is Kind.PAIN:
        value = told.value if told else None
        if moment is Moment.AFTER:
            session = replace(session, pain=value)
        elif moment is Moment.BEFORE:
            session = replace(session, pain_before=value)
    return replace(detail, session=session, ratings=(*kept, told) if told else kept)
