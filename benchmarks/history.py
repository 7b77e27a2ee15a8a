"""Ten years of history: 20,000 sessions with 600,000 phases and 5,000 entries of the cramp diary.

Prints the size of the file, what the queries behind the History view and a visit summary cost, what an insert
of a phase costs, and what looking after the file, backing it up, exporting it and reading it in again take.

An insert that waits for the disk stands beside what the disk alone takes for as many bytes, by turns with it,
and beside the same insert where there is no disk to wait for (a file system in memory): Coach's own share.

    python -m benchmarks.history [--keep FILE]
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import statistics
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from benchmarks import row
from coach import whole
from coach.history import as_csv, backup, exchange, fhir
from coach.history.cramp import PLACES, Cramp
from coach.history.recovery import good_copy, look_after
from coach.history.session import as_planned
from coach.history.store import Store
from coach.history.totals import by_help, by_hour, by_place
from coach.player.rating import Kind, Moment, Rating
from coach.routine.plan import Phase, Seconds, Side, Step, Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from coach.history.session import SessionDetail

SESSIONS: Final = 20_000
PHASES: Final = 30
"""In each session."""
CRAMPS: Final = 5_000
ROUTINES: Final = 40
REVISIONS: Final = 5
ZONE: Final = timezone(timedelta(hours=1))
LAST: Final = datetime(2026, 11, 22, 21, 0, tzinfo=ZONE)
TEN_YEARS: Final = timedelta(days=3652)
INSERTS: Final = 2_000
FIRST_PAINT: Final = 150.0
"""Milliseconds that a History view may take to its first paint, painting included."""
SUMMARY: Final = 2_000.0
INSERT: Final = 5.0
SIDES: Final = (Side.LEFT, Side.RIGHT, Side.BOTH)
HELPED: Final = ("Stand on it", "Rub it", "Walk", "Warmth", "")


def plan(number: int, revision: int) -> Timeline:
    """A routine of ten exercises, each got ready for, held and rested from."""
    steps: list[Step] = []
    for index in range(PHASES):
        phase = (Phase.GET_READY, Phase.HOLD, Phase.REST)[index % 3]
        side = None if phase is Phase.REST else SIDES[index // 3 % 3]
        exercise = "" if phase is Phase.REST else f"exercise-{(number + index // 3) % 119}"
        start, item = steps[-1].end if steps else 0.0, index // 3 + 1
        steps.append(Step(phase, Seconds(10.0), start, 10.0, item, exercise, exercise.title(), side))
    return Timeline(f"routine-{number}", revision, f"Routine {number}", "en", tuple(steps))


def session(timeline: Timeline, began: datetime, chance: random.Random) -> SessionDetail:
    """A session as somebody might have done it."""
    told = [Rating(Kind.PAIN, moment, chance.randint(0, 5)) for moment in (Moment.BEFORE, Moment.AFTER)]
    return as_planned(timeline, began, "1", told)


def fill(database: Path, sessions: int = SESSIONS) -> None:
    """Ten years, written through the store itself, the older ones first."""
    chance = random.Random(0)  # noqa: S311 - moments, no secrets
    plans = [[plan(number, revision) for revision in range(REVISIONS)] for number in range(ROUTINES)]
    moments = sorted(LAST - TEN_YEARS * chance.random() for _ in range(sessions))
    with closing(Store.open(database, LAST)) as store:
        with store.together():
            for number, began in enumerate(moments):
                revision = number * REVISIONS // sessions
                store.keep(session(chance.choice(plans)[revision], began, chance))
        with store.together():
            for _ in range(CRAMPS):
                store.note_cramp(_cramp(LAST - TEN_YEARS * chance.random(), chance))


def _cramp(began: datetime, chance: random.Random) -> Cramp:
    helped = chance.choice(HELPED)
    return Cramp(
        began,
        chance.choice(PLACES),
        chance.choice(SIDES[:2]),
        lasted=chance.uniform(20, 600),
        let_go=True,
        done=tuple(filter(None, {helped, chance.choice(HELPED)})),
        pain=chance.randint(1, 9),
        woke=chance.random() < 0.5,  # noqa: PLR2004 - every other one
        helped=helped,
        note="It came when I turned over.",
    )


def milliseconds(what: Callable[[], object], times: int = 5) -> float:
    """The middle one of several times."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        what()
        found.append((time.perf_counter() - started) * 1000)
    return sorted(found)[times // 2]


def view(database: Path) -> None:
    """All that the History view shows first: the year's heat map, the latest entries, the week."""
    with closing(Store.open(database, LAST)) as store:
        store.days(LAST.date() - timedelta(days=366), LAST.date())
        store.sessions(100)
        store.cramps(100)
        store.performed(LAST.date() - timedelta(days=7))


def ten_years(database: Path) -> None:
    """Every chart over everything there is."""
    with closing(Store.open(database, LAST)) as store:
        first, last = store.span() or (LAST.date(), LAST.date())
        store.days(first, last)
        store.work(first, last)
        store.felt(first, last)
        cramps = store.cramps_between(first, last)
        by_hour(cramps)
        by_place(cramps)
        by_help(cramps)


def summary(database: Path) -> None:
    """What a visit summary over three months asks for."""
    with closing(Store.open(database, LAST)) as store:
        first, last = LAST.date() - timedelta(days=91), LAST.date()
        store.performed(first, last)
        store.work(first, last)
        store.felt(first, last)
        store.cramps_between(first, last)
        list(store.details_between(first, last))


def in_memory() -> str | None:
    """A folder that is on no disk; None where there is none."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a place of its own in there


@dataclass(frozen=True, slots=True)
class Inserts:
    """Milliseconds that each insert of a phase took, and each write of as many bytes to the bare disk."""

    store: list[float]
    busy: list[float]
    """Of the processor."""
    disk: list[float]


def inserts(database: Path, *, waits: bool) -> Inserts:
    """Insert phases, each in a transaction of its own, by turns with as many bytes for the disk alone."""
    timeline = plan(0, 0)
    record = as_planned(timeline, LAST, "1").phases[1]
    found = Inserts([], [], [])
    log = database.with_name(f"{database.name}-wal")
    with (
        closing(Store.open(database, LAST)) as store,
        database.with_name("bare").open("wb", buffering=0) as bare,
    ):
        identity = store.begin(timeline, LAST, 1.0, "1")
        for number in range(INSERTS):
            each, before = replace(record, began=float(number)), log.stat().st_size
            started, busy = time.perf_counter(), time.thread_time()
            if waits:
                with store.durably():
                    store.enter(identity, each)
            else:
                store.enter(identity, each)
            found.busy.append((time.thread_time() - busy) * 1000)
            found.store.append((time.perf_counter() - started) * 1000)
            written = bytes(log.stat().st_size - before)
            started = time.perf_counter()
            bare.write(written)
            if waits:
                os.fsync(bare.fileno())
            found.disk.append((time.perf_counter() - started) * 1000)
        store.forget_session(identity)
    return found


def p99(times: list[float]) -> float:
    """What 99 of 100 are within."""
    return sorted(times)[len(times) * 99 // 100]


def tell_inserts(database: Path) -> None:
    """Print what inserts cost: as in a session, and each one waiting for the disk."""
    found = inserts(database, waits=False)
    row("insert of a phase, median", statistics.median(found.store), "ms", INSERT, "as in a session")
    row("insert of a phase, p99", p99(found.store), "ms", INSERT, f"as in a session; {_slowest(found)}")
    found = inserts(database, waits=True)
    row("the same on the disk, median", statistics.median(found.store), "ms", INSERT, "each one waits for it")
    row(
        "the same on the disk, p99",
        p99(found.store),
        "ms",
        INSERT,
        f"each one waits for it; {_slowest(found)}",
    )
    bare = f"median {statistics.median(found.disk):.2f} ms, p99 {p99(found.disk):.2f} ms"
    print(f"  the disk alone, as many bytes and fsync, by turns: {bare}")
    with tempfile.TemporaryDirectory(dir=in_memory()) as folder:
        shutil.copy(database, folder)
        found = inserts(Path(folder) / database.name, waits=True)
    row("the same in memory: Coach's share, median", statistics.median(found.store), "ms", INSERT)
    row("the same in memory: Coach's share, p99", p99(found.store), "ms", INSERT, _slowest(found))
    row("the same, processor, p99", p99(found.busy), "ms", INSERT, "whatever else runs on the machine")


def _slowest(found: Inserts) -> str:
    return f"slowest {max(found.store):.1f} ms"


def seconds(what: Callable[[], object]) -> float:
    """How long it takes."""
    started = time.perf_counter()
    what()
    return time.perf_counter() - started


def tell_exports(database: Path) -> None:
    """Print what it takes to write everything down elsewhere, and to read it in again."""
    folder = database.parent
    with closing(Store.open(database, LAST)) as store:
        forms: dict[str, Callable[[], Iterable[str]]] = {
            "CSV": lambda: (as_csv.sessions(store.details()),),
            "JSON": lambda: exchange.exported(store, LAST),
            "FHIR": lambda: fhir.bundle(
                store.details(), store.cramps_between(date.min, date.max), (), LAST, UUID(int=0)
            ),
        }
        for name, pieces in forms.items():
            to = folder / f"all.{name}"
            took = seconds(lambda to=to, pieces=pieces: whole.save(to, pieces()))  # type: ignore[misc]
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
            size = to.stat().st_size / 1e6
            print(f"export as {name}: {took:.1f} s, {size:.1f} MB; at most {most:.0f} MB of memory so far")
        took = seconds(lambda: exchange.imported(store, (folder / "all.JSON").read_text(encoding="utf-8")))
        print(f"import of the JSON where all of it is known: {took:.1f} s")
    with closing(Store.open(folder / "new.sqlite3", LAST)) as store:
        took = seconds(lambda: exchange.imported(store, (folder / "all.JSON").read_text(encoding="utf-8")))
        print(f"import of the JSON where nothing is known: {took:.1f} s")


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sessions", type=int, default=SESSIONS, help="fewer, for a quick look")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep the history that was made")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "history.sqlite3"
        started = time.perf_counter()
        fill(database, asked.sessions)
        print(f"filled in {time.perf_counter() - started:.0f} s")
        with closing(Store.open(database, LAST)) as store:
            print(f"{store.counts()}")
        print(f"size of the history: {database.stat().st_size / 1e6:.1f} MB")
        row("History view, its queries", milliseconds(lambda: view(database)), "ms", FIRST_PAINT, "a year")
        row("every chart over ten years", milliseconds(lambda: ten_years(database)), "ms", SUMMARY)
        row("visit summary of 3 months, its queries", milliseconds(lambda: summary(database)), "ms", SUMMARY)
        tell_inserts(database)
        started = time.perf_counter()
        look_after(database, LAST)
        print(f"full check and good copy: {time.perf_counter() - started:.2f} s (on a thread of its own)")
        good_copy(database).unlink()
        started = time.perf_counter()
        backup.back_up(Path(folder) / "all.zip", {backup.HISTORY: database}, LAST)
        size = (Path(folder) / "all.zip").stat().st_size / 1e6
        print(f"back-up, checked: {time.perf_counter() - started:.2f} s, {size:.1f} MB")
        tell_exports(database)
        if asked.keep:
            shutil.copy(database, asked.keep)


if __name__ == "__main__":
    main()
