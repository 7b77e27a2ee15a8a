"""A scene becomes a picture: pure functions over arrays. The same scene gives the same picture."""

# ruff: noqa: PLR2004 - the numbers are lengths, angles and shares of a drawing, explained where they stand

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from coach.figure import contours, decals, marks, meeting, shade
from coach.figure.backdrop import arrow, floor_line, shadow
from coach.figure.mesh import NAIL, Floats, Ints
from coach.figure.picture import Colour, Layer, Picture, Pixels, Strokes, Tone
from coach.figure.raster import FAR, Buffer, rasterise
from coach.figure.tones import GHOST, Ground, Palette, ramp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from coach.figure.camera import Camera
    from coach.figure.scene import Scene
    from coach.figure.solids import Point, Solid

OUTLINE = 2.7
"""Width of the outline in a picture of 480 pixels."""
_INNER = 0.74
"""Width of lines inside the figure, as a part of the outline's."""
_WIDTHS = (0.3, 0.5, 0.75, 1.0)


@dataclass(frozen=True, eq=False)
class _Seen:
    """The z-buffer of some solids and everything projected for it."""

    camera: Camera
    scale: float
    corner: Floats
    """The buffer holds a part of the picture that begins here, in buffer pixels."""
    buffer: Buffer
    nearest: Floats
    """The farthest depth in each pixel's 3 x 3 window: lines on a rim are not hidden by their own edge."""
    owner: Ints
    """Solid at each pixel, -1 where none."""
    xy: list[Floats]
    z: list[Floats]
    facing: list[Floats]

    def in_front(self, xy: Floats, z: Floats, slack: float) -> NDArray[np.bool_]:
        """Which points are not hidden."""
        return z > self._look(xy) - np.float32(slack)

    def on_rim(self, xy: Floats) -> NDArray[np.bool_]:
        """Which points border the empty background."""
        return self._look(xy) < FAR / 2

    def depth_at(self, xy: Floats) -> Floats:
        """Depth of what is drawn around picture pixels."""
        return self._look(xy)

    def _look(self, xy: Floats) -> Floats:
        h, w = self.nearest.shape
        at = (xy * np.float32(self.scale) - self.corner).astype(np.int32)
        x = np.clip(at[:, 0], 0, w - 1)
        y = np.clip(at[:, 1], 0, h - 1)
        return self.nearest[y, x]

    def to_picture(self, x: NDArray[np.float32], y: NDArray[np.float32]) -> Floats:
        """Picture pixels of buffer pixels."""
        at = np.stack([x, y], axis=1).astype(np.float32)
        return (at + self.corner) / np.float32(self.scale)

    def layer(self, pixels: Pixels) -> Tone:
        """An image of the buffer's size, placed."""
        h, w = pixels.shape[:2]
        x, y = (self.corner / np.float32(self.scale)).tolist()
        return Tone(pixels, x, y, w / self.scale, h / self.scale)


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
    seen = _look(solids, scene.camera, detail)
    unit = min(scene.camera.width, scene.camera.height) / 480
    palettes = [GHOST if ghost else solid.palette for solid in solids]
    kinds = () if ghost else tuple(sorted({kind for solid in solids for kind in solid.marks}))
    out: list[Layer] = []
    if scene.style == "toon":
        if not ghost and detail >= 1:
            out.extend(_alone(solids, scene, detail))
        out.append(seen.layer(_tone(seen, solids, palettes, kinds)))
    else:
        out.append(seen.layer(_paper(seen, solids, scene.ground)))
    for n, kind in enumerate(kinds):
        out.extend(marks.pattern(kind, seen.buffer.values[..., 3 + n], detail, unit, seen.corner))
    lines: list[Layer] = []
    pen = OUTLINE * unit
    for i, solid in enumerate(solids):
        palette = palettes[i]
        colour = scene.ground.ink if scene.style == "line" and not ghost else palette.line
        outline = _outline(seen, solid, i, unit)
        if scene.ground.rim and not ghost and scene.style == "toon":
            rim = outline.segments[outline.outer]
            out.extend(
                _by_fade(
                    solid, scene.camera, rim, outline.depth[outline.outer], pen * 1.9, scene.ground.rim, 0.9
                )
            )
        if not ghost:
            lines.extend(_skin_lines(seen, solid, i, palette, pen, colour if scene.style == "line" else None))
        lines.extend(_contour(outline, solid, scene.camera, pen, colour))
        sharp = decals.edges(solid, scene.camera, seen.in_front)
        if len(sharp):
            lines.append(Strokes(sharp, pen * 0.8, colour))
    if not ghost:
        lines.extend(_meetings(seen, solids, palettes, scene, pen, unit))
    return [*out, *lines]


