"""Pages for paper, made beside the window: pictures and type take a second or two."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPainter

from coach.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coach.handout.paper import Paper

    SetUp = Callable[[], Paper]


class Press(QObject):
    """Lays out paper on a thread of its own, one job at a time; of each kind that waits the newest is done.

    The paper is made, used and dropped on that thread; only finished images come back.
    """

    drawn = Signal(list)
    """The pages as images, in their order."""
    saved = Signal(object)
    """The path that was written."""
    failed = Signal(str)
    """Why not, in a sentence."""
    _done = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._waiting: dict[str, Callable[[], object]] = {}
        self._done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether something is being made."""
        return self._thread is not None

    def show(self, set_up: SetUp, dots: float) -> None:
        """Draw all pages with so many dots for each point; `drawn` brings them."""
        self._begin("drawn", lambda: pictures(set_up(), dots))

    def save(self, set_up: SetUp, path: Path) -> None:
        """Write a PDF; `saved` says that it is there."""

        def write() -> Path:
            set_up().write(path)
            return path

        self._begin("saved", write)

    def _begin(self, name: str, make: Callable[[], object]) -> None:
        if self._thread is not None:
            self._waiting[name] = make
            return
        self._thread = threading.Thread(target=self._work, args=(name, make), name="press", daemon=True)
        self._thread.start()

    def _work(self, name: str, make: Callable[[], object]) -> None:
        try:
            made = make()
        except CoachError as error:
            name, made = "failed", " ".join(filter(None, (str(error), error.advice)))
        with contextlib.suppress(RuntimeError):  # the page has been left, and nobody waits for it
            self._done.emit(name, made)

    def _on_done(self, name: str, made: object) -> None:
        if self._thread is not None:
            self._thread.join()  # at its end already; it must not be the last to let go of this object
            self._thread = None
        is_old = name in self._waiting and name == "drawn"  # a newer one is on its way
        if self._waiting:
            waiting = next(iter(self._waiting))
            self._begin(waiting, self._waiting.pop(waiting))
        if is_old:
            return
        {"drawn": self.drawn, "saved": self.saved, "failed": self.failed}[name].emit(made)


def pictures(paper: Paper, dots: float) -> list[QImage]:
    """Every page as an image, `dots` for each point."""
    made = []
    for number in range(paper.pages):
        size = (paper.size * dots).toSize()
        page = QImage(size, QImage.Format.Format_RGB32)
        page.fill(Qt.GlobalColor.white)
        painter = QPainter(page)
        painter.scale(dots, dots)
        paper.draw(painter, number)
        painter.end()
        made.append(page)
    return made
