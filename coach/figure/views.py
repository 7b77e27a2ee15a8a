"""Where a figure can be looked at from, by the names that files use. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, isfinite, radians, sin

Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class View:
    """The viewer stands in direction `toward` with `up` upward, in figure coordinates of the left limb."""

    toward: Vector
    up: Vector


def _around(azimuth: float, elevation: float) -> View:
    """A view of an upright hand: azimuth 0 sees its back, 180 its palm, 270 its thumb side."""
    a, e = radians(azimuth), radians(elevation)
    return View((-sin(a) * cos(e), sin(e), cos(a) * cos(e)), (0, 1, 0))


HAND_VIEWS = {
    "palm": _around(180, 0),
    "back": _around(0, 0),
    "thumb-side": _around(284, 7),
    "little-side": _around(90, 4),
    "thumb-palm": _around(255, 10),
    "palm-thumb": _around(205, 4),
    "thumb-back": _around(288, 8),
    "back-thumb": _around(318, 8),
    "palm-little": _around(145, 6),
    "fist": _around(224, 12),
    "end": View((0.15, 1.0, 0.25), (0, 0, 1)),
    "lying": View((1.0, 0.30, 0.34), (0, 0, 1)),
    "assisted": View((0.80, 0.65, 0.40), (0, 0, 1)),
    "assisted-little": View((-0.75, 0.75, 0.35), (0, 0, 1)),
    "table-top": View((0.12, -0.55, 1), (0, 1, 0)),
    # Level with a writer's paper (writing.NORMAL): over the shoulder, and lower from the side.
    "writing": View((0.80, -0.48, 0.24), (0.74, 0, 0.673)),
    "writing-side": View((0.86, -0.45, -0.15), (0.74, 0, 0.673)),
    # The writer's own: straight onto the whole paper (writing.NORMAL and writing.UP).
    "desk": View((0.89, -0.28, 0.50), (-0.404, 0.8, 0.444)),
    "lying-palm-up": View((1.0, 0.30, -0.34), (0, 0, -1)),
}
FOOT_VIEWS = {
    "inner": View((1, 0.12, 0.10), (0, 0, 1)),
    "outer": View((-1, 0.12, 0.12), (0, 0, 1)),
    "front": View((0.10, 1, 0.75), (0, 0, 1)),
    "top": View((0.08, 0.85, 0.95), (0, 0, 1)),
    "behind": View((0.25, -1, 0.12), (0, 0, 1)),
    "sole": View((0.10, 0.04, -1), (0, 1, 0)),
    "sole-inner": View((0.55, 0.20, -1), (0, 1, 0.1)),
    "front-inner": View((1, 0.45, 0.35), (0, 0, 1)),
    "front-outer": View((-0.85, 0.8, 0.32), (0, 0, 1)),
    "low-front-outer": View((-1, 0.55, 0.22), (0, 0, 1)),
    "low-front": View((0.30, 1, 0.22), (0, 0, 1)),
}
# The working side of a body is its left, which looks to -x.
BODY_VIEWS = {
    "front": View((-0.35, 1, 0.12), (0, 0, 1)),
    "side": View((-1, 0.12, 0.08), (0, 0, 1)),
    "side-front": View((-1, 0.65, 0.14), (0, 0, 1)),
    "side-back": View((-1, -0.6, 0.14), (0, 0, 1)),
    "back": View((-0.3, -1, 0.12), (0, 0, 1)),
}
# The upper body only: what is below the hips fades out.
BODY_VIEWS |= {f"upper-{name}": view for name, view in BODY_VIEWS.items()}
VIEWS = {"hand": HAND_VIEWS, "foot": FOOT_VIEWS, "body": BODY_VIEWS}
# Other words for the same views.
ALIASES = {
    "hand": {"three-quarter": "palm-thumb", "side": "thumb-side", "front": "palm-thumb", "top": "back"},
    "foot": {"three-quarter": "front-outer", "side": "inner", "front-top": "front", "back": "behind"},
    "body": {"outer": "side", "inner": "side", "three-quarter": "side-front", "palm": "front"},
}


def view_trouble(kind: str, words: object) -> tuple[str, tuple[str, ...], str] | None:
    """What is wrong with a `view`, the names it could have, and what to do; None if all is well.

    It is a name, or `{dir: [x, y, z], up: [x, y, z]}`: the way to the viewer, and what is up.
    """
    if isinstance(words, Mapping):
        well = set(words) <= {"dir", "up"} and all(map(_is_direction, words.values()))
        hint = "Write `{dir: [1, 0.2, 0], up: [0, 1, 0]}`, or the name of a view."
        return None if well else ("This does not say from where the figure is seen.", (), hint)
    if named(kind, str(words)) is not None:
        return None
    names = tuple(VIEWS[kind])
    message = f"The {kind} has no view `{words}`, so it is seen from another side."
    return message, (*names, *ALIASES[kind]), f"It has {', '.join(names)}."


def _is_direction(value: object) -> bool:
    """Three numbers that are not all nothing."""
    if not isinstance(value, list | tuple) or len(value) != 3:  # noqa: PLR2004 - x, y, z
        return False
    try:
        return any(map(float, value)) and all(isfinite(float(each)) for each in value)
    except (TypeError, ValueError):
        return False


def named(kind: str, name: str) -> View | None:
    """The view of a figure by its name or another word for it."""
    views = VIEWS[kind]
    return views.get(ALIASES[kind].get(name, name))
