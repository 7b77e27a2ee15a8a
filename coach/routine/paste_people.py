"""Who the patient is, what they have, and who wrote to them: no part of an exercise, and nobody else's business.

A routine file is made to be passed on. What these lines say is never written to one.
"""

# ruff: noqa: E501 - a pattern is read in one piece

from __future__ import annotations

import re
from typing import Final

_LABEL: Final = (
    r"(?:patient|pt|client)(?:'s)?(?: (?:name|id|no|number|details?|address|phone|dob))?|(?:full |first |last |sur|fore)?names?|"
    r"d\.?o\.?b\.?|date of birth|born|age|sex|gender|address|post ?code|(?:tele|mobile )?phone|tel|mobile|e-?mail|"
    r"(?:hosp(?:ital)?|nhs|mrn|medicare|insurance|policy|record|chart|ref(?:erence)?|id)\.?(?: (?:no|number|num|id|ref))?\.?|mrn|"
    r"(?:dx|hx|pmh|pmhx|ix)|(?:diagnos[ie]s|condition|injury|injured|operation|surgery|op|complaint|history|medications?|meds|allergies|occupation)|"
    r"date(?: of (?:injury|surgery|operation|onset|referral|assessment))?|do[is]|(?:referred by|referrer|surgeon|consultant|doctor|gp|"
    r"therapist|physio(?:therapist)?|clinic(?:ian)?|seen by|signed|re)"
)
_LINE: Final = re.compile(
    rf"^\W*(?:(?:{_LABEL})\s*[:#=]\s*\S"
    r"|(?:hosp(?:ital)?|nhs|mrn|patient|pt|dob|d\.o\.b\.?)\.?(?: (?:no|number|id))?\.?\s+[:#]?\s*\w*\d"
    r"|(?:patient|pt|client)\s+[-–]\s|(?:dx|diagnosis|dob|d\.o\.b\.?)\s|aged?\s+\d"
    r"|(?:dear|hello|hi)\s+\S+|(?:(?:with )?(?:best|kind|warm)\s+(?:wishes|regards)|regards|sincerely|yours (?:truly|sincerely|faithfully)|cheers)\b"
    r"|(?:s/p|status post|h/o)\b)",
    re.IGNORECASE,
)
_PERSON: Final = re.compile(r"(?:\bfor\s+)?\b(?:Mrs?|Ms|Miss)\b\.?(?:\s+(?:[A-Z]\.\s?)*[A-Z][\w'’-]*)+\.?")
_NAME: Final = re.compile(r"^\W*names?\s*:", re.IGNORECASE)


def without_people(text: str, is_exercise: re.Pattern[str]) -> tuple[str, list[str]]:
    """A text without the lines and names that are about people, and these.

    `is_exercise`: what stands behind `Name:` may be the name of an exercise.
    """
    kept: list[str] = []
    left_out: list[str] = []
    for line in text.splitlines():
        if _LINE.match(line) and not (_NAME.match(line) and is_exercise.search(line)):
            left_out.append(" ".join(line.split()))
            kept.append("")
            continue
        left_out += [found[0] for found in _PERSON.finditer(line)]
        kept.append(_PERSON.sub("", line))
    return "\n".join(kept), left_out
