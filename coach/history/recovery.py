"""A damaged history: kept, and replaced by the last good copy with what can still be read of the damaged one.

A good copy is made by `look_after`, once a day, after the file has been checked in full.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from coach.history.faults import is_damage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIDE_FILES: Final = ("-wal", "-shm", "")
"""What SQLite keeps beside a file, and the file itself."""
TABLES: Final = (
    *("plans", "sessions", "phases", "ratings", "changes", "parts"),
    *("diary", "course_events", "offers"),
)
"""Every table, what others refer to first."""
_SIDES: Final = "('left', 'right', 'both', 'either')"
_UNREADABLE: Final = {
    "sessions": "datetime(started) IS NULL OR (ended IS NOT NULL AND datetime(ended) IS NULL)",
    "phases": (
        "phase NOT IN ('get-ready', 'move', 'hold', 'rest', 'switch', 'user-done')"
        f" OR (side IS NOT NULL AND side NOT IN {_SIDES})"
    ),
    "changes": f"side IS NOT NULL AND side NOT IN {_SIDES}",
    "diary": (
        "datetime(told) IS NULL OR datetime(began) IS NULL OR NOT json_valid(done) OR NOT json_valid(details)"
    ),
    "course_events": (
        "date(day) IS NULL OR datetime(told) IS NULL OR event NOT IN ('begun', 'left', 'paused', 'resumed',"
        " 'rested', 'not-rested', 'moved-on', 'moved-back', 'not-yet')"
    ),
    "offers": (
        "datetime(offered) IS NULL OR (settled IS NOT NULL AND datetime(settled) IS NULL) OR outcome NOT IN"
        " ('', 'done', 'snoozed', 'skipped', 'ignored', 'withdrawn', 'missed')"
    ),
}
"""Rows that SQLite finds no fault with and Coach could not read: it keeps no checksum of its pages.

Everywhere else, too, a value is of the kind of its column: see `_unreadable`.
"""


@dataclass(frozen=True, slots=True)
class Told:
    """What was found and what comes of it, each a kind sentence or two."""

    found: str
    then: str


def good_copy(path: Path) -> Path:
    """Where the last good copy of a history is."""
    return path.with_name(f"{path.stem}.good{path.suffix}")


def recover(path: Path, now: datetime) -> Told:
    """Move a damaged history aside and put the last good copy in its place, if there is one.

    A damaged file is never deleted: its name has the date of `now`. What was written since the good copy is
    taken from it as far as it can be read. Raises `OSError` or `sqlite3.Error` when there is no room.
    """
    aside = _move_aside(path, now)
    good = good_copy(path)
    if not _is_whole(good):
        return Told(f"Your history file was damaged. It is kept as {aside.name}.", "A new history begins.")
    with closing(sqlite3.connect(good)) as source, closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
    path.chmod(0o600)
    more = _salvage(aside, path)
    made = datetime.fromtimestamp(good.stat().st_mtime, now.tzinfo)
    saved = f" {_sessions(more)} that could still be read" if more else ""
    return Told(
        f"Your history file was damaged. It is kept as {aside.name}.",
        f"The copy of {_date(made.date())}, {made:%H:%M}, is in its place{', with' if saved else ''}{saved}.",
    )


def was_emptied(path: Path) -> bool:
    """Whether a file holds nothing any more; SQLite takes that for a new one."""
    return path.exists() and path.stat().st_size == 0 and good_copy(path).exists()


def look_after(path: Path, now: datetime) -> Told | None:
    """Check a history in full; keep a copy of it if it is whole, put it right if it is not.

    Takes a second for ten years of history, so it belongs on a thread of its own, once a day. The copy is
    made anew when the last one is of another day. Returns what the person should be told, if anything.

    Raises:
        OSError, sqlite3.Error: The file cannot be reached, or there is no room for a copy.
    """
    if not path.exists():
        return None
    if was_emptied(path) or not _is_whole(path):
        return recover(path, now)
    good = good_copy(path)
    if good.exists() and datetime.fromtimestamp(good.stat().st_mtime, now.tzinfo).date() == now.date():
        return None
    copy_whole(path, good)
    return None


def copy_whole(path: Path, to: Path) -> None:
    """A copy of a history that may be in use: all of it or nothing, readable by its owner only.

    Raises:
        OSError, sqlite3.Error: It cannot be read, or there is no room.
    """
    part = to.with_name(f"{to.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)


def _is_whole(path: Path) -> bool:
    """Whether a file is there and SQLite finds nothing wrong with it; raises if it is only out of reach."""
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(path)) as connection:
            return [*connection.execute("PRAGMA integrity_check(1)")] == [("ok",)] and _is_readable(
                connection
            )
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and not is_damage(error):
            raise
        return False


def _is_readable(connection: sqlite3.Connection) -> bool:
    """Whether every plan is what it was when it was written, and every row says something Coach knows."""
    known = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not known.issuperset(TABLES):
        return True  # of an older Coach; it becomes a newer one when it is opened
    if not all(_is_plan(*row) for row in connection.execute("SELECT plan, digest FROM plans")):
        return False
    return not any(
        connection.execute(f"SELECT 1 FROM {table} WHERE {_unreadable(connection, table)} LIMIT 1").fetchone()  # noqa: S608 - ours
        for table in TABLES
    )


def _unreadable(connection: sqlite3.Connection, table: str) -> str:
    """Which rows of a table Coach could not read: SQLite takes a value of any kind in any column."""
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    kinds = (f"typeof(\"{name}\") NOT IN ('{kind.lower()}', 'null')" for _, name, kind, *_ in columns)
    return " OR ".join([*kinds, *filter(None, [_UNREADABLE.get(table)])])


def _is_plan(plan: object, digest: object) -> bool:
    return isinstance(plan, str) and sha256(plan.encode()).hexdigest() == digest


def _move_aside(path: Path, now: datetime) -> Path:
    """Rename the file, and SQLite's side files with it so that nothing in them is lost."""
    number, name = 1, f"{path.stem}.damaged-{now.date()}"
    aside = path.with_name(name + path.suffix)
    while aside.exists():
        number += 1
        aside = path.with_name(f"{name}-{number}{path.suffix}")
    for ending in SIDE_FILES:
        side_file = path.with_name(path.name + ending)
        if side_file.exists():
            side_file.rename(aside.with_name(aside.name + ending))
    return aside


