"""Showing a notification of the desktop's own, with buttons, and hearing what became of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QSystemTrayIcon

    from coach.desktop.bus import Bus

__all__ = ["CLICKED", "End", "Notifier", "NullNotifier", "pick"]

CLICKED: Final = "default"
"""What is chosen by a click on the notification itself rather than on a button."""

End = Literal["dismissed", "expired", "failed"]
"""How one can end that was not answered: the person closed it, its time was over, or nobody shows it."""


class Notifier(Protocol):
    """Shows notifications. Every method returns at once; nothing is raised.

    To be used on the thread it was made on; what is chosen, and how it ends, is told on any.
    """

    @property
    def trouble(self) -> str:
        """Why nothing is shown, or only without buttons, in a sentence; empty while all is well."""

    @property
    def has_buttons(self) -> bool | None:
        """Whether a notification can be answered on its own; None while that is not known yet."""

    @property
    def name(self) -> str:
        """What shows them; empty while not known."""

    def offer(
        self,
        title: str,
        body: str,
        actions: Sequence[tuple[str, str]] = (),
        chosen: Callable[[str], None] = lambda _: None,
        *,
        ended: Callable[[End], None] = lambda _: None,
        quiet: bool = True,
        stays: bool = True,
    ) -> int:
        """Show one, and return its handle.

        `actions` are (id, label), the first being the one meant. `chosen` gets an id, or `CLICKED`; `ended`
        is called instead if it ends unanswered by other hands than ours. Each is called once at most.
        `quiet`: without the desktop's sound. `stays`: until it is answered or withdrawn; otherwise the
        desktop chooses how long. GNOME puts any of them into its list after some seconds.
        """

    def withdraw(self, handle: int) -> None:
        """Take one away; nothing is told of it any more."""

    def close(self) -> None:
        """Take all away."""


class NullNotifier:
    """Nobody shows anything, and why."""

    has_buttons = False
    name = ""

    def __init__(self, trouble: str) -> None:
        self.trouble = trouble

    def offer(
        self,
        title: str,  # noqa: ARG002 - the Protocol's
        body: str,  # noqa: ARG002
        actions: Sequence[tuple[str, str]] = (),  # noqa: ARG002
        chosen: Callable[[str], None] = lambda _: None,  # noqa: ARG002
        *,
        ended: Callable[[End], None] = lambda _: None,
        quiet: bool = True,  # noqa: ARG002
        stays: bool = True,  # noqa: ARG002
    ) -> int:
        """Tell that nobody shows it."""
        ended("failed")
        return 0

    def withdraw(self, handle: int) -> None:
        """Nothing is shown."""

    def close(self) -> None:
        """Nothing is shown."""


def pick(session_bus: Bus | None, tray: QSystemTrayIcon | None = None) -> Notifier:
    """The way of this system: over D-Bus, or by the `tray` icon on Windows and macOS."""
    if session_bus is not None:
        from coach.desktop.notify.linux import BusNotifier  # noqa: PLC0415 - only where it exists

        return BusNotifier(session_bus)
    if tray is not None and not sys.platform.startswith("linux"):
        from coach.desktop.notify.tray import TrayNotifier  # noqa: PLC0415 - only where it exists

        return TrayNotifier(tray)
    return NullNotifier("Nothing here shows notifications.")
