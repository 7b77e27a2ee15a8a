"""Every pose an exercise may name: Coach's own, and those in the `poses` folders of a person's routines.

A later pose stands in for an earlier one of the same name, and may build on it (`from:` its own name).
Nothing is raised for what stands in a person's files: `coach check` speaks about it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, cast

import yaml

from coach import paths
from coach.figure.pose_file import bundled, read_poses
from coach.routine.folders import MOST_BYTES, SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from coach.figure.pose import NamedPose

FOLDER = "poses"
_LEVELS = 4
"""How many folders up from an exercise its pose files are looked for."""


def known(figure: str, folders: Sequence[Path] = ()) -> Mapping[str, NamedPose]:
    """The poses of a figure by name: bundled, then the person's own, then those of more routine folders."""
    poses = bundled(figure)
    for folder in dict.fromkeys((paths.own_routines(), *folders)):
        for path in files(folder):
            document = _document(path)
            if document.get("figure") == figure:
                poses = {**poses, **read_poses(document, poses)[0]}
    return poses


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
    if size >= MOST_BYTES:
        return {}
    try:
        document = yaml.safe_load(path.read_bytes())
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    is_poses = isinstance(document, dict) and document.get("type") == FOLDER
    return cast("Mapping[str, object]", document) if is_poses else {}
