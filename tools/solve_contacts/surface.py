"""A closed surface in some pose, and how far points are from it: negative inside."""

# ruff: noqa: PLR2004 - millimetres, explained where they stand

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates
from scipy.spatial import cKDTree

from coach.figure import mesh, skinning
from coach.figure.build import limb_mesh

if TYPE_CHECKING:
    from coach.figure.skeleton import Kind

Array = NDArray[np.float64]
Numbers = NDArray[np.int64]
FAR = 30.0
"""Distances beyond this many mm are only known to be large."""


@lru_cache
def skin_faces(kind: Kind) -> Numbers:
    """The faces of a limb's skin, nails left out."""
    m = mesh.load(kind)
    faces = m.topology.faces
    return faces[(faces < m.skin).all(1)].astype(np.int64)


@dataclass(frozen=True, eq=False)
class Surface:
    """Triangles turned outward. `whole` says that they close; of a part, the rim counts as outside."""

    vertices: Array
    faces: Numbers
    whole: bool = True

    @staticmethod
    def of(
        kind: Kind,
        bones: Array,
        *,
        mirror: bool = False,
        place: Array | None = None,
        builds: tuple[str, ...] = (),
    ) -> Surface:
        """A limb's skin, bones given in its own coordinates; mirrored and carried into the world."""
        m = limb_mesh(kind, builds)
        v = skinning.skin(m, bones)[: m.skin].astype(float)
        faces = skin_faces(kind)
        if mirror:
            v[:, 0] *= -1
            faces = faces[:, ::-1]
        if place is not None:
            v = v @ place[:3, :3].T + place[:3, 3]
        return Surface(v, faces)

    def part(self, vertices: NDArray[np.bool_]) -> Surface:
        """The faces all of whose corners are wanted."""
        return Surface(self.vertices, self.faces[vertices[self.faces].all(1)], whole=False)

    @cached_property
    def normals(self) -> Array:
        """Unit normals of the vertices."""
        a, b, c = (self.vertices[self.faces[:, k]] for k in range(3))
        face = np.cross(b - a, c - a)
        out = np.zeros_like(self.vertices)
        for k in range(3):
            np.add.at(out, self.faces[:, k], face)
        out /= np.linalg.norm(out, axis=1, keepdims=True) + 1e-12
        return out

    @cached_property
    def rim(self) -> NDArray[np.bool_]:
        """Which vertices lie on the edge of a part."""
        out = np.zeros(len(self.vertices), bool)
        if not self.whole:
            pairs = np.sort(np.stack([self.faces, np.roll(self.faces, -1, 1)], -1).reshape(-1, 2), 1)
            edges, times = np.unique(pairs, axis=0, return_counts=True)
            out[edges[times == 1].ravel()] = True
        return out

    @cached_property
    def dense(self) -> Array:
        """Points all over the surface: corners, and the middles of faces and edges."""
        corners = self.vertices[self.faces]
        used = self.vertices[np.unique(self.faces)]
        edges = ((corners + np.roll(corners, 1, 1)) / 2).reshape(-1, 3)
        return np.concatenate([used, corners.mean(1), edges])

    @cached_property
    def _tree(self) -> cKDTree:
        return cKDTree(self.vertices[self.faces].mean(1))

    def winding(self, points: Array) -> Array:
        """How often the surface goes round each point: about 1 inside, whatever folds it has.

        Solid angles after A. Van Oosterom and J. Strackee, 1983.
        """
        corners = self.vertices[self.faces][None] - points[:, None, None]
        a, b, c = (corners[..., k, :] for k in range(3))
        la, lb, lc = (np.linalg.norm(x, axis=-1) for x in (a, b, c))
        triple = (a * np.cross(b, c)).sum(-1)
        under = la * lb * lc + (a * b).sum(-1) * lc + (b * c).sum(-1) * la + (c * a).sum(-1) * lb
        out: Array = np.arctan2(triple, under).sum(1) / (2 * np.pi)
        return out

    def distance(self, points: Array) -> Array:
        """Exact signed distance of each point, mm; beyond FAR at least that, as FAR."""
        out = np.full(len(points), FAR)
        rough, _ = self._tree.query(points, distance_upper_bound=FAR)
        near = np.flatnonzero(np.isfinite(rough))
        if not len(near):
            return out
        p = points[near]
        _, candidates = self._tree.query(p, k=min(14, len(self.faces)))
        corners = self.vertices[self.faces[candidates]]
        weights = _closest(p[:, None], corners)
        spots = (weights[..., None] * corners).sum(2)
        far = np.linalg.norm(p[:, None] - spots, axis=2)
        best = far.argmin(1)
        row = np.arange(len(p))
        face = self.faces[candidates[row, best]]
        w = weights[row, best]
        n = (self.normals[face] * w[..., None]).sum(1)
        sign = np.where(((p - spots[row, best]) * n).sum(1) < 0, -1.0, 1.0)
        if not self.whole:
            sign[self.rim[face].any(1)] = 1.0
        out[near] = np.minimum(far[row, best], FAR) * sign
        return out


