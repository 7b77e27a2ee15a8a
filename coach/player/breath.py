"""A slow breath to breathe along with during a long hold. Nobody has to: breathing as one likes is as good.

Four seconds in and six out are the pace of the exercise `calm-slow-breathing`, and like there they are our
own choice [unverified]: no source gives exactly this. What the sources do say is not to hold one's breath
while stretching (FROEDTERT, HALLEGRAEFF-2012).
"""

from __future__ import annotations

from math import cos, pi
from typing import TYPE_CHECKING, Final

from coach.routine.plan import Phase

if TYPE_CHECKING:
    from coach.routine.plan import Step

IN: Final = 4.0
OUT: Final = 6.0
"""Seconds of breathing in and out."""
LONG: Final = 15.0
"""Seconds from which a hold is long enough for more than a breath."""


def breath(step: Step, elapsed: float) -> float | None:
    """How full the breath is, 0 to 1, so many seconds into a step; None where none is shown.

    It begins with breathing out, as one does when going into a stretch, and ends with the hold.
    """
    if step.phase is not Phase.HOLD or not step.is_timed or step.length < LONG:
        return None
    at = elapsed % (IN + OUT)
    if at < OUT:
        return (1 + cos(pi * at / OUT)) / 2
    return (1 - cos(pi * (at - OUT) / IN)) / 2


def in_words(elapsed: float) -> str:
    """What one does at that moment."""
    return "Breathe out" if elapsed % (IN + OUT) < OUT else "Breathe in"
