"""Windows and macOS: looked at once a second. To be told, Coach would need a hidden window, or pyobjc.

`coach.desktop.presence` says how each system knows of the lock. Sleep is two clocks that have moved apart, so
it is noticed on waking; a session has then lost that time too, and waits.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.desktop.presence import Presence

BEAT: Final = 1.0
"""Seconds between two looks."""
NOTICED: Final = 1.0
"""Seconds by which the clocks must have moved apart; less may be their own inexactness."""


@dataclass(slots=True)
class Watch:
    """Compares what is with what was a moment ago. `slept` gives the seconds of sleep since the start."""

    presence: Presence
    slept: Callable[[], float]
    gone: Callable[[str], None]
    _locked: bool = field(init=False)
    _slept: float = field(init=False)

    def __post_init__(self) -> None:
        self._locked, self._slept = self.presence.locked, self.slept()

    def start(self) -> None:
        """Look from now on, on a thread that ends with Coach."""
        threading.Thread(target=self._run, name="absence", daemon=True).start()

    def look(self) -> None:
        """Tell what has begun since the last look; after sleep, that counts and not the lock with it."""
        locked, slept = self.presence.locked, self.slept()
        was_locked, had_slept = self._locked, self._slept
        self._locked, self._slept = locked, slept
        if slept - had_slept > NOTICED:
            self.gone("sleep")
        elif locked and not was_locked:
            self.gone("lock")

    def _run(self) -> None:
        never = threading.Event()
        while not never.wait(BEAT):
            self.look()
