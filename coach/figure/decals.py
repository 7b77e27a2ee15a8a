"""Nail rims, creases and sharp edges as line segments, hidden by what is in front of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coach.figure.mesh import Floats

if TYPE_CHECKING:
    from coach.figure.camera import Camera
    from coach.figure.solids import Skin, Solid

Seen = Callable[[Floats, Floats, float], NDArray[np.bool_]]
"""(pixels, depths, slack in mm) -> whether each point is in front of the z-buffer."""


def nails(skin: Skin, xy: Floats, z: Floats, facing: Floats, seen: Seen) -> Floats:
    """Visible segments of all nail rims; `facing` is the view normal's z at every vertex."""
    ring = skin.rims
    points, depths = xy[ring], z[ring]
    ok = seen(points.reshape(-1, 2), depths.ravel(), 1.2).reshape(depths.shape)
    ok &= facing[ring].mean(axis=1, keepdims=True) > np.float32(0.05)
    both = ok & np.roll(ok, -1, axis=1)
    return np.concatenate([points[both], np.roll(points, -1, axis=1)[both]], axis=1)


def creases(skin: Skin, camera: Camera, seen: Seen, *, coarse: bool = False) -> list[tuple[float, Floats]]:
    """Visible segments of the creases by width factor; `coarse` joins every two."""
    segments, joined = _lines(skin, camera, seen, [not name for name in skin.names])
    width = np.repeat(skin.widths, np.diff(skin.starts))[:-1]
    if coarse:
        pair = 2 * np.flatnonzero(joined[:-1:2] & joined[1::2])
        segments[pair, 2:] = segments[pair + 1, 2:]
        joined[pair + 1] = False
    return [(float(w), segments[joined & (width == w)]) for w in np.unique(width[joined])]


def traces(skin: Skin, camera: Camera, seen: Seen) -> Floats:
    """Visible segments of the nerves that are to be seen."""
    segments, joined = _lines(skin, camera, seen, [name in skin.traced for name in skin.names])
    return segments[joined]


def _lines(skin: Skin, camera: Camera, seen: Seen, wanted: list[bool]) -> tuple[Floats, NDArray[np.bool_]]:
    """From every point of the skin's lines to the next, and which of these segments are there to be drawn."""
    xy, z = camera.project(skin.points)
    facing = skin.normals @ camera.toward.astype(np.float32)
    ok = (facing > np.float32(0.08)) & seen(xy, z, 2.0) & np.repeat(wanted, np.diff(skin.starts))
    joined = ok[:-1] & ok[1:]
    joined[skin.starts[1:-1] - 1] = False
    return np.concatenate([xy[:-1], xy[1:]], axis=1), joined


def edges(solid: Solid, camera: Camera, seen: Seen) -> Floats:
    """Visible segments of sharp edges, cut finely enough to be hidden piecewise."""
    out = [np.zeros((0, 4), np.float32)]
    for edge in solid.edges:
        xy, z = camera.project(edge)
        ok = seen(xy, z, 2.5)
        both = ok[:-1] & ok[1:]
        out.append(np.concatenate([xy[:-1][both], xy[1:][both]], axis=1))
    return np.concatenate(out)
