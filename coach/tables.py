"""A TOML file of the person's, shared by processes: its tables as plain values, and back in one go.

The standard library reads TOML and does not write it.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Mapping
from datetime import date, datetime
from datetime import time as time_of_day
from typing import TYPE_CHECKING, Any, Final

from coach import whole
from coach.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE: Final = 3.0
"""Seconds to wait for another process that is writing; it takes some thousandths."""
_RETRY_SECONDS: Final = 0.002


def read(path: Path) -> dict[str, Any]:
    """What the file holds; nothing if there is none.

    Raises:
        OSError: It cannot be read.
        ValueError: It is not UTF-8 or not TOML.
    """
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return {}
    import tomllib  # noqa: PLC0415  # only where somebody has chosen something

    try:
        return tomllib.loads(text.decode("utf-8-sig"))
    except RecursionError as error:  # nested beyond all reason
        raise ValueError("it is nested too deep") from error


def replace_file(path: Path, text: str) -> None:
    """Write a file in one go: a crash leaves the old one or the new one.

    Raises:
        CoachError: The folder cannot be written or the disk is full; the old file stands.
    """
    try:
        whole.save(path, text)
    except OSError as error:
        raise CoachError(
            f"Your settings could not be saved ({error.strerror or error}).",
            f"They hold until Coach is closed. They belong in {path.parent}.",
        ) from error


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """No other process reads and then writes the file meanwhile; each would lose what the other has changed.

    Where files cannot be locked, or the other takes longer than `PATIENCE`, it is done all the same.
    """
    handle = None
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sys.platform == "win32":
            handle = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT)
        else:
            handle = os.open(path.parent, os.O_RDONLY)  # the folder itself: nothing is left behind
    deadline = time.monotonic() + PATIENCE
    while handle is not None and not _lock(handle) and time.monotonic() < deadline:
        time.sleep(_RETRY_SECONDS)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415  # there is none elsewhere

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415  # there is none on Windows

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def lines(name: str, table: Mapping[str, Any]) -> Iterator[str]:
    """A table with its heading and all that is in it, as lines of TOML."""
    yield f"\n[{name}]"
    yield from _inside(name, table)


def _inside(name: str, table: Mapping[str, Any]) -> Iterator[str]:
    for key, one in table.items():  # TOML wants a table's own values before the tables in it
        if not _is_tables(one):
            yield f"{_key(key)} = {value(one)}"
    for key, one in table.items():
        if isinstance(one, Mapping):
            yield from lines(f"{name}.{_key(key)}", one)
        elif _is_tables(one):
            for each in one:
                yield f"\n[[{name}.{_key(key)}]]"
                yield from _inside(f"{name}.{_key(key)}", each)


def _is_tables(found: object) -> bool:
    if isinstance(found, list):
        return bool(found) and all(isinstance(one, Mapping) for one in found)
    return isinstance(found, Mapping)


def value(found: Any) -> str:  # noqa: ANN401  # whatever TOML holds
    """A value as TOML."""
    if isinstance(found, str):
        # TOML writes its basic strings as JSON does, and escapes one character more.
        return json.dumps(found, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(found, list | tuple):
        return f"[{', '.join(map(value, found))}]"
    if isinstance(found, Mapping):
        return f"{{{', '.join(f'{_key(key)} = {value(one)}' for key, one in found.items())}}}"
    if isinstance(found, datetime | date | time_of_day):
        return found.isoformat()
    return str(found).lower()


def _key(key: str) -> str:
    is_bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if is_bare else value(key)
