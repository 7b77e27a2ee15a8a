"""The loudspeakers, through miniaudio: one stream that all sounds are mixed into."""

from __future__ import annotations

import queue
import threading
import time
from functools import cache
from typing import TYPE_CHECKING, Final

import miniaudio

from coach.desktop.sound.mixer import RATE, Mixer, load

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from coach.desktop.sound.mixer import Samples

BUFFER_MS: Final = 30
"""Milliseconds of sound handed over at a time: short enough that a chime comes when its moment does."""
BACKENDS: Final = ("WASAPI", "DSOUND", "WINMM", "COREAUDIO", "PULSEAUDIO", "ALSA", "SNDIO", "OSS")
LATE: Final = 0.25
"""Seconds for which a sound waits for the device to open; later it would only confuse."""
REST_AFTER: Final = 5.0
"""Seconds of quiet after which the stream is stopped, so that the computer may sleep."""


class DeviceSound:
    """Plays on the computer's own output. See `Sound` for what it promises."""

    def __init__(self, on_opened: Callable[[], None] | None = None) -> None:
        self.trouble = ""
        self._mixer = Mixer()
        self._on_opened = on_opened
        self._wishes: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._is_open = False
        self._early: list[tuple[float, Path, Samples, float]] = []
        threading.Thread(target=self._run, name="sound", daemon=True).start()

    def play(self, wav: Path, volume: float = 1.0) -> None:
        """Play a file over whatever sounds already."""
        try:
            samples = _samples(wav)
        except (OSError, ValueError) as error:
            self.trouble = f"A sound could not be read: {error}."
            return
        if self._is_open:
            self._mixer.play(wav, samples, volume)
            self._wishes.put("play")
        elif not self.trouble:
            self._early.append((time.monotonic() + LATE, wav, samples, volume))

    def hush(self, wav: Path | None = None) -> None:
        """Stop one sound, or all."""
        self._mixer.hush(wav)

    def close(self) -> None:
        """Let go of the device."""
        self._is_open = False
        self._wishes.put("close")

    def _run(self) -> None:
        """The device's own thread: opening and starting may take long, and with a dead server for ever."""
        try:
            device = miniaudio.PlaybackDevice(
                miniaudio.SampleFormat.SIGNED16, 1, RATE, BUFFER_MS, app_name="Coach", backends=_backends()
            )
        except miniaudio.MiniaudioError:
            self.trouble = "No sound device was found, so nothing can be heard."
            self._tell()
            return
        self._is_open = True
        for by, wav, samples, volume in self._early:
            if time.monotonic() <= by:
                self._mixer.play(wav, samples, volume)
                self._wishes.put("play")
        self._early.clear()
        self._tell()
        is_running = False
        with device:
            while True:
                try:
                    wish = self._wishes.get(timeout=REST_AFTER if is_running else None)
                except queue.Empty:
                    if self._mixer.is_quiet:
                        device.stop()
                        is_running = False
                    continue
                if wish == "close":
                    break
                if not is_running:
                    stream = self._stream()
                    next(stream)
                    try:
                        device.start(stream)
                        is_running = True
                    except miniaudio.MiniaudioError:
                        self.trouble = "The sound device could not be started."
        self._is_open = False

    def _tell(self) -> None:
        if self._on_opened:
            self._on_opened()

    def _stream(self) -> Generator[NDArray[np.int16], int, None]:
        count = yield self._mixer.read(0)
        while True:
            count = yield self._mixer.read(count)


def _backends() -> list[miniaudio.Backend]:
    """The ways to the loudspeakers of this system, best first; never the null device, which swallows all."""
    enabled = {backend.name: backend for backend in miniaudio.get_enabled_backends()}
    return [enabled[name] for name in BACKENDS if name in enabled]


@cache
def _samples(wav: Path) -> Samples:
    return load(wav)
