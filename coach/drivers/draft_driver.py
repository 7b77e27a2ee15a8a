"""A routine file in the making: its text, whether it is saved, and what there is to say about it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from coach.author.trial import Trial, tried
from coach.figure.check import beside, check
from coach.figure.parade import NAME as PARADE
from coach.figure.parade import parade
from coach.routine.model import Poses
from coach.routine.source import Source
from coach.whole import save

if TYPE_CHECKING:
    from pathlib import Path

    from coach.author.keeping import Drafts
    from coach.routine.library import Library
    from coach.routine.plan import Sides

REST_MS: Final = 25
"""Milliseconds without a key after which the text is looked at."""
KEEP_MS: Final = 2000
"""Milliseconds without a key after which an unsaved text is kept beside the file."""


class DraftDriver(QObject):
    """At most one file at a time. `edit` is for the editor itself, `replace` for everybody else."""

    opened = Signal(str)
    """Another text is here: the editor takes it over, and begins its undo anew."""
    replaced = Signal(str)
    """The text was changed from elsewhere; the editor can undo it."""
    tried = Signal(object)
    """The `Trial` of the text as it stands."""
    state_changed = Signal()
    """Saved or not is different, or another program has changed the file."""

    def __init__(self, drafts: Drafts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._library: Library | None = None
        self._sides: Sides | None = None
        self.path: Path | None = None
        self.text = ""
        self._saved = ""
        self.is_changed_elsewhere = False
        """Whether the file holds something else than what was opened or saved here."""
        self.trial: Trial | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.look)
        self._keep = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._keep.timeout.connect(self._on_keep)
        self._watch = QFileSystemWatcher(self)
        self._watch.fileChanged.connect(self._on_disk)

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return self.path is not None and self.text != self._saved

    @property
    def saved(self) -> str:
        """What the file says, as far as is known; empty if there is none yet."""
        return self._saved

    def use(self, library: Library, sides: Sides) -> None:
        """Look at the text among these documents from now on."""
        self._library, self._sides = library, sides
        if self.path is not None:
            self.look()

    def open(self, path: Path, draft: str | None = None) -> None:
        """Take over a file, or a draft of it.

        Raises:
            OSError: It cannot be read.
            UnicodeDecodeError: It is no text.
        """
        saved = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
        self._watch_only(path)
        self.path, self._saved, self.text = path, saved, saved if draft is None else draft
        self.is_changed_elsewhere = False
        self.opened.emit(self.text)
        self.state_changed.emit()
        self.look()

    def edit(self, text: str) -> None:
        """The editor's text is now this."""
        if text == self.text:
            return
        was_changed = self.is_changed
        self.text = text
        self._rest.start()
        self._keep.start()
        if self.is_changed != was_changed:
            self.state_changed.emit()

    def replace(self, text: str) -> None:
        """Change the text from elsewhere, and look at it at once."""
        if text != self.text:
            self.edit(text)
            self.replaced.emit(text)
            self.look()

    def save(self, target: Path | None = None) -> None:
        """Write the file, or another that is worked on from then on, whatever stands there.

        Raises:
            OSError: It cannot be written; the text stays as it is, and a draft of it is kept.
        """
        if self.path is None:
            return
        self._on_keep()
        target = target or self.path
        self._watch.blockSignals(True)
        try:
            save(target, self.text)
        finally:
            self._watch.blockSignals(False)
        self._drafts.drop(self.path)
        self.path = target
        self._saved = self.text
        self.is_changed_elsewhere = False
        self._keep.stop()
        self._watch_only(self.path)
        self.state_changed.emit()

    def close(self) -> None:
        """Let go of the file; an unsaved text is kept as a draft."""
        if self.is_changed:
            self._on_keep()
        self._keep.stop()
        self._rest.stop()
        self.path = None

    def forget(self) -> None:
        """The unsaved changes are not wanted."""
        if self.path is not None:
            self._drafts.drop(self.path)
            self.text = self._saved

    def look(self) -> None:
        """Read, check and compile the text as it stands."""
        self._rest.stop()
        if self.path is not None and self._library is not None:
            trial = tried(self.text, self.path, self._library, self._sides)
            told = beside(trial.diagnostics, check(Source(self.path, self.text)))
            if isinstance(trial.document, Poses):
                shown = parade(trial.document, self.path, trial.library)
                timeline = shown.timeline(PARADE) if shown.routines else None
                trial = replace(trial, timeline=timeline, library=shown)
            self.trial = replace(trial, diagnostics=tuple(told))
            self.tried.emit(self.trial)

    def _on_keep(self) -> None:
        if self.path is not None and self.is_changed:
            self._drafts.keep(self.path, self.text)

    def _watch_only(self, path: Path) -> None:
        if watched := self._watch.files():
            self._watch.removePaths(watched)
        if path.exists():
            self._watch.addPath(str(path))

    def _on_disk(self) -> None:
        """Another program wrote the file: what it says now is taken over if nothing here would be lost."""
        if self.path is None:
            return
        try:
            now = self.path.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            now = None
        self._watch_only(self.path)
        if now == self._saved:
            return
        if now is not None and not self.is_changed:
            self._saved = now
            self.replace(now)
        else:
            self.is_changed_elsewhere = True
        self.state_changed.emit()
