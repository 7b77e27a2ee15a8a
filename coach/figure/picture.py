"""What a scene becomes: a few layers of pixels and lines, painted in order by Qt, PDF or SVG alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from coach.figure.mesh import Floats

Pixels = NDArray[np.uint8]
Colour = tuple[int, int, int]


@dataclass(frozen=True, eq=False)
class Tone:
    """An RGBA image (not premultiplied) stretched over a part of the picture."""

    pixels: Pixels
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, eq=False)
class Strokes:
    """Straight line segments (n, 4) x0 y0 x1 y1 in picture pixels. Of zero length they are round dots."""

    segments: Floats
    width: float
    colour: Colour
    opacity: float = 1.0
    round_ends: bool = True


@dataclass(frozen=True, eq=False)
class Shape:
    """A filled polygon (n, 2)."""

    points: Floats
    colour: Colour
    opacity: float = 1.0
    rim: Colour | None = None
    rim_width: float = 0.0


Layer = Tone | Strokes | Shape


@dataclass(frozen=True, eq=False)
class Picture:
    """Layers from back to front on a clear ground."""

    width: int
    height: int
    layers: list[Layer] = field(default_factory=list)
