"""The few words said while doing a step, made of its sentence: a whole phrase of it, or nothing."""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 6
"""Words that are said while somebody moves."""
_LONGEST_LINE: Final = 100
_LEADS_IN: Final = re.compile(
    r"^(?:with|while|when|if|once|after|before|keeping|holding|standing|sitting|lying|in|on|from|using|use|then)\b",
    re.IGNORECASE,
)
"""Begins the half of a sentence that waits for the other: `With the arm straight, bend the wrist.`"""
_LIMITS: Final = re.compile(
    r"\b(?:not|no|never|unless|only|without|until you feel|avoid|if|half|less|more than)\b|n't\b|"
    r"\bcomfort|\btoler|\bpain",
    re.IGNORECASE,
)
"""Words without which a shorter sentence would say something else."""
_PREPARES: Final = re.compile(
    r"^(?:take|grasp|grip|grab|use|put|place|loop|wrap|set|get|support|rest|lay|sit|stand|hold|keep)\b",
    re.IGNORECASE,
)
"""Begins a clause that only makes ready for the next: `Take the tip of the thumb, then bend it.`"""
_GOES_ON: Final = re.compile(r"\s(?=(?:and )?then\b)", re.IGNORECASE)
"""Before these words one instruction ends, and another begins. Before others (`with`, `into`) it goes on."""
_LISTED: Final = (
    "a an the your of to and or with on in at by for from into onto this that each both other one is"
)
_OPEN: Final = frozenset(_LISTED.split())
"""Words that a phrase does not end with."""


def cue(sentence: str) -> str:
    """A whole phrase of at most six words that says what the sentence does; empty where it has none.

    Nothing is cut off within a phrase, and nothing is left out of a sentence that limits what is done.
    """
    plain = " ".join(sentence.split()).strip(" .!")
    if _fits(plain) and not re.search(r"[,;:.]\s", plain):
        return plain
    if _LIMITS.search(plain):
        return ""
    clauses = [each.strip() for each in re.split(r"[,;:.(]\s*|\s[-–—]\s", plain) if each.strip()]
    for clause in clauses if _LEADS_IN.match(plain) else clauses[:1]:
        if _LEADS_IN.match(clause):
            continue
        if _PREPARES.match(clause):
            return ""
        ends = [found.start() for found in _GOES_ON.finditer(clause)]
        for end in (len(clause), *reversed(ends)):
            if _fits(clause[:end]) and (end == len(clause) or " " in clause[:end]):
                return clause[0].upper() + clause[1:end]
    return ""


def _fits(phrase: str) -> bool:
    """Whether a phrase is short enough and does not break off."""
    words = phrase.lower().split()
    return (
        1 <= len(words) <= LONGEST
        and len(phrase) <= _LONGEST_LINE
        and words[-1] not in _OPEN
        and words[-2:-1] != ["as"]
    )
