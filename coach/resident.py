"""The process that plans the reminders, without a window: its composition root.

It lives as long as reminders are on. Routines, figures, sound, speech and the history are not loaded here:
what is to be played goes to the window's process, which is started if there is none.
"""

from __future__ import annotations

import gc
import linecache
import os
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QProcess, QSocketNotifier, QTimer, Signal
from PySide6.QtWidgets import QApplication

from coach import paths
from coach import settings as settings_files
from coach.announcer import Announcer
from coach.clock import SystemClock, local_zone
from coach.desktop import autostart, focus, idle, notify, presence
from coach.desktop.processes import runs
from coach.desktop.single_instance import RESIDENT, InstanceServer, ask_running
from coach.drivers.backup_driver import BackupDriver
from coach.drivers.books_driver import Books
from coach.drivers.chosen_driver import ChosenDriver
from coach.drivers.collector import Collector
from coach.drivers.reminder_driver import ReminderDriver
from coach.drivers.senses import Senses
from coach.errors import CoachError
from coach.reminders import asked
from coach.reminders.action import WritingEnded
from coach.reminders.sample import IDLE_AFTER
from coach.reminders.state import Doing
from coach.reminders.titles import titles
from coach.safety import profile as safety_files
from coach.ui.tray import Tray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.desktop.bus import Bus
    from coach.reminders.action import Action
    from coach.reminders.chosen import Chosen
    from coach.reminders.told import Told
    from coach.settings import Appearance
    from coach.ui.strip import Strip
    from coach.ui.theme import Theme

GRACE_MS: Final = 10_000
"""Milliseconds for which it waits to be told why it was started though reminders are off."""
SETTLED_MS: Final = 5_000
"""Milliseconds after which all that takes part has been loaded."""
_UNSEEN: Final = (str(Doing.IDLE), str(Doing.AWAY))
"""What people do who do not look at the tray."""


