"""Linux: org.freedesktop.ScreenSaver, or where that is missing (in a sandbox) the desktop portal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from coach.desktop.bus import Place

if TYPE_CHECKING:
    from coach.desktop.bus import Answer, Bus

SCREEN_SAVER: Final = Place(
    "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"
)
PORTAL: Final = Place(
    "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Inhibit"
)
REQUEST: Final = "org.freedesktop.portal.Request"
IDLE: Final = 8
"""The portal's flag for going idle: https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Inhibit.html"""
REASON: Final = "A Coach session is running"


class BusAwake:
    """Holds one inhibition at most. All of its state belongs to the bus's thread."""

    def __init__(self, bus: Bus) -> None:
        self.trouble = ""
        self._bus = bus
        self._wanted = False
        self._asking = False
        self._cookie: int | None = None
        self._request = ""

    def hold(self) -> None:
        """Keep the screen on."""
        self._bus.do(lambda: self._want(wanted=True))

    def release(self) -> None:
        """Let it go dark again."""
        self._bus.do(lambda: self._want(wanted=False))

    def _want(self, *, wanted: bool) -> None:
        self._wanted = wanted
        held = self._cookie is not None or bool(self._request)
        if wanted and not held and not self._asking:
            self._asking = True
            self._bus.call(SCREEN_SAVER, "Inhibit", "ss", ("Coach", REASON), self._on_cookie)
        elif not wanted and held:
            if self._cookie is not None:
                self._bus.call(SCREEN_SAVER, "UnInhibit", "u", (self._cookie,))
            if self._request:
                self._bus.call(Place(PORTAL.name, self._request, REQUEST), "Close")
            self._cookie, self._request = None, ""

    def _on_cookie(self, answer: Answer) -> None:
        if isinstance(answer, str):
            options: dict[str, Any] = {"reason": ("s", REASON)}
            self._bus.call(PORTAL, "Inhibit", "sua{sv}", ("", IDLE, options), self._on_request)
            return
        self._cookie = answer[0]
        self._on_held()

    def _on_request(self, answer: Answer) -> None:
        if isinstance(answer, str):
            self._asking = False
            self.trouble = "This desktop offers no way to keep the screen on, so it may go dark meanwhile."
            return
        self._request = answer[0]
        self._on_held()

    def _on_held(self) -> None:
        self._asking = False
        self.trouble = ""
        if not self._wanted:  # released before the desktop had answered
            self._want(wanted=False)
