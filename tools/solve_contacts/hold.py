"""Solve a helping hand: its joints and its place, so that the named places touch and nothing sinks in."""

# ruff: noqa: PLR2004 - millimetres and weights of the search, explained where they stand

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares
from scipy.spatial import cKDTree

from coach.figure import mesh, skinning
from coach.figure.grips import Fit, Grip, rotation
from coach.figure.pose import Pose
from coach.figure.pose_file import bundled, read_joints
from coach.figure.skeleton import FINGERS, skeleton
from tools.solve_contacts import measure
from tools.solve_contacts.measure import around, site
from tools.solve_contacts.room import room
from tools.solve_contacts.surface import Field, Surface

if TYPE_CHECKING:
    from tools.solve_contacts.tasks import GripTask, Held

Array = NDArray[np.float64]

_REACH = 130.0
"""How far from the palm a helper's own parts can be, mm."""
_CLOSE = 0.05
"""Rounds that reach less hard than so are about touching only."""


@dataclass(frozen=True)
class Weights:
    """How much each wish counts in one round of the search."""

    reach: float
    touch: float
    press: float
    prior: float


@dataclass
class Search:
    """One helper being placed on a limb in one pose."""

    task: GripTask
    held: Held
    field: Field = field(init=False)

    def __post_init__(self) -> None:
        s = skeleton(self.task.figure)
        self.bones = s.forward(self.held.pose)
        self.bone = self.bones[s.index[self.task.bone]]
        limb = Surface.of(self.task.figure, self.bones)
        self.first = self.task.start(self.held)
        palm = self.bone[:3, :3] @ np.asarray(self.first.palm, float) + self.bone[:3, 3]
        self.field = Field(limb, palm - _REACH, palm + _REACH)
        self.hand = mesh.load("hand")
        self.skeleton = skeleton("hand")
        self.mirror = np.diag([-1.0, 1.0, 1.0]) if self.task.mirror else np.eye(3)
        hand = bundled("hand")[self.first.hand].pose
        self.natural, _ = read_joints(hand, self.first.joints, pressed=True)
        self.free = [f for f in self.natural.anatomy.freedoms if f[0] not in {"forearm", "cmc4", "cmc5"}]
        limits = [self.natural.anatomy.range(*f) for f in self.free]
        self.low = np.concatenate([np.full(6, -np.inf), [r.low for r in limits]])
        self.high = np.concatenate([np.full(6, np.inf), [r.high for r in limits]])
        contacts = self.task.contacts(self.held)
        self.sites = [site("hand", contact.ours) for contact in contacts]
        targets = [site(self.task.figure, contact.theirs)[0] for contact in contacts]
        self.targets = limb.vertices[targets]
        parts = [limb.part(around(self.task.figure, contact.theirs)) for contact in contacts]
        self.places = [cKDTree(part.dense) for part in parts]
        self._thin()

    def _thin(self) -> None:
        """The helper's vertices that a search looks at: all of the hand, some of the forearm."""
        skin = self.hand.vertices[: self.hand.skin]
        number = np.arange(len(skin))
        keep = (skin[:, 1] > -30) | (number % 4 == 0)
        for _, pad in self.sites:
            keep[pad] = True
        self.kept = np.flatnonzero(keep)
        at = np.full(len(skin), -1)
        at[self.kept] = np.arange(len(self.kept))
        self.pads = [at[pad] for _, pad in self.sites]
        self.spots = [int(at[spot]) for spot, _ in self.sites]
        self.mesh = replace(
            self.hand, vertices=self.hand.vertices[self.kept], weights=self.hand.weights[self.kept]
        )

    # --- what the numbers of a search mean ---

    def begin(self, lift: float) -> Array:
        """The numbers of the start: no shift, no turn, the natural joints; lifted off the skin."""
        y = np.asarray(self.first.fingers, float)
        y = y / np.linalg.norm(y)
        z = np.asarray(self.first.back, float)
        z = z - y * (z @ y)
        z = z / np.linalg.norm(z)
        at = np.eye(4)
        at[:3, :3] = np.stack([np.cross(y, z), y, z], axis=1)
        at[:3, 3] = np.asarray(self.first.palm, float) - at[:3, :3] @ (0.0, 70.0, -14.0)
        self.start = self.bone @ at
        joints = np.array([self.natural.angle(*f) for f in self.free])
        shift = self.start[:3, 2] * lift
        x = np.concatenate([shift, np.zeros(3), joints])
        out: Array = np.clip(x, self.low + 0.01, self.high - 0.01)
        return out

    def again(self, fit: Fit) -> Array:
        """The numbers that begin at an earlier fit, carried along by the held bone."""
        self.start = self.bone @ fit.relative
        x = np.concatenate([np.zeros(6), [fit.pose.angle(*f) for f in self.free]])
        out: Array = np.clip(x, self.low + 0.01, self.high - 0.01)
        return out

    def place(self, x: Array) -> Array:
        """The helper's carpus in the world."""
        out: Array = self.start.copy()
        out[:3, :3] = rotation(x[3:6]) @ self.start[:3, :3]
        out[:3, 3] = self.start[:3, 3] + x[:3]
        return out

    def pose(self, x: Array) -> Pose:
        """The helper's joints."""
        return self.natural.changed(dict(zip(self.free, map(float, x[6:]), strict=True)))

    def fit(self, x: Array) -> Fit:
        """The result, rounded as it will be stored."""
        relative = np.round(np.linalg.inv(self.bone) @ self.place(x), 4)
        pose = self.pose(x)
        return Fit(self.held.pose, Pose("hand", tuple(round(d, 1) + 0.0 for d in pose.degrees)), relative)

    # --- the search ---

    def solve(self, x: Array, rounds: tuple[Weights, ...]) -> tuple[Array, float]:
        """The numbers after each round, and the cost of the last."""
        size = np.concatenate([np.full(3, 8.0), np.full(3, 0.15), np.full(len(self.free), 10.0)])
        cost = np.inf
        for weights in rounds:
            self._near = np.arange(len(self.kept))
            v, _ = self._shape(x)
            self._near = np.flatnonzero(self.field(v) < 18)
            found = least_squares(
                lambda at, w=weights, x0=x: self._residuals(at, w, x0),
                x,
                jac=lambda at, w=weights, x0=x: self._jacobian(at, w, x0),
                bounds=(self.low, self.high),
                x_scale=size,
                max_nfev=40,
                ftol=1e-4,
                xtol=1e-5,
            )
            x, cost = found.x, float(found.cost)
        return x, cost

    def _jacobian(self, x: Array, weights: Weights, x0: Array) -> Array:
        base = self._residuals(x, weights, x0)
        out = np.empty((len(base), len(x)))
        for k in range(len(x)):
            step = (0.05, 0.002, 0.3)[(k >= 3) + (k >= 6)]
            at = x.copy()
            at[k] += step if at[k] + step < self.high[k] else -step
            out[:, k] = (self._residuals(at, weights, x0) - base) / (at[k] - x[k])
        return out

    def _shape(self, x: Array) -> tuple[Array, Array]:
        bones = self.skeleton.forward(self.pose(x))
        own = np.linalg.inv(bones[self.skeleton.index["carpus"]]) @ bones
        place = self.place(x)
        v = skinning.skin(self.mesh, own).astype(float) @ self.mirror
        return v @ place[:3, :3].T + place[:3, 3], own

    def _residuals(self, x: Array, weights: Weights, x0: Array) -> Array:
        v, own = self._shape(x)
        height = self.field(v)
        near = height[self._near]
        reach, touch = [], []
        for spot, pad, target, place in zip(self.spots, self.pads, self.targets, self.places, strict=True):
            reach.append(weights.reach * (v[spot] - target))
            touch.append(_soft_least(height[pad]) + 0.1)
            # On the skin is not enough: in the end it has to be the skin of the place named.
            astray = _soft_least(place.query(v[pad])[0]) - 1.5
            touch.append(max(astray, 0.0) if weights.reach < _CLOSE else 0.0)
        prior = (x - x0) / np.concatenate([np.full(3, 10.0), np.full(3, 0.25), np.full(len(self.free), 9.0)])
        return np.concatenate(
            [
                *reach,
                weights.touch * np.array(touch),
                weights.press * np.minimum(near, 0),
                weights.press * np.minimum(room(own), 0),
                weights.prior * prior,
                0.02 * self._unnatural(x),
            ]
        )

    def _unnatural(self, x: Array) -> Array:
        """End joints follow middle joints, and neighbours bend alike."""
        angle = dict(zip(self.free, x[6:], strict=True))
        out = []
        for finger in FINGERS:
            pip, dip = angle.get((f"{finger}.pip", "flexion")), angle.get((f"{finger}.dip", "flexion"))
            if pip is not None and dip is not None:
                out.append(dip - 0.5 * pip)
        return np.array(out)


