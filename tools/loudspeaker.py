"""A private sound server whose loudspeaker is recorded, for tests of what is really heard."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

import numpy as np

if TYPE_CHECKING:
    from types import TracebackType

    from numpy.typing import NDArray

RATE: Final = 32_000
START_SECONDS: Final = 15.0
LOUD: Final = 300
"""Of 32768: what counts as a sound."""


class PrivateLoudspeaker:
    """A PulseAudio server with one null sink, and a recorder on it; both end with the `with` block.

    Raises `RuntimeError` when a program is missing or does not start in time.
    """

    def __init__(self) -> None:
        self._programs: list[subprocess.Popen[bytes]] = []
        self._home = Path()
        self._data = bytearray()
        self._news = threading.Condition()

    @property
    def environment(self) -> dict[str, str]:
        """Variables that turn a program to this server; for `os.environ` or `subprocess`."""
        return {
            "XDG_RUNTIME_DIR": str(self._home),
            "PULSE_RUNTIME_PATH": str(self._home / "pulse"),
            "PULSE_SERVER": f"unix:{self._home / 'pulse' / 'native'}",
            "HOME": str(self._home),
        }

    def __enter__(self) -> Self:
        """Start the server and the recorder."""
        self._home = Path(tempfile.mkdtemp(prefix="coach-loudspeaker-"))
        (self._home / "pulse").mkdir(mode=0o700)
        try:
            self._start_server()
            self._record()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End both."""
        self._stop()

    def heard(self, count: int, *, quiet: float = 0.45, within: float = 15.0) -> list[tuple[float, float]]:
        """When sounds began and ended, in seconds on the recorder's own clock.

        Waits until `count` sounds, each followed by `quiet` seconds of silence, have been heard, or the time
        is over; then returns all there are.
        """
        deadline = time.monotonic() + within
        with self._news:
            while len(found := self._sounds(quiet)) < count and time.monotonic() < deadline:
                self._news.wait(0.2)
        return found

    def _sounds(self, quiet: float) -> list[tuple[float, float]]:
        samples: NDArray[np.int16] = np.frombuffer(bytes(self._data[: len(self._data) // 2 * 2]), "<i2")
        loud = np.nonzero(np.abs(samples.astype(np.int32)) > LOUD)[0] / RATE
        if not len(loud):
            return []
        breaks = np.nonzero(np.diff(loud) > quiet)[0]
        starts, ends = [loud[0], *loud[breaks + 1]], [*loud[breaks], loud[-1]]
        over = len(samples) / RATE - quiet
        return [(float(one), float(other)) for one, other in zip(starts, ends, strict=True) if other < over]

    def _start_server(self) -> None:
        listening = f"module-native-protocol-unix socket={self._home / 'pulse' / 'native'} auth-anonymous=1"
        sink = f"module-null-sink sink_name=null rate={RATE} channels=1"
        alone = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
        server = self._start(["pulseaudio", *alone, "-L", sink, "-L", listening])
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("pulseaudio did not start")
            threading.Event().wait(0.02)

    def _answers(self) -> bool:
        if not (self._home / "pulse" / "native").exists():
            return False
        environment = {**os.environ, **self.environment}
        asked = subprocess.run(["pactl", "info"], env=environment, capture_output=True, check=False)
        return asked.returncode == 0

    def _record(self) -> None:
        form = ["--raw", "--format=s16le", "--channels=1", f"--rate={RATE}", "--latency-msec=10"]
        recorder = self._start(["parec", "-d", "null.monitor", *form], stdout=subprocess.PIPE)
        pipe = recorder.stdout
        begun = threading.Event()

        def read() -> None:
            while pipe and (part := os.read(pipe.fileno(), 8192)):
                with self._news:
                    self._data += part
                    self._news.notify_all()
                begun.set()

        threading.Thread(target=read, name="recorder", daemon=True).start()
        if not begun.wait(START_SECONDS):
            raise RuntimeError("the recorder did not start")

    def _start(self, command: list[str], stdout: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        if shutil.which(command[0]) is None:
            raise RuntimeError(f"{command[0]} is missing; tools/system_packages.sh test says how to get it")
        program = subprocess.Popen(
            command,
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
        )
        self._programs.append(program)
        return program

    def _stop(self) -> None:
        for program in reversed(self._programs):
            program.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.wait(5)
            if program.poll() is None:
                program.kill()
                program.wait()
        self._programs.clear()
        shutil.rmtree(self._home, ignore_errors=True)
