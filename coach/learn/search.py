"""Finding pages by words, titles first."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from coach.learn.page import MARK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.learn.page import Page

_WORD: Final = re.compile(r"\w+")
_TARGET: Final = re.compile(r"\]\([^()]*\)")
_APOSTROPHES: Final = {ord("'"): None, 0x2019: None}
_WEIGHTS: Final = (100, 30, 10, 1)
"""What a word counts in the title, the topics, the summary and the text."""


def search(pages: Iterable[Page], typed: str) -> tuple[Page, ...]:
    """The pages that hold every typed word or a word beginning with it: the best first.

    Equals stand in reading order. A plural finds its singular. Nothing typed finds every page.
    """
    wanted = [_singular(word) for word in _words(typed)]
    scored = [(page, [_score(page, word) for word in wanted]) for page in pages]
    found = [(page, sum(scores)) for page, scores in scored if all(scores)]
    return tuple(page for page, _ in sorted(found, key=lambda each: -each[1]))


def _score(page: Page, wanted: str) -> int:
    places = zip(_WEIGHTS, _places(page), strict=True)
    return sum(weight for weight, words in places if any(word.startswith(wanted) for word in words))


@cache
def _places(page: Page) -> tuple[frozenset[str], ...]:
    text = _TARGET.sub("]", MARK.sub("", page.body))
    return tuple(
        frozenset(_words(place)) for place in (page.title, " ".join(page.topics), page.summary, text)
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word  # noqa: PLR2004
