"""The composition root: reads top to bottom, makes everything and joins it.

What a person need not see in the first painted frame is made after it (`Coach.settle`).
"""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from coach import paths
from coach import settings as settings_files
from coach.clock import SystemClock
from coach.desktop.single_instance import RELOAD, InstanceServer, ask_running, wish
from coach.drivers.favourites_driver import FavouritesDriver
from coach.drivers.library_driver import LibraryDriver
from coach.drivers.resident_link import ResidentLink
from coach.drivers.safety_driver import SafetyDriver
from coach.drivers.settings_driver import SettingsDriver
from coach.errors import CoachError
from coach.safety import profile as safety_files
from coach.ui.main_window import MainWindow
from coach.ui.services import Services
from coach.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coach.clock import Clock
    from coach.drivers.chosen_driver import ChosenDriver
    from coach.history.recorder import SessionRecorder
    from coach.history.store import Store
    from coach.routine.folders import Folder
    from coach.ui.aids import Aids


class Coach(QObject):
    """The running app: its window and what the window stands on."""

    def __init__(
        self, app: QApplication, clock: Clock, folders: Sequence[Path] = (), speed: float = 1.0
    ) -> None:
        super().__init__(app)
        self._clock = clock
        settings, problems = settings_files.load(paths.settings_file())
        self.settings = SettingsDriver(paths.settings_file(), settings, self)
        self.theme = Theme(app, settings.appearance)
        self.settings.changed.connect(lambda new: self.theme.set_appearance(new.appearance))
        profile, more = safety_files.load(paths.safety_file())
        self.safety = SafetyDriver(paths.safety_file(), profile, self)
        favourites = FavouritesDriver(paths.settings_file(), self)
        cache = paths.cache_dir() / "library.json"
        self.library = LibraryDriver(routine_folders(folders), cache, profile, self)
        self.safety.changed.connect(self.library.use)
        ask = partial(ask_running, who="resident")
        self.resident = ResidentLink(paths.reminders_file(), clock, ask, _start_resident, self)
        services = Services(
            clock,
            self.library,
            self.settings,
            self.safety,
            favourites,
            _new_recorder,
            self._open_store,
            self._new_aids,
            self.resident,
            self._new_chosen,
        )
        self.window = MainWindow(self.theme, services, speed)
        favourites.trouble.connect(self.window.say)
        if told := (*problems, *more, *favourites.problems):
            self.window.say("\n".join(told))

    def settle(self, server: InstanceServer | None = None) -> None:
        """Make what the first frame could do without: the library itself, the ear for later starts."""
        from coach.drivers.backup_driver import BackupDriver  # noqa: PLC0415  # after the first frame
        from coach.drivers.collector import Collector  # noqa: PLC0415  # the same
        from coach.drivers.history_driver import HistoryDriver  # noqa: PLC0415  # the same
        from coach.ui.faults import Faults  # noqa: PLC0415  # the same

        Faults(self.window)
        self.window.settle()
        Collector(self)
        if self.library.library is None:
            self.library.read()
        keeper = HistoryDriver(paths.database(), self)
        keeper.told.connect(self.window.say)
        keeper.look_after(self._clock.wall())
        BackupDriver(self._clock, self)
        if server is not None:
            notifier = QSocketNotifier(server.fileno(), QSocketNotifier.Type.Read, self)
            notifier.activated.connect(lambda: self._hear(server))

    def _hear(self, server: InstanceServer) -> None:
        for message in server.read_messages():
            self.come_forward(message)

    def come_forward(self, message: str) -> None:
        """What another start of Coach asks for: a line that `single_instance.wish` makes."""
        window = self.window
        command, _, identity = message.partition(" ")
        if command == "break":
            window.leading.break_now(identity)
            return
        if command == RELOAD:
            window.look_again()
            return
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()
        if command == "play":
            window.play_if_idle(identity)
        elif command == "rescue":
            window.cramp_now(identity)
        elif command == "diary":
            window.write_down(is_now=identity == "now")

    def _open_store(self) -> Store:
        from coach.history.store import Store  # noqa: PLC0415  # SQLite loads when first wanted

        return Store.open(paths.database(), self._clock.wall())

    def _new_chosen(self) -> ChosenDriver:
        from coach.drivers.chosen_driver import ChosenDriver  # noqa: PLC0415  # after the first frame

        return ChosenDriver(paths.settings_file(), self)

    def _new_aids(self) -> Aids:
        from coach.desktop import absence, awake  # noqa: PLC0415  # D-Bus loads with the first session
        from coach.desktop.bus import Bus  # noqa: PLC0415  # the same
        from coach.desktop.ducking import Ducking  # noqa: PLC0415  # the same
        from coach.drivers.absence_driver import AbsenceDriver  # noqa: PLC0415  # the same
        from coach.ui.aids import Aids  # noqa: PLC0415  # the same
        from coach.ui.audio import Audio  # noqa: PLC0415  # the same

        bus = Bus("session") if sys.platform.startswith("linux") else None
        system = Bus("system") if bus is not None else None
        AbsenceDriver(partial(absence.watch, bus, system), self).gone.connect(self.window.leading.on_gone)
        return Aids(self.settings, Audio(self), awake.pick(bus), Ducking(), self)


