"""Windows: GetLastInputInfo.

https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getlastinputinfo
"""

from __future__ import annotations

import ctypes
from typing import Any


class _LastInput(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint), ("tick", ctypes.c_uint))


class WindowsIdle:
    """Asks at once, from any thread."""

    name = "Windows"
    pushes = False

    def __init__(self, user: Any = None, kernel: Any = None) -> None:  # noqa: ANN401 - ctypes' libraries
        self.trouble = ""
        self._user = user or ctypes.windll.user32  # type: ignore[attr-defined,unused-ignore]
        self._kernel = kernel or ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]

    def seconds(self) -> float | None:
        """As `Idle` has it; exact to some 16 ms."""
        last = _LastInput(ctypes.sizeof(_LastInput), 0)
        if not self._user.GetLastInputInfo(ctypes.byref(last)):
            self.trouble = "Windows does not tell the time since your last input."
            return None
        self.trouble = ""
        # Both counts of milliseconds begin again after 49.7 days.
        return float((self._kernel.GetTickCount() - last.tick) % 2**32) / 1000

    def close(self) -> None:
        """Nothing is held."""
