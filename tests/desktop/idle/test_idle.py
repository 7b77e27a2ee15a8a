from __future__ import annotations

import shutil
import struct
import subprocess
import threading
from typing import TYPE_CHECKING, Any

import pytest

from coach.desktop import idle
from coach.desktop.bus import Bus
from coach.desktop.idle import NullIdle, either, mutter
from coach.desktop.idle.macos import MacIdle
from coach.desktop.idle.mutter import MONITOR, MutterIdle
from coach.desktop.idle.wayland import UNABLE, WaylandIdle
from coach.desktop.idle.windows import WindowsIdle
from coach.desktop.idle.xscreensaver import XScreenSaverIdle
from tests.desktop.compositors import Compositor, Sway
from tests.desktop.services import PrivateBus, Service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coach.desktop.idle import Idle
    from tests.desktop.services import Reply
    from tools.display import PrivateDisplay


PATIENCE = 60.0
"""Seconds: on a busy machine the pauses between attempts have grown meanwhile."""


class Changes:
    """Counts what a probe tells by itself, and waits for it."""

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
            assert self._came.wait_for(lambda: self.count >= count, PATIENCE), self.count


@pytest.fixture
def changes() -> Changes:
    """What is told."""
    return Changes()


def rested(probe: Idle, seconds: float) -> float:
    """What the probe says once the hands have rested for so long."""
    while True:
        idle = probe.seconds()
        assert idle is not None
        if idle >= seconds:
            return idle


# -- X11 ------------------------------------------------------------------------------------------


def test_the_x_server_tells_when_there_was_input(
    display: PrivateDisplay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The seconds grow while nobody touches anything, and begin again with real input."""
    monkeypatch.setenv("DISPLAY", display.name)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    probe = idle.pick(30.0, lambda: None, None)
    assert isinstance(probe, XScreenSaverIdle)
    subprocess.run(["xdotool", "mousemove_relative", "3", "3"], env=display.environment, check=True)
    before = rested(probe, 0.3)
    subprocess.run(["xdotool", "key", "shift"], env=display.environment, check=True)
    after = probe.seconds()
    assert after is not None
    assert after < before
    assert probe.trouble == ""
    probe.close()


def test_without_an_x_server_it_is_unknown_and_tried_again(
    display: PrivateDisplay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that lets nobody in is an unknown with a reason, asked again later and not at once."""
    monkeypatch.setenv("DISPLAY", ":65000")
    probe = XScreenSaverIdle()
    assert probe.seconds() is None
    assert probe.trouble == "The X server does not let Coach in."
    monkeypatch.setenv("DISPLAY", display.name)
    assert probe.seconds() is None
    monkeypatch.setattr(probe._retry, "_due", 0.0)
    assert probe.seconds() is not None
    assert probe.trouble == ""
    probe.close()


# -- GNOME ----------------------------------------------------------------------------------------


class Mutter:
    """GNOME's idle monitor, whose clock a test moves."""

    def __init__(self, address: str) -> None:
        self.idle = 0
        self.watches: list[int | None] = []
        self.service = Service(address, MONITOR.name, self._answer)

    def fires(self, watch: int) -> None:
        """Tell of a watch."""
        self.service.says(MONITOR.path, MONITOR.interface, "WatchFired", "u", watch)

    def _answer(self, method: str, values: tuple[Any, ...]) -> Reply:
        if method == "GetIdletime":
            return "t", (self.idle,)
        if method in {"AddIdleWatch", "AddUserActiveWatch"}:
            self.watches.append(values[0] if values else None)
            return "u", (len(self.watches),)
        return "", ()


@pytest.fixture
def private(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateBus]:
    """A real bus."""
    with PrivateBus() as private:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", private.address)
        yield private


@pytest.fixture
def bus(private: PrivateBus) -> Iterator[Bus]:  # noqa: ARG001 - it must run
    """Coach's connection."""
    bus = Bus("session")
    yield bus
    bus.close()


def test_gnome_tells_by_itself(private: PrivateBus, bus: Bus, changes: Changes) -> None:
    """Rest and return are told without asking; asked, GNOME knows to the millisecond."""
    gnome = Mutter(private.address)
    probe = MutterIdle(30.0, changes, bus)
    changes.wait_for(1)
    assert probe.pushes
    assert gnome.watches == [30_000]
    gnome.idle = 1_250
    assert probe.seconds() == 1.25
    gnome.fires(1)
    changes.wait_for(2)
    gnome.service.waits_for("AddUserActiveWatch")
    gnome.idle = 0
    assert probe.seconds() == 0.0  # its answer comes after that of the watch
    gnome.fires(2)
    changes.wait_for(3)
    gnome.fires(1)
    changes.wait_for(4)
    gnome.service.waits_for_count(5)
    assert gnome.watches == [30_000, None, None]
    probe.close()
    gnome.service.waits_for("RemoveWatch")


def test_gnome_that_comes_back_is_asked_anew(private: PrivateBus, bus: Bus, changes: Changes) -> None:
    """Until GNOME's shell is there nothing is known; when it has been restarted, the watch stands again."""
    probe = MutterIdle(30.0, changes, bus)
    assert probe.seconds() is None
    assert probe.trouble == mutter.ABSENT
    first = Mutter(private.address)
    changes.wait_for(1)
    assert probe.seconds() == 0.0
    first.service.leave()
    changes.wait_for(2)
    assert probe.seconds() is None
    assert not probe.pushes
    second = Mutter(private.address)
    changes.wait_for(3)
    assert second.watches == [30_000]
    assert probe.trouble == ""


def test_gnome_that_hangs_is_unknown(
    private: PrivateBus, bus: Bus, changes: Changes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shell that does not answer costs a moment, once; then nobody waits for it for a while."""
    monkeypatch.setattr(mutter, "PATIENCE", 0.02)
    wedged = threading.Event()

    def answer(method: str, _values: tuple[Any, ...]) -> Reply:
        if method == "GetIdletime":
            wedged.wait(20)
        return "u", (1,)

    gnome = Service(private.address, MONITOR.name, answer)
    probe = MutterIdle(30.0, changes, bus)
    changes.wait_for(1)
    assert probe.seconds() is None
    assert probe.seconds() is None
    assert [method for method, _ in gnome.calls].count("GetIdletime") == 1
    assert "does not answer" in probe.trouble
    wedged.set()


# -- Wayland --------------------------------------------------------------------------------------

NEEDS_SWAY = pytest.mark.skipif(
    shutil.which("sway") is None, reason="sway, a Wayland desktop, is not installed"
)


@NEEDS_SWAY
def test_a_real_wayland_desktop_tells_by_itself(changes: Changes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under a real sway, rest and a real movement of the pointer are told, and the end of the desktop too."""
    with Sway() as sway:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(sway.folder))
        monkeypatch.setenv("WAYLAND_DISPLAY", sway.display)
        probe = idle.pick(0.5, changes, None)
        changes.wait_for(2)  # it answers; the hands rest
        rest = probe.seconds()
        assert rest is not None
        assert 0.5 <= rest < 10
        sway.input()
        changes.wait_for(3)
        assert probe.seconds() == 0.0
        changes.wait_for(4)
        assert rested(probe, 0.5)
        sway.end()
        changes.wait_for(5)
        assert probe.seconds() is None
        assert "cannot be reached" in probe.trouble
        probe.close()


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a stand-in compositor listens."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-test")
    return tmp_path


