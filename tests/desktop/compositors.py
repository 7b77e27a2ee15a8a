"""Wayland compositors for tests: a real one without a screen, and a stand-in that tells what a test wants."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from types import TracebackType

START_SECONDS: Final = 20.0
CONFIG: Final = "xwayland disable\n"


class Sway:
    """A real sway that draws nowhere. `input` moves its pointer as a hand would."""

    def __enter__(self) -> Self:
        """Start it."""
        # Sockets have short names; and sway refuses to be root, as tests in a container are.
        self.folder = Path(tempfile.mkdtemp(prefix="sway-"))
        settings = self.folder / "config"
        settings.write_text(CONFIG)
        command = ["sway", "-c", str(settings)]
        if os.getuid() == 0:
            self.folder.chmod(0o755)
            for path in (self.folder, settings):
                shutil.chown(path, 65534, 65534)
            command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command]
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "XDG_RUNTIME_DIR": str(self.folder),
            "WLR_BACKENDS": "headless",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_RENDERER": "pixman",
        }
        with (self.folder.parent / f"{self.folder.name}.log").open("wb") as log:
            self._program = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        self.display = self._path("wayland-?").name
        self._path("sway-ipc.*.sock")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self.end()
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder.parent / f"{self.folder.name}.log").unlink(missing_ok=True)

    def end(self) -> None:
        """End it, as a crash would."""
        self._program.kill()
        self._program.wait(5)

    def input(self) -> None:
        """Move the pointer."""
        self.says("seat", "-", "cursor", "move", "10", "10")

    def says(self, *words: str) -> str:
        """What sway answers to a command of its own."""
        ipc = str(next(self.folder.glob("sway-ipc.*.sock")))
        done = subprocess.run(["swaymsg", "-s", ipc, *words], capture_output=True, text=True, check=True)
        return done.stdout

    def _path(self, pattern: str) -> Path:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._program.poll() is None:
            if found := list(self.folder.glob(pattern)):
                return found[0]
        log = (self.folder.parent / f"{self.folder.name}.log").read_text(errors="replace")
        raise RuntimeError(f"sway did not start: {log}")


class Compositor:
    """A stand-in on a socket in `folder`, which offers what it is told to and says what a test wants said."""

    def __init__(self, folder: Path, offers: list[tuple[str, int]]) -> None:
        self.requests: list[tuple[int, int, bytes]] = []
        """What was asked, but for getting to know each other: object, number, arguments."""
        self._bound: dict[str, tuple[int, int]] = {}
        self.display = str(folder / "wayland-test")
        self._offers = offers
        self._came = threading.Condition()
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(self.display)
        self._socket.listen()
        self._client = socket.socket()
        threading.Thread(target=self._serve, daemon=True).start()

    def tells(self, target: int, code: int, body: bytes = b"") -> None:
        """Send an event."""
        self._client.sendall(struct.pack("=IHH", target, code, 8 + len(body)) + body)

    def waits_for(self, target: int, code: int) -> bytes:
        """The arguments with which an object was asked for something, once it has been."""
        with self._came:
            assert self._came.wait_for(lambda: any(r[:2] == (target, code) for r in self.requests), 10)
            return next(r[2] for r in self.requests if r[:2] == (target, code))

    def waits_for_bound(self, interface: str) -> tuple[int, int]:
        """The object that something offered was bound to and in which version, once it has been."""
        with self._came:
            assert self._came.wait_for(lambda: interface in self._bound, 10), self._bound
            return self._bound[interface]

    def drop(self) -> None:
        """Throw the client out, as a compositor that dies does."""
        with contextlib.suppress(OSError):
            self._client.shutdown(socket.SHUT_RDWR)
        self._client.close()

    def close(self) -> None:
        """Be gone."""
        self._socket.close()
        self.drop()

    def _serve(self) -> None:
        while True:
            try:
                self._client, _ = self._socket.accept()
            except OSError:
                return
            with contextlib.suppress(OSError):
                self._listen()

    def _listen(self) -> None:
        received = b""
        registry = 0
        while data := self._client.recv(65536):
            received += data
            while len(received) >= 8:
                target, code, size = struct.unpack_from("=IHH", received)
                if len(received) < size:
                    break
                body, received = received[8:size], received[size:]
                if (target, code) == (1, 1):  # get_registry
                    (registry,) = struct.unpack("=I", body)
                    self._offer(registry)
                elif (target, code) == (1, 0):  # sync
                    self.tells(struct.unpack("=I", body)[0], 0, struct.pack("=I", 0))
                elif target == registry:
                    self._bind(body)
                else:
                    with self._came:
                        self.requests.append((target, code, body))
                        self._came.notify_all()

    def _offer(self, registry: int) -> None:
        for number, (interface, version) in enumerate(self._offers, 1):
            name = interface.encode() + b"\0"
            padded = name + b"\0" * (-len(name) % 4)
            self.tells(
                registry, 0, struct.pack("=II", number, len(name)) + padded + struct.pack("=I", version)
            )

    def _bind(self, body: bytes) -> None:
        number, length = struct.unpack_from("=II", body)
        interface = body[8 : 7 + length].decode()
        assert interface == self._offers[number - 1][0]
        version, new = struct.unpack_from("=II", body, 8 + length + -length % 4)
        with self._came:
            self._bound[interface] = (new, version)
            self._came.notify_all()
