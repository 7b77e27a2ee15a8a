"""Limbs that fade out: how opaque they are at a place, and how thin their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coach.figure.camera import Camera
    from coach.figure.mesh import Floats
    from coach.figure.solids import Point, Solid


def there(solid: Solid) -> NDArray[np.bool_]:
    """Which vertices are not wholly clear."""
    if solid.fade is None:
        return np.ones(len(solid.vertices), bool)
    clear, full = (np.asarray(p, np.float32) for p in solid.fade)
    along = full - clear
    there: NDArray[np.bool_] = solid.vertices @ along > clear @ along
    # Never nothing: a limb that ends before its fade begins would leave no picture to crop to.
    return there if there.any() else ~there


def solidity(
    fade: tuple[Point, Point], camera: Camera, xy: NDArray[np.float64] | Floats, depth: Floats
) -> Floats:
    """How opaque a fading solid is at picture pixels of known depth."""
    clear, full = (np.asarray(p, float) for p in fade)
    along = (full - clear) / ((full - clear) @ (full - clear))
    g = camera.axes @ along
    side = -1.0 if camera.mirrored else 1.0
    t = (
        side * (xy[:, 0] - camera.width / 2) / camera.scale * g[0]
        + (camera.height / 2 - xy[:, 1]) / camera.scale * g[1]
        + depth * g[2]
        + (camera.centre - clear) @ along
    )
    solidity: Floats = np.clip(t, 0, 1).astype(np.float32)
    return solidity


def thinning(solid: Solid, camera: Camera, segments: Floats, depth: Floats) -> Floats:
    """What part of their width lines keep along a fading limb: they thin out before the skin is gone."""
    if solid.fade is None:
        return np.ones(len(segments), np.float32)
    t = solidity(solid.fade, camera, (segments[:, :2] + segments[:, 2:]) / 2, depth)
    left: Floats = np.clip((t - np.float32(0.12)) / np.float32(0.58), 0, 1)
    return left
