"""The settings in the window: one value, told to all when it changes, saved at each change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coach import settings as files
from coach.errors import CoachError

if TYPE_CHECKING:
    from pathlib import Path

    from coach.settings import Settings


class SettingsDriver(QObject):
    """Owns the settings in force. A failure to save is told once a change, and the change still holds."""

    changed = Signal(object)
    """The new `Settings`."""
    trouble = Signal(str)
    """The settings cannot be saved, and why."""

    def __init__(self, path: Path, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.value = settings

    def read(self) -> None:
        """Take up what is in the file now: another process has put it there."""
        new, _ = files.load(self._path)
        if new != self.value:
            self.value = new
            self.changed.emit(new)

    def change(self, settings: Settings) -> None:
        """Put new settings in force and save them."""
        if settings == self.value:
            return
        self.value = settings
        self.changed.emit(settings)
        try:
            files.save(self._path, settings)
        except CoachError as error:
            self.trouble.emit(f"{error} {error.advice}".strip())
