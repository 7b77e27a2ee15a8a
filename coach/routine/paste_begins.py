"""Words that say when an exercise begins: `start wk 3`, `from week 4 only`, `when the stitches are out`.

They are nothing to do but a condition, and an exercise under one must not be offered from the first day: a
tendon that is loaded in week 3 instead of week 6 may tear. Read before everything else; where it is not
clear whether words are such a condition, they are taken for one.
"""

# ruff: noqa: E501 - a pattern is read in one piece

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_COUNT: Final = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_SPAN: Final = r"(?:weeks?|wks?|months?|mths?|days?)"
_NAMED_TIME: Final = (
    r"(?:post-?op\w* )?(?:weeks?|wks?|months?|mths?|days?|phases?|stages?)\.? ?#?"
    + _COUNT
    + r"(?: ?(?:-|–|to) ?\d{1,2})?(?!\d)"
)
_TIME: Final = rf"(?:{_NAMED_TIME}|\bw\d{{1,2}}\b|{_COUNT}(?: ?(?:-|–|to) ?\d{{1,2}})? ?{_SPAN}\b|\d{{1,2}}(?:st|nd|rd|th) {_SPAN}\b|\d{{1,2}}/(?:52|12|7)\b)"
_DATE: Final = (
    r"(?:next (?:week|month|visit|session|appointment|time)|later\b|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)"
)
_START: Final = r"(?:start|begin|commence|introduce|resume|add|progress to (?:this|it))(?:s|ing|ning)?\b"
_LEAD: Final = rf"(?:(?:do not|don't|not to|only|to|please|can|may|should) ){{0,3}}{_START}"
_FILL: Final = r"(?: ?[:@-])?(?: (?:this|one|doing|with|it|these|exercise|only|not|from|in|at|on|after|until|till|before|unless|around|about|approx\w*|the|end of|beginning of|and)){0,6}"
_IF: Final = r"(?:if|when|once|after|as soon as|following|unless|not until|not before)"
_HEALING: Final = r"(?:wound|stitches|sutures?|cast|splint|plaster|surgeon|consultant|doctor|scar|(?:k-?)?wires?|pins?|x-?ray|cleared|fracture|bone|tendon|graft|drain|dressing|swelling)"
_EDGE: Final = r"(?:(?<=^)|(?<=[,;:(–—]) ?|(?<=- ))"
_AMOUNT: Final = r"\d+ ?(?:x|×|sets?|reps?|times|s\b|sec|min|daily)"
_REST: Final = (
    rf"(?:(?!\s-\s|\s*\b{_AMOUNT}| b\.?d\b| t\.?d\.?s\b| od\b)[^.;:,()\n–—])*"
    rf"(?:, ?(?:and )?(?:only )?{_IF}\b(?:(?!\b{_AMOUNT})[^.;:,()\n–—])*)?"
)
_CHANGES: Final = r"(?![^.;\n]*\b(?:increas|progress|build|reduc|chang|swap|stop|up to|add\b))"
"""`After 2 weeks increase to 3 sets` says how it goes on, not when it begins."""
_BEGINS: Final = re.compile(
    "|".join(
        (
            rf"\b{_LEAD}{_FILL} ?{_TIME}{_REST}",
            rf"{_EDGE}{_LEAD}{_FILL} ?{_DATE}{_REST}",
            rf"{_EDGE}from next \w+{_REST}|{_EDGE}not yet\b{_REST}|{_EDGE}hold for now\b{_REST}",
            rf"\b(?:do not|don't|hold off|wait|leave)(?: \w+){{0,4}}? (?:until|till|before) (?:the )?{_TIME}{_REST}",
            rf"{_EDGE}{_NAMED_TIME} (?:start|begin)\w*{_REST}",
            rf"\b{_LEAD}(?: (?:this|it|only))* {_IF}\b(?![^.;,\n]*\bwarm){_REST}",
            rf"\b(?:only )?from (?:the )?(?:end of )?{_NAMED_TIME}{_REST}",
            rf"{_EDGE}(?:only |wait )?(?:after|not before|not until|no earlier than|at|in) (?:the )?(?:end of )?{_NAMED_TIME}{_CHANGES}{_REST}",
            rf"{_EDGE}(?:only |wait )?(?:after|not before|not until|no earlier than|wait until|from|at|in|post) {_TIME}{_CHANGES}{_REST}",
            rf"{_EDGE}{_NAMED_TIME} ?(?:\+|onwards?\b|and on\b|only\b){_REST}",
            rf"(?<=\(){_NAMED_TIME}(?=\))",
            rf"{_EDGE}{_NAMED_TIME} ?:?$",
            rf"{_EDGE}(?:only )?{_IF} (?:the |your |my )?{_HEALING}\b{_REST}",
        )
    ),
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"(?:[^.;\n]|\.(?=\d)|(?<=wk)\.|(?<=wks)\.)+", re.IGNORECASE)
_HEADING: Final = re.compile(rf"^{_NAMED_TIME} ?(?:\+|onwards?|only|and on)? ?:?$|:$", re.IGNORECASE)
_FIRST: Final = re.compile(r"(?:weeks?|wks?|months?|mths?|days?|phases?|stages?)\.? ?#?[01]\b", re.IGNORECASE)
_LATER: Final = re.compile(rf"\b(?:{_IF}|end of)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Condition:
    """Words of a text from `start` to `end`. `is_now`: it is met on the first day, as of `start week 1`."""

    start: int
    end: int
    words: str

    @property
    def is_now(self) -> bool:
        """Whether it is met from the first day on, and asks for nothing else."""
        return bool(_FIRST.search(self.words)) and not _LATER.search(self.words)


def conditions(text: str) -> Iterator[Condition]:
    """Every clause of a text that says when an exercise begins, in order."""
    for sentence in _SENTENCE.finditer(text):
        begin = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip(" !*-–—([\x00"))
        for found in _BEGINS.finditer(text[begin : sentence.end()]):
            if words := " ".join(found[0].split()).strip(" ,:-–—("):
                yield Condition(begin + found.start(), begin + found.end(), words)


def of_line(line: str) -> Condition | None:
    """The condition a whole line consists of; none where it says something else as well."""
    found = next(conditions(line), None)
    return found if found and len(found.words) + 3 >= len(line.strip(" :.!*()-–—")) else None


def is_heading(line: str) -> bool:
    """Whether such a line stands above the exercises that it is about: `Week 3-4`, `From week 6:`."""
    return of_line(line) is not None and bool(_HEADING.search(line.strip()))
