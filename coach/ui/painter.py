"""The window's side of the process that paints the figure: it asks, and never waits.

Drawing takes a whole core for some hundredths of a second at a time. In a thread it would hold Python's lock
meanwhile, and on a busy computer whatever is to be heard would come late (benchmarks/player_timing.py). In a
process of its own it holds up nobody, numpy never loads here, and its memory is given back with it.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QProcessEnvironment, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from coach.figure.order import Manner

if TYPE_CHECKING:
    from coach.figure.order import Order

IDLE: Final = 60
"""Seconds without an order after which the process is let go of."""
PATIENCE: Final = 30
"""Seconds after which a process that has not answered is ended."""
LARGEST: Final = 4 * 1024 * 1024
"""Pixels of the largest picture."""
DEATHS: Final = 2
"""Times that the process may end over one picture before words have to do."""
STANDING: Final = frozenset((Manner.STILL, Manner.PAPER))
"""What can wait for what moves."""
FORMAT: Final = QImage.Format.Format_ARGB32_Premultiplied
_SHARED: Final = Path("/dev/shm")  # noqa: S108 - private files in memory, where the system has such a place
_PACKAGES: Final = Path(__file__).resolve().parents[2]


def command(path: str) -> list[str]:
    """The program and its arguments. A built Coach is its own Python."""
    own = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "coach"]
    return [*own, "_paint", path]


class Painter(QObject):
    """Has pictures painted, one at a time, for anyone who asks.

    Each owner has at most one order waiting: a newer one takes its place. What moves goes before stills. The
    process starts with the first order, is started once more if it dies over one, and is let go of when
    nobody has asked for a while. Every method returns at once.
    """

    painted = Signal(object, QImage, str)
    """An owner, the picture and its tag. The picture is null where the one on show is the same."""
    recorded = Signal(object, object)
    """An owner, and the bytes of a `QPicture` for paper."""
    failed = Signal(object, str)
    """An owner, and why there is no picture, in one sentence."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[object, Order] = {}
        self._order: Order | None = None
        """What is being painted, if anything."""
        self._owner: object = None
        """Who waits for it; None where nobody does any more."""
        self._process: QProcess | None = None
        self._memory: mmap.mmap | None = None
        self._path = Path()
        self._deaths = 0
        self._trouble = ""
        # While something is painted it aims at the end of patience, otherwise at letting go.
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self._on_time)
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self.close)

    @property
    def is_running(self) -> bool:
        """Whether there is a process now."""
        return self._process is not None

    @property
    def process_id(self) -> int:
        """The number of the process; 0 where there is none."""
        return self._process.processId() if self._process else 0

    def has(self, owner: object) -> bool:
        """Whether a picture for this owner is being painted or waits to be."""
        return owner in self._waiting or (self._order is not None and self._owner is owner)

    def warm(self) -> None:
        """A figure will be wanted soon: have the process ready, even if it had to be given up before."""
        self._trouble = ""
        if self._process is None:
            self._start()
            self._rest()

    def ask(self, owner: object, order: Order) -> None:
        """Have this painted; an order of the same owner that has not begun is forgotten."""
        self._waiting[owner] = order
        if self._trouble:
            QTimer.singleShot(0, self, self._fail)
        else:
            self._next()

    def forget(self, owner: object) -> None:
        """What this owner asked for before neither appears nor fails any more."""
        self._waiting.pop(owner, None)
        if self._owner is owner:
            self._owner = None

    def let_go(self) -> None:
        """Give the process and its memory back; it ends by itself. The next order starts another."""
        process, self._process = self._process, None
        self._timer.stop()
        self._order = self._owner = None
        self._memory = None
        if process is None:
            return
        with contextlib.suppress(OSError):
            self._path.unlink()  # on Windows the process itself does it in the end
        process.readyReadStandardOutput.disconnect(self._on_answer)
        process.finished.disconnect(self._on_end)
        process.errorOccurred.disconnect(self._on_error)
        if process.state() is QProcess.ProcessState.NotRunning:
            process.deleteLater()
        else:
            process.finished.connect(process.deleteLater)
            process.closeWriteChannel()

    def close(self) -> None:
        """End the process at once, for the end of everything: it has nothing to lose."""
        self._waiting.clear()
        self.let_go()
        for process in self.findChildren(QProcess):
            process.kill()
            process.waitForFinished(1000)

    # -- one order after the other ---------------------------------------------------------------------

    def _next(self) -> None:
        if self._order is not None or not self._waiting:
            return
        if self._process is None:
            self._start()
        if self._process is None:
            return  # it could not be started, and everyone has heard of it
        owner = min(self._waiting, key=lambda one: self._waiting[one].manner in STANDING)
        self._owner, self._order = owner, self._waiting.pop(owner)
        self._process.write(self._order.line)
        self._timer.start(PATIENCE * 1000)

    def _on_answer(self) -> None:
        while self._process is not None and self._process.canReadLine():
            answer = json.loads(bytes(self._process.readLine().data()))
            owner = self._owner
            self._order = self._owner = None
            self._deaths = 0
            if owner is None:
                pass
            elif trouble := answer.get("trouble"):
                self.failed.emit(owner, trouble)
            elif (size := answer.get("recorded")) and self._memory is not None:
                self.recorded.emit(owner, self._memory[:size])
            else:
                self.painted.emit(owner, self._image(answer), answer["tag"])
            self._next()
            self._rest()

    def _image(self, answer: dict[str, int]) -> QImage:
        width, height = answer.get("width", 0), answer.get("height", 0)
        if not width or self._memory is None:
            return QImage()
        pixels = memoryview(self._memory)[: width * height * 4]
        # Copied, for the next picture will be painted over this one.
        return QImage(pixels, width, height, width * 4, FORMAT).copy()

    # -- the process -----------------------------------------------------------------------------------

    def _rest(self) -> None:
        """With nothing to do, think of letting go."""
        if self._order is None and self._process is not None:
            self._timer.start(IDLE * 1000)

    def _on_time(self) -> None:
        if self._order is None:
            self.let_go()
        elif self._process is not None:
            self._process.kill()

    def _start(self) -> None:
        try:
            self._path, self._memory = _shared_file()
        except OSError as error:
            self._give_up(f"The moving figure cannot be shown: {error.strerror}.")
            return
        process = QProcess(self)
        program, *arguments = command(str(self._path))
        environment = QProcessEnvironment.systemEnvironment()
        # One thread draws; more would only take turns, each with memory of its own.
        for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
            environment.insert(name, "1")
        if home := environment.value("COACH_HOME"):
            environment.insert("COACH_HOME", str(Path(home).absolute()))
        process.setProcessEnvironment(environment)
        process.setWorkingDirectory(str(_PACKAGES))  # so that `-m coach` is this Coach
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._on_answer)
        process.finished.connect(self._on_end)
        process.errorOccurred.connect(self._on_error)
        self._process = process
        process.start(program, arguments)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._deaths = DEATHS
            self._on_gone(self._process.errorString())

    def _on_end(self, *_: object) -> None:
        self._on_gone("its painter has ended")

    def _on_gone(self, why: str) -> None:
        order, owner = self._order, self._owner
        self.let_go()
        if order is not None:
            self._deaths += 1
            if owner is not None and owner not in self._waiting:
                self._waiting = {owner: order, **self._waiting}
        if self._deaths < DEATHS:
            self._next()
        else:
            self._give_up(f"The moving figure cannot be shown: {why}.")

    def _give_up(self, why: str) -> None:
        self._deaths = 0
        self._trouble = why
        self._fail()

    def _fail(self) -> None:
        """Whoever waits hears why in vain."""
        waiting, self._waiting = self._waiting, {}
        for owner in waiting:
            self.failed.emit(owner, self._trouble)


def _shared_file() -> tuple[Path, mmap.mmap]:
    """A file that both processes see as memory; in memory itself where the system allows. Raises OSError."""
    import tempfile  # noqa: PLC0415 - with the first figure

    folder = _SHARED if _SHARED.is_dir() and os.access(_SHARED, os.W_OK) else None
    handle, path = tempfile.mkstemp(prefix="coach-figure-", dir=folder)
    try:
        os.truncate(handle, LARGEST * 4)  # pages that nothing is written to take no room
        return Path(path), mmap.mmap(handle, LARGEST * 4)
    finally:
        os.close(handle)
