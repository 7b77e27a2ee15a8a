"""For how long the hands have rested: a Protocol, one class per system, and not knowing."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.desktop.bus import Bus

__all__ = ["Idle", "NullIdle", "pick"]


class Idle(Protocol):
    """Tells since when there was no input. May be asked from any thread; nothing is raised.

    A way that fails is tried again later, ever less often, a minute apart at most; until then the answer is
    *unknown*.
    """

    @property
    def name(self) -> str:
        """What tells, in the system's own name."""

    @property
    def pushes(self) -> bool:
        """Whether `on_change` is called when input stops or comes back. Otherwise one has to look."""

    @property
    def trouble(self) -> str:
        """Why it is not known, in a sentence; empty while it is."""

    def seconds(self) -> float | None:
        """Seconds since the last input, never negative; None where nobody can tell.

        Exact to a tenth of a second once the hands have rested for `after` (see `pick`). Before that, some
        systems only tell that they have not: then it is 0, or what is known of the last 2 seconds.
        Returns within a fifth of a second, mostly at once.
        """

    def close(self) -> None:
        """Let go of the system; `on_change` is not called any more."""


class NullIdle:
    """No way to tell, and why."""

    name = "nothing"
    pushes = False

    def __init__(self, trouble: str) -> None:
        self.trouble = trouble

    def seconds(self) -> float | None:
        """Nobody can tell."""
        return None

    def close(self) -> None:
        """Nothing is held."""


def pick(after: float, on_change: Callable[[], None], session_bus: Bus | None) -> Idle:
    """The way of this system.

    `on_change` is called, on any thread, when there has been no input for `after` seconds and when input
    comes back, where the system tells by itself.
    """
    if sys.platform == "win32":
        from coach.desktop.idle.windows import WindowsIdle  # noqa: PLC0415 - only where it exists

        return WindowsIdle()
    if sys.platform == "darwin":
        from coach.desktop.idle.macos import MacIdle  # noqa: PLC0415 - only where it exists

        return MacIdle()
    if os.environ.get("WAYLAND_DISPLAY"):
        # Never the X server's own count here: it knows only what X programs are sent.
        return _on_wayland(after, on_change, session_bus)
    if os.environ.get("DISPLAY"):
        from coach.desktop.idle.xscreensaver import XScreenSaverIdle  # noqa: PLC0415 - only where it exists

        return XScreenSaverIdle()
    return NullIdle("There is no screen here, so nobody can tell whether you are at the keyboard.")


def _on_wayland(after: float, on_change: Callable[[], None], session_bus: Bus | None) -> Idle:
    """GNOME tells over D-Bus, the others by a protocol of their own; who can do both is asked the latter."""
    from coach.desktop.idle.either import EitherIdle  # noqa: PLC0415 - only where it exists
    from coach.desktop.idle.wayland import WaylandIdle  # noqa: PLC0415 - the same

    wayland = WaylandIdle(after, on_change)
    if session_bus is None:
        return wayland
    from coach.desktop.idle.mutter import MutterIdle  # noqa: PLC0415 - only where it exists

    return EitherIdle(MutterIdle(after, on_change, session_bus), wayland)
