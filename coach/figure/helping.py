"""The helping hand of a frame: posed, put on the limb it holds, and carried along its stroke."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coach.figure import solids
from coach.figure.skeleton import skeleton
from coach.figure.tones import HELPER

if TYPE_CHECKING:
    from coach.figure.grips import Grip
    from coach.figure.pose import Pose
    from coach.figure.skeleton import Kind
    from coach.figure.solids import Solid

Array = NDArray[np.float64]
_FADE = ((0.0, -120.0, 0.0), (0.0, -60.0, 0.0))


def helper(held: Grip, figure: Kind, pose: Pose, bones: Array, shift: Array | None = None) -> Solid:
    """The hand that holds a limb in a pose, moved by `shift` millimetres."""
    fit = held.fit(pose)
    place = held.placed(fit, skeleton(figure), bones)
    if shift is not None:
        place = place.copy()
        place[:3, 3] += shift
    return _posed(fit.pose, held.mirror).moved(place)


@lru_cache(maxsize=16)
def _posed(pose: Pose, mirror: bool) -> Solid:
    """The hand in its own coordinates: as long as it holds still, it is only carried from frame to frame."""
    return solids.limb("hand", pose, HELPER, mirror=mirror, fade=_FADE)


def there_and_back(stroke: float) -> float:
    """0 to 1 and back to 0 within one stroke; a still (0.5 by half) shows the middle."""
    return 0.5 - 0.5 * float(np.cos(2 * np.pi * (stroke if stroke != 0.5 else 0.25)))  # noqa: PLR2004
