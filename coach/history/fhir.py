"""The history and the programmes for a clinic's records: a Bundle of HL7 FHIR R4.

https://hl7.org/fhir/R4/. Sessions, ratings and cramps become Observations, programmes become CarePlans with a
ServiceRequest for each item. Everything is about one Patient without a name or a number; who approved what,
and why, stays here. `docs/history.md` lists the codes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from coach.history.fhir_care_plan import care_plan
from coach.history.fhir_entries import Entries
from coach.history.fhir_observations import cramp_observation, session_observation
from coach.history.fhir_values import at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from uuid import UUID

    from coach.history.cramp import Cramp
    from coach.history.fhir_values import Json
    from coach.history.session import SessionDetail
    from coach.routine.programme import Regimen
    from coach.routine.programme_course import Course

_line: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def bundle(
    details: Iterable[SessionDetail],
    cramps: Iterable[Cramp],
    courses: Iterable[tuple[Regimen, Course]],
    now: datetime,
    identity: UUID,
) -> Iterator[str]:
    """A Bundle of type `collection` as JSON, piece by piece, with a line for each entry.

    The ids of entries follow from that of the Bundle, `identity`. Rehearsals at another speed, and programmes
    that were never begun, are left out.
    """
    whole = {
        "resourceType": "Bundle",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": identity.urn},
        "type": "collection",
        "timestamp": at(now),
        "entry": [],
    }
    between = _line(whole).removesuffix("]}") + "\n"
    for entry in _entries(details, cramps, courses, Entries(now, identity)):
        yield between + _line(entry)
        between = ",\n"
    yield "\n]}\n"


def _entries(
    details: Iterable[SessionDetail],
    cramps: Iterable[Cramp],
    courses: Iterable[tuple[Regimen, Course]],
    made: Entries,
) -> Iterator[Json]:
    led: dict[int, list[Json]] = {}
    for cramp in cramps:  # before the sessions, which refer to them
        reference = cramp_observation(made, cramp)
        if cramp.session is not None:
            led.setdefault(cramp.session, []).append(reference)
    for detail in details:
        if detail.session.speed == 1:
            session_observation(made, detail, led.get(detail.session.id, ()))
            yield from made.taken()
    for regimen, course in courses:
        if course.begun is not None:
            care_plan(made, regimen, course, made.now.date())
    yield from made.taken()
