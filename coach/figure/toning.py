"""From what is seen to an RGBA image: every material in its colours, marks and fades laid on."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from coach.figure import marks, shade
from coach.figure.fading import solidity
from coach.figure.tones import ramp

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coach.figure.mesh import Floats
    from coach.figure.picture import Colour, Pixels
    from coach.figure.seen import Seen
    from coach.figure.solids import Solid
    from coach.figure.tones import Ground, Palette


@lru_cache(maxsize=256)
def _table(base: Colour, palette: Palette, tint: Colour) -> Pixels:
    return ramp(base, palette.light, palette.shade, tint)


def tone(seen: Seen, solids: tuple[Solid, ...], palettes: list[Palette], kinds: tuple[str, ...]) -> Pixels:
    """The shaded image; `kinds` are the marks in it, in the order of the buffer's channels."""
    buffer = seen.buffer
    hit = buffer.hit
    # Every material of every solid has a table of its own, once for each kind of mark.
    channel = buffer.values[..., 3:]
    strongest = channel.argmax(-1) if len(kinds) > 1 else np.zeros(hit.shape, np.int64)
    mix = channel.max(-1) if kinds else np.zeros(hit.shape, np.float32)
    tints = [marks.TINTS[kind] for kind in kinds] or [(0, 0, 0)]
    tables = np.stack([_table(c, p, tint) for p in palettes for c in p.materials for tint in tints])
    every = np.concatenate([_materials(solid) + np.uint8(4 * i) for i, solid in enumerate(solids)])
    material = every[np.maximum(buffer.face, 0)].astype(np.int64) * len(tints) + strongest
    tones = shade.tone(buffer, 9 * seen.scale * seen.camera.scale / 1.6)
    alpha = _alpha(seen, solids)
    return shade.colour(tones, np.clip(mix, 0, 1), material, tables, alpha)


def _materials(solid: Solid) -> NDArray[np.uint8]:
    if solid.material is None:
        return np.zeros(len(solid.topology.faces), np.uint8)
    return solid.material


def _alpha(seen: Seen, solids: tuple[Solid, ...]) -> Floats:
    alpha = np.where(seen.buffer.hit, np.float32(255), np.float32(0))
    for i, solid in enumerate(solids):
        if solid.fade is None:
            continue
        y, x = np.nonzero(seen.owner == i)
        xy = seen.to_picture(x + np.float32(0.5), y + np.float32(0.5))
        alpha[y, x] = 255 * solidity(solid.fade, seen.camera, xy, seen.buffer.depth[y, x])
    return alpha


def paper(seen: Seen, solids: tuple[Solid, ...], ground: Ground) -> Pixels:
    """For line drawings: paper where a solid is, so that what lies behind does not show through."""
    rgba = np.zeros((*seen.owner.shape, 4), np.uint8)
    rgba[..., :3] = ground.paper
    rgba[..., 3] = _alpha(seen, solids)
    return rgba


def over(pixels: Pixels, under: Pixels) -> Pixels:
    """One image laid over another of the same size; alpha is not premultiplied."""
    a = pixels[..., 3:].astype(np.float32) / np.float32(255)
    b = under[..., 3:].astype(np.float32) / np.float32(255) * (1 - a)
    both = a + b
    out = np.empty_like(pixels)
    out[..., :3] = (pixels[..., :3] * a + under[..., :3] * b) / np.maximum(both, np.float32(1e-3))
    out[..., 3:] = both * np.float32(255)
    return out
