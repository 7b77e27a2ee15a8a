"""The speech service of Linux desktops, speech-dispatcher, spoken to over its socket in SSIP.

The protocol: https://htmlpreview.github.io/?https://github.com/brailcom/speechd/blob/master/doc/ssip.html
Qt's own QTextToSpeech blocks for more than a second when it is made, and for ever with a service that hangs.
"""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from coach.player.voice import Voice

if TYPE_CHECKING:
    from coach.player.voice import Manner

PATIENCE: Final = 1.5
"""Seconds to wait for an answer. A healthy service answers within a few milliseconds."""
SOON: Final = 0.4
"""Seconds within which a sentence must begin to sound; one that would come later is taken back."""
WARMING: Final = 4.0
"""Seconds that a service may take over its first sentence, when it starts its voice."""
BEGIN: Final = 701
"""The event that a sentence has begun."""
NOT_VOICES: Final = frozenset({"dummy", "generic", "espeak-ng-mbrola"})
"""Modules that only play a recorded excuse, or need voices that are seldom installed."""
LONGEST: Final = 1 << 20
"""Bytes of one answer; a list of voices is some thirty thousand."""


class SsipEngine:
    """A connection to speech-dispatcher."""

    name = "speech-dispatcher"

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._socket.setblocking(False)
        self._buffer = b""
        self._manner: Manner | None = None
        self._has_begun = False
        self._ask(f"SET SELF CLIENT_NAME {os.environ.get('USER', 'user')}:coach:session")
        if not self._modules():
            raise OSError("speech-dispatcher has no voice")
        self._ask("SET SELF NOTIFICATION BEGIN ON")

    @classmethod
    def open(cls) -> Self:
        """Connect, starting the service as its own programs do if it does not run."""
        path = socket_path()
        try:
            return cls(_connect(path))
        except (FileNotFoundError, ConnectionRefusedError):
            program = shutil.which("speech-dispatcher")
            if program is None:
                raise
        subprocess.run(  # noqa: S603 - the system's own service
            [program, "--spawn", "--communication-method", "unix_socket", "--socket-path", str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
        return cls(_connect(path))

    def adopt(self, manner: Manner) -> None:
        """Speak like this from now on; at first, wake the voice with a dot that nobody hears."""
        is_cold, self._manner = self._manner is None, manner
        self._ask(f"SET SELF LANGUAGE {manner.language}")
        if manner.voice:
            with contextlib.suppress(LookupError):  # a voice that is gone: the service's own choice stands
                self._ask(f"SET SELF SYNTHESIS_VOICE {manner.voice}")
        self._ask(f"SET SELF RATE {max(-100, min(100, manner.rate))}")
        if is_cold:
            self._ask("SET SELF VOLUME -100")
            self._speak(".", WARMING)
        self._ask(f"SET SELF VOLUME {2 * manner.volume - 100}")

    def say(self, text: str) -> None:
        """Begin a sentence; whatever Coach was saying ends. What does not begin soon is not said at all."""
        self._ask("CANCEL SELF")
        self._speak(text, SOON)

    def prepare(self, text: str) -> None:
        """The service takes sentences as they come."""

    def hush(self) -> None:
        """Fall silent."""
        self._ask("CANCEL SELF")

    def seconds(self, text: str) -> float | None:  # noqa: ARG002 - as every engine
        """The service does not say beforehand."""
        return None

    def voices(self) -> tuple[Voice, ...]:
        """One voice for every language and region; the variants of each are left to the service."""
        found: dict[str, Voice] = {}
        for line in self._ask("LIST SYNTHESIS_VOICES"):
            name, language, *variant = line.split("\t")
            if not variant or variant[0] in {"none", ""}:
                found.setdefault(name, Voice(name, name, language.lower()))
        return tuple(found.values())

    def close(self) -> None:
        """Say good-bye."""
        with contextlib.suppress(OSError):
            self._socket.send(b"QUIT\r\n")
        self._socket.close()

    def _speak(self, text: str, patience: float) -> None:
        self._ask("SPEAK")
        self._has_begun = False
        line = " ".join(text.split())
        self._ask(f".{line}\r\n." if line.startswith(".") else f"{line}\r\n.")
        deadline = time.monotonic() + patience
        try:
            while not self._has_begun:
                self._line(deadline)
        except TimeoutError:
            self._ask("CANCEL SELF")

    def _modules(self) -> list[str]:
        return [one for one in self._ask("LIST OUTPUT_MODULES") if one not in NOT_VOICES]

    def _ask(self, command: str) -> list[str]:
        """Send a command and return the lines of its answer. `LookupError` when the service refuses it."""
        deadline = time.monotonic() + PATIENCE
        data = f"{command}\r\n".encode()
        while data:
            self._wait(write=True, deadline=deadline)
            data = data[self._socket.send(data) :]
        lines: list[str] = []
        while True:
            code, more, text = self._line(deadline)
            if code >= 700:  # noqa: PLR2004 - an event, not the answer
                continue
            if more:
                lines.append(text)
            elif code >= 300:  # noqa: PLR2004 - errors of the service and of ours
                raise LookupError(f"speech-dispatcher answered: {code} {text}")
            else:
                return lines

    def _line(self, deadline: float) -> tuple[int, bool, str]:
        while b"\n" not in self._buffer:
            self._wait(write=False, deadline=deadline)
            part = self._socket.recv(65536)
            if not part or len(self._buffer) > LONGEST:
                raise ConnectionError("speech-dispatcher has ended the connection")
            self._buffer += part
        line, _, self._buffer = self._buffer.partition(b"\n")
        text = line.decode("utf-8", "replace").rstrip("\r")
        if not text[:3].isdigit():
            raise ConnectionError(f"speech-dispatcher answered in an unknown way: {text[:40]}")
        if int(text[:3]) == BEGIN:
            self._has_begun = True
        return int(text[:3]), text[3:4] == "-", text[4:]

    def _wait(self, *, write: bool, deadline: float) -> None:
        ours = [self._socket]
        ready = select.select(
            [] if write else ours, ours if write else [], [], max(0.0, deadline - time.monotonic())
        )
        if not any(ready):
            raise TimeoutError("speech-dispatcher does not answer")


def socket_path() -> Path:
    """Where the service listens: what `SPEECHD_ADDRESS` says, or its usual place."""
    address = os.environ.get("SPEECHD_ADDRESS", "")
    if address.startswith("unix_socket:"):
        return Path(address.partition(":")[2])
    runtime = os.environ.get("XDG_RUNTIME_DIR") or str(Path.home() / ".cache")
    return Path(runtime) / "speech-dispatcher" / "speechd.sock"


def _connect(path: Path) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(PATIENCE)
    try:
        connection.connect(str(path))
    except OSError:
        connection.close()
        raise
    return connection
