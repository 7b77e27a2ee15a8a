"""All lines of the solids: outlines, creases, nails, and where two pieces touch."""

# ruff: noqa: PLR2004 - the numbers are lengths, angles and shares of a drawing, explained where they stand

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coach.figure import contours, decals, marks, meeting
from coach.figure.fading import solidity, thinning
from coach.figure.mesh import NAIL
from coach.figure.picture import Strokes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from coach.figure.camera import Camera
    from coach.figure.mesh import Floats
    from coach.figure.picture import Colour, Layer
    from coach.figure.scene import Scene
    from coach.figure.seen import Seen
    from coach.figure.solids import Solid
    from coach.figure.tones import Palette

_INNER = 0.74
"""Width of lines inside the figure, as a part of the outline's."""
_NERVE = 1.9
"""Width of a nerve's course, as a part of the outline's."""
_WIDTHS = (0.3, 0.5, 0.75, 1.0)


def outline(seen: Seen, solid: Solid, i: int, unit: float) -> contours.Contour:
    """Where the skin of one solid turns away, as far as it is in sight."""
    count = None if solid.material is None else int((solid.material != NAIL).sum())
    following, ends, depths = contours.trace(solid.topology, seen.xy[i], seen.z[i], seen.facing[i], count)
    if not solid.smooth or not len(ends):
        none = np.zeros((0, 4), np.float32)
        return contours.Contour(none, none[:, 0], np.zeros(0, bool), none[:, 0])
    middle: Floats = (ends[:, :2] + ends[:, 2:]) * np.float32(0.5)
    shown = seen.in_front(middle, depths.mean(1), 1.0)
    return contours.visible(
        following, ends, depths, shown, seen.on_rim(middle) & shown, unit, coarse=seen.coarse
    )


def contour(
    line: contours.Contour, solid: Solid, camera: Camera, pen: float, colour: Colour
) -> Iterable[Layer]:
    """The outline in a few widths: heavier outside than inside, thinner toward open and fading ends."""
    width = line.factor * np.where(line.outer, np.float32(1), np.float32(_INNER))
    width = width * thinning(solid, camera, line.segments, line.depth)
    yield from _by_width(line.segments, width, pen, colour, 1.0)


def rim(line: contours.Contour, solid: Solid, camera: Camera, pen: float, colour: Colour) -> Iterable[Layer]:
    """A pale line under the outer outline, for a dark ground."""
    at = line.outer
    width = thinning(solid, camera, line.segments[at], line.depth[at])
    yield from _by_width(line.segments[at], width, pen * 1.9, colour, 0.9)


def _by_width(segments: Floats, width: Floats, pen: float, colour: Colour, opacity: float) -> Iterable[Layer]:
    step = np.searchsorted(_WIDTHS, width - np.float32(0.13))
    step[width < np.float32(0.15)] = len(_WIDTHS)
    for k, part in enumerate(_WIDTHS):
        chosen = step == k
        if chosen.any():
            yield Strokes(segments[chosen], pen * part, colour, opacity)


def skin_lines(
    seen: Seen, solid: Solid, i: int, palette: Palette, pen: float, ink: Colour | None
) -> Iterable[Layer]:
    """Creases, nerves and the rims of nails; `ink` is the colour of a drawing without tone."""
    if solid.skin is None:
        return
    for width, segments in decals.creases(solid.skin, seen.camera, seen.in_front, coarse=seen.coarse):
        kept = segments[_shown(seen, solid, segments)]
        yield Strokes(kept, pen * width * 0.9, ink or palette.crease, 1.0 if ink is None else 0.55)
    if solid.skin.traced:
        course = decals.traces(solid.skin, seen.camera, seen.in_front)
        kept = course[_shown(seen, solid, course)]
        yield Strokes(kept, pen * _NERVE, ink or marks.NERVE_LINE)
        if ink is None:
            yield Strokes(kept, pen * _NERVE * 0.62, marks.NERVE)
    rims = decals.nails(solid.skin, seen.xy[i], seen.z[i], seen.facing[i], seen.in_front)
    if len(rims):
        yield Strokes(rims[_shown(seen, solid, rims)], pen * 0.42, ink or palette.nail_line)


def meetings(
    seen: Seen, solids: tuple[Solid, ...], palettes: list[Palette], scene: Scene, pen: float, unit: float
) -> Iterable[Layer]:
    """Lines where pieces touch, in the line colour of whichever solid is in front."""
    pieces = np.concatenate(
        [np.take(s.pieces, s.topology.corners[0]) + np.uint8(16 * i) for i, s in enumerate(solids)]
    )
    piece = np.where(seen.buffer.hit, pieces[np.maximum(seen.buffer.face, 0)].astype(np.int32), -1)
    following, ends = meeting.trace(seen.buffer, piece)
    if not len(ends):
        return
    ends = (ends + np.tile(seen.corner, 2)) / np.float32(seen.scale)
    shown = np.ones(len(ends), bool)
    line = contours.visible(
        following, ends, np.zeros((len(ends), 2), np.float32), shown, ~shown, unit, coarse=seen.coarse
    )
    colour = scene.ground.ink if scene.style == "line" else palettes[0].line
    width = np.clip(line.factor, 0.3, 1)
    for low, high in ((0.0, 0.5), (0.5, 0.8), (0.8, 1.1)):
        chosen = (width >= low) & (width < high)
        if chosen.any():
            yield Strokes(line.segments[chosen], pen * _INNER * min(high, 1.0), colour)


def _shown(seen: Seen, solid: Solid, segments: Floats) -> NDArray[np.bool_]:
    """Which lines on a fading limb lie where more than half of it is left."""
    if solid.fade is None or not len(segments):
        return np.ones(len(segments), bool)
    start = segments[:, :2]
    shown: NDArray[np.bool_] = solidity(solid.fade, seen.camera, start, seen.depth_at(start)) > 0.5
    return shown
