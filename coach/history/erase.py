"""Delete everything: the history and every copy of it that Coach made beside it. It says what it did."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coach.errors import CoachError
from coach.history import alive
from coach.history.faults import in_kind_words
from coach.history.store import Store
from coach.history.totals import Counts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

NOT_ERASED: Final = (
    "Back-ups, those of every day too{where}, and exports are still there. So are copies that the computer or"
    " the disk itself may have kept."
)
"""`where` is empty, or says in which folder those of every day are."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was deleted: how much the history held, and the names of the files that are gone."""

    counts: Counts
    files: tuple[str, ...]

    def told(self, backups: str = "") -> tuple[str, ...]:
        """What was done, in sentences; `backups` is the folder of those of every day, if chosen."""
        held = self.counts
        return (
            f"Deleted for good: {_many(held.sessions, 'session')} with {_many(held.phases, 'phase')}.",
            f"Deleted for good: {_many(held.cramps, 'cramp')} and {_many(held.decisions, 'decision')}.",
            f"Deleted for good: {_many(held.offers, 'reminder')}.",
            f"Overwritten and removed: {', '.join(self.files) or 'no files'}.",
            NOT_ERASED.format(where=f" (in {backups})" if backups else ""),
        )


def erase(database: Path, also: Iterable[Path], now: datetime) -> Erased:
    """Overwrite and remove the history, every copy of it in its folder, and the files `also` named.

    Raises:
        CoachError: A session is running, or another program has the history open: nothing is removed then. Or
            a file cannot be removed; what had been by then stays removed.
    """
    place = alive.folder(database)
    if alive.anybody(place):
        raise CoachError("A session is running.", "End it first, then delete everything.")
    counts = Counts(0, 0, 0, 0, 0)
    if database.exists():
        store = Store.open(database, now)
        try:
            counts = store.empty()
        finally:
            store.close()
    gone = []
    with in_kind_words(database):
        copies = database.parent.glob(f"{database.stem}.*") if database.parent.is_dir() else ()
        for path in (*sorted(copies), *also):
            if path.is_file():
                _overwrite(path)
                path.unlink()
                gone.append(path.name)
    with suppress(OSError):
        place.rmdir()
    return Erased(counts, tuple(gone))


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _overwrite(path: Path) -> None:
    """Zeros over every byte, so that nothing is left of it where the disk writes in place."""
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, 1 << 20)))
