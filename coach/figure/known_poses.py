"""Every pose an exercise may name: Coach's own, and those in the `poses` folders of a person's routines.

A later pose stands in for an earlier one of the same name, and may build on it (`from:` its own name).
Nothing is raised for what stands in a person's files: `coach check` speaks about it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from coach import paths
from coach.figure.pose_file import bundled, bundled_file, read_poses
from coach.routine.folders import MOST_BYTES, SUFFIXES
from coach.routine.reader import data, read
from coach.routine.source import Source, decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from coach.figure.pose import NamedPose

FOLDER = "poses"
_LEVELS = 4
"""How many folders up from an exercise its pose files are looked for."""


class Held(NamedTuple):
    """A pose and the file that holds it."""

    pose: NamedPose
    path: Path


def known(figure: str, folders: Sequence[Path] = ()) -> Mapping[str, NamedPose]:
    """The poses of a figure by name: bundled, then the person's own, then those of more routine folders."""
    poses = bundled(figure)
    for _, document in _documents(figure, folders):
        poses = {**poses, **read_poses(document, poses)[0]}
    return poses


def held(figure: str, folders: Sequence[Path] = ()) -> Mapping[str, Held]:
    """The same poses, each with its file."""
    files_of = dict.fromkeys(bundled(figure), bundled_file(figure))
    for path, document in _documents(figure, folders):
        files_of |= dict.fromkeys(cast("Mapping[str, object]", document["poses"]), path)
    return {name: Held(pose, files_of[name]) for name, pose in known(figure, folders).items()}


def own_files(folders: Sequence[Path] = ()) -> Iterator[Path]:
    """The pose files of the person's folder and of more routine folders, in the order in which they count."""
    for folder in dict.fromkeys((paths.own_routines(), *folders)):
        yield from files(folder)


def _documents(figure: str, folders: Sequence[Path]) -> Iterator[tuple[Path, Mapping[str, object]]]:
    for path in own_files(folders):
        document = _document(path)
        if document.get("figure") == figure and isinstance(document.get("poses"), dict):
            yield path, document


def files(folder: Path) -> list[Path]:
    """The pose files of a routines folder, in the order in which they are read."""
    try:
        return sorted(path for path in (folder / FOLDER).iterdir() if path.suffix.lower() in SUFFIXES)
    except OSError:
        return []


def around(path: Path) -> tuple[Path, ...]:
    """The routines folders that a file stands in and that hold poses, the outermost first."""
    parents = list(path.resolve().parents)[:_LEVELS]
    return tuple(folder for folder in reversed(parents) if (folder / FOLDER).is_dir())


def _document(path: Path) -> Mapping[str, object]:
    """A file's document of poses; empty for anything else, and for a file that cannot be read."""
    try:
        status = path.stat()
        return _parsed(path, status.st_mtime_ns, status.st_size)
    except OSError:
        return {}


@lru_cache(maxsize=64)
def _parsed(path: Path, changed: int, size: int) -> Mapping[str, object]:
    del changed  # a file that has changed is read again
    source = decode(path, path.read_bytes()) if size < MOST_BYTES else None
    root, _ = read(source) if isinstance(source, Source) else (None, [])
    document = data(root) if root is not None else None
    is_poses = isinstance(document, dict) and document.get("type") == FOLDER
    return cast("Mapping[str, object]", document) if is_poses else {}
