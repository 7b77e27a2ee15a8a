"""The quantities of a prescription, read from the words an author writes.

Every function takes the text of a scalar and returns a value or raises `QuantityError`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from typing import Final, Generic, TypeVar

from coach.routine import meant
from coach.routine.comparison import Comparison

N = TypeVar("N", int, float)


class QuantityError(ValueError):
    """A text that is not the quantity it should be; `hint` says what to write."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Range(Generic[N]):
    """From `low` to `high`, both included; equal when the author gave one number."""

    low: N
    high: N


LONGEST: Final = 24 * 3600.0
"""No single length of time in a routine file is longer than a day."""
MOST: Final = 1000
"""No count in a routine file is larger."""

_remembered = lru_cache(maxsize=1024)
"""A folder of routines says `30 s` a thousand times."""
_NUMBER = r"[0-9]{1,6}(?:\.[0-9]{1,3})?"
_PART = re.compile(rf"({_NUMBER})[ \u00a0]*([A-Za-zµ]*)")
_CLOCK = re.compile(r"(?:([0-9]{1,2}):)?([0-9]{1,2}):([0-5][0-9])")
_UNITS: Final = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1.0),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), 60.0),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3600.0),
}
_EXAMPLES: Final = "Write a length such as `30 s`, `1:30`, `2 min` or `10-30 s`."


def _no_decimal_comma(text: str, code: str) -> None:
    if re.search(r"[0-9],[0-9]", text):
        right = re.sub(r"([0-9]),([0-9])", r"\1.\2", text)
        raise QuantityError(code, f"`{text}` has a decimal comma.", f"Write a point: `{right}`.")


