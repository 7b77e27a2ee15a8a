"""Whether the person can be there at all: the screen is locked, or the computer sleeps or has slept."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.desktop.bus import Bus

__all__ = ["NullPresence", "Presence", "pick", "slept"]


class Presence(Protocol):
    """Knows of the lock and of sleep. May be asked from any thread, never blocks; nothing is raised."""

    @property
    def locked(self) -> bool:
        """Whether the screen is locked; False where nobody can tell."""

    @property
    def name(self) -> str:
        """What tells, in the system's own name."""

    @property
    def trouble(self) -> str:
        """Why it is not known, in a sentence; empty while it is."""

    def close(self) -> None:
        """`on_change` is not called any more."""


class NullPresence:
    """No way to tell, and why."""

    name = "nothing"
    locked = False

    def __init__(self, trouble: str) -> None:
        self.trouble = trouble

    def close(self) -> None:
        """Nothing is held."""


def slept() -> float:
    """Seconds for which the computer has slept since it was started; 0 where it cannot tell.

    Two clocks are compared, one of which stands still in sleep: nothing has to be running when it begins.
    """
    if sys.platform == "linux":
        return max(0.0, time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC))
    if sys.platform == "darwin":
        return max(0.0, time.clock_gettime(time.CLOCK_MONOTONIC) - time.clock_gettime(time.CLOCK_UPTIME_RAW))
    if sys.platform == "win32":
        from coach.desktop.presence.windows import slept as on_windows  # noqa: PLC0415 - only where it exists

        return on_windows()
    return 0.0


def pick(on_change: Callable[[], None], session_bus: Bus | None, system_bus: Bus | None) -> Presence:
    """The way of this system. `on_change`: locked, unlocked, about to sleep or awake again; any thread."""
    if sys.platform == "win32":
        from coach.desktop.presence.windows import WindowsPresence  # noqa: PLC0415 - only where it exists

        return WindowsPresence()
    if sys.platform == "darwin":
        from coach.desktop.presence.macos import MacPresence  # noqa: PLC0415 - only where it exists

        return MacPresence()
    if session_bus is None and system_bus is None:
        return NullPresence("There is no D-Bus here, so nobody can tell whether the screen is locked.")
    from coach.desktop.presence.linux import BusPresence  # noqa: PLC0415 - only where it exists

    return BusPresence(on_change, session_bus, system_bus)
