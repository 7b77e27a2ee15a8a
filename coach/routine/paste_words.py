"""What single lines of a sheet are about, where that is no amount and no warning."""

from __future__ import annotations

import re
from typing import Final

_WORN: Final = re.compile(
    r"(?:(?:please|wear|apply|keep|with|the|your|a|night|day|resting|thermoplastic|thumb|wrist|hand|finger)\s+)*"
    r"(?:splint|brace|sling|orthosis|orthotic|cast|dressing|bandage|compression|glove|collar|tape)s?\b"
    r"(?:\s+(?:on|off|at|all|during|in|for|only|while|over|overnight|night|day|daytime|full|part|time|times|the|"
    r"when|sleep\w*|wear\w*|worn|bed|and|continue\w*|as|before|after|between|exercises?|hours?|\d+))*",
    re.IGNORECASE,
)
_OTHER_HAND: Final = re.compile(
    r"\b(?:other|opposite|free|good|unaffected) (?:hand|thumb|arm|foot|leg|fingers?|palm|side)\b",
    re.IGNORECASE,
)


def is_worn(line: str) -> bool:
    """Whether a line only says what is worn, and when: `splint on at night` is no exercise."""
    return bool(_WORN.fullmatch(line.strip(" .!,:-")))


def helps_with_other(text: str) -> bool:
    """Whether one hand helps the other: then it cannot be done with both at once."""
    return bool(_OTHER_HAND.search(text))
