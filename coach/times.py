"""Lengths of time in words, said the same way everywhere."""

from __future__ import annotations

from typing import Final

LONG: Final = 120
"""Minutes from which on hours are said."""


def clock(seconds: float) -> str:
    """A length as minutes and seconds, rounded up as a countdown is: `0:12`, `4:55`."""
    whole = int(-(-max(0.0, round(seconds, 3)) // 1))
    return f"{whole // 60}:{whole % 60:02d}"


def elapsed(seconds: float) -> str:
    """Time gone by, in whole minutes and seconds that are over: `3:10`."""
    whole = int(max(0.0, round(seconds, 3)))
    return f"{whole // 60}:{whole % 60:02d}"


def length(seconds: float) -> str:
    """A length as one says it: `45 s`, `1 min`, `4 min 55 s`, `90 min`, `2 h`, `2 h 30 min`."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    hours = minutes // 60 if minutes >= LONG else 0
    parts = ((hours, "h"), (minutes - 60 * hours, "min"), (rest, "s"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 s"
