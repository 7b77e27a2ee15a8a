"""Windows: while the screen is locked, programs may not open the desktop that takes input.

https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-openinputdesktop
"""

from __future__ import annotations

import ctypes
from typing import Any, Final

SWITCH_DESKTOP: Final = 0x0100


class WindowsPresence:
    """Asks at once, from any thread."""

    name = "Windows"
    trouble = ""

    def __init__(self, user: Any = None) -> None:  # noqa: ANN401 - ctypes' library
        self._user = user or ctypes.windll.user32  # type: ignore[attr-defined,unused-ignore]
        self._user.OpenInputDesktop.restype = ctypes.c_void_p
        self._user.CloseDesktop.argtypes = (ctypes.c_void_p,)

    @property
    def locked(self) -> bool:
        """As `Presence` has it."""
        desktop = self._user.OpenInputDesktop(0, False, SWITCH_DESKTOP)
        if desktop:
            self._user.CloseDesktop(desktop)
        return not desktop

    def close(self) -> None:
        """Nothing is held."""


def slept(kernel: Any = None) -> float:  # noqa: ANN401 - ctypes' library
    """Seconds for which the computer has slept: two counts are compared, one of which leaves sleep out."""
    kernel = kernel or ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    kernel.GetTickCount64.restype = ctypes.c_ulonglong
    awake = ctypes.c_ulonglong()
    kernel.QueryUnbiasedInterruptTime(ctypes.byref(awake))  # in units of 100 ns
    return max(0.0, float(kernel.GetTickCount64()) / 1e3 - awake.value / 1e7)
