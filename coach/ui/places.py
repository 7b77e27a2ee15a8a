"""Where a cramp can be, as it is asked and told. Light: the first page of a rescue is made of it."""

from __future__ import annotations

from typing import Final

PLACES: Final = {
    "hand": "Hand or fingers",
    "thumb": "Thumb",
    "arch": "Sole of the foot",
    "toes": "Toes",
    "calf": "Calf",
    "breathing": "Stiff from fast breathing",
}
"""The format's word for a place, and ours."""
