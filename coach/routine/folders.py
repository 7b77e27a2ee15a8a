"""Which files a folder of routines holds. Standard library only: asked before anything heavy loads."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Origin = Literal["bundled", "own", "given"]
SUFFIXES: Final = (".yaml", ".yml")
MOST_BYTES: Final = 1024 * 1024 + 1
"""One more than a routine file may have, so that too large a file is noticed."""
ELSEWHERE: Final = frozenset({"poses"})
"""Folders that hold other things than exercises and routines."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with routine files, or a single file."""

    path: Path
    origin: Origin = "given"

    @property
    def root(self) -> Path:
        """The folder itself, or the one that a single file stands in: within it, ids are unique."""
        return self.path if self.path.is_dir() else self.path.parent


@dataclass(frozen=True, slots=True)
class Found:
    """A file as found, or why it could not be read."""

    path: Path
    folder: Folder
    data: bytes = b""
    trouble: str = ""


def find(folders: Sequence[Folder]) -> list[Found]:
    """Every routine file in the folders, in order. A file in two folders belongs to the earlier one."""
    found: dict[object, Found] = {}
    for folder in folders:
        for identity, each in _in_folder(folder):
            found.setdefault(identity, each)
    return list(found.values())


def glance(folders: Sequence[Folder]) -> Iterator[str]:
    """A line for every routine file, in order, that changes when the file does.

    Nothing is read but its size and when it was last written.
    """
    for folder in folders:
        troubles: list[OSError] = []
        for name in _names(folder, troubles):
            try:
                status = os.stat(name)  # noqa: PTH116 - a Path for each costs a third
                yield f"{folder.origin}|{name}|{status.st_ino}|{status.st_size}|{status.st_mtime_ns}"
            except OSError as error:
                troubles.append(error)
        yield from (f"{folder.origin}|{trouble.filename}|{trouble.errno}" for trouble in troubles)


def _in_folder(folder: Folder) -> Iterator[tuple[object, Found]]:
    """The files of a folder, each with what tells it from all others, by whatever name it is reached."""
    troubles: list[OSError] = []
    for name in _names(folder, troubles):
        yield _read(name, folder)
    for trouble in troubles:
        found = Found(Path(trouble.filename), folder, trouble=trouble.strerror or str(trouble))
        yield trouble.filename, found


def _names(folder: Folder, troubles: list[OSError]) -> Iterator[str]:
    """The routine files of a folder by name, in order; folders that cannot be looked into are added."""
    if not folder.path.is_dir():
        yield os.fspath(folder.path)
        return
    for root, names, files in os.walk(folder.path, onerror=troubles.append):
        names[:] = sorted(name for name in names if name not in ELSEWHERE and not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                yield os.path.join(root, name)  # noqa: PTH118 - as above


def _read(name: str, folder: Folder) -> tuple[object, Found]:
    path = Path(name)
    try:
        status = os.stat(name)  # noqa: PTH116 - as above
        identity = (status.st_dev, status.st_ino)
        if not stat.S_ISREG(status.st_mode):
            return identity, Found(path, folder, trouble="It is not an ordinary file")
        with open(name, "rb") as file:  # noqa: PTH123 - as above
            return identity, Found(path, folder, file.read(MOST_BYTES))
    except OSError as error:
        return name, Found(path, folder, trouble=error.strerror or str(error))
