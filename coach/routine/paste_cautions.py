"""What a text says against doing it, or against doing too much: the words that must never be lost.

Read before anything else, so that a number in it (`stop if pain lasts more than 2 hours`) is no amount. The
more cautious reading wins: `not if it hurts` is kept as it was written, and is a reason to stop.
"""

# ruff: noqa: E501, ISC004 - a pattern is read in one piece

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_FELT: Final = (
    r"hurt|pain(?!ful (?:side|leg|foot|hand|arm|ankle|wrist))|\bsore(?:ness)?\b(?! (?:side|leg|foot|hand|arm))|"
    r"\bache|aching|discomfort|numb|tingl|pins and needles|dizz|light-?headed|faint|nause|swell|swollen|worse|"
    r"\block|click|burning|spasm|cramp|throb|inflam|bleed|symptom|breathless|chest|irritat|flare"
)
_WHOLE: Final = (
    r"stop\b(?: \w+){0,6}? (?:if|when|once|before|as soon as|should)\b",
    r"(?:(?:do|does|should|must) ?)?(?:not|n't) (?:if|when|with|during|while|until|unless|on days)\b",
    r"(?:skip|omit|avoid|leave|miss|reduce|ease|back)(?: (?:it|this|out|off)){0,2} (?:if|when|should)\b",
)
"""Begins a caution wherever it stands; what follows belongs to it."""
_WITH_FEELING: Final = (
    r"(?:stop|do not|don't|dont|never|avoid)\b",
    r"(?:seek|call|contact|see|ring|phone|tell|ask|consult|inform|let|get|go|sit|lie|rest|slow|hold on)\b(?: [^\s,]+){0,5}?"
    r" (?:if|when|should)\b(?=[^,]{0,60}?(?:" + _FELT + "))",
    r"(?:only |even )?(?:if|when|unless|except|provided|as long as)\b(?=[^,]{0,60}?(?:" + _FELT + "))",
    r"(?:with no|without|no|never into|into|stop short of|short of)(?: [a-z]+)? (?:" + _FELT + ")",
)
"""The same in a sentence about what is felt."""
_AT_ITS_BEGINNING: Final = (
    r"(?:do not|don't|dont|never|avoid|no \w+ing|not)\b",
    r"(?:please )?(?:be careful|careful|take care|cautions?|warnings?|precautions?|contra-?indicat\w+|beware)\b",
    r"(?:important|nb)\b(?=\s*[:,.!–-]|\s+\w)",
    r"(?:only (?:if|when|once|after|as far as|to|under|with)|unless|except|should (?:you|it|there|any|pain))\b",
)
"""The same, where a clause begins: `keep the heel down, do not bounce`."""
_AT_A_LINES_BEGINNING: Final = re.compile(r"\s*(?:!|\u26a0|no\s+(?!\d|\.)[a-z]|stop\s)", re.IGNORECASE)
"""Makes a warning of the whole sentence: `! No forced stretch`, `No lifting`."""
_PHRASE: Final = (
    r"(?:as (?:far|much|hard|high|low|long) )?(?:as |to |if |within |up to ){1,2}(?:is |your |comfortably |pain |the ){0,2}"
    r"(?:tolerat(?:ed|ion)|tolerance|comfort(?:able| allows)?|pain allows|able)\b"
    r"|(?:(?:stay|keep|work) )?(?:(?:with)?in )?(?:a |an |your |the )?(?:completely )?"
    r"(?:pain[- ]?free|painless(?:ly)?|comfortable|comfort)(?: (?:range|limits?|zone))(?: of (?:motion|movement))?\b"
    r"|\bpain[- ]?free(?:ly)?\b|\bpainless(?:ly)?\b"
)
"""Is a caution by itself: `as tolerated`."""
_LINK: Final = r"(?:but|and|or|then)\s+"
_BEGINS: Final = rf"(?:^|[(,:–—]|\s-\s|\b{_LINK})\s*"
_SENTENCE: Final = re.compile(r"(?:[^.;\n]|\.(?=\d))+")
_FEELING: Final = re.compile(rf"(?:{_FELT})", re.IGNORECASE)


def _clause(whole: tuple[str, ...]) -> re.Pattern[str]:
    anywhere = "|".join(whole)
    beginning = "|".join((*_AT_ITS_BEGINNING, *whole))
    return re.compile(
        rf"(?:(?:{_BEGINS})(?:{beginning})|\b(?:{anywhere}))[^()]*|(?:{_PHRASE})", re.IGNORECASE
    )


