from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from coach.desktop import presence
from coach.desktop.absence import LOGIND, SESSION
from coach.desktop.bus import Bus, Place
from coach.desktop.presence import NullPresence, windows
from coach.desktop.presence.linux import PROPERTIES, TROUBLE, BusPresence
from coach.desktop.presence.macos import MacPresence
from coach.desktop.presence.windows import WindowsPresence
from tests.desktop.services import PrivateBus, Service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.desktop.services import Reply

OWN = "/org/freedesktop/login1/session/_32"


class Changes:
    """Counts what is told, and waits for it."""

    def __init__(self) -> None:
        self.count = 0
        self._came = threading.Condition()

    def __call__(self) -> None:
        """Note one."""
        with self._came:
            self.count += 1
            self._came.notify_all()

    def wait_for(self, count: int) -> None:
        """Return once so many have come."""
        with self._came:
            assert self._came.wait_for(lambda: self.count >= count, 15), self.count


@pytest.fixture
def private(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateBus]:
    """A real bus that stands for both the session's and the system's."""
    with PrivateBus() as private:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", private.address)
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", private.address)
        monkeypatch.setenv("XDG_SESSION_ID", "2")
        yield private


@pytest.fixture
def buses(private: PrivateBus) -> Iterator[tuple[Bus, Bus]]:  # noqa: ARG001 - it must run
    """Coach's connections to the session's and the system's bus."""
    buses = Bus("session"), Bus("system")
    yield buses
    for bus in buses:
        bus.close()


@pytest.fixture
def changes() -> Changes:
    """What is told."""
    return Changes()


