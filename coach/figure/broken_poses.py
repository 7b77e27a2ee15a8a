"""Poses whose own file has errors, and where: told wherever an exercise names one of them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from coach.figure.anatomy import ANATOMIES
from coach.figure.known_poses import own_files
from coach.figure.pose_file import read_poses
from coach.routine.codes import Severity, severity_of
from coach.routine.documents import parse
from coach.routine.folders import MOST_BYTES
from coach.routine.reader import Mapping, Scalar, data, locate, read
from coach.routine.source import Source, decode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coach.routine.reader import Node

_NAME: Final = re.compile(r"^ +([a-z0-9-]+) *:", re.MULTILINE)
"""A key that could be a pose's id, in a file that cannot be read."""


def broken_poses(figure: str, folders: Sequence[Path] = ()) -> dict[str, tuple[Path, int]]:
    """Where the first error of each pose of a figure stands that has one: the file and the line."""
    found: dict[str, tuple[Path, int]] = {}
    for path in own_files(folders):
        try:
            status = path.stat()
            whose, lines = _broken(path, status.st_mtime_ns, status.st_size)
        except OSError:
            continue
        if whose == figure or whose not in ANATOMIES:
            found |= {name: (path, line) for name, line in lines.items()}
    return found


@lru_cache(maxsize=64)
def _broken(path: Path, changed: int, size: int) -> tuple[str, dict[str, int]]:
    """The figure that a file names, and the line of the first error about each of its poses that has one."""
    del changed  # a file that has changed is read again
    source = decode(path, path.read_bytes()) if size < MOST_BYTES else None
    if not isinstance(source, Source):
        return "", {}
    root, found = read(source)
    if root is None:
        return "", dict.fromkeys(_NAME.findall(source.text), min(each.span.line for each in found))
    _, wrong = parse(source, root)
    lines = sorted({each.span.line for each in (*found, *wrong) if each.is_error} | _wrong_angles(root))
    named, _ = locate(root, ("figure",))
    return named.text if isinstance(named, Scalar) else "", _about(root, lines)


def _wrong_angles(root: Node) -> set[int]:
    plain = data(root)
    faults = read_poses(plain)[1] if isinstance(plain, dict) else []
    places = [locate(root, fault.path) for fault in faults if severity_of(fault.code) is Severity.ERROR]
    return {(key or node).span.line for node, key in places}


def _about(root: Node, lines: Sequence[int]) -> dict[str, int]:
    """The first of the lines for each pose that it stands in, or that an ancestor in the same file has.

    A line outside all poses is about each of them.
    """
    poses, _ = locate(root, ("poses",))
    if not isinstance(poses, Mapping):
        return {}
    spans = {name: (poses.keys[name].span.line, node.span.end_line) for name, node in poses.values.items()}
    inside = {
        name: [line for line in lines if first <= line <= max(first, last - 1)]
        for name, (first, last) in spans.items()
    }
    everywhere = set(lines).difference(*inside.values())
    about = {name: min({*own, *everywhere}) for name, own in inside.items() if own or everywhere}
    parents = {name: locate(node, ("from",))[0] for name, node in poses.values.items()}
    for _ in poses.values:  # as often as inheriting can go on
        for name, parent in parents.items():
            if name not in about and isinstance(parent, Scalar) and parent.text in about:
                about[name] = about[parent.text]
    return about
