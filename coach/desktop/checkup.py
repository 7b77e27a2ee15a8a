"""What Coach finds on this system, what each missing part means to the person, and how to get it.

Nothing is changed, shown or played by looking.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coach.desktop import autostart, focus, idle, presence, screens
from coach.desktop.bus import Bus, Place, Question
from coach.desktop.service import COACH
from coach.desktop.single_instance import RESIDENT, ask_running
from coach.desktop.sound import NullSound, open_sound
from coach.desktop.speech import engines

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE: Final = 2.0
"""Seconds to wait for one part."""
AFTER: Final = 30.0
"""Seconds without input that are told; any would do."""
NAMES: Final = Place("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
NOTIFICATIONS: Final = Place(
    "org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.freedesktop.Notifications"
)
KEEPERS: Final = frozenset({"org.freedesktop.ScreenSaver", "org.freedesktop.portal.Desktop"})
"""Who can keep the screen on."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the desktop."""

    part: str
    works: bool
    found: str
    """What does it, or why nothing does."""
    means: str = ""
    """What it means to the person that it is missing; empty where it works."""
    get: str = ""
    """How to get it; empty where there is no way."""


def checkup() -> Iterator[Finding]:
    """Look at one part after the other, some seconds in all; first at the screen: every window needs it."""
    yield from _screens()
    linux = sys.platform.startswith("linux")
    session, system = (Bus("session"), Bus("system")) if linux else (None, None)
    try:
        yield _idle(session)
        yield _presence(session, system)
        yield _sleep()
        yield from _focus(session)
        if session:
            names = _names(session)
            yield _bus(names)
            yield _notifications(session, names)
            yield _keeper(names)
    finally:
        for bus in filter(None, (session, system)):
            bus.close()
    yield _sound()
    yield _voice()
    yield _login()
    yield _resident()


def _screens() -> Iterator[Finding]:
    try:
        found = screens.find()
    except OSError as error:
        yield Finding(
            "screen",
            False,
            f"Qt opens no window here: {error}",
            "Only the command line works: `coach list`, `coach check`, `coach show`.",
            "Start Coach on your desktop. If you did, a system package that Qt needs may be missing; "
            "Coach's read-me says which there are.",
        )
        return
    yield Finding("screen", True, f"{', '.join(found.sizes)} ({found.platform})")
    if found.tray:
        yield Finding("tray", True, "this desktop has one")
    else:
        yield Finding(
            "tray",
            False,
            "this desktop has none",
            "Coach has no icon in a panel. All that it would offer is in the window and on the command line.",
            "GNOME shows such icons with the extension AppIndicator.",
        )


def _idle(session: Bus | None) -> Finding:
    changed = threading.Event()
    probe = idle.pick(AFTER, changed.set, session)
    deadline = time.monotonic() + PATIENCE
    while probe.trouble and changed.wait(max(0.0, deadline - time.monotonic())):
        changed.clear()
    seconds, name, trouble = probe.seconds(), probe.name, probe.trouble
    probe.close()
    if seconds is not None:
        last = f"{seconds:.0f} s ago" if seconds >= 1 else f"less than {AFTER:.0f} s ago"
        return Finding("idle time", True, f"told by {name}: the last input was {last}")
    return Finding(
        "idle time",
        False,
        trouble,
        "Coach takes you to be at the keyboard all the time, and does not see the pauses you take yourself.",
    )


def _presence(session: Bus | None, system: Bus | None) -> Finding:
    probe = presence.pick(lambda: None, session, system)
    for bus in filter(None, (session, system) * 4):  # an answer comes after those to what was asked before
        bus.ask([Question(NAMES, "GetId")], PATIENCE)
    locked, name, trouble = probe.locked, probe.name, probe.trouble
    probe.close()
    if trouble:
        means = "A locked screen counts as time without input, which is the same after half a minute."
        return Finding("lock", False, trouble, means)
    return Finding("lock", True, f"told by {name}: the screen is {'locked' if locked else 'not locked'}")


def _sleep() -> Finding:
    minutes = round(presence.slept() / 60)
    since = "since it was started" if sys.platform != "darwin" else "since it was last started"
    return Finding("sleep", True, f"two clocks: the computer has slept for {minutes} min {since}")


