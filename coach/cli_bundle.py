"""`coach bundle` and `coach install`: giving routines to somebody else, and putting theirs in place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coach import paths
from coach.errors import CoachError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from coach.bundle.packing import Held
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


def keys() -> Path:
    """The folder of the person's own key and of the keys they know."""
    return paths.data_dir() / "keys"


def bundle(options: argparse.Namespace, library: Library) -> None:
    """Write a bundle. Raises CoachError for what cannot be bundled or written."""
    from coach.bundle import packing, signing  # noqa: PLC0415 - late on purpose
    from coach.whole import save  # noqa: PLC0415 - the same

    own = _own(library)
    taken = packing.needed(options.ids, own, library.origins)
    used = {each.path.parent for each in taken.values()} | {paths.own_routines()}
    poses = sorted({pose for folder in used for pose in (folder / "poses").glob("*.yaml")})
    sign = (lambda manifest: signing.sign(manifest, keys())) if options.sign else None
    manifest, content = packing.packed(taken, poses, options.author, sign)
    if options.sign and not manifest.author:
        raise CoachError("A signature needs a name.", "Add --author NAME, or `author:` to the file.")
    try:
        save(options.output, content)
    except OSError as error:
        raise CoachError(f"{options.output} cannot be written: {error.strerror or error}.") from error
    print(options.output)
    for item in manifest.items:
        print(f"  {item.path:40} {item.title}".rstrip())
    if options.sign:
        print(f"Signed by {manifest.author} with the key {signing.own_fingerprint(keys())}.")


def install(options: argparse.Namespace, library: Library, ask: Callable[[str], str] | None) -> bool:
    """Show what a bundle would add and replace, ask, and put it in place; whether that was done.

    Without anybody to ask, nothing is done unless `--yes` says so. Raises CoachError for a bad bundle.
    """
    from coach.bundle import installing, reading, signing  # noqa: PLC0415 - late on purpose

    opened = reading.read(options.bundle)
    who = signing.signer(opened.manifest_bytes, opened.signature, opened.manifest.author, keys())
    own, folder = _own(library), paths.own_routines()
    with_coach = {name for name, origin in library.origins.items() if origin == "bundled"}
    placings = installing.plan(opened, folder, own, with_coach)
    print(f"{opened.manifest.title}, made with {opened.manifest.made_by}")
    print(who.in_words())
    for each in placings:
        print(f"  {each.in_words()}")
    replaces = any(each.deed == "replace" for each in placings)
    if all(each.deed == "same" for each in placings):
        print("You have all of it already.")
        return True
    if not _agreed(options, ask, replaces=replaces):
        print("Nothing was installed.")
        return False
    try:
        written = installing.install(opened, placings)
        signing.remember(who, keys())
    except OSError as error:
        raise CoachError(f"Not everything could be written: {error.strerror or error}.") from error
    kept = f" What was replaced is kept with the ending {installing.KEPT}." if replaces else ""
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


def _own(library: Library) -> dict[str, Held]:
    """The documents that do not come with Coach."""
    from coach.bundle.packing import held  # noqa: PLC0415 - late on purpose

    bundled = paths.bundled_routines().resolve()
    return held(path for path in library.files if bundled not in path.resolve().parents)
