"""The values that FHIR's resources are made of: codes, quantities, moments, texts.

https://hl7.org/fhir/R4/datatypes.html. `docs/history.md` lists the codes.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any, Final

CODES: Final = "urn:uuid:9fca0cf1-0dd1-422f-9b2e-ecf4c1326020"
"""The system of Coach's own codes."""
CONTENT: Final = "urn:uuid:0981513c-3a3d-4390-a2ca-659f2a9c2e02"
"""The system of the ids of routines, exercises and programmes."""
LOINC: Final = "http://loinc.org"
PAIN: Final = ("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
"""https://loinc.org/72514-3. The other ratings have no code of LOINC that says quite the same."""
UCUM: Final = "http://unitsofmeasure.org"
_FARTHEST: Final = timedelta(hours=14)
"""The farthest a zone can be from UTC in FHIR."""

Json = dict[str, Any]


def identifier(what: str, began: datetime, which: str) -> list[Json]:
    """The same in every export, so that whoever gets two of them can tell what is in both."""
    return [{"system": CODES, "value": f"{what}/{at(began)}/{code(which)}"}]


def when(began: datetime, ended: datetime | None) -> Json:
    """A period; only its beginning, if the end is unknown or a clock that was set back has it before that."""
    if ended is None or ended < began:
        return {"effectiveDateTime": at(began)}
    return {"effectivePeriod": {"start": at(began), "end": at(ended)}}


def at(moment: datetime) -> str:
    """A moment with its offset from UTC: the person's own day and time of day.

    FHIR's offsets have no seconds: those from before there were zones are rounded, and the clock stays.
    """
    offset = moment.utcoffset() or timedelta()
    minutes = timedelta(minutes=round(offset / timedelta(minutes=1)))
    kept = timezone(max(-_FARTHEST, min(_FARTHEST, minutes)))
    return moment.replace(tzinfo=kept).isoformat(timespec="microseconds" if moment.microsecond else "seconds")


def own(known: str, told: str = "") -> Json:
    """A code of Coach's own."""
    return {"coding": [{"system": CODES, "code": known}], "text": told or known}


def content(identity: str, title: str) -> Json:
    """A routine, an exercise or a programme."""
    known = code(identity)
    coding = {"coding": [{"system": CONTENT, "code": known}]} if known else {}
    return {**coding, "text": text(title) or known or "?"}


def pain() -> Json:
    """The code of pain."""
    known, display = PAIN
    return {"coding": [{"system": LOINC, "code": known, "display": display}], "text": "Pain, 0 to 10"}


def score(value: int) -> Json:
    """A rating from 0 to 10."""
    return {"value": value, "unit": "{score}", "system": UCUM, "code": "{score}"}


def seconds(value: float) -> Json:
    """A length."""
    return {"value": round(value, 3), "unit": "s", "system": UCUM, "code": "s"}


def code(told: str) -> str:
    """FHIR's codes have single spaces only."""
    return " ".join(text(told).split())


def text(told: str) -> str:
    """What FHIR takes as a text: no control characters, and not blank."""
    if told.isprintable():
        return told.strip()
    return "".join(each if each.isprintable() or each in "\n\t" else " " for each in told).strip()
