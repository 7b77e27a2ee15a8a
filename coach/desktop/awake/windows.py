"""Windows: SetThreadExecutionState, which holds for as long as the thread that asked."""

from __future__ import annotations

import ctypes
from typing import Any, Final

CONTINUOUS: Final = 0x80000000
DISPLAY_REQUIRED: Final = 0x00000002
"""https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-setthreadexecutionstate"""


class WindowsAwake:
    """Asks from the thread that calls: the window's, which lives as long as Coach."""

    trouble = ""

    def __init__(self, kernel: Any = None) -> None:  # noqa: ANN401 - ctypes' library
        self._kernel = kernel or ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]

    def hold(self) -> None:
        """Keep the screen on."""
        self._kernel.SetThreadExecutionState(CONTINUOUS | DISPLAY_REQUIRED)

    def release(self) -> None:
        """Let it go dark again."""
        self._kernel.SetThreadExecutionState(CONTINUOUS)