def _focus(session: Bus | None) -> Iterator[Finding]:
    found = focus.pick(session).look()
    for kind in focus.KINDS:
        part = kind.replace("-", " ")
        if kind in found.unknown:
            yield Finding(part, False, found.unknown[kind], UNSEEN[kind])
        else:
            yield Finding(part, True, f"{'on' if kind in found.on else 'off'} ({found.told_by[kind]})")


UNSEEN: Final = {
    "do-not-disturb": "Reminders come although your desktop is asked to be quiet. Pause them in Coach.",
    "full-screen": "Reminders come over a film or a game, too. Pause them in Coach.",
    "microphone": "Reminders come during calls, too. Pause them in Coach.",
    "camera": "Only a microphone in use shows that you are in a call.",
    "presentation": "Only a program that fills the screen shows that you present something.",
}
"""What it means that something cannot be seen."""


def _names(session: Bus) -> set[str] | None:
    """Who is on the bus, or would be started if asked; None where there is no bus."""
    running, startable = session.ask(
        [Question(NAMES, "ListNames"), Question(NAMES, "ListActivatableNames")], PATIENCE
    )
    if isinstance(running, str):
        return None
    return {*running[0], *(() if isinstance(startable, str) else startable[0])}


def _bus(names: set[str] | None) -> Finding:
    if names is None:
        return Finding(
            "D-Bus",
            False,
            "there is no session bus",
            "Coach cannot show notifications, hear of locks, keep the screen on or be called by shortcuts.",
            "Desktops start it at login. In a bare session, start yours with `dbus-run-session`.",
        )
    if COACH.name in names:
        return Finding("D-Bus", True, f"{COACH.name} answers: shortcuts can call it")
    return Finding("D-Bus", True, f"it is there; {COACH.name} answers while the reminders run")


def _notifications(session: Bus, names: set[str] | None) -> Finding:
    means = "Reminders are shown as a calm strip on the screen instead."
    if NOTIFICATIONS.name not in (names or ()):
        get = "Install a notification service, such as dunst or mako."
        return Finding("notifications", False, "no program shows them", means, get)
    server, able = session.ask(
        [Question(NOTIFICATIONS, "GetServerInformation"), Question(NOTIFICATIONS, "GetCapabilities")],
        PATIENCE,
    )
    if isinstance(able, str):
        return Finding("notifications", False, f"their service cannot be reached ({able})", means)
    name = NOTIFICATIONS.name if isinstance(server, str) else f"{server[0]} {server[2]}"
    if "actions" in able[0]:
        return Finding("notifications", True, f"shown by {name}, with buttons")
    return Finding("notifications", False, f"shown by {name}, without buttons", means)


def _keeper(names: set[str] | None) -> Finding:
    who = sorted(KEEPERS & (names or set()))
    if who:
        return Finding("screen kept on", True, f"through {who[0]}")
    means = "During a session without keyboard or mouse the screen may go dark."
    return Finding(
        "screen kept on", False, "this desktop offers no way", means, "Set a longer time in its settings."
    )


def _sound() -> Finding:
    opened = threading.Event()
    with _hushed():
        sound = open_sound(opened.set)
        if not sound.trouble:
            opened.wait(PATIENCE)
        trouble = sound.trouble if opened.is_set() or sound.trouble else "The sound device does not answer."
        sound.close()
    if trouble:
        means = "No chimes; all that they tell is on the screen as well."
        return Finding("sound", False, trouble, means)
    return Finding("sound", True, "the loudspeakers are open to Coach")


@contextlib.contextmanager
def _hushed() -> Iterator[None]:
    """Without what the system's sound library writes about every card it does not find."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)


def _voice() -> Finding:
    for open_engine in engines(NullSound()):
        try:
            engine = open_engine()
        except OSError:
            continue
        try:
            count = len(engine.voices())
        except OSError:
            continue
        finally:
            engine.close()
        return Finding("voice", True, f"{engine.name}, with {count} voices")
    return Finding(
        "voice",
        False,
        "nothing here speaks",
        "Coach says nothing aloud; all that it would say is on the screen as well.",
        "Install speech-dispatcher with a voice, or espeak-ng." if sys.platform.startswith("linux") else "",
    )


def _login() -> Finding:
    entry = autostart.pick()
    how = (
        "the reminders start at login" if entry.is_on() else "the reminders do not start at login, as chosen"
    )
    return Finding("login", True, f"{how} ({entry.where})")


def _resident() -> Finding:
    runs = ask_running("here", who=RESIDENT)
    return Finding("reminders", True, "they run" if runs else "they do not run now")
