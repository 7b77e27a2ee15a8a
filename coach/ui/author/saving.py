"""Saving a file, and asking before anything that is not saved is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from coach import paths
from coach.whole import save

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.author.keeping import Drafts
    from coach.drivers.draft_driver import DraftDriver
    from coach.ui.author.notice import Notice


class Saving(QObject):
    """`saved` carries the path that was written. What cannot be saved stays in the text and as a draft."""

    saved = Signal(object)

    def __init__(self, driver: DraftDriver, drafts: Drafts, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self._driver = driver
        self._drafts = drafts
        self._notice = notice
        self._parent = parent

    def may_leave(self) -> bool:
        """Whether to go to another file: what is not saved is saved, left, or kept in hand."""
        if not self._driver.is_changed:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._parent,
            "Not saved yet",
            f"Save the changes to {self._driver.path.name if self._driver.path else 'this file'}?",
            buttons.Save | buttons.Discard | buttons.Cancel,
            buttons.Save,
        )
        if answer == buttons.Save:
            return self.save()
        if answer == buttons.Discard:
            self._driver.forget()
            return True
        return False

    def is_saved(self) -> bool:
        """Whether the file says what the text does, if need be after saving it."""
        return not self._driver.is_changed or self.save()

    def save(self) -> bool:
        """Write the file; whether that was done."""
        path = self._driver.path
        if path is None:
            return False
        target = _target(path)
        if self._driver.is_changed_elsewhere and not self._may_overwrite(path):
            return False
        try:
            self._driver.save(target)
        except OSError as error:
            why = error.strerror or error
            self._notice.say(
                f"{target.name} cannot be saved: {why}. The text is still here, and kept as a draft."
            )
            return False
        if target != path:
            self._notice.say(f"Saved as yours: {target}. It stands in for the one that comes with Coach.")
        else:
            self._notice.hide()
        self.saved.emit(target)
        return True

    def write_new(self, texts: Mapping[Path, str]) -> bool:
        """Write files that are not there yet; whether all were. What cannot be written is kept as a draft."""
        written, failed = [], {}
        for path, text in texts.items():
            try:
                save(path, text)
            except OSError as error:
                self._drafts.keep(path, text)
                failed[path.name] = error.strerror or error
            else:
                self._drafts.drop(path)  # of an attempt before
                written.append(path)
        if failed:
            why = ". ".join(f"{name} cannot be saved: {error}" for name, error in failed.items())
            kept = "It is kept as a draft" if len(failed) == 1 else "They are kept as drafts"
            self._notice.say(f"{why}. {kept}.")
        if written:
            self.saved.emit(written[0])
        return not failed

    def _may_overwrite(self, path: Path) -> bool:
        buttons = QMessageBox.StandardButton
        words = f"Another program has changed {path.name} since you opened it. Write over what it says now?"
        return (
            QMessageBox.question(self._parent, "Changed elsewhere", words, buttons.Yes | buttons.No)
            == buttons.Yes
        )

    def offer_lost(self) -> None:
        """Offer the first of the texts that were not saved last time."""
        lost = self._drafts.lost()
        if not lost:
            return
        draft = lost[0]
        path = Path(draft.path)

        def go_on() -> None:
            self._notice.hide()
            self._driver.open(path, draft.text)

        def throw() -> None:
            self._notice.hide()
            self._drafts.drop(path)
            self.offer_lost()

        others = f" ({len(lost) - 1} more wait)" if len(lost) > 1 else ""
        words = f"There are unsaved changes to {path.name} from last time{others}."
        self._notice.say(words, ("Go on with them", go_on), ("Throw them away", throw))


def _target(path: Path) -> Path:
    """Where a file is saved: what comes with Coach is left as it is."""
    return paths.own_routines() / path.name if path.is_relative_to(paths.bundled_routines()) else path
