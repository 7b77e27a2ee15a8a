"""Speaking sentences aloud: what an engine promises, and which engines a system may have.

The engines block and live on a thread of `coach.desktop.speech.speaker`, which is the door for others.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coach.desktop.sound import Sound
    from coach.player.voice import Manner, Voice


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
