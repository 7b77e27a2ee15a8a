"""From the z-buffer to a toon-shaded RGBA image."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from coach.figure.mesh import Floats
    from coach.figure.picture import Pixels
    from coach.figure.raster import Buffer

LIGHT = np.array([-0.45, 0.65, 0.75], np.float32) / np.float32(np.sqrt(0.45**2 + 0.65**2 + 0.75**2))
"""Toward the light, in view axes: from the upper left, a little in front."""


def smoothstep(low: float, high: float, x: Floats) -> Floats:
    """0 below low, 1 above high, smooth between."""
    t = np.clip((x - np.float32(low)) / np.float32(high - low), 0, 1)
    out: Floats = t * t * (3 - 2 * t)
    return out


def tone(buffer: Buffer, reach_px: float, depth_mm: float = 22.0) -> Floats:
    """0..1 for each pixel: two soft steps of light, dimmed in hollows.

    The hollow is the depth below its blurred neighbourhood: cheap ambient occlusion.
    """
    light = buffer.values[..., :3] @ LIGHT
    lit = smoothstep(-0.12, 0.24, light) * np.float32(0.64) + smoothstep(0.55, 1.0, light) * np.float32(0.12)
    out = np.float32(0.24) + lit
    hit = buffer.hit
    step = 2
    near = np.where(hit, np.clip(buffer.depth, -500, 500), np.float32(0))[::step, ::step]
    weight = hit[::step, ::step].astype(np.float32)
    radius = max(1, round(reach_px / step))
    around = box_blur(near, radius) / np.maximum(box_blur(weight, radius), np.float32(1e-3))
    around = np.repeat(np.repeat(around, step, 0), step, 1)[: hit.shape[0], : hit.shape[1]]
    hollow = np.clip((around - buffer.depth) / np.float32(depth_mm), 0, 1)
    shaded: Floats = np.clip(out - np.float32(0.38) * hollow, 0, 1)
    return shaded


def box_blur(image: Floats, radius: int) -> Floats:
    """Mean over a (2r+1) square; edges see zeros."""
    out = image
    for axis in (0, 1):
        pad = [(0, 0), (0, 0)]
        pad[axis] = (radius + 1, radius)
        sums = np.cumsum(np.pad(out, pad), axis=axis, dtype=np.float32)
        n = image.shape[axis]
        high = np.take(sums, range(2 * radius + 1, 2 * radius + 1 + n), axis=axis)
        low = np.take(sums, range(n), axis=axis)
        out = (high - low) / np.float32(2 * radius + 1)
    return out


def colour(tones: Floats, mix: Floats, material: np.ndarray, table: Pixels, alpha: Floats) -> Pixels:
    """RGBA from tone, mark mix and material through colour tables (materials, 64 * 32, 3)."""
    column = (tones * np.float32(63)).astype(np.int32) * 32 + (mix * np.float32(31)).astype(np.int32)
    rgba = np.empty((*tones.shape, 4), np.uint8)
    flat = table.reshape(-1, 3)
    rgba[..., :3] = np.take(flat, material.astype(np.int32) * table.shape[1] + column, axis=0)
    rgba[..., 3] = alpha
    return rgba
