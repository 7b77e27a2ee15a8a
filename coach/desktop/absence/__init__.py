"""Knowing when the person has gone: the computer sleeps, or the screen is locked.

On Linux the desktop tells; Windows and macOS are asked (`polled`). On any other system sleep still shows as
lost time in the player, which then waits.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, Final

from coach.desktop.bus import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.desktop.bus import Answer, Bus

LOGIND: Final = Place("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
SESSION: Final = "org.freedesktop.login1.Session"
SCREEN_SAVERS: Final = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")


def watch(session_bus: Bus | None, system_bus: Bus | None, gone: Callable[[str], None]) -> None:
    """Call `gone` with "sleep" or "lock" when it happens; on another thread, and never twice at once."""
    if sys.platform in {"win32", "darwin"}:
        from coach.desktop import presence  # noqa: PLC0415 - only where it is needed
        from coach.desktop.absence.polled import Watch  # noqa: PLC0415 - the same

        asked = presence.pick(lambda: None, session_bus, system_bus)
        Watch(asked, presence.slept, gone).start()
    if system_bus is not None:
        system_bus.listen("PrepareForSleep", LOGIND, _when(gone, "sleep"))
        _watch_own_session(system_bus, gone)
    if session_bus is not None:
        for interface in SCREEN_SAVERS:
            place = Place("", "", interface)
            session_bus.listen("ActiveChanged", place, _when(gone, "lock"))


def _when(gone: Callable[[str], None], why: str) -> Callable[[tuple[Any, ...]], None]:
    """For signals that say with a truth value whether it begins or ends."""

    def heard(body: tuple[Any, ...]) -> None:
        if body[0]:
            gone(why)

    return heard


def _watch_own_session(bus: Bus, gone: Callable[[str], None]) -> None:
    def on_session(answer: Answer) -> None:
        if not isinstance(answer, str):
            place = Place(LOGIND.name, answer[0], SESSION)
            bus.listen("Lock", place, lambda _: gone("lock"))

    if identity := os.environ.get("XDG_SESSION_ID"):
        bus.call(LOGIND, "GetSession", "s", (identity,), on_session)
    else:
        bus.call(LOGIND, "GetSessionByPID", "u", (os.getpid(),), on_session)
