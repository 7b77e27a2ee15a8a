"""Cuts a mesh along the line where a value changes sign, so that clothes and hair end in a clean hem."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coach.figure.mesh import CLOTH, HAIR
from tools.build_figures.decals import Crease
from tools.build_figures.parts import Bound, Limb
from tools.build_figures.sdf import Array, gradient

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tools.build_figures.mesh import Surface

_MATERIALS = {"cloth": CLOTH, "hair": HAIR}
_LIFT = 0.6
"""How far a hem's line stands off the skin, mm."""
_SHORT = 6
"""Shorter chains are stray triangles."""
_NEAR = 0.12
"""Cuts stay this part of an edge away from its ends, so that no slivers arise."""


def dressed(limb: Limb, surface: Surface, bound: Bound) -> tuple[Bound, NDArray[np.uint8], list[Crease]]:
    """The mesh cut along its hems, the material of each face, and the hems as lines."""
    material = np.zeros(len(bound.faces), np.uint8)
    if limb.hems is None:
        return bound, material, []
    creases: list[Crease] = []
    for name in _MATERIALS:
        bound, chains = cut(bound, limb.hems(bound, surface.posed)[name])
        creases.extend(_hem(surface, bound, chain) for chain in chains if len(chain) > _SHORT)
    material = np.zeros(len(bound.faces), np.uint8)
    row = np.arange(len(bound.faces))
    for name, number in _MATERIALS.items():
        corners = limb.hems(bound, surface.posed)[name][bound.faces]
        material[corners[row, np.abs(corners).argmax(1)] > 0] = number
    return bound, material, creases


def _hem(surface: Surface, bound: Bound, chain: NDArray[np.int64]) -> Crease:
    points = _smooth(bound.vertices[chain])
    normals = gradient(surface, points)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    return Crease(points + normals * _LIFT, normals, bound.weights[chain], 0.8)


def cut(bound: Bound, value: Array) -> tuple[Bound, list[NDArray[np.int64]]]:
    """The mesh with new vertices where `value` is zero on an edge, and the hems.

    A hem is a chain of vertex numbers. Old vertices keep their numbers.
    """
    faces = bound.faces
    inside = value > 0
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    edges = np.unique(np.sort(edges[inside[edges[:, 0]] != inside[edges[:, 1]]], axis=1), axis=0)
    a, b = edges.T
    part = np.clip(value[a] / (value[a] - value[b]), _NEAR, 1 - _NEAR)[:, None]
    count = len(bound.vertices)
    middle = {(int(i), int(j)): count + n for n, (i, j) in enumerate(edges)}
    out: list[tuple[int, int, int]] = []
    links: dict[int, int] = {}
    for face in faces:
        corners = [int(c) for c in face]
        signs = [bool(inside[c]) for c in corners]
        if len(set(signs)) == 1:
            out.append((corners[0], corners[1], corners[2]))
            continue
        # Turn the face so that its odd corner comes first.
        lone = next(k for k in range(3) if signs.count(signs[k]) == 1)
        p, q, r = (corners[(lone + k) % 3] for k in range(3))
        pq, pr = middle[min(p, q), max(p, q)], middle[min(p, r), max(p, r)]
        out += [(p, pq, pr), (pq, q, r), (pq, r, pr)]
        start, end = (pq, pr) if signs[lone] else (pr, pq)
        links[start] = end
    cut_bound = Bound(
        np.concatenate([bound.vertices, bound.vertices[a] * (1 - part) + bound.vertices[b] * part]),
        np.array(out, np.int32),
        np.concatenate([bound.weights, bound.weights[a] * (1 - part) + bound.weights[b] * part]),
        np.concatenate([bound.digit, bound.digit[a]]),
    )
    return cut_bound, _chains(links)


def _chains(links: dict[int, int]) -> list[NDArray[np.int64]]:
    """Directed links joined into closed chains, each ending where it began."""
    left = dict(links)
    chains = []
    while left:
        start = next(iter(left))
        chain = [start]
        while chain[-1] in left:
            chain.append(left.pop(chain[-1]))
        chains.append(np.array(chain, np.int64))
    return chains


def _smooth(points: Array, times: int = 4) -> Array:
    """A closed chain of points, each moved towards the mean of its neighbours."""
    for _ in range(times):
        ring = points[:-1]
        ring = 0.5 * ring + 0.25 * (np.roll(ring, 1, 0) + np.roll(ring, -1, 0))
        points = np.concatenate([ring, ring[:1]])
    return points
