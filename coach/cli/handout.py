"""`coach handout`: a routine or several as a PDF for people to take home."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.errors import CoachError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from coach.handout.sheet import Sheet
    from coach.routine.library import Library
    from coach.routine.plan import Sides
    from coach.safety.shelf import Shelf
    from coach.ui.paper_pictures import Pictures


def add(commands: Any) -> argparse.ArgumentParser:  # noqa: ANN401  # argparse does not name its class
    """Describe the command to the parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "handout", help="write a routine or programme as a PDF to take home, with pictures and a week to tick"
    )
    parser.add_argument("ids", nargs="+", metavar="ID", help="a routine, an exercise or a programme")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf", help="where to write")
    parser.add_argument("--paper", choices=("A4", "Letter"), default="A4", help="the size of the paper")
    parser.add_argument("--large", action="store_true", help="large print")
    parser.add_argument("--lines", action="store_true", help="figures as lines, for black-and-white printers")
    parser.add_argument("--tone", type=int, choices=range(1, 8), default=3, help="skin tone, 1 to 7")
    parser.add_argument(
        "--times-a-day",
        type=int,
        choices=range(1, 7),
        default=0,
        metavar="N",
        help="boxes to tick a day, 1 to 6; left out: as the exercises say, or 1",
    )
    parser.add_argument(
        "--weeks",
        type=int,
        choices=range(1, 27),
        metavar="N",
        help="weeks to tick, 1 to 26; left out: as long as the programme goes on, or 2",
    )
    parser.add_argument("--long-second-toe", action="store_true", help="longer than the big toe")
    parser.add_argument("--link", default="", metavar="URL", help="a page to lead to, as a code to scan")
    parser.add_argument(
        "--bundle-code", action="store_true", help="with the routine itself as a code, for another Coach"
    )
    return parser


def run(options: argparse.Namespace, shelf: Shelf, sides: Sides, folders: Sequence[Path]) -> None:
    """Write the file and say how many pages it has.

    Raises:
        CoachError: Something asked for does not suit the person, or the file cannot be written.
        KeyError: There is no such routine.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415  # Qt loads only to print

    from coach.handout import code  # noqa: PLC0415  # the same
    from coach.handout.paper import Choice, Paper  # noqa: PLC0415  # the same
    from coach.handout.sheet import programme_sheet, sheet  # noqa: PLC0415  # the same

    if options.link:
        code.check(options.link)
    sheets = []
    for identity in options.ids:
        if identity in shelf.library.programmes:
            regimen = next(one for one in shelf.index.regimens if one.id == identity)
            if regimen.barred:
                raise _not_now(identity, regimen.barred)
            sheets.append(programme_sheet(shelf.library, regimen, sides))
            continue
        adapted = shelf.adapt(identity)
        if adapted.document is None:
            raise _not_now(identity, adapted.reason)
        sheets.append(sheet(shelf.library, identity, sides, adapted, options.times_a_day))
    if options.weeks:
        sheets = [one.with_weeks(options.weeks) for one in sheets]
    if options.bundle_code:
        from coach.bundle import exchange  # noqa: PLC0415  # the same

        sheets = [replace(one, bundle=exchange.code(one.id, shelf.written)) for one in sheets]
    app = QGuiApplication.instance() or QGuiApplication(["coach"])
    pictures = _pictures(sheets, shelf.library, options, folders)
    paper = Paper(sheets, Choice(options.paper, options.large, options.link), pictures.draw)
    paper.write(options.output)
    if unfinished := _drafts(options.ids, sheets, shelf):
        print(f"coach: {unfinished}", file=sys.stderr)
    print(f"{options.output}: {paper.pages} page{'s' if paper.pages > 1 else ''}")
    del app


def _pictures(
    sheets: Sequence[Sheet],
    library: Library,
    options: argparse.Namespace,
    folders: Sequence[Path],
) -> Pictures:
    from coach.figure.order import Order  # noqa: PLC0415  # as above
    from coach.ui.easel import Easel  # noqa: PLC0415  # the same
    from coach.ui.paper_pictures import Pictures, keys, on_paper  # noqa: PLC0415  # the same

    easel, recorded = Easel(), {}
    builds = ("long-second-toe",) if options.long_second_toe else ()
    for name, is_left in keys(sheets):
        plain = Order.of(library.exercises[name], folders, file=library.paths.get(name))
        if plain is not None:
            order = replace(plain, tone=options.tone - 1, builds=builds)
            with contextlib.suppress(CoachError):  # words have to do then
                recorded[name, is_left] = easel.record(on_paper(order, is_left=is_left, lines=options.lines))
    return Pictures(recorded)


def _drafts(ids: Sequence[str], sheets: Sequence[Sheet], shelf: Shelf) -> str:
    """Which of the files that are printed are still drafts, in a line; empty if none is."""
    from coach.routine.lint import drafts  # noqa: PLC0415  # as above
    from coach.ui.paper_pictures import keys  # noqa: PLC0415  # the same

    regimens = (regimen for regimen in shelf.index.regimens if regimen.id in ids)
    items = (item.id for regimen in regimens for item in regimen.items)
    library = shelf.written
    printed = {library.paths.get(name) for name in (*ids, *items, *(name for name, _ in keys(sheets)))}
    return drafts.in_a_line(each for each in library.diagnostics if each.path in printed)


def _not_now(identity: str, reason: str) -> CoachError:
    return CoachError(f"`{identity}` is not for you now. {reason}", "`--as-written` prints it all the same.")
