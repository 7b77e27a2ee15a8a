"""The open history file: statements, transactions, and what becomes of a file that is damaged."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.history.faults import in_kind_words, is_damage
from coach.history.recovery import recover

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path
    from typing import Any


class Database:
    """One connection, used from one thread. Every method raises `CoachError` when the file cannot be used.

    `notice` is one kind sentence about what had to be done to open it; empty most of the time.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Path, opened: datetime, notice: str = ""
    ) -> None:
        self._connection = connection
        self._path = path
        self._opened = opened
        self.notice = notice

    def close(self) -> None:
        """Close the file, and move what was written from SQLite's log into it. Closing twice does nothing.

        SQLite by itself would leave it there as long as another Coach has the file open.
        """
        with suppress(sqlite3.Error):
            if self._connection.total_changes:
                self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        self._connection.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written within is written as one: after a crash all of it is there, or nothing.

        Within another `together` it belongs to that one.
        """
        with self._kindly():
            inside = self._connection.in_transaction
        if inside:
            yield
            return
        self._run("BEGIN IMMEDIATE")
        try:
            yield
            self._run("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.rollback()
            raise

    @contextmanager
    def durably(self) -> Iterator[None]:
        """As `together`, and when it is over the disk has it, with everything before: a power cut, too.

        Waiting for the disk can take many milliseconds, so a running session does without.
        """
        with self._kindly():
            inside = self._connection.in_transaction
        if not inside:
            self._run("PRAGMA synchronous = FULL")
        try:
            with self.together():
                yield
        finally:
            if not inside:
                with suppress(CoachError):
                    self._run("PRAGMA synchronous = NORMAL")

    @contextmanager
    def _at_one_moment(self) -> Iterator[None]:
        """What is read within is of one moment, whatever another process writes meanwhile."""
        with self._kindly():
            inside = self._connection.in_transaction
        if inside:
            yield
            return
        self._run("BEGIN")
        try:
            yield
        finally:
            with suppress(sqlite3.Error):
                self._connection.rollback()

    def _run(self, sql: str, *values: object) -> int:
        with self._kindly():
            return self._connection.execute(sql, values).lastrowid or 0

    def _run_many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        with self._kindly():
            self._connection.executemany(sql, rows)

    def _number(self, sql: str, *values: object) -> int:
        return int(self._all(sql, *values)[0][0] or 0)

    def _all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._kindly():
            return self._connection.execute(sql, values).fetchall()

    @contextmanager
    def _understood(self) -> Iterator[None]:
        """Raise `CoachError` for a row that says something Coach does not know: the file is damaged there."""
        try:
            yield
        except (KeyError, TypeError, ValueError) as error:
            message = "Something in your history cannot be read any more."
            advice = "Coach puts it right the next time it looks after the history, soon after it starts."
            raise CoachError(message, advice) from error

    @contextmanager
    def _kindly(self) -> Iterator[None]:
        """Raise only `CoachError`; damage that shows itself late is treated as it is in `Store.open`."""
        with in_kind_words(self._path):
            try:
                yield
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
                self.close()
                told = recover(self._path, self._opened)
                raise CoachError(told.found, told.then) from error
