"""One Coach per person: a second start leaves its wish with the first and ends.

A start reads, before anything heavy is imported (without a Coach running this costs under a millisecond):

    if ask_running("show"):
        return 0
    server = InstanceServer.claim()
    if server is None and ask_running("show", patience=2.0):  # another start was a moment quicker
        return 0

and, once the window is painted, gives `server.fileno()` to a QSocketNotifier. The wish is one line, "show",
"play ID", "rescue PLACE" or "diary PAGE"; the answer is "ok". Whoever holds the lock in the person's own
runtime folder is the one Coach. The process that plans reminders has a door of its own of the same kind
(`RESIDENT`). The system lets go of a lock when its process ends, however that ends, so what a killed Coach
left may go.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
from collections import deque
from typing import TYPE_CHECKING, Self

from coach import paths
from coach.errors import CoachError

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from pathlib import Path

    from coach.desktop.instance_door import Door

WINDOW, RESIDENT = "window", "resident"
"""Who can be there once for each person."""
RELOAD = "reload"
"""Said to the window when other files stand in place of the person's: it takes them up where it is."""
LIMIT = 4096
"""Bytes in one message."""
_RETRY_SECONDS = 0.01


def wish(play: str | None, rescue: str | None, pause: str | None = None, diary: str | None = None) -> str:
    """What a start wants of the Coach that runs, in a line: `show`, `play ID`, `rescue [PLACE]` and so on."""
    if pause is not None:
        return f"break {pause}"
    if rescue is not None:
        return f"rescue {rescue}".strip()
    if diary is not None:
        return f"diary {diary}"
    return f"play {play}" if play else "show"


def ask_running(message: str, patience: float = 0.0, who: str = WINDOW) -> bool:
    """Leave `message` (one line, at most 4,096 bytes) with the running Coach; False when there is none.

    Blocks for at most 0.2 seconds, and up to `patience` seconds more for a Coach that is only starting.
    Raises `ValueError` for a message of several lines or too long.
    """
    line = message.encode() + b"\n"
    if line.count(b"\n") > 1 or len(line) > LIMIT:
        raise ValueError("A message to the running Coach is one line of at most 4,096 bytes.")
    deadline = time.monotonic() + patience
    while not _ask(line, who):
        if time.monotonic() >= deadline:
            return False
        time.sleep(_RETRY_SECONDS)
    return True


def _ask(line: bytes, who: str) -> bool:
    if sys.platform != "win32":
        try:
            _address(who).lstat()
        except OSError:
            return False
    # Not imported by a start that finds nobody: sockets take 4 ms.
    from coach.desktop.instance_door import PipeDoor, SocketDoor  # noqa: PLC0415

    return PipeDoor.ask(line, _pipe(who)) if sys.platform == "win32" else SocketDoor.ask(line, _address(who))


class InstanceServer:
    """The running Coach's ear. Make one with `claim()`.

    A daemon thread listens and answers, so a second start hears "ok" even while the window is busy. The rest
    is for the window's thread and never blocks.
    """

    @classmethod
    def claim(cls, who: str = WINDOW) -> Self | None:
        """Become the one Coach of this person; None when another already is.

        Raises `CoachError` when there is no private place for it; Coach then works without it.
        """
        try:
            if sys.platform == "win32":
                from coach.desktop.instance_door import PipeDoor  # noqa: PLC0415  # the same

                pipe = PipeDoor(_pipe(who))
                return cls(lambda: pipe)
            lock = _lock(paths.runtime_dir(), _NAMES[who][1])
        except OSError as error:
            if sys.platform == "win32" and isinstance(error, PermissionError):
                return None  # another process has the pipe
            raise CoachError(
                f"Coach cannot notice when it is started twice: {error.strerror or error}.",
                "It works all the same. Close one window before opening another.",
            ) from error
        return None if lock is None else cls(lambda: _open_socket(who), lock)

    def __init__(self, open_door: Callable[[], Door], lock: int | None = None) -> None:
        self._open_door = open_door
        self._lock = lock
        self._door: Door | None = None
        self._bell: socket.socket | None = None
        self._waiting: deque[str] = deque()

    def fileno(self) -> int:
        """A socket's number, readable while messages wait; for a QSocketNotifier.

        The first call begins to listen. Until then a second start knows that a Coach is coming, and waits for
        it. Where listening fails (a full disk), the number is there and nobody ever calls.
        """
        if self._bell is None:
            self._bell = self._listen()
        return self._bell.fileno()

    def read_messages(self) -> list[str]:
        """The messages since the last call, oldest first."""
        if self._bell is not None:
            with contextlib.suppress(BlockingIOError):
                while self._bell.recv(4096):
                    pass
        return [self._waiting.popleft() for _ in range(len(self._waiting))]

    def close(self) -> None:
        """Stop listening; another start may claim the place from now on."""
        if self._door is not None:
            self._door.close()
        if self._bell is not None:
            self._bell.close()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _listen(self) -> socket.socket:
        import socket  # noqa: PLC0415  # the same
        import threading  # noqa: PLC0415  # the same

        bell, button = socket.socketpair()
        bell.setblocking(False)
        with contextlib.suppress(OSError):
            self._door = door = self._open_door()
            listening = threading.Thread(
                target=self._hear, args=(door, button), name="single instance", daemon=True
            )
            listening.start()
        return bell

    def _hear(self, door: Door, button: socket.socket) -> None:
        def keep(line: bytes) -> None:
            self._waiting.append(line.decode("utf-8", "replace").rstrip("\n"))
            button.send(b"!")

        # OSError: the door was closed.
        with button, contextlib.suppress(OSError):
            while True:
                door.receive(keep)


_NAMES = {WINDOW: ("socket", "lock"), RESIDENT: ("resident.socket", "resident.lock")}
"""The names of the socket and of the lock in the runtime folder."""


def _address(who: str) -> Path:
    return paths.runtime_dir() / _NAMES[who][0]


def _pipe(who: str) -> str:
    import zlib  # noqa: PLC0415  # only on Windows

    # One for each person and COACH_HOME, as the folder is.
    name = "coach" if who == WINDOW else f"coach-{who}"
    return rf"\\.\pipe\{name}-{zlib.crc32(os.fsencode(paths.runtime_dir())):08x}"


def _open_socket(who: str) -> Door:
    from coach.desktop.instance_door import SocketDoor  # noqa: PLC0415  # the same

    # Only the holder of the lock comes here, so what lies there is nobody's any more.
    _address(who).unlink(missing_ok=True)
    return SocketDoor(_address(who))


def _lock(folder: Path, name: str) -> int | None:
    """The lock of a folder that only this person can enter, held until closed; None if another has it."""
    import fcntl  # noqa: PLC0415  # Windows has none

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise PermissionError(f"{folder} is somebody else's")
    if found.st_mode & 0o077:
        folder.chmod(0o700)
    lock = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    return lock
