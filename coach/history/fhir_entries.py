"""The entries of a Bundle of FHIR, one after the other. They refer to each other by `urn:uuid`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from datetime import datetime

    from coach.history.fhir_values import Json


class Entries:
    """Those that nobody has `taken` yet. Their names follow from that of the Bundle, and from their place."""

    def __init__(self, now: datetime, identity: UUID) -> None:
        self.now = now
        self._identity = identity
        self._count = 0
        self._waiting: list[Json] = []
        self.patient = self.add({"resourceType": "Patient"})

    def add(self, resource: Json) -> Json:
        """Put a resource in; returns a reference to it."""
        urn = uuid5(self._identity, str(self._count)).urn
        self._count += 1
        self._waiting.append({"fullUrl": urn, "resource": resource})
        return {"reference": urn}

    def taken(self) -> list[Json]:
        """What was put in since the last time."""
        waiting, self._waiting = self._waiting, []
        return waiting
