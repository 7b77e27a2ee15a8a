"""The safety answers in the window: one profile, told to all when it changes, saved at each change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coach.errors import CoachError
from coach.safety import profile as files

if TYPE_CHECKING:
    from pathlib import Path

    from coach.safety.profile import Profile


class SafetyDriver(QObject):
    """Owns the profile in force. A failure to save is told once a change, and the change still holds."""

    changed = Signal(object)
    """The new `Profile`."""
    trouble = Signal(str)
    """The answers cannot be saved, and why."""

    def __init__(self, path: Path, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.value = profile

    def read(self) -> None:
        """Take up what is in the file now: another process has put it there, or taken it away."""
        new, _ = files.load(self._path)
        if new != self.value:
            self.value = new
            self.changed.emit(new)

    def change(self, profile: Profile) -> None:
        """Put a new profile in force and save it."""
        if profile == self.value:
            return
        self.value = profile
        self.changed.emit(profile)
        try:
            files.save(self._path, profile)
        except CoachError as error:
            self.trouble.emit(f"{error} {error.advice}".strip())
