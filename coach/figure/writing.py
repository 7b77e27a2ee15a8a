"""A hand that writes: the paper it rests on, the line its pen draws, and how the hand travels with it.

The writing hand stands on the edge of its little finger, so the paper is tilted in the hand's own axes. What
has been written lies on the thumb's side, where a right-handed writer's line begins.
"""

# ruff: noqa: PLR2004 - the numbers are lengths, angles and shares of a drawing, explained where they stand

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from coach.figure import props

if TYPE_CHECKING:
    from coach.figure.solids import Solid
    from coach.figure.tones import Palette

Array = NDArray[np.float64]

NORMAL: Final = np.array([0.74, 0.0, 0.673])
"""Away from the paper, in the hand's axes."""
_SIDE = np.array([0.673, 0.0, -0.74])
_ARM = np.array([0.0, 1.0, 0.0])
RIGHT: Final = -(_SIDE * 0.8 + _ARM * 0.6)
"""The way a line runs: the forearm comes in at a slant."""
UP: Final = np.cross(RIGHT, NORMAL)
"""From one line of the paper to the line above."""
_WRITING = 0.8
"""Share of a round in which the pen writes; then it goes back through the air."""
_LIFT = 9.0
"""How high the pen goes on its way back, mm."""
_SHEET = (190.0, 150.0)
"""Width and height of the paper, mm."""
_SPAN = (-0.54, 0.46)
"""How far it reaches below and above the pen, in parts of its height."""
_LETTERS: Final[dict[str, tuple[float, ...]]] = {
    "loops": (30.0,) * 5,
    "letters": (46.0, 22.0, 46.0, 46.0, 22.0),
}
"""Pattern -> height of each of its loops, mm."""
_PITCH = {"loops": 19.0, "letters": 18.0}


def known() -> tuple[str, ...]:
    """Patterns that a pen can draw."""
    return tuple(_LETTERS)


@cache
def _line(pattern: str) -> Array:
    """The line of a pattern (n, 2) in millimetres along and up the paper, about its middle."""
    heights, pitch = _LETTERS[pattern], _PITCH[pattern]
    steps = 22
    turn = np.linspace(0, 2 * np.pi, steps, endpoint=False)
    parts = []
    for k, height in enumerate(heights):
        x = (k + turn / (2 * np.pi)) * pitch - 0.5 * pitch * np.sin(turn)
        y = height * (1 - np.cos(turn)) / 2
        parts.append(np.stack([x + 0.3 * y, y], axis=1))
    line = np.concatenate([*parts, [[len(heights) * pitch, 0.0]]])
    line[:, 0] -= len(heights) * pitch / 2
    return line


def written(pattern: str, stroke: float) -> tuple[Array, Array]:
    """What stands on the paper (n, 3) `stroke` of a round on, and how far the hand is from its middle."""
    line = _line(pattern)
    way = line[:, :1] * RIGHT + line[:, 1:] * UP
    if stroke < _WRITING:
        at = max(stroke / _WRITING * (len(way) - 1), 1.0)
        whole = int(at)
        tip = way[whole] + (way[min(whole + 1, len(way) - 1)] - way[whole]) * (at - whole)
        return np.concatenate([way[: whole + (at > whole)], [tip]]), tip
    back = (stroke - _WRITING) / (1 - _WRITING)
    part = back * back * (3 - 2 * back)
    return way, way[-1] + (way[0] - way[-1]) * part + NORMAL * _LIFT * np.sin(np.pi * back)


def reach(pattern: str) -> Array:
    """The corners of what a pattern covers, about its middle (n, 3)."""
    line = _line(pattern)
    low, high = line.min(0), line.max(0)
    corners: Array = np.array([x * RIGHT + y * UP for x in (low[0], high[0]) for y in (low[1], high[1])])
    return corners


def level(skin: Array) -> float:
    """How high along NORMAL the paper lies under a hand."""
    return float((skin[skin[:, 1] > -60] @ NORMAL).min())


def _turned(turn: float) -> tuple[Array, Array]:
    """The right and the up of a sheet turned by degrees."""
    c, t = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    return RIGHT * c + UP * t, UP * c - RIGHT * t


def _sheet(tip: Array, turn: float, colours: Palette) -> Solid:
    right, up = _turned(turn)
    x, y = np.linspace(-0.5, 0.5, 8) * _SHEET[0], np.linspace(*_SPAN, 8) * _SHEET[1]
    xx, yy = np.meshgrid(x, y, indexing="ij")
    return props.sheet(tip + xx[..., None] * right + yy[..., None] * up - NORMAL * 0.6, colours, 1.0)


def beside(tip: Array, turn: float) -> Array:
    """4 x 4: where the hand is that lies on the sheet's other edge and turns it, in its own axes."""
    right, up = _turned(turn)
    place = np.eye(4)
    along = UP * 0.74 + RIGHT * 0.67
    place[:3, :3] = np.stack([np.cross(along, NORMAL), along, NORMAL], axis=1)
    wrist = tip - right * (_SHEET[0] / 2 + 40) - up * 88
    place[:3, 3] = wrist
    return place


def paper(tip: Array, ink: Array | None, turn: float = 0.0) -> tuple[Solid, ...]:
    """A ruled sheet around the pen's middle place `tip`, and the line on it.

    Turned by degrees, it shows where it lay before.
    """
    right, up = _turned(turn)
    width, height = _SHEET
    sheet = _sheet(tip, turn, props.PAPER)
    along = np.linspace(-0.46, 0.46, 60)[:, None] * width * right
    lines = np.arange(-72.0, 66.0, 18.0)
    low, high = (share * height for share in _SPAN)
    rules = tuple((tip + along + at * up).astype(np.float32) for at in lines if low + 8 < at < high - 4)
    before = [_sheet(tip, 0.0, props.BEFORE)] if turn else []
    out = [*before, replace(sheet, edges=(*sheet.edges, *rules))]
    if ink is not None and len(ink) > 2:
        line = props.tube(tip + ink + NORMAL * 0.8, 1.5, props.INK, flat=0.3, broad=UP)
        out.append(replace(line, smooth=False))
    return tuple(out)
