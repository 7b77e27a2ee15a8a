"""What the reminders cost while nothing is due: memory of its own, wake-ups and processor time a minute.

The resident process against a bare hidden QWidget with a tray icon, in turn, so that neither shares
its libraries with the other; Workrave and Safe Eyes, where they are installed, beside them. Linux only. Other
programs with Qt from the same folder make the figures of both smaller; a note says how many there were.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks import row
from tests.desktop.services import PrivateBus
from tools.display import PrivateDisplay

BARE: Final = """
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget
app = QApplication([])
widget = QWidget()
widget.winId()
tray = QSystemTrayIcon(QIcon(QPixmap(32, 32)))
tray.show()
app.exec()
"""
SETTLES: Final = 20.0
"""Seconds until a program has started and come to rest."""
MINUTES: Final = 1
GOAL_MEMORY: Final = 1.25
GOAL_WAKE_UPS: Final = 10.0
GOAL_CPU: Final = 5.0


@dataclass(frozen=True, slots=True)
class Cost:
    """Megabytes that no other process shares, wake-ups a minute, milliseconds of processor a minute."""

    memory: float
    wake_ups: float
    cpu: float


def cost(command: list[str], environment: dict[str, str]) -> Cost:
    """Start a program, let it come to rest, and watch it for some time."""
    program = subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )
    try:
        time.sleep(SETTLES)
        minutes = []
        memory = own_memory(program.pid)
        for _ in range(MINUTES):
            wake_ups, cpu = wake_ups_and_cpu(program.pid)
            time.sleep(60)
            more_wake_ups, more_cpu = wake_ups_and_cpu(program.pid)
            minutes.append((more_wake_ups - wake_ups, more_cpu - cpu))
        if program.poll() is not None:
            raise RuntimeError(f"{command[0]} has ended by itself")
        return Cost(
            max(memory, own_memory(program.pid)),
            statistics.mean(each[0] for each in minutes),
            statistics.mean(each[1] for each in minutes),
        )
    finally:
        program.terminate()
        try:
            program.wait(10)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()


def own_memory(pid: int) -> float:
    """Its unique set size in megabytes: what would be free if it ended."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def wake_ups_and_cpu(pid: int) -> tuple[int, float]:
    """How often its threads have slept and been woken so far, and the milliseconds of processor they took."""
    wake_ups, nanoseconds = 0, 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        status = dict(
            line.split(":", 1) for line in (task / "status").read_text().splitlines() if ":" in line
        )
        wake_ups += int(status["voluntary_ctxt_switches"])
        nanoseconds += int((task / "schedstat").read_text().split()[0])
    return wake_ups, nanoseconds / 1e6


def others_with_qt() -> int:
    """How many other processes share Qt's libraries with those that are measured."""
    found = 0
    for process in Path("/proc").iterdir():
        if process.name.isdecimal() and int(process.name) != os.getpid():
            try:
                found += "PySide6" in (process / "maps").read_text()
            except OSError:
                continue
    return found


def main() -> None:
    """Print the rows."""
    with tempfile.TemporaryDirectory() as scratch, PrivateDisplay() as display, PrivateBus() as bus:
        others = others_with_qt()
        home = Path(scratch) / "home"
        (home / "config").mkdir(parents=True)
        (home / "config" / "settings.toml").write_text("[reminders]\non = true\n")
        environment = {
            **display.environment,
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "COACH_HOME": str(home),
            "DBUS_SESSION_BUS_ADDRESS": bus.address,
            "DBUS_SYSTEM_BUS_ADDRESS": bus.address,
            "GSETTINGS_BACKEND": "memory",
        }
        costs = {
            "bare": cost([sys.executable, "-c", BARE], environment),
            "resident": cost([sys.executable, "-m", "coach", "resident"], environment),
        }
        for peer in ("workrave", "safeeyes"):
            if shutil.which(peer):
                costs[peer] = cost([peer], environment)
    bare, resident = costs["bare"], costs["resident"]
    shared = f"; {others} other programs share Qt with it" if others else ""
    note = f"{resident.memory:.1f} MB; the bare QWidget with a tray icon {bare.memory:.1f} MB{shared}"
    row("resident, unique memory / bare QWidget", resident.memory / bare.memory, "times", GOAL_MEMORY, note)
    row("resident, wake-ups", resident.wake_ups, "a min", GOAL_WAKE_UPS, f"bare {bare.wake_ups:.0f}")
    row("resident, processor time", resident.cpu, "ms/min", GOAL_CPU, f"bare {bare.cpu:.1f}")
    said = [
        f"{peer}: {its.memory:.1f} MB, {its.wake_ups:.0f} wake-ups and {its.cpu:.0f} ms a minute"
        for peer, its in costs.items()
        if peer in {"workrave", "safeeyes"}
    ]
    if "safeeyes" in costs:
        ratio = resident.memory / costs["safeeyes"].memory
        row("resident, unique memory / Safe Eyes", ratio, "times", 1.0, "; ".join(said))


if __name__ == "__main__":
    main()
