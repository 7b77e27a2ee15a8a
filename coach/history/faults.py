"""What can be wrong with the place the history lives in, in words for the person."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coach.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_CLOSED = frozenset(
    {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
)
_IN_USE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def _primary(error: sqlite3.Error) -> int:
    """SQLite's primary result code (https://sqlite.org/rescode.html); 0 if Python raised it by itself."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is broken, rather than out of reach."""
    # A text that is none any more is noticed by Python, which gives no code.
    return _primary(error) in _DAMAGED or "decode to UTF-8" in str(error)


@contextmanager
def in_kind_words(path: Path) -> Iterator[None]:
    """Turn what SQLite and the operating system raise about `path` into a `CoachError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _of_sqlite(error, path) from error
    except OSError as error:
        raise of_system(error, path) from error


def _of_sqlite(error: sqlite3.Error, path: Path) -> CoachError:
    code = _primary(error)
    if code == sqlite3.SQLITE_FULL:
        return _full(path)
    if code in _CLOSED:
        return _closed(path)
    if code in _IN_USE:
        return CoachError("Another program is using your history right now.", "Close it, then try again.")
    return CoachError(f"Your history could not be used ({error}).", f"It is in {path.parent}.")


def of_system(error: OSError, path: Path) -> CoachError:
    """What the operating system says about a file, in kind words."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _full(path)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return _closed(path)
    return CoachError(
        f"Coach cannot use {path} ({error.strerror or error}).", "Check that the folder is still there."
    )


def _full(path: Path) -> CoachError:
    return CoachError("The disk is full.", f"Make some room on the disk that holds {path.parent}.")


def _closed(path: Path) -> CoachError:
    return CoachError(
        f"Coach may not write to {path.parent}.",
        "Check who owns that folder and that its disk is not read-only.",
    )
