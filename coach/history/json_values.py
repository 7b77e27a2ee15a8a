"""Values of a JSON file that anybody may have written: what they must be, or `TypeError` or `ValueError`."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

HIGHEST: Final = 10
"""Of a rating."""

Json = dict[str, Any]


def text(value: object) -> str:
    """A text."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def flag(value: object) -> bool | None:
    """Yes, no, or not known."""
    if value is not None and not isinstance(value, bool):
        raise TypeError(f"{value!r} is neither true nor false")
    return value


def number(value: Any, least: float | None = 0, most: float = 1e12, *, whole: bool = False) -> Any:  # noqa: ANN401 - whatever JSON holds
    """A number from `least` (None: from -`most`) to `most`."""
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
        raise TypeError(f"{value!r} is no number")
    if (least is not None and value < least) or not -most <= value <= most:
        raise ValueError(f"{value!r} is out of bounds")
    return value if whole else float(value)


def moment(value: object) -> datetime:
    """A moment with its offset from UTC."""
    at = datetime.fromisoformat(text(value))
    if at.utcoffset() is None:
        raise ValueError(f"{value!r} has no offset from UTC")
    return at
