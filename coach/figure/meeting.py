"""Lines where two pieces of flesh touch: a fingertip on the palm, a helper's finger on a foot.

No surface turns away from the viewer there, so the contour misses them. They are found in the z-buffer: a
boundary between two pieces whose depths agree but whose normals do not.
"""

# ruff: noqa: PLR2004 - the numbers are lengths, angles and shares of a drawing, explained where they stand

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coach.figure.mesh import Floats
    from coach.figure.raster import Buffer

_CONTACT_MM = 5.0
_FOLD = 0.62
"""Cosine of the angle between the normals below which a boundary is a fold."""


def trace(buffer: Buffer, piece: NDArray[np.int32]) -> tuple[NDArray[np.int64], Floats]:
    """Segments through the middles of pixel sides: next segment (or -1) and ends (n, 4) in buffer pixels."""
    h, w = piece.shape
    across = _meets(buffer, piece, 1)  # between (y, x) and (y, x + 1)
    down = _meets(buffer, piece, 0)  # between (y, x) and (y + 1, x)
    # A block of four pixels has four sides; a line passes through blocks with exactly two sides crossed.
    top, bottom = across[:-1, :], across[1:, :]
    left, right = down[:, :-1], down[:, 1:]
    crossed = top.astype(np.uint8) + bottom + left + right
    y, x = np.nonzero(crossed == 2)
    if not len(y):
        return np.zeros(0, np.int64), np.zeros((0, 4), np.float32)
    sides = np.stack([top[y, x], right[y, x], bottom[y, x], left[y, x]], axis=1)
    middle = np.array([[1.0, 0.5], [1.5, 1.0], [1.0, 1.5], [0.5, 1.0]], np.float32)
    number = np.stack([y * w + x, h * w + y * w + x + 1, (y + 1) * w + x, h * w + y * w + x], axis=1)
    first = sides.argmax(1)
    second = 3 - sides[:, ::-1].argmax(1)
    # Walk with the higher piece on the left, so that neighbouring blocks agree on the direction.
    corner = np.stack([piece[y, x], piece[y, x + 1], piece[y + 1, x + 1], piece[y + 1, x]], axis=1)
    row = np.arange(len(y))
    # Side k lies between corners k and k + 1; corners after `first` up to `second` are on one hand.
    swap = corner[row, (first + 1) % 4] > corner[row, first]
    start = np.where(swap, second, first)
    end = np.where(swap, first, second)
    owner = np.full(2 * h * w + w, -1, np.int64)
    owner[number[row, start]] = row
    following = owner[number[row, end]]
    origin = np.stack([x, y], axis=1).astype(np.float32)
    return following, np.concatenate([origin + middle[start], origin + middle[end]], axis=1)


def _meets(buffer: Buffer, piece: NDArray[np.int32], axis: int) -> NDArray[np.bool_]:
    a = [slice(None), slice(None)]
    b = [slice(None), slice(None)]
    a[axis], b[axis] = slice(None, -1), slice(1, None)
    ta, tb = tuple(a), tuple(b)
    pa, pb = piece[ta], piece[tb]
    out: NDArray[np.bool_] = (pa != pb) & (pa >= 0) & (pb >= 0)
    at = np.nonzero(out)
    jump = np.abs(buffer.depth[ta][at] - buffer.depth[tb][at])
    na, nb = buffer.values[ta][at][:, :3], buffer.values[tb][at][:, :3]
    turn = (na * nb).sum(1) / (np.linalg.norm(na, axis=1) * np.linalg.norm(nb, axis=1) + 1e-6)
    out[at] = (jump < _CONTACT_MM) & (turn < _FOLD)
    return out
