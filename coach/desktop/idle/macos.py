"""macOS: CGEventSourceSecondsSinceLastEventType, which asks for no permission.

https://developer.apple.com/documentation/coregraphics/cgeventsource/1408790-secondssincelasteventtype
"""

from __future__ import annotations

import ctypes
from typing import Any, Final

LIBRARY: Final = "/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices"
HARDWARE: Final = 1
"""kCGEventSourceStateHIDSystemState: real input only, not what programs make up."""
ANY: Final = 0xFFFFFFFF
"""kCGAnyInputEventType."""


class MacIdle:
    """Asks at once, from any thread."""

    name = "macOS"
    pushes = False
    trouble = ""

    def __init__(self, services: Any = None) -> None:  # noqa: ANN401 - ctypes' library
        self._ask = (services or ctypes.CDLL(LIBRARY)).CGEventSourceSecondsSinceLastEventType
        self._ask.restype = ctypes.c_double
        self._ask.argtypes = (ctypes.c_int32, ctypes.c_uint32)

    def seconds(self) -> float | None:
        """As `Idle` has it."""
        return max(0.0, float(self._ask(HARDWARE, ANY)))

    def close(self) -> None:
        """Nothing is held."""
