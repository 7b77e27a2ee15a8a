"""The history: every line of SQL in Coach is here and in `migrations`.

One connection, used from one thread. Every method is its own transaction: when it has returned, a killed
process loses nothing of it. (After a power cut the last moments may be missing; the file stays whole.)
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Self

from coach.errors import CoachError
from coach.history import alive
from coach.history.as_json import plan_from, plan_text
from coach.history.cramp import Cramp
from coach.history.faults import in_kind_words, is_damage
from coach.history.migrations import migrate
from coach.history.session import Feeling, Session, SessionDetail, SessionStatus
from coach.player import change, rating
from coach.player.change import Change
from coach.player.events import Outcome
from coach.player.rating import Moment, Rating
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
    "id, routine, title, revision, started, speed, version, status, ended, feeling,"
    " (SELECT value FROM ratings WHERE session_id = sessions.id AND kind = 'pain' AND moment = 'after'),"
    " (SELECT max(ended) FROM phases WHERE session_id = sessions.id AND outcome = 'let-go'),"
    " (SELECT value FROM ratings WHERE session_id = sessions.id AND kind = 'pain' AND moment = 'before'),"
    " owner"
)
_PHASE = 'step, phase, exercise, side, rep, "set", round, planned, began, ended, done, outcome'
_CHANGE = 'kind, step, item, side, title, "by", seconds, reason'
_CRAMP = "began, place, side, way, lasted, let_go, done, session_id"


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

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written within is written as one: after a crash all of it is there, or nothing."""
        self._run("BEGIN IMMEDIATE")
        try:
            yield
            self._run("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.rollback()
            raise

    def begin(
        self, timeline: Timeline, started: datetime, speed: float, version: str, owner: str = ""
    ) -> int:
        """Write down that a session has begun; returns its id."""
        with self.together():
            plan = self._plan(timeline)
            return self._run(
                "INSERT INTO sessions"
                " (plan_id, routine, title, revision, started, status, speed, version, owner)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                *(plan, timeline.routine, timeline.title, timeline.revision, started.isoformat()),
                *(SessionStatus.OPEN, speed, version, owner),
            )

    def _plan(self, timeline: Timeline) -> int:
        """The id of a plan, written down if it is new."""
        plan = plan_text(timeline)
        digest = sha256(plan.encode()).hexdigest()
        self._run("INSERT OR IGNORE INTO plans (plan, digest) VALUES (?, ?)", plan, digest)
        return int(self._all("SELECT id FROM plans WHERE digest = ?", digest)[0][0])

    def take_over(self, session: Session, owner: str) -> bool:
        """Play an unfinished session from now on; False if another Coach has taken it meanwhile."""
        with self._kindly():
            taken = self._connection.execute(
                "UPDATE sessions SET owner = ? WHERE id = ? AND owner = ? AND status = 'open'",
                (owner, session.id, session.owner),
            )
        return taken.rowcount == 1

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
            "UPDATE phases SET planned = ?, ended = ?, done = ?, outcome = ? WHERE id = ?",
            *(record.planned, record.ended, record.done, record.outcome, phase_id),
        )

    def running_phase(self, session_id: int) -> int:
        """The id of the phase that was running when a session was last heard of; 0 if none was."""
        return self._number("SELECT max(id) FROM phases WHERE session_id = ? AND outcome IS NULL", session_id)

    def change(self, session_id: int, change: Change, timeline: Timeline, at: float) -> None:
        """Write down what was changed on the way, and the plan from now on."""
        self._run("UPDATE sessions SET plan_id = ? WHERE id = ?", self._plan(timeline), session_id)
        self._run(
            f"INSERT INTO changes (session_id, at, {_CHANGE})"  # noqa: S608 - our own column names
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(session_id, at, change.kind, change.index, change.item, change.side),
            *(change.title, change.by, change.seconds, change.reason),
        )

    def finish(self, session_id: int, status: SessionStatus, ended: datetime) -> None:
        """Write down that a session is over."""
        self._run(
            "UPDATE sessions SET status = ?, ended = ? WHERE id = ?", status, ended.isoformat(), session_id
        )

    def feel(self, session_id: int, feeling: Feeling | None) -> None:
        """Write down how it felt; None takes the answer back."""
        self._run("UPDATE sessions SET feeling = ? WHERE id = ?", feeling, session_id)

    def rate(self, session_id: int, told: Rating) -> None:
        """Write down a rating. Before and after there is one of each kind: a later one takes its place."""
        with self.together():
            if told.moment is not Moment.DURING:
                self.withdraw(session_id, told.kind, told.moment)
            self._run(
                "INSERT INTO ratings (session_id, kind, moment, value, at) VALUES (?, ?, ?, ?, ?)",
                *(session_id, told.kind, told.moment, told.value, told.at),
            )

    def withdraw(self, session_id: int, kind: rating.Kind, moment: Moment) -> None:
        """Take a rating back."""
        self._run(
            "DELETE FROM ratings WHERE session_id = ? AND kind = ? AND moment = ?", session_id, kind, moment
        )

    def note_cramp(self, cramp: Cramp) -> int:
        """Write down a cramp; returns its id."""
        return self._run(
            f"INSERT INTO cramps ({_CRAMP}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - our own column names
            *(cramp.began.isoformat(), cramp.place, cramp.side, cramp.way, cramp.lasted, cramp.let_go),
            *(json.dumps(cramp.done, ensure_ascii=False), cramp.session),
        )

    def cramps(self, limit: int) -> tuple[Cramp, ...]:
        """The latest cramps that were written down, newest first."""
        rows = self._all(f"SELECT id, {_CRAMP} FROM cramps ORDER BY id DESC LIMIT ?", limit)  # noqa: S608 - the same
        return tuple(map(_cramp, rows))

    def sessions(self, limit: int) -> tuple[Session, ...]:
        """The latest sessions, newest first."""
        return self._sessions("ORDER BY id DESC LIMIT ?", limit)

    def active(self, limit: int) -> tuple[tuple[datetime, float], ...]:
        """When each of the latest sessions began, and the seconds that were done in it; newest first.

        Rehearsals at another speed are left out.
        """
        rows = self._all(
            "SELECT started, (SELECT total(done) FROM phases WHERE session_id = sessions.id)"
            " FROM sessions WHERE speed = 1 ORDER BY id DESC LIMIT ?",
            limit,
        )
        return tuple((datetime.fromisoformat(started), float(done)) for started, done in rows)

    def unfinished(self) -> tuple[Session, ...]:
        """Sessions that are running now or that Coach died in, newest first."""
        return self._sessions("WHERE status = 'open' ORDER BY id DESC")

    def lost(self) -> tuple[Session, ...]:
        """Sessions that Coach died in, newest first: nobody plays them any more."""
        folder = alive.folder(self._path)
        return tuple(each for each in self.unfinished() if not alive.is_given(folder, each.owner))

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
        said = self._all(
            "SELECT kind, moment, value, at FROM ratings WHERE session_id = ? ORDER BY id", session_id
        )
        changed = self._all(
            f"SELECT {_CHANGE} FROM changes WHERE session_id = ? ORDER BY id",  # noqa: S608 - our own names
            session_id,
        )
        return SessionDetail(
            found[0],
            plan_from(plan),
            tuple(_phase(row) for row in rows),
            tuple(Rating(rating.Kind(kind), Moment(moment), *rest) for kind, moment, *rest in said),
            tuple(_change(row) for row in changed),
        )

    def _sessions(self, which: str, *values: object) -> tuple[Session, ...]:
        rows = self._all(f"SELECT {_SESSION} FROM sessions {which}", *values)  # noqa: S608 - our own words
        return tuple(_session(row) for row in rows)

    def _run(self, sql: str, *values: object) -> int:
        with self._kindly():
            return self._connection.execute(sql, values).lastrowid or 0

    def _number(self, sql: str, *values: object) -> int:
        return int(self._all(sql, *values)[0][0] or 0)

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
    identity, routine, title, revision, started, speed, version, status, ended, feeling, *told = row
    pain, let_go, pain_before, owner = told
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
        pain_before=pain_before,
        owner=owner,
    )


def _change(row: tuple[Any, ...]) -> Change:
    kind, index, item, side, title, by, seconds, reason = row
    return Change(
        change.Kind(kind),
        index,
        item,
        Side(side) if side else None,
        title,
        by,
        seconds,
        change.Reason(reason),
    )


def _cramp(row: tuple[Any, ...]) -> Cramp:
    identity, began, place, side, way, lasted, let_go, done, session = row
    return Cramp(
        id=identity,
        began=datetime.fromisoformat(began),
        place=place,
        side=Side(side) if side else None,
        way=way,
        lasted=lasted,
        let_go=bool(let_go),
        done=tuple(json.loads(done)),
        session=session,
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
