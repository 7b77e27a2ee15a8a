"""Signed-distance primitives that hang on bones, and their smooth union. Negative is inside; millimetres."""

# ruff: noqa: PLR2004 - millimetres and shares of a drawing, explained where they stand

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.figure.skeleton import Skeleton

Array = NDArray[np.float64]
Point = tuple[str, tuple[float, float, float]]
"""A bone and a place in that bone's own axes."""


class Posed:
    """A skeleton in one position, able to place points that are given on bones."""

    def __init__(self, skeleton: Skeleton, matrices: Array) -> None:
        self.skeleton = skeleton
        self.matrices = matrices

    def at(self, point: Point) -> Array:
        """A bone point in figure coordinates."""
        m = self.matrices[self.skeleton.index[point[0]]]
        placed: Array = m[:3, :3] @ np.asarray(point[1], float) + m[:3, 3]
        return placed

    def turn(self, bone: str) -> Array:
        """Rotation of a bone."""
        m: Array = self.matrices[self.skeleton.index[bone]][:3, :3]
        return m


class Primitive(Protocol):
    """A solid that follows one or more bones; `bone` owns the flesh when weights are drawn."""

    @property
    def bone(self) -> str:
        """The bone whose weight this flesh takes."""
        ...

    def distance(self, p: Array, posed: Posed) -> Array:
        """Signed distance of points (n, 3)."""
        ...


@dataclass(frozen=True)
class Cone:
    """A rounded cone between two bone points; `flat` squeezes it along z of its first bone."""

    a: Point
    b: Point
    ra: float
    rb: float
    flat: float = 1.0
    owner: str = ""

    @property
    def bone(self) -> str:
        """The first point's bone unless another owns the flesh."""
        return self.owner or self.a[0]

    def distance(self, p: Array, posed: Posed) -> Array:
        """Signed distance; slightly low where flattened, which only blends a little wider."""
        a, b = posed.at(self.a), posed.at(self.b)
        if self.flat >= 1.0:
            return _round_cone(p, a, b, self.ra, self.rb)
        n = posed.turn(self.a[0])[:, 2]
        k = 1.0 / self.flat - 1.0
        q = p + (k * ((p - a) @ n))[:, None] * n
        return _round_cone(q, a, b + k * ((b - a) @ n) * n, self.ra, self.rb) * (1.0 + self.flat) / 2.0


@dataclass(frozen=True)
class Slab:
    """A triangle between three bone points, thickened by a radius."""

    a: Point
    b: Point
    c: Point
    radius: float
    owner: str = ""

    @property
    def bone(self) -> str:
        """The first point's bone unless another owns the flesh."""
        return self.owner or self.a[0]

    def distance(self, p: Array, posed: Posed) -> Array:
        """Signed distance."""
        return _triangle(p, posed.at(self.a), posed.at(self.b), posed.at(self.c)) - self.radius


@dataclass(frozen=True)
class Ball:
    """An ellipsoid with its axes along a bone's axes."""

    centre: Point
    radii: tuple[float, float, float]
    owner: str = ""

    @property
    def bone(self) -> str:
        """The centre's bone unless another owns the flesh."""
        return self.owner or self.centre[0]

    def distance(self, p: Array, posed: Posed) -> Array:
        """First-order signed distance."""
        r = np.asarray(self.radii)
        q = (p - posed.at(self.centre)) @ posed.turn(self.centre[0])
        k0 = np.sqrt(((q / r) ** 2).sum(1))
        k1 = np.sqrt(((q / r**2) ** 2).sum(1))
        distance: Array = k0 * (k0 - 1.0) / np.maximum(k1, 1e-9)
        return distance


@dataclass(frozen=True)
class Chain:
    """A digit: primitives blended among themselves, then into the body near its root only."""

    name: str
    root: Point
    blend: float
    near: float
    reach: float
    parts: tuple[tuple[Primitive, float], ...]


@dataclass
class Flesh:
    """Everything that makes one limb: `body` grows in order, each part with its blend radius."""

    skeleton: Skeleton
    body: list[tuple[Primitive, float]] = field(default_factory=list)
    digits: list[Chain] = field(default_factory=list)

    def distance(self, p: Array, posed: Posed) -> Array:
        """Signed distance of the whole limb."""
        body = self.body[0][0].distance(p, posed)
        for part, blend in self.body[1:]:
            body = smooth_union(body, part.distance(p, posed), blend)
        out = body.copy()
        for digit in self.digits:
            own = digit.parts[0][0].distance(p, posed)
            for part, blend in digit.parts[1:]:
                own = smooth_union(own, part.distance(p, posed), blend)
            # Away from its root a digit must not melt into a palm it is bent over.
            away = np.linalg.norm(p - posed.at(digit.root), axis=1)
            k = digit.blend * np.clip(1.0 - (away - digit.near) / digit.reach, 0.06, 1.0)
            out = np.minimum(out, smooth_union(body, own, k))
        return out


def smooth_union(a: Array, b: Array, k: float | Array) -> Array:
    """Polynomial smooth minimum; k is the width of the blend in mm."""
    h = np.maximum(k - np.abs(a - b), 0.0) / k
    out: Array = np.minimum(a, b) - h * h * k * 0.25
    return out


def gradient(distance: Callable[[Array], Array], p: Array, step: float = 0.4) -> Array:
    """Central-difference gradient of a distance function at points (n, 3)."""
    eye = np.eye(3) * step
    return np.stack([(distance(p + e) - distance(p - e)) / (2 * step) for e in eye], axis=1)


def _round_cone(p: Array, a: Array, b: Array, r1: float, r2: float) -> Array:
    """Exact distance to the hull of two spheres (after Inigo Quilez' published derivation)."""
    ba = b - a
    l2 = ba @ ba
    rr = r1 - r2
    a2 = l2 - rr * rr
    il2 = 1.0 / l2
    pa = p - a
    y = pa @ ba
    z = y - l2
    x = pa * l2 - y[:, None] * ba
    x2 = (x * x).sum(1)
    y2, z2 = y * y * l2, z * z * l2
    k = np.sign(rr) * rr * rr * x2
    end = np.sqrt(x2 + z2) * il2 - r2
    start = np.sqrt(x2 + y2) * il2 - r1
    side = (np.sqrt(np.maximum(x2 * a2 * il2, 0.0)) + y * rr) * il2 - r1
    out: Array = np.where(np.sign(z) * a2 * z2 > k, end, np.where(np.sign(y) * a2 * y2 < k, start, side))
    return out


def _triangle(p: Array, a: Array, b: Array, c: Array) -> Array:
    """Unsigned distance to a triangle."""
    ba, cb, ac = b - a, c - b, a - c
    pa, pb, pc = p - a, p - b, p - c
    n = np.cross(ba, ac)

    def edge(e: Array, q: Array) -> Array:
        d: Array = ((np.clip((q @ e) / (e @ e), 0, 1)[:, None] * e - q) ** 2).sum(1)
        return d

    sides = np.sign(pa @ np.cross(ba, n)) + np.sign(pb @ np.cross(cb, n)) + np.sign(pc @ np.cross(ac, n))
    rim = np.minimum(np.minimum(edge(ba, pa), edge(cb, pb)), edge(ac, pc))
    out: Array = np.sqrt(np.where(sides >= 2, (pa @ n) ** 2 / (n @ n), rim))
    return out
