"""Making other players quieter during a session, only when the person has asked for it (MPRIS, Linux).

A process of its own does it, and undoes it when told to or when Coach ends, however Coach ends.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from enum import StrEnum


class How(StrEnum):
    """What happens to music and films meanwhile."""

    LOWER = "lower"
    PAUSE = "pause"


class Ducking:
    """Every method returns at once; nothing is raised. Elsewhere than on Linux nothing happens."""

    def __init__(self) -> None:
        self._guard: subprocess.Popen[bytes] | None = None

    def begin(self, how: How) -> None:
        """Lower or pause what plays."""
        if self._guard is None and sys.platform.startswith("linux"):
            with contextlib.suppress(OSError):
                self._guard = subprocess.Popen(  # noqa: S603 - our own module
                    [sys.executable, "-m", "coach.desktop.ducking.guard", how],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,  # Ctrl+C in a terminal must not end it
                )

    def end(self) -> None:
        """Put all back as it was."""
        if self._guard is not None and self._guard.stdin is not None:
            self._guard.stdin.close()  # that is the word it waits for, and what it sees if Coach dies
            self._guard = None
