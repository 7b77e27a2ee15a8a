"""macOS: a launch agent, read at the next login.

https://developer.apple.com/library/archive/documentation/MacOSX/Conceptual/BPSystemStartup/Chapters/CreatingLaunchdJobs.html
"""

from __future__ import annotations

import plistlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Sequence

LABEL: Final = "org.coach.reminders"


class MacAutostart:
    """One property list."""

    def __init__(self, command: Sequence[str]) -> None:
        self._agent = {
            "Label": LABEL,
            "ProgramArguments": [*command],
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }

    @property
    def where(self) -> str:
        """As `Autostart` has it."""
        return str(_file())

    def is_on(self) -> bool:
        """As `Autostart` has it."""
        return _file().exists()

    def turn_on(self) -> None:
        """As `Autostart` has it."""
        try:
            _file().parent.mkdir(parents=True, exist_ok=True)
            _file().write_bytes(plistlib.dumps(self._agent))
        except OSError as error:
            raise CoachError(f"{self.where} cannot be written: {error.strerror}.") from error

    def turn_off(self) -> None:
        """As `Autostart` has it."""
        try:
            _file().unlink(missing_ok=True)
        except OSError as error:
            raise CoachError(f"{self.where} cannot be removed: {error.strerror}.") from error


def _file() -> Path:
    return Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist"
