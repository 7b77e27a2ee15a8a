"""A message about a file, as a value: what is wrong, where, and what to do about it."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from coach.routine.codes import Severity, severity_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LIKE: Final = 0.6
"""How like two words must be, from 0 to 1, for one to be meant by the other."""
LONGEST: Final = 80
"""Letters of a word that are looked at."""
_PLACES: Final = {letter: place for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz0123456789-_")}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text. Lines and columns count from 1, columns in code points; the end is exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing to tell an author. `hint` says what to write instead; `source` is the line it is about."""

    code: str
    path: Path
    span: Span
    message: str
    hint: str = ""
    source: str = ""

    @property
    def severity(self) -> Severity:
        """How grave it is; the code decides."""
        return severity_of(self.code)

    @property
    def is_error(self) -> bool:
        """Whether it keeps the document from being used."""
        return self.severity is Severity.ERROR

    @property
    def sort_key(self) -> tuple[str, Span, str, str]:
        """Reading order: by file, then by place."""
        return (str(self.path), self.span, self.code, self.message)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Did you mean …?` for the nearest known word; empty if none is near."""
    near = nearest(word, known)
    return f"Did you mean `{near}`?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like a word in the way of `difflib`, if any is as like as `LIKE`.

    The letters that two words share, in whatever order, bound how like they can be. So the words are gone
    through by that bound, and most need no closer look: a list of ids has hundreds.
    """
    given = word.lower()[:LONGEST]
    letters, size = _letters(given), len(given)
    bounds = []
    for name in known:
        lower = name.lower()
        bound = 2 * (letters & _letters(lower)).bit_count() / ((size + len(lower)) or 1)
        if bound >= LIKE:
            bounds.append((bound, lower, name))
    best = (LIKE, "", "")
    matcher = difflib.SequenceMatcher(None, "", given)
    for bound, lower, name in sorted(bounds, reverse=True):
        if bound < best[0]:
            break
        matcher.set_seq1(lower)
        best = max(best, (matcher.ratio(), lower, name))
    return best[2]


@lru_cache(maxsize=4096)
def _letters(word: str) -> int:
    """The letters of a word: as many ones in each letter's place as the word has of it.

    Letters without a place of their own share the last: too much may seem to be shared, never too little.
    """
    counts = Counter(_PLACES.get(letter, len(_PLACES)) for letter in word)
    return sum(((1 << min(count, LONGEST)) - 1) << place * LONGEST for place, count in counts.items())
