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
SUFFIXES: Final = frozenset({".yaml", ".yml"})
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
    found: dict[str, Found] = {}
    for folder in folders:
        for each in _in_folder(folder):
            found.setdefault(os.path.realpath(each.path), each)
    return list(found.values())


def _in_folder(folder: Folder) -> Iterator[Found]:
    if not folder.path.is_dir():
        yield _read(folder.path, folder)
        return
    troubles: list[OSError] = []
    for root, names, files in os.walk(folder.path, onerror=troubles.append):
        names[:] = sorted(name for name in names if name not in ELSEWHERE and not name.startswith("."))
        for name in sorted(files):
            path = Path(root, name)
            if path.suffix.lower() in SUFFIXES and not name.startswith("."):
                yield _read(path, folder)
    for trouble in troubles:
        yield Found(Path(trouble.filename), folder, trouble=trouble.strerror or str(trouble))


def _read(path: Path, folder: Folder) -> Found:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return Found(path, folder, trouble="It is not an ordinary file")
        with path.open("rb") as file:
            return Found(path, folder, file.read(MOST_BYTES))
    except OSError as error:
        return Found(path, folder, trouble=error.strerror or str(error))
