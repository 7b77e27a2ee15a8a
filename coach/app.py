"""The composition root: reads top to bottom, makes everything and joins it."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

from coach import paths
from coach import settings as settings_files
from coach.clock import SystemClock
from coach.desktop.single_instance import InstanceServer
from coach.drivers.library_driver import LibraryDriver
from coach.drivers.settings_driver import SettingsDriver
from coach.errors import CoachError
from coach.ui.main_window import MainWindow, Services
from coach.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from coach.clock import Clock
    from coach.history.recorder import SessionRecorder
    from coach.history.store import Store
    from coach.routine.index import Folder


class Coach(QObject):
    """The running app: its window and what the window stands on."""

    def __init__(
        self, app: QApplication, clock: Clock, folders: Sequence[Path] = (), speed: float = 1.0
    ) -> None:
        super().__init__(app)
        settings, problems = settings_files.load(paths.settings_file())
        self.settings = SettingsDriver(paths.settings_file(), settings, self)
        self.theme = Theme(app, settings.appearance)
        self.settings.changed.connect(lambda new: self.theme.set_appearance(new.appearance))
        self.library = LibraryDriver(routine_folders(folders), paths.cache_dir() / "library.json", self)
        self._clock = clock
        services = Services(clock, self.library, self.settings, _new_recorder, self._open_store)
        self.window = MainWindow(self.theme, services, speed)
        if problems:
            self.window.library.say("\n".join(problems))

    def _open_store(self) -> Store:
        from coach.history.store import Store  # noqa: PLC0415  # SQLite loads when first wanted

        return Store.open(paths.database(), self._clock.wall())

    def come_forward(self, message: str) -> None:
        """What another start of Coach asks for: `show`, or `play ID`."""
        window = self.window
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()
        command, _, identity = message.partition(" ")
        if command == "play" and window.session is None:
            window.play(identity)


def routine_folders(given: Sequence[Path]) -> list[Folder]:
    """Where routine files are looked for; what comes later stands in for what comes earlier."""
    from coach.routine.index import Folder  # noqa: PLC0415  # keeps this module's import light

    own = [Folder(paths.own_routines(), "own")] if paths.own_routines().is_dir() else []
    return [Folder(paths.bundled_routines(), "bundled"), *own, *(Folder(path, "given") for path in given)]


def _new_recorder() -> SessionRecorder:
    from coach.history.recorder import SessionRecorder  # noqa: PLC0415  # SQLite loads when first wanted

    return SessionRecorder(paths.database())


class Faults(QObject):
    """Bugs: told once, in one dialog; the details go into a file, the app and the session go on."""

    _caught = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._told = False
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)  # also from other threads

    def watch(self) -> None:
        """From now on, hear of every exception that nothing else catches."""
        sys.excepthook = self.take
        threading.excepthook = lambda args: self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def take(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write the details down, and tell the person unless that has been done."""
        details = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(details)
        file = paths.data_dir() / "last-fault.txt"
        with contextlib.suppress(OSError):
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.write_text(details, encoding="utf-8")
        if not self._told:
            self._told = True
            self._caught.emit(str(file))

    def _tell(self, file: str) -> None:
        QMessageBox.warning(
            self._window,
            "Coach",
            "Something in Coach went wrong. What you have done so far is kept, and Coach goes on as well as "
            f"it can.\n\nThe details are in {file}. They help to mend it.",
        )


class _FirstPaint(QObject):
    """Calls back once, after the widget it watches has been painted for the first time."""

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self._coach = coach
        coach.window.library.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint; never keep anything from happening."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._on_painted)
        return False

    def _on_painted(self) -> None:
        if os.environ.get("COACH_TRACE_START"):
            sys.stderr.write(f"first-paint {time.monotonic():.6f}\n")
            sys.stderr.flush()
        self._coach.library.read()


def _listen(coach: Coach) -> InstanceServer | None:
    """Hear what later starts of Coach ask for; without a place to listen at, Coach works alone."""
    try:
        server = InstanceServer.claim()
    except CoachError:
        return None
    if server is None:
        return None

    def hear() -> None:
        for message in server.read_messages():
            coach.come_forward(message)

    notifier = QSocketNotifier(server.fileno(), QSocketNotifier.Type.Read, coach)
    notifier.activated.connect(hear)
    return server


def main(play: str | None = None, speed: float = 1.0, folders: Sequence[Path] = ()) -> int:
    """Open the window, or begin at once with the routine or exercise `play`; returns the exit code."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Coach")
    app.setDesktopFileName("coach")
    coach = Coach(app, SystemClock(), folders, speed)
    Faults(coach.window).watch()
    server = _listen(coach)
    if play:
        coach.library.read_now()
        coach.window.play(play)
    else:
        _FirstPaint(coach)
    coach.window.show()
    try:
        return app.exec()
    finally:
        if server is not None:
            server.close()
