"""Trying again what has failed: soon at first, then ever less often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

FIRST: Final = 1.0
LAST: Final = 60.0
"""Seconds between attempts: doubled each time, up to the last."""


@dataclass(slots=True)
class Retry:
    """When the next attempt is due. All times are monotonic seconds."""

    _wait: float = 0.0
    _due: float = 0.0

    def is_due(self, at: float) -> bool:
        """Whether to try now."""
        return at >= self._due

    def failed(self, at: float) -> float:
        """Note a failure; returns the seconds until the next attempt."""
        self._wait = min(2 * self._wait, LAST) if self._wait else FIRST
        self._due = at + self._wait
        return self._wait

    def succeeded(self) -> None:
        """Begin anew with the next failure."""
        self._wait = self._due = 0.0
