"""Starting Coach's reminders when the person logs in, if they want that."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Autostart", "pick"]


class Autostart(Protocol):
    """One entry in the system's list of what starts at login. Reads and writes a small file or key."""

    @property
    def where(self) -> str:
        """Where the entry stands, for people who want to look."""

    def is_on(self) -> bool:
        """Whether Coach starts at login. An entry that the person has switched off elsewhere is off."""

    def turn_on(self) -> None:
        """Start at login from now on. Raises `CoachError` where the entry cannot be written."""

    def turn_off(self) -> None:
        """Do not. Raises `CoachError` where the entry cannot be removed."""


def command() -> list[str]:
    """What is started: this very Python with the resident part of Coach."""
    return [sys.executable, "-m", "coach", "resident"]


def pick(command: Sequence[str] = tuple(command())) -> Autostart:
    """The way of this system."""
    if sys.platform == "win32":
        from coach.desktop.autostart.windows import WindowsAutostart  # noqa: PLC0415 - only where it exists

        return WindowsAutostart(command)
    if sys.platform == "darwin":
        from coach.desktop.autostart.macos import MacAutostart  # noqa: PLC0415 - only where it exists

        return MacAutostart(command)
    from coach.desktop.autostart.linux import XdgAutostart  # noqa: PLC0415 - only where it exists

    return XdgAutostart(command)
