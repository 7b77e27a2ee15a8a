"""`coach check` and `coach explain`: what is wrong with routine files, where, and how to mend it."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coach import paths

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from coach.routine.diagnostics import Diagnostic
    from coach.routine.folders import Folder

FORMATS: Final = ("text", "json", "github", "sarif")
_EVERY: Final = 0.5
"""Seconds between two looks at the files, for `--watch`."""
_POSES: Final = re.compile(r"^type: *(?:poses|grips)\b", re.MULTILINE)
_CLEAR: Final = "\033[2J\033[H"


def add(commands: Any) -> argparse.ArgumentParser:  # noqa: ANN401  # argparse does not name its class
    """Describe the commands to the parser; returns that of `check`."""
    check: argparse.ArgumentParser = commands.add_parser(
        "check", help="say what is wrong with routine files, and where"
    )
    check.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="a routine file or a folder; without one: yours"
    )
    check.add_argument("--format", choices=FORMATS, default="text")
    check.add_argument("--watch", action="store_true", help="check again whenever a file is saved")
    explain = commands.add_parser("explain", help="what a code at the end of a message means")
    explain.add_argument("code", nargs="?", metavar="CODE", help="without one: all codes")
    return check


def run(options: argparse.Namespace, known: Sequence[Folder]) -> bool:
    """Check the files named, among those in the `known` folders; whether none of them has an error."""
    from coach.routine.folders import Folder, glance  # noqa: PLC0415 - late on purpose

    folders = [*known, *(Folder(path) for given in options.paths for path in _with_its_neighbours(given))]
    if not options.watch:
        return _look(options, folders)
    watch(
        look=lambda: _look(options, folders, clear=sys.stdout.isatty()),
        state=lambda: tuple(glance(folders)),
        wait=lambda: time.sleep(_EVERY),
    )
    return True


def _with_its_neighbours(path: Path) -> Iterator[Path]:
    """A folder; or a file after those beside it: a routine is checked among the exercises beside it."""
    from coach.routine.folders import SUFFIXES  # noqa: PLC0415 - late on purpose

    if path.is_file() and path.resolve().parent.name != "poses":
        yield from sorted(
            each
            for each in path.parent.glob("[!.]*")
            if each.suffix.lower() in SUFFIXES and each.is_file() and each.name != path.name
        )
    yield path


def watch(look: Callable[[], object], state: Callable[[], object], wait: Callable[[], object]) -> None:
    """Look, then look again whenever the state has changed; `wait` ends it by raising."""
    seen: object = None
    while True:
        now = state()
        if now != seen:
            seen = now
            look()
        wait()


def explain(options: argparse.Namespace) -> None:
    """Print the page about a code, or all codes. Raises CoachError for a code that does not exist."""
    from coach.routine import explain as pages  # noqa: PLC0415 - late on purpose

    if options.code is None:
        print(pages.table(), end="")
        return
    page = pages.page(options.code.strip("[]"), paths.diagnostics())
    print(pages.as_plain_text(page), end="")


def _look(options: argparse.Namespace, folders: Sequence[Folder], *, clear: bool = False) -> bool:
    from coach.routine import report  # noqa: PLC0415 - late on purpose

    found, files = diagnostics(options.paths, folders)
    if options.format == "text":
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        explained = report.how_to_explain(found)
        told = [report.as_text(found, colour=colour), report.summary(found, files) + "\n", explained]
    else:
        told = [report.FORMATS[options.format](found)]
    print(*(_CLEAR * clear, *told), sep="", end="", flush=True)
    return not any(each.is_error for each in found)


def diagnostics(given: Sequence[Path], folders: Sequence[Folder]) -> tuple[list[Diagnostic], int]:
    """Everything there is to say about the files given, among those in `folders`, and how many these are."""
    from coach.figure.check import beside, pose_diagnostics  # noqa: PLC0415 - late on purpose
    from coach.routine.library import Library  # noqa: PLC0415 - late on purpose

    library = Library.read(folders, pages=paths.pages())
    wanted = [path.resolve() for path in given]
    poses = {pose.resolve(): pose for path in given for pose in _pose_files(path)}
    files = [path for path in library.files if _within(path, wanted) and path.resolve() not in poses]
    found = [
        each
        for each in library.diagnostics
        if _within(each.path, wanted) and each.path.resolve() not in poses
    ]
    figures = [each for path in files for each in _figure_diagnostics(path)]
    figures += [each for path in poses.values() for each in pose_diagnostics(path, library)]
    return beside(found, figures), len(files) + len(poses)


def _pose_files(path: Path) -> list[Path]:
    """The files of named poses in a folder, or the file itself if it is one."""
    from coach.routine.folders import SUFFIXES  # noqa: PLC0415 - late on purpose

    if path.is_dir():
        inside = path.glob("*") if path.resolve().name == "poses" else path.rglob("poses/*")
        return sorted(each for each in inside if each.suffix.lower() in SUFFIXES)
    if path.resolve().parent.name == "poses":
        return [path]
    try:
        return [path] if _POSES.search(path.read_text("utf-8", "replace")) else []
    except OSError:
        return []


def _figure_diagnostics(path: Path) -> list[Diagnostic]:
    """What is wrong with the motion in a file; of one that cannot be read the library speaks."""
    from coach.figure.check import check  # noqa: PLC0415 - late on purpose
    from coach.routine.source import Source, decode  # noqa: PLC0415 - the same

    try:
        source = decode(path, path.read_bytes())
    except OSError:
        return []
    return check(source) if isinstance(source, Source) else []


def _within(path: Path, wanted: Sequence[Path]) -> bool:
    real = path.resolve()
    return any(real == each or each in real.parents for each in wanted)
