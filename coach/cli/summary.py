"""`coach summary`: one to two pages for a visit, as a PDF or as plain text."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coach.errors import CoachError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from coach.clock import Clock
    from coach.history.store import Store
    from coach.safety.shelf import Shelf

USUAL: Final = timedelta(days=90)
"""How far it goes back, if nothing else is asked for."""


def add(commands: Any) -> argparse.ArgumentParser:  # noqa: ANN401  # argparse does not name its class
    """Describe the command to the parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "summary", help="one to two pages for a visit: what was asked for, done and felt"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="a .pdf, or text; otherwise printed here"
    )
    parser.add_argument("--from", dest="first", type=date.fromisoformat, metavar="DAY", help="2026-08-23")
    parser.add_argument("--to", dest="last", type=date.fromisoformat, metavar="DAY", help="left out: today")
    parser.add_argument("--ask", action="append", default=[], metavar="QUESTION", help="several times")
    parser.add_argument("--paper", choices=("A4", "Letter"), default="A4", help="the size of the paper")
    parser.add_argument("--large", action="store_true", help="large print")
    return parser


def run(options: argparse.Namespace, shelf: Shelf, open_store: Callable[[], Store], clock: Clock) -> None:
    """Write the file, or print the text.

    Raises:
        CoachError: The days are the wrong way round, or something cannot be read or written.
    """
    from coach.handout.summary_text import as_text  # noqa: PLC0415  # late on purpose
    from coach.ui.visit import Visit  # noqa: PLC0415  # the same

    today = clock.wall().date()
    last = min(options.last or today, today)
    first = options.first or last - USUAL
    if first > last:
        raise CoachError(f"{first} is after {last}.", "`--from` is the first day.")
    visit = Visit(shelf, first, last, tuple(options.ask))
    to: Path | None = options.output
    if to is None or to.suffix.lower() != ".pdf":
        with closing(open_store()) as store:
            text = as_text(visit.summary(store))
        _write(text, to)
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415  # Qt loads only to print

    from coach.handout.paper import Choice  # noqa: PLC0415  # the same

    app = QGuiApplication.instance() or QGuiApplication(["coach"])
    paper = visit.paper(open_store, Choice(options.paper, options.large))
    paper.write(to)
    print(f"{to}: {paper.pages} page{'s' if paper.pages > 1 else ''}")
    del app


def _write(text: str, to: Path | None) -> None:
    if to is None:
        print(text, end="")
        return
    from coach.history.faults import in_kind_words  # noqa: PLC0415  # late on purpose

    with in_kind_words(to):
        to.write_text(text, encoding="utf-8")
        to.chmod(0o600)
    print(to)