def settled(*buses: Bus) -> None:
    """Return once the buses have done all that was asked of them, and what followed from it."""
    place = Place("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
    for bus in buses * 4:
        done = threading.Event()
        bus.call(place, "GetId", answer=lambda _, done=done: done.set())  # type: ignore[misc]
        assert done.wait(10)


class Logind:
    """logind, with a session whose lock a test turns."""

    def __init__(self, address: str, *, session: bool = True) -> None:
        self.hint = False
        self._session = session
        self.service = Service(address, LOGIND.name, self._answer)

    def locks(self, *, hint: bool, path: str = OWN) -> None:
        """Tell that a session's lock has changed."""
        self.hint = hint
        self.service.says(
            path, PROPERTIES, "PropertiesChanged", "sa{sv}as", SESSION, {"LockedHint": ("b", hint)}, []
        )

    def _answer(self, method: str, values: tuple[Any, ...]) -> Reply:
        if method.startswith("GetSession"):
            return ("o", (OWN,)) if self._session else None
        if values == ("org.freedesktop.login1.User", "Display"):
            return "v", (("(so)", ("2", OWN)),)
        return "v", (("b", self.hint),)


@pytest.mark.parametrize(("identity", "session"), [("2", True), ("", True), ("", False)])
def test_the_own_sessions_lock_is_followed(
    private: PrivateBus,
    buses: tuple[Bus, Bus],
    changes: Changes,
    monkeypatch: pytest.MonkeyPatch,
    identity: str,
    session: bool,
) -> None:
    """Locking and unlocking are told, of the own session alone, also where systemd has started Coach."""
    monkeypatch.setenv("XDG_SESSION_ID", identity)
    logind = Logind(private.address, session=session)
    probe = presence.pick(changes, *buses)
    assert isinstance(probe, BusPresence)
    logind.service.waits_for("Get")
    settled(*buses)
    assert not probe.locked
    logind.locks(hint=True, path="/org/freedesktop/login1/session/_37")
    logind.locks(hint=True)
    changes.wait_for(1)
    assert probe.locked
    logind.locks(hint=False)
    changes.wait_for(2)
    assert not probe.locked
    assert (probe.name, probe.trouble) == ("logind", "")
    probe.close()
    logind.locks(hint=True)
    settled(*buses)
    assert changes.count == 2


def test_a_lock_that_stands_is_known_from_the_start(
    private: PrivateBus, buses: tuple[Bus, Bus], changes: Changes
) -> None:
    """Started behind a locked screen, Coach knows it."""
    logind = Logind(private.address)
    logind.hint = True
    probe = BusPresence(changes, *buses)
    changes.wait_for(1)
    assert probe.locked


def test_falling_asleep_and_waking_are_told(
    private: PrivateBus, buses: tuple[Bus, Bus], changes: Changes
) -> None:
    """Both ends of sleep are told at once; how long it was, the clocks know."""
    logind = Logind(private.address)
    BusPresence(changes, *buses)
    settled(*buses)
    for asleep in (True, False):
        logind.service.says(LOGIND.path, LOGIND.interface, "PrepareForSleep", "b", asleep)
    changes.wait_for(2)


def test_a_screen_saver_that_dies_locks_nothing(
    private: PrivateBus, buses: tuple[Bus, Bus], changes: Changes
) -> None:
    """A saver is followed from whenever it is there until it is gone, and never leaves a lock behind."""
    name = "org.gnome.ScreenSaver"
    probe = BusPresence(changes, *buses)
    settled(*buses)
    assert probe.trouble == TROUBLE
    saver = Service(private.address, name, lambda _method, _values: ("b", (True,)))
    changes.wait_for(1)
    assert probe.locked
    assert probe.name == name
    saver.says("/org/gnome/ScreenSaver", name, "ActiveChanged", "b", False)
    changes.wait_for(2)
    saver.says("/org/gnome/ScreenSaver", name, "ActiveChanged", "b", True)
    changes.wait_for(3)
    saver.leave()
    changes.wait_for(4)
    assert not probe.locked
    again = BusPresence(changes, *buses)
    Service(private.address, name, lambda _method, _values: None)
    settled(*buses)
    assert not again.locked


def test_a_saver_that_is_there_already_is_asked(
    private: PrivateBus, buses: tuple[Bus, Bus], changes: Changes
) -> None:
    """A saver that was there before Coach is found."""
    Service(private.address, "org.freedesktop.ScreenSaver", lambda _method, _values: ("b", (True,)))
    probe = BusPresence(changes, *buses)
    changes.wait_for(1)
    assert probe.locked


def test_without_a_bus_nobody_can_tell(changes: Changes) -> None:
    """Without D-Bus the screen counts as unlocked, and the reason is told."""
    probe = presence.pick(changes, None, None)
    assert isinstance(probe, NullPresence)
    assert not probe.locked
    assert "no D-Bus" in probe.trouble
    probe.close()


def test_sleep_is_measured_by_two_clocks() -> None:
    """The seconds asleep since the computer started are never negative, and grow only in sleep."""
    first = presence.slept()
    assert first >= 0
    assert presence.slept() == pytest.approx(first, abs=0.05)


# -- stand-ins for systems that are not here ------------------------------------------------------


class Function:
    """A function of a C library."""

    def __init__(self, returns: Any) -> None:
        self.returns, self.calls = returns, 0

    def __call__(self, *values: Any) -> Any:
        """Count, and answer."""
        self.calls += 1
        return self.returns(*values) if callable(self.returns) else self.returns


def test_windows_is_locked_while_its_desktop_is_closed_to_us() -> None:
    """On Windows a locked screen keeps programs from the desktop; what was opened is closed again."""

    class User:
        OpenInputDesktop = Function(7)
        CloseDesktop = Function(1)

    probe = WindowsPresence(User)
    assert not probe.locked
    assert User.CloseDesktop.calls == 1
    User.OpenInputDesktop.returns = None
    assert probe.locked
    assert User.CloseDesktop.calls == 1
    probe.close()


def test_windows_tells_sleep_from_two_counts() -> None:
    """On Windows the count that leaves sleep out is taken from the one that does not."""

    def unbiased(count: Any) -> int:
        count._obj.value = 40 * 10_000_000
        return 1

    class Kernel:
        GetTickCount64 = Function(100_500)
        QueryUnbiasedInterruptTime = Function(unbiased)

    assert windows.slept(Kernel) == 60.5


def test_macos_is_locked_while_its_session_says_so() -> None:
    """On macOS the entry stands only while the screen is locked; what was copied is released."""

    class Graphics:
        CGSessionCopyCurrentDictionary = Function(5)

    class Foundation:
        CFStringCreateWithCString = Function(1)
        CFDictionaryGetValue = Function(None)
        CFBooleanGetValue = Function(1)
        CFRelease = Function(None)

    probe = MacPresence(Graphics, Foundation)
    assert not probe.locked
    Foundation.CFDictionaryGetValue.returns = 3
    assert probe.locked
    assert Foundation.CFRelease.calls == 2
    Graphics.CGSessionCopyCurrentDictionary.returns = None
    assert not probe.locked
    probe.close()
