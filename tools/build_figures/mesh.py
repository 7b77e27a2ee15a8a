"""Flesh to triangles: marching cubes, relaxed and thinned, with skin weights."""

# ruff: noqa: PLR2004 - millimetres and shares of a drawing, explained where they stand

from __future__ import annotations

from typing import TYPE_CHECKING

import fast_simplification
import numpy as np
import scipy.sparse as sp
from scipy.spatial import cKDTree
from skimage.measure import marching_cubes

from tools.build_figures.parts import Bound, Faces, Limb
from tools.build_figures.sdf import Array, Posed, gradient

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Surface:
    """The limb's distance function in bind pose, closed by its cut plane."""

    def __init__(self, limb: Limb) -> None:
        self.limb = limb
        self.posed = Posed(limb.flesh.skeleton, limb.flesh.skeleton.forward(limb.bind))

    def __call__(self, p: Array) -> Array:
        """Signed distance of points (n, 3), mm."""
        normal, offset = self.limb.cut
        out: Array = np.maximum(self.limb.flesh.distance(p, self.posed), p @ np.asarray(normal) - offset)
        return out

    def settle(self, v: Array, steps: int) -> Array:
        """Move points onto the surface."""
        for _ in range(steps):
            g = gradient(self, v)
            v = v - (np.clip(self(v), -2, 2) / np.maximum((g * g).sum(1), 0.2))[:, None] * g
        return v


def build(limb: Limb) -> Bound:
    """The run-time mesh of a limb."""
    surface = Surface(limb)
    vertices, faces = _march(surface, limb.spacing)
    smooth = _neighbours(len(vertices), faces)
    for _ in range(6):
        vertices = surface.settle(smooth @ vertices, 1)
    weights, digit = _weights(limb, surface.posed, vertices)
    weights = _relax_weights(limb, surface.posed, vertices, weights, smooth)
    thin_v, thin_f = fast_simplification.simplify(
        vertices.astype(np.float32), faces, target_count=limb.triangles, agg=7
    )
    thin = surface.settle(np.asarray(thin_v, float), 2)
    nearest = _nearest(vertices, thin)
    mixed = weights[nearest].mean(axis=1)
    mixed = _strongest(mixed, 4)
    thin_faces = _outward(thin, np.asarray(thin_f, np.int32), surface)
    return Bound(thin, thin_faces, mixed, digit[nearest[:, 0]])


