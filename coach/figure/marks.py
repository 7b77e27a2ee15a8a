"""How a region says that it is stretched, worked or massaged: each by its own colour and its own pattern.

Stretched: slanting lines. Worked: dots. Massaged: rings. The patterns are drawn in the picture's plane and
anchored to the middle of the region, so they ride with it and read in grey and at thumbnail size.
"""

# ruff: noqa: PLR2004 - the numbers are lengths, angles and shares of a drawing, explained where they stand

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coach.figure.picture import Strokes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coach.figure.mesh import Floats
    from coach.figure.tones import Colour

STRETCHED, WORKED, MASSAGED = "stretched", "worked", "massaged"
TINTS: dict[str, Colour] = {
    STRETCHED: (232, 92, 62),
    WORKED: (246, 176, 22),
    MASSAGED: (0, 140, 132),
}
_INK: dict[str, Colour] = {
    STRETCHED: (150, 36, 14),
    WORKED: (112, 66, 0),
    MASSAGED: (0, 78, 74),
}
NERVE: Colour = (255, 221, 77)
NERVE_LINE: Colour = (94, 62, 0)
"""The course of a nerve, and the line round it."""
_SPACING = 13.0
"""Pixels between pattern elements in a 480 picture."""
_FLOOR = 0.42
"""Strength of the mark from which the pattern shows."""


def pattern(kind: str, mark: Floats, scale: float, unit: float, corner: Floats) -> list[Strokes]:
    """The pattern over a mark image (h, w) of strengths.

    `scale` is image pixels per picture pixel, `corner` the image's first pixel within the whole picture.
    """
    ys, xs = np.nonzero(mark > _FLOOR)
    if len(xs) < 12:
        return []
    weight = mark[ys, xs]
    centre = np.array([(xs * weight).sum(), (ys * weight).sum()]) / weight.sum() / scale
    origin = corner.astype(float) / scale
    size = max(np.ptp(xs), np.ptp(ys)) / scale
    gap = _SPACING * unit
    draw = {STRETCHED: _slants, WORKED: _dots, MASSAGED: _rings}[kind]
    segments = draw(centre, size, gap)
    middle = segments.reshape(-1, 2, 2).mean(1) * scale
    x = np.clip(middle[:, 0].astype(int), 0, mark.shape[1] - 1)
    y = np.clip(middle[:, 1].astype(int), 0, mark.shape[0] - 1)
    inside = (middle >= 0).all(1) & (middle[:, 0] < mark.shape[1]) & (middle[:, 1] < mark.shape[0])
    kept = (segments[inside & (mark[y, x] > _FLOOR)] + np.tile(origin, 2)).astype(np.float32)
    if not len(kept):
        return []
    width = (3.6 if kind == WORKED else 1.5) * unit
    return [Strokes(kept, width, _INK[kind], 0.62)]


def _slants(centre: NDArray[np.float64], size: float, gap: float) -> NDArray[np.float64]:
    half = size * 0.75 + gap
    offsets = np.arange(-half, half, gap)
    steps = np.arange(-half, half, gap / 5)
    along = np.array([0.55, -0.835])
    across = np.array([0.835, 0.55])
    start = centre + offsets[:, None, None] * across + steps[None, :, None] * along
    return np.concatenate([start, start + along * gap / 5], axis=-1).reshape(-1, 4)


def _dots(centre: NDArray[np.float64], size: float, gap: float) -> NDArray[np.float64]:
    n = int(size * 0.6 / gap) + 2
    i, j = np.mgrid[-n : n + 1, -n : n + 1]
    at = centre + gap * np.stack([i + 0.5 * (j % 2), j * 0.87], axis=-1).reshape(-1, 2)
    return np.concatenate([at, at], axis=1)


def _rings(centre: NDArray[np.float64], size: float, gap: float) -> NDArray[np.float64]:
    out = []
    for radius in np.arange(gap * 0.45, size * 0.75 + gap, gap * 0.9):
        turn = np.linspace(0, 2 * np.pi, max(12, int(radius * 1.2)) + 1)
        ring = centre + radius * np.stack([np.cos(turn), np.sin(turn)], axis=1)
        out.append(np.concatenate([ring[:-1], ring[1:]], axis=1))
    return np.concatenate(out)
