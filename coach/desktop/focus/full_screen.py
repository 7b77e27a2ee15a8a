"""Whether the program in front fills the screen: EWMH on X11, wlroots' list of windows on Wayland.

Coach's own windows do not count. https://specifications.freedesktop.org/wm-spec/latest/,
https://wayland.app/protocols/wlr-foreign-toplevel-management-unstable-v1
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
from dataclasses import dataclass
from typing import Any, Final

from coach.desktop.focus.told import Told
from coach.desktop.wayland import Connection, text

OURS: Final = "coach"
NO_SCREEN: Final = "There is no screen here."
SILENT: Final = "On this Wayland desktop a program is not told of the others' windows."


def full_screen() -> Told:
    """Look now; blocks for as long as the screen's server takes, some milliseconds."""
    try:
        if os.environ.get("WAYLAND_DISPLAY"):
            return _on_wayland()
        if os.environ.get("DISPLAY"):
            return _on_x11()
    except OSError as error:
        return Told(None, str(error))
    return Told(None, NO_SCREEN)


# -- Wayland --------------------------------------------------------------------------------------

_LIST: Final = "zwlr_foreign_toplevel_manager_v1"
_TOPLEVEL: Final = 0
_APP_ID, _STATE = 1, 4
_ACTIVE, _FULL = 2, 3


@dataclass(slots=True)
class _Window:
    program: str = ""
    is_active: bool = False
    is_full: bool = False


def _on_wayland() -> Told:
    with contextlib.closing(Connection()) as connection:
        offered = connection.offered(_LIST)
        if offered is None:
            return Told(None, SILENT)
        listing = connection.bind(offered, 3)
        windows: dict[int, _Window] = {}
        for event in connection.round_trip():
            if event.object == listing and event.code == _TOPLEVEL:
                windows[struct.unpack("=I", event.body)[0]] = _Window()
            elif window := windows.get(event.object):
                _note(window, event.code, event.body)
    full = (one for one in windows.values() if one.is_active and one.is_full and one.program.lower() != OURS)
    return Told(any(full), "Wayland")


def _note(window: _Window, code: int, body: bytes) -> None:
    if code == _APP_ID:
        window.program = text(body)[0]
    elif code == _STATE:
        states = struct.unpack(f"={len(body) // 4}I", body)[1:]
        window.is_active, window.is_full = _ACTIVE in states, _FULL in states


# -- X11 ------------------------------------------------------------------------------------------

_ANY_TYPE: Final = 0
_LONGEST: Final = 64
"""Words of a property that are read."""


def _on_x11() -> Told:
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError as error:
        raise OSError("Full screen is seen by libX11, which is not installed.") from error
    _declare(x11)
    display = x11.XOpenDisplay(None)
    if not display:
        raise OSError("The X server does not let Coach in.")
    # A window may be gone before it is asked about. Xlib would end the whole program for that.
    before = x11.XSetErrorHandler(ctypes.cast(_IGNORE, ctypes.c_void_p))
    try:
        root = x11.XDefaultRootWindow(display)
        active = _words(x11, display, root, b"_NET_ACTIVE_WINDOW")
        if active is None and _words(x11, display, root, b"_NET_SUPPORTING_WM_CHECK") is None:
            return Told(None, "This window manager does not tell which window is in front.")
        if not active or not any(active) or OURS in _names(x11, display, active[0]):
            return Told(False, "the window manager")
        full = x11.XInternAtom(display, b"_NET_WM_STATE_FULLSCREEN", 0)
        states = _words(x11, display, active[0], b"_NET_WM_STATE")
        return Told(full in (states or ()), "the window manager")
    finally:
        x11.XSync(display, 0)
        x11.XSetErrorHandler(before)
        x11.XCloseDisplay(display)


_IGNORE: Final = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda _display, _error: 0)


def _declare(x11: Any) -> None:  # noqa: ANN401 - ctypes' library
    pointer, number = ctypes.c_void_p, ctypes.c_ulong
    x11.XOpenDisplay.restype = x11.XSetErrorHandler.restype = pointer
    x11.XOpenDisplay.argtypes = (ctypes.c_char_p,)
    x11.XSetErrorHandler.argtypes = x11.XCloseDisplay.argtypes = x11.XFree.argtypes = (pointer,)
    x11.XDefaultRootWindow.restype = x11.XInternAtom.restype = number
    x11.XDefaultRootWindow.argtypes = (pointer,)
    x11.XInternAtom.argtypes = (pointer, ctypes.c_char_p, ctypes.c_int)
    x11.XSync.argtypes = (pointer, ctypes.c_int)
    to = ctypes.POINTER
    x11.XGetWindowProperty.argtypes = (
        *(pointer, number, number, ctypes.c_long, ctypes.c_long, ctypes.c_int, number),
        *(to(number), to(ctypes.c_int), to(number), to(number), to(pointer)),
    )


def _read(x11: Any, display: Any, window: int, name: bytes) -> tuple[int, Any, int] | None:  # noqa: ANN401
    """A property: the bits of its items, where they stand (to be freed), and how many there are."""
    kind, bits, items, rest = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_ulong(), ctypes.c_ulong()
    data = ctypes.c_void_p()
    atom = x11.XInternAtom(display, name, 0)
    failed = x11.XGetWindowProperty(
        display, window, atom, 0, _LONGEST, 0, _ANY_TYPE, kind, bits, items, rest, data
    )
    return None if failed or not data else (bits.value, data, items.value)


def _words(x11: Any, display: Any, window: int, name: bytes) -> tuple[int, ...] | None:  # noqa: ANN401
    read = _read(x11, display, window, name)
    if read is None:
        return None
    bits, data, count = read
    try:
        items = ctypes.cast(data, ctypes.POINTER(ctypes.c_ulong))
        return tuple(items[place] for place in range(count)) if bits == 32 else ()  # noqa: PLR2004
    finally:
        x11.XFree(data)


def _names(x11: Any, display: Any, window: int) -> tuple[str, ...]:  # noqa: ANN401
    """The two names by which a program goes, in small letters."""
    read = _read(x11, display, window, b"WM_CLASS")
    if read is None:
        return ()
    _, data, count = read
    try:
        names = ctypes.string_at(data, count).split(b"\0")
        return tuple(name.decode(errors="replace").lower() for name in names)
    finally:
        x11.XFree(data)
