"""Triangles to pixels: a z-buffer in numpy, bucketed by triangle size so that no Python loop runs per triangle."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from coach.figure.mesh import Floats, Ints

FAR = np.float32(-1e9)
_BUCKETS = (0, 2, 3, 4, 6, 8, 12, 16, 24, 40, 90, 4000)
_EDGE = np.float32(1e-5)


@dataclass(frozen=True, eq=False)
class Buffer:
    """What is seen at each pixel."""

    depth: Floats
    """(h, w), larger is nearer, FAR where nothing is."""
    face: Ints
    """(h, w), -1 where nothing is."""
    values: Floats
    """(h, w, channels), interpolated."""

    @cached_property
    def hit(self) -> NDArray[np.bool_]:
        """Where anything is."""
        seen: NDArray[np.bool_] = self.face >= 0
        return seen


def rasterise(xy: Floats, z: Floats, values: Floats, faces: Ints, width: int, height: int) -> Buffer:
    """Draw front faces (clockwise in pixels with y down) into a fresh buffer. Everything stays float32:
    a silent step to float64 makes equal depths unequal and punches holes."""
    channels = values.shape[1]
    depth = np.full(width * height, FAR, np.float32)
    owner = np.full(width * height, -1, np.int32)
    out = np.zeros((width * height, channels), np.float32)
    a = np.take(xy, faces[:, 0], axis=0)
    e1 = np.take(xy, faces[:, 1], axis=0) - a
    e2 = np.take(xy, faces[:, 2], axis=0) - a
    area = e1[:, 0] * e2[:, 1] - e1[:, 1] * e2[:, 0]
    front = np.flatnonzero(area < np.float32(-1e-6))
    a, e1, e2, area = a[front], e1[front], e2[front], area[front]
    low = a + np.minimum(np.minimum(e1, e2), np.float32(0))
    high = a + np.maximum(np.maximum(e1, e2), np.float32(0))
    first = np.maximum(np.ceil(low - np.float32(0.5)).astype(np.int32), 0)
    last = np.minimum(
        np.floor(high - np.float32(0.5)).astype(np.int32), np.array([width - 1, height - 1], np.int32)
    )
    size = last - first + 1
    seen = np.flatnonzero((size[:, 0] > 0) & (size[:, 1] > 0))
    if not len(seen):
        return Buffer(depth.reshape(height, width), owner.reshape(height, width), out.reshape(height, width, -1))
    front, a, e1, e2, first, size = front[seen], a[seen], e1[seen], e2[seen], first[seen], size[seen]
    inverse = np.float32(1) / area[seen]
    ux, uy = e2[:, 1] * inverse, -e2[:, 0] * inverse
    vx, vy = -e1[:, 1] * inverse, e1[:, 0] * inverse
    ox = first[:, 0].astype(np.float32) + np.float32(0.5) - a[:, 0]
    oy = first[:, 1].astype(np.float32) + np.float32(0.5) - a[:, 1]
    u0, v0 = ux * ox + uy * oy, vx * ox + vy * oy
    base = first[:, 1] * width + first[:, 0]
    pixel, row, us, vs = _covered(size, base, width, (ux, uy, u0), (vx, vy, v0))
    corners = faces[front]
    z0 = z[corners[:, 0]]
    z1, z2 = z[corners[:, 1]] - z0, z[corners[:, 2]] - z0
    zs = z0[row] + us * z1[row] + vs * z2[row]
    np.maximum.at(depth, pixel, zs)
    win = np.flatnonzero(zs >= depth[pixel])
    pixel, row, us, vs = pixel[win], row[win], us[win, None], vs[win, None]
    owner[pixel] = front[row]
    c = corners[row]
    at = np.take(values, c[:, 0], axis=0)
    out[pixel] = (
        at + us * (np.take(values, c[:, 1], axis=0) - at) + vs * (np.take(values, c[:, 2], axis=0) - at)
    )
    return Buffer(depth.reshape(height, width), owner.reshape(height, width), out.reshape(height, width, -1))


def _covered(
    size: Ints, base: Ints, width: int, u: tuple[Floats, ...], v: tuple[Floats, ...]
) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats, Floats]:
    """Every covered pixel: its number, the triangle's row, and two barycentric coordinates."""
    pixels, rows, us, vs = [], [], [], []
    largest = size.max(1)
    bucket = np.searchsorted(_BUCKETS, largest)
    for b in np.unique(bucket):
        members = np.flatnonzero(bucket == b)
        w, h = (int(n) for n in size[members].max(0))
        gx = np.tile(np.arange(w, dtype=np.float32), h)
        gy = np.repeat(np.arange(h, dtype=np.float32), w)
        mu = u[2][members, None] + u[0][members, None] * gx + u[1][members, None] * gy
        mv = v[2][members, None] + v[0][members, None] * gx + v[1][members, None] * gy
        inside = (mu >= -_EDGE) & (mv >= -_EDGE) & (mu + mv <= 1 + _EDGE)
        inside &= (gx < size[members, :1]) & (gy < size[members, 1:])
        flat = np.flatnonzero(inside)
        r, cell = np.divmod(flat, w * h)
        row = members[r]
        y, x = np.divmod(cell, w)
        rows.append(row)
        pixels.append(base[row] + y * width + x)
        us.append(mu.ravel()[flat])
        vs.append(mv.ravel()[flat])
    return np.concatenate(pixels), np.concatenate(rows), np.concatenate(us), np.concatenate(vs)
