"""Where a limb is that stands, hangs over a step, lies on a table or reaches into a bowl."""

# ruff: noqa: PLR2004 - the numbers are lengths, angles and shares of a drawing, explained where they stand

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from coach.figure import places, solids
from coach.figure.build import limb_mesh
from coach.figure.pose import Pose
from coach.figure.skeleton import GROUND, skeleton
from coach.figure.tones import SKIN

if TYPE_CHECKING:
    from collections.abc import Sequence

Array = NDArray[np.float64]

DIPPED: Final = np.array([[1, 0, 0, 0], [0, 0.848, 0.530, 0], [0, -0.530, 0.848, 0], [0, 0, 0, 1]])
"""A hand that reaches 32 degrees down."""


_LEVEL, _TILTED = 6.0, 10.0
"""Degrees at the ankle up to which a standing foot is level, and from which the shin stays upright."""


def stands(poses: Sequence[Pose]) -> bool:
    """Whether a foot stands in all these poses: flat or on its toes; on its heel where it rocks."""
    if any(abs(pose.angle("subtalar", "twist")) > 12 for pose in poses):
        return False
    toes = [pose.angle("hallux.mtp") < -25 and pose.angle("ankle") > 12 for pose in poses]
    lowest = -20 if any(toes) else -6
    return all(up or lowest < pose.angle("ankle") < 6 for up, pose in zip(toes, poses, strict=True))


@lru_cache(maxsize=512)
def standing(pose: Pose, builds: tuple[str, ...] = ()) -> Array:
    """Where a standing foot is: flat feet level on heel and ball, the lowest point on the floor."""
    v = solids.limb("foot", pose, SKIN[0], builds=builds).vertices[::2].astype(float)
    root = np.eye(4)
    flat = min(max((_TILTED - abs(pose.angle("ankle"))) / (_TILTED - _LEVEL), 0.0), 1.0)
    if flat > 0:
        heel = v[v[:, 1] < 0]
        ball = v[(v[:, 1] > 85) & (v[:, 1] < 135)]
        a, b = heel[heel[:, 2].argmin()], ball[ball[:, 2].argmin()]
        tilt = flat * np.arctan2(a[2] - b[2], b[1] - a[1])
        c, s = np.cos(tilt), np.sin(tilt)
        root[1:3, 1:3] = [[c, -s], [s, c]]
        v = v @ root[:3, :3].T
    root[2, 3] = GROUND - v[:, 2].min()
    # The ball of the foot stays where it stands; heel and leg move over it.
    s = limb_mesh("foot", builds).skeleton
    ball_at = (root @ s.forward(pose)[s.index["hallux-proximal"]])[1, 3]
    root[1, 3] = s["hallux-proximal"].zero[1, 3] - ball_at
    return root


def ball_held(pose: Pose, builds: tuple[str, ...] = ()) -> Array:
    """Where a foot is whose ball rests in one place."""
    s = limb_mesh("foot", builds).skeleton
    root = np.eye(4)
    stays, goes = (places.place(s, s.forward(at), "ball-of-foot") for at in (Pose.zero("foot"), pose))
    if stays is not None and goes is not None:
        root[:3, 3] = stays - goes
    return root


def palm_down(pose: Pose) -> Array:
    """Where a hand is whose palm lies level."""
    s = skeleton("hand")
    root: Array = s["carpus"].zero @ np.linalg.inv(s.forward(pose)[s.index["carpus"]])
    return root
