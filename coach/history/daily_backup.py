"""The back-up of the day, which Coach makes by itself in a folder of the person's, and what is known of it.

Whoever runs, the process of the reminders or the window, starts a short process for it (`main`): a folder on
a disk that sleeps, or on a network, holds up nobody else.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach import paths, whole
from coach import settings as settings_files
from coach.clock import SystemClock, local_zone
from coach.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coach.settings import Backup

NOT_YET: Final = "No back-up has been made yet."
CALM: Final = 10
"""By how much it gives way to other processes (`os.nice`)."""


@dataclass(frozen=True, slots=True)
class Last:
    """When a back-up was last tried, and when one was last made; `trouble` says why the last try failed."""

    tried: datetime | None = None
    made: datetime | None = None
    file: str = ""
    trouble: str = ""


def is_due(chosen: Backup, last: Last, now: datetime) -> bool:
    """Whether one is to be made: once a day by the person's own clock, whatever came of it."""
    if not (chosen.daily and chosen.folder):
        return False
    return last.tried is None or last.tried.astimezone(now.tzinfo).date() != now.date()


def told(chosen: Backup, last: Last, now: datetime) -> str:
    """How it stands, for the person; empty where none is wanted."""
    if not chosen.daily:
        return ""
    worked = f"{_when(last.made, now)}, to {last.file}" if last.made else ""
    if last.trouble and last.tried:
        again = f"The last one that did: {worked}." if worked else NOT_YET
        when = _when(last.tried, now)
        return f"The back-up did not work {when}. {last.trouble} Coach tries again tomorrow. {again}"
    return f"Last back-up: {worked}." if worked else NOT_YET


def _when(at: datetime, now: datetime) -> str:
    local = at.astimezone(now.tzinfo)
    days = {now.date(): "today", now.date() - timedelta(days=1): "yesterday"}
    return f"{days.get(local.date(), f'{local.day} {local:%B %Y}')} {local:%H:%M}"


def load(memory: Path) -> Last:
    """What is remembered; nothing where there is no file, or a damaged one."""
    try:
        values = json.loads(memory.read_bytes())
        tried, made = (
            datetime.fromisoformat(values[name]) if values[name] else None for name in ("tried", "made")
        )
        return Last(tried, made, str(values["file"]), str(values["trouble"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Last()


def make(chosen: Backup, things: Mapping[str, Path], memory: Path, now: datetime) -> Last:
    """Make the back-up of the day, and remember what came of it; a failure is in the `Last` that is returned.

    The folder must be there: where a disk is not plugged in, nothing is written in its place.

    Raises:
        CoachError: Another process is making it at this moment, or it cannot be remembered.
    """
    with _alone(memory):
        return _make(chosen, things, memory, now)


def _make(chosen: Backup, things: Mapping[str, Path], memory: Path, now: datetime) -> Last:
    from coach.history import backup  # noqa: PLC0415  # SQLite loads when it is wanted
    from coach.history.faults import in_kind_words  # noqa: PLC0415  # the same

    folder, last = Path(chosen.folder), load(memory)
    try:
        with in_kind_words(folder / "x"):
            _look_for(folder)
            last = Last(now, now, str(backup.rotate(folder, things, now, chosen.keep)))
    except CoachError as error:
        last = replace(last, tried=now, trouble=f"{error} {error.advice}".strip())
    with in_kind_words(memory):
        whole.save(memory, json.dumps(asdict(last), default=datetime.isoformat), mode=0o600)
    return last


def _look_for(folder: Path) -> None:
    if not folder.is_dir():
        raise CoachError(f"There is no folder {folder} now.", "Is its disk connected?")


@contextmanager
def _alone(memory: Path) -> Iterator[None]:
    """No other process makes one meanwhile. The system lets go of the lock when its process ends."""
    from coach.history import alive  # noqa: PLC0415  # few start a process for this
    from coach.history.faults import in_kind_words  # noqa: PLC0415  # the same

    with in_kind_words(memory):
        memory.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(memory.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not alive.lock(handle):
            raise CoachError("A back-up is being made already.", "It takes a moment.")
        yield
    finally:
        os.close(handle)


def main() -> int:
    """Make it if it is due; returns the exit code."""
    if hasattr(os, "nice"):
        os.nice(CALM)
    now, memory = SystemClock().wall().astimezone(local_zone()), paths.backup_file()
    chosen = settings_files.load(paths.settings_file())[0].backup
    with suppress(CoachError), _alone(memory):
        if is_due(chosen, load(memory), now):
            return int(bool(_make(chosen, paths.things(), memory, now).trouble))
    return 0
