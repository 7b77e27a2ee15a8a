"""Where a second start knocks: a Unix socket, or a named pipe on Windows. `single_instance` opens it."""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import sys
import time
from typing import TYPE_CHECKING, Protocol

from coach.desktop.single_instance import LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ANSWER_SECONDS = 0.2
"""How long a start waits for the answer."""
OK = b"ok\n"
_LONGEST_ADDRESS = 103  # bytes, on macOS; 107 on Linux


class Door(Protocol):
    """One line comes in, "ok" goes out. Blocking is for the thread that listens, never for the window's."""

    def receive(self, keep: Callable[[bytes], None]) -> None:
        """Block until somebody knocks; `keep` their line, then answer. A knock without one is ignored.

        Raises `OSError` once the door is closed.
        """

    def close(self) -> None:
        """Stop. May be called from any thread, and again."""


class SocketDoor:
    """A Unix socket at an address that is this process's alone. Raises `OSError` where it cannot be made."""

    def __init__(self, address: Path) -> None:
        self._address = address
        self._socket = socket.socket(socket.AF_UNIX)
        try:
            with _short(address) as name:
                self._socket.bind(name)
            self._socket.listen()
        except OSError:
            self._socket.close()
            raise

    def receive(self, keep: Callable[[bytes], None]) -> None:
        """As `Door` has it; a stranger's line is ignored as well."""
        visitor, _ = self._socket.accept()
        with visitor, contextlib.suppress(OSError):
            visitor.settimeout(ANSWER_SECONDS)
            if _is_own(visitor) and (line := _read_line(visitor)):
                keep(line)
                visitor.sendall(OK)

    def close(self) -> None:
        """Stop, and take the socket away."""
        if self._socket.fileno() < 0:
            return  # closed before; what lies there now may be another's
        self._address.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes the thread in accept()
        self._socket.close()

    @staticmethod
    def ask(line: bytes, address: Path) -> bool:
        """Knock; whether the answer was "ok" within 0.2 seconds."""
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as running:
            running.settimeout(ANSWER_SECONDS)
            with _short(address) as name:
                running.connect(name)
            if _is_own(running):
                running.sendall(line)
                return _read_line(running) == OK
        return False


class PipeDoor:
    """A named pipe, which Windows gives to one process and takes back when that ends.

    Raises `PermissionError` while another process has it.
    """

    def __init__(self, address: str) -> None:
        from multiprocessing.connection import Listener  # noqa: PLC0415  # 20 ms, and only here

        self._listener = Listener(address)

    def receive(self, keep: Callable[[bytes], None]) -> None:
        """As `Door` has it."""
        with self._listener.accept() as visitor, contextlib.suppress(OSError, EOFError):
            # Bytes, never objects: recv() would unpickle whatever it is given.
            if visitor.poll(ANSWER_SECONDS):
                keep(visitor.recv_bytes(LIMIT))
                visitor.send_bytes(OK)

    def close(self) -> None:
        """Stop."""
        self._listener.close()

    @staticmethod
    def ask(line: bytes, address: str) -> bool:
        """Knock; whether the answer was "ok" within 0.2 seconds."""
        from multiprocessing.connection import Client  # noqa: PLC0415  # the same

        with contextlib.suppress(OSError, EOFError), Client(address) as running:
            running.send_bytes(line)
            return running.poll(ANSWER_SECONDS) and running.recv_bytes(LIMIT) == OK
        return False


def _read_line(peer: socket.socket) -> bytes:
    """One line with its end, or nothing when it is longer than the limit, broken off or late."""
    deadline = time.monotonic() + ANSWER_SECONDS
    line = b""
    while not line.endswith(b"\n"):
        peer.settimeout(max(deadline - time.monotonic(), 0.001))
        part = peer.recv(LIMIT)
        line += part
        if not part or len(line) > LIMIT:
            return b""
    return line


def _is_own(peer: socket.socket) -> bool:
    """Whether the other end is this person's, as far as the system tells (Linux does).

    Elsewhere the rights of the folder are the fence.
    """
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    size = struct.calcsize("3i")
    _pid, uid, _gid = struct.unpack("3i", peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size))
    return bool(uid == os.getuid())


@contextlib.contextmanager
def _short(address: Path) -> Iterator[str]:
    """The address, or a shorter name for it on Linux where it is longer than a socket's may be."""
    if len(os.fsencode(address)) <= _LONGEST_ADDRESS or not sys.platform.startswith("linux"):
        yield str(address)
        return
    folder = os.open(address.parent, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{address.name}"
    finally:
        os.close(folder)
