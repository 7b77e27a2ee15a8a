"""Lengths of time in words, said the same way everywhere."""

from __future__ import annotations


def clock(seconds: float) -> str:
    """A length as minutes and seconds, rounded up as a countdown is: `0:12`, `4:55`."""
    whole = int(-(-max(0.0, round(seconds, 3)) // 1))
    return f"{whole // 60}:{whole % 60:02d}"


def elapsed(seconds: float) -> str:
    """Time gone by, in whole minutes and seconds that are over: `3:10`."""
    whole = int(max(0.0, round(seconds, 3)))
    return f"{whole // 60}:{whole % 60:02d}"


def length(seconds: float) -> str:
    """A length as one says it: `45 s`, `1 min`, `4 min 55 s`."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"
