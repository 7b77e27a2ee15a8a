"""A real session with a real clock in a process of its own; says what it has written, until it is killed.

Usage: python -m tests.history.play_until_killed DATABASE
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from coach.clock import SystemClock
from coach.drivers.player_driver import PlayerDriver
from coach.history.recorder import SessionRecorder
from tests.player.plans import plan

PLAN = plan("""
    1 get-ready 0.2 left
    1 hold 0.3 left
    1 switch 0.2 right
    1 hold 600 right
""")


class Reporting(SessionRecorder):
    """Says on standard output how far the running phase is, after it has been written."""

    def heartbeat(self, done: float) -> None:
        """Write, then tell."""
        super().heartbeat(done)
        print(self.detail.phases[-1].index if self.detail else -1, done, flush=True)  # noqa: T201


if __name__ == "__main__":
    application = QCoreApplication([])
    driver = PlayerDriver(PLAN, SystemClock(), Reporting(Path(sys.argv[1])))
    driver.start()
    sys.exit(application.exec())
