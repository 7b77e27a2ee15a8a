"""The history: one file, opened, looked after, and closed. Its SQL is in `tables` and in `migrations`.

One connection, used from one thread. Every method is its own transaction: when it has returned, a killed
process loses nothing of it. After a power cut the last moments of a session that was running may be missing;
what is over, and what was written into the diary, is not.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from coach.history.faults import in_kind_words, is_damage
from coach.history.migrations import migrate
from coach.history.recovery import recover, was_emptied
from coach.history.tables.diary import Diary
from coach.history.tables.offers import Courses, Offers
from coach.history.tables.totals import Totals

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

WAIT = 1.0
"""Seconds to wait for another process that is writing."""


class Store(Totals, Diary, Courses, Offers):
    """The history file: what was done, the diary, what was decided about programmes, and reminders."""

    @classmethod
    def open(cls, path: Path, now: datetime) -> Self:
        """Open the history, making it if there is none.

        A damaged file is never deleted: it is moved aside under a name with the date of `now`, the last good
        copy takes its place (or a new history is begun), and `notice` says so. Damage that shows itself only
        in use is treated the same, with the `CoachError` of that use. File and folder are readable by their
        owner only.

        Raises:
            CoachError: The folder cannot be written, the disk is full, or a newer Coach wrote the file.
        """
        with in_kind_words(path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _keep_private(path.parent, 0o700)
            try:
                if not was_emptied(path):
                    return cls(_connect(path), path, now)
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
            told = recover(path, now)
            return cls(_connect(path), path, now, f"{told.found} {told.then}")


def _connect(path: Path) -> sqlite3.Connection:
    path.touch(mode=0o600)
    _keep_private(path, 0o600)  # SQLite gives its side files the same mode.
    connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    try:
        _check(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
        migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection) -> None:
    """Look into every table, which raises if the file is cut off or its first pages are damaged.

    Ten years of history take a second to check in full: `recovery.look_after` does that.
    """
    for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        connection.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608 - our own table names


def _keep_private(path: Path, mode: int) -> None:
    """Take away what `mode` does not grant, where the file system knows modes (a FAT stick does not)."""
    with suppress(PermissionError):
        path.chmod(path.stat().st_mode & mode)
