"""Windows and macOS: the message of the tray icon. It has no buttons; a click on it is all it tells."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSystemTrayIcon

from coach.desktop.notify import CLICKED, End

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MILLISECONDS = 10_000
"""How long it is shown. Windows goes by the person's own setting instead."""


class TrayNotifier:
    """For the window's thread only, on which it also tells. There is one message at a time."""

    has_buttons = False
    name = "the tray icon"

    def __init__(self, tray: QSystemTrayIcon) -> None:
        self._tray = tray
        self._handles = itertools.count(1)
        self._shown: tuple[int, Callable[[str], None]] | None = None
        tray.messageClicked.connect(self._on_clicked)

    @property
    def trouble(self) -> str:
        """As `Notifier` has it."""
        return "" if self._tray.supportsMessages() else "This system's tray shows no messages."

    def offer(
        self,
        title: str,
        body: str,
        actions: Sequence[tuple[str, str]] = (),  # noqa: ARG002 - it has no buttons
        chosen: Callable[[str], None] = lambda _: None,
        *,
        ended: Callable[[End], None] = lambda _: None,
        quiet: bool = True,
        stays: bool = True,  # noqa: ARG002 - it never does
    ) -> int:
        """As `Notifier` has it."""
        handle = next(self._handles)
        if not (self._tray.isVisible() and self._tray.supportsMessages()):
            ended("failed")
            return handle
        self._shown = (handle, chosen)
        # With one of its own icons Windows makes a sound; with a picture it does not.
        sign = QSystemTrayIcon.MessageIcon.Information
        self._tray.showMessage(title, body, self._tray.icon() if quiet else sign, MILLISECONDS)
        return handle

    def withdraw(self, handle: int) -> None:
        """As `Notifier` has it; the message itself goes away by itself."""
        if self._shown and self._shown[0] == handle:
            self._shown = None

    def close(self) -> None:
        """No click is told any more."""
        self._shown = None

    def _on_clicked(self) -> None:
        if self._shown:
            _, chosen = self._shown
            self._shown = None
            chosen(CLICKED)
