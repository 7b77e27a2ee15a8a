"""The library in the window: cards at once from the cache, the files read beside the event loop."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from coach.routine import index as cards
from coach.safety.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from coach.routine.index import Index
    from coach.routine.library import Folder, Library
    from coach.safety.shelf import Shelf


class LibraryDriver(QObject):
    """Reads the routine folders and serves them as the person's safety answers leave them.

    Whatever shows or plays anything takes it from here: `library` has nothing that is ruled out.
    `ready` comes once the whole library is there, and again whenever it changed, always on the GUI thread.
    """

    ready = Signal(object)
    """The `Index` of the library just read."""
    _read = Signal(object)

    def __init__(
        self,
        folders: Sequence[Folder],
        cache_file: Path,
        profile: Profile | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._folders = tuple(folders)
        self._cache_file = cache_file
        self._profile = profile or Profile()
        self.shelf: Shelf | None = None
        self.index: Index | None = None
        self._reader: threading.Thread | None = None
        self._is_wanted_again = False
        self._read.connect(self._on_delivery, Qt.ConnectionType.QueuedConnection)

    @property
    def folders(self) -> tuple[Folder, ...]:
        """Where the files come from; what comes later stands in for what comes earlier."""
        return self._folders

    def include(self, folder: Folder) -> None:
        """From the next reading on read this folder too, before those given at the start."""
        if folder not in self._folders:
            ours = tuple(one for one in self._folders if one.origin != "given")
            self._folders = (*ours, folder, *self._folders[len(ours) :])

    @property
    def given(self) -> tuple[Path, ...]:
        """The folders besides Coach's and the person's own."""
        return tuple(folder.root for folder in self._folders if folder.origin == "given")

    @property
    def library(self) -> Library | None:
        """What suits this person, adapted to them; None until the files have been read."""
        return self.shelf.library if self.shelf else None

    def cached(self) -> Index | None:
        """The cards as last read for these safety answers, if no file has changed since."""
        self.index = cards.load_cached(self._cache_file, self._folders, self._profile.key)
        return self.index

    def use(self, profile: Profile) -> None:
        """From now on serve what suits this profile."""
        self._profile = profile
        if self.shelf is not None and self.shelf.profile.key != profile.key:
            self._on_read(self.shelf)

    @property
    def is_reading(self) -> bool:
        """Whether files are being read beside the window."""
        return self._reader is not None

    def read(self) -> None:
        """Begin to read all files on a thread of their own; returns at once.

        What is asked for meanwhile is done afterwards: the files may have changed since.
        """
        if self._reader is not None:
            self._is_wanted_again = True
            return
        self._reader = threading.Thread(target=self._read_beside, name="library", daemon=True)
        self._reader.start()

    def when_read(self, then: Callable[[], None]) -> None:
        """Do something now, or as soon as the files that are being read have been read."""
        if self.is_reading:
            self.ready.connect(lambda _: then(), Qt.ConnectionType.SingleShotConnection)
        else:
            then()

    def read_now(self) -> Library:
        """Read all files before going on."""
        shelf = self._load()
        self._on_read(shelf)
        return shelf.library

    def _read_beside(self) -> None:
        shelf = self._load()
        with contextlib.suppress(RuntimeError):  # the window has been closed, and nobody waits for it
            self._read.emit(shelf)

    def _load(self) -> Shelf:
        from coach.routine.library import Library  # noqa: PLC0415  # pydantic loads after the first paint

        return self._shelve(Library.read(self._folders))

    def _shelve(self, written: Library) -> Shelf:
        from coach.safety.shelf import Shelf  # noqa: PLC0415  # the same

        shelf = Shelf.of(written, self._profile)
        cards.save(shelf.index, self._cache_file, self._folders, shelf.profile.key)
        return shelf

    def _on_delivery(self, shelf: Shelf) -> None:
        if self._reader is not None:
            self._reader.join()  # at its end already; it must not be the last to let go of this object
            self._reader = None
        if self._is_wanted_again:
            self._is_wanted_again = False
            self.read()
            return
        self._on_read(shelf)

    def _on_read(self, shelf: Shelf) -> None:
        if shelf.profile.key != self._profile.key:  # answered anew meanwhile
            shelf = self._shelve(shelf.written)
        self.shelf, self.index = shelf, shelf.index
        self.ready.emit(self.index)
