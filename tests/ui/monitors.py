"""Monitors that come and go on the X server of the tests, as RandR has them."""

from __future__ import annotations

import ctypes as c
import os
from typing import Final, Self


class _Monitor(c.Structure):
    """`XRRMonitorInfo`."""

    _fields_ = (
        ("name", c.c_ulong),
        *((field, c.c_int) for field in ("primary", "automatic", "outputs_count")),
        *((field, c.c_int) for field in ("x", "y", "width", "height", "width_mm", "height_mm")),
        ("outputs", c.POINTER(c.c_ulong)),
    )


NAMES: Final = (b"LEFT", b"RIGHT")


class Monitors:
    """Takes the screen apart into two halves, and puts it together again. Ends as it began."""

    def __enter__(self) -> Self:
        """Open a connection of our own."""
        self._x, self._randr = c.CDLL("libX11.so.6"), c.CDLL("libXrandr.so.2")
        self._x.XOpenDisplay.restype = c.c_void_p
        self._x.XDefaultRootWindow.restype = self._x.XInternAtom.restype = c.c_ulong
        self._x.XDefaultRootWindow.argtypes = self._x.XCloseDisplay.argtypes = (c.c_void_p,)
        self._x.XInternAtom.argtypes = (c.c_void_p, c.c_char_p, c.c_int)
        self._x.XSync.argtypes = (c.c_void_p, c.c_int)
        for name in ("XRRAllocateMonitor", "XRRGetMonitors"):
            getattr(self._randr, name).restype = c.POINTER(_Monitor)
        self._randr.XRRAllocateMonitor.argtypes = (c.c_void_p, c.c_int)
        self._randr.XRRGetMonitors.argtypes = (c.c_void_p, c.c_ulong, c.c_int, c.POINTER(c.c_int))
        self._randr.XRRSetMonitor.argtypes = (c.c_void_p, c.c_ulong, c.POINTER(_Monitor))
        self._randr.XRRDeleteMonitor.argtypes = (c.c_void_p, c.c_ulong, c.c_ulong)
        self._display = self._x.XOpenDisplay(os.environ["DISPLAY"].encode())
        self._root = self._x.XDefaultRootWindow(self._display)
        whole = self._randr.XRRGetMonitors(self._display, self._root, 1, c.byref(c.c_int()))[0]
        self._size, self._output = (whole.width, whole.height), whole.outputs[0]
        return self

    def __exit__(self, *_: object) -> None:
        """One screen again."""
        self.join()
        self._x.XCloseDisplay(self._display)

    def split(self) -> None:
        """Two monitors side by side."""
        width, height = self._size[0] // 2, self._size[1]
        for place, name in enumerate(NAMES):
            made = self._randr.XRRAllocateMonitor(self._display, 1 - place)
            one = made.contents
            one.name, one.primary = self._atom(name), 1 - place
            one.x, one.y, one.width, one.height = place * width, 0, width, height
            one.width_mm, one.height_mm = width // 4, height // 4
            if place == 0:
                one.outputs[0] = self._output
            self._randr.XRRSetMonitor(self._display, self._root, made)
        self._x.XSync(self._display, 0)

    def join(self) -> None:
        """One monitor."""
        for name in NAMES:
            self._randr.XRRDeleteMonitor(self._display, self._root, self._atom(name))
        self._x.XSync(self._display, 0)

    def _atom(self, name: bytes) -> int:
        return int(self._x.XInternAtom(self._display, name, 0))
