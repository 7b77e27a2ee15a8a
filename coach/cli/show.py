"""`coach list` and `coach show`: what there is, as this person may do it.

Imports are late on purpose, as in `coach.cli`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from coach.cli import routines
from coach.errors import CoachError

if TYPE_CHECKING:
    import argparse


def add(commands: Any) -> tuple[argparse.ArgumentParser, ...]:  # noqa: ANN401  # argparse does not name its class
    """Describe both commands to the parser."""
    listing = commands.add_parser("list", help="list routines and exercises")
    listing.add_argument("--kind", help="only of this kind, such as stretch or massage")
    listing.add_argument("--body", help="only for this part of the body, such as thumb or calf")
    figures = ("hand", "foot", "body")
    what = f"the poses of the figures instead, or of one: {', '.join(figures)}"
    listing.add_argument(
        "--poses", nargs="?", const="all", choices=("all", *figures), metavar="FIGURE", help=what
    )
    listing.add_argument("--json", action="store_true", help="for programs")

    show = commands.add_parser("show", help="show a routine or an exercise")
    show.add_argument("id", metavar="ID")
    show.add_argument("--timeline", action="store_true", help="every phase with its time")
    routines.add_person(show)
    return listing, show


def listed(options: argparse.Namespace) -> None:
    """`coach list`."""
    if options.poses is not None:
        _listed_poses(options)
        return
    index = routines.read_index(options)
    cards = [
        card
        for card in index.cards
        if (not options.kind or options.kind in card.kinds)
        and (not options.body or options.body in card.body)
    ]
    if options.json:
        print(json.dumps([asdict(card) for card in cards], indent=1, ensure_ascii=False))
        return
    width = max((len(card.id) for card in cards), default=0)
    for kind, title in (("routine", "Routines"), ("programme", "Programmes"), ("exercise", "Exercises")):
        chosen = [card for card in cards if card.type == kind]
        if chosen:
            print(title)
        for card in chosen:
            about = "~" if card.about else ""
            length = "–" if card.barred else about + _minutes(card.seconds)
            note = ": not for you now" if card.barred else " (changed for you)" if card.changes else ""
            print(f"  {card.id:{width}}  {length:>6}  {card.title}{note}")
    if not cards:
        print("Nothing fits. `coach list` alone lists everything.")
    if index.problems:
        files = "1 file has" if len(index.problems) == 1 else f"{len(index.problems)} files have"
        print(f"{files} problems; `coach check` says which:", file=sys.stderr)
        for path, message, _ in index.problems:
            print(f"  {path}: {message}", file=sys.stderr)


def _listed_poses(options: argparse.Namespace) -> None:
    from coach.figure import listing  # noqa: PLC0415 - late on purpose

    figure = "" if options.poses == "all" else options.poses
    found = listing.poses(routines.given_folders(options), figure)
    print((listing.as_json if options.json else listing.as_text)(found), end="")


def _minutes(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def shown(options: argparse.Namespace) -> None:
    """`coach show`.

    Raises:
        CoachError: It is not for this person now.
    """
    from coach.routine import printing  # noqa: PLC0415 - late on purpose
    from coach.safety.telling import told_cautions, told_changes  # noqa: PLC0415 - late on purpose

    shelf, sides = routines.shelf_for(options, options.id), routines.sides_of(options)
    if regimen := shelf.index.regimen(options.id) if options.id in shelf.written.programmes else None:
        from coach.routine import programme_printing  # noqa: PLC0415 - late on purpose

        print(programme_printing.described(regimen), end="")
        return
    adapted, library = shelf.adapt(options.id), shelf.library
    if adapted.document is None:
        advice = f"`coach show --as-written {options.id}` shows it all the same."
        raise CoachError(f"`{options.id}` is not for you now. {adapted.reason}", advice)
    timelines = library.timelines(options.id, sides)
    described = printing.described(adapted.document, timelines[0], library)
    for heading, lines in (
        ("Changed for you", told_changes(adapted.changes)),
        ("Ask your therapist or doctor first about", told_cautions(adapted.warnings)),
    ):
        for line in lines:
            print(f"{heading}: {line}")
    print(printing.printed(*timelines) if options.timeline else described, end="")
