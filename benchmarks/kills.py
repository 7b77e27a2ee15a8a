"""Sessions killed at random moments: is any lost, and how near to the kill do they go on?

A real driver with the system's clock plays in a process of its own and is killed with SIGKILL; every other
time it has changed something on the way before. Then the history is asked for the session that died, and the
place where it would go on is compared with the place that the process told after its last tick.
Prints how often a session was found and how far back it goes on.

    python -m benchmarks.kills [--times 200]
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from PySide6.QtCore import QCoreApplication, QTimer

from benchmarks import row
from coach.clock import SystemClock
from coach.drivers.player_driver import PlayerDriver
from coach.history import lost
from coach.history.recorder import SessionRecorder
from coach.history.session import SessionStatus
from coach.history.store import Store
from coach.player.amend import HoldFor, LeaveOut
from coach.player.rating import Kind
from coach.routine.plan import Phase, Seconds, Side, Step, Timeline

LENGTHS = (0.3, 0.7, 2.0, 0.45)
"""Seconds of the steps, repeated: most kills come in the middle of one, some between two."""
LATEST = 4.0
"""Seconds after its start within which a process is killed."""
MOST_BACK = 1.0
"""Seconds by which a session may stand further back than it was."""


def plan() -> Timeline:
    """A minute of short holds on alternating sides."""
    steps: list[Step] = []
    while not steps or steps[-1].end < 60:  # noqa: PLR2004 - the minute
        length = LENGTHS[len(steps) % len(LENGTHS)]
        side = (Side.LEFT, Side.RIGHT)[len(steps) % 2]
        start = steps[-1].end if steps else 0.0
        item = len(steps) // 2 + 1
        steps.append(Step(Phase.HOLD, Seconds(length), start, length, item, "hold", "Hold", side))
    return Timeline("kills", 1, "Kills", "en", tuple(steps))


def play(database: Path, *, amends: bool) -> None:
    """Play until killed, telling after each tick which step it is in and how far."""
    application = QCoreApplication([])
    driver = PlayerDriver(plan(), SystemClock(), SessionRecorder(database))

    def tell() -> None:
        state = driver.state
        print(state.index, state.position, len(driver.changes), flush=True)

    driver.ticked.connect(tell)
    driver.rate(Kind.PAIN, 2)
    driver.start()
    if amends:
        QTimer.singleShot(600, lambda: driver.amend(LeaveOut()))
        QTimer.singleShot(900, lambda: driver.amend(HoldFor(5.0)))
    sys.exit(application.exec())


@dataclass(frozen=True, slots=True)
class Kill:
    """What came of one: how far back the session goes on, in seconds; None if it was not found whole."""

    back: float | None


def kill_one(folder: Path, after: float, *, amends: bool) -> Kill:
    """Play, kill after so many seconds of playing, and look what the history has."""
    database = folder / "history.sqlite3"
    command = [sys.executable, "-m", "benchmarks.kills", "--play", str(database)]
    told = ""
    with subprocess.Popen(
        [*command, *(["--amends"] if amends else [])], stdout=subprocess.PIPE, text=True
    ) as process:
        if process.stdout is None:
            raise RuntimeError("there is no pipe")
        told = process.stdout.readline()
        time.sleep(after)
        process.kill()
        for line in process.stdout:
            told = line if line.endswith("\n") else told
    index, position, changes = told.split()
    with closing(Store.open(database, SystemClock().wall())) as store:
        found = lost.find(store)
        if found is None or len(store.unfinished()) != 1 or len(found.detail.ratings) != 1:
            return Kill(None)
        store.finish(found.detail.session.id, SessionStatus.STOPPED, SystemClock().wall())
    stood = found.stood
    if stood.index < int(index) or len(found.detail.changes) < int(changes):
        return Kill(None)
    return Kill(max(0.0, float(position) - (stood.step.start + stood.done)))


def kill_many(times: int, latest: float = LATEST, seed: int = 0) -> list[Kill]:
    """So many kills at random moments up to `latest` seconds, one after another in one history."""
    moments = random.Random(seed)  # noqa: S311 - moments, no secrets
    with tempfile.TemporaryDirectory() as folder:
        return [
            kill_one(Path(folder), moments.uniform(0.0, latest), amends=number % 2 == 1)
            for number in range(times)
        ]


def main() -> None:
    """Kill, count and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--play", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--amends", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.play:
        play(asked.play, amends=asked.amends)
    kills = kill_many(asked.times)
    back = [one.back for one in kills if one.back is not None]
    note = f"{asked.times} kills"
    row("sessions lost after SIGKILL", len(kills) - len(back), "", 0, note)
    row("goes on so far before the kill, median", median(back), "s", MOST_BACK, note)
    row("goes on so far before the kill, at most", max(back), "s", MOST_BACK, note)


if __name__ == "__main__":
    main()
