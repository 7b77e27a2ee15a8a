"""`coach backup`, `restore` and `erase`: everything in one file, back again, or gone.

Imports are late on purpose, as in `coach.cli`.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coach import paths
from coach.cli import records
from coach.errors import CoachError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

COMMANDS: Final = ("backup", "erase", "restore")


def add(commands: Any) -> None:  # noqa: ANN401  # argparse does not name its class
    """Describe the commands to the parser."""
    backup = commands.add_parser("backup", help="everything in one file")
    backup.add_argument("to", type=Path, metavar="FILE|FOLDER")
    backup.add_argument("--check", action="store_true", help="only look whether this back-up is whole")
    backup.add_argument("--keep", type=int, metavar="N", help="in a folder, keep the latest N (usually 10)")
    restore = commands.add_parser("restore", help="put a back-up in place of what is here")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--yes", action="store_true", help="do not ask")
    erase = commands.add_parser("erase", help="delete history, diary and safety answers for good")
    erase.add_argument("--yes", action="store_true", help="do not ask")


def backup(options: argparse.Namespace) -> int:
    """`coach backup`."""
    from coach.history import backup as backups  # noqa: PLC0415 - late on purpose

    now, to = records.now(), options.to
    if options.check:
        _describe(backups.check(to), to)
    elif to.is_dir():
        keep = backups.KEPT if options.keep is None else max(1, options.keep)
        print(f"{backups.rotate(to, paths.things(), now, keep)} is written and whole.")
    else:
        _describe(backups.back_up(to, paths.things(), now), to)
    return 0


def _describe(contents: Any, path: Path) -> None:  # noqa: ANN401  # `Contents`, imported late
    size = sum(contents.files.values()) / 1e6
    print(
        f"{path} is whole: {contents.sessions} sessions and {len(contents.files)} files ({size:.1f} MB) of "
        f"{contents.made:%Y-%m-%d %H:%M}."
    )


def restore(options: argparse.Namespace) -> int:
    """`coach restore`."""
    from coach.history import backup as backups  # noqa: PLC0415 - late on purpose

    contents = backups.check(options.file)
    _describe(contents, options.file)
    if not options.yes and not _agreed(
        "It takes the place of your history and settings, which are kept beside."
    ):
        return 1
    with _replacing():
        backups.restore(options.file, paths.things(), records.now())
    print("Restored. What was here before is kept beside it, with `before-restore` in its name.")
    return 0


def erase(options: argparse.Namespace) -> int:
    """`coach erase`."""
    from coach import settings  # noqa: PLC0415 - late on purpose
    from coach.history.erase import erase as erase_all  # noqa: PLC0415 - the same

    if not options.yes and not _agreed("This deletes your history, diary and safety answers for good."):
        return 1
    also = (paths.safety_file(), paths.reminders_file(), *paths.traces())
    with _replacing():
        erased = erase_all(paths.database(), also, records.now())
    print("\n".join(erased.told(settings.load(paths.settings_file())[0].backup.folder)))
    return 0


@contextmanager
def _replacing() -> Iterator[None]:
    """Other files come in place of the person's, and a Coach that runs goes on with those."""
    from coach.desktop.processes import without_resident  # noqa: PLC0415 - late on purpose
    from coach.desktop.single_instance import RELOAD, ask_running  # noqa: PLC0415 - the same

    with without_resident():
        yield
    ask_running(RELOAD)


def _agreed(what: str) -> bool:
    """Ask on the terminal; without one, nobody has agreed."""
    if not sys.stdin.isatty():
        raise CoachError(what, "Add --yes if that is what you want.")
    return input(f"{what} Type yes to go on: ").strip().lower() == "yes"
