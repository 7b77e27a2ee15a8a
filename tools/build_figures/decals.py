"""What is drawn on the skin: nails as patches of mesh, creases as lines, regions as a value per vertex."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.interpolate import CubicSpline

from tools.build_figures.mesh import Surface, _nearest
from tools.build_figures.sdf import Array, gradient

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tools.build_figures.parts import Bound, Faces, Limb, Line, Nail

RIM = 24
"""Points around a nail."""
_RINGS = (0.0, 0.45, 0.8, 1.0)
_LIFT = 0.35
"""How far a nail stands off the skin, mm."""


@dataclass(frozen=True)
class Patch:
    """A nail: its vertices end with the rim, in order."""

    vertices: Array
    faces: Faces
    bone: str


@dataclass(frozen=True)
class Crease:
    """A line on the skin."""

    points: Array
    normals: Array
    weights: Array
    width: float
    name: str = ""


def nail_patch(surface: Surface, nail: Nail) -> Patch:
    """A nail laid on the skin from its outline in the bone's own x and y."""
    t = np.linspace(0, 2 * np.pi, RIM, endpoint=False)
    c, s = np.cos(t), np.sin(t)
    # A superellipse: straight sides, rounder at the free edge than at the root.
    x = nail.half_width * np.sign(c) * np.abs(c) ** 0.60
    y0, y1 = nail.start * nail.length, nail.end * nail.length
    y = (y0 + y1) / 2 + (y1 - y0) / 2 * np.sign(s) * np.abs(s) ** 0.80
    middle = np.array([0.0, (y0 + y1) / 2])
    outline = np.stack([x, y], axis=1)
    flat = np.concatenate([middle[None], *(middle + (outline - middle) * r for r in _RINGS[1:])])
    points, normals = _cast(surface, nail.bone, flat, 1)
    ring = np.arange(RIM)
    after = (ring + 1) % RIM
    faces = [np.stack([np.zeros(RIM, int), 1 + ring, 1 + after], axis=1)]
    for k in range(1, len(_RINGS) - 1):
        a, b = 1 + (k - 1) * RIM, 1 + k * RIM
        faces.append(np.stack([a + ring, b + ring, b + after], axis=1))
        faces.append(np.stack([a + ring, b + after, a + after], axis=1))
    return Patch(points + normals * _LIFT, np.concatenate(faces).astype(np.int32), nail.bone)


def crease(surface: Surface, bound: Bound, line: Line) -> Crease:
    """A line smoothed, laid on the skin, and bound like the skin under it."""
    q = np.asarray(line.points, float)
    t = np.linspace(0, len(q) - 1, (len(q) - 1) * 3 + 1)
    points, normals = _cast(surface, line.bone, CubicSpline(np.arange(len(q)), q)(t), line.side)
    weights = bound.weights[_nearest(bound.vertices, points)].mean(axis=1)
    return Crease(points, normals, weights, line.width, line.name)


def region(limb: Limb, surface: Surface, bound: Bound, name: str) -> NDArray[np.uint8]:
    """0 to 255 per vertex: how much a vertex belongs to a region."""
    out = np.zeros(len(bound.vertices))
    skeleton = limb.flesh.skeleton
    for spot in limb.spots[name]:
        bone = skeleton[spot.bone]
        here = surface.posed.matrices[skeleton.index[spot.bone]]
        # The spot's axes are the figure's at zero; carry the vertices back there with its bone.
        back = bone.zero @ np.linalg.inv(here)
        q = bound.vertices @ back[:3, :3].T + back[:3, 3] - np.asarray(spot.centre)
        d = np.sqrt(((q / np.asarray(spot.radii)) ** 2).sum(1))
        t = np.clip((1.25 - d) / 0.6, 0, 1)
        out = np.maximum(out, t * t * (3 - 2 * t))
    return np.round(out * 255).astype(np.uint8)


def _cast(surface: Surface, bone: str, flat: Array, side: int) -> tuple[Array, Array]:
    """Drop points given in a bone's x and y onto the skin from its back (+1) or front (-1)."""
    m = surface.posed.matrices[surface.posed.skeleton.index[bone]]
    local = np.column_stack([flat, np.full(len(flat), side * 34.0)])
    p = local @ m[:3, :3].T + m[:3, 3]
    down = -side * m[:3, 2]
    for _ in range(60):
        p = p + np.clip(surface(p), -3, 3)[:, None] * 0.8 * down
    g = gradient(surface, p)
    return p, g / np.linalg.norm(g, axis=1, keepdims=True)