def _dashes(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[-\u2010-\u2014\u2212]", text)]


def _no_length(text: str) -> QuantityError:
    hint = meant.duration(text) or _EXAMPLES
    return QuantityError("bad-duration", f"`{text}` is not a length of time.", hint)


def _length(text: str, whole: str, unit: str = "") -> float:
    """Seconds; a bare number takes `unit`."""
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return hours * 3600.0 + minutes * 60.0 + seconds
    total, at, last = 0.0, 0, float("inf")
    while at < len(text):
        part = _PART.match(text, at)
        if part is None:
            raise _no_length(whole)
        name = part[2].lower() or unit
        alone = part.span() == (0, len(text))
        size = _UNITS.get(name) if name or not alone else 1.0
        if size is None or size >= last:
            raise _no_length(whole)
        total, at, last = total + float(part[1]) * size, part.end(), size
        while at < len(text) and text[at] in " \u00a0":
            at += 1
    return total


@_remembered
def duration(text: str) -> Range[float]:
    """Seconds, at most a day: `30 s`, `90`, `1:30`, `2 min`, `1.5 min`, `1 h 30 min`, `10-30 s`."""
    text = text.strip()
    _no_decimal_comma(text, "bad-duration")
    parts = _dashes(text)
    if not all(parts) or len(parts) > 2:  # noqa: PLR2004 - a range has two ends
        raise _no_length(text)
    unit = re.search(r"([A-Za-z]+)$", parts[-1])
    shared = unit[1].lower() if unit and len(parts) > 1 else ""
    low, *rest = (round(_length(part, text, shared), 3) for part in parts)
    high = rest[0] if rest else low
    if low > high:
        raise QuantityError("bad-duration", f"`{text}` runs backwards.", "Write the shorter time first.")
    if high > LONGEST:
        raise QuantityError("bad-duration", f"`{text}` is longer than a day.")
    return Range(low, high)


def length(text: str) -> float:
    """Seconds, as `duration`, where a range makes no sense."""
    value = duration(text)
    if value.low != value.high:
        raise QuantityError("bad-duration", f"`{text}` is a range; one length is needed here.")
    return value.low


@_remembered
def count(text: str) -> Range[int]:
    """A count from 1 to 1000, or a range of counts: `8`, `8-12`."""
    parts = _dashes(text.strip())
    if not 1 <= len(parts) <= 2 or not all(re.fullmatch(r"[0-9]{1,6}", part) for part in parts):  # noqa: PLR2004
        hint = meant.count(text) or "Write a count such as `8` or `8-12`."
        raise QuantityError("bad-count", f"`{text}` is not a count.", hint)
    low, high = int(parts[0]), int(parts[-1])
    if low > high:
        raise QuantityError("bad-count", f"`{text}` runs backwards.", "Write the smaller count first.")
    if low < 1 or high > MOST:
        hint = "Take the line out if nothing is counted." if high == 0 else ""
        raise QuantityError("bad-count", f"`{text}` is outside 1 to {MOST}.", hint)
    return Range(low, high)


def whole(text: str) -> int:
    """A single whole number from 1 to 1000, such as a number of rounds."""
    value = count(text)
    if value.low != value.high:
        raise QuantityError("bad-count", f"`{text}` is a range; one count is needed here.")
    return value.low


@_remembered
def tempo(text: str) -> tuple[float, ...]:
    """Pairs of (move, pause) seconds, one pair for each position: `3-1-2-0` is out, pause, back, pause."""
    _no_decimal_comma(text, "bad-tempo")
    parts = _dashes(text.strip())
    hint = "Write seconds in pairs of move and pause: `3-1-2-0` is 3 s out, 1 s pause, 2 s back, no pause."
    hint = meant.tempo(text) or hint
    if not all(re.fullmatch(r"[0-9]{1,2}(?:\.[0-9]{1,3})?", part) for part in parts):
        raise QuantityError("bad-tempo", f"`{text}` is not a tempo.", hint)
    values = tuple(float(part) for part in parts)
    if len(values) % 2 or len(values) > 24:  # noqa: PLR2004 - 12 positions are more than any glide has
        raise QuantityError("bad-tempo", f"`{text}` has {len(values)} numbers.", hint)
    if any(value > 60 for value in values) or not any(values[::2]):  # noqa: PLR2004 - seconds in a minute
        raise QuantityError("bad-tempo", f"`{text}` needs some movement and nothing over 60 s.", hint)
    return values


DAY_NAMES: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_WORDS: Final = {
    "daily": DAY_NAMES,
    "weekdays": DAY_NAMES[:5],
    "weekends": DAY_NAMES[5:],
    "every other day": (),
    "as needed": (),
}


@dataclass(frozen=True, slots=True)
class Days:
    """Days to do something on. `names` is empty for `every other day` and `as needed`."""

    word: str
    names: tuple[str, ...] = ()


def days(text: str) -> Days:
    """`daily`, `weekdays`, `weekends`, `every other day`, `as needed`, or day names: `mon, thu`."""
    word = " ".join(text.lower().replace("-", " ").split())
    if word in _DAY_WORDS:
        return Days(word, _DAY_WORDS[word])
    given = [part[:3] if part in _LONG_DAYS else part for part in re.split(r"[\s,]+", word)]
    if set(given) <= set(DAY_NAMES):
        return Days(word, tuple(day for day in DAY_NAMES if day in given))
    words = "Write `daily`, `weekdays`, `weekends`, `every other day`, `as needed` or days: `mon, thu`."
    raise QuantityError("bad-days", f"`{text}` does not name days.", meant.days(text) or words)


_LONG_DAYS: Final = frozenset(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)


def time_of_day(text: str) -> time:
    """A time from `00:00` to `23:59`."""
    match = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text.strip())
    if not match:
        raise QuantityError("bad-duration", f"`{text}` is not a time of day.", "Write it as `09:00`.")
    return time(int(match[1]), int(match[2]))


def number(text: str, low: float, high: float) -> float:
    """A plain decimal number between two bounds, both included."""
    _no_decimal_comma(text, "bad-number")
    if not re.fullmatch(rf"[-+]?{_NUMBER}", text.strip()):
        raise QuantityError("bad-number", f"`{text}` is not a number.", meant.number(text))
    value = float(text)
    if not low <= value <= high:
        raise QuantityError("bad-number", f"`{text}` is outside {low:g} to {high:g}.")
    return value


def comparison(text: str) -> Comparison:
    """A comparison with a number from 0 to 10: `>3`, `>=2`, `<5`, `<=1`, `=0`."""
    match = re.fullmatch(r"(>=|<=|>|<|=)\s*([0-9]{1,2}(?:\.[0-9])?)", text.strip())
    if not match or float(match[2]) > 10:  # noqa: PLR2004 - ratings run from 0 to 10
        hint = meant.comparison(text) or 'Write one such as ">3".'
        raise QuantityError("bad-comparison", f"`{text}` is not a comparison.", hint)
    return Comparison(match[1], float(match[2]))
