"""Colours: skin tones with lines, nails and creases that keep their contrast; helper, ghost, grounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one figure on one kind of ground."""

    name: str
    base: Colour
    line: Colour
    crease: Colour
    nail: Colour
    nail_line: Colour
    light: float = 0.06
    """How much brighter lit skin gets."""
    shade: float = 0.20
    """How much darker turned-away skin gets."""
    cloth: Colour = (150, 166, 178)
    hair: Colour = (96, 78, 68)

    @property
    def materials(self) -> tuple[Colour, ...]:
        """Colours by material number: skin, nail, cloth, hair."""
        return (self.base, self.nail, self.cloth, self.hair)


DARK_HAIR = (40, 34, 32)

# Steps of lightness like the Monk scale, about even to the eye; dark skin has pale nail beds and paler
# palms drawn by its lighter crease and nail colours, and its outline is darker still with a paler rim light.
SKIN = (
    Palette("porcelain", (245, 214, 193), (78, 48, 42), (188, 130, 112), (255, 238, 232), (190, 138, 122)),
    Palette("light", (243, 205, 176), (74, 47, 42), (176, 122, 98), (255, 229, 220), (172, 122, 100)),
    Palette("olive", (224, 178, 138), (66, 40, 30), (156, 104, 72), (250, 218, 198), (146, 98, 70)),
    Palette("tan", (196, 144, 102), (56, 32, 22), (126, 78, 50), (238, 196, 168), (118, 72, 48)),
    Palette(
        "brown",
        (152, 103, 71),
        (40, 22, 15),
        (92, 54, 34),
        (218, 170, 142),
        (82, 46, 30),
        0.09,
        0.24,
        hair=DARK_HAIR,
    ),
    Palette(
        "dark",
        (110, 72, 52),
        (24, 13, 9),
        (62, 35, 24),
        (196, 146, 122),
        (52, 28, 19),
        0.12,
        0.28,
        hair=DARK_HAIR,
    ),
    Palette(
        "deep",
        (78, 51, 40),
        (14, 8, 6),
        (40, 23, 17),
        (178, 130, 110),
        (32, 17, 12),
        0.16,
        0.32,
        hair=DARK_HAIR,
    ),
)
HELPER = Palette("helper", (176, 203, 216), (38, 70, 84), (112, 148, 164), (226, 238, 243), (104, 140, 156))
GHOST = Palette(
    "ghost",
    (222, 228, 232),
    (150, 165, 174),
    (200, 208, 213),
    (236, 240, 242),
    (190, 200, 206),
    cloth=(226, 232, 236),
    hair=(206, 214, 220),
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What the picture lies on: sets the colours that must stand out from it."""

    name: str
    paper: Colour
    rim: Colour | None
    """A line of this colour under the outlines, so that they do not drown in a dark ground."""
    accent: Colour
    floor: Colour
    shadow: Colour
    shadow_strength: float
    ink: Colour
    """Lines of a drawing without tone."""


LIGHT = Ground(
    "light", (255, 255, 255), None, (24, 98, 160), (150, 162, 170), (60, 76, 90), 0.42, (20, 22, 26)
)
DARK = Ground(
    "dark", (24, 29, 34), (214, 220, 224), (118, 190, 245), (120, 132, 142), (0, 0, 0), 0.75, (236, 240, 242)
)


def ramp(
    base: Colour, light: float, shade: float, tint: Colour, steps: int = 64, mixes: int = 32
) -> NDArray[np.uint8]:
    """(steps * mixes, 3): tone from shadow to light, by mix of a mark's colour. Shadows turn warmer."""
    tone = np.linspace(1.0 - shade - 0.30, 1.0 + light, steps)[:, None, None]
    mix = np.linspace(0.0, 0.80, mixes)[None, :, None]
    colour = np.asarray(base, float) * (1 - mix) + np.asarray(tint, float) * mix
    table: NDArray[np.uint8] = (
        np.clip(colour * tone ** np.array([0.75, 1.05, 1.15]), 0, 255).astype(np.uint8).reshape(-1, 3)
    )
    return table
