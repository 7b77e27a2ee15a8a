"""Solve poses of the body whose hands are folded: the fingers of one lie over the other's.

A hand of the body has one plate for its four fingers. Interlaced fingers are drawn as such plates, one before
the other, since plates cannot go between each other.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

from coach.figure import mesh
from coach.figure.skeleton import skeleton
from tools.solve_contacts.measure import Reading
from tools.solve_contacts.surface import Surface

if TYPE_CHECKING:
    from coach.figure.pose import Pose
    from tools.solve_contacts.tasks import FoldTask

Array = NDArray[np.float64]
_FINGERS = ("fingers", "fingertips")
_HAND = ("hand", *_FINGERS)
_TURN = {"girdle", "shoulder", "elbow", "forearm", "wrist", "fingers"}
_CLEAR = 0.3
"""How far the search keeps skin from skin, mm: measured anew between its own points, some of it is lost."""
_PRESS = (1.0, 3.0, 10.0)
"""How much flesh in flesh counts in one round each."""


@lru_cache
def _part(side: str, names: tuple[str, ...]) -> NDArray[np.bool_]:
    m = mesh.load("body")
    bones = [m.skeleton.index[f"{side}.{name}"] for name in names]
    return np.isin(m.weights[: m.skin].argmax(1), bones)


def _sides(pose: Pose) -> tuple[Surface, tuple[Surface, Surface], Array]:
    """The whole skin, the left and the right hand's, and the bones."""
    bones = skeleton("body").forward(pose)
    skin = Surface.of("body", bones)
    return skin, (skin.part(_part("left", _HAND)), skin.part(_part("right", _HAND))), bones


def measure(pose: Pose) -> Reading:
    """How far the left fingers are from the right hand, and how deep the hands are in each other."""
    skin, (left, right), _ = _sides(pose)
    gap = float(right.distance(skin.part(_part("left", _FINGERS)).dense).min())
    depth = -float(min(left.distance(right.dense).min(), right.distance(left.dense).min()))
    return Reading((max(gap, 0.0),), max(depth, 0.0))


def solve(task: FoldTask) -> Pose:
    """The pose in which one hand lies on the other, near the one it begins with."""
    start, s = task.start, skeleton("body")
    free = [f for f in start.anatomy.freedoms if f[0].rpartition(".")[2] in _TURN]
    limits = [start.anatomy.range(*f) for f in free]
    low, high = np.array([r.low for r in limits]), np.array([r.high for r in limits])
    begin = np.clip(np.array([start.angle(*f) for f in free]), low + 0.01, high - 0.01)
    kept = [s.index[f"{side}.{name}"] for side in ("left", "right") for name in ("hand", "fingers")]
    first = s.forward(start)[kept]
    # The hands may give way to the front and back more than to the sides.
    near = np.array([0.25, 0.12, 0.25])

    def pose(x: Array) -> Pose:
        return start.changed(dict(zip(free, (float(v) for v in np.round(x, 1)), strict=True)))

    def residuals(x: Array, press: float) -> Array:
        now = start.changed(dict(zip(free, map(float, x), strict=True)))
        skin, (left, right), bones = _sides(now)
        deep = [
            np.minimum(hand.distance(skin.vertices[_part(side, _HAND)]) - _CLEAR, 0)
            for side, hand in (("left", right), ("right", left))
        ]
        gaps = [
            max(float(hand.distance(skin.vertices[_part(side, _FINGERS)]).min()), 0.0)
            for side, hand in (("left", right), ("right", left))
        ]
        away = bones[kept] - first
        moved, turned = (away[:, :3, 3] * near).ravel(), 3 * away[:, :3, :3].ravel()
        return np.concatenate(
            [press * np.concatenate(deep), 3 * np.array(gaps), moved, turned, 0.03 * (x - begin)]
        )

    x, found = begin, []
    for press in _PRESS:
        x = least_squares(
            residuals, x, bounds=(low, high), x_scale=10.0, diff_step=1e-3, max_nfev=25, args=(press,)
        ).x
        found.append(pose(x))
    readings = [measure(each) for each in found]
    return min(zip(found, readings, strict=True), key=lambda pair: max(pair[1].gap, pair[1].depth))[0]
