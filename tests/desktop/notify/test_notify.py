from __future__ import annotations

import shutil
import subprocess
import threading
from typing import TYPE_CHECKING, Any

import pytest

from coach.desktop import notify
from coach.desktop.bus import Bus, Place
from coach.desktop.notify import CLICKED, NullNotifier
from coach.desktop.notify.linux import NAMES, NOBODY, NOTIFICATIONS, BusNotifier
from coach.desktop.notify.tray import TrayNotifier
from tests.desktop.services import PrivateBus, Service, names_owned

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coach.desktop.notify import End
    from tests.desktop.services import Reply
    from tools.display import PrivateDisplay

ANSWERS = (("start", "Start"), ("snooze-300", "5 min"), ("skip", "Skip"))


class Told:
    """What became of a notification."""

    def __init__(self) -> None:
        self.what: list[str] = []
        self._came = threading.Condition()

    def chosen(self, action: str) -> None:
        """It was answered."""
        self._note(action)

    def ended(self, how: End) -> None:
        """It ended unanswered."""
        self._note(f"({how})")

    def _note(self, what: str) -> None:
        with self._came:
            self.what.append(what)
            self._came.notify_all()

    def first(self, count: int = 1) -> list[str]:
        """What was told, once so much has been."""
        with self._came:
            assert self._came.wait_for(lambda: len(self.what) >= count, 15), self.what
            return self.what


@pytest.fixture
def told() -> Told:
    """What became of it."""
    return Told()


@pytest.fixture
def private(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateBus]:
    """A real bus."""
    with PrivateBus(alone=True) as private:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", private.address)
        yield private


@pytest.fixture
def bus(private: PrivateBus) -> Iterator[Bus]:  # noqa: ARG001 - it must run
    """Coach's connection."""
    bus = Bus("session")
    yield bus
    bus.close()


def settled(bus: Bus, place: Place = NAMES) -> None:
    """Return once the bus, or a service on it, has done all that was asked of it so far."""
    done = threading.Event()
    bus.call(place, "GetId", answer=lambda _: done.set())
    assert done.wait(10)


# -- a real notification service ------------------------------------------------------------------

NEEDS_DUNST = pytest.mark.skipif(
    shutil.which("dunst") is None, reason="dunst, a notification service, is not installed"
)
SETTINGS = """\
[global]
mouse_left_click = do_action
mouse_middle_click = close_current
mouse_right_click = context
dmenu = {menu}
"""


