"""A history under faults, counted: killed, on a full disk, cut off, damaged, newer, shared.

- SIGKILL at random moments of a process that writes sessions, ratings, cramps, corrections, decisions and
  reminders, backs up and looks after the file. It says each thing once it is committed; whatever was said
  must be there afterwards, and the file whole.
- A disk of 8 MB (tmpfs, where this user may mount one) that fills up, in mid-write.
- A file cut off at random places, and pages overwritten at random: what the daily copy held must be there,
  and it is counted how often what came later is saved as well.
- Single bytes flipped at random: counted apart are those that SQLite notices, those that change nothing that
  is told, and those that change a word or a number unnoticed (SQLite keeps no checksum of its pages).
- A newer version of the file; two processes that write at once.

    python -m benchmarks.history_faults [--kills 200] [--damages 100] [--flips 200]
"""

from __future__ import annotations

import argparse
import contextlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.history import plan, session
from coach.errors import CoachError
from coach.history import backup, exchange
from coach.history.cramp import Cramp
from coach.history.offer import Offered, Outcome
from coach.history.recovery import good_copy, look_after
from coach.history.store import Store
from coach.player.rating import Kind, Moment, Rating
from coach.routine.programme_course import CourseEvent, Event

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW: Final = datetime(2026, 11, 22, 9, 0, tzinfo=timezone(timedelta(hours=1)))
LATEST: Final = 1.5
"""Seconds after its first word within which the writer is killed."""
PAGE: Final = 4096
QUICK: Final = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a place of its own in there
"""Where files are damaged: what matters there is what they hold, not the disk."""


def write(database: Path, seed: int) -> None:
    """Write until killed; after each thing, say what is committed now."""
    chance = random.Random(seed)  # noqa: S311 - choices, no secrets
    store = Store.open(database, NOW)
    print("ready", flush=True)
    while True:
        match chance.randrange(8):
            case 0 | 1 | 2:
                identity = store.keep(session(plan(seed % 40, 0), NOW, chance))
                print("session", identity, flush=True)
                store.rate(identity, Rating(Kind.PAIN, Moment.AFTER, 7))
                print("rating", identity, flush=True)
            case 3:
                cramp = store.note_cramp(Cramp(NOW, "calf", note="first"))
                print("cramp", cramp, flush=True)
                store.correct_cramp(Cramp(NOW, "calf", note="then", id=cramp), NOW)
                print("corrected", cramp, flush=True)
            case 4:
                event = CourseEvent("toes", Event.RESTED, NOW.date(), NOW)
                print("decision", store.tell_course(event), flush=True)
            case 5:
                offer = store.note_offer(Offered("feet", NOW))
                print("offer", offer, flush=True)
                store.settle_offer(offer, Outcome.DONE, NOW)
                print("settled", offer, flush=True)
            case 6:
                backup.rotate(database.parent / "backups", {backup.HISTORY: database}, NOW)
            case _:
                good_copy(database).unlink(missing_ok=True)
                look_after(database, NOW)


CHECKS: Final = {
    "session": "SELECT count(*) = 30 FROM phases WHERE session_id = ?",
    "rating": "SELECT count(*) FROM ratings WHERE session_id = ? AND moment = 'after' AND value = 7",
    "cramp": "SELECT count(*) > 0 FROM diary WHERE entry = ?",
    "corrected": "SELECT count(*) FROM diary WHERE entry = ? AND details LIKE '%then%'",
    "decision": "SELECT count(*) FROM course_events WHERE id = ?",
    "offer": "SELECT count(*) FROM offers WHERE id = ?",
    "settled": "SELECT count(*) FROM offers WHERE id = ? AND outcome = 'done'",
}


def is_whole(database: Path) -> bool:
    """Whether SQLite finds nothing wrong, and everything refers to something that is there."""
    with closing(sqlite3.connect(database)) as connection:
        return [*connection.execute("PRAGMA integrity_check")] == [("ok",)] and not [
            *connection.execute("PRAGMA foreign_key_check")
        ]


