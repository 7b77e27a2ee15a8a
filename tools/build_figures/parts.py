"""What the builder needs to know about one limb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.figure.skeleton import Kind, Pose
    from tools.build_figures.sdf import Array, Flesh, Posed

Faces = NDArray[np.int32]


@dataclass(frozen=True)
class Nail:
    """A nail on the back of a distal bone: `length` to the tip, from `start` to `end` of it."""

    bone: str
    length: float
    half_width: float
    start: float
    end: float


@dataclass(frozen=True)
class Line:
    """A crease, or the course of something deeper, cast onto the skin along the bone's z.

    Side +1 is the back, -1 the palm or sole.
    """

    bone: str
    side: int
    points: list[tuple[float, float]]
    width: float
    name: str = ""
    """What lies under it, such as a nerve: drawn only where an exercise is about that; empty for a crease."""


@dataclass(frozen=True)
class Spot:
    """A soft ellipsoid, in figure coordinates at anatomical zero, that rides on a bone."""

    bone: str
    centre: tuple[float, ...]
    radii: tuple[float, float, float]


@dataclass(frozen=True)
class Soft:
    """Where skin bends softly.

    Within `inner` mm of a place on a bone, weights are averaged with their neighbours' `times` times; not
    at all beyond `outer`.
    """

    bone: str
    shift: tuple[float, float, float]
    inner: float
    outer: float
    times: int


@dataclass(frozen=True)
class Limb:
    """Flesh and everything painted on it."""

    kind: Kind
    flesh: Flesh
    bind: Pose
    """Spread, so that neighbours do not fuse when meshed."""
    low: tuple[float, float, float]
    high: tuple[float, float, float]
    cut: tuple[tuple[float, float, float], float]
    """The plane n.p <= d that closes the limb."""
    tightness: float
    """How fast a bone's hold on the skin fades, mm: small is a sharp bend."""
    triangles: int
    nails: list[Nail]
    lines: list[Line]
    spots: dict[str, list[Spot]]
    soft: list[Soft]
    spacing: float = 2.2
    """Edge of the marching cubes, mm."""
    step: float = 0.02
    """Positions are stored as whole multiples of this many mm."""
    hems: Callable[[Bound, Posed], dict[str, Array]] | None = None
    """Material -> per vertex, how far inside its hem, mm; negative is outside."""


@dataclass(frozen=True)
class Bound:
    """A mesh in bind pose with a weight for every bone."""

    vertices: Array
    faces: Faces
    weights: Array
    digit: NDArray[np.uint8]
    """0 for the body, else the digit's number: which piece of flesh a vertex belongs to."""
