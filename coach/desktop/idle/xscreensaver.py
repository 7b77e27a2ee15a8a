"""X11: the MIT-SCREEN-SAVER extension knows the time since the last input. A query takes some 7 µs.

https://www.x.org/releases/current/doc/libXScrnSaver/libXss.html
"""

from __future__ import annotations

import ctypes
import threading
from typing import Any, Final

from coach.clock import SystemClock
from coach.desktop.retry import Retry

PACKAGES: Final = "libXss (Debian: libxss1, Fedora: libXScrnSaver, Arch: libxss)"


class _Info(ctypes.Structure):
    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle", ctypes.c_ulong),  # milliseconds
        ("event_mask", ctypes.c_ulong),
    )


class XScreenSaverIdle:
    """Asks the X server on a connection of its own."""

    name = "the X server"
    pushes = False

    def __init__(self) -> None:
        self.trouble = ""
        self._asking = threading.Lock()
        self._retry = Retry()
        self._clock = SystemClock()
        self._display: Any = None
        self._x11: Any = None
        self._saver: Any = None
        self._info: Any = None

    def seconds(self) -> float | None:
        """As `Idle` has it; always exact."""
        with self._asking:
            at = self._clock.monotonic()
            if not self._retry.is_due(at):
                return None
            try:
                if self._display is None:
                    self._open()
                idle = self._ask()
            except OSError as error:
                self.trouble = str(error)
                self._retry.failed(at)
                return None
            self.trouble = ""
            self._retry.succeeded()
            return idle

    def close(self) -> None:
        """Let go of the X server."""
        with self._asking:
            if self._display is not None:
                self._x11.XFree(self._info)
                self._x11.XCloseDisplay(self._display)
                self._display = None

    def _open(self) -> None:
        try:
            x11, saver = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXss.so.1")
        except OSError as error:
            raise OSError(f"The time since your last input needs {PACKAGES}.") from error
        x11.XOpenDisplay.restype = x11.XDefaultRootWindow.restype = ctypes.c_void_p
        x11.XOpenDisplay.argtypes = (ctypes.c_char_p,)
        x11.XDefaultRootWindow.argtypes = x11.XCloseDisplay.argtypes = (ctypes.c_void_p,)
        x11.XFree.argtypes = (ctypes.c_void_p,)
        saver.XScreenSaverAllocInfo.restype = ctypes.POINTER(_Info)
        number = ctypes.POINTER(ctypes.c_int)
        saver.XScreenSaverQueryExtension.argtypes = (ctypes.c_void_p, number, number)
        saver.XScreenSaverQueryInfo.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(_Info))
        display = x11.XOpenDisplay(None)
        if not display:
            raise OSError("The X server does not let Coach in.")
        if not saver.XScreenSaverQueryExtension(display, ctypes.c_int(), ctypes.c_int()):
            x11.XCloseDisplay(display)
            raise OSError("This X server does not tell the time since your last input.")
        self._x11, self._saver, self._display = x11, saver, display
        self._info = saver.XScreenSaverAllocInfo()

    def _ask(self) -> float:
        root = self._x11.XDefaultRootWindow(self._display)
        if not self._saver.XScreenSaverQueryInfo(self._display, root, self._info):
            raise OSError("The X server did not tell the time since your last input.")
        return float(self._info.contents.idle) / 1000
