"""The favourites in the window: one value, told to all when it changes, saved at each change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coach import favourites as files
from coach.errors import CoachError

if TYPE_CHECKING:
    from pathlib import Path


class FavouritesDriver(QObject):
    """Owns the favourites. A failure to save is told once a change, and the change still holds."""

    changed = Signal(object)
    """The new `Favourites`."""
    trouble = Signal(str)
    """They cannot be saved, and why."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.value, self.problems = files.load(path)
        """The favourites, and a kind sentence if those in the file cannot be used."""

    def read(self) -> None:
        """Take up what is in the file now: another process has put it there."""
        new, self.problems = files.load(self._path)
        if new != self.value:
            self.value = new
            self.changed.emit(new)

    def put(self, identity: str, *, kept: bool) -> None:
        """Make this id a favourite, or no favourite, and save that."""
        if kept == (identity in self.value):
            return
        try:
            self.value = files.save(self._path, identity, kept=kept)
        except CoachError as error:
            self.value = self.value.put(identity, kept=kept)
            self.trouble.emit(f"{error} {error.advice}".strip())
        self.changed.emit(self.value)
