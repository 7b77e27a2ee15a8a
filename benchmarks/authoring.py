"""Checking 1,000 routine files against reading them with PyYAML and against yamllint, in one run.

Goals: no more than twice PyYAML's CSafeLoader and once the models' validation, and faster than yamllint. The
check does more than either: it joins the files, compiles each routine, and asks every clinical rule.

Then single files, as they are checked while somebody writes: one of 400 lines at each key, and files of
20 KB, each with one hard thing over and over. Goal: at most 50 ms of the processor for any of them.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml
from yamllint import linter  # type: ignore[import-untyped]
from yamllint.config import YamlLintConfig  # type: ignore[import-untyped]

from benchmarks import row
from benchmarks.check_files import FILES, seconds, write_files
from benchmarks.hard_files import hard_files
from coach import paths
from coach.figure.check import check_all
from coach.routine.diagnostics import Diagnostic
from coach.routine.documents import parse
from coach.routine.fmt import formatted
from coach.routine.library import Folder, Library, check_text
from coach.routine.reader import read
from coach.routine.source import Source, decode

if TYPE_CHECKING:
    from coach.routine.reader import Node

RUNS: Final = 3
EDITED: Final = 400
"""Lines of the file that is checked at each key press."""
KEY_PRESS: Final = 0.1
HARD: Final = 50
"""Milliseconds of the processor for a file of 20 KB, whatever is in it."""


def main() -> int:
    """Print how long each takes; 1 if a goal is missed."""
    folder = Path(tempfile.mkdtemp(prefix="coach-authoring-"))
    try:
        write_files(folder)
        return _measured(folder)
    finally:
        shutil.rmtree(folder)


def _measured(folder: Path) -> int:
    given = [Folder(paths.bundled_routines(), "bundled"), Folder(folder)]
    texts = {path: path.read_bytes() for path in sorted(folder.iterdir())}
    plain = YamlLintConfig("extends: default")
    kinds = [(source, root) for source, root in map(_read, texts.items()) if root is not None]

    def load() -> None:
        for text in texts.values():
            yaml.load(text, Loader=yaml.CSafeLoader)

    def validate() -> None:
        for source, root in kinds:
            assert parse(source, root)[0] is not None  # noqa: S101 - or it would measure something else

    def check() -> None:
        assert len(Library.read(given).routines) >= FILES  # noqa: S101 - the same

    def lint() -> None:
        for path, text in texts.items():
            list(linter.run(text.decode(), plain, str(path)))

    runs = [[seconds(work) for work in (load, validate, check)] for _ in range(RUNS)]
    load_s, validate_s, check_s = (statistics.median(run[place] for run in runs) for place in range(3))
    lint_s = seconds(lint)  # once: it takes many times as long
    goal = 2 * load_s + validate_s
    note = (
        f"CSafeLoader {load_s:.2f} s, models {validate_s:.2f} s, yamllint {lint_s:.2f} s; medians of {RUNS}"
    )
    row(f"check {FILES} files, against twice reading + models", check_s, "s", goal, note)
    row(
        f"check {FILES} files, against yamllint",
        check_s,
        "s",
        lint_s,
        f"{FILES / check_s:.0f} files a second",
    )
    return max(_typed(given), _hard(given), int(check_s > goal or check_s > lint_s))


def _read(entry: tuple[Path, bytes]) -> tuple[Source, Node | None]:
    source = decode(*entry)
    assert not isinstance(source, Diagnostic)  # noqa: S101 - the files are ours
    return source, read(source)[0]


def _typed(given: list[Folder]) -> int:
    """What happens at each key press in a long file: everything is checked anew."""
    library = Library.read(given[:1])
    one = "  - exercise: wrist-flexor-stretch\n    hold: {} s\n"
    steps = "".join(one.format(number % 20 + 5) for number in range(EDITED // 2))
    text = f"coach: 1\ntype: routine\nid: long\ntitle: Long\nsteps:\n{steps}"
    source = Source(Path("long.yaml"), text)
    presses = sorted(seconds(lambda: check_text(text, source.path, library)) for _ in range(100))
    row(f"diagnostics of a file of {EDITED} lines, p95", presses[94] * 1000, "ms", KEY_PRESS * 1000)
    row("the same file laid out anew", seconds(lambda: formatted(source)) * 1000, "ms", KEY_PRESS * 1000)
    return int(presses[94] > KEY_PRESS)


def _hard(given: list[Folder]) -> int:
    """What the hardest files of 20 KB take, figures included, once Coach is loaded."""
    library = Library.read(given[:1])
    took: dict[str, float] = {}
    for name, text in hard_files().items():
        source = Source(Path("hard.yaml"), text)
        check_all(source, library)  # what is loaded with the first of its kind does not count
        took[name] = statistics.median(_processor(source, library) for _ in range(5))
    hardest = sorted(took, key=lambda name: took[name], reverse=True)
    for name in hardest[:5]:
        row(f"a file of 20 KB: {name}", took[name], "ms", HARD, "of the processor")
    easy = [each for name, each in took.items() if name.startswith("nothing")]
    row("a file of 20 KB: nothing wrong", max(easy), "ms", HARD, f"{len(took)} files, median of 5 each")
    return int(took[hardest[0]] > HARD)


def _processor(source: Source, library: Library) -> float:
    """Milliseconds that the processor works for a check."""
    began = time.process_time()
    check_all(source, library)
    return 1000 * (time.process_time() - began)


if __name__ == "__main__":
    sys.exit(main())
