"""Keeping the screen on while a session runs. The desktop lets go by itself however Coach ends."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from coach.desktop.bus import Bus


class Awake(Protocol):
    """Asks the desktop to leave the screen on. Every method returns at once; nothing is raised."""

    @property
    def trouble(self) -> str:
        """Why the screen may go dark, in a sentence; empty while it is held on or not asked for."""

    def hold(self) -> None:
        """Keep the screen on from now on."""

    def release(self) -> None:
        """Let it go dark again."""


class NullAwake:
    """No way to ask."""

    trouble = "On this system Coach cannot keep the screen on."

    def hold(self) -> None:
        """Nobody to ask."""

    def release(self) -> None:
        """Nothing is held."""


def pick(session_bus: Bus | None) -> Awake:
    """The way of this system."""
    if sys.platform == "win32":
        from coach.desktop.awake.windows import WindowsAwake  # noqa: PLC0415 - only where it exists

        return WindowsAwake()
    if sys.platform == "darwin":
        from coach.desktop.awake.macos import MacAwake  # noqa: PLC0415 - only where it exists

        return MacAwake()
    if session_bus is None:
        return NullAwake()
    from coach.desktop.awake.linux import BusAwake  # noqa: PLC0415 - only where it exists

    return BusAwake(session_bus)
