"""Triangles to pixels: a z-buffer in numpy, all triangles at once, row by row of pixels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coach.figure.mesh import Floats, Ints

FAR = np.float32(-1e9)
_EDGE = np.float32(1e-5)
"""How far outside a triangle still counts, in barycentric units: closes hairline gaps between neighbours."""
_FLAT = np.float32(1e-9)


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
    """Draw front faces (clockwise in pixels with y down) into a fresh buffer.

    Everything stays float32: a silent step to float64 makes equal depths unequal and punches holes.
    """
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
        return Buffer(
            depth.reshape(height, width), owner.reshape(height, width), out.reshape(height, width, -1)
        )
    front, a, e1, e2, first, size = front[seen], a[seen], e1[seen], e2[seen], first[seen], size[seen]
    inverse: Floats = np.reciprocal(area[seen])
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
    """Every covered pixel: its number, the triangle's row, and two barycentric coordinates.

    Each triangle is cut into its pixel rows and each row into the one span where all three coordinates are
    positive, so nothing outside a triangle is ever touched.
    """
    height = size[:, 1]
    tri = np.repeat(np.arange(len(size)), height)
    dy = np.arange(len(tri)) - np.repeat(np.cumsum(height) - height, height)
    down = dy.astype(np.float32)
    ux, uy, u0 = u
    vx, vy, v0 = v
    us = u0[tri] + uy[tri] * down
    vs = v0[tri] + vy[tri] * down
    uxs, vxs = ux[tri], vx[tri]
    low = np.zeros(len(tri), np.float32)
    high = (size[tri, 0] - 1).astype(np.float32)
    for value, slope in ((us, uxs), (vs, vxs), (np.float32(1) - us - vs, -uxs - vxs)):
        tilt = np.where(np.abs(slope) < _FLAT, _FLAT, slope)
        at = -(value + _EDGE) / tilt
        low = np.where(tilt > 0, np.maximum(low, at), low)
        high = np.where(tilt < 0, np.minimum(high, at), high)
    first = np.ceil(np.minimum(low, np.float32(1e6))).astype(np.int32)
    count = np.maximum(np.floor(np.maximum(high, np.float32(-1))).astype(np.int32) - first + 1, 0)
    span = np.repeat(np.arange(len(tri)), count)
    dx = np.arange(len(span)) - np.repeat(np.cumsum(count) - count, count) + first[span]
    across = dx.astype(np.float32)
    row = tri[span]
    pixel = base[row] + dy[span] * width + dx
    return pixel, row, us[span] + uxs[span] * across, vs[span] + vxs[span] * across
