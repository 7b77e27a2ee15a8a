"""Make assets/sounds/*.wav: soft struck notes, from nothing but sums of sines.

    python -m tools.build_chimes

A note is a struck bar: its partials stand at the ratios of a marimba's and the higher ones die sooner. Each
chime has a shape of its own (rising, falling, one note, one note twice, three notes, a chord, a knock), so
that they can be told apart on a bad loudspeaker and by those who do not hear pitch well.
"""

from __future__ import annotations

import wave
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from coach.player.cues import LENGTHS, Chime

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE: Final = 32_000
PARTIALS: Final = ((1.0, 1.0, 1.0), (3.93, 0.22, 0.35), (9.2, 0.06, 0.15))
"""A bar's partials: frequency against the lowest, loudness, and how long they last against it."""
ATTACK: Final = 0.006
PEAK: Final = 0.5
C5, E5, G5, A5, C6 = 523.25, 659.26, 783.99, 880.0, 1046.5

NOTES: Final = {
    Chime.READY: ((0.0, C5, 0.30), (0.16, E5, 0.34)),
    Chime.START: ((0.0, G5, 0.40),),
    Chime.HALF: ((0.0, E5, 0.16), (0.15, E5, 0.25)),
    Chime.END: ((0.0, G5, 0.25), (0.16, C5, 0.34)),
    Chime.SWITCH: ((0.0, E5, 0.22), (0.17, A5, 0.22), (0.34, E5, 0.36)),
    Chime.DONE: ((0.0, C5, 1.2), (0.14, E5, 1.06), (0.28, G5, 0.92), (0.42, C6, 0.78)),
    Chime.TICK: ((0.0, 1400.0, 0.08),),
}
"""The notes of each chime: when it is struck, its frequency in Hz, and how long until it is silent."""


def note(frequency: float, length: float) -> NDArray[np.float64]:
    """A struck bar that has faded by its end."""
    t = np.arange(round(length * RATE)) / RATE
    sound = np.zeros_like(t)
    for ratio, loudness, lasting in PARTIALS:
        if frequency * ratio < RATE / 2:
            fading = np.exp(-t * 5.5 / (length * lasting))
            sound += loudness * fading * np.sin(2 * np.pi * frequency * ratio * t)
    sound *= np.minimum(t / ATTACK, 1.0)
    return np.asarray(sound * np.minimum((length - t) / 0.02, 1.0))


def chime(which: Chime) -> NDArray[np.int16]:
    """All samples of a chime, one channel."""
    whole = np.zeros(round(LENGTHS[which] * RATE))
    for start, frequency, length in NOTES[which]:
        struck, at = note(frequency, length), round(start * RATE)
        end = min(at + len(struck), len(whole))
        whole[at:end] += struck[: end - at]
    return np.asarray(np.round(whole / np.abs(whole).max() * PEAK * 32767), np.int16)


def build(folder: Path) -> list[Path]:
    """Write all chimes; the same bytes on every machine."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for which in Chime:
        path = folder / f"{which}.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(chime(which).astype("<i2").tobytes())
        paths.append(path)
    return paths


if __name__ == "__main__":
    for made in build(Path(__file__).parents[1] / "assets" / "sounds"):
        print(f"{made.name}: {made.stat().st_size:,} bytes")