def _salvage(damaged: Path, path: Path) -> int:
    """Add the rows that the good copy does not have yet; returns how many sessions there were among them.

    Reading stops where the damage begins and goes on from the other end. A row that does not fit to the
    others (its session is lost) is left out.
    """
    found = 0
    with closing(sqlite3.connect(path, isolation_level=None)) as into:
        into.execute("PRAGMA foreign_keys = ON")
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(damaged)) as source:
            for table in TABLES:
                latest = into.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]  # noqa: S608 - ours
                for columns, row in _rows(source, table, latest):
                    sql = f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))})"  # noqa: S608 - ours
                    if table == "plans" and not _is_plan(row[1], row[2]):
                        continue
                    with suppress(sqlite3.DatabaseError):
                        into.execute(sql, row)
                        found += table == "sessions"
        for table in TABLES:
            gone = into.execute(f"DELETE FROM {table} WHERE {_unreadable(into, table)}").rowcount  # noqa: S608 - ours
            found -= gone if table == "sessions" else 0
    return found


def _rows(source: sqlite3.Connection, table: str, after: int) -> Iterator[tuple[str, tuple[object, ...]]]:
    seen: set[object] = set()
    for way in ("ASC", "DESC"):
        with suppress(sqlite3.DatabaseError):
            # Generated columns, which nobody can write, are not in this list.
            names = [name for _, name, *_ in source.execute(f"PRAGMA table_info({table})")]
            columns = ", ".join(f'"{name}"' for name in names)
            for row in source.execute(
                f"SELECT {columns} FROM {table} WHERE id > ? ORDER BY id {way}",  # noqa: S608 - ours
                (after,),
            ):
                if row[0] not in seen:
                    seen.add(row[0])
                    yield columns, row


def _sessions(count: int) -> str:
    return "one session" if count == 1 else f"{count} sessions"


def _date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