def _closest(p: Array, corners: Array) -> Array:
    """Barycentric weights of the point of each triangle (n, k, 3 corners, 3) nearest to p.

    C. Ericson, Real-Time Collision Detection, 2005, 5.1.5.
    """
    a, b, c = (corners[..., k, :] for k in range(3))
    ab, ac, ap, bp, cp = b - a, c - a, p - a, p - b, p - c
    d1, d2 = (ab * ap).sum(-1), (ac * ap).sum(-1)
    d3, d4 = (ab * bp).sum(-1), (ac * bp).sum(-1)
    d5, d6 = (ab * cp).sum(-1), (ac * cp).sum(-1)
    va, vb, vc = d3 * d6 - d5 * d4, d5 * d2 - d1 * d6, d1 * d4 - d3 * d2

    def along(t: Array, start: int, end: int) -> Array:
        w = np.zeros((*t.shape, 3))
        w[..., start], w[..., end] = 1 - t, t
        return w

    with np.errstate(divide="ignore", invalid="ignore"):
        inside = np.stack([va, vb, vc], -1) / (va + vb + vc)[..., None]
        sides = (
            ((vc <= 0) & (d1 >= 0) & (d3 <= 0), along(d1 / (d1 - d3), 0, 1)),
            ((vb <= 0) & (d2 >= 0) & (d6 <= 0), along(d2 / (d2 - d6), 0, 2)),
            ((va <= 0) & (d4 >= d3) & (d5 >= d6), along((d4 - d3) / (d4 - d3 + d5 - d6), 1, 2)),
            ((d1 <= 0) & (d2 <= 0), along(np.zeros_like(d1), 0, 1)),
            ((d3 >= 0) & (d4 <= d3), along(np.zeros_like(d1), 1, 2)),
            ((d6 >= 0) & (d5 <= d6), along(np.zeros_like(d1), 2, 0)),
        )
        for where, weights in sides:
            inside = np.where(where[..., None], weights, inside)
    out: Array = np.nan_to_num(inside, nan=1 / 3)
    return out


class Field:
    """Signed distance to a surface on a grid, for the many questions of a search. Good to about 0.1 mm."""

    def __init__(self, surface: Surface, low: Array, high: Array, step: float = 2.5) -> None:
        skin = surface.vertices
        self.low = np.maximum(low, skin.min(0) - 16)
        high = np.minimum(high, skin.max(0) + 16)
        self.step = step
        shape = np.maximum(np.ceil((high - self.low) / step).astype(int) + 1, 2)
        axes = np.meshgrid(*(np.arange(n) * step for n in shape), indexing="ij")
        p = np.stack(axes, -1).reshape(-1, 3) + self.low
        corners = surface.vertices[surface.faces]
        # Four points of each face are close enough together to tell the nearest patch of skin.
        spread = np.array([[1, 1, 1], [4, 1, 1], [1, 4, 1], [1, 1, 4]], float)
        spread /= spread.sum(1, keepdims=True)
        spots = np.einsum("ij,fjk->fik", spread, corners).reshape(-1, 3)
        n = np.einsum("ij,fjk->fik", spread, surface.normals[surface.faces]).reshape(-1, 3)
        n /= np.linalg.norm(n, axis=1, keepdims=True)
        far, k = cKDTree(spots).query(p, workers=2)
        height = ((p - spots[k]) * n[k]).sum(1)
        out = np.where(far < 6, height, np.sign(height) * far)
        self._grid = out.reshape(tuple(shape))

    def __call__(self, points: Array) -> Array:
        """Signed distance of points (n, 3); outside the grid at least that of its border."""
        at = ((points - self.low) / self.step).T
        top = np.array(self._grid.shape)[:, None] - 1.0
        inside = np.clip(at, 0, top)
        beyond = np.linalg.norm(at - inside, axis=0) * self.step
        out: Array = map_coordinates(self._grid, inside, order=1, mode="nearest") + beyond
        return out
