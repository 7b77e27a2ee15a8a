"""How well what should touch does: the gap that is left, and how deep anything is in anything."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coach.figure import mesh
from coach.figure.skeleton import Kind, skeleton
from tools.contacts.surface import Surface, skin_faces

if TYPE_CHECKING:
    from coach.figure.grips import Fit, Grip
    from tools.contacts.tasks import GripTask, Site

Array = NDArray[np.float64]
Numbers = NDArray[np.int64]
_SITE = 7.0
"""Radius of skin that counts as one place, mm."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One contact measured, mm. `gaps` has one number for each place that should touch."""

    gaps: tuple[float, ...]
    depth: float

    @property
    def gap(self) -> float:
        """The widest of the gaps."""
        return max(self.gaps, default=0.0)

    def __str__(self) -> str:
        gaps = " ".join(f"{gap:.2f}" for gap in self.gaps)
        return f"gap {self.gap:.2f} mm ({gaps}), penetration {self.depth:.2f} mm"


@lru_cache
def site(kind: Kind, place: Site) -> tuple[int, Numbers]:
    """The skin vertex nearest to a place, and those round it on the same bones."""
    m = mesh.load(kind)
    skin = m.vertices[: m.skin].astype(float)
    here = np.linalg.inv(m.bind[skeleton(kind).index[place.bone]])
    p = here[:3, :3] @ np.asarray(place.at) + here[:3, 3]
    first = int(((skin - p) ** 2).sum(1).argmin())
    near = ((skin - skin[first]) ** 2).sum(1) < _SITE**2
    return first, np.flatnonzero(near & (m.digit[: m.skin] == m.digit[first]))


@lru_cache
def flesh(kind: Kind, bones: tuple[str, ...]) -> NDArray[np.bool_]:
    """Which skin vertices hang on any of some bones."""
    m = mesh.load(kind)
    return np.asarray(m.weights[: m.skin, [m.skeleton.index[bone] for bone in bones]].max(1) > 0.02)


def grip(task: GripTask, stored: Grip, fit: Fit) -> Reading:
    """A helping hand on the limb in the pose of a fit."""
    s = skeleton(task.figure)
    bones = s.forward(fit.held)
    limb = Surface.of(task.figure, bones)
    place = stored.placed(fit, s, bones)
    helper = Surface.of("hand", skeleton("hand").forward(fit.pose), mirror=stored.mirror, place=place)
    gaps = []
    for contact in task.contacts:
        _, pad = site("hand", contact.ours)
        part = limb.part(flesh(task.figure, (contact.theirs.bone,)))
        gaps.append(float(np.abs(part.distance(_patch(helper, pad))).min()))
    depth = max(-float(limb.distance(helper.dense).min()), -float(helper.distance(limb.dense).min()), 0.0)
    return Reading(tuple(gaps), depth)


def _patch(surface: Surface, vertices: Numbers) -> Array:
    inside = np.zeros(len(surface.vertices), bool)
    inside[vertices] = True
    faces = surface.faces[inside[surface.faces].any(1)]
    return Surface(surface.vertices, faces, whole=False).dense


def pieces(kind: Kind) -> dict[int, NDArray[np.bool_]]:
    """Per digit (0: the palm and all above it) its own skin vertices, webs left out."""
    m = mesh.load(kind)
    return {int(n): np.asarray(m.digit[: m.skin] == n) for n in np.unique(m.digit[: m.skin])}


__all__ = ["Reading", "flesh", "grip", "pieces", "site", "skin_faces"]