def _soft_least(height: Array) -> float:
    """Nearly the least height, but smooth."""
    low = height.min()
    share = np.exp(-(height - low) / 0.5)
    return float((share * height).sum() / share.sum())


SETTLE = (
    Weights(reach=1.0, touch=0.6, press=0.5, prior=0.4),
    Weights(reach=0.3, touch=2.0, press=1.5, prior=0.4),
)
"""The first rounds: come near, then lie down on the skin."""
TIGHTEN = (
    Weights(reach=0.04, touch=6.0, press=5.0, prior=0.2),
    Weights(reach=0.02, touch=10.0, press=10.0, prior=0.1),
    Weights(reach=0.01, touch=12.0, press=25.0, prior=0.1),
    Weights(reach=0.01, touch=15.0, press=45.0, prior=0.1),
)
"""The last rounds: no gap, and out of the flesh."""


def solve(task: GripTask, held: Held, earlier: Fit | None = None) -> Fit:
    """The best of several searches; with an earlier fit in another pose, also from there."""
    search = Search(task, held)
    tries = []
    middle = Weights(reach=task.reach, touch=3.0, press=3.0, prior=0.3)
    if earlier is not None:
        tries.append((search.again(earlier), search.start))
    tries += [(search.begin(lift), search.start) for lift in task.lift]
    found = []
    for number, (x, start) in enumerate(tries):
        search.start = start
        follows = earlier is not None and number == 0
        rounds = (middle, *TIGHTEN) if follows else (*SETTLE, middle, *TIGHTEN)
        y, cost = search.solve(x, rounds)
        fit = search.fit(y)
        left = measure.grip(task, held, Grip(task.name, task.bone, task.mirror, (fit,)), fit)
        # True contact first; among true ones the most natural.
        found.append((max(left.gap, left.depth, 0.9) * 1000 + cost, fit))
    return min(found, key=lambda pair: pair[0])[1]
