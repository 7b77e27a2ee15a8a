"""Ten years of history: 20,000 sessions with 600,000 phases and 5,000 entries of the cramp diary.

Prints the size of the file, what the queries behind the History view and a visit summary cost, what an insert
of a phase costs with and without waiting for the disk (and what the disk alone takes), and what looking after
the file, backing it up and exporting it take.

    python -m benchmarks.history [--keep FILE]
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks import row
from coach.history import as_csv, backup, exchange
from coach.history.cramp import PLACES, Cramp
from coach.history.recovery import good_copy, look_after
from coach.history.session import Session, SessionDetail, SessionStatus
from coach.history.store import Store
from coach.history.totals import by_help, by_hour, by_place
from coach.player.events import Outcome
from coach.player.rating import Kind, Moment, Rating
from coach.player.record import PhaseRecord
from coach.routine.plan import Phase, Seconds, Side, Step, Timeline

if TYPE_CHECKING:
    from collections.abc import Callable

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
    phases = tuple(
        PhaseRecord(
            index=index,
            phase=step.phase,
            exercise=step.exercise,
            side=step.side,
            rep=1,
            set=1,
            round=0,
            planned=step.length,
            began=step.start,
            ended=step.end,
            done=step.length,
            outcome=Outcome.DONE,
        )
        for index, step in enumerate(timeline.steps)
    )
    told = [Rating(Kind.PAIN, moment, chance.randint(0, 5)) for moment in (Moment.BEFORE, Moment.AFTER)]
    whole = Session(
        id=0,
        routine=timeline.routine,
        title=timeline.title,
        revision=timeline.revision,
        started=began,
        speed=1.0,
        version="1",
        status=SessionStatus.FINISHED,
        ended=began + timedelta(seconds=timeline.total),
    )
    return SessionDetail(whole, timeline, phases, tuple(told))


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
        for each in store.sessions_between(first, last):
            store.session(each.id)


def inserts(database: Path, *, waits: bool) -> tuple[float, float]:
    """Milliseconds to insert a phase, each in a transaction of its own: the middle one, and 99 of 100."""
    timeline = plan(0, 0)
    record = session(timeline, LAST, random.Random(0)).phases[1]  # noqa: S311 - moments, no secrets
    found = []
    with closing(Store.open(database, LAST)) as store:
        identity = store.begin(timeline, LAST, 1.0, "1")
        for number in range(INSERTS):
            each = replace(record, began=float(number))
            started = time.perf_counter()
            if waits:
                with store.durably():
                    store.enter(identity, each)
            else:
                store.enter(identity, each)
            found.append((time.perf_counter() - started) * 1000)
        store.forget_session(identity)
    found.sort()
    return found[len(found) // 2], found[len(found) * 99 // 100]


def disk(folder: Path) -> tuple[float, float]:
    """Milliseconds that the disk takes to keep four kilobytes: the middle one, and 99 of 100."""
    found = []
    with (folder / "disk").open("wb", buffering=0) as file:
        for _ in range(INSERTS // 4):
            started = time.perf_counter()
            file.write(bytes(4096))
            os.fsync(file.fileno())
            found.append((time.perf_counter() - started) * 1000)
    found.sort()
    return found[len(found) // 2], found[len(found) * 99 // 100]


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
        for waits, note in ((False, "as in a session"), (True, "each one waits for the disk")):
            middle, most = inserts(database, waits=waits)
            row("insert of a phase, median", middle, "ms", INSERT, note)
            row("insert of a phase, p99", most, "ms", INSERT, note)
        middle, most = disk(Path(folder))
        print(f"the disk alone, 4 kB and fsync: median {middle:.2f} ms, p99 {most:.2f} ms")
        started = time.perf_counter()
        look_after(database, LAST)
        print(f"full check and good copy: {time.perf_counter() - started:.2f} s (on a thread of its own)")
        good_copy(database).unlink()
        started = time.perf_counter()
        backup.back_up(Path(folder) / "all.zip", {backup.HISTORY: database}, LAST)
        size = (Path(folder) / "all.zip").stat().st_size / 1e6
        print(f"back-up, checked: {time.perf_counter() - started:.2f} s, {size:.1f} MB")
        with closing(Store.open(database, LAST)) as store:
            started = time.perf_counter()
            text = exchange.exported(store, LAST)
            print(f"export as JSON: {time.perf_counter() - started:.2f} s, {len(text) / 1e6:.1f} MB")
            started = time.perf_counter()
            as_csv.sessions(store.details())
            print(f"export as CSV: {time.perf_counter() - started:.2f} s")
        if asked.keep:
            shutil.copy(database, asked.keep)


if __name__ == "__main__":
    main()
