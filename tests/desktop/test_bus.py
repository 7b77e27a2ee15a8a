from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from coach.desktop import absence
from coach.desktop.awake import NullAwake, pick
from coach.desktop.awake.linux import BusAwake
from coach.desktop.awake.macos import MacAwake
from coach.desktop.awake.windows import WindowsAwake
from coach.desktop.bus import Bus, Place, Question
from coach.desktop.ducking import Ducking
from coach.settings import OtherPlayers
from tests.desktop.services import PrivateBus, Service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coach.desktop.bus import Answer
    from tests.desktop.services import Reply

ECHO = Place("org.example.Echo", "/echo", "org.example.Echo")


@pytest.fixture
def private(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateBus]:
    """A real bus that stands for both the session's and the system's."""
    with PrivateBus() as private:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", private.address)
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", private.address)
        yield private


@pytest.fixture
def bus(private: PrivateBus) -> Iterator[Bus]:  # noqa: ARG001 - it must run
    """Coach's connection."""
    bus = Bus("session")
    yield bus
    bus.close()


def echo(_method: str, values: tuple[Any, ...]) -> Reply:
    """Answer with what was sent."""
    return "u", values


def asked(bus: Bus, place: Place, method: str, signature: str = "", body: tuple[Any, ...] = ()) -> Answer:
    """Call and wait for the answer."""
    answers: list[Answer] = []
    came = threading.Event()

    def answer(what: Answer) -> None:
        answers.append(what)
        came.set()

    bus.call(place, method, signature, body, answer)
    assert came.wait(15)
    return answers[0]


def test_a_call_is_answered(private: PrivateBus, bus: Bus) -> None:
    """A call reaches a service, with exact types, and its answer comes back."""
    service = Service(private.address, ECHO.name, echo)
    assert asked(bus, ECHO, "Say", "u", (7,)) == (7,)
    assert service.calls == [("Say", (7,))]


def test_a_refusal_and_a_missing_service_are_answered_in_words(private: PrivateBus, bus: Bus) -> None:
    """An error, or nobody of that name, is an answer too."""
    assert "org.example.Nobody" in str(asked(bus, Place("org.example.Nobody", "/x", "x.y"), "Say"))
    Service(private.address, ECHO.name, lambda _method, _values: None)
    assert asked(bus, ECHO, "Say") == "org.example.Refused: no"


def test_a_signal_is_heard(private: PrivateBus, bus: Bus) -> None:
    """What is listened for is heard; other signals are not."""
    service = Service(private.address, ECHO.name, echo)
    heard: list[tuple[Any, ...]] = []
    came = threading.Event()

    def note(body: tuple[Any, ...]) -> None:
        heard.append(body)
        came.set()

    bus.listen("Rang", ECHO, note)
    asked(bus, ECHO, "Say", "u", (1,))  # the match stands by then
    service.says("/echo", ECHO.interface, "Knocked", "u", 1)
    service.says("/echo", ECHO.interface, "Rang", "u", 2)
    assert came.wait(10)
    assert heard == [(2,)]


def test_without_a_bus_a_call_is_answered_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no bus, nothing is waited for."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
    bus = Bus("session")
    assert asked(bus, ECHO, "Say") == "There is no session bus."
    bus.close()


def test_a_bus_that_dies_is_told_to_those_who_wait(private: PrivateBus, bus: Bus) -> None:
    """A call under way when the bus dies is answered with that."""
    wedged = threading.Event()
    service = Service(private.address, ECHO.name, lambda _method, values: (wedged.wait(20), ("u", values))[1])
    answers: list[Answer] = []
    came = threading.Event()

    def answer(what: Answer) -> None:
        answers.append(what)
        came.set()

    bus.call(ECHO, "Say", "u", (1,), answer)
    service.waits_for("Say")
    private.end()
    assert came.wait(10)
    wedged.set()
    assert "bus has gone" in str(answers[0])


