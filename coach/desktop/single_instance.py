"""One Coach per person: a second start leaves its wish with the first and ends.

A start reads, before anything heavy is imported (this module is standard library only, a few milliseconds):

    if ask_running("show"):
        return 0
    server = InstanceServer.claim()
    if server is None and ask_running("show", patience=2.0):  # another start was a moment quicker
        return 0

The wish is one line, "show" or "play ID", over a Unix socket in the person's own runtime folder, or a named
pipe on Windows; the answer is "ok". Whoever holds the lock beside the socket is the one Coach. The system
lets go of a lock when its process ends, however it ends, so what a killed Coach left is safe to remove.
"""

from __future__ import annotations

import contextlib
import os
import socket
import stat
import struct
import sys
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Protocol, Self

from coach import paths
from coach.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ANSWER_SECONDS = 0.2  # how long a start waits for "ok"
LIMIT = 4096  # bytes in one message
_RETRY_SECONDS = 0.01
_LONGEST_ADDRESS = 103  # bytes, on macOS; 107 on Linux
_OK = b"ok\n"


def ask_running(message: str, patience: float = 0.0) -> bool:
    """Leave `message` (one line, at most 4,096 bytes) with the running Coach; False when there is none.

    Blocks for at most 0.2 seconds, or `patience` seconds when a Coach is known to be starting at this moment.
    Raises `ValueError` for a message of several lines or too long.
    """
    line = message.encode() + b"\n"
    if line.count(b"\n") > 1 or len(line) > LIMIT:
        raise ValueError("A message to the running Coach is one line of at most 4,096 bytes.")
    ask = _PipeDoor.ask if sys.platform == "win32" else _SocketDoor.ask
    deadline = time.monotonic() + patience
    while not ask(line):
        if time.monotonic() >= deadline:
            return False
        time.sleep(_RETRY_SECONDS)
    return True


class InstanceServer:
    """The running Coach's ear. Make one with `claim()`.

    A daemon thread listens and answers, so a second start hears "ok" even while the window is busy. The rest
    is for the window's thread: `fileno()` becomes readable when a message waits, and `read_messages()` never
    blocks.
    """

    @classmethod
    def claim(cls) -> Self | None:
        """Become the one Coach of this person; None when another already is. Never blocks.

        Raises `CoachError` when there is no private place to listen at; Coach then works without it.
        """
        try:
            door = _PipeDoor() if sys.platform == "win32" else _SocketDoor(paths.runtime_dir())
        except _TakenError:
            return None
        except OSError as error:
            raise CoachError(
                f"Coach cannot notice when it is started twice: {error.strerror or error}.",
                "It works all the same. Close one window before opening another.",
            ) from error
        return cls(door)

    def __init__(self, door: Door) -> None:
        self._door = door
        self._waiting: deque[str] = deque()
        self._bell, self._button = socket.socketpair()
        self._bell.setblocking(False)
        threading.Thread(target=self._listen, name="single instance", daemon=True).start()

    def fileno(self) -> int:
        """A socket's number, readable while messages wait; for a QSocketNotifier."""
        return self._bell.fileno()

    def read_messages(self) -> list[str]:
        """The messages since the last call, oldest first."""
        with contextlib.suppress(BlockingIOError):
            while self._bell.recv(4096):
                pass
        return [self._waiting.popleft() for _ in range(len(self._waiting))]

    def close(self) -> None:
        """Stop listening; another start may claim the place from now on."""
        self._door.close()
        self._bell.close()

    def _listen(self) -> None:
        # OSError: the door was closed.
        with self._button, contextlib.suppress(OSError):
            while True:
                self._door.receive(self._keep)

    def _keep(self, line: bytes) -> None:
        self._waiting.append(line.decode("utf-8", "replace").rstrip("\n"))
        self._button.send(b"!")


class Door(Protocol):
    """Where other starts knock."""

    def receive(self, keep: Callable[[bytes], None]) -> None:
        """Block until somebody knocks; `keep` their line, then answer. A knock without one is ignored.

        Raises `OSError` once the door is closed.
        """

    def close(self) -> None:
        """Give the place up. May be called from any thread."""


class _TakenError(Exception):
    """Another process is the one Coach."""


class _SocketDoor:
    """A Unix socket and its lock in a folder that only this person can enter."""

    def __init__(self, folder: Path) -> None:
        import fcntl  # noqa: PLC0415  # Windows has none

        _make_private(folder)
        self._address = folder / "socket"
        self._lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        self._socket = socket.socket(socket.AF_UNIX)
        try:
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise _TakenError from error
            # Only the holder of the lock comes here, so this one is nobody's any more.
            self._address.unlink(missing_ok=True)
            with _short(self._address) as address:
                self._socket.bind(address)
            self._socket.listen()
        except BaseException:
            self._socket.close()
            os.close(self._lock)
            raise

    def receive(self, keep: Callable[[bytes], None]) -> None:
        visitor, _ = self._socket.accept()
        with visitor, contextlib.suppress(OSError):
            visitor.settimeout(ANSWER_SECONDS)
            if _is_own(visitor) and (line := _read_line(visitor)):
                keep(line)
                visitor.sendall(_OK)

    def close(self) -> None:
        if self._socket.fileno() < 0:
            return  # closed before; what lies there now may be another's
        self._address.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes the thread in accept()
        self._socket.close()
        os.close(self._lock)

    @staticmethod
    def ask(line: bytes) -> bool:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as running:
            running.settimeout(ANSWER_SECONDS)
            with _short(paths.runtime_dir() / "socket") as address:
                running.connect(address)
            if _is_own(running):
                running.sendall(line)
                return _read_line(running) == _OK
        return False


class _PipeDoor:
    """A named pipe, which Windows gives to one process only and takes back when that ends."""

    def __init__(self, address: str = "") -> None:
        from multiprocessing.connection import Listener  # noqa: PLC0415  # 20 ms, and only here

        try:
            self._listener = Listener(address or _pipe_address())
        except PermissionError as error:  # the pipe has its first instance
            raise _TakenError from error

    def receive(self, keep: Callable[[bytes], None]) -> None:
        with self._listener.accept() as visitor, contextlib.suppress(OSError, EOFError):
            # Bytes, never objects: recv() would unpickle whatever it is given.
            if visitor.poll(ANSWER_SECONDS):
                keep(visitor.recv_bytes(LIMIT))
                visitor.send_bytes(_OK)

    def close(self) -> None:
        self._listener.close()

    @staticmethod
    def ask(line: bytes, address: str = "") -> bool:
        from multiprocessing.connection import Client  # noqa: PLC0415  # the same

        with contextlib.suppress(OSError, EOFError), Client(address or _pipe_address()) as running:
            running.send_bytes(line)
            return running.poll(ANSWER_SECONDS) and running.recv_bytes(LIMIT) == _OK
        return False


def _pipe_address() -> str:
    import zlib  # noqa: PLC0415  # the same

    # One for each person and COACH_HOME, as the folder is.
    return rf"\\.\pipe\coach-{zlib.crc32(os.fsencode(paths.runtime_dir())):08x}"


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

    Elsewhere the folder's own rights are the fence.
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


def _make_private(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise PermissionError(f"{folder} is somebody else's")
    if found.st_mode & 0o077:
        folder.chmod(0o700)
