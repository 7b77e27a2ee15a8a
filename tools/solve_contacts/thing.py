"""A pen or a ball in a hand, as a round rod: points along an axis with a radius each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coach.figure import solids
from coach.figure.furnish import furnish
from coach.figure.setting import Setting
from coach.figure.skeleton import skeleton
from coach.figure.tones import SKIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.figure.pose import Pose
    from coach.figure.solids import Solid

Array = NDArray[np.float64]
_AROUND = {"pen": 14, "pen-between-fingers": 14, "ball": 32, "putty": 32, "stick": 14}
"""Points of one ring of each thing's mesh."""


@dataclass(frozen=True, eq=False)
class Thing:
    """A surface of revolution; `axis` (n, 3) and `radius` (n,) in mm."""

    axis: Array
    radius: Array

    @staticmethod
    def drawn(name: str, solid: Solid) -> Thing:
        """Of the solid that the drawing shows."""
        rings = solid.vertices.astype(float).reshape(_AROUND[name], -1, 3)
        axis = rings.mean(0)
        return Thing(axis, np.linalg.norm(rings[0] - axis, axis=1))

    def distance(self, points: Array) -> Array:
        """Signed distance of each point, mm; exact along the side."""
        a, ab = self.axis[:-1], np.diff(self.axis, axis=0)
        length = np.maximum((ab * ab).sum(1), 1e-9)
        t = np.clip(((points[:, None] - a) * ab).sum(2) / length, 0, 1)
        far = np.linalg.norm(points[:, None] - (a + t[..., None] * ab), axis=2)
        r = self.radius[:-1] + t * np.diff(self.radius)
        out: Array = (far - r).min(1)
        return out

    def dense(self) -> Array:
        """Points all over it."""
        t = np.linspace(0, len(self.axis) - 1, 12 * len(self.axis))
        number = np.arange(len(self.axis))
        axis = np.stack([np.interp(t, number, self.axis[:, k]) for k in range(3)], 1)
        radius = np.interp(t, number, self.radius)
        along = self.axis[-1] - self.axis[0]
        side = np.cross(along, (0.3, 0.5, 0.8))
        side /= np.linalg.norm(side)
        up = np.cross(along / np.linalg.norm(along), side)
        turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
        rings = [axis + radius[:, None] * (np.cos(a) * side + np.sin(a) * up) for a in turn]
        return np.concatenate(rings)


def held(words: str | Mapping[str, object], pose: Pose) -> Thing:
    """What a hand in a pose holds, where the drawing puts it."""
    name = words if isinstance(words, str) else str(words["kind"])
    s = skeleton("hand")
    limb = solids.limb("hand", pose, SKIN[0])
    setting = Setting(s, s.forward(pose), limb, 0.5, things=frozenset({name})).saying(words)
    return Thing.drawn(name, furnish(name, setting)[0])
