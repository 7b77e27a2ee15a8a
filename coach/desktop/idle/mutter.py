"""GNOME: org.gnome.Mutter.IdleMonitor tells by itself, and exactly when asked. X11 and Wayland.

https://gitlab.gnome.org/GNOME/mutter/-/blob/main/data/dbus-interfaces/org.gnome.Mutter.IdleMonitor.xml
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from coach.clock import SystemClock
from coach.desktop.bus import Place, Question
from coach.desktop.retry import Retry

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.desktop.bus import Answer, Bus

MONITOR: Final = Place(
    "org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core", "org.gnome.Mutter.IdleMonitor"
)
NAMES: Final = Place("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
PATIENCE: Final = 0.2
ABSENT: Final = "GNOME's desktop, which could tell, is not running."


class MutterIdle:
    """Two watches at most: one for the hands coming to rest, one for their coming back.

    Both are registered anew whenever GNOME's shell has come back.
    """

    name = "GNOME (Mutter)"

    def __init__(self, after: float, on_change: Callable[[], None], bus: Bus) -> None:
        self.trouble = ABSENT
        self._after, self._on_change, self._bus = after, on_change, bus
        self._clock = SystemClock()
        self._retry = Retry()
        self._idle_watch = self._active_watch = -1  # belong to the bus's thread
        self._attempt = 0
        self._closed = False
        bus.listen("WatchFired", MONITOR, self._on_fired)
        bus.listen("NameOwnerChanged", NAMES, self._on_owner, first=MONITOR.name)
        bus.greet(self._watch)

    @property
    def pushes(self) -> bool:
        """While GNOME has our watch."""
        return self._idle_watch >= 0

    def seconds(self) -> float | None:
        """As `Idle` has it; always exact. Not from the bus's thread."""
        at = self._clock.monotonic()
        if not (self.pushes and self._retry.is_due(at)):
            return None
        (answer,) = self._bus.ask([Question(MONITOR, "GetIdletime")], PATIENCE)
        if isinstance(answer, str):
            self.trouble = "GNOME's desktop does not answer just now."
            self._retry.failed(at)
            return None
        self._retry.succeeded()
        self.trouble = ""
        return float(answer[0]) / 1000

    def close(self) -> None:
        """Take the watches away."""
        self._closed = True
        self._bus.do(self._forget)

    def _forget(self) -> None:
        for watch in (self._idle_watch, self._active_watch):
            if watch >= 0:
                self._bus.call(MONITOR, "RemoveWatch", "u", (watch,))
        self._idle_watch = self._active_watch = -1

    def _watch(self) -> None:
        """Ask to be told when the hands rest. Where nobody has the name, the bus starts nothing."""
        self._idle_watch = self._active_watch = -1
        self._attempt += 1
        if not self._closed:
            told = partial(self._on_present, self._attempt)
            self._bus.call(NAMES, "NameHasOwner", "s", (MONITOR.name,), told)

    def _on_present(self, attempt: int, answer: Answer) -> None:
        if attempt != self._attempt:  # it has appeared meanwhile, which began another
            return
        if not isinstance(answer, str) and answer[0]:
            milliseconds, told = round(self._after * 1000), partial(self._on_idle_watch, attempt)
            self._bus.call(MONITOR, "AddIdleWatch", "t", (milliseconds,), told)
        else:
            self.trouble = ABSENT

    def _on_idle_watch(self, attempt: int, answer: Answer) -> None:
        if isinstance(answer, str):
            self.trouble = f"GNOME's desktop does not tell when you are idle ({answer})."
            return
        if attempt != self._attempt or self._closed:
            self._bus.call(MONITOR, "RemoveWatch", "u", (answer[0],))
            return
        self._idle_watch = answer[0]
        self.trouble = ""
        self._tell()

    def _on_active_watch(self, answer: Answer) -> None:
        if not isinstance(answer, str):
            self._active_watch = answer[0]

    def _on_fired(self, body: tuple[Any, ...]) -> None:
        watch = body[0]
        if watch == self._idle_watch:
            self._bus.call(MONITOR, "AddUserActiveWatch", answer=self._on_active_watch)
            self._tell()
        elif watch == self._active_watch:  # it fires once only
            self._active_watch = -1
            self._tell()

    def _on_owner(self, body: tuple[Any, ...]) -> None:
        _, _, owner = body
        if owner:
            self._watch()
        else:
            self._idle_watch = self._active_watch = -1
            self.trouble = ABSENT
            self._tell()

    def _tell(self) -> None:
        if not self._closed:
            self._on_change()
