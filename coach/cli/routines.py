"""The routines that a command works with: where they come from, and for whom.

Imports are late on purpose, as in `coach.cli`.
"""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coach import paths
from coach.errors import CoachError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from coach.routine.folders import Folder
    from coach.routine.index import Index
    from coach.routine.library import Library
    from coach.routine.plan import Sides
    from coach.safety.profile import Profile
    from coach.safety.shelf import Shelf


class UsageError(Exception):
    """A command that makes no sense; the message says so kindly."""


def add_person(parser: argparse.ArgumentParser) -> None:
    """For whom: their sides, and whether their safety answers count."""
    parser.add_argument("--as-written", action="store_true", help="without regard to your safety answers")
    parser.add_argument("--side-writing", choices=("left", "right"), default="right", help="the writing hand")
    affected = ("left", "right", "both")
    parser.add_argument("--side-affected", choices=affected, default="both", help="the side that hurts")


def add_routines(parser: argparse.ArgumentParser, name: str) -> None:
    """Let further folders be named; they are kept under `name`."""
    text = "a further folder with routine files; may be given several times"
    parser.add_argument(
        "--routines", dest=name, action="append", type=Path, default=[], metavar="FOLDER", help=text
    )


def all_folders(options: argparse.Namespace) -> list[Folder]:
    """Where routines come from: Coach's own, the person's, then the folders named here."""
    from coach.routine.folders import Folder  # noqa: PLC0415 - late on purpose

    own = [Folder(paths.own_routines(), "own")] if paths.own_routines().is_dir() else []
    return [
        Folder(paths.bundled_routines(), "bundled"),
        *own,
        *(Folder(path) for path in given_folders(options)),
    ]


def given_folders(options: argparse.Namespace) -> list[Path]:
    """The folders named on the command line.

    Raises:
        UsageError: One of them is not there.
    """
    given = [*options.routines_first, *options.routines]
    for path in given:
        if not path.is_dir():
            raise UsageError(f"There is no folder `{path}`.")
    return given


def read_library(options: argparse.Namespace) -> Library:
    """Every file of every folder, as it is written."""
    from coach.routine.library import Library  # noqa: PLC0415 - late on purpose

    return Library.read(all_folders(options))


def read_index(options: argparse.Namespace) -> Index:
    """The cards: as last kept if no file has changed, which needs neither YAML nor pydantic."""
    from coach.routine import index  # noqa: PLC0415 - late on purpose

    cache, folders, profile = paths.cache_dir() / "library.json", all_folders(options), read_profile()
    cards = index.load_cached(cache, folders, profile.key)
    if cards is None:
        from coach.safety.shelf import Shelf  # noqa: PLC0415 - late on purpose

        cards = Shelf.of(read_library(options), profile).index
        index.save(cards, cache, folders, profile.key)
    return cards


def read_profile() -> Profile:
    """The person's safety answers."""
    from coach.safety import profile  # noqa: PLC0415 - late on purpose

    answers, problems = profile.load(paths.safety_file())
    for problem in problems:
        print(f"coach: {problem}", file=sys.stderr)
    return answers


def shelf_for(options: argparse.Namespace, *wanted: str) -> Shelf:
    """The library as this person's safety answers leave it; everything wanted is known and has no errors."""
    from coach.safety.profile import Profile  # noqa: PLC0415 - late on purpose
    from coach.safety.shelf import Shelf  # noqa: PLC0415 - late on purpose

    library = read_library(options)
    for identity in wanted:
        if identity in library.broken:
            path = library.broken[identity].path
            raise CoachError(f"`{identity}` has errors.", f"`coach check {path}` says which.")
        if identity not in library.origins:
            raise unknown(identity, library.origins)
    return Shelf.of(library, Profile() if options.as_written else read_profile())


def sides_of(options: argparse.Namespace) -> Sides:
    """The writing hand and the side that hurts, as named on the command line."""
    from coach.routine.plan import Side, Sides  # noqa: PLC0415 - late on purpose

    return Sides(Side(options.side_writing), Side(options.side_affected))


def unknown(identity: str, known: Iterable[str]) -> UsageError:
    """What to say where there is no such routine, with what was probably meant."""
    near = difflib.get_close_matches(identity, list(known), n=1)
    guess = f" Did you mean `{near[0]}`?" if near else " `coach list` lists all."
    return UsageError(f"There is no routine or exercise `{identity}`.{guess}")