@pytest.mark.parametrize(("version", "request_"), [(1, 1), (2, 2), (7, 2)])
def test_input_alone_counts_where_the_protocol_can_tell(
    runtime: Path, changes: Changes, version: int, request_: int
) -> None:
    """From its second version on, the notifier is asked for input alone, whatever keeps the screen on."""
    compositor = Compositor(runtime, [("wl_seat", 9), ("ext_idle_notifier_v1", version)])
    probe = WaylandIdle(30.0, changes)
    changes.wait_for(1)
    notifier, bound = compositor.waits_for_bound("ext_idle_notifier_v1")
    assert bound == min(version, 2)
    watch, length, seat = struct.unpack("=III", compositor.waits_for(notifier, request_))
    assert (length, seat) == (30_000, compositor.waits_for_bound("wl_seat")[0])
    assert probe.seconds() == 0.0
    compositor.tells(watch, 0)
    changes.wait_for(2)
    seconds = probe.seconds()
    assert seconds is not None
    assert seconds >= 30.0
    compositor.tells(watch, 1)
    changes.wait_for(3)
    assert probe.seconds() == 0.0
    probe.close()
    compositor.close()


def test_short_rests_are_told_only_to_who_asks(runtime: Path, changes: Changes) -> None:
    """The pause between two bursts of typing is watched for once somebody asks, and no longer."""
    compositor = Compositor(runtime, [("wl_seat", 7), ("ext_idle_notifier_v1", 1)])
    probe = WaylandIdle(30.0, changes)
    changes.wait_for(1)
    notifier, _ = compositor.waits_for_bound("ext_idle_notifier_v1")
    compositor.waits_for(notifier, 1)
    assert len(compositor.requests) == 1
    assert probe.seconds() == 0.0
    while len(compositor.requests) < 2:
        pass
    watch, length, _ = struct.unpack("=III", compositor.requests[1][2])
    assert compositor.requests[1][:2] == (notifier, 1)
    assert length == 2_000
    compositor.tells(watch, 0)
    assert rested(probe, 2.0) < 3.0
    assert changes.count == 1
    probe._asked -= 60
    compositor.tells(watch, 1)
    assert compositor.waits_for(watch, 0) == b""
    probe.close()
    compositor.close()


