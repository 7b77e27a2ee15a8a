"""From millimetres to pixels. Orthographic, so that one millimetre is as long near as far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from coach.figure.mesh import Floats
    from coach.figure.views import View

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Camera:
    """Maps millimetres to pixels of a picture."""

    axes: Array
    centre: Array
    scale: float
    """Pixels per millimetre."""
    width: int
    height: int
    mirrored: bool = False
    """Shows the scene as in a mirror: a left limb becomes a right one."""

    @property
    def toward(self) -> Array:
        """Direction to the viewer."""
        row: Array = self.axes[2]
        return row

    def project(self, points: Floats | Array) -> tuple[Floats, Floats]:
        """Pixels (n, 2), y down, and depth (n,) in millimetres, larger is nearer."""
        rows = self.axes.astype(np.float32)
        q = np.asarray(points, np.float32) @ rows.T - rows @ self.centre.astype(np.float32)
        s = np.float32(self.scale)
        xy = np.empty((len(q), 2), np.float32)
        xy[:, 0] = q[:, 0] * (-s if self.mirrored else s) + np.float32(self.width / 2)
        xy[:, 1] = np.float32(self.height / 2) - q[:, 1] * s
        return xy, np.ascontiguousarray(q[:, 2])

    def lift(self, xy: Array, depth: Array | float) -> Array:
        """World points of pixels at a depth."""
        side = -1.0 if self.mirrored else 1.0
        q = np.column_stack(
            [
                side * (xy[:, 0] - self.width / 2) / self.scale,
                (self.height / 2 - xy[:, 1]) / self.scale,
                np.broadcast_to(depth, len(xy)),
            ]
        )
        out: Array = q @ self.axes + self.centre
        return out


def axes_of(view: View) -> Array:
    """Rows: right, up, toward the viewer."""
    d = np.asarray(view.toward, float)
    d = d / np.linalg.norm(d)
    u = np.asarray(view.up, float)
    u = u - d * (u @ d)
    u = u / np.linalg.norm(u)
    return np.stack([np.cross(u, d), u, d])


def fitted(
    view: View, points: Array | Floats, width: int, height: int, *, margin: float = 0.06, field: float = 0.0
) -> Camera:
    """A camera that holds all points.

    `field` is the least width in millimetres that the shorter side shows, so that drawings of one kind of
    limb keep one scale however much of it moves. `margin` is a part of the shorter side.
    """
    axes = axes_of(view)
    q = np.asarray(points, float) @ axes.T
    low, high = q.min(0), q.max(0)
    room = min(width, height) * margin
    span = np.maximum(high - low, 1e-6)
    scale = min((width - 2 * room) / span[0], (height - 2 * room) / span[1])
    if field > 0:
        scale = min(scale, min(width, height) / field)
    return Camera(axes, axes.T @ ((low + high) / 2), float(scale), width, height)
