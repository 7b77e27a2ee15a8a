"""Several short sounds added into one stream. No device here: samples in, samples out."""

from __future__ import annotations

import threading
import wave
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

RATE: Final = 32_000
"""Samples a second of the stream; files of another rate are brought to it."""
FADE: Final = round(0.02 * RATE)
"""Samples over which a sound that is hushed goes quiet, so that it does not click."""


def load(path: Path) -> Samples:
    """The samples of a 16-bit WAV file at `RATE`, one channel, -1 to 1.

    Raises:
        ValueError: Not such a file.
        OSError: It cannot be read.
    """
    try:
        with wave.open(str(path), "rb") as file:
            width, channels, rate = file.getsampwidth(), file.getnchannels(), file.getframerate()
            data = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise ValueError(f"{path.name} is not a WAV file ({error})") from error
    if width != 2:  # noqa: PLR2004 - bytes in 16 bits
        raise ValueError(f"{path.name} has {8 * width} bits a sample, not 16")
    # espeak-ng writes to a pipe with a length of 0x7ffff000 in its header, and so may end in half a frame.
    whole = len(data) // (2 * channels) * 2 * channels
    samples = np.frombuffer(data[:whole], "<i2").reshape(-1, channels).mean(axis=1) / 32768
    if rate != RATE:
        at = np.arange(round(len(samples) * RATE / rate)) * (rate / RATE)
        samples = np.interp(at, np.arange(len(samples)), samples)
    return np.asarray(samples, np.float32)


@dataclass(slots=True)
class _Voice:
    key: object
    samples: Samples
    at: int = 0


class Mixer:
    """Adds up the sounds that are playing. `play` and `hush` may be called while another thread reads."""

    def __init__(self) -> None:
        self._voices: list[_Voice] = []
        self._lock = threading.Lock()

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is playing."""
        return not self._voices

    def play(self, key: object, samples: Samples, volume: float = 1.0) -> None:
        """Begin a sound with the next samples that are read."""
        with self._lock:
            self._voices.append(_Voice(key, samples * np.float32(min(max(volume, 0.0), 1.0))))

    def hush(self, key: object = None) -> None:
        """Fade out the sounds of a key, or all."""
        with self._lock:
            for voice in self._voices:
                if key is None or voice.key == key:
                    rest = voice.samples[voice.at : voice.at + FADE]
                    voice.samples = rest * np.linspace(1, 0, len(rest), dtype=np.float32)
                    voice.at = 0

    def read(self, count: int) -> NDArray[np.int16]:
        """The next `count` samples; too loud a sum is limited, never wrapped."""
        total = np.zeros(count, np.float32)
        with self._lock:
            for voice in self._voices:
                part = voice.samples[voice.at : voice.at + count]
                total[: len(part)] += part
                voice.at += count
            self._voices = [voice for voice in self._voices if voice.at < len(voice.samples)]
        return (np.clip(total, -1, 1) * 32767).astype(np.int16)
