"""The library in the window: cards at once from the cache, the files read beside the event loop."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from coach.routine import index as cards

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coach.routine.index import Index
    from coach.routine.library import Folder, Library


class LibraryDriver(QObject):
    """Reads the routine folders. `ready` comes once the whole library is there, always on the GUI thread."""

    ready = Signal(object)
    """The `Index` of the library just read."""
    _read = Signal(object, object)

    def __init__(self, folders: Sequence[Folder], cache_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folders = tuple(folders)
        self._cache_file = cache_file
        self.library: Library | None = None
        self.index: Index | None = None
        self._read.connect(self._on_read, Qt.ConnectionType.QueuedConnection)

    def cached(self) -> Index | None:
        """The cards as last read, if no file has changed since."""
        self.index = cards.load_cached(self._cache_file, self._folders)
        return self.index

    def read(self) -> None:
        """Begin to read all files on a thread of their own; returns at once."""
        threading.Thread(target=self._read_beside, name="library", daemon=True).start()

    def read_now(self) -> Library:
        """Read all files before going on."""
        library, index = self._load()
        self._on_read(library, index)
        return library

    def _read_beside(self) -> None:
        library, index = self._load()
        with contextlib.suppress(RuntimeError):  # the window has been closed, and nobody waits for it
            self._read.emit(library, index)

    def _load(self) -> tuple[Library, Index]:
        from coach.routine.library import Library  # noqa: PLC0415  # pydantic loads after the first paint

        library = Library.read(self._folders)
        index = cards.build(library)
        cards.save(index, self._cache_file, self._folders)
        return library, index

    def _on_read(self, library: Library, index: Index) -> None:
        self.library, self.index = library, index
        self.ready.emit(index)
