"""Solve poses of the body in which both hands touch: palms or backs of the hands together.

Both arms do the same, so the hands meet in the plane between them: the gap is twice what the left hand is
short of it, the penetration twice what it is beyond.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

from coach.figure import mesh, skinning
from coach.figure.skeleton import skeleton
from tools.solve_contacts.measure import Reading

if TYPE_CHECKING:
    from coach.figure.pose import Pose
    from tools.solve_contacts.tasks import PalmsTask

Array = NDArray[np.float64]
_PARTS = ("hand", "fingers", "fingertips")


@lru_cache
def _part(*names: str) -> NDArray[np.int64]:
    m = mesh.load("body")
    bones = [m.skeleton.index[f"left.{name}"] for name in names]
    return np.flatnonzero(np.isin(m.weights[: m.skin].argmax(1), bones))


def _beyond(pose: Pose) -> Array:
    """How far each skin vertex of the left half's arm is beyond the middle, mm."""
    v = skinning.skin(mesh.load("body"), skeleton("body").forward(pose))
    x: Array = v[:, 0].astype(float)
    return x


def measure(task: PalmsTask, pose: Pose) -> Reading:
    """What is left between the parts of both hands that should touch, and how deep they are in each other."""
    x = _beyond(pose)
    gaps = tuple(abs(2 * float(x[_part(part)].max())) for part in task.parts)
    return Reading(gaps, 2 * max(0.0, float(x[_part(*_PARTS)].max())))


def solve(task: PalmsTask) -> Pose:
    """The pose in which both hands touch, near the one it begins with."""
    start = task.start
    free = [f for f in start.anatomy.freedoms if f[0].startswith("left.") and f[0][5:] in task.turn]
    limits = [start.anatomy.range(*f) for f in free]
    low = np.array([limit.low for limit in limits])
    high = np.array([limit.high for limit in limits])
    begin = np.clip(np.array([start.angle(*f) for f in free]), low + 0.01, high - 0.01)
    s = skeleton("body")
    wrist = s.index["left.hand"]
    at = s.forward(start)[wrist][1:3, 3]

    def pose(x: Array) -> Pose:
        angles = dict(zip(free, (float(v) for v in np.round(x, 2)), strict=True))
        mirrored = {(f"right.{joint[5:]}", kind): value for (joint, kind), value in angles.items()}
        return start.changed(angles | mirrored)

    def residuals(x: Array) -> Array:
        now = pose(x)
        beyond = _beyond(now)
        hand = s.forward(now)[wrist]
        touch = [20 * float(beyond[_part(part)].max()) for part in task.parts]
        inside = 20 * np.maximum(beyond[_part(*_PARTS)], 0)
        upright = [40 * hand[0, 0], 40 * hand[0, 1]]
        return np.concatenate([touch, inside, upright, 0.1 * (hand[1:3, 3] - at), 0.02 * (x - begin)])

    x = begin
    for step in (0.01, 0.002, 0.0005):
        found = least_squares(residuals, x, bounds=(low, high), diff_step=step, x_scale=10.0, max_nfev=60)
        x = found.x
    return pose(np.round(x, 1))
