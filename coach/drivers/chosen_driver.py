"""What is chosen about reminders, in the window and in the resident process: one value, told when it changes.

Both write the same file, so a change is made to what stands in it at that moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coach.errors import CoachError
from coach.reminders import chosen_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coach.reminders.chosen import Chosen


class ChosenDriver(QObject):
    """Owns what is chosen. A failure to save is told once a change, and the change still holds."""

    changed = Signal(object)
    """The new `Chosen`."""
    trouble = Signal(str)
    """It cannot be saved, and why."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.value, self.problems = chosen_file.load(path)
        """What is chosen, and a kind sentence for each thing in the file that cannot be used."""

    def read(self) -> None:
        """Look at the file again: another process has changed it."""
        new, self.problems = chosen_file.load(self._path)
        self._put(new)

    def change(self, edit: Callable[[Chosen], Chosen]) -> None:
        """Put in force what `edit` makes of what is chosen, and save it.

        Raises:
            ValueError: `edit` breaks a bound; nothing has changed.
        """
        edit(self.value)
        try:
            self._put(chosen_file.save(self._path, edit))
        except CoachError as error:
            self._put(edit(self.value))
            self.trouble.emit(f"{error} {error.advice}".strip())

    def _put(self, new: Chosen) -> None:
        if new != self.value:
            self.value = new
            self.changed.emit(new)