def test_a_desktop_without_the_protocol_is_told(runtime: Path, changes: Changes) -> None:
    """Where the compositor cannot tell, that is said; nobody is taken to be at the keyboard or away."""
    compositor = Compositor(runtime, [("wl_seat", 7)])
    probe = WaylandIdle(30.0, changes)
    changes.wait_for(1)
    assert probe.seconds() is None
    assert probe.trouble == UNABLE
    probe.close()
    compositor.close()


def test_a_compositor_that_complains_or_dies_is_tried_again(runtime: Path, changes: Changes) -> None:
    """A complaint ends the connection; the next attempt follows, and all is known again."""
    compositor = Compositor(runtime, [("wl_seat", 7), ("ext_idle_notifier_v1", 1)])
    probe = WaylandIdle(30.0, changes)
    changes.wait_for(1)
    text = b"invalid object\0\0"
    compositor.tells(1, 0, struct.pack("=III", 5, 0, 15) + text)
    changes.wait_for(2)
    assert "invalid object" in probe.trouble
    changes.wait_for(3)
    assert probe.trouble == ""
    compositor.drop()
    changes.wait_for(4)
    assert "compositor" in probe.trouble  # it has gone, or, tried again already, cannot be reached
    probe.close()
    compositor.close()


# -- whichever there is ---------------------------------------------------------------------------


def test_of_two_ways_the_one_that_knows_is_asked(
    private: PrivateBus, bus: Bus, runtime: Path, changes: Changes
) -> None:
    """On Wayland GNOME's own way is tried beside the common one; whichever knows, tells."""
    probe = idle.pick(30.0, changes, bus)
    assert isinstance(probe, either.EitherIdle)
    assert probe.seconds() is None
    assert probe.name == "GNOME (Mutter) or Wayland"
    assert not probe.pushes
    assert "GNOME" in probe.trouble
    gnome = Mutter(private.address)
    changes.wait_for(1)
    gnome.idle = 500
    assert probe.seconds() == 0.5
    assert probe.name == "GNOME (Mutter)"
    assert probe.pushes
    assert probe.trouble == ""
    compositor = Compositor(runtime, [("wl_seat", 7), ("ext_idle_notifier_v1", 1)])
    gnome.service.leave()
    changes.wait_for(3)
    assert probe.name == "Wayland"
    assert probe.seconds() == 0.0
    probe.close()
    compositor.close()


def test_without_a_screen_it_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no screen, nothing is known, and the reason is told."""
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    probe = idle.pick(30.0, lambda: None, None)
    assert isinstance(probe, NullIdle)
    assert probe.seconds() is None
    assert "no screen" in probe.trouble
    probe.close()


# -- stand-ins for systems that are not here ------------------------------------------------------


def test_windows_counts_over_its_own_end() -> None:
    """On Windows the milliseconds begin again after 49.7 days, and the seconds are right all the same."""

    class User:
        works = 1

        def GetLastInputInfo(self, last: Any) -> int:
            last._obj.tick = 2**32 - 500
            return self.works

    class Kernel:
        def GetTickCount(self) -> int:
            return 1_000

    user = User()
    probe = WindowsIdle(user, Kernel())
    assert probe.seconds() == 1.5
    user.works = 0
    assert probe.seconds() is None
    assert "does not tell" in probe.trouble


def test_macos_is_asked_for_real_input() -> None:
    """On macOS only what the hands do counts, not what programs make up."""

    class Since:
        asked: tuple[int, int] = (0, 0)

        def __call__(self, *state: int) -> float:
            Since.asked = (state[0], state[1])
            return 12.5

    class Services:
        CGEventSourceSecondsSinceLastEventType = Since()

    assert MacIdle(Services()).seconds() == 12.5
    assert Since.asked == (1, 0xFFFFFFFF)
