"""`coach bundle` and `coach install`: giving routines to somebody else, and putting theirs in place."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coach.errors import CoachError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from coach.routine.library import Library

COMMANDS: Final = ("bundle", "install")


def add(commands: Any) -> tuple[argparse.ArgumentParser, ...]:  # noqa: ANN401  # argparse does not name its class
    """Describe the commands to the parser; returns those that look at routines."""
    bundle: argparse.ArgumentParser = commands.add_parser("bundle", help="put routines into one file to send")
    bundle.add_argument("ids", nargs="+", metavar="ID", help="a routine, exercise or programme of yours")
    bundle.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.coach")
    bundle.add_argument(
        "--sign", action="store_true", help="sign it with your own key, made at the first time"
    )
    bundle.add_argument("--author", default="", metavar="NAME", help="your name; else that in the first file")
    install = commands.add_parser("install", help="put the routines of a bundle into your folder")
    install.add_argument("bundle", type=Path, metavar="FILE.coach")
    install.add_argument("--yes", action="store_true", help="do not ask, as long as nothing is replaced")
    install.add_argument("--replace", action="store_true", help="with --yes: replace, too; the old is kept")
    return (bundle, install)


def bundle(options: argparse.Namespace, library: Library) -> None:
    """Write a bundle. Raises CoachError for what cannot be bundled or written."""
    from coach.bundle import exchange, signing  # noqa: PLC0415 - late on purpose
    from coach.whole import save  # noqa: PLC0415 - the same

    parcel = exchange.Parcel.of(options.ids, library)
    try:
        manifest, content = parcel.packed(options.author, is_signed=options.sign)
        save(options.output, content)
    except OSError as error:
        raise CoachError(f"{options.output} cannot be written: {error.strerror or error}.") from error
    if parcel.drafts:
        print(f"coach: {parcel.drafts}", file=sys.stderr)
    print(options.output)
    for item in manifest.items:
        print(f"  {item.path:40} {item.title}".rstrip())
    if options.sign:
        print(f"Signed by {manifest.author} with the key {signing.own_fingerprint(exchange.keys())}.")


def install(options: argparse.Namespace, library: Library, ask: Callable[[str], str] | None) -> bool:
    """Show what a bundle would add and replace, ask, and put it in place; whether that was done.

    Without anybody to ask, nothing is done unless `--yes` says so. Raises CoachError for a bad bundle.
    """
    from coach.bundle import exchange, installing  # noqa: PLC0415 - late on purpose

    offer = exchange.Offer.of(options.bundle, library)
    print(f"{offer.bundle.manifest.title}, made with {offer.bundle.manifest.made_by}")
    print(offer.signer.in_words())
    for each in offer.placings:
        print(f"  {each.in_words()}")
    if offer.is_known:
        print("You have all of it already.")
        return True
    if not _agreed(options, ask, replaces=offer.replaces):
        print("Nothing was installed.")
        return False
    written, folder = offer.install(), offer.folder
    kept = f" What was replaced is kept with the ending {installing.KEPT}." if offer.replaces else ""
    print(
        f"{len(written)} files installed in {folder}.{kept} `coach check {folder}` says whether all is well."
    )
    return True


def _agreed(options: argparse.Namespace, ask: Callable[[str], str] | None, *, replaces: bool) -> bool:
    if options.yes:
        return not replaces or bool(options.replace)
    if ask is None:
        return False
    question = "Install this, and replace what is marked?" if replaces else "Install this?"
    return ask(f"{question} yes/[no] ").strip().lower() in {"y", "yes"}
