"""Linux: org.freedesktop.Notifications, which every desktop's notification service answers to.

https://specifications.freedesktop.org/notification-spec/latest/
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from coach import paths
from coach.desktop.bus import Place
from coach.desktop.notify import CLICKED, End

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coach.desktop.bus import Answer, Bus

NOTIFICATIONS: Final = Place(
    "org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.freedesktop.Notifications"
)
NAMES: Final = Place("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
NOBODY: Final = "No program here shows notifications."
NORMAL: Final = 1
"""The urgency of all: GNOME shows what is less urgent to nobody who does not look for it."""
NEVER, CHOSEN_BY_DESKTOP = 0, -1
EXPIRED: Final = 1


@dataclass(slots=True)
class _Shown:
    """One that the person may still answer."""

    title: str
    body: str
    actions: tuple[tuple[str, str], ...]
    chosen: Callable[[str], None]
    ended: Callable[[End], None]
    quiet: bool
    stays: bool
    number: int | None = None
    """What the service calls it, once it has said so."""


class BusNotifier:
    """All of its state belongs to the bus's thread, on which it tells what became of a notification."""

    def __init__(self, bus: Bus) -> None:
        self.trouble = ""
        self.has_buttons: bool | None = None
        self.name = ""
        self._bus = bus
        self._handles = itertools.count(1)
        self._shown: dict[int, _Shown] = {}
        self._can: frozenset[str] | None = None
        bus.listen("ActionInvoked", NOTIFICATIONS, self._on_action)
        bus.listen("NotificationClosed", NOTIFICATIONS, self._on_closed)
        bus.listen("NameOwnerChanged", NAMES, self._on_owner, first=NOTIFICATIONS.name)
        bus.greet(self._look)

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
        """As `Notifier` has it."""
        handle = next(self._handles)
        shown = _Shown(title, body, tuple(actions), chosen, ended, quiet, stays)
        self._bus.do(lambda: self._begin(handle, shown))
        return handle

    def withdraw(self, handle: int) -> None:
        """As `Notifier` has it."""
        self._bus.do(lambda: self._withdraw(handle))

    def close(self) -> None:
        """Take all away."""
        self._bus.do(self._withdraw_all)

    def _withdraw_all(self) -> None:
        for handle in list(self._shown):
            self._withdraw(handle)

    def _begin(self, handle: int, shown: _Shown) -> None:
        self._shown[handle] = shown
        if self._can is None:  # ask who is there first: that also starts a service that starts when called
            self._ask(lambda: self._show(handle))
        else:
            self._show(handle)

    def _withdraw(self, handle: int) -> None:
        shown = self._shown.pop(handle, None)
        if shown and shown.number is not None:
            self._bus.call(NOTIFICATIONS, "CloseNotification", "u", (shown.number,))

    def _look(self) -> None:
        """Find out who shows notifications, if somebody does already."""
        self._can = None

        def on_present(answer: Answer) -> None:
            if not isinstance(answer, str) and answer[0]:
                self._ask(lambda: None)

        self._bus.call(NAMES, "NameHasOwner", "s", (NOTIFICATIONS.name,), on_present)

    def _ask(self, then: Callable[[], None]) -> None:
        def on_name(answer: Answer) -> None:
            if not isinstance(answer, str):
                self.name = str(answer[0])

        def on_able(answer: Answer) -> None:
            if isinstance(answer, str):
                self.trouble = NOBODY
            else:
                self._can = frozenset(answer[0])
                self.has_buttons = "actions" in self._can
                unable = f"{self.name or 'This desktop'} shows notifications without buttons."
                self.trouble = "" if self.has_buttons else unable
            then()

        self._bus.call(NOTIFICATIONS, "GetServerInformation", answer=on_name)
        self._bus.call(NOTIFICATIONS, "GetCapabilities", answer=on_able)

    def _show(self, handle: int) -> None:
        shown = self._shown.get(handle)
        if shown is None:  # withdrawn meanwhile
            return
        can = self._can or frozenset()
        body = _escaped(shown.body) if "body-markup" in can else shown.body
        actions = [*shown.actions, (CLICKED, "")] if shown.actions and "actions" in can else []
        hints: dict[str, Any] = {"urgency": ("y", NORMAL), "desktop-entry": ("s", "coach")}
        if shown.quiet:
            hints["suppress-sound"] = ("b", True)
        until = NEVER if shown.stays else CHOSEN_BY_DESKTOP
        flat = [text for action in actions for text in action]
        icon = (paths.assets() / "icons" / "coach.png").as_uri()
        values = ("Coach", 0, icon, shown.title, body, flat, hints, until)
        self._bus.call(
            NOTIFICATIONS, "Notify", "susssasa{sv}i", values, lambda told: self._on_number(handle, told)
        )

    def _on_number(self, handle: int, answer: Answer) -> None:
        shown = self._shown.get(handle)
        if isinstance(answer, str):
            self.trouble, self.has_buttons = NOBODY, False
            self._can = None
            if self._shown.pop(handle, None) and shown:
                shown.ended("failed")
        elif shown is None:  # withdrawn before the service had answered
            self._bus.call(NOTIFICATIONS, "CloseNotification", "u", (answer[0],))
        else:
            shown.number = answer[0]

    def _on_action(self, body: tuple[Any, ...]) -> None:
        number, action = body
        if shown := self._pop(number):
            shown.chosen(action)

    def _on_closed(self, body: tuple[Any, ...]) -> None:
        number, reason = body
        if shown := self._pop(number):
            shown.ended("expired" if reason == EXPIRED else "dismissed")

    def _pop(self, number: int) -> _Shown | None:
        handle = next((handle for handle, shown in self._shown.items() if shown.number == number), None)
        return None if handle is None else self._shown.pop(handle)

    def _on_owner(self, body: tuple[Any, ...]) -> None:
        """What the last service showed is gone with it: show it again, or hear that nobody can."""
        _, old, new = body
        self.name, self.has_buttons, self._can = "", None, None
        if old:
            for handle, shown in list(self._shown.items()):
                shown.number = None
                self._begin(handle, shown)
        if new and not self._shown:
            self._look()


def _escaped(text: str) -> str:
    """Text as markup has it. The standard library's own brings the names of all characters with it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
