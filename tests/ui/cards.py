"""Cards for tests: short to write."""

from __future__ import annotations

from typing import Any

from coach.routine.index import Card


def card(title: str = "Wave", **fields: Any) -> Card:
    """A routine of five minutes for the hands, unless `fields` say otherwise."""
    identity = title.casefold().replace(" ", "-")
    usual: dict[str, Any] = {
        "id": identity,
        "type": "routine",
        "title": title,
        "kinds": ("stretch",),
        "body": ("hand",),
        "seconds": 300.0,
        "items": 3,
        "use_when": "When you like.",
        "evidence": "",
        "positions": (),
        "equipment": (),
        "occasion": (),
        "origin": "bundled",
        "search": title.casefold(),
    }
    return Card(**{**usual, **fields})
