"""Solve a pose in which a hand touches itself or a thing it holds: fingertips, fists, a pen."""

# ruff: noqa: PLR2004 - millimetres and weights of the search, explained where they stand

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares
from scipy.spatial import cKDTree

from coach.figure import mesh, skinning
from coach.figure.skeleton import skeleton
from tools.solve_contacts.measure import around, clear, outer, site, touch
from tools.solve_contacts.room import room
from tools.solve_contacts.surface import Surface, skin_faces
from tools.solve_contacts.thing import held

if TYPE_CHECKING:
    from coach.figure.pose import Pose
    from tools.solve_contacts.tasks import Touch, TouchTask

Array = NDArray[np.float64]
Numbers = NDArray[np.int64]

ROUNDS = (
    (1.0, 1.0, 1.0, 0.5),
    (0.3, 4.0, 4.0, 0.3),
    (0.05, 8.0, 12.0, 0.15),
    (0.02, 10.0, 30.0, 0.05),
    (0.01, 8.0, 40.0, 0.02),
)
"""Weights of one round each: places named, gaps, flesh in flesh, and the natural pose."""


_LOW = 1.0
"""Skin higher than so above other skin is not measured exactly, mm."""


@dataclass
class Search:
    """One limb's pose being turned until its parts touch."""

    task: TouchTask

    def __post_init__(self) -> None:
        self.mesh = mesh.load("hand")
        self.skeleton = skeleton("hand")
        digit = self.mesh.digit[: self.mesh.skin]
        near = self.mesh.vertices[: self.mesh.skin, 1] > -20
        self.near, self.handy = np.flatnonzero(near), near
        self.digits = [np.flatnonzero(outer(n)) for n in range(1, 6)]
        # Fingers keep clear of each other as capsules, which is smooth; of palm and thumb by their skin.
        against = [(digit == 0) | (digit == 5)] * 4 + [digit != 5]
        self.others = [np.flatnonzero(part & near) for part in against]
        self.pads = [site("hand", contact.ours) for contact in self.task.contacts]
        self.theirs = [_whereabouts(contact) for contact in self.task.contacts]
        self.low = np.array([self.task.free[f][0] for f in self.task.free], float)
        self.high = np.array([self.task.free[f][1] for f in self.task.free], float)

    def pose(self, x: Array) -> Pose:
        """The pose the numbers of the search mean."""
        return self.task.start.changed(dict(zip(self.task.free, map(float, x), strict=True)))

    def solve(self) -> Pose:
        """The touching pose, rounded as it will be stored."""
        x = np.array([self.task.start.angle(*f) for f in self.task.free])
        x = np.clip(x, self.low + 0.01, self.high - 0.01)
        natural = x
        best = (np.inf, x)
        for weights in ROUNDS:
            self.exact = weights is ROUNDS[-1]
            found = least_squares(
                self._residuals,
                x,
                jac=self._jacobian,
                bounds=(self.low, self.high),
                x_scale=10.0,
                max_nfev=12 if self.exact else 40,
                ftol=1e-4,
                args=(weights, natural),
            )
            x = found.x
            left = touch(self.task, self.pose(np.round(x, 1)))
            best = min(best, (max(left.gap, left.depth), x), key=lambda pair: pair[0])
        return self.pose(np.round(best[1], 1))

    def _jacobian(self, x: Array, weights: tuple[float, ...], natural: Array) -> Array:
        base = self._residuals(x, weights, natural)
        out = np.empty((len(base), len(x)))
        for k in range(len(x)):
            at = x.copy()
            at[k] += 0.3 if at[k] + 0.3 < self.high[k] else -0.3
            out[:, k] = (self._residuals(at, weights, natural) - base) / (at[k] - x[k])
        return out

    def _residuals(self, x: Array, weights: tuple[float, ...], natural: Array) -> Array:
        reach, gap, press, prior = weights
        pose = self.pose(x)
        bones = self.skeleton.forward(pose)
        skin = skinning.skin(self.mesh, bones)
        n = self.mesh.topology.normals(skin)[: self.mesh.skin].astype(float)
        v: Array = skin[: self.mesh.skin].astype(float)
        thing = held(self.task.thing, pose) if self.task.thing else None
        out = [prior * (x - natural) / 8.0]
        for (spot, pad), other in zip(self.pads, self.theirs, strict=True):
            if thing is not None and other is None:
                out.append(gap * np.atleast_1d(_soft_least(thing.distance(v[pad]))))
            elif other is not None:
                out.append(reach * 0.5 * (v[spot] - v[other[0]]))
                out.append(gap * np.atleast_1d(_soft_least(_height(v[pad], v[other[1]], n[other[1]])) + 0.1))
        hand = Surface(v, skin_faces("hand"))
        for ours, others, digit in zip(self.digits, self.others, range(1, 6), strict=True):
            height = _height(v[ours], v[others], n[others])
            if self.exact and (low := height < _LOW).any():
                flesh = hand.part((self.mesh.digit[: self.mesh.skin] != digit) & self.handy)
                height[low] = clear(v[ours[low]], flesh)
            out.append(press * np.minimum(height + (0.0 if self.exact else 0.3), 0))
        out.append(press * np.minimum(room(bones, 1.0, 0.85), 0))
        if thing is not None:
            out.append(press * np.minimum(thing.distance(v[self.near]) + 0.3, 0))
        return np.concatenate(out)


def _whereabouts(contact: Touch) -> tuple[int, Numbers] | None:
    """The vertex to touch, and the skin around it."""
    if contact.theirs is None:
        return None
    return site("hand", contact.theirs)[0], np.flatnonzero(around("hand", contact.theirs))


def _height(p: Array, v: Array, n: Array) -> Array:
    """About how far points are above skin given by its vertices and normals; never far below."""
    far, k = cKDTree(v).query(p, k=3)
    w = 1.0 / (far + 0.05) ** 2
    w /= w.sum(1, keepdims=True)
    above = (np.einsum("nkj,nkj->nk", p[:, None] - v[k], n[k]) * w).sum(1)
    out: Array = np.where(far[:, 0] < 4.0, above, far[:, 0])
    return out


def _soft_least(height: Array) -> float:
    low = height.min()
    share = np.exp(-(height - low) / 0.4)
    return float((share * height).sum() / share.sum())


def solve(task: TouchTask) -> Pose:
    """The pose in which what is to touch does."""
    return Search(task).solve()
