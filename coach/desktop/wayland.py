"""As much of a Wayland client as the few quiet protocols need that Coach speaks: no windows, no libraries.

Qt keeps its own connection to itself, and a package with all of Wayland brings libwayland and cffi for what
is a socket and a few numbers here. The wire format: https://wayland.freedesktop.org/docs/html/ch04.html
"""

from __future__ import annotations

import os
import select
import socket
import struct
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PATIENCE: Final = 2.0
"""Seconds to wait for the compositor."""

_DISPLAY: Final = 1  # the object that is there from the start
_SYNC, _GET_REGISTRY = 0, 1
_ERROR: Final = 0
_BIND: Final = 0
_GLOBAL, _GLOBAL_REMOVE = 0, 1
_HEADER: Final = struct.Struct("=IHH")


@dataclass(frozen=True, slots=True)
class Global:
    """Something the compositor offers."""

    number: int
    interface: str
    version: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something an object has told."""

    object: int
    code: int
    body: bytes


class Connection:
    """A connection to the compositor. Everything raises `OSError` once it has gone, or on its complaint.

    For one thread. Blocks for two seconds at most where the compositor does not answer.
    """

    def __init__(self) -> None:
        name = os.environ.get("WAYLAND_DISPLAY") or "wayland-0"
        self.socket = socket.socket(socket.AF_UNIX)
        self.globals: dict[int, Global] = {}
        self._received = b""
        self._last = _DISPLAY
        try:
            self.socket.settimeout(PATIENCE)
            self.socket.connect(str(Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / name))
            self._registry = self.new(_DISPLAY, _GET_REGISTRY)
            self.round_trip()
        except OSError:
            self.socket.close()
            raise

    def close(self) -> None:
        """End it."""
        self.socket.close()

    def offered(self, interface: str) -> Global | None:
        """What the compositor offers of that name."""
        return next((one for one in self.globals.values() if one.interface == interface), None)

    def bind(self, one: Global, version: int) -> int:
        """Use what is offered, in this version or the one it has; returns the object."""
        name = one.interface.encode() + b"\0"
        padded = name + b"\0" * (-len(name) % 4)
        self._last += 1
        chosen = struct.pack("=II", min(version, one.version), self._last)
        self.request(self._registry, _BIND, struct.pack("=II", one.number, len(name)) + padded + chosen)
        return self._last

    def new(self, target: int, code: int, rest: bytes = b"") -> int:
        """A request that makes an object; returns it. The other arguments come after it."""
        self._last += 1
        self.request(target, code, struct.pack("=I", self._last) + rest)
        return self._last

    def request(self, target: int, code: int, body: bytes = b"") -> None:
        """Ask an object for something."""
        self.socket.sendall(_HEADER.pack(target, code, _HEADER.size + len(body)) + body)

    def events(self, patience: float | None = 0.0) -> list[Event]:
        """What has been told since, waiting so many seconds for the first (None: for as long as it takes)."""
        ready, _, _ = select.select([self.socket], [], [], patience)
        if not ready:
            return []
        data = self.socket.recv(65536)
        if not data:
            raise ConnectionResetError("The compositor has gone.")
        self._received += data
        told = []
        while event := self._cut():
            if event.object == _DISPLAY and event.code == _ERROR:
                raise OSError(f"The compositor complains: {text(event.body[8:])[0]}")
            if event.object == self._registry:
                self._on_global(event)
            told.append(event)
        return told

    def round_trip(self) -> list[Event]:
        """What is told until the compositor has done all that was asked so far."""
        callback = self.new(_DISPLAY, _SYNC)
        deadline = time.monotonic() + PATIENCE
        told: list[Event] = []
        while not any(event.object == callback for event in told):
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError("The compositor does not answer.")
            told += self.events(left)
        return told

    def _cut(self) -> Event | None:
        """The first whole event of what has been received."""
        if len(self._received) < _HEADER.size:
            return None
        target, code, size = _HEADER.unpack_from(self._received)
        if size < _HEADER.size:
            raise OSError("The compositor speaks no Wayland.")
        if len(self._received) < size:
            return None
        event = Event(target, code, self._received[_HEADER.size : size])
        self._received = self._received[size:]
        return event

    def _on_global(self, event: Event) -> None:
        (number,) = struct.unpack_from("=I", event.body)
        if event.code == _GLOBAL:
            interface, rest = text(event.body[4:])
            self.globals[number] = Global(number, interface, *struct.unpack_from("=I", rest))
        elif event.code == _GLOBAL_REMOVE:
            self.globals.pop(number, None)


def text(body: bytes) -> tuple[str, bytes]:
    """The text that a message begins with, and what follows it."""
    (length,) = struct.unpack_from("=I", body)
    padded = length + -length % 4
    return body[4 : 3 + length].decode(errors="replace"), body[4 + padded :]
