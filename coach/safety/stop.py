"""When to stop any exercise, whatever its own file says."""

from __future__ import annotations

from typing import Final

STOP_RULE: Final = (
    "With any sharp or electric pain, new numbness or tingling, a joint that locks, dizziness, new swelling "
    "or a change of colour. A stretch may feel tight; it should not hurt more than 3 out of 10."
)
"""The general stop rule of the clinical research, "Dosing and stop rules": on screen and on paper."""
STOP_SIGNS: Final = (
    "With a sharp or electric pain that is not the cramp, numbness or weakness that was not there before, a "
    "joint that locks, dizziness, new swelling or a change of colour."
)
"""The same in a cramp, which hurts as much as it does; hands that cramp from fast breathing tingle."""
