"""Things that exercises use, as solids. Millimetres."""

# ruff: noqa: PLR2004 - the numbers are lengths, angles and shares of a drawing, explained where they stand

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from coach.figure.mesh import Topology
from coach.figure.solids import Solid
from coach.figure.tones import Colour, Palette

Array = NDArray[np.float64]


def palette(name: str, base: Colour, line: Colour) -> Palette:
    """One colour with its outline."""
    return Palette(name, base, line, line, base, line)


BALL = palette("ball", (92, 166, 158), (24, 70, 68))
BOTTLE = palette("bottle", (126, 178, 214), (30, 74, 108))
TOWEL = palette("towel", (172, 200, 224), (52, 84, 116))
BAND = palette("band", (88, 158, 96), (26, 78, 38))
RUBBER = palette("rubber-band", (206, 86, 74), (104, 28, 24))
WOOD = palette("wood", (214, 188, 152), (104, 78, 48))
WALL = palette("wall", (226, 228, 228), (126, 134, 140))
PUTTY = palette("putty", (226, 178, 78), (120, 84, 20))
PEN = palette("pen", (58, 92, 150), (18, 34, 70))
GLASS = palette("marble", (120, 158, 214), (34, 62, 118))
BASIN = palette("bowl", (196, 206, 212), (76, 92, 102))
PAPER = palette("paper", (250, 250, 246), (150, 172, 196))
BEFORE = palette("paper-before", (236, 239, 243), (176, 188, 202))
INK = palette("ink", (34, 62, 140), (34, 62, 140))
WATER = palette("water", (150, 200, 226), (58, 118, 154))


def sphere(centre: Array, radius: float, colours: Palette, squash: float = 1.0) -> Solid:
    """A ball; `squash` flattens it along z."""
    around, down = 32, 18
    u = np.linspace(0, 2 * np.pi, around, endpoint=False)
    v = np.linspace(0, np.pi, down)
    uu, vv = np.meshgrid(u, v, indexing="ij")
    n = np.stack([np.cos(uu) * np.sin(vv), np.sin(uu) * np.sin(vv), np.cos(vv)], axis=-1)
    return _grid(n * radius * np.array([1, 1, squash]) + centre, colours, wrap=True)