def test_only_the_signals_of_one_are_heard(private: PrivateBus, bus: Bus) -> None:
    """Where only signals that begin with a certain text are asked for, the others do not even arrive."""
    service = Service(private.address, ECHO.name, echo)
    heard: list[tuple[Any, ...]] = []
    came = threading.Event()

    def note(body: tuple[Any, ...]) -> None:
        heard.append(body)
        came.set()

    bus.listen("Rang", ECHO, note, first="door")
    asked(bus, ECHO, "Say", "u", (1,))
    service.says("/echo", ECHO.interface, "Rang", "s", "telephone")
    service.says("/echo", ECHO.interface, "Rang", "u", 2)
    service.says("/echo", ECHO.interface, "Rang", "ss", "door", "twice")
    assert came.wait(10)
    assert heard == [("door", "twice")]


def test_several_questions_are_asked_at_once(private: PrivateBus, bus: Bus) -> None:
    """Each question has its answer in its place; what has not come in time says so."""
    wedged = threading.Event()

    def answer(method: str, values: tuple[Any, ...]) -> Reply:
        if method == "Think":
            wedged.wait(20)
        return "u", values

    Service(private.address, ECHO.name, answer)
    nobody = Place("org.example.Nobody", "/x", "x.y")
    questions = [
        Question(ECHO, "Say", "u", (1,)),
        Question(nobody, "Say"),
        Question(ECHO, "Think", "u", (2,)),
    ]
    first, second, third = bus.ask(questions, 0.5)
    assert first == (1,)
    assert "org.example.Nobody" in str(second)
    assert third == "It did not answer in time."
    wedged.set()