_CLAUSE: Final = _clause(_WHOLE)
_CLAUSE_WITH_FEELING: Final = _clause((*_WHOLE, *_WITH_FEELING))
_WHOLE_SENTENCE: Final = re.compile(r"^.+", re.DOTALL)
_GOES_ON: Final = re.compile(
    r",\s*(?=(?:hold|repeat)\b|(?:rest|relax) (?:for )?\d|(?:x|×)?\s*\d+\s*(?:x|×|s\b|sec|min|rep|set|times)|(?:once|twice) |"
    r"daily|(?:on )?(?:each|both|alternat\w*) |then\b)",
    re.IGNORECASE,
)
"""A comma after which the exercise goes on."""
_BEFORE: Final = re.compile(rf"(?:[(,:–—\s-]+(?:{_LINK})?|{_LINK})", re.IGNORECASE)
_STOP: Final = re.compile(
    r"^(?:please )?stop\b.*?\b(?:if|when|once|as soon as|should)\s+(?P<why>.+)", re.IGNORECASE | re.DOTALL
)
_REASONS: Final = (
    r"^(?:if|when|should)\s+(?P<why>[^,]+?),?\s*(?:then |please )*(?:stop|rest|do not|don't|ease|reduce|leave|skip)",
    r"^(?:please )?(?:stop|unless|except (?:if|when))\b\s*(?:before |at |for )?(?P<why>.+)",
    r"^.*?(?:\bnot|n't|\bdont|\bskip|\bomit|\bavoid|\bleave|\bmiss|\bnever|\bease|\bback|\breduce)\b.*?"
    r"\b(?:if|when|should|with|during|into|past|through|beyond)\s+(?P<why>.+)",
    r"\b(?:if|when|should)\s+(?!no\b|pain[- ]?free|[^,]*(?:\b(?:no|not|without)\b|n't))(?P<why>[^,]+)",
)
_SCALE: Final = re.compile(r"\b(\d{1,3})\s*(?:/|of|out of)\s*10\b")
_LONGEST_REASON: Final = 300
"""Characters of a clause that are searched for a reason to stop; all of it is kept as a caution."""
OWN_BOUND: Final = 3
"""Pain of ten above which Coach itself asks people to stop."""


@dataclass(frozen=True, slots=True)
class Caution:
    """A clause of a text from `start` to `end`, its words, and the reason to stop, if it names one."""

    start: int
    end: int
    words: str
    stop_if: str = ""

    @property
    def says_more(self) -> bool:
        """Whether the words are more than `stop if …`."""
        return not self.stop_if or not re.match(r"(?:please )?stop (?:if|when)\b", self.words, re.IGNORECASE)


def cautions(text: str) -> Iterator[Caution]:
    """Every clause that says when not, how far at most, or when to stop, in order."""
    for sentence in _SENTENCE.finditer(text):
        clause = _CLAUSE_WITH_FEELING if _FEELING.search(sentence[0]) else _CLAUSE
        if _AT_A_LINES_BEGINNING.match(sentence[0]):
            clause = _WHOLE_SENTENCE
        for found in clause.finditer(sentence[0]):
            start, end = found.span()
            before = _BEFORE.match(found[0])
            begin = start + before.end() if before else start
            if cut := _GOES_ON.search(sentence[0], begin, end):
                end = cut.start()
            if words := " ".join(sentence[0][begin:end].split()).strip(" ,:-–—!\u26a0"):
                yield Caution(sentence.start() + start, sentence.start() + end, words, _reason(words))


def is_about_feeling(words: str) -> bool:
    """Whether something is said about pain and the like: `slide until you feel pain`."""
    return bool(_FEELING.search(words))


def over_own_bound(words: str) -> bool:
    """Whether words allow more pain than Coach's own bound: `stop if pain > 4/10`."""
    return any(int(found[1]) > OWN_BOUND for found in _SCALE.finditer(words))


def _reason(words: str) -> str:
    """`it hurts` of `not if it hurts`; empty where nothing felt is named, and nothing said to stop for."""
    words = words[:_LONGEST_REASON]
    found = _STOP.search(words)
    for pattern in _REASONS:
        if found:
            break
        other = re.search(pattern, words, re.IGNORECASE | re.DOTALL)
        found = other if other and is_about_feeling(other["why"]) else None
    why = found["why"].strip(" ,:-–—") if found else ""
    return (
        f"it is {why}"
        if re.fullmatch(r"(?:too |very )?(?:painful|sore|swollen|inflamed|numb)", why, re.IGNORECASE)
        else why
    )