def tube(
    path: Array,
    radius: float | Array,
    colours: Palette,
    *,
    closed: bool = False,
    flat: float = 1.0,
    broad: Array | None = None,
) -> Solid:
    """A rod along a path (n, 3); `flat` makes a strap of it, broadest toward `broad`."""
    path = np.asarray(path, float)
    along = np.roll(path, -1, 0) - np.roll(path, 1, 0) if closed else np.gradient(path, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    side = np.zeros_like(path)
    ref = np.array([0.0, 0.0, 1.0]) if abs(along[0, 2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    side[0] = np.cross(along[0], ref) if broad is None else broad - along[0] * (along[0] @ broad)
    side[0] /= np.linalg.norm(side[0])
    for i in range(1, len(path)):
        s = side[i - 1] - along[i] * (side[i - 1] @ along[i])
        side[i] = s / np.linalg.norm(s)
    up = np.cross(along, side)
    r = np.broadcast_to(np.asarray(radius, float), len(path))[:, None]
    turn = np.linspace(0, 2 * np.pi, 14, endpoint=False)
    rings = np.stack([path + r * (np.cos(t) * side + flat * np.sin(t) * up) for t in turn])
    if closed:
        rings = np.concatenate([rings, rings[:, :1]], axis=1)
    else:
        rings = np.concatenate(
            [np.broadcast_to(path[0], (14, 1, 3)), rings, np.broadcast_to(path[-1], (14, 1, 3))], 1
        )
    return _grid(rings, colours, wrap=True)


def box(centre: Array, size: tuple[float, float, float], colours: Palette) -> Solid:
    """An upright block with its edges drawn."""
    half = np.asarray(size, float) / 2
    vertices, faces, offset = [], [], 0
    steps = np.linspace(-1, 1, 7)
    for axis in range(3):
        for sign in (-1.0, 1.0):
            others = [k for k in range(3) if k != axis]
            a, b = np.meshgrid(steps, steps, indexing="ij")
            p = np.zeros((49, 3))
            p[:, axis], p[:, others[0]], p[:, others[1]] = sign, a.ravel(), b.ravel()
            f = _faces(7, 7, wrap=False) + offset
            n = np.cross(p[f[0, 1] - offset] - p[f[0, 0] - offset], p[f[0, 2] - offset] - p[f[0, 0] - offset])
            faces.append(f if n[axis] * sign > 0 else f[:, ::-1])
            vertices.append(p * half + centre)
            offset += 49
    v = np.concatenate(vertices).astype(np.float32)
    corner = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], float) * half + centre
    pairs = [(i, j) for i in range(8) for j in range(i + 1, 8) if (i ^ j).bit_count() == 1]
    edges = tuple(np.linspace(corner[i], corner[j], 40).astype(np.float32) for i, j in pairs)
    f = np.ascontiguousarray(np.concatenate(faces).astype(np.int32))
    return Solid(v, Topology.of(f, len(v)), colours, np.zeros(len(v), np.uint8), edges=edges, smooth=False)


def sheet(surface: Array, colours: Palette, thickness: float = 2.0) -> Solid:
    """A cloth from a grid of points (n, m, 3), with its hem drawn."""
    n, m, _ = surface.shape
    below = surface - np.array([0, 0, thickness])
    top = _faces(n, m, wrap=False)
    v = np.concatenate([surface.reshape(-1, 3), below.reshape(-1, 3)]).astype(np.float32)
    normal = np.cross(surface[1, 0] - surface[0, 0], surface[0, 1] - surface[0, 0])
    first = top if _points_up(v, top) else top[:, ::-1]
    f = np.concatenate([first, first[:, ::-1] + n * m]).astype(np.int32)
    del normal
    rim = np.concatenate([surface[:, 0], surface[-1, 1:], surface[-2::-1, -1], surface[0, -2::-1]]).astype(
        np.float32
    )
    return Solid(
        v, Topology.of(np.ascontiguousarray(f), len(v)), colours, np.zeros(len(v), np.uint8), edges=(rim,)
    )


def bottle(centre: Array, axis: Array, radius: float, length: float) -> Solid:
    """A small closed bottle lying along an axis."""
    t = np.array([0, 0.02, 0.06, 0.5, 0.70, 0.78, 0.86, 0.87, 0.93, 0.98, 1.0])
    r = np.array([0.75, 0.95, 1.0, 1.0, 1.0, 0.8, 0.42, 0.42, 0.46, 0.46, 0.40]) * radius
    a = np.asarray(axis, float) / np.linalg.norm(axis)
    return tube(centre + (t[:, None] - 0.5) * length * a, r, BOTTLE)


def bowl(centre: Array, radius: float, depth: float) -> tuple[Solid, Solid]:
    """An open basin, and the water in it."""
    t = np.linspace(0, np.pi / 2, 9)
    outer = np.stack([radius * np.sin(t), -depth * np.cos(t)], axis=1)
    inner = outer[::-1] * np.array([0.93, 0.93])
    profile = np.concatenate([outer, inner])
    turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    grid = np.stack(
        [np.stack([p[0] * np.cos(turn), p[0] * np.sin(turn), np.full(40, p[1])], -1) for p in profile], 1
    )
    level = 0.22 * depth
    r = radius * np.sqrt(1 - (level / depth) ** 2) * 0.93
    disc = np.stack(
        [
            np.stack([k * r * np.cos(turn), k * r * np.sin(turn), np.full(40, -level)], -1)
            for k in (0.01, 0.5, 1)
        ],
        1,
    )
    rim = np.concatenate([disc[:, -1], disc[:1, -1]]) + centre
    points = (disc + centre).reshape(-1, 3).astype(np.float32)
    flat = _faces(40, 3, wrap=True)
    water = _topology(40, 3, wrap=True, turned=not _points_up(points, flat))
    pieces = np.zeros(len(points), np.uint8)
    return _grid(grid + centre, BASIN, wrap=True), Solid(
        points, water, WATER, pieces, edges=(rim.astype(np.float32),), smooth=False
    )


def _points_up(v: NDArray[np.float32], f: NDArray[np.int32]) -> bool:
    n = np.cross(v[f[:, 1]] - v[f[:, 0]], v[f[:, 2]] - v[f[:, 0]])
    return bool(n[:, 2].sum() > 0)


def _faces(n: int, m: int, *, wrap: bool) -> NDArray[np.int32]:
    i = np.arange(n if wrap else n - 1)[:, None]
    j = np.arange(m - 1)[None]
    after = (i + 1) % n
    a, b, c, d = i * m + j, after * m + j, after * m + j + 1, i * m + j + 1
    return np.concatenate(
        [np.stack([a, b, c], -1).reshape(-1, 3), np.stack([a, c, d], -1).reshape(-1, 3)]
    ).astype(np.int32)


def _grid(points: Array, colours: Palette, *, wrap: bool) -> Solid:
    """A surface of revolution or tube from a grid (around, along, 3), turned outward."""
    n, m, _ = points.shape
    v = points.reshape(-1, 3).astype(np.float32)
    f = _faces(n, m, wrap=wrap)
    normal = np.cross(v[f[:, 1]] - v[f[:, 0]], v[f[:, 2]] - v[f[:, 0]])
    # Signed volume: positive when the faces look outward.
    inward = float((normal * v[f[:, 0]]).sum()) - float((normal.sum(0) * v.mean(0)).sum()) < 0
    return Solid(v, _topology(n, m, wrap=wrap, turned=inward), colours, np.zeros(len(v), np.uint8))


@lru_cache(maxsize=64)
def _topology(n: int, m: int, *, wrap: bool, turned: bool) -> Topology:
    f = _faces(n, m, wrap=wrap)
    return Topology.of(np.ascontiguousarray(f[:, ::-1]) if turned else f, n * m)


def closed(points: Array) -> Array:
    """A smooth closed path through points."""
    n = len(points)
    out = []
    t = np.linspace(0, 1, 10, endpoint=False)[:, None]
    for i in range(n):
        a, b, c, d = (points[(i + k) % n] for k in (-1, 0, 1, 2))
        out.append(b + t * (c - b) * 0.5 + 0.5 * t * (c - b) + 0.18 * t * (1 - t) * ((b - a) - (d - c)))
    return np.concatenate(out)


def eased(path: Array) -> Array:
    """A path with its corners rounded; the ends stay."""
    out = path.copy()
    for _ in range(3):
        out[1:-1] = (out[:-2] + 2 * out[1:-1] + out[2:]) / 4
    return out


def scrunched(centre: Array, width: float, length: float) -> Solid:
    """A cloth with a few soft folds across."""
    x = np.linspace(-width / 2, width / 2, 14)
    y = np.linspace(-length / 2, length / 2, 60)
    xx, yy = np.meshgrid(x, y, indexing="ij")
    fold = np.exp(-((yy + length * 0.12) ** 2) / (2 * (length * 0.12) ** 2))
    z = fold * 5.0 * (1 + np.sin(yy / 5.4 + 0.5 * np.sin(xx / 40)))
    return sheet(np.stack([xx, yy, z], -1) + centre, TOWEL)
