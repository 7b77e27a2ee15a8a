"""Linux: logind knows of sleep and of the session's lock, the desktop's screen saver of its own.

logind's `Lock` signal is left aside: it only asks for a lock, and with many lockers its end is never told.
https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from coach.desktop.absence import LOGIND, SESSION
from coach.desktop.bus import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.desktop.bus import Answer, Bus

SAVERS: Final = {
    "org.freedesktop.ScreenSaver": "/org/freedesktop/ScreenSaver",
    "org.gnome.ScreenSaver": "/org/gnome/ScreenSaver",
    "org.cinnamon.ScreenSaver": "/org/cinnamon/ScreenSaver",
    "org.mate.ScreenSaver": "/org/mate/ScreenSaver",
    "org.xfce.ScreenSaver": "/org/xfce/ScreenSaver",
}
"""Screen savers by name, which is also their interface's."""
NAMES: Final = Place("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
PROPERTIES: Final = "org.freedesktop.DBus.Properties"
HINT: Final = "LockedHint"
TROUBLE: Final = "No program here tells when the screen is locked; being idle stands for it."


class BusPresence:
    """All of its state belongs to the two buses' threads, each key to one of them."""

    def __init__(
        self, on_change: Callable[[], None], session_bus: Bus | None, system_bus: Bus | None
    ) -> None:
        self._on_change = on_change
        self._session_bus, self._system_bus = session_bus, system_bus
        self._locks: dict[str, bool] = {}
        """By who told: whether the screen is locked. Who cannot tell is not in it."""
        self._sessions: set[str] = set()
        self._closed = False
        if system_bus:
            system_bus.listen("PrepareForSleep", LOGIND, lambda _: self._tell())
            system_bus.greet(self._find_session)
        if session_bus:
            for name, path in SAVERS.items():
                session_bus.listen("ActiveChanged", Place("", path, name), partial(self._on_active, name))
                session_bus.listen("NameOwnerChanged", NAMES, partial(self._on_owner, name), first=name)
            session_bus.greet(self._find_savers)

    @property
    def locked(self) -> bool:
        """As `Presence` has it."""
        return any(self._locks.copy().values())

    @property
    def name(self) -> str:
        """Who tells."""
        return ", ".join(sorted(self._locks.copy())) or "nothing"

    @property
    def trouble(self) -> str:
        """As `Presence` has it."""
        return "" if self._locks else TROUBLE

    def close(self) -> None:
        """As `Presence` has it."""
        self._closed = True

    def _tell(self) -> None:
        if not self._closed:
            self._on_change()

    def _note(self, who: str, locked: bool | None) -> None:
        before = self.locked
        if locked is None:
            self._locks.pop(who, None)
        else:
            self._locks[who] = locked
        if self.locked != before:
            self._tell()

    # -- logind -----------------------------------------------------------------------------------

    def _find_session(self) -> None:
        bus = self._system_bus
        if bus is None:
            return
        if identity := os.environ.get("XDG_SESSION_ID"):
            bus.call(LOGIND, "GetSession", "s", (identity,), self._on_session)
        else:
            bus.call(LOGIND, "GetSessionByPID", "u", (os.getpid(),), self._on_session)

    def _on_session(self, answer: Answer) -> None:
        if not isinstance(answer, str):
            self._follow(answer[0])
        elif self._system_bus:  # started by the person's own systemd: the session in front of them then
            place = Place(LOGIND.name, "/org/freedesktop/login1/user/self", PROPERTIES)
            wanted = ("org.freedesktop.login1.User", "Display")
            self._system_bus.call(place, "Get", "ss", wanted, self._on_display)

    def _on_display(self, answer: Answer) -> None:
        if not isinstance(answer, str) and (path := answer[0][1][1]) != "/":
            self._follow(path)

    def _follow(self, path: str) -> None:
        bus, place = self._system_bus, Place(LOGIND.name, path, PROPERTIES)
        if bus is None:
            return
        if path not in self._sessions:
            self._sessions.add(path)
            bus.listen("PropertiesChanged", place, self._on_properties, first=SESSION)
        bus.call(place, "Get", "ss", (SESSION, HINT), self._on_hint)

    def _on_hint(self, answer: Answer) -> None:
        if not isinstance(answer, str):
            self._note("logind", bool(answer[0][1]))

    def _on_properties(self, body: tuple[Any, ...]) -> None:
        if HINT in body[1]:
            self._note("logind", bool(body[1][HINT][1]))

    # -- screen savers ----------------------------------------------------------------------------

    def _find_savers(self) -> None:
        for name in SAVERS:
            self._note(name, None)
        if self._session_bus:
            self._session_bus.call(NAMES, "ListNames", answer=self._on_names)

    def _on_names(self, answer: Answer) -> None:
        if not isinstance(answer, str):
            for name in SAVERS.keys() & set(answer[0]):
                self._ask(name)

    def _ask(self, name: str) -> None:
        def on_active(answer: Answer) -> None:
            if not isinstance(answer, str):
                self._note(name, bool(answer[0]))

        if self._session_bus:
            self._session_bus.call(Place(name, SAVERS[name], name), "GetActive", answer=on_active)

    def _on_active(self, name: str, body: tuple[Any, ...]) -> None:
        self._note(name, bool(body[0]))

    def _on_owner(self, name: str, body: tuple[Any, ...]) -> None:
        if body[2]:
            self._ask(name)
        else:
            self._note(name, None)  # a saver that has died locks nothing