class Resident(QObject):
    """Joins the planner, what it knows of the desktop, and what it shows."""

    called = Signal(str)
    """A line from another thread."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._told: Told | None = None
        self._seen: tuple[object, ...] = ()
        clock = SystemClock()
        self._theme: Theme | None = None
        self._chosen = ChosenDriver(paths.settings_file(), self)
        session_bus, system_bus = _buses()
        self._senses = Senses(presence.slept, self)
        self._senses.use(
            idle.pick(IDLE_AFTER, self._senses.stir, session_bus),
            presence.pick(self._senses.stir, session_bus, system_bus),
            _Focus(session_bus),
        )
        self.reminders = ReminderDriver(
            clock,
            local_zone,
            self._senses,
            self._chosen.value,
            paths.reminders_file(),
            runs,
            self,
            fluid_limited=_fluid_limited(),
            pid=os.getpid(),
            titles=partial(titles, paths.cache_dir() / "library.json"),
        )
        self._tray = Tray(self)
        self._tray.wanted.connect(self.hear)
        self._announcer = Announcer(
            self.reminders,
            notify.pick(session_bus, self._tray.icon),
            self._new_strip,
            open_window,
            self,
        )
        self._chosen.changed.connect(self._use)
        self.called.connect(self.hear)
        self.reminders.told.connect(self._on_told)
        self.reminders.decided.connect(self._on_decided)
        self._books = Books(self.reminders, self)
        if session_bus is not None:
            _serve(session_bus, self)
        BackupDriver(clock, self)
        Collector(self)
        self.reminders.look()
        gc.freeze()  # what is there now stays, and need not be searched for garbage
        QTimer.singleShot(SETTLED_MS, self, give_back)
        self._end_if_off(GRACE_MS)

    def hear_all(self, lines: Sequence[str]) -> None:
        """Do what is asked, in order."""
        for line in lines:
            self.hear(line)

    def hear(self, line: str) -> None:
        """Do what is asked: a line of `coach.reminders.asked`, or one of the tray."""
        match asked.words(line):
            case ["reload"]:
                self._reload()
            case ["quit"]:
                self._app.quit()
            case ["profile", name] if name in self._chosen.value.profiles:
                self._chosen.change(lambda now: _with_profile(now, name))
            case ["open"]:
                open_window("show")
            case ["rescue", *place]:
                open_window(" ".join(("rescue", *place)), "rescue", *place)
            case ["diary", page]:
                open_window(f"diary {page}", "diary", page)
            case ["play", routine]:
                open_window(f"play {routine}", "play", routine)
            case ["answer", answer]:
                self._announcer.answer(answer)
            case words:
                self.reminders.ask(line)
                if words[:1] == ("session-over",):
                    self._books.keep()  # a dose may be done
        self._end_if_off()

    def status(self) -> Told | None:
        """What was told last; may be asked from any thread."""
        return self._told

    def _on_told(self, told: Told) -> None:
        self._told = told
        seen = (told.doing, told.offer, told.pauses, told.profile)
        if told.doing not in _UNSEEN or seen != self._seen:  # minutes that nobody reads cost nothing
            self._seen = seen
            self._tray.show_told(told)

    def _on_decided(self, action: Action) -> None:
        if isinstance(action, WritingEnded):
            self._end_if_off()

    def _reload(self) -> None:
        """The window has written new settings or new safety answers."""
        before = self._chosen.value
        if self._theme is not None:
            self._theme.set_appearance(_appearance())
        self._books.keep()
        self._chosen.read()
        if self._chosen.value == before:  # the safety answers may be others
            self._use(before)

    def _use(self, chosen: Chosen) -> None:
        if chosen.start_at_login != self.reminders.chosen.start_at_login:
            login = autostart.pick()
            with suppress(CoachError):  # the page says what `is_on` says
                login.turn_on() if chosen.start_at_login else login.turn_off()
        self.reminders.use(chosen, fluid_limited=_fluid_limited())

    def _new_strip(self) -> Strip:
        from coach.ui.strip import Strip  # noqa: PLC0415 - only where one is shown
        from coach.ui.theme import Theme  # noqa: PLC0415 - the same

        self._theme = Theme(self._app, _appearance())
        return Strip(self._theme)

    def _end_if_off(self, after_ms: int = 0) -> None:
        """Nobody needs it once reminders are off, unless it counts what is written by hand."""

        def end() -> None:
            if not self._chosen.value.on and self.reminders.state.writing_until is None:
                self._app.quit()

        QTimer.singleShot(after_ms, self, end)


def open_window(wish: str, *arguments: str) -> bool:
    """Leave a wish with the window that is open, or start one with these arguments; whether that works."""
    if ask_running(wish):
        return True
    started = QProcess.startDetached(sys.executable, ["-m", "coach", *arguments])
    return bool(started[0] if isinstance(started, tuple) else started)


def give_back() -> None:
    """Give the memory back that only the start has needed.

    PySide has read the source of each module that was loaded, to see whether it asks for features of its own,
    and Python has kept the lines: a third of all there is. The C library of Linux keeps what was freed.
    """
    linecache.clearcache()
    if sys.platform.startswith("linux"):
        import ctypes  # noqa: PLC0415 - only there

        with suppress(AttributeError, OSError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)


def _appearance() -> Appearance:
    return settings_files.load(paths.settings_file())[0].appearance


def _with_profile(chosen: Chosen, name: str) -> Chosen:
    return replace(chosen, reminders=replace(chosen.reminders, profile=name))


def _fluid_limited() -> bool:
    return safety_files.load(paths.safety_file())[0].limits_fluid


def _buses() -> tuple[Bus | None, Bus | None]:
    """The session's bus and the system's, on Linux."""
    if not sys.platform.startswith("linux"):
        return None, None
    from coach.desktop.bus import Bus  # noqa: PLC0415 - only where it exists

    return Bus("session"), Bus("system")


def _serve(bus: Bus, resident: Resident) -> None:
    from coach.calls import Calls  # noqa: PLC0415 - the same
    from coach.desktop import service  # noqa: PLC0415 - only where it exists

    service.serve(bus, Calls(resident.called.emit, resident.status))


class _Focus:
    """Loads the ways to look at what speaks against a reminder once the first is due."""

    def __init__(self, session_bus: Bus | None) -> None:
        self._bus = session_bus
        self._focus: focus.Focus | None = None

    def look(self) -> focus.Found:
        """Look now."""
        if self._focus is None:
            self._focus = focus.pick(self._bus)
        return self._focus.look()


class _Bell(QObject):
    """Ends the app in good order when the system asks for it, as it does when the person logs out.

    A handler in Python would wait until Python runs again; the number that arrives wakes Qt.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ears, self._button = socket.socketpair()
        self._button.setblocking(False)
        signal.set_wakeup_fd(self._button.fileno(), warn_on_full_buffer=False)
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: None)
        self._notifier = QSocketNotifier(self._ears.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda: self._ring(app))

    def _ring(self, app: QApplication) -> None:
        self._notifier.setEnabled(False)
        app.quit()


def main() -> int:
    """Run until reminders are off; at once over if another does already. Returns the exit code."""
    try:
        server = InstanceServer.claim(RESIDENT)
    except CoachError as error:
        sys.stderr.write(f"coach: {error} {error.advice}\n")
        return 1
    if server is None:
        return 0
    app = QApplication([*sys.argv[:1], "resident"])
    app.setApplicationName("Coach")
    app.setDesktopFileName("coach")
    app.setQuitOnLastWindowClosed(False)
    resident = Resident(app)
    ear = QSocketNotifier(server.fileno(), QSocketNotifier.Type.Read, app)
    ear.activated.connect(lambda: resident.hear_all(server.read_messages()))
    _Bell(app)
    code = app.exec()
    resident.reminders.end()
    server.close()
    # As in the window: threads of the buses may still be in the middle of something.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