class Dunst:
    """A real dunst on a private bus and screen, and a hand that clicks."""

    def __init__(self, bus: PrivateBus, display: PrivateDisplay, folder: Path) -> None:
        # dunst asks a menu program which button is meant; this one always takes the one with "5 min".
        menu = folder / "menu"
        menu.write_text("#!/bin/sh\ngrep '5 min'\n")
        menu.chmod(0o755)
        settings = folder / "dunstrc"
        settings.write_text(SETTINGS.format(menu=menu))
        self._bus = bus
        self._command = ["dunst", "-conf", str(settings)]
        self._environment = {**display.environment, "DBUS_SESSION_BUS_ADDRESS": bus.address}
        self._start()

    def _start(self) -> None:
        self._program = subprocess.Popen(
            self._command, env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while NOTIFICATIONS.name not in names_owned(self._bus.address):
            assert self._program.poll() is None

    def click(self, button: int) -> None:
        """Click on what it shows, once it shows something."""
        find = ["xdotool", "search", "--sync", "--onlyvisible", "--class", "Dunst"]
        found = subprocess.run(
            find, env=self._environment, capture_output=True, text=True, check=True, timeout=15
        )
        window = found.stdout.split()[0]
        click = ["xdotool", "mousemove", "--window", window, "20", "20", "click", str(button)]
        subprocess.run(click, env=self._environment, check=True)

    def shows(self) -> int:
        """How many it shows now."""
        done = subprocess.run(
            ["dunstctl", "count", "displayed"],
            env=self._environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return int(done.stdout)

    def end(self) -> None:
        """End it, as a crash would."""
        self._program.kill()
        self._program.wait(5)

    def restart(self) -> None:
        """End it, and start it again."""
        self.end()
        self._start()


@pytest.fixture
def dunst(private: PrivateBus, display: PrivateDisplay, tmp_path: Path) -> Iterator[Dunst]:
    """A real one."""
    dunst = Dunst(private, display, tmp_path)
    yield dunst
    dunst.end()


@NEEDS_DUNST
def test_a_real_service_is_clicked(dunst: Dunst, bus: Bus) -> None:
    """A click on the notification, on one of its buttons and one that closes it each tell what was meant."""
    notifier = notify.pick(bus)
    assert isinstance(notifier, BusNotifier)
    for button, meant in ((1, CLICKED), (3, "snooze-300"), (2, "(dismissed)")):
        told = Told()
        notifier.offer("Time for your hands", "45 s of <loosening>", ANSWERS, told.chosen, ended=told.ended)
        dunst.click(button)
        assert told.first() == [meant]
    assert notifier.has_buttons
    assert notifier.name == "dunst"
    assert notifier.trouble == ""


@NEEDS_DUNST
def test_a_real_service_takes_one_away(dunst: Dunst, bus: Bus, told: Told) -> None:
    """What is withdrawn is gone from the screen, and nothing is told of it."""
    notifier = BusNotifier(bus)
    handle = notifier.offer("Drink?", "A cup of water", ANSWERS, told.chosen, ended=told.ended)
    while dunst.shows() == 0:
        settled(bus)
    notifier.withdraw(handle)
    while dunst.shows():
        settled(bus)
    settled(bus)
    assert told.what == []


@NEEDS_DUNST
def test_a_restarted_service_can_be_used_again(dunst: Dunst, bus: Bus, told: Told) -> None:
    """When the service dies, what it showed is told to have failed; the next one is shown again."""
    notifier = BusNotifier(bus)
    notifier.offer("Time for your hands", "", ANSWERS, told.chosen, ended=told.ended)
    while dunst.shows() == 0:
        settled(bus)
    dunst.end()
    assert told.first() == ["(failed)"]
    assert notifier.has_buttons is False
    dunst.restart()
    again = Told()
    notifier.offer("Time for your hands", "", ANSWERS, again.chosen, ended=again.ended)
    dunst.click(1)
    assert again.first() == [CLICKED]
    assert notifier.has_buttons


# -- services that a test makes up ----------------------------------------------------------------


class Daemon:
    """A service that can what it is told to."""

    def __init__(self, address: str, *able: str) -> None:
        self.able = able
        self.shown = 0
        self.service = Service(address, NOTIFICATIONS.name, self._answer)

    def _answer(self, method: str, _values: tuple[Any, ...]) -> Reply:
        if method == "GetServerInformation":
            return "ssss", ("Plain", "Us", "1", "1.2")
        if method == "GetCapabilities":
            return "as", (list(self.able),)
        if method == "Notify":
            self.shown += 1
            return "u", (self.shown,)
        return "", ()


def test_a_service_without_buttons_is_told(private: PrivateBus, bus: Bus, told: Told) -> None:
    """Where notifications have no buttons, none are sent, and whoever asks learns it."""
    daemon = Daemon(private.address, "body")
    notifier = BusNotifier(bus)
    notifier.offer("Title", "a < b & c", ANSWERS, told.chosen, ended=told.ended, quiet=False, stays=False)
    values = daemon.service.waits_for("Notify")
    assert values[0] == "Coach"
    assert values[3:6] == ("Title", "a < b & c", [])
    assert values[6]["urgency"] == ("y", 1)
    assert "suppress-sound" not in values[6]
    assert values[7] == -1
    assert notifier.has_buttons is False
    assert notifier.trouble == "Plain shows notifications without buttons."


def test_texts_and_answers_arrive_as_they_are_meant(private: PrivateBus, bus: Bus, told: Told) -> None:
    """Text is never taken for markup; the buttons come in order, and with them the click on the whole."""
    daemon = Daemon(private.address, "actions", "body-markup")
    notifier = BusNotifier(bus)
    notifier.offer("Title", "a < b & c", ANSWERS, told.chosen, ended=told.ended)
    values = daemon.service.waits_for("Notify")
    assert values[4] == "a &lt; b &amp; c"
    assert values[5] == ["start", "Start", "snooze-300", "5 min", "skip", "Skip", CLICKED, ""]
    assert values[6]["suppress-sound"] == ("b", True)
    assert values[7] == 0


def test_each_end_is_told_once(private: PrivateBus, bus: Bus, told: Told) -> None:
    """Its time over, closed by the person, answered: each is told once, and other programs' are not."""
    daemon = Daemon(private.address, "actions")
    notifier = BusNotifier(bus)
    for count in (1, 2, 3):
        notifier.offer("Title", "", ANSWERS, told.chosen, ended=told.ended)
        while daemon.shown < count:
            settled(bus)
    settled(bus, NOTIFICATIONS)
    path, interface = NOTIFICATIONS.path, NOTIFICATIONS.interface
    daemon.service.says(path, interface, "NotificationClosed", "uu", 77, 2)
    daemon.service.says(path, interface, "NotificationClosed", "uu", 1, 1)
    daemon.service.says(path, interface, "NotificationClosed", "uu", 2, 4)
    daemon.service.says(path, interface, "ActionInvoked", "us", 3, "skip")
    daemon.service.says(path, interface, "NotificationClosed", "uu", 3, 2)
    daemon.service.says(path, interface, "ActionInvoked", "us", 3, "skip")
    assert told.first(3) == ["(expired)", "(dismissed)", "skip"]
    settled(bus)
    assert len(told.what) == 3


def test_what_is_withdrawn_early_never_stays(private: PrivateBus, bus: Bus, told: Told) -> None:
    """Withdrawn before the service has answered, it is closed as soon as it has."""
    wedged = threading.Event()

    def answer(method: str, _values: tuple[Any, ...]) -> Reply:
        if method == "Notify":
            wedged.wait(20)
            return "u", (9,)
        return ("as", (["actions"],)) if method == "GetCapabilities" else ("ssss", ("Slow", "", "", ""))

    service = Service(private.address, NOTIFICATIONS.name, answer)
    notifier = BusNotifier(bus)
    handle = notifier.offer("Title", "", ANSWERS, told.chosen, ended=told.ended)
    service.waits_for("Notify")
    notifier.withdraw(handle)
    wedged.set()
    assert service.waits_for("CloseNotification") == (9,)
    assert told.what == []


def test_closing_takes_all_away(private: PrivateBus, bus: Bus) -> None:
    """When Coach ends, what it shows ends."""
    daemon = Daemon(private.address, "actions")
    notifier = BusNotifier(bus)
    notifier.offer("One", "")
    notifier.offer("Two", "")
    while daemon.shown < 2:
        settled(bus)
    settled(bus, NOTIFICATIONS)
    notifier.close()
    daemon.service.waits_for("CloseNotification")
    settled(bus, NOTIFICATIONS)
    assert [values for method, values in daemon.service.calls if method == "CloseNotification"] == [
        (1,),
        (2,),
    ]


@pytest.mark.usefixtures("private")
def test_without_a_service_it_fails_at_once(bus: Bus, told: Told) -> None:
    """Where nobody shows notifications, that is told, so that something else can be shown."""
    notifier = BusNotifier(bus)
    notifier.offer("Title", "", ANSWERS, told.chosen, ended=told.ended)
    assert told.first() == ["(failed)"]
    assert notifier.trouble == NOBODY
    assert notifier.has_buttons is False


def test_another_service_takes_over(private: PrivateBus, bus: Bus, told: Told) -> None:
    """A service that comes later is found by itself, with what it can."""
    notifier = BusNotifier(bus)
    notifier.offer("Title", "", ANSWERS, told.chosen, ended=told.ended)
    told.first()
    Daemon(private.address, "actions").service.waits_for("GetCapabilities")
    settled(bus, NOTIFICATIONS)
    settled(bus, NOTIFICATIONS)
    assert notifier.has_buttons
    assert notifier.trouble == ""


# -- without D-Bus --------------------------------------------------------------------------------


def test_without_any_way_it_fails(told: Told) -> None:
    """With neither bus nor tray nothing is shown, and that is told."""
    notifier = notify.pick(None)
    assert isinstance(notifier, NullNotifier)
    notifier.withdraw(notifier.offer("Title", "", ANSWERS, told.chosen, ended=told.ended))
    notifier.close()
    assert told.what == ["(failed)"]
    assert notifier.trouble == "Nothing here shows notifications."


def test_the_tray_shows_a_message(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, told: Told) -> None:  # noqa: ARG001
    """On Windows and macOS the tray icon shows it, and a click on it is a click on the whole."""
    from PySide6.QtGui import QIcon  # noqa: PLC0415 - after the fixture's application
    from PySide6.QtWidgets import QSystemTrayIcon  # noqa: PLC0415 - the same

    messages: list[tuple[Any, ...]] = []
    visible = True
    monkeypatch.setattr(QSystemTrayIcon, "isVisible", lambda _: visible)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda _: True)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _, *values: messages.append(values))
    monkeypatch.setattr("sys.platform", "win32")
    tray = QSystemTrayIcon(QIcon())
    notifier = notify.pick(None, tray)
    assert isinstance(notifier, TrayNotifier)
    handle = notifier.offer("Title", "Body", ANSWERS, told.chosen, ended=told.ended)
    assert messages[0][:2] == ("Title", "Body")
    tray.messageClicked.emit()
    tray.messageClicked.emit()
    assert told.what == [CLICKED]
    handle = notifier.offer("Title", "Body", ANSWERS, told.chosen, ended=told.ended)
    notifier.withdraw(handle)
    tray.messageClicked.emit()
    visible = False
    notifier.offer("Title", "Body", ANSWERS, told.chosen, ended=told.ended)
    notifier.close()
    assert told.what == [CLICKED, "(failed)"]
    assert notifier.trouble == ""