def _alone(solids: tuple[Solid, ...], scene: Scene, detail: float) -> Iterable[Layer]:
    """Helper and limb each by itself, to lie under the picture of both.

    Through the fading end of one, one sees the other behind it. Takes the time of a still.
    """
    if scene.helper < 1 or solids is not scene.solids:
        return
    rest = solids[: scene.helper] + solids[scene.helper + 1 :]
    for alone in ((solids[scene.helper],), rest):
        kinds = tuple(sorted({kind for solid in alone for kind in solid.marks}))
        part = _look(alone, scene.camera, detail)
        yield part.layer(_tone(part, alone, [solid.palette for solid in alone], kinds))


def _look(solids: tuple[Solid, ...], camera: Camera, scale: float) -> _Seen:
    """Project and rasterise. Channels: view normal x, y, z, then one for each kind of mark."""
    kinds = sorted({kind for solid in solids for kind in solid.marks})
    rows = camera.axes.astype(np.float32)
    if camera.mirrored:
        rows = rows * np.array([[-1], [1], [1]], np.float32)
    xys, zs, values, faces, facing = [], [], [], [], []
    offset = 0
    for solid in solids:
        xy, z = camera.project(solid.vertices)
        normal = solid.topology.normals(solid.vertices) @ rows.T
        channel = np.zeros((len(z), 3 + len(kinds)), np.float32)
        channel[:, :3] = normal
        for n, kind in enumerate(kinds):
            if kind in solid.marks:
                channel[:, 3 + n] = solid.marks[kind]
        xys.append(xy)
        zs.append(z)
        values.append(channel)
        facing.append(np.ascontiguousarray(normal[:, 2]))
        faces.append(solid.topology.faces + np.int32(offset))
        offset += len(z)
    every = np.concatenate(faces)
    there = np.concatenate([_there(solid) for solid in solids])
    # Faces that have faded away altogether are never drawn, but keep their numbers.
    kept = np.flatnonzero(there[every].any(axis=1))
    drawn = every[kept]
    if camera.mirrored:
        drawn = drawn[:, ::-1]
    xy = np.concatenate(xys) * np.float32(scale)
    corner, width, height = _crop(xy[there], round(camera.width * scale), round(camera.height * scale))
    buffer = rasterise(xy - corner, np.concatenate(zs), np.concatenate(values), drawn, width, height)
    np.copyto(buffer.face, kept.astype(np.int32)[buffer.face], where=buffer.face >= 0)
    bounds = np.cumsum([0, *(len(f) for f in faces)])
    owner = (np.searchsorted(bounds, buffer.face, side="right") - 1).astype(np.int32)
    return _Seen(
        camera,
        scale,
        corner,
        buffer,
        _lowest(buffer.depth, max(1, round(1.5 * scale))),
        owner,
        xys,
        zs,
        facing,
    )


def _there(solid: Solid) -> NDArray[np.bool_]:
    """Which vertices are not wholly clear."""
    if solid.fade is None:
        return np.ones(len(solid.vertices), bool)
    clear, full = (np.asarray(p, np.float32) for p in solid.fade)
    along = full - clear
    there: NDArray[np.bool_] = solid.vertices @ along > clear @ along
    # Never nothing: a limb that ends before its fade begins would leave no picture to crop to.
    return there if there.any() else ~there


def _crop(xy: Floats, width: int, height: int) -> tuple[Floats, int, int]:
    """The part of a buffer that points can reach, with a rim of two pixels: first pixel, width, height."""
    low = np.clip(np.floor(xy.min(0)).astype(int) - 2, 0, [width - 1, height - 1])
    high = np.clip(np.ceil(xy.max(0)).astype(int) + 2, low + 1, [width, height])
    return low.astype(np.float32), int(high[0] - low[0]), int(high[1] - low[1])


def _lowest(depth: Floats, reach: int) -> Floats:
    """Minimum over a square of `reach` pixels to each side; the border repeats."""
    out = depth
    for _ in range(reach):
        padded = np.pad(out, 1, mode="edge")
        rows = np.minimum(np.minimum(padded[:-2], padded[1:-1]), padded[2:])
        out = np.minimum(np.minimum(rows[:, :-2], rows[:, 1:-1]), rows[:, 2:])
    return out


@lru_cache(maxsize=256)
def _table(base: Colour, palette: Palette, tint: Colour) -> Pixels:
    return ramp(base, palette.light, palette.shade, tint)


def _tone(seen: _Seen, solids: tuple[Solid, ...], palettes: list[Palette], kinds: tuple[str, ...]) -> Pixels:
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


def _alpha(seen: _Seen, solids: tuple[Solid, ...]) -> Floats:
    alpha = np.where(seen.buffer.hit, np.float32(255), np.float32(0))
    for i, solid in enumerate(solids):
        if solid.fade is None:
            continue
        y, x = np.nonzero(seen.owner == i)
        xy = seen.to_picture(x + np.float32(0.5), y + np.float32(0.5))
        alpha[y, x] = 255 * _solidity(solid.fade, seen.camera, xy, seen.buffer.depth[y, x])
    return alpha