def _march(surface: Surface, spacing: float) -> tuple[Array, Faces]:
    """Marching cubes that measures distances near the skin only."""
    coarse = 4 * spacing
    low = np.asarray(surface.limb.low, float)
    count = np.ceil((np.asarray(surface.limb.high) - low) / coarse).astype(int)
    cells = [low[i] + coarse * np.arange(count[i] + 1) for i in range(3)]
    far = surface(np.stack(np.meshgrid(*cells, indexing="ij"), -1).reshape(-1, 3)).reshape(count + 1)
    fine = np.repeat(np.repeat(np.repeat(far, 4, 0), 4, 1), 4, 2)[2:-2, 2:-2, 2:-2]
    index = np.argwhere(np.abs(fine) < coarse * 1.9)
    # Coarse samples sit in the middle of their 4 x 4 x 4 fine cells.
    points = low + spacing * (index - 1.5 + 2.0)
    values = np.concatenate(
        [surface(chunk) for chunk in np.array_split(points, max(1, len(points) // 60000))]
    )
    fine[tuple(index.T)] = values
    v, faces, _, _ = marching_cubes(fine, 0.0, spacing=(spacing,) * 3)
    v = v + low + spacing * 0.5
    v = surface.settle(v, 3)
    return v, _outward(v, faces.astype(np.int32), surface)


def _outward(v: Array, faces: Faces, surface: Surface) -> Faces:
    normal = np.cross(v[faces[:, 1]] - v[faces[:, 0]], v[faces[:, 2]] - v[faces[:, 0]])
    flip = (normal * gradient(surface, v[faces[:, 0]])).sum() < 0
    return np.ascontiguousarray(faces[:, ::-1] if flip else faces)


def _neighbours(n: int, faces: Faces) -> sp.csr_matrix:
    """Row-normalised adjacency: multiply to average over neighbours."""
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    a = sp.coo_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(n, n)).tocsr()
    a = ((a + a.T) > 0).astype(float)
    return sp.diags(1.0 / np.asarray(a.sum(1)).ravel()) @ a


def _nearest(of: Array, to: Array) -> NDArray[np.int64]:
    _, index = cKDTree(of).query(to, k=3)
    return np.asarray(index, np.int64)


def _weights(limb: Limb, posed: Posed, v: Array) -> tuple[Array, NDArray[np.uint8]]:
    """Each bone's hold on each vertex fades with the distance to its own flesh."""
    index = limb.flesh.skeleton.index
    distance = np.full((len(v), len(index)), 1e9)
    for part, _ in limb.flesh.body:
        i = index[part.bone]
        distance[:, i] = np.minimum(distance[:, i], part.distance(v, posed))
    best, digit = distance.min(1), np.zeros(len(v), np.uint8)
    member = np.zeros(len(index), int)
    for n, chain in enumerate(limb.flesh.digits, start=1):
        own = np.full(len(v), 1e9)
        for part, _ in chain.parts:
            i = index[part.bone]
            d = part.distance(v, posed)
            distance[:, i] = np.minimum(distance[:, i], d)
            own = np.minimum(own, d)
            member[i] = n
        digit = np.where(own < best, n, digit).astype(np.uint8)
        best = np.minimum(best, own)
    for i in np.flatnonzero(member).tolist():
        # Skin of one digit never listens to another digit's bones.
        distance[(digit != member[i]) & (digit != 0), i] = 1e9
    distance -= distance.min(1, keepdims=True)
    w = np.exp(-np.minimum(distance / limb.tightness, 50))
    w[w < 0.02] = 0
    return w / w.sum(1, keepdims=True), digit


def _relax_weights(limb: Limb, posed: Posed, v: Array, w: Array, average: sp.csr_matrix) -> Array:
    """Softer bends where much flesh moves: wrist, thumb web, knuckles, ankle, arch, forearm twist, hips."""
    w = 0.7 * w + 0.3 * (average @ w)
    if limb.kind == "hand":
        w = _twist_weights(limb, v, w)
    for soft in limb.soft:
        away = np.linalg.norm(v - posed.at((soft.bone, (0, 0, 0))) - soft.shift, axis=1)
        zone = np.clip((soft.outer - away) / (soft.outer - soft.inner), 0, 1)[:, None]
        for _ in range(soft.times):
            w = w * (1 - zone) + zone * (average @ w)
    w[w < 0.01] = 0
    whole: Array = w / w.sum(1, keepdims=True)
    return whole


def _twist_weights(limb: Limb, v: Array, w: Array) -> Array:
    """Along the forearm the twist grows evenly from elbow to wrist, so no ring of folded skin appears."""
    index = limb.flesh.skeleton.index
    names = ("forearm", "forearm-middle", "forearm-lower")
    own = [index[name] for name in names]
    share = w[:, own].sum(1)
    y = v[:, 1]
    upper = np.clip((-115.0 - y) / 90.0, 0, 1)
    lower = np.clip((y + 105.0) / 75.0, 0, 1)
    split = np.stack([upper, 1 - upper - lower, lower], axis=1)
    split = np.maximum(split, 0)
    w[:, own] = share[:, None] * split / split.sum(1, keepdims=True)
    return w


def _strongest(w: Array, keep: int) -> Array:
    order = np.argsort(-w, axis=1)[:, :keep]
    out = np.zeros_like(w)
    np.put_along_axis(out, order, np.take_along_axis(w, order, 1), 1)
    whole: Array = out / out.sum(1, keepdims=True)
    return whole
