"""How sentences are to be spoken: values that cues, settings and speech engines share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LETTERS_A_SECOND: Final = 14.0
"""Of an English voice at its usual speed; measured with espeak-ng at 165 words a minute."""
BEFORE_AND_AFTER: Final = 0.25
"""Seconds of quiet that a sentence brings along."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of an engine. `language` is such as `en` or `en-gb`."""

    id: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Manner:
    """How to speak: an engine's voice (empty: the engine's own choice), the speed and the loudness.

    `rate` runs from -50 (half as fast) over 0 (usual) to 100 (twice as fast); `volume` from 0 to 100.
    """

    language: str = "en"
    voice: str = ""
    rate: int = 0
    volume: int = 100

    @property
    def speed(self) -> float:
        """How many times as fast as usual."""
        return 1 + self.rate / 100


def estimated_seconds(text: str, manner: Manner) -> float:
    """How long a sentence takes, where no engine has said it yet."""
    return BEFORE_AND_AFTER + len(text) / LETTERS_A_SECOND / manner.speed