def kill_one(database: Path, after: float, seed: int) -> tuple[int, int]:
    """Kill a writer; how many things it had said, and how many are missing (all, if the file is broken)."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.history_faults",
        "--write",
        str(database),
        "--seed",
        str(seed),
    ]
    said: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        if process.stdout is None:
            raise RuntimeError("there is no pipe")
        process.stdout.readline()
        time.sleep(after)
        process.kill()
        said = [line for line in process.stdout if line.endswith("\n")]
    Store.open(database, NOW).close()
    if not is_whole(database):
        return len(said), len(said)
    lost = 0
    with closing(sqlite3.connect(database)) as connection:
        for line in said:
            what, identity = line.split()
            lost += not connection.execute(CHECKS[what], (int(identity),)).fetchone()[0]
    for path in (database.parent / "backups").glob("*.zip"):
        backup.check(path)
    return len(said), lost


def kills(times: int) -> tuple[int, int]:
    """So many kills of one history; things said, things lost."""
    chance = random.Random(1)  # noqa: S311 - moments, no secrets
    said = lost = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(times):
            more, missing = kill_one(Path(folder) / "history.sqlite3", chance.uniform(0, LATEST), number)
            said, lost = said + more, lost + missing
    return said, lost


def filled(folder: Path) -> Path:
    """A history of 200 sessions, its copy of yesterday, and 20 sessions and 5 cramps since."""
    database, chance = folder / "history.sqlite3", random.Random(2)  # noqa: S311 - choices, no secrets
    with closing(Store.open(database, NOW)) as store, store.together():
        for number in range(200):
            store.keep(session(plan(number % 40, 0), NOW - timedelta(days=number), chance))
    look_after(database, NOW - timedelta(days=1))
    with closing(Store.open(database, NOW)) as store, store.together():
        for number in range(20):
            store.keep(session(plan(number % 40, 1), NOW + timedelta(minutes=number), chance))
        for number in range(5):
            store.note_cramp(Cramp(NOW + timedelta(minutes=number), "calf"))
    return database


@contextlib.contextmanager
def copies(database: Path) -> Iterator[Path]:
    """The history and its copy, in a folder of their own."""
    with tempfile.TemporaryDirectory(dir=QUICK) as folder:
        for path in (database, good_copy(database)):
            shutil.copy2(path, folder)
        yield Path(folder) / database.name


def survivors(database: Path) -> int:
    """Put right what is wrong; how many sessions there are then, or -1 if it is not whole even so."""
    look_after(database, NOW)
    with closing(Store.open(database, NOW)) as store:
        sessions = store.counts().sessions
    return sessions if is_whole(database) else -1


def damages(times: int) -> tuple[list[int], list[int]]:
    """Sessions left after cutting the file off, and after overwriting pages, each at random places."""
    chance = random.Random(3)  # noqa: S311 - places, no secrets
    cut, scribbled = [], []
    with tempfile.TemporaryDirectory(dir=QUICK) as folder:
        whole = filled(Path(folder))
        for _ in range(times):
            with copies(whole) as database:
                content = database.read_bytes()
                database.write_bytes(content[: chance.randrange(len(content))])
                cut.append(survivors(database))
            with copies(whole) as database:
                pages = bytearray(database.read_bytes())
                for _ in range(chance.randint(1, 5)):
                    at = chance.randrange(len(pages) // PAGE) * PAGE
                    pages[at : at + PAGE] = chance.randbytes(PAGE)
                database.write_bytes(pages)
                scribbled.append(survivors(database))
    return cut, scribbled


def flips(times: int) -> tuple[int, int, int, int]:
    """Single bytes: noticed and put right; nothing told is different; something is, unnoticed; lost."""
    chance = random.Random(4)  # noqa: S311 - places, no secrets
    noticed = same = different = lost = 0
    with tempfile.TemporaryDirectory(dir=QUICK) as folder:
        whole = filled(Path(folder))
        before = _told(whole)
        for _ in range(times):
            with copies(whole) as database:
                content = bytearray(database.read_bytes())
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
                database.write_bytes(content)
                try:
                    told = look_after(database, NOW)
                    after = _told(database)
                except CoachError:
                    noticed += 1
                    lost += survivors(database) < 200  # noqa: PLR2004 - as many as the copy has
                    continue
                if told is not None:
                    noticed += 1
                    lost += survivors(database) < 200  # noqa: PLR2004 - the same
                elif after == before:
                    same += 1
                else:
                    different += 1
    return noticed, same, different, lost


def _told(database: Path) -> str:
    with closing(Store.open(database, NOW)) as store:
        return "".join(exchange.exported(store, NOW))


def full_disk() -> str:
    """Fill a small disk in mid-write; what was committed before must be there."""
    mount = shutil.which("mount")
    with tempfile.TemporaryDirectory() as folder:
        command = [str(mount), "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder]
        if mount is None or subprocess.run(command, check=False, capture_output=True).returncode:
            return "not tried: this user may not mount a small disk"
        try:
            database, kept = Path(folder) / "history.sqlite3", 0
            message = ""
            with closing(Store.open(database, NOW)) as store:
                chance = random.Random(5)  # noqa: S311 - choices, no secrets
                try:
                    for number in range(100_000):
                        store.keep(session(plan(number % 40, number), NOW, chance))
                        kept += 1
                except CoachError as error:
                    message = str(error)
            with closing(Store.open(database, NOW)) as store:
                found = store.counts().sessions
            return f"{kept} sessions committed, {kept - found} lost, whole: {is_whole(database)}; {message}"
        finally:
            subprocess.run(["umount", folder], check=True)


def newer() -> str:
    """A file of a newer Coach is left as it is."""
    with tempfile.TemporaryDirectory() as folder:
        database = filled(Path(folder))
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA user_version = 99")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = database.read_bytes()
        try:
            Store.open(database, NOW).close()
        except CoachError as error:
            return f"unchanged: {database.read_bytes() == before}; {error} {error.advice}"
    return "it was opened"


def two_at_once() -> str:
    """Two processes write for three seconds; everything that either said is there."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "history.sqlite3"
        command = [sys.executable, "-m", "benchmarks.history_faults", "--write", str(database), "--seed"]
        processes = [
            subprocess.Popen([*command, seed], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for seed in ("7", "8")
        ]
        time.sleep(3)
        said: list[str] = []
        complaints = 0
        for process in processes:
            process.kill()
            out, err = process.communicate()
            said += [line for line in out.splitlines(keepends=True) if line.endswith("\n") and " " in line]
            complaints += "CoachError" in err
        lost = 0
        with closing(sqlite3.connect(database)) as connection:
            for line in said:
                what, identity = line.split()
                lost += not connection.execute(CHECKS[what], (int(identity),)).fetchone()[0]
        return f"{len(said)} things said, {lost} lost, whole: {is_whole(database)}, gave up: {complaints}"


def main() -> None:
    """Break things, count, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--damages", type=int, default=100)
    parser.add_argument("--flips", type=int, default=200)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--seed", type=int, default=0, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.write:
        write(asked.write, asked.seed)
    said, lost = kills(asked.kills)
    print(f"SIGKILL, {asked.kills} times: {said} things committed, {lost} lost")
    print(f"full disk: {full_disk()}")
    cut, scribbled = damages(asked.damages)
    for name, found in (("cut off", cut), ("1 to 5 pages overwritten", scribbled)):
        bad, all_there = sum(each < 200 for each in found), sum(each == 220 for each in found)  # noqa: PLR2004 - as `filled`
        print(f"{name}, {len(found)} times: {bad} times less than the copy had, {all_there} times everything")
    noticed, same, different, gone = flips(asked.flips)
    print(
        f"one bit flipped, {asked.flips} times: {noticed} noticed and put right, {same} changed nothing told,"
    )
    print(f"  {different} changed something unnoticed, {gone} lost what the copy had")
    print(f"newer version: {newer()}")
    print(f"two processes: {two_at_once()}")


if __name__ == "__main__":
    main()