def test_a_bus_that_comes_back_finds_all_as_it_was(
    private: PrivateBus, bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a restart of the bus our name is owned again, signals are heard, and greetings are repeated."""
    greeted, heard = threading.Semaphore(0), threading.Event()
    bus.own("org.example.Us", lambda call: ("s", (call.method,)))
    bus.listen("Rang", ECHO, lambda _: heard.set())
    bus.greet(greeted.release)
    assert greeted.acquire(timeout=10)
    us = Place("org.example.Us", "/us", "org.example.Us")
    with PrivateBus() as another:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", another.address)
        private.end()
        assert greeted.acquire(timeout=10)
        service = Service(another.address, ECHO.name, echo)
        assert asked(bus, ECHO, "Say", "u", (1,)) == (1,)
        service.says("/echo", ECHO.interface, "Rang", "u", 1)
        assert heard.wait(10)
        assert asked(bus, us, "Hello") == ("Hello",)


# -- keeping the screen on ------------------------------------------------------------------------


def screen_saver(method: str, _values: tuple[Any, ...]) -> Reply:
    """A screen saver that hands out the cookie 4000000000, which is no int32."""
    return ("u", (4_000_000_000,)) if method == "Inhibit" else ("", ())


def test_the_screen_is_kept_on_and_let_go(private: PrivateBus, bus: Bus) -> None:
    """Holding asks once however often it is said; releasing hands back the very cookie."""
    service = Service(private.address, "org.freedesktop.ScreenSaver", screen_saver)
    awake = pick(bus)
    assert isinstance(awake, BusAwake)
    awake.hold()
    awake.hold()
    assert service.waits_for("Inhibit") == ("Coach", "A Coach session is running")
    asked(bus, ECHO, "Say")  # all that came before has been done
    awake.release()
    assert service.waits_for("UnInhibit") == (4_000_000_000,)
    assert [method for method, _ in service.calls] == ["Inhibit", "UnInhibit"]
    assert awake.trouble == ""


def test_releasing_before_the_answer_is_not_lost(private: PrivateBus, bus: Bus) -> None:
    """Released while the desktop is still thinking, the screen is let go as soon as it has answered."""
    service = Service(private.address, "org.freedesktop.ScreenSaver", screen_saver)
    awake = BusAwake(bus)
    awake.hold()
    awake.release()
    assert service.waits_for("UnInhibit") == (4_000_000_000,)


def test_in_a_sandbox_the_portal_is_asked(private: PrivateBus, bus: Bus) -> None:
    """Without a screen saver service the desktop portal holds the screen, until its request is closed."""
    request = "/org/freedesktop/portal/desktop/request/1"

    def portal(method: str, _values: tuple[Any, ...]) -> Reply:
        return ("o", (request,)) if method == "Inhibit" else ("", ())

    service = Service(private.address, "org.freedesktop.portal.Desktop", portal)
    awake = BusAwake(bus)
    awake.hold()
    assert service.waits_for("Inhibit")[1] == 8
    asked(bus, ECHO, "Say")
    awake.release()
    service.waits_for("Close")


def test_a_desktop_without_either_is_told(private: PrivateBus, bus: Bus) -> None:  # noqa: ARG001 - it must run
    """Where nobody can keep the screen on, the reason is told and the session goes on."""
    awake = BusAwake(bus)
    awake.hold()
    for _ in range(2000):  # the bus looks for a program to start before it says that there is none
        if awake.trouble:
            break
        asked(bus, ECHO, "Say")
    assert "may go dark" in awake.trouble
    awake.release()
    assert "cannot" in NullAwake.trouble


def test_windows_is_asked_by_its_own_call() -> None:
    """On Windows the display is required while a session runs, and no longer. A stand-in here."""
    told: list[int] = []

    class Kernel:
        def SetThreadExecutionState(self, state: int) -> None:
            told.append(state)

    awake = WindowsAwake(Kernel())
    awake.hold()
    awake.release()
    assert told == [0x80000002, 0x80000000]


def test_macos_is_asked_by_its_own_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On macOS `caffeinate` runs while a session does. A stand-in for the program here."""
    program = tmp_path / "caffeinate"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    awake = MacAwake()
    awake.hold()
    running = awake._program
    assert running is not None
    assert running.poll() is None
    awake.hold()
    assert awake._program is running
    awake.release()
    assert running.poll() is not None
    monkeypatch.setenv("PATH", "")
    awake.hold()
    assert "may go dark" in awake.trouble


# -- sleep and lock -------------------------------------------------------------------------------


class Gone:
    """Notes why the person has gone."""

    def __init__(self) -> None:
        self.why: list[str] = []
        self.came = threading.Event()

    def __call__(self, why: str) -> None:
        """Note it."""
        self.why.append(why)
        self.came.set()


def logind(_method: str, _values: tuple[Any, ...]) -> Reply:
    """A logind whose every session is the second."""
    return "o", ("/org/freedesktop/login1/session/_32",)


@pytest.mark.parametrize("known", ["2", ""])
def test_sleep_and_lock_are_heard(private: PrivateBus, monkeypatch: pytest.MonkeyPatch, known: str) -> None:
    """Going to sleep and locking the own session are told; waking up and other sessions' locks are not."""
    monkeypatch.setenv("XDG_SESSION_ID", known)
    service = Service(private.address, absence.LOGIND.name, logind)
    bus, gone = Bus("system"), Gone()
    absence.watch(None, bus, gone)
    assert service.waits_for("GetSession" if known else "GetSessionByPID")
    asked(bus, ECHO, "Say")
    asked(bus, ECHO, "Say")
    service.says(absence.LOGIND.path, absence.LOGIND.interface, "PrepareForSleep", "b", False)
    service.says("/org/freedesktop/login1/session/_37", absence.SESSION, "Lock", "")
    service.says(absence.LOGIND.path, absence.LOGIND.interface, "PrepareForSleep", "b", True)
    assert gone.came.wait(10)
    gone.came.clear()
    service.says("/org/freedesktop/login1/session/_32", absence.SESSION, "Lock", "")
    assert gone.came.wait(10)
    assert gone.why == ["sleep", "lock"]
    bus.close()


def test_a_screen_saver_that_starts_is_a_lock(private: PrivateBus, bus: Bus) -> None:
    """A screen saver that becomes active means that nobody looks any more."""
    gone = Gone()
    absence.watch(bus, None, gone)
    service = Service(private.address, "org.gnome.ScreenSaver", echo)
    asked(bus, ECHO, "Say")
    service.says("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "b", False)
    service.says("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "b", True)
    assert gone.came.wait(10)
    assert gone.why == ["lock"]


# -- other players --------------------------------------------------------------------------------


class Player:
    """A music player as MPRIS has it."""

    def __init__(self, address: str, name: str, status: str = "Playing") -> None:
        self.status, self.volume = status, 0.8
        self.service = Service(address, f"org.mpris.MediaPlayer2.{name}", self._answer)

    def _answer(self, method: str, values: tuple[Any, ...]) -> Reply:
        if method == "Get":
            kept = {"PlaybackStatus": ("s", self.status), "Volume": ("d", self.volume)}
            return "v", (kept[values[1]],)
        if method == "Set":
            self.volume = values[2][1]
        if method in {"Pause", "Play"}:
            self.status = {"Pause": "Paused", "Play": "Playing"}[method]
        return "", ()


def test_other_players_are_lowered_and_put_back(private: PrivateBus) -> None:
    """What plays is lowered to a third while a session runs, and is as before afterwards."""
    playing, silent = Player(private.address, "music"), Player(private.address, "film", "Stopped")
    ducking = Ducking()
    ducking.begin(OtherPlayers.LOWER)
    playing.service.waits_for_count(4)
    assert playing.volume == pytest.approx(0.24)
    assert silent.volume == 0.8
    ducking.end()
    playing.service.waits_for_count(6)
    assert playing.volume == pytest.approx(0.8)


def test_other_players_are_paused_and_go_on(private: PrivateBus) -> None:
    """What plays is paused, and plays again afterwards; what was silent stays so."""
    playing, silent = Player(private.address, "music"), Player(private.address, "film", "Paused")
    ducking = Ducking()
    ducking.begin(OtherPlayers.PAUSE)
    playing.service.waits_for("Pause")
    ducking.end()
    playing.service.waits_for("Play")
    assert silent.status == "Paused"
    assert "Play" not in [method for method, _ in silent.service.calls]


def test_a_killed_coach_leaves_no_player_quiet(private: PrivateBus) -> None:
    """However Coach ends, the guard sees it and puts the player back."""
    playing = Player(private.address, "music")
    ducking = Ducking()
    ducking.begin(OtherPlayers.LOWER)
    playing.service.waits_for_count(4)
    guard = ducking._guard
    assert guard is not None
    assert guard.stdin is not None
    guard.stdin.close()  # what the system does when a process is killed
    assert guard.wait(10) == 0
    assert playing.volume == pytest.approx(0.8)


def test_a_volume_the_person_has_changed_is_left_alone(private: PrivateBus) -> None:
    """Someone who turns the music up meanwhile wants it so."""
    playing = Player(private.address, "music")
    ducking = Ducking()
    ducking.begin(OtherPlayers.LOWER)
    playing.service.waits_for_count(4)
    playing.volume = 0.6
    guard = ducking._guard
    ducking.end()
    assert guard is not None
    assert guard.wait(10) == 0
    assert playing.volume == 0.6


def test_unasked_nothing_is_touched() -> None:
    """Unless the person has asked for it, other players are left alone."""
    ducking = Ducking()
    ducking.begin(OtherPlayers.LEAVE)
    assert ducking._guard is None


def test_without_a_bus_nothing_is_lowered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no bus the guard ends by itself, and nobody minds."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
    ducking = Ducking()
    ducking.begin(OtherPlayers.LOWER)
    assert ducking._guard is not None
    assert ducking._guard.wait(10) == 1
    ducking.end()
