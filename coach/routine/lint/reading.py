"""How hard a text is to read: the Flesch-Kincaid grade, with our own count of syllables.

Grade 6 means: a child in the sixth school year of the United States reads it with ease. The formula is
Kincaid's (1975); syllables are counted by rule, which a test holds against a pronouncing dictionary.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HARDEST: Final = 9.0
"""Grade; Coach's own choice, as is the grade 6 that its own texts keep to at the median."""
FEWEST_WORDS: Final = 30
"""A grade is a statement about averages: of a few words it says nothing."""

_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END: Final = re.compile(r"[.!?…]+[\"”’)]*(?=\s)")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(
    r"(?<=[aeiouy]l)e$|(?<=[^aeiouyl])e$"  # hole, make; but not table, little, the e of which is spoken
    r"|(?<=[aeiouy]l)es$|(?<=[^aeiouylcgsxzh])es$"  # holes, makes; but not circles, pinches
    r"|(?<=[^aeiouytd])ed$"  # pulled; but not rested
    r"|e(?=(?:ly|ful|less|ment|ments|ness|thing|foot)$)",  # lonely, soreness
)
_APART: Final = re.compile(r"i[aou]|[aeo]ing|eo|ua|(?<=[^aeiou])yi")
"""Vowels beside each other that are spoken apart: dial, doing, video, gradual, carrying."""
_TOGETHER: Final = re.compile(r"[cst]i[aou]|gi[ao]|qua|gua|eo[up]|geo")
"""Of those, the ones that are not: motion, region, square, people, surgeon."""


def words(text: str) -> list[str]:
    """The words of a text, numbers included; what a hyphen or an apostrophe joins is one word."""
    return _WORD.findall(text)


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """About how many syllables a word has; at least one."""
    return sum(
        max(1, _in_part(part)) for part in re.split(r"[-'’]", word.lower()) if part not in {"s", "t", "ll"}
    )


def _in_part(word: str) -> int:
    bare = _SILENT.sub("", word)
    return len(_VOWELS.findall(bare)) + len(_APART.findall(bare)) - len(_TOGETHER.findall(bare))


def sentences(text: str) -> int:
    """How many sentences a text has; one that does not end with a full stop counts too."""
    return 1 + len(_SENTENCE_END.findall(text.strip()))


def grade(texts: Sequence[str]) -> float:
    """The grade of texts together, none of which goes on in the next; 0 where there are no words."""
    found = [word for text in texts for word in words(text)]
    if not found:
        return 0.0
    stops = sum(map(sentences, texts))
    return 0.39 * len(found) / stops + 11.8 * sum(map(syllables, found)) / len(found) - 15.59


def length(texts: Iterable[str]) -> int:
    """How many words texts have together."""
    return sum(len(words(text)) for text in texts)
