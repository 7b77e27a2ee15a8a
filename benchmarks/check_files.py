"""How long it takes to read and check 1,000 routine files of 3 KB: goal under 1.5 s."""

from __future__ import annotations

import gc
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

from benchmarks import row
from coach import paths
from coach.routine.library import Folder, Library

if TYPE_CHECKING:
    from collections.abc import Callable

FILES: Final = 1000
BYTES: Final = 3000
RUNS: Final = 5
GOAL: Final = 1.5

_HEAD: Final = """\
# A routine made for measuring.
coach: 1
type: routine
id: measured-{number}
title: "Measured routine number {number}: hands and feet"
occasion: [any]
use_when: Whenever somebody wants to know how long reading takes.
language: en
author: {{name: Coach}}
revision: {number}
licence: CC-BY-4.0
get_ready: 4 s
max_length: 1 h
rate: {{before: [pain], after: [pain, effort]}}
rules:
  - when: {{pain: ">3"}}
    then: stop
    say: Stop here. Do less next time.
steps:
"""
_STEP: Final = """\
  - exercise: {exercise}
    for: {length} s
    cue: Slow and easy, breathe on, number {place}
  - rest: 10 s
"""


def write_files(folder: Path) -> int:
    """Write the files, made of the exercises that come with Coach; returns how many bytes."""
    names = sorted(Library.read([Folder(paths.bundled_routines(), "bundled")]).exercises)
    size = 0
    for number in range(1, FILES + 1):
        parts = [_HEAD.format(number=number)]
        place = 0
        while sum(map(len, parts)) < BYTES:
            exercise = names[(number + place) % len(names)]
            parts.append(_STEP.format(exercise=exercise, length=20 + place % 30, place=place))
            place += 1
        text = "".join(parts)
        (folder / f"measured-{number}.yaml").write_text(text, encoding="utf-8")
        size += len(text)
    return size


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes; garbage of the one before does not count."""
    gc.collect()
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> int:
    """Print the seconds and how they compare with PyYAML's own loader; 1 if the goal is missed."""
    folder = Path(tempfile.mkdtemp(prefix="coach-files-"))
    try:
        size = write_files(folder)
        given = [Folder(paths.bundled_routines(), "bundled"), Folder(folder)]

        def check() -> None:
            library = Library.read(given)
            wrong = [each for each in library.diagnostics if each.is_error]
            if wrong or len(library.routines) < FILES:
                raise SystemExit(f"The measured files have errors: {wrong[:3]}")

        def load() -> None:
            for path in folder.iterdir():
                yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)

        pairs = [(seconds(check), seconds(load)) for _ in range(RUNS)]
    finally:
        shutil.rmtree(folder)
    ours = statistics.median(check for check, _ in pairs)
    ratio = statistics.median(check / load for check, load in pairs)
    note = f"{ratio:.2f} times PyYAML's CSafeLoader alone, medians of {RUNS} paired runs"
    row(f"read and check {FILES} files of {size / FILES / 1000:.1f} KB", ours, "s", GOAL, note)
    return 0 if ours < GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
