"""Windows: SHQueryUserNotificationState, and the list of who uses the microphone and the camera.

https://learn.microsoft.com/windows/win32/api/shellapi/nf-shellapi-shqueryusernotificationstate
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any, Final

from coach.desktop.focus import Found

BUSY, D3D_FULL_SCREEN, PRESENTATION, QUIET_TIME = 2, 3, 4, 6
CONSENT: Final = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
DEVICES: Final = {"microphone": "microphone", "camera": "webcam"}
UNKNOWN: Final = "Windows does not tell."
WHO: Final = "Windows"


class WindowsFocus:
    """Holds nothing between two looks."""

    def __init__(self, shell: Any = None, registry: Any = None) -> None:  # noqa: ANN401 - ctypes' library, winreg
        self._shell = shell or ctypes.windll.shell32  # type: ignore[attr-defined,unused-ignore]
        if registry is None and sys.platform == "win32":
            import winreg as registry  # noqa: PLC0415 - only where it exists
        self._registry = registry

    def look(self) -> Found:
        """As `Focus` has it."""
        on: set[str] = set()
        unknown: dict[str, str] = {}
        state = ctypes.c_int()
        shell = ("do-not-disturb", "full-screen", "presentation")
        if self._shell.SHQueryUserNotificationState(ctypes.byref(state)):
            unknown |= dict.fromkeys(shell, UNKNOWN)
        for kind, states in zip(
            shell, ((QUIET_TIME,), (BUSY, D3D_FULL_SCREEN), (PRESENTATION,)), strict=True
        ):
            if kind not in unknown and state.value in states:
                on.add(kind)
        for kind, device in DEVICES.items():
            try:
                if self._is_used(rf"{CONSENT}\{device}"):
                    on.add(kind)
            except OSError:
                unknown[kind] = UNKNOWN
        told_by = {kind: WHO for kind in (*shell, *DEVICES) if kind not in unknown}
        return Found(frozenset(on), unknown, told_by)

    def _is_used(self, path: str) -> bool:
        """Whether a program below this key has begun to use the device and not ended."""
        registry = self._registry
        with registry.OpenKey(registry.HKEY_CURRENT_USER, path) as key:
            keys, _, _ = registry.QueryInfoKey(key)
            names = [registry.EnumKey(key, place) for place in range(keys)]
            try:
                stopped, _ = registry.QueryValueEx(key, "LastUsedTimeStop")
            except OSError:  # no program, but a folder of them
                stopped = None
        return stopped == 0 or any(self._is_used(rf"{path}\{name}") for name in names)
