from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from coach.desktop import checkup, screens
from coach.desktop.bus import Bus
from coach.desktop.checkup import Finding
from coach.desktop.notify.linux import NOTIFICATIONS
from coach.desktop.sound import NullSound
from tests.desktop.services import PrivateBus, Service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.desktop.services import Reply
    from tools.display import PrivateDisplay


@pytest.fixture
def private(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[PrivateBus]:
    """A real bus that stands for both the session's and the system's."""
    with PrivateBus() as private:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", private.address)
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", private.address)
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)
        yield private


@pytest.fixture
def bus(private: PrivateBus) -> Iterator[Bus]:  # noqa: ARG001 - it must run
    """Coach's connection."""
    bus = Bus("session")
    yield bus
    bus.close()


def service(*able: str) -> Any:
    """A notification service that can what it is told to."""

    def answer(method: str, _values: tuple[Any, ...]) -> Reply:
        if method == "GetCapabilities":
            return "as", (list(able),)
        return ("ssss", ("Plain", "Us", "2.0", "1.2")) if method == "GetServerInformation" else None

    return answer


class Voice:
    """An engine with two voices."""

    name = "a voice"

    def voices(self) -> tuple[str, ...]:
        """Both."""
        return "one", "two"

    def close(self) -> None:
        """Nothing is held."""


def test_the_whole_desktop_is_looked_at(
    private: PrivateBus, display: PrivateDisplay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a real screen with a real bus each part is found, or missing with what that means, in order."""
    monkeypatch.setenv("DISPLAY", display.name)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(checkup, "open_sound", lambda _: NullSound("The card is gone."))
    monkeypatch.setattr(checkup, "engines", lambda _: (Voice,))
    Service(private.address, NOTIFICATIONS.name, service("actions"))
    found = {finding.part: finding for finding in checkup.checkup()}
    assert list(found) == [
        *("screen", "tray", "idle time", "lock", "sleep", "do not disturb", "full screen", "microphone"),
        *("camera", "presentation", "D-Bus", "notifications", "screen kept on", "sound", "voice", "login"),
        "reminders",
    ]
    assert found["screen"].found == "1400 × 1000 at 100 % (xcb)"
    assert found["idle time"].found.startswith("told by the X server: the last input was ")
    assert found["notifications"] == Finding("notifications", True, "shown by Plain 2.0, with buttons")
    assert found["sound"].found == "The card is gone."
    assert found["voice"] == Finding("voice", True, "a voice, with 2 voices")
    assert found["reminders"].found == "they do not run now"
    assert all(finding.works or finding.means for finding in found.values())
    assert not any(finding.means or finding.get for finding in found.values() if finding.works)


def test_without_a_screen_qts_own_words_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Qt opens no window, what it says is passed on, and what still works is named."""
    monkeypatch.setenv("DISPLAY", ":65000")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    (finding,) = checkup._screens()
    assert not finding.works
    assert "could not connect to display" in finding.found
    assert "coach list" in finding.means


def test_a_program_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desktop that never answers, or answers nonsense, is a finding too."""

    def hang(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("x", 1)

    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(OSError, match="does not answer"):
        screens.find()


@pytest.mark.parametrize(
    ("able", "works", "found"),
    [(("body",), False, "shown by Plain 2.0, without buttons"), (("actions",), True, "shown by Plain 2.0")],
)
def test_notifications_need_buttons(
    private: PrivateBus, bus: Bus, able: tuple[str, ...], works: bool, found: str
) -> None:
    """A service whose notifications cannot be answered is told, with what is shown instead."""
    Service(private.address, NOTIFICATIONS.name, service(*able))
    finding = checkup._notifications(bus, checkup._names(bus))
    assert finding.works is works
    assert finding.found.startswith(found)


def test_a_desktop_without_services_is_told(bus: Bus) -> None:
    """Nobody who shows notifications or keeps the screen on: each is missing, with a way to get it."""
    names = checkup._names(bus)
    assert names is not None
    assert "dunst" in checkup._notifications(bus, set()).get
    assert checkup._keeper(set()).means
    assert checkup._keeper({"org.freedesktop.ScreenSaver"}).works
    assert checkup._bus({"org.coach.Coach1"}).found.startswith("org.coach.Coach1 answers")
    assert checkup._bus(names).works


def test_without_a_bus_the_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without D-Bus the person learns what will not work."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
    bus = Bus("session")
    assert checkup._names(bus) is None
    finding = checkup._bus(None)
    assert not finding.works
    assert "notifications" in finding.means
    bus.close()


def test_without_a_voice_the_way_to_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Engines that do not open, or fail at once, are no voice."""

    class Broken(Voice):
        def voices(self) -> tuple[str, ...]:
            raise OSError("gone")

    def missing() -> Voice:
        raise FileNotFoundError("no such program")

    monkeypatch.setattr(checkup, "engines", lambda _: (missing, Broken))
    finding = checkup._voice()
    assert not finding.works
    assert "espeak-ng" in finding.get


def test_what_the_sound_library_says_is_not_shown(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's library complains of every card it does not find; the finding says it in one sentence."""
    script = "import os; os.write(2, b'ALSA lib: no card')"

    def noisy(opened: Any) -> NullSound:
        subprocess.run([sys.executable, "-c", script], check=True)
        opened()
        return NullSound("No sound device was found.")

    monkeypatch.setattr(checkup, "open_sound", noisy)
    assert checkup._sound().found == "No sound device was found."
    subprocess.run([sys.executable, "-c", script], check=True)
    assert capfd.readouterr().err == "ALSA lib: no card"
    monkeypatch.setattr(checkup, "open_sound", lambda opened: (opened(), NullSound())[1])
    assert checkup._sound().works
