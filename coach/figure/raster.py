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
_BEYOND = np.float32(1e9)
"""More than any picture is wide."""


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


def rasterise(
    xy: Floats, z: Floats, values: Floats, faces: tuple[Ints, Ints, Ints], width: int, height: int
) -> Buffer:
    """Draw front faces (clockwise in pixels with y down) into a fresh buffer. `faces` is a list per corner.

    Everything stays float32: a silent step to float64 makes equal depths unequal and punches holes.
    """
    channels = values.shape[1]
    depth = np.full(width * height, FAR, np.float32)
    owner = np.full(width * height, -1, np.int32)
    out = np.zeros((width * height, channels), np.float32)
    x, y = np.ascontiguousarray(xy[:, 0]), np.ascontiguousarray(xy[:, 1])
    i, j, k = faces
    ax, ay = np.take(x, i), np.take(y, i)
    e1x, e1y, e2x, e2y = np.take(x, j) - ax, np.take(y, j) - ay, np.take(x, k) - ax, np.take(y, k) - ay
    area = e1x * e2y - e1y * e2x
    x0, x1 = _span(ax, e1x, e2x, width)
    y0, y1 = _span(ay, e1y, e2y, height)
    front = np.flatnonzero((area < np.float32(-1e-6)) & (x1 >= x0) & (y1 >= y0))
    if len(front):
        ax, ay, e1x, e1y, e2x, e2y, area, x0, x1, y0, y1, i, j, k = (
            np.take(each, front) for each in (ax, ay, e1x, e1y, e2x, e2y, area, x0, x1, y0, y1, i, j, k)
        )
        inverse: Floats = np.reciprocal(area)
        ux, uy = e2y * inverse, -e2x * inverse
        vx, vy = -e1y * inverse, e1x * inverse
        ox = x0.astype(np.float32) + np.float32(0.5) - ax
        oy = y0.astype(np.float32) + np.float32(0.5) - ay
        u0, v0 = ux * ox + uy * oy, vx * ox + vy * oy
        pixel, row, us, vs = _covered(
            x1 - x0, y1 - y0 + 1, y0 * width + x0, width, (ux, uy, u0), (vx, vy, v0)
        )
        z0 = np.take(z, i)
        z1, z2 = np.take(z, j) - z0, np.take(z, k) - z0
        zs = np.take(z0, row) + us * np.take(z1, row) + vs * np.take(z2, row)
        np.maximum.at(depth, pixel, zs)
        win = np.flatnonzero(zs >= np.take(depth, pixel))
        pixel, row = np.take(pixel, win), np.take(row, win)
        us, vs = np.take(us, win)[:, None], np.take(vs, win)[:, None]
        owner[pixel] = np.take(front.astype(np.int32), row)
        corner = (np.take(values, np.take(each, row), axis=0) for each in (i, j, k))
        at = next(corner)
        out[pixel] = at + us * (next(corner) - at) + vs * (next(corner) - at)
    return Buffer(depth.reshape(height, width), owner.reshape(height, width), out.reshape(height, width, -1))


def _span(start: Floats, e1: Floats, e2: Floats, size: int) -> tuple[Ints, Ints]:
    """First and last pixel along one axis whose middle lies between the corners; none if last < first."""
    low = start + np.minimum(np.minimum(e1, e2), np.float32(0)) - np.float32(0.5)
    high = start + np.maximum(np.maximum(e1, e2), np.float32(0)) - np.float32(0.5)
    first = np.maximum(np.ceil(low, out=low).astype(np.int32), np.int32(0))
    last = np.minimum(np.floor(high, out=high).astype(np.int32), np.int32(size - 1))
    return first, last


def _covered(
    across: Ints, height: Ints, base: Ints, width: int, u: tuple[Floats, ...], v: tuple[Floats, ...]
) -> tuple[Ints, NDArray[np.int64], Floats, Floats]:
    """Every covered pixel: its number, the triangle's row, and two barycentric coordinates.

    Each triangle is cut into its pixel rows and each row into the one span where all three coordinates are
    positive, so nothing outside a triangle is ever touched. `across` is the last column from the first.
    """
    tri = np.repeat(np.arange(len(height)), height)
    dy = np.arange(len(tri), dtype=np.int32) - np.repeat(np.cumsum(height, dtype=np.int32) - height, height)
    down = dy.astype(np.float32)
    ux, uy, u0 = u
    vx, vy, v0 = v
    us = np.take(u0, tri) + np.take(uy, tri) * down
    vs = np.take(v0, tri) + np.take(vy, tri) * down
    uxs, vxs = np.take(ux, tri), np.take(vx, tri)
    low = np.zeros(len(tri), np.float32)
    high = np.take(across.astype(np.float32), tri)
    for value, slope in ((us, uxs), (vs, vxs), (np.float32(1) - us - vs, -uxs - vxs)):
        tilt = np.where(np.abs(slope) < _FLAT, _FLAT, slope)
        at = -(value + _EDGE) / tilt
        # A rising coordinate bounds the span from the left, a falling one from the right.
        falls = (tilt < 0).astype(np.float32)
        np.maximum(low, at - falls * _BEYOND, out=low)
        np.minimum(high, at + (np.float32(1) - falls) * _BEYOND, out=high)
    first = np.ceil(np.minimum(low, np.float32(1e6))).astype(np.int32)
    count = np.floor(np.maximum(high, np.float32(-1))).astype(np.int32) - first + 1
    some = np.flatnonzero(count > 0)
    count, first = np.take(count, some), np.take(first, some)
    at_span = np.repeat(some, count)
    begin = first - np.cumsum(count, dtype=np.int32) + count
    dx = np.arange(len(at_span), dtype=np.int32) + np.repeat(begin, count)
    step = dx.astype(np.float32)
    row = np.take(tri, at_span)
    pixel = np.take(base, row) + np.take(dy, at_span) * np.int32(width) + dx
    return (
        pixel,
        row,
        np.take(us, at_span) + np.take(uxs, at_span) * step,
        np.take(vs, at_span) + np.take(vxs, at_span) * step,
    )