def _solidity(
    fade: tuple[Point, Point], camera: Camera, xy: NDArray[np.float64] | Floats, depth: Floats
) -> Floats:
    """How opaque a fading solid is at picture pixels of known depth."""
    clear, full = (np.asarray(p, float) for p in fade)
    along = (full - clear) / ((full - clear) @ (full - clear))
    g = camera.axes @ along
    side = -1.0 if camera.mirrored else 1.0
    t = (
        side * (xy[:, 0] - camera.width / 2) / camera.scale * g[0]
        + (camera.height / 2 - xy[:, 1]) / camera.scale * g[1]
        + depth * g[2]
        + (camera.centre - clear) @ along
    )
    solidity: Floats = np.clip(t, 0, 1).astype(np.float32)
    return solidity


def _paper(seen: _Seen, solids: tuple[Solid, ...], ground: Ground) -> Pixels:
    """For line drawings: paper where a solid is, so that what lies behind does not show through."""
    rgba = np.zeros((*seen.owner.shape, 4), np.uint8)
    rgba[..., :3] = ground.paper
    rgba[..., 3] = _alpha(seen, solids)
    return rgba


def _outline(seen: _Seen, solid: Solid, i: int, unit: float) -> contours.Contour:
    count = None if solid.material is None else int((solid.material != NAIL).sum())
    following, ends, depths = contours.trace(solid.topology, seen.xy[i], seen.z[i], seen.facing[i], count)
    if not solid.smooth or not len(ends):
        none = np.zeros((0, 4), np.float32)
        return contours.Contour(none, none[:, 0], np.zeros(0, bool), none[:, 0])
    middle: Floats = (ends[:, :2] + ends[:, 2:]) * np.float32(0.5)
    shown = seen.in_front(middle, depths.mean(1), 1.0)
    return contours.visible(following, ends, depths, shown, seen.on_rim(middle) & shown, unit)


def _contour(
    line: contours.Contour, solid: Solid, camera: Camera, pen: float, colour: Colour
) -> Iterable[Layer]:
    width = line.factor * np.where(line.outer, np.float32(1), np.float32(_INNER))
    step = np.searchsorted(_WIDTHS, width - np.float32(0.13))
    for k in np.unique(step):
        chosen = step == k
        w = pen * _WIDTHS[min(int(k), len(_WIDTHS) - 1)]
        yield from _by_fade(solid, camera, line.segments[chosen], line.depth[chosen], w, colour, 1.0)


def _by_fade(
    solid: Solid,
    camera: Camera,
    segments: Floats,
    depth: Floats,
    width: float,
    colour: Colour,
    opacity: float,
) -> Iterable[Layer]:
    """Strokes in a few steps of opacity along a fading limb."""
    if solid.fade is None:
        yield Strokes(segments, width, colour, opacity)
        return
    t = _solidity(solid.fade, camera, (segments[:, :2] + segments[:, 2:]) / 2, depth)
    level = np.ceil(t * 5 - 1e-4).astype(int)
    for k in range(1, 6):
        if (level == k).any():
            # Dark lines stay in sight longer than pale skin, so they fade sooner than it does.
            yield Strokes(segments[level == k], width, colour, opacity * (k / 5) ** 2.2, round_ends=k == 5)


def _skin_lines(
    seen: _Seen, solid: Solid, i: int, palette: Palette, pen: float, ink: Colour | None
) -> Iterable[Layer]:
    if solid.skin is None:
        return
    for width, segments in decals.creases(solid.skin, seen.camera, seen.in_front):
        kept = segments[_shown(seen, solid, segments)]
        yield Strokes(kept, pen * width * 0.9, ink or palette.crease, 1.0 if ink is None else 0.55)
    rims = decals.nails(solid.skin, seen.xy[i], seen.z[i], seen.facing[i], seen.in_front)
    if len(rims):
        yield Strokes(rims[_shown(seen, solid, rims)], pen * 0.42, ink or palette.nail_line)


def _shown(seen: _Seen, solid: Solid, segments: Floats) -> NDArray[np.bool_]:
    """Which lines on a fading limb lie where more than half of it is left."""
    if solid.fade is None or not len(segments):
        return np.ones(len(segments), bool)
    start = segments[:, :2]
    shown: NDArray[np.bool_] = _solidity(solid.fade, seen.camera, start, seen.depth_at(start)) > 0.5
    return shown


def _meetings(
    seen: _Seen, solids: tuple[Solid, ...], palettes: list[Palette], scene: Scene, pen: float, unit: float
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
    line = contours.visible(following, ends, np.zeros((len(ends), 2), np.float32), shown, ~shown, unit)
    colour = scene.ground.ink if scene.style == "line" else palettes[0].line
    width = np.clip(line.factor, 0.3, 1)
    for low, high in ((0.0, 0.5), (0.5, 0.8), (0.8, 1.1)):
        chosen = (width >= low) & (width < high)
        if chosen.any():
            yield Strokes(line.segments[chosen], pen * _INNER * min(high, 1.0), colour)
