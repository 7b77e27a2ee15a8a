"""The books of the reminders, kept by a short process of its own.

So the database and the routines stay out of the one that plans. It writes what came of the reminders into the
history, and today's doses of the programmes where the planner finds them.
"""

from __future__ import annotations

import json
import os
from contextlib import closing, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from coach import paths
from coach.clock import SystemClock, local_zone
from coach.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo
    from pathlib import Path

    from coach.history.offer import Offered
    from coach.history.store import Store
    from coach.reminders.rule import Rule
    from coach.routine.index import Index

LOOK_BACK: Final = timedelta(days=15)
"""Two weeks of sessions say what is due today."""


def main() -> int:
    """Keep the books; returns the exit code."""
    from coach.history.store import Store  # noqa: PLC0415 - late on purpose
    from coach.reminders import prescribed  # noqa: PLC0415 - late on purpose

    now = SystemClock().wall().astimezone(local_zone())
    try:
        with closing(Store.open(paths.database(), now)) as store:
            _enter(store, paths.outcomes_file(), now.tzinfo)
            rules = _doses(store, now)
    except CoachError:  # the window says what is wrong with the history
        return 1
    file = paths.prescribed_file()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.{os.getpid()}")
    new.write_text(json.dumps(prescribed.dump(rules, now.date())), "utf-8")
    new.replace(file)
    return 0


def _enter(store: Store, file: Path, zone: tzinfo | None) -> None:
    """Write down what came of the reminders. It is set aside first, so that nothing is lost or twice."""
    taken = file.with_name(f"{file.name}.taken")
    if not taken.exists():  # otherwise the last time was cut short
        with suppress(OSError):
            file.replace(taken)
    with suppress(OSError):
        lines = taken.read_text("utf-8").splitlines()
        with store.together():
            for offered in _read(lines, zone):
                store.note_offer(offered)
        taken.unlink()


def _read(lines: list[str], zone: tzinfo | None) -> Iterator[Offered]:
    from coach.history.offer import Offered, Outcome  # noqa: PLC0415 - late on purpose

    for line in lines:
        with suppress(ValueError, KeyError, TypeError, OverflowError):  # a line that was cut short
            came = json.loads(line)
            yield Offered(
                rule=str(came["rule"]),
                offered=datetime.fromtimestamp(came["offered"], zone),
                routine=str(came["routine"]),
                cause=str(came["cause"]),
                why=str(came["why"]),
                outcome=Outcome(came["outcome"]),
                settled=datetime.fromtimestamp(came["settled"], zone),
            )


def _doses(store: Store, now: datetime) -> tuple[Rule, ...]:
    """Today's doses of every programme that is followed."""
    from coach.reminders import prescribed  # noqa: PLC0415 - late on purpose
    from coach.routine.programme_course import course  # noqa: PLC0415 - late on purpose
    from coach.routine.programme_doses import due_today  # noqa: PLC0415 - late on purpose

    events = store.course_events()
    if not events:
        return ()
    today = now.date()
    performed = store.performed(today - LOOK_BACK)
    rules: list[Rule] = []
    for regimen in _index().regimens:
        own = [event for event in events if event.programme == regimen.id]
        rules += prescribed.rules(due_today(regimen, course(regimen, own), performed, now), today)
    return tuple(rules)


def _index() -> Index:
    """The cards of all routines: as the window has kept them, or read anew."""
    from coach.routine import index  # noqa: PLC0415 - late on purpose
    from coach.routine.folders import Folder  # noqa: PLC0415 - late on purpose
    from coach.safety import profile as safety_files  # noqa: PLC0415 - late on purpose

    own = [Folder(paths.own_routines(), "own")] if paths.own_routines().is_dir() else []
    folders = [Folder(paths.bundled_routines(), "bundled"), *own]
    profile, _ = safety_files.load(paths.safety_file())
    cards = index.load_cached(paths.cache_dir() / "library.json", folders, profile.key)
    if cards is not None:
        return cards
    from coach.routine.library import Library  # noqa: PLC0415 - late on purpose
    from coach.safety.shelf import Shelf  # noqa: PLC0415 - late on purpose

    return Shelf.of(Library.read(folders), profile).index
