"""Signs of life: a file that a Coach keeps locked while it plays a session.

The system lets go of the lock when the process ends, however that ends; so a session whose sign is not given
any more is one that Coach died in. Where files cannot be locked no sign is given.
"""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of life while it lasts."""

    path: Path
    handle: int

    @property
    def name(self) -> str:
        """What it is known by."""
        return self.path.name

    def take_back(self) -> None:
        """The session is over."""
        with suppress(OSError):
            self.path.unlink()
        os.close(self.handle)


def folder(database: Path) -> Path:
    """Where the signs are for the sessions of a history."""
    return database.parent / "playing"


def give(place: Path) -> Sign | None:
    """A sign of life of this process; None where that is not possible."""
    path = place / secrets.token_hex(8)
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        return None
    if lock(handle):
        return Sign(path, handle)
    os.close(handle)
    return None


def is_given(place: Path, name: str) -> bool:
    """Whether some process, perhaps this one, still gives a sign. What a dead one left is taken away."""
    if not name:
        return False
    path = place / name
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        if not lock(handle):
            return True
        with suppress(OSError):
            path.unlink()
        return False
    finally:
        os.close(handle)


def anybody(place: Path) -> bool:
    """Whether any sign at all is given there: a session is being played, by this Coach or another."""
    return place.is_dir() and any(is_given(place, each.name) for each in place.iterdir())


def lock(handle: int) -> bool:
    """Lock a file for this process unless another has; closing it, or dying, lets go."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - there is none elsewhere

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - there is none on Windows

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
