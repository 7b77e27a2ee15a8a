from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from coach.desktop import focus
from coach.desktop.bus import Bus
from coach.desktop.focus import KINDS, Found, NullFocus
from coach.desktop.focus.linux import LinuxFocus
from coach.desktop.focus.quiet import NO_BUS, NOBODY, quiet
from coach.reminders.sample import Inhibitor
from tests.desktop.services import PrivateBus, Service

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.desktop.services import Reply

NOTIFICATIONS = "org.freedesktop.Notifications"


@pytest.fixture
def private(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateBus]:
    """A real bus."""
    with PrivateBus() as private:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", private.address)
        monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)
        yield private


@pytest.fixture
def bus(private: PrivateBus) -> Iterator[Bus]:  # noqa: ARG001 - it must run
    """Coach's connection."""
    bus = Bus("session")
    yield bus
    bus.close()


class Desktop:
    """A program that answers certain questions, and refuses all others."""

    def __init__(self, address: str, name: str, **answers: Reply) -> None:
        self.answers = answers
        self.service = Service(address, name, self._answer)

    def _answer(self, method: str, values: tuple[Any, ...]) -> Reply:
        return self.answers.get("_".join([method, *(str(one) for one in values[-1:])]).split(".")[-1])


def on(value: bool) -> Reply:
    """A truth value, as a property holds it."""
    return "v", (("b", value),)


DO_NOT_DISTURB: dict[str, tuple[str, str, Callable[[bool], Reply]]] = {
    "KDE": (NOTIFICATIONS, "Get_Inhibited", on),
    "dunst": (NOTIFICATIONS, "Get_paused", on),
    "mako": (NOTIFICATIONS, "ListModes", lambda is_on: ("as", (["default", *(["dnd"] if is_on else [])],))),
    "SwayNC": ("org.erikreider.swaync.cc", "GetDnd", lambda is_on: ("b", (is_on,))),
    "Xfce": ("org.xfce.Xfconf", "GetProperty_/do-not-disturb", on),
}
PRESENTATION: dict[str, tuple[str, str, Callable[[bool], Reply]]] = {
    "GNOME": ("org.gnome.SessionManager", "IsInhibited_8", lambda is_on: ("b", (is_on,))),
    "KDE": ("org.kde.Solid.PowerManagement.PolicyAgent", "HasInhibition_4", lambda is_on: ("b", (is_on,))),
    "Xfce": ("org.xfce.Xfconf", "GetProperty_/xfce4-power-manager/presentation-mode", on),
}


@pytest.mark.parametrize("desktop", DO_NOT_DISTURB)
def test_do_not_disturb_is_read_where_each_desktop_keeps_it(
    private: PrivateBus, bus: Bus, desktop: str
) -> None:
    """On and off are told apart on every desktop that can be asked, and who told is named."""
    name, question, answer = DO_NOT_DISTURB[desktop]
    program = Desktop(private.address, name, **{question: answer(True)})
    assert quiet(bus)[0] == (True, desktop)
    program.answers[question] = answer(False)
    assert quiet(bus)[0] == (False, desktop)


@pytest.mark.parametrize("desktop", PRESENTATION)
def test_a_screen_that_is_kept_on_is_a_presentation(private: PrivateBus, bus: Bus, desktop: str) -> None:
    """Where a desktop tells that something keeps the screen on, that is seen, and its end too."""
    name, question, answer = PRESENTATION[desktop]
    program = Desktop(private.address, name, **{question: answer(True)})
    assert quiet(bus)[1] == (True, desktop)
    program.answers[question] = answer(False)
    assert quiet(bus)[1] == (False, desktop)


def test_what_nobody_tells_is_unknown(private: PrivateBus, bus: Bus) -> None:
    """An answer that is an error, or nobody to ask, is neither on nor off."""
    assert quiet(bus) == ((None, NOBODY), (None, NOBODY))
    Desktop(private.address, NOTIFICATIONS)
    assert quiet(bus)[0] == (None, NOBODY)
    assert quiet(None) == ((None, NO_BUS), (None, NO_BUS))


@pytest.mark.parametrize(
    ("desktop", "said", "on_"),
    [
        ("ubuntu:GNOME", "false", True),
        ("GNOME", "true", False),
        ("X-Cinnamon", "false", True),
        ("MATE", "true", True),
        ("MATE", "false", False),
    ],
)
def test_a_desktop_that_keeps_it_among_its_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, desktop: str, said: str, on_: bool
) -> None:
    """GNOME, Cinnamon and MATE are asked by their own program. A stand-in for it here."""
    program = tmp_path / "gsettings"
    program.write_text(f"#!/bin/sh\necho {said}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", desktop)
    assert quiet(None)[0] == (on_, desktop.removeprefix("ubuntu:").removeprefix("X-"))
    program.write_text("#!/bin/sh\nexit 1\n")
    assert quiet(None)[0].on is None


def test_one_look_gathers_everything(private: PrivateBus, bus: Bus, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each kind is on, off with its source, or unknown with its reason; none is forgotten."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "PULSE_SERVER", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    Desktop(private.address, NOTIFICATIONS, Get_paused=on(True))
    probe = focus.pick(bus)
    assert isinstance(probe, LinuxFocus)
    found = probe.look()
    assert found.on == {"do-not-disturb"}
    assert found.told_by["do-not-disturb"] == "dunst"
    assert found.unknown["full-screen"] == "There is no screen here."
    assert found.unknown.keys() | found.told_by.keys() == set(KINDS)
    assert not found.unknown.keys() & found.told_by.keys()


def test_the_kinds_are_those_of_the_planner() -> None:
    """What the desktop tells carries the planner's own names; a session only Coach knows of."""
    assert {*KINDS, "session"} == set(Inhibitor)


def test_without_a_way_all_is_unknown() -> None:
    """Where nothing can be asked, every kind is unknown and says why."""
    assert NullFocus().look() == Found(unknown=dict.fromkeys(KINDS, "On this system Coach cannot tell."))
