"""A scene becomes a picture: pure functions over arrays. The same scene gives the same picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from coach.figure import decals, inking, marks, toning
from coach.figure.backdrop import arrow, floor_line, shadow
from coach.figure.picture import Layer, Picture, Strokes, Tone
from coach.figure.seen import look, lowest
from coach.figure.tones import GHOST

if TYPE_CHECKING:
    from coach.figure.picture import Pixels
    from coach.figure.scene import Scene
    from coach.figure.seen import Seen
    from coach.figure.solids import Solid

OUTLINE = 2.7
"""Width of the outline in a picture of 480 pixels."""


HALF = 128
"""Alpha below which lines shine through a fading limb."""


def render(scene: Scene, detail: float = 0.5) -> Picture:
    """The whole picture. `detail` is tone pixels per picture pixel: 0.5 for motion, 1 or 2 for stills."""
    return Picture(scene.camera.width, scene.camera.height, [*behind(scene, detail), *front(scene, detail)])


def behind(scene: Scene, detail: float = 0.5) -> list[Layer]:
    """What stays while the figure moves: the ground and the ghost of where it began."""
    out: list[Layer] = floor_line(scene)
    out.extend(_draw(scene.beneath, scene, detail))
    if scene.ghost:
        out.extend(_faint(_draw(scene.ghost, scene, detail, ghost=True)))
    return out


def front(scene: Scene, detail: float = 0.5) -> list[Layer]:
    """The moving part: shadow, solids, arrows."""
    out: list[Layer] = list(shadow(scene)) if scene.style == "toon" else []
    out.extend(_draw(scene.solids, scene, detail))
    for pointer in scene.arrows:
        out.extend(arrow(pointer, scene))
    return out


def _faint(layers: list[Layer]) -> list[Layer]:
    out: list[Layer] = []
    for layer in layers:
        if isinstance(layer, Tone):
            pixels = layer.pixels.copy()
            pixels[..., 3] = (pixels[..., 3] * 0.55).astype(np.uint8)
            out.append(Tone(pixels, layer.x, layer.y, layer.width, layer.height))
        elif isinstance(layer, Strokes):
            out.append(Strokes(layer.segments, layer.width * 0.7, layer.colour, layer.opacity * 0.8))
    return out


def _draw(solids: tuple[Solid, ...], scene: Scene, detail: float, *, ghost: bool = False) -> list[Layer]:
    if not solids:
        return []
    seen = look(solids, scene.camera, detail)
    unit = min(scene.camera.width, scene.camera.height) / 480
    palettes = [GHOST if ghost else solid.palette for solid in solids]
    kinds = () if ghost else _kinds(solids)
    out: list[Layer] = []
    if scene.style == "toon":
        pixels = toning.tone(seen, solids, palettes, kinds)
        if detail >= 1 and scene.helper > 0 and solids is scene.solids:
            pixels, seen = _through(pixels, seen, solids, scene.helper)
        out.append(seen.layer(pixels))
    else:
        out.append(seen.layer(toning.paper(seen, solids, scene.ground)))
    for n, kind in enumerate(kinds):
        out.extend(marks.pattern(kind, seen.buffer.values[..., 3 + n], detail, unit, seen.corner))
    lines: list[Layer] = []
    pen = OUTLINE * unit
    for i, solid in enumerate(solids):
        palette = palettes[i]
        colour = scene.ground.ink if scene.style == "line" and not ghost else palette.line
        outline = inking.outline(seen, solid, i, unit)
        if scene.ground.rim and not ghost and scene.style == "toon":
            out.extend(inking.rim(outline, solid, scene.camera, pen, scene.ground.rim))
        if not ghost:
            ink = colour if scene.style == "line" else None
            lines.extend(inking.skin_lines(seen, solid, i, palette, pen, ink))
        lines.extend(inking.contour(outline, solid, scene.camera, pen, colour))
        sharp = decals.edges(solid, scene.camera, seen.in_front)
        if len(sharp):
            lines.append(Strokes(sharp, pen * 0.8, colour))
    if not ghost:
        lines.extend(inking.meetings(seen, solids, palettes, scene, pen, unit))
    return [*out, *lines]


def _through(pixels: Pixels, seen: Seen, solids: tuple[Solid, ...], helper: int) -> tuple[Pixels, Seen]:
    """Limb and helper seen through one another where one fades. Takes the time of a still."""
    groups = ((*solids[:helper], *solids[helper + 1 :]), (solids[helper],))
    alone = [look(group, seen.camera, seen.scale, seen) for group in groups]
    images = [
        toning.tone(part, group, [solid.palette for solid in group], _kinds(group))
        for part, group in zip(alone, groups, strict=True)
    ]
    helped = seen.owner == helper
    under = np.where(helped[..., None], images[0], images[1])
    behind_depth = np.where(helped, alone[0].buffer.depth, alone[1].buffer.depth)
    depth = np.where(pixels[..., 3] < HALF, behind_depth, seen.buffer.depth)
    return toning.over(pixels, under), replace(seen, nearest=lowest(depth, seen.scale))


def _kinds(solids: tuple[Solid, ...]) -> tuple[str, ...]:
    """The kinds of marks on some solids, in the order of the buffer's channels."""
    return tuple(sorted({kind for solid in solids for kind in solid.marks}))