def routine_folders(given: Sequence[Path]) -> list[Folder]:
    """Where routine files are looked for; what comes later stands in for what comes earlier."""
    from coach.routine.folders import Folder  # noqa: PLC0415  # keeps this module's import light

    own = [Folder(paths.own_routines(), "own")] if paths.own_routines().is_dir() else []
    return [Folder(paths.bundled_routines(), "bundled"), *own, *(Folder(path, "given") for path in given)]


def _new_recorder() -> SessionRecorder:
    from coach.history.recorder import SessionRecorder  # noqa: PLC0415  # SQLite loads when first wanted

    return SessionRecorder(paths.database())


def _start_resident() -> None:
    from coach.desktop.processes import start_resident  # noqa: PLC0415  # only where the person wants reminders

    start_resident()


class _FirstPaint(QObject):
    """Settles the app once its first frame has been painted."""

    def __init__(self, coach: Coach, server: InstanceServer | None) -> None:
        super().__init__(coach)
        self._coach = coach
        self._server = server
        coach.window.pages.installEventFilter(self)

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
        self._coach.settle(self._server)


def main(
    play: str | None = None,
    speed: float = 1.0,
    folders: Sequence[Path] = (),
    rescue: str | None = None,
    pause: str | None = None,
    diary: str | None = None,
) -> int:
    """Open the window, or begin at once with the routine or exercise `play`, or with help for a cramp.

    `rescue` is its place, or empty. `pause` is the id of a reminder's rule, whose pause is then offered in a
    window of its own; Coach ends with it. `diary` is what of the cramp diary is opened: its timer (`now`)
    or an empty form (`write`). Returns the exit code.
    """
    try:
        server = InstanceServer.claim()
    except CoachError:  # no private place to listen at: Coach works without one
        server = None
    else:
        # Another start was a moment quicker. A rehearsal, or other folders, still get their own window.
        message = wish(play, rescue, pause, diary)
        if server is None and speed == 1.0 and not folders and ask_running(message, patience=2.0):
            return 0
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Coach")
    app.setDesktopFileName("coach")
    coach = Coach(app, SystemClock(), folders, speed)
    if play:
        coach.window.play(play)
    elif rescue is not None:
        coach.window.cramp_now(rescue)
    elif diary is not None:
        coach.window.write_down(is_now=diary == "now")
    if pause is not None and coach.window.leading.break_now(pause):
        QTimer.singleShot(0, coach, lambda: coach.settle(server))
    else:
        _FirstPaint(coach, server)
        coach.window.show()
    try:
        code = app.exec()
    finally:
        if server is not None:
            server.close()
    # The window has closed and everything is written. Threads of drawing, speech and the buses may still be
    # in the middle of something; taking Python and Qt down under them can end in a crash at the very end.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
