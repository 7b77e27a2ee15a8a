"""Lengths of time in words, as `coach.routine.quantity.length` reads them back."""

from __future__ import annotations

from math import isfinite
from typing import Final

IN_SECONDS: Final = 120
"""Below it, a length that is no whole minute is told in seconds alone."""


def in_words(seconds: float) -> str:
    """A length of time: "45 s", "90 s", "20 min", "1 h 30 min"."""
    if not isfinite(seconds) or seconds % 1 or seconds < 0 or (seconds < IN_SECONDS and seconds % 60):
        return f"{seconds:g} s"
    minutes, left = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{count} {unit}" for count, unit in ((hours, "h"), (minutes, "min"), (left, "s")) if count]
    return " ".join(parts) or "0 s"
