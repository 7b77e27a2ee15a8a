"""The history's tables, and how an older history file becomes a newer one.

The file's `user_version` counts the migrations it has had. Each runs in a transaction of its own; an
existing history is copied beside itself first. A migration that has been released is never edited.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from coach.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # Sessions of one revision share their plan: ten years of history hold a few hundred plans.
        """CREATE TABLE plans (
            id INTEGER PRIMARY KEY,
            plan TEXT NOT NULL,
            digest TEXT NOT NULL UNIQUE
        )""",
        # `started` and `ended` are ISO 8601 with offset: the date in them is the person's own day.
        """CREATE TABLE sessions (
            id INTEGER PRIMARY KEY,
            plan_id INTEGER NOT NULL REFERENCES plans (id),
            routine TEXT NOT NULL,
            title TEXT NOT NULL,
            revision INTEGER NOT NULL,
            started TEXT NOT NULL,
            ended TEXT,
            status TEXT NOT NULL CHECK (status IN ('open', 'finished', 'stopped')),
            speed REAL NOT NULL,
            version TEXT NOT NULL,
            feeling TEXT CHECK (feeling IN ('better', 'same', 'worse')),
            pain INTEGER CHECK (pain BETWEEN 0 AND 10)
        )""",
        "CREATE INDEX sessions_open ON sessions (id) WHERE status = 'open'",
        # `began` and `ended` are seconds since the session started; `outcome` is null while a phase runs.
        """CREATE TABLE phases (
            id INTEGER PRIMARY KEY,
            session_id INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            step INTEGER NOT NULL,
            phase TEXT NOT NULL,
            exercise TEXT NOT NULL,
            side TEXT,
            rep INTEGER NOT NULL,
            "set" INTEGER NOT NULL,
            round INTEGER NOT NULL,
            planned REAL NOT NULL,
            began REAL NOT NULL,
            ended REAL,
            done REAL NOT NULL CHECK (done >= 0),
            outcome TEXT CHECK (outcome IN ('done', 'cut-short', 'skipped', 'repeated'))
        )""",
        "CREATE INDEX phases_of_session ON phases (session_id)",
    ),
    (
        # A phase may also end because the cramp let go. SQLite changes a CHECK only with the table.
        "DROP INDEX phases_of_session",
        "ALTER TABLE phases RENAME TO phases_before",
        """CREATE TABLE phases (
            id INTEGER PRIMARY KEY,
            session_id INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            step INTEGER NOT NULL,
            phase TEXT NOT NULL,
            exercise TEXT NOT NULL,
            side TEXT,
            rep INTEGER NOT NULL,
            "set" INTEGER NOT NULL,
            round INTEGER NOT NULL,
            planned REAL NOT NULL,
            began REAL NOT NULL,
            ended REAL,
            done REAL NOT NULL CHECK (done >= 0),
            outcome TEXT CHECK (outcome IN ('done', 'cut-short', 'skipped', 'repeated', 'let-go'))
        )""",
        "INSERT INTO phases SELECT * FROM phases_before",
        "DROP TABLE phases_before",
        "CREATE INDEX phases_of_session ON phases (session_id)",
    ),
    (
        # `owner` names the sign of life of the Coach that plays the session; empty in older files.
        "ALTER TABLE sessions ADD COLUMN owner TEXT NOT NULL DEFAULT ''",
        # `value` is 0 to 10; `at` is seconds since the session started.
        """CREATE TABLE ratings (
            id INTEGER PRIMARY KEY,
            session_id INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN ('pain', 'effort', 'stiffness', 'numbness', 'sharp')),
            moment TEXT NOT NULL CHECK (moment IN ('before', 'during', 'after')),
            value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 10),
            at REAL NOT NULL CHECK (at >= 0)
        )""",
        "CREATE INDEX ratings_of_session ON ratings (session_id)",
        """INSERT INTO ratings (session_id, kind, moment, value, at)
            SELECT id, 'pain', 'after', pain, 0 FROM sessions WHERE pain IS NOT NULL""",
        "ALTER TABLE sessions DROP COLUMN pain",
        # What was changed on the way; the session's plan is the plan after the last change.
        """CREATE TABLE changes (
            id INTEGER PRIMARY KEY,
            session_id INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            at REAL NOT NULL,
            kind TEXT NOT NULL CHECK
                (kind IN ('easier', 'harder', 'hold', 'get-ready', 'left-out', 'taken-up')),
            step INTEGER NOT NULL,
            item INTEGER NOT NULL,
            side TEXT,
            title TEXT NOT NULL,
            "by" TEXT NOT NULL,
            seconds REAL NOT NULL,
            reason TEXT NOT NULL CHECK (reason IN ('', 'pain', 'tired', 'other'))
        )""",
        "CREATE INDEX changes_of_session ON changes (session_id)",
    ),
    (
        # `began` as `started` in sessions; `lasted` is seconds; `done` is a JSON list of names.
        """CREATE TABLE cramps (
            id INTEGER PRIMARY KEY,
            began TEXT NOT NULL,
            place TEXT NOT NULL,
            side TEXT CHECK (side IN ('left', 'right', 'both')),
            way TEXT NOT NULL,
            lasted REAL CHECK (lasted >= 0),
            let_go INTEGER NOT NULL CHECK (let_go IN (0, 1)),
            done TEXT NOT NULL,
            session_id INTEGER REFERENCES sessions (id) ON DELETE SET NULL
        )""",
    ),
    (
        # The person's own day, whatever the time zone was: found quickly, and never moved by a later one.
        "ALTER TABLE sessions ADD COLUMN day TEXT GENERATED ALWAYS AS (substr(started, 1, 10)) VIRTUAL",
        # `source` is where it comes from if it was not played: paper. `active` is seconds of work, null until
        # the session's parts have been counted.
        "ALTER TABLE sessions ADD COLUMN source TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE sessions ADD COLUMN active REAL",
        "CREATE INDEX sessions_of_day ON sessions (day, status, speed, active)",
        "CREATE INDEX sessions_to_count ON sessions (id) WHERE active IS NULL",
        # What was done of each exercise on each side: summed up when a session is over.
        """CREATE TABLE parts (
            id INTEGER PRIMARY KEY,
            session_id INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            exercise TEXT NOT NULL,
            side TEXT,
            planned REAL NOT NULL,
            done REAL NOT NULL,
            active REAL NOT NULL
        )""",
        "CREATE INDEX parts_of_session ON parts (session_id)",
        # The cramp diary. An entry is corrected by a later version of it, and taken out by a version that is
        # `withdrawn`. `told` is when it was written. `details` is JSON: what charts do not ask for.
        """CREATE TABLE diary (
            id INTEGER PRIMARY KEY,
            entry INTEGER NOT NULL,
            told TEXT NOT NULL,
            withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
            began TEXT NOT NULL,
            day TEXT GENERATED ALWAYS AS (substr(began, 1, 10)) VIRTUAL,
            place TEXT NOT NULL,
            side TEXT CHECK (side IN ('left', 'right', 'both')),
            way TEXT NOT NULL,
            lasted REAL CHECK (lasted >= 0),
            let_go INTEGER NOT NULL CHECK (let_go IN (0, 1)),
            pain INTEGER CHECK (pain BETWEEN 0 AND 10),
            done TEXT NOT NULL,
            details TEXT NOT NULL DEFAULT '{}',
            session_id INTEGER REFERENCES sessions (id) ON DELETE SET NULL
        )""",
        """INSERT INTO diary
            (entry, told, began, place, side, way, lasted, let_go, done, session_id)
            SELECT id, began, began, place, side, way, lasted, let_go, done, session_id FROM cramps
            ORDER BY id""",
        "DROP TABLE cramps",
        "CREATE INDEX diary_of_entry ON diary (entry)",
        "CREATE INDEX diary_of_session ON diary (session_id)",
        # What was decided about programmes; only added to. `day` is from when it holds.
        """CREATE TABLE course_events (
            id INTEGER PRIMARY KEY,
            programme TEXT NOT NULL,
            event TEXT NOT NULL,
            day TEXT NOT NULL,
            told TEXT NOT NULL,
            revision INTEGER NOT NULL,
            item TEXT NOT NULL,
            "by" TEXT NOT NULL,
            reason TEXT NOT NULL
        )""",
        # Reminders that were offered and what came of them; `outcome` is empty while one is open.
        """CREATE TABLE offers (
            id INTEGER PRIMARY KEY,
            rule TEXT NOT NULL,
            routine TEXT NOT NULL,
            cause TEXT NOT NULL,
            why TEXT NOT NULL,
            offered TEXT NOT NULL,
            day TEXT GENERATED ALWAYS AS (substr(offered, 1, 10)) VIRTUAL,
            outcome TEXT NOT NULL,
            settled TEXT,
            session_id INTEGER REFERENCES sessions (id) ON DELETE SET NULL
        )""",
        "CREATE INDEX offers_of_day ON offers (day)",
        "CREATE INDEX offers_of_session ON offers (session_id)",
    ),
)


def version(connection: sqlite3.Connection) -> int:
    """How many migrations a file has had."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(
    connection: sqlite3.Connection, path: Path, migrations: Sequence[Sequence[str]] = MIGRATIONS
) -> None:
    """Bring a history up to date.

    Raises:
        CoachError: The file was written by a newer Coach. It is left as it is.
        sqlite3.Error: A migration failed; the file stands as it did before that migration.
    """
    found = version(connection)
    if found > len(migrations):
        raise CoachError(
            "Your history was written by a newer Coach than this one.",
            "Please update Coach. Nothing in the history was changed.",
        )
    if 0 < found < len(migrations):
        _copy(connection, path.with_name(f"{path.stem}.before-version-{found + 1}{path.suffix}"))
    for number in range(found, len(migrations)):
        _apply(connection, number, migrations[number])


def _copy(connection: sqlite3.Connection, to: Path) -> None:
    """Copy a history while it is open: whole, or not at all."""
    part = to.with_name(f"{to.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        with closing(sqlite3.connect(part)) as copy:
            connection.backup(copy)
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)


def _apply(connection: sqlite3.Connection, number: int, statements: Sequence[str]) -> None:
    with connection:  # Commits, or rolls back when something is raised.
        connection.execute("BEGIN IMMEDIATE")
        # Another Coach may have done it while this one waited for its turn.
        if version(connection) == number:
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number + 1}")
