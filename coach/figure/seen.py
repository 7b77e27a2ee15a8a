"""The z-buffer of some solids, and what it says about points and lines: hidden, on the rim, in front."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coach.figure.fading import there
from coach.figure.picture import Pixels, Tone
from coach.figure.raster import FAR, Buffer, rasterise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coach.figure.camera import Camera
    from coach.figure.mesh import Floats, Ints
    from coach.figure.solids import Solid


@dataclass(frozen=True, eq=False)
class Seen:
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

    @property
    def coarse(self) -> bool:
        """Whether this is a frame of a movement, gone as soon as it is seen."""
        return self.scale < 1

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


def look(solids: tuple[Solid, ...], camera: Camera, scale: float, like: Seen | None = None) -> Seen:
    """Project and rasterise. Channels: view normal x, y, z, then one for each kind of mark.

    The buffer holds what the solids cover, or the same part of the picture as another one.
    """
    kinds = sorted({kind for solid in solids for kind in solid.marks})
    rows = camera.axes.astype(np.float32)
    if camera.mirrored:
        rows = rows * np.array([[-1], [1], [1]], np.float32)
    projected = [camera.project(solid.vertices) for solid in solids]
    sizes = [len(solid.vertices) for solid in solids]
    values = np.zeros((sum(sizes), 3 + len(kinds)), np.float32)
    facing, corners = [], []
    offset = 0
    for solid, size in zip(solids, sizes, strict=True):
        part = values[offset : offset + size]
        np.matmul(solid.normals, rows.T, out=part[:, :3])
        for n, kind in enumerate(kinds):
            if kind in solid.marks:
                part[:, 3 + n] = solid.marks[kind]
        facing.append(np.ascontiguousarray(part[:, 2]))
        corners.append([corner + np.int32(offset) for corner in solid.topology.corners])
        offset += size
    a, b, c = (np.concatenate(corner) for corner in zip(*corners, strict=True))
    xy = np.concatenate([xy for xy, _ in projected]) * np.float32(scale)
    width, height = round(camera.width * scale), round(camera.height * scale)
    kept = None
    if any(solid.fade for solid in solids):
        # Faces that have faded away altogether are never drawn, but keep their numbers.
        clear = np.concatenate([there(solid) for solid in solids])
        kept = np.flatnonzero(np.take(clear, a) | np.take(clear, b) | np.take(clear, c)).astype(np.int32)
        a, b, c = (np.take(corner, kept) for corner in (a, b, c))
        corner, width, height = _crop(np.take(xy, np.flatnonzero(clear), axis=0), width, height)
    else:
        corner, width, height = _crop(xy, width, height)
    if like is not None:
        corner, (height, width) = like.corner, like.buffer.depth.shape
    faces = (c, b, a) if camera.mirrored else (a, b, c)
    buffer = rasterise(xy - corner, np.concatenate([z for _, z in projected]), values, faces, width, height)
    if kept is not None:
        np.copyto(buffer.face, np.take(kept, buffer.face, mode="clip"), where=buffer.face >= 0)
    bounds = np.cumsum([len(solid.topology.faces) for solid in solids])
    owner = np.searchsorted(bounds, buffer.face, side="right").astype(np.int32)
    np.copyto(owner, np.int32(-1), where=buffer.face < 0)
    nearest = lowest(buffer.depth, scale)
    return Seen(
        camera,
        scale,
        corner,
        buffer,
        nearest,
        owner,
        [xy for xy, _ in projected],
        [z for _, z in projected],
        facing,
    )


def _crop(xy: Floats, width: int, height: int) -> tuple[Floats, int, int]:
    """The part of a buffer that points can reach, with a rim of two pixels: first pixel, width, height."""
    x, y = xy.T
    low = np.clip(np.floor([x.min(), y.min()]).astype(int) - 2, 0, [width - 1, height - 1])
    high = np.clip(np.ceil([x.max(), y.max()]).astype(int) + 2, low + 1, [width, height])
    return low.astype(np.float32), int(high[0] - low[0]), int(high[1] - low[1])


def lowest(depth: Floats, scale: float) -> Floats:
    """Minimum over a square of 1.5 picture pixels to each side; the border repeats."""
    out = depth
    for _ in range(max(1, round(1.5 * scale))):
        padded = np.pad(out, 1, mode="edge")
        rows = np.minimum(np.minimum(padded[:-2], padded[1:-1]), padded[2:])
        out = np.minimum(np.minimum(rows[:, :-2], rows[:, 1:-1]), rows[:, 2:])
    return out
