# ruff: noqa: D102 - the handlers do what their names say
from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from coach.desktop.bus import Bus
from coach.desktop.service import COACH, serve
from tests.desktop.services import PrivateBus, Service

if TYPE_CHECKING:
    from collections.abc import Iterator


class Asked:
    """Notes what is asked; refuses to play a routine that is not there."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []

    def rescue(self, place: str) -> str:
        self.calls.append(("rescue", place))
        return ""

    def play(self, routine: str) -> str:
        self.calls.append(("play", routine))
        return "" if routine == "morning" else f"There is no routine “{routine}”."

    def writing_start(self, seconds: int) -> str:
        self.calls.append(("writing_start", seconds))
        return ""

    def writing_stop(self) -> str:
        self.calls.append(("writing_stop",))
        return ""

    def pause(self, name: str, seconds: int) -> str:
        self.calls.append(("pause", name, seconds))
        return ""

    def resume(self, name: str) -> str:
        self.calls.append(("resume", name))
        return ""

    def start(self) -> str:
        self.calls.append(("start",))
        return ""

    def snooze(self, seconds: int) -> str:
        self.calls.append(("snooze", seconds))
        return ""

    def skip(self) -> str:
        self.calls.append(("skip",))
        return ""

    def status(self) -> str:
        return "next: 11:40"


@pytest.fixture
def private(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateBus]:
    """A real bus."""
    with PrivateBus() as private:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", private.address)
        yield private


@pytest.fixture
def asked(private: PrivateBus) -> Iterator[Asked]:
    """What Coach is asked, while it serves."""
    bus, asked = Bus("session"), Asked()
    serve(bus, asked)
    owned(private.address)
    yield asked
    bus.close()


def owned(address: str) -> None:
    """Return once Coach can be found on the bus."""
    for _ in range(200):
        if "true" in sent(address, "NameHasOwner", f"string:{COACH.name}", to="org.freedesktop.DBus"):
            return
    raise AssertionError("Coach did not appear on the bus")


def sent(address: str, method: str, *values: str, to: str = COACH.name) -> str:
    """What dbus-send, a program that people bind to their keys, prints."""
    path, interface = (COACH.path, COACH.interface) if to == COACH.name else ("/", to)
    dotted = method if "." in method else f"{interface}.{method}"
    done = subprocess.run(
        ["dbus-send", "--session", "--print-reply", f"--dest={to}", path, dotted, *values],
        env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": address},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_each_call_reaches_its_handler(private: PrivateBus, asked: Asked) -> None:
    """Every call of the published interface arrives with its values, sent by a program not our own."""
    sent(private.address, "Rescue", "string:hand")
    sent(private.address, "Play", "string:morning")
    sent(private.address, "WritingStart", "uint32:1800")
    sent(private.address, "WritingStop")
    sent(private.address, "Pause", "string:lunch", "uint32:4000000000")
    sent(private.address, "Resume", "string:lunch")
    sent(private.address, "Start")
    sent(private.address, "Snooze", "uint32:300")
    sent(private.address, "Skip")
    assert asked.calls == [
        ("rescue", "hand"),
        ("play", "morning"),
        ("writing_start", 1800),
        ("writing_stop",),
        ("pause", "lunch", 4_000_000_000),
        ("resume", "lunch"),
        ("start",),
        ("snooze", 300),
        ("skip",),
    ]


@pytest.mark.usefixtures("asked")
def test_the_state_comes_back_as_text(private: PrivateBus) -> None:
    """`Status` returns what Coach says."""
    assert 'string "next: 11:40"' in sent(private.address, "Status")


def test_what_cannot_be_done_is_refused_with_the_reason(private: PrivateBus, asked: Asked) -> None:
    """A refusal reaches the caller as an error with Coach's sentence."""
    assert "There is no routine “evening”." in sent(private.address, "Play", "string:evening")
    assert asked.calls == [("play", "evening")]


def test_a_call_that_makes_no_sense_is_refused(private: PrivateBus, asked: Asked) -> None:
    """Wrong types and unknown names are told to the caller, and nothing is done."""
    assert "Pause takes “su”, not “s”." in sent(private.address, "Pause", "string:lunch")
    assert "Coach has no org.coach.Coach1.Explode" in sent(private.address, "Explode")
    assert "Coach has no org.example.Other.Skip" in sent(private.address, "org.example.Other.Skip")
    assert asked.calls == []


@pytest.mark.usefixtures("asked")
def test_tools_can_see_what_there_is(private: PrivateBus) -> None:
    """Programs that list what a service offers are shown every method and its arguments."""
    told = sent(private.address, "org.freedesktop.DBus.Introspectable.Introspect")
    assert '<method name="WritingStart">\n<arg name="seconds" type="u" direction="in"/>' in told
    assert '<method name="Status">\n<arg type="s" direction="out"/>' in told
    assert "error" not in sent(private.address, "org.freedesktop.DBus.Peer.Ping").lower()


def test_the_name_is_taken_over_when_its_owner_ends(private: PrivateBus) -> None:
    """Where another Coach has the name, this one answers as soon as the other has ended."""
    other = Service(private.address, COACH.name, lambda _method, _values: ("s", ("the other",)))
    bus = Bus("session")
    serve(bus, Asked())
    assert "the other" in sent(private.address, "Status")
    other.leave()
    owned(private.address)
    assert "11:40" in sent(private.address, "Status")
    bus.close()
