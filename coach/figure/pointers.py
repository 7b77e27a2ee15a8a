"""Arrows and stroke paths, worked out from the movement itself."""

# ruff: noqa: PLR2004 - the numbers are lengths, angles and shares of a drawing, explained where they stand

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coach.figure.scene import Arrow

if TYPE_CHECKING:
    from coach.figure.camera import Camera

Array = NDArray[np.float64]
_OFF = 26.0
"""Pixels at 480 between a fingertip's path and its arrow."""
_LEAST = 34.0
"""Pixels at 480 that a movement must have to deserve an arrow; shorter ones are drawn this long."""

_TWO_HEADS = 64.0
"""Pixels at 480 that a straight arrow with two heads has at least."""


def along_movement(paths: Array, middle: Array, camera: Camera, unit: float) -> tuple[Arrow, ...]:
    """Arrows for the point that travels farthest, and for one that goes the other way.

    `paths` (points, samples, 3) in world coordinates; `middle` is a world point inside the figure.
    """
    if paths.size == 0:
        return ()
    flat = np.stack([camera.project(path)[0].astype(float) for path in paths])
    centre = camera.project(middle[None])[0][0].astype(float)
    step = flat[:, -1] - flat[:, 0]
    length = np.linalg.norm(step, axis=1)
    best = int(length.argmax())
    if length[best] < _LEAST * 0.3 * unit:
        return ()
    chosen = [best]
    against = (step @ step[best]) / (length * length[best] + 1e-6)
    apart = np.linalg.norm(flat[:, -1] - flat[best, -1], axis=1)
    other = np.flatnonzero(
        (against < 0.2) & (length > max(0.6 * length[best], 11 * unit)) & (apart > 60 * unit)
    )
    if len(other):
        chosen.append(int(other[length[other].argmax()]))
    return tuple(_beside(flat[i], centre, camera, unit) for i in chosen)


def _beside(path: Array, centre: Array, camera: Camera, unit: float) -> Arrow:
    """The path pushed away from the figure, at least so long, and inside the picture."""
    step = path[-1] - path[0]
    along = step / (np.linalg.norm(step) + 1e-9)
    away = path - centre
    # Outward, but square to the movement where the two differ, so that the arrow runs beside the figure.
    side = np.array([-along[1], along[0]])
    side = side if side @ (path.mean(0) - centre) >= 0 else -side
    outward = away / (np.linalg.norm(away, axis=1, keepdims=True) + 1e-9) * 0.8 + side * 0.6
    outward /= np.linalg.norm(outward, axis=1, keepdims=True)
    moved = path + outward * _OFF * unit
    short = _LEAST * unit - np.linalg.norm(moved[-1] - moved[0])
    if short > 0:
        stretch = np.linspace(-0.5, 0.5, len(moved))[:, None] * along * short
        moved = moved + stretch
    return Arrow(_inside(moved, camera, unit))


def _inside(points: Array, camera: Camera, unit: float) -> tuple[tuple[float, float], ...]:
    edge = 14 * unit
    size = np.array([camera.width, camera.height], float)
    shift = np.maximum(edge - points.min(0), 0) + np.minimum(size - edge - points.max(0), 0)
    return tuple((float(x), float(y)) for x, y in points + shift)


def circling(centre: Array, camera: Camera, unit: float, radius: float = 40.0) -> tuple[Arrow, ...]:
    """A nearly closed ring around a world point."""
    xy = camera.project(centre[None])[0][0].astype(float)
    turn = np.radians(np.linspace(200, 500, 14))
    ring = xy + radius * unit * np.stack([np.cos(turn), 0.62 * np.sin(turn)], axis=1)
    return (Arrow(_inside(ring, camera, unit)),)


def straight(
    start: Array, end: Array, camera: Camera, unit: float, *, double: bool = False
) -> tuple[Arrow, ...]:
    """From one world point to another; one with two heads is long enough for both."""
    xy = camera.project(np.stack([start, end]))[0].astype(float)
    step = xy[1] - xy[0]
    short = _TWO_HEADS * unit - float(np.linalg.norm(step)) if double else 0.0
    if short > 0:
        xy += np.array([[-0.5], [0.5]]) * step / (np.linalg.norm(step) + 1e-9) * short
    return (Arrow(_inside(xy, camera, unit), double=double),)


def bent(path: Array, camera: Camera, unit: float) -> tuple[Arrow, ...]:
    """Along a path of world points (n, 3)."""
    return (Arrow(_inside(camera.project(path)[0].astype(float), camera, unit)),)


def around(centre: Array, camera: Camera, unit: float, radius: float) -> tuple[Arrow, ...]:
    """Round the near side of an upright limb, with two heads; pixels at 480."""
    xy = camera.project(centre[None])[0][0].astype(float)
    turn = np.radians(np.linspace(200, -20, 12))
    # Pixels go down: the near half of a ring seen from a little above is its lower one.
    ring = xy + radius * unit * np.stack([np.cos(turn), 0.5 * np.sin(turn)], axis=1)
    return (Arrow(_inside(ring, camera, unit), double=True),)


_LETTERS = (
    ((0.0, 0.0), (0.19, 0.5), (0.38, 1.0), (0.38, 1.0), (0.57, 0.5), (0.76, 0.0)),
    ((0.16, 0.34), (0.60, 0.34)),
    ((1.1, 0.0), (1.1, 0.5), (1.1, 1.0)),
    ((1.1, 1.0), (1.44, 0.94), (1.5, 0.74), (1.2, 0.55), (1.2, 0.55), (1.56, 0.46), (1.6, 0.14), (1.1, 0.0)),
)
"""The strokes of A and B in parts of their height."""


def letters(camera: Camera, unit: float) -> tuple[Arrow, ...]:
    """A and B, stroke by stroke, in the free upper corner before the toes."""
    height = 92.0 * unit
    left = camera.width * (0.06 if camera.mirrored else 0.94) - (0.0 if camera.mirrored else 1.6 * height)
    low = camera.height * 0.34
    return tuple(
        Arrow(tuple((left + x * height, low - y * height) for x, y in stroke), thin=True)
        for stroke in _LETTERS
    )


def looping(start: Array, end: Array, camera: Camera, unit: float, radius: float = 11.0) -> tuple[Arrow, ...]:
    """Small circles that travel from one world point to another."""
    a, b = camera.project(np.stack([start, end]))[0].astype(float)
    length = np.linalg.norm(b - a)
    loops = max(2, min(5, round(length / (1.7 * radius * unit))))
    t = np.linspace(0, 1, loops * 14 + 1)[:, None]
    turn = t * loops * 2 * np.pi
    path = a + (b - a) * t + radius * unit * np.concatenate([np.cos(turn) - 1 + t, np.sin(turn)], axis=1)
    return (Arrow(_inside(path, camera, unit), thin=True),)
