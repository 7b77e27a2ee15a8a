"""Wayland: ext-idle-notify-v1 (KDE, sway, labwc, Hyprland, COSMIC), or KDE's protocol that came before it.

The second version leaves aside that a program keeps the screen on; with the first, a film counts as input.
https://wayland.app/protocols/ext-idle-notify-v1, https://wayland.app/protocols/kde-idle
"""

from __future__ import annotations

import contextlib
import select
import socket
import struct
import threading
from typing import TYPE_CHECKING, Final

from coach.clock import SystemClock
from coach.desktop.retry import Retry
from coach.desktop.wayland import Connection

if TYPE_CHECKING:
    from collections.abc import Callable

PAUSE: Final = 2.0
"""The shortest rest that is told, and only while somebody asks: it parts bursts of typing."""
ASKED_FOR: Final = 10.0
"""Seconds after the last question for which short rests are told."""
UNABLE: Final = "This desktop has no way to tell programs whether you are at the keyboard."


class WaylandIdle:
    """Listens on a thread of its own, which wakes only when the hands come to rest or come back."""

    name = "Wayland"
    pushes = True

    def __init__(self, after: float, on_change: Callable[[], None]) -> None:
        self.trouble = "The Wayland compositor has not answered yet."
        self._after, self._on_change = after, on_change
        self._clock = SystemClock()
        self._retry = Retry()
        self._wake, self._waker = socket.socketpair()
        self._closed = False
        self._asked = float("-inf")
        self._rests: dict[float, float | None] = {}
        """By the length of rest that is told: since when the hands rest, if they have for so long."""
        threading.Thread(target=self._run, name="Wayland idle", daemon=True).start()

    def seconds(self) -> float | None:
        """As `Idle` has it."""
        if self.trouble:
            return None
        at = self._clock.monotonic()
        since = self._rests.get(self._after)
        if since is None:
            # Short rests are told only when somebody asks: else whoever types would wake us all the time.
            self._asked = at
            self._poke()
            since = self._rests.get(PAUSE)
        return 0.0 if since is None else max(0.0, at - since)

    def close(self) -> None:
        """End the thread."""
        self._closed = True
        self._poke()

    def _poke(self) -> None:
        with contextlib.suppress(OSError):  # the thread has ended
            self._waker.send(b"x")

    def _run(self) -> None:
        while not self._closed:
            try:
                with contextlib.closing(Connection()) as connection:
                    self._follow(connection)
            except OSError as error:
                self._fail(f"The Wayland compositor cannot be reached ({error}).")
        self._wake.close()
        self._waker.close()

    def _fail(self, why: str) -> None:
        """Tell, and wait before the next attempt."""
        known, self.trouble = not self.trouble, why
        self._rests.clear()
        if known:
            self._tell()
        now = self._clock.monotonic()
        until = now + self._retry.failed(now)
        while not self._closed and (left := until - self._clock.monotonic()) > 0:
            self._sleep(None, left)

    def _follow(self, connection: Connection) -> None:
        """Listen until the compositor has gone, which raises `OSError`, or we are closed."""
        notifier = _Notifier(connection)
        if notifier.is_able:
            notifier.watch(self._after)
        self.trouble = "" if notifier.is_able else UNABLE
        self._retry.succeeded()
        self._tell()
        while not self._closed:
            asked = notifier.is_able and self._clock.monotonic() < self._asked + ASKED_FOR
            if asked and PAUSE not in self._rests:
                notifier.watch(PAUSE)
                self._rests[PAUSE] = None
            elif not asked and PAUSE in self._rests:
                notifier.unwatch(PAUSE)
                del self._rests[PAUSE]
            self._sleep(connection, ASKED_FOR if asked else None)
            for seconds, rests in notifier.told():
                self._rests[seconds] = self._clock.monotonic() - seconds if rests else None
                if seconds == self._after:
                    self._tell()

    def _sleep(self, connection: Connection | None, seconds: float | None) -> None:
        """Until something is told, somebody pokes, or so many seconds have passed."""
        sources = [self._wake, *([connection.socket] if connection else [])]
        ready, _, _ = select.select(sources, [], [], seconds)
        if self._wake in ready:
            self._wake.recv(4096)

    def _tell(self) -> None:
        if not self._closed:
            self._on_change()


class _Notifier:
    """The compositor's notifier, of either protocol."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._watches: dict[int, float] = {}
        seat = connection.offered("wl_seat")
        new, old = connection.offered("ext_idle_notifier_v1"), connection.offered("org_kde_kwin_idle")
        self.is_able = seat is not None and (new or old) is not None
        if seat is None:
            return
        self._is_old = new is None
        self._seat = struct.pack("=I", connection.bind(seat, 1))
        if new:
            self._notifier = connection.bind(new, 2)
            self._request = 2 if new.version >= 2 else 1  # noqa: PLR2004 - get_input_idle_notification is new in it
        elif old:
            self._notifier = connection.bind(old, 1)
            self._request = 0

    def watch(self, seconds: float) -> None:
        """Ask to be told of a rest of this length, and of its end."""
        length = struct.pack("=I", round(seconds * 1000))
        rest = self._seat + length if self._is_old else length + self._seat
        watch = self._connection.new(self._notifier, self._request, rest)
        self._watches[watch] = seconds

    def unwatch(self, seconds: float) -> None:
        """Ask not to be told of it any more."""
        for watch in [watch for watch, length in self._watches.items() if length == seconds]:
            self._connection.request(watch, 0)
            del self._watches[watch]

    def told(self) -> list[tuple[float, bool]]:
        """What has been told: of which length, and whether the hands rest."""
        events = self._connection.events()
        return [(self._watches[one.object], one.code == 0) for one in events if one.object in self._watches]
