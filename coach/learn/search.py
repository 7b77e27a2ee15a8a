"""Finding pages by words: titles first, whole words before beginnings, small words not at all."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from coach.learn.page import MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.learn.page import Page

_WORD: Final = re.compile(r"\w+")
_TARGET: Final = re.compile(r"\]\([^()]*\)")
_APOSTROPHES: Final = {ord("'"): None, 0x2019: None}
_WEIGHTS: Final = (100, 30, 10, 1)
"""What a word counts in the title, the topics, the summary and the text; the beginning of one counts half."""
_SHORT: Final = 2
"""Letters that begin too many words of a text to say anything; they are looked for above it only."""
_SMALL: Final = frozenset(
    _WORD.findall(
        """
        a about after all also am an and any are as at be been before but by can could did do does doing dont
        during feel for from get getting give go got had has have having help how i if im in into is it its
        keep like make me my myself no not of off on one or our should so some take that the their them then
        there these they this those to too was we were what whats when where which while who why will with
        would you your
        """
    )
)
"""Words that stand on nearly every page and tell none from another."""
_FORMS: Final = {"feet": "foot", "calves": "calf", "color": "colour"}
"""Another form of a word, under which it is found as well."""
_ENDINGS: Final = re.compile(r"(?<=\w{4})(?:ing|es)$|(?<=\w{3})(?<!s)s$")


def search(pages: Iterable[Page], typed: str) -> tuple[Page, ...]:
    """The pages that hold every typed word or a word beginning with it: the best first.

    If none holds all of them, those that hold most. A word counts the more, the fewer pages hold it; equals
    stand in reading order. Endings do not matter: a plural finds its singular, and `cramping` finds `cramp`.
    Small words are left aside (`why do my feet cramp`), unless there are no others. Nothing typed finds
    every page.
    """
    words = _words(typed)
    telling = [word for word in words if word not in _SMALL]
    wanted = telling or words
    scored = [(page, [_score(page, word) for word in wanted]) for page in pages]
    most = max((_held(scores) for _, scores in scored), default=0)
    if not wanted:
        return tuple(page for page, _ in scored)
    if most * 2 <= len(telling) or not most:
        return ()
    holders = [_held(column) for column in zip(*(scores for _, scores in scored), strict=True)]
    found = [
        (page, sum(score / pages for score, pages in zip(scores, holders, strict=True) if score))
        for page, scores in scored
        if _held(scores) == most
    ]
    return tuple(page for page, _ in sorted(found, key=lambda each: -each[1]))


def _held(scores: Iterable[float]) -> int:
    return sum(score > 0 for score in scores)


def _score(page: Page, word: str) -> float:
    places = list(zip(_WEIGHTS, _places(page), strict=True))
    if len(word) <= _SHORT or word in _SMALL:
        places.pop()  # the text
    return sum(max(_match(form, words) for form in _forms(word)) * weight for weight, words in places)


def _match(wanted: str, words: frozenset[str]) -> float:
    if wanted in words:
        return 1.0
    return 0.5 if any(word.startswith(wanted) for word in words) else 0.0


@cache
def _places(page: Page) -> tuple[frozenset[str], ...]:
    text = _TARGET.sub("]", MARK.sub("", page.body))
    return tuple(
        frozenset(form for word in _words(place) for form in (word, *_forms(word)))
        for place in (page.title, " ".join(page.topics), page.summary, text)
    )


def _forms(word: str) -> Iterator[str]:
    """The forms under which a word is looked for: without its ending, and an odd one it stands for."""
    yield _ENDINGS.sub("", word)
    if word in _FORMS:
        yield _FORMS[word]


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES))
