"""When to stop any exercise, whatever its own file says."""

from __future__ import annotations

from typing import Final

STOP_SIGNS: Final = (
    "With any sharp or electric pain, new numbness or tingling, a joint that locks, dizziness, new swelling "
    "or a change of colour."
)
"""When to stop even in a cramp, which may hurt as much as it does."""
STOP_RULE: Final = f"{STOP_SIGNS} A stretch may feel tight; it should not hurt more than 3 out of 10."
"""The general stop rule of the clinical research, "Dosing and stop rules": on screen and on paper."""
