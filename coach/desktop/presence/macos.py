"""macOS: the description of the session says whether its screen is locked.

https://developer.apple.com/documentation/coregraphics/cgsessioncopycurrentdictionary()
"""

from __future__ import annotations

import ctypes
from typing import Any, Final

FRAMEWORKS: Final = "/System/Library/Frameworks"
UTF8: Final = 0x08000100
KEY: Final = b"CGSSessionScreenIsLocked"


class MacPresence:
    """Asks at once, from any thread."""

    name = "macOS"
    trouble = ""

    def __init__(self, graphics: Any = None, foundation: Any = None) -> None:  # noqa: ANN401 - ctypes' libraries
        self._graphics = graphics or ctypes.CDLL(f"{FRAMEWORKS}/CoreGraphics.framework/CoreGraphics")
        self._foundation = foundation or ctypes.CDLL(f"{FRAMEWORKS}/CoreFoundation.framework/CoreFoundation")
        pointer = ctypes.c_void_p
        self._graphics.CGSessionCopyCurrentDictionary.restype = pointer
        self._foundation.CFStringCreateWithCString.restype = pointer
        self._foundation.CFStringCreateWithCString.argtypes = (pointer, ctypes.c_char_p, ctypes.c_uint32)
        self._foundation.CFDictionaryGetValue.restype = pointer
        self._foundation.CFDictionaryGetValue.argtypes = (pointer, pointer)
        self._foundation.CFBooleanGetValue.restype = ctypes.c_ubyte
        self._foundation.CFBooleanGetValue.argtypes = (pointer,)
        self._foundation.CFRelease.argtypes = (pointer,)
        self._key = self._foundation.CFStringCreateWithCString(None, KEY, UTF8)

    @property
    def locked(self) -> bool:
        """As `Presence` has it. The entry is there only while it is locked."""
        session = self._graphics.CGSessionCopyCurrentDictionary()
        if not session:
            return False
        try:
            value = self._foundation.CFDictionaryGetValue(session, self._key)
            return bool(value and self._foundation.CFBooleanGetValue(value))
        finally:
            self._foundation.CFRelease(session)

    def close(self) -> None:
        """Nothing is held."""
