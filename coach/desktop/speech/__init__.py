"""Speaking sentences aloud: what an engine promises, and which engines a system may have.

The engines block and live on a thread of `coach.desktop.speech.speaker`, which is the door for others.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coach.desktop.sound import Sound

LETTERS_A_SECOND: Final = 14.0
"""Of an English voice at its usual speed; measured with espeak-ng at 175 words a minute."""
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


class Engine(Protocol):
    """A way to speak. All methods may block, for at most two seconds, and belong to one thread.

    They raise `OSError` when the engine is gone, or does not answer in time; it is not asked again then.
    """

    name: str

    def adopt(self, manner: Manner) -> None:
        """Speak like this from now on."""

    def say(self, text: str) -> None:
        """Begin a sentence in place of what is being said; return as soon as it has begun or is queued."""

    def prepare(self, text: str) -> None:
        """Make ready what will be said soon, where the engine can."""

    def hush(self) -> None:
        """Fall silent at once."""

    def seconds(self, text: str) -> float | None:
        """How long a sentence takes, where the engine knows."""

    def voices(self) -> tuple[Voice, ...]:
        """The voices there are."""

    def close(self) -> None:
        """Let go of everything."""


def estimated_seconds(text: str, manner: Manner) -> float:
    """How long a sentence takes, where no engine has said it yet."""
    return BEFORE_AND_AFTER + len(text) / LETTERS_A_SECOND / manner.speed


def engines(sound: Sound) -> Sequence[Callable[[], Engine]]:
    """How to open each engine that this system may have, the best first; opening raises `OSError`."""
    if sys.platform == "darwin":
        from coach.desktop.speech.programs import SayEngine  # noqa: PLC0415 - only where it exists

        return (SayEngine,)
    if sys.platform == "win32":
        from coach.desktop.speech.programs import SapiEngine  # noqa: PLC0415 - only where it exists

        return (SapiEngine,)
    from coach.desktop.speech.espeak import EspeakEngine  # noqa: PLC0415 - only where it exists
    from coach.desktop.speech.ssip import SsipEngine  # noqa: PLC0415 - only where it exists

    return (SsipEngine.open, lambda: EspeakEngine(sound))
