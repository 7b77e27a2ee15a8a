"""Everything that one picture shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from coach.figure.tones import LIGHT, Colour, Ground

if TYPE_CHECKING:
    from coach.figure.camera import Camera
    from coach.figure.solids import Solid

Style = Literal["toon", "line"]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A thick arrow through pixels of the picture (three or more bend it)."""

    points: tuple[tuple[float, float], ...]
    double: bool = False
    thin: bool = False
    colour: Colour | None = None


@dataclass(frozen=True, eq=False)
class Scene:
    """Solids, camera and everything around them. World millimetres."""

    solids: tuple[Solid, ...]
    camera: Camera
    beneath: tuple[Solid, ...] = ()
    """What everything else lies on: drawn first, with no depth test against the rest."""
    ghost: tuple[Solid, ...] = ()
    arrows: tuple[Arrow, ...] = field(default=())
    floor: float | None = None
    """Height of a floor to draw a level line at."""
    shadow: float | None = None
    """Height of a floor on which the first solid and what it uses cast soft contact shadows."""
    helper: int = -1
    """Which solid is a helping hand, if any: it casts none."""
    style: Style = "toon"
    ground: Ground = LIGHT
