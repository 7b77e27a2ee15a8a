"""How well what should touch does: the gap that is left, and how deep anything is in anything."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coach.figure import mesh
from coach.figure.build import limb_mesh
from coach.figure.skeleton import FINGERS, Kind, skeleton
from tools.solve_contacts.surface import Surface
from tools.solve_contacts.thing import held

if TYPE_CHECKING:
    from coach.figure.grips import Fit, Grip
    from coach.figure.pose import Pose
    from tools.solve_contacts.tasks import GripTask, Held, Site, TouchTask

Array = NDArray[np.float64]
Numbers = NDArray[np.int64]
_SITE = 7.0
"""Radius of skin of a pad, mm."""
_AROUND = 18.0
"""How far from the place named a touch still counts as being there, mm."""


_INSIDE = 0.5
_OWN = 0.8
"""Skin that follows a digit's bones less than so belongs to a web, which folds."""


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
def around(kind: Kind, place: Site) -> NDArray[np.bool_]:
    """The skin that counts as being at a place: so far around it, and on the same side of the limb."""
    m = mesh.load(kind)
    first, _ = site(kind, place)
    skin = m.vertices[: m.skin].astype(float)
    normals = m.topology.normals(m.vertices)[: m.skin]
    near = ((skin - skin[first]) ** 2).sum(1) < _AROUND**2
    return np.asarray(near & (normals @ normals[first] > 0))


def grip(task: GripTask, held: Held, stored: Grip, fit: Fit, builds: tuple[str, ...] = ()) -> Reading:
    """A helping hand on the limb in the pose of a fit; the limb may be of another build."""
    s = limb_mesh(task.figure, builds).skeleton
    bones = s.forward(held.pose)
    limb = Surface.of(task.figure, bones, builds=builds)
    place = stored.placed(fit, s, bones)
    helper = Surface.of("hand", skeleton("hand").forward(fit.pose), mirror=stored.mirror, place=place)
    gaps = []
    for contact in task.contacts(held):
        _, pad = site("hand", contact.ours)
        part = limb.part(around(task.figure, contact.theirs))
        gaps.append(float(np.abs(part.distance(_patch(helper, pad))).min()))
    depth = max(-float(limb.distance(helper.dense).min()), -float(helper.distance(limb.dense).min()), 0.0)
    return Reading(tuple(gaps), depth)


def _patch(surface: Surface, vertices: Numbers) -> Array:
    inside = np.zeros(len(surface.vertices), bool)
    inside[vertices] = True
    faces = surface.faces[inside[surface.faces].any(1)]
    return Surface(surface.vertices, faces, whole=False).dense


@lru_cache
def outer(digit: int) -> NDArray[np.bool_]:
    """The skin of the hand on the two last bones of a digit, 1 index to 4 little, 5 thumb."""
    m, s = mesh.load("hand"), skeleton("hand")
    name = (*FINGERS, "thumb")[digit - 1]
    bones = [s.index[f"{name}-distal"], s.index[f"{name}-{'proximal' if name == 'thumb' else 'middle'}"]]
    own = m.weights[: m.skin, bones].sum(1) > _OWN
    return np.asarray(own & (m.digit[: m.skin] == digit))


def touch(task: TouchTask, pose: Pose) -> Reading:
    """A hand that touches itself or what it holds."""
    hand = Surface.of("hand", skeleton("hand").forward(pose))
    thing = held(task.thing, pose) if task.thing else None
    gaps, depths = [], [0.0]
    for contact in task.contacts:
        pad = _patch(hand, site("hand", contact.ours)[1])
        at = contact.theirs
        if at is not None:
            height = hand.part(around("hand", at)).distance(pad)
        else:
            height = thing.distance(pad) if thing else np.full(1, np.inf)
        gaps.append(float(np.abs(height).min()))
    depths += [_sunk(hand, one, other) for one in range(1, 6) for other in range(6) if one != other]
    if thing is not None:
        depths += [-float(thing.distance(hand.dense).min()), -float(hand.distance(thing.dense()).min())]
    return Reading(tuple(gaps), max(depths))


def clear(points: Array, flesh: Surface) -> Array:
    """How far points are above some skin of the hand, one by one, mm."""
    height = flesh.distance(points)
    # The skin of a bent joint folds; only what the whole skin goes round is inside.
    below = np.flatnonzero(height < 0)
    if len(below):
        free = below[flesh.winding(points[below]) < _INSIDE]
        height[free] = -height[free]
    return height


def _sunk(hand: Surface, one: int, other: int) -> float:
    """How deep the end of one digit is in another digit, or in the palm (0)."""
    digit = mesh.load("hand").digit[: len(hand.vertices)]
    return float(-clear(hand.part(outer(one)).dense, hand.part(digit == other)).min(initial=0.0))
