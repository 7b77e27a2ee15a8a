"""The history: every line of SQL in Coach is here and in `migrations`.

One connection, used from one thread. Every method is its own transaction: when it has returned, a killed
process loses nothing of it. (After a power cut the last moments may be missing; the file stays whole.)
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Self

from coach.errors import CoachError
from coach.history.as_json import plan_from, plan_text
from coach.history.faults import in_kind_words, is_damage
from coach.history.migrations import migrate
from coach.history.session import Feeling, Session, SessionDetail, SessionStatus
from coach.player.events import Outcome
from coach.player.record import PhaseRecord
from coach.routine.plan import Phase, Side

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from coach.routine.plan import Timeline

WAIT = 1.0
"""Seconds to wait for another process that is writing."""

_SESSION = (
    "id, routine, title, revision, started, speed, version, status, ended, feeling, pain,"
    " (SELECT max(ended) FROM phases WHERE session_id = sessions.id AND outcome = 'let-go')"
)
_PHASE = 'step, phase, exercise, side, rep, "set", round, planned, began, ended, done, outcome'


class Store:
    """The history file. Every method raises `CoachError` when the file cannot be read or written.

    `notice` is one kind sentence about what had to be done to open it; empty most of the time.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Path, opened: datetime, notice: str = ""
    ) -> None:
        self._connection = connection
        self._path = path
        self._opened = opened
        self.notice = notice

    @classmethod
    def open(cls, path: Path, now: datetime) -> Self:
        """Open the history, making it if there is none.

        A damaged file is never deleted: it is moved aside under a name with the date of `now`, a new
        history is begun, and `notice` says so. (Damage that shows itself only in use is treated the same,
        with the `CoachError` of that use.) File and folder are readable by their owner only.

        Raises:
            CoachError: The folder cannot be written, the disk is full, or a newer Coach wrote the file.
        """
        with in_kind_words(path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _keep_private(path.parent, 0o700)
            try:
                return cls(_connect(path), path, now)
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
            aside = _move_aside(path, now)
            notice = f"Your history file was damaged. It is kept as {aside.name}; a new history has begun."
            return cls(_connect(path), path, now, notice)

    def close(self) -> None:
        """Close the file. Closing twice does nothing."""
        self._connection.close()

    def begin(self, timeline: Timeline, started: datetime, speed: float, version: str) -> int:
        """Write down that a session has begun; returns its id."""
        plan = plan_text(timeline)
        digest = sha256(plan.encode()).hexdigest()
        with self._kindly(), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._run("INSERT OR IGNORE INTO plans (plan, digest) VALUES (?, ?)", plan, digest)
            return self._run(
                "INSERT INTO sessions (plan_id, routine, title, revision, started, status, speed, version)"
                " SELECT id, ?, ?, ?, ?, ?, ?, ? FROM plans WHERE digest = ?",
                *(timeline.routine, timeline.title, timeline.revision, started.isoformat()),
                *(SessionStatus.OPEN, speed, version, digest),
            )

    def enter(self, session_id: int, record: PhaseRecord) -> int:
        """Write down a phase, running or already over; returns its id."""
        fields = ", ".join("?" * 13)
        return self._run(
            f"INSERT INTO phases (session_id, {_PHASE}) VALUES ({fields})",  # noqa: S608 - our own column names
            *(session_id, record.index, record.phase, record.exercise, record.side),
            *(record.rep, record.set, record.round, record.planned),
            *(record.began, record.ended, record.done, record.outcome),
        )

    def heartbeat(self, phase_id: int, done: float) -> None:
        """Write down how many seconds of a running phase are done."""
        self._run("UPDATE phases SET done = ? WHERE id = ?", done, phase_id)

    def leave(self, phase_id: int, record: PhaseRecord) -> None:
        """Write down how a running phase ended."""
        self._run(
            "UPDATE phases SET ended = ?, done = ?, outcome = ? WHERE id = ?",
            *(record.ended, record.done, record.outcome, phase_id),
        )

    def finish(self, session_id: int, status: SessionStatus, ended: datetime) -> None:
        """Write down that a session is over."""
        self._run(
            "UPDATE sessions SET status = ?, ended = ? WHERE id = ?", status, ended.isoformat(), session_id
        )

    def rate(self, session_id: int, feeling: Feeling | None, pain: int | None = None) -> None:
        """Write down how it felt; both answers may be left out. `pain` is 0 to 10."""
        self._run("UPDATE sessions SET feeling = ?, pain = ? WHERE id = ?", feeling, pain, session_id)

    def sessions(self, limit: int) -> tuple[Session, ...]:
        """The latest sessions, newest first."""
        return self._sessions("ORDER BY id DESC LIMIT ?", limit)

    def unfinished(self) -> tuple[Session, ...]:
        """Sessions that are running now or that Coach died in, newest first."""
        return self._sessions("WHERE status = 'open' ORDER BY id DESC")

    def session(self, session_id: int) -> SessionDetail | None:
        """A session with its plan and phases; None if there is no such session."""
        found = self._sessions("WHERE id = ?", session_id)
        if not found:
            return None
        [[plan]] = self._all(
            "SELECT plan FROM plans JOIN sessions ON plans.id = plan_id WHERE sessions.id = ?", session_id
        )
        rows = self._all(
            f"SELECT {_PHASE} FROM phases WHERE session_id = ? ORDER BY id",  # noqa: S608 - our own names
            session_id,
        )
        return SessionDetail(found[0], plan_from(plan), tuple(_phase(row) for row in rows))

    def _sessions(self, which: str, *values: object) -> tuple[Session, ...]:
        rows = self._all(f"SELECT {_SESSION} FROM sessions {which}", *values)  # noqa: S608 - our own words
        return tuple(_session(row) for row in rows)

    def _run(self, sql: str, *values: object) -> int:
        with self._kindly():
            return self._connection.execute(sql, values).lastrowid or 0

    def _all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._kindly():
            return self._connection.execute(sql, values).fetchall()

    @contextmanager
    def _kindly(self) -> Iterator[None]:
        """Raise only `CoachError`; damage that shows itself late is treated as it is in `open`."""
        with in_kind_words(self._path):
            try:
                yield
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
                self.close()
                aside = _move_aside(self._path, self._opened)
                raise CoachError(
                    f"Your history file is damaged. It is kept as {aside.name}.",
                    "The next session begins a new history.",
                ) from error


def _connect(path: Path) -> sqlite3.Connection:
    path.touch(mode=0o600)
    _keep_private(path, 0o600)  # SQLite gives its side files the same mode.
    connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    try:
        _check(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection) -> None:
    """Look into every table, which raises if the file is cut off or its first pages are damaged.

    Ten years of history take half a second to check in full, so damage further in shows when it is reached.
    """
    for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        connection.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608 - our own table names


def _keep_private(path: Path, mode: int) -> None:
    """Take away what `mode` does not grant, where the file system knows modes (a FAT stick does not)."""
    with suppress(PermissionError):
        path.chmod(path.stat().st_mode & mode)


def _move_aside(path: Path, now: datetime) -> Path:
    """Rename the file, and SQLite's side files with it so that nothing in them is lost."""
    number, name = 1, f"{path.stem}.damaged-{now.date()}"
    aside = path.with_name(name + path.suffix)
    while aside.exists():
        number += 1
        aside = path.with_name(f"{name}-{number}{path.suffix}")
    for ending in ("-wal", "-shm", ""):
        side_file = path.with_name(path.name + ending)
        if side_file.exists():
            side_file.rename(aside.with_name(aside.name + ending))
    return aside


def _session(row: tuple[Any, ...]) -> Session:
    identity, routine, title, revision, started, speed, version, status, ended, feeling, pain, let_go = row
    return Session(
        id=identity,
        routine=routine,
        title=title,
        revision=revision,
        started=datetime.fromisoformat(started),
        speed=speed,
        version=version,
        status=SessionStatus(status),
        ended=datetime.fromisoformat(ended) if ended else None,
        feeling=Feeling(feeling) if feeling else None,
        pain=pain,
        let_go=let_go,
    )


def _phase(row: tuple[Any, ...]) -> PhaseRecord:
    index, phase, exercise, side, rep, set_, round_, planned, began, ended, done, outcome = row
    return PhaseRecord(
        index=index,
        phase=Phase(phase),
        exercise=exercise,
        side=Side(side) if side else None,
        rep=rep,
        set=set_,
        round=round_,
        planned=planned,
        began=began,
        ended=ended,
        done=done,
        outcome=Outcome(outcome) if outcome else None,
    )
