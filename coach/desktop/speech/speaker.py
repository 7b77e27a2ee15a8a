"""Speaking without ever waiting: sentences go to a thread of its own, which holds whichever engine works."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from coach.player.voice import Manner, Voice, estimated_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from coach.desktop.speech import Engine

LATE: Final = 0.25
"""Seconds after its moment at which a sentence is no longer said."""
NONE_FOUND: Final = (
    "No voice was found, so Coach speaks in chimes and text. To hear it speak, install “speech-dispatcher” "
    "and “espeak-ng” with your software centre, then start Coach again."
)


@dataclass(frozen=True, slots=True)
class _Say:
    text: str
    by: float


_Wish = _Say | Manner | str


@dataclass(slots=True)
class Speaker:
    """Says sentences, one at a time. Every method returns at once and may be called from any thread.

    Engines are tried in order; one that fails or falls silent is given up and the next takes over. When none
    is left, `trouble` says how to get one and nothing is spoken.
    """

    engines: Sequence[Callable[[], Engine]]
    manner: Manner = field(default_factory=Manner)
    on_ready: Callable[[], None] | None = None
    trouble: str = ""
    engine: str = ""
    voices: tuple[Voice, ...] = ()
    _wishes: queue.SimpleQueue[_Wish] = field(default_factory=queue.SimpleQueue)
    _later: deque[str] = field(default_factory=deque)
    _lengths: dict[tuple[Manner, str], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        threading.Thread(target=self._run, name="speech", daemon=True).start()

    def say(self, text: str) -> None:
        """Say a sentence now, in place of what is being said. If that cannot begin soon, it is not said."""
        self._wishes.put(_Say(text, time.monotonic() + LATE))

    def prepare(self, texts: Iterable[str]) -> None:
        """Make ready what will be said later, whenever there is nothing else to do."""
        self._later.extend(texts)
        self._wishes.put("prepare")

    def hush(self) -> None:
        """Fall silent."""
        self._wishes.put("hush")

    def adopt(self, manner: Manner) -> None:
        """Speak like this from now on."""
        self.manner = manner
        self._wishes.put(manner)

    def seconds(self, text: str) -> float:
        """How long a sentence takes: as the engine knows it, or about."""
        return self._lengths.get((self.manner, text)) or estimated_seconds(text, self.manner)

    def close(self) -> None:
        """Fall silent for good; the engine is let go of on its own thread."""
        self._wishes.put("close")

    def _run(self) -> None:
        for opening in self.engines:
            try:
                engine = opening()
            except (OSError, LookupError):
                continue
            try:
                self._serve(engine)
            except (OSError, LookupError):
                self.engine = ""
                continue
            else:
                return
            finally:
                engine.close()
        self.trouble = NONE_FOUND
        if self.on_ready:
            self.on_ready()

    def _serve(self, engine: Engine) -> None:
        """Do what is wished until told to close; errors of the engine are the caller's."""
        engine.adopt(self.manner)
        self.voices = engine.voices()
        self.engine = engine.name
        if self.on_ready:
            self.on_ready()
        while True:
            if self._wishes.empty() and self._later:
                self._prepare(engine, self._later.popleft())
                continue
            wish = self._wishes.get()
            match wish:
                case _Say(text, by):
                    if time.monotonic() <= by:
                        engine.say(text)
                case Manner():
                    engine.adopt(wish)
                case "hush":
                    engine.hush()
                case "prepare":
                    pass  # what there is to prepare is taken when nothing else is wished
                case _:
                    return

    def _prepare(self, engine: Engine, text: str) -> None:
        manner = self.manner
        engine.prepare(text)
        if (seconds := engine.seconds(text)) is not None:
            self._lengths[manner, text] = seconds
