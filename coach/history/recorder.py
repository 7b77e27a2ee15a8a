"""Writes a session into the history as it happens, and keeps it in memory when that is not possible."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from coach import __version__
from coach.errors import CoachError
from coach.history.as_json import session_text
from coach.history.faults import in_kind_words
from coach.history.session import Feeling, Session, SessionDetail, SessionStatus
from coach.history.store import Store
from coach.player.events import Event, Finished, LetGo, Started, StepEntered, StepLeft, Stopped
from coach.player.record import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
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
        """Open the history and write that the session has begun."""
        identity = 0
        with self._in_memory_otherwise():
            self._store = self._open_store(self._database, started)
            self.notice = self._store.notice
            identity = self._store.begin(timeline, started, speed, __version__)
        session = Session(
            id=identity,
            routine=timeline.routine,
            title=timeline.title,
            revision=timeline.revision,
            started=started,
            speed=speed,
            version=__version__,
        )
        self._detail = SessionDetail(session, timeline, ())

    def note(self, event: Event, wall: datetime) -> None:
        """Write what happened. `wall` is the time of day at which it became known."""
        if self._detail is None:
            return
        if isinstance(event, Started):
            self._origin = event.at
        event = replace(event, at=event.at - self._origin)
        phases = fold(self._detail.phases, self._detail.timeline, event)
        session = self._detail.session
        if isinstance(event, LetGo):
            session = replace(session, let_go=event.at)
        if isinstance(event, Finished | Stopped):
            status = SessionStatus.FINISHED if isinstance(event, Finished) else SessionStatus.STOPPED
            session = replace(session, status=status, ended=wall)
        self._detail = replace(self._detail, session=session, phases=phases)
        if self._store is not None:
            with self._in_memory_otherwise():
                self._write(self._store, event, self._detail)

    def heartbeat(self, done: float) -> None:
        """Write how many seconds of the running phase are done."""
        if self._store is not None and self._running_phase:
            with self._in_memory_otherwise():
                self._store.heartbeat(self._running_phase, done)

    def rate(self, feeling: Feeling | None, pain: int | None = None) -> None:
        """Write how it felt. `pain` is 0 to 10; both answers may be left out."""
        if self._detail is None:
            return
        rated = replace(self._detail.session, feeling=feeling, pain=pain)
        self._detail = replace(self._detail, session=rated)
        if self._store is not None:
            with self._in_memory_otherwise():
                self._store.rate(rated.id, feeling, pain)

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

    def _write(self, store: Store, event: Event, detail: SessionDetail) -> None:
        match event:
            case StepEntered():
                self._running_phase = store.enter(detail.session.id, detail.phases[-1])
            case StepLeft() if self._running_phase:
                store.leave(self._running_phase, detail.phases[-1])
                self._running_phase = 0
            case StepLeft():
                store.enter(detail.session.id, detail.phases[-1])
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
