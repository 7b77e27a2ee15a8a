"""Older versions of the format, rewritten as text, so that comments and the order of keys survive.

A step leads from one version to the next: `STEPS[1]` makes a file of format 2 of one of format 1. There is
one version so far, and so there are no steps yet; a file of it is left as it is.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from coach.routine.model import FORMAT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

STEPS: Final[Mapping[int, Callable[[str], str]]] = MappingProxyType({})
"""How to rewrite a file of each older version into the next."""


def version(text: str) -> int | None:
    """The version of the format that a file says it has; `None` if it says none."""
    found = re.search(r"^coach: *([0-9]{1,9}) *(?:#.*)?$", text, re.MULTILINE)
    return int(found[1]) if found else None


def migrated(text: str, steps: Mapping[int, Callable[[str], str]] = STEPS, newest: int = FORMAT) -> str:
    """The text in the newest version of the format; the same text if it is, or if it says no version."""
    now = version(text)
    while now is not None and now < newest and now in steps:
        text = re.sub(r"^(coach: *)[0-9]+", rf"\g<1>{now + 1}", steps[now](text), count=1, flags=re.MULTILINE)
        now += 1
    return text
