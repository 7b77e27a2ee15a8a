"""The level floor line, soft contact shadows, and arrows."""

# ruff: noqa: PLR2004 - the numbers are lengths, angles and shares of a drawing, explained where they stand

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coach.figure.picture import Layer, Shape, Strokes, Tone
from coach.figure.shade import box_blur

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from coach.figure.mesh import Floats
    from coach.figure.scene import Arrow, Scene

_NEAR = 26.0
"""Height above the floor, mm, from which nothing shades it."""


def floor_line(scene: Scene) -> list[Layer]:
    """A level line under whatever stands on the floor, whatever the azimuth."""
    if scene.floor is None:
        return []
    points = np.concatenate([solid.vertices for solid in scene.solids])
    low = points[points[:, 2] < scene.floor + 12]
    if not len(low):
        low = points
    foot = low.mean(0)
    foot[2] = scene.floor
    xy, _ = scene.camera.project(foot[None])
    sides, _ = scene.camera.project(points)
    unit = min(scene.camera.width, scene.camera.height) / 480
    x0 = max(float(sides[:, 0].min()) - 30 * unit, 8 * unit)
    x1 = min(float(sides[:, 0].max()) + 30 * unit, scene.camera.width - 8 * unit)
    y = float(xy[0, 1])
    return [Strokes(np.array([[x0, y, x1, y]], np.float32), 2.4 * unit, scene.ground.floor)]


def shadow(scene: Scene) -> Iterable[Layer]:
    """Dark where solids nearly touch the floor."""
    if scene.shadow is None:
        return
    step = 4
    h, w = -(-scene.camera.height // step), -(-scene.camera.width // step)
    dark = np.zeros(h * w, np.float32)
    for solid in (s for i, s in enumerate(scene.solids) if i != scene.helper):
        height = solid.vertices[:, 2] - np.float32(scene.shadow)
        near = np.flatnonzero((height < _NEAR) & (height > -_NEAR))
        if not len(near):
            continue
        on_floor = solid.vertices[near].copy()
        on_floor[:, 2] = scene.shadow
        xy, _ = scene.camera.project(on_floor)
        x, y = (xy[:, 0] / step).astype(int), (xy[:, 1] / step).astype(int)
        inside = (x >= 0) & (x < w) & (y >= 0) & (y < h)
        np.maximum.at(dark, y[inside] * w + x[inside], 1 - np.abs(height[near][inside]) / np.float32(_NEAR))
    if not dark.any():
        return
    radius = max(1, round(2.2 * min(scene.camera.width, scene.camera.height) / 480))
    image = box_blur(box_blur(_spread(dark.reshape(h, w)), radius), radius)
    rgba = np.zeros((h, w, 4), np.uint8)
    rgba[..., :3] = scene.ground.shadow
    rgba[..., 3] = np.clip(image * 255 * scene.ground.shadow_strength, 0, 255)
    yield Tone(rgba, 0, 0, w * step, h * step)


def _spread(image: Floats) -> Floats:
    padded = np.pad(image, 1)
    h, w = image.shape
    out = image
    for dy in range(3):
        for dx in range(3):
            out = np.maximum(out, padded[dy : dy + h, dx : dx + w])
    return out


def arrow(pointer: Arrow, scene: Scene) -> Iterable[Layer]:
    """A bent arrow with a halo of the paper's colour."""
    unit = min(scene.camera.width, scene.camera.height) / 480
    width = (4.2 if pointer.thin else 7.0) * unit
    path = _curve(np.asarray(pointer.points, float))
    colour = pointer.colour or scene.ground.accent
    heads = [_head(path, width)]
    body = path[np.linalg.norm(path - path[-1], axis=1) > width * 1.9]
    if pointer.double:
        heads.append(_head(path[::-1], width))
        body = body[np.linalg.norm(body - path[0], axis=1) > width * 1.9]
    if len(body) < 2:
        body = path[:2]
    segments = np.concatenate([body[:-1], body[1:]], axis=1).astype(np.float32)
    halo = 2.6 * unit
    yield Strokes(segments, width + 2 * halo, scene.ground.paper, 0.9)
    for head in heads:
        yield Shape(head, scene.ground.paper, 0.9, scene.ground.paper, 2 * halo)
    yield Strokes(segments, width, colour)
    for head in heads:
        yield Shape(head, colour, 1.0, colour, 1.5 * unit)


def _curve(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Catmull-Rom through the points, finely cut."""
    p = np.concatenate([2 * points[:1] - points[1:2], points, 2 * points[-1:] - points[-2:-1]])
    t = np.linspace(0, 1, 16, endpoint=False)[:, None]
    out = []
    for a, b, c, d in zip(p[:-3], p[1:-2], p[2:-1], p[3:], strict=True):
        out.append(
            0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        )
    return np.concatenate([*out, points[-1:]])


def _head(path: NDArray[np.float64], width: float) -> Floats:
    tip = path[-1]
    back = path[np.linalg.norm(path - tip, axis=1) > width * 1.6]
    along = tip - (back[-1] if len(back) else path[0])
    along = along / (np.linalg.norm(along) + 1e-9)
    side = np.array([-along[1], along[0]])
    length = width * 2.5
    base = tip - along * length
    return np.array([tip, base + side * length * 0.6, base - side * length * 0.6], np.float32)
