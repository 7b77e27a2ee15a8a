"""Outlines: where the skin turns away from the viewer, linked into runs that thin to a point.

The contour is the zero set of the normal's z over the mesh: one segment in every face whose corners differ in
sign. Neighbouring faces share an edge, so every segment knows the next one.
"""

# ruff: noqa: PLR2004 - the numbers are lengths, angles and shares of a drawing, explained where they stand

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coach.figure.mesh import Floats, Topology

_TAPER = 16.0
"""Pixels (at 480) over which an open end thins out."""


_SHORT = 6.0
"""Pixels (at 480) up to which two segments may become one."""


@dataclass(frozen=True, eq=False)
class Contour:
    """Visible outline: segments with a width factor and whether they border the background."""

    segments: Floats
    """(n, 4)"""
    factor: Floats
    """(n,) 0..1 thinning toward open ends."""
    outer: NDArray[np.bool_]
    depth: Floats
    """(n,) of the middle."""


def trace(
    topology: Topology, xy: Floats, z: Floats, facing: Floats, faces: int | None = None
) -> tuple[NDArray[np.int64], Floats, Floats]:
    """All contour segments of the first `faces` faces, unclipped.

    Next segment (or -1), ends (n, 4), depths of ends (n, 2).
    """
    a, b, c = (corner[:faces] for corner in topology.corners)
    front = facing > 0
    s = front.view(np.uint8)
    count = s[a] + s[b] + s[c]
    mixed = np.flatnonzero((count == 1) | (count == 2))
    corner = np.stack([a[mixed], b[mixed], c[mixed]], axis=1)
    here = front[corner]
    after = np.roll(here, -1, axis=1)
    leave = (here & ~after).argmax(1)
    enter = (~here & after).argmax(1)
    row = np.arange(len(mixed))

    def cross(k: NDArray[np.int64]) -> tuple[Floats, Floats]:
        i, j = corner[row, k], corner[row, (k + 1) % 3]
        t = facing[i] / (facing[i] - facing[j])
        return xy[i] + t[:, None] * (xy[j] - xy[i]), z[i] + t * (z[j] - z[i])

    start, z_start = cross(leave)
    end, z_end = cross(enter)
    edges = topology.edges[mixed]
    owner = np.full(topology.edge_count, -1, np.int64)
    owner[edges[row, leave]] = row
    following = owner[edges[row, enter]]
    return following, np.concatenate([start, end], axis=1), np.stack([z_start, z_end], axis=1)


def visible(
    following: NDArray[np.int64],
    ends: Floats,
    depths: Floats,
    seen: NDArray[np.bool_],
    outer: NDArray[np.bool_],
    unit: float,
    *,
    coarse: bool = False,
) -> Contour:
    """The seen runs, smoothed, without specks. `unit` is pixels of this picture per pixel at 480.

    `coarse` joins neighbouring short segments: half the lines to paint for a picture that is gone at once.
    """
    runs = _runs(following, seen)
    if not runs:
        none = np.zeros((0, 4), np.float32)
        return Contour(none, none[:, 0], np.zeros(0, bool), none[:, 0])
    order = np.concatenate(runs)
    length = np.array([len(run) for run in runs])
    starts = np.concatenate([[0], np.cumsum(length)[:-1]])
    which = np.repeat(np.arange(len(runs)), length)
    seg = _smoothed(
        ends[order], starts, length, closed=following[order[starts + length - 1]] == order[starts]
    )
    step = np.hypot(seg[:, 2] - seg[:, 0], seg[:, 3] - seg[:, 1])
    total = np.add.reduceat(step, starts)
    along = np.cumsum(step) - step / 2
    along -= np.repeat(np.concatenate([[0], np.cumsum(total)[:-1]]), length)
    rim = _settled(outer[order], which)
    # A run that touches the silhouette is never a speck; a short one inside is noise of the mesh.
    keep = (total > 5.0 * unit) | (np.logical_or.reduceat(rim, starts) & (total > 2.0 * unit))
    reach = _TAPER * unit
    ramp = np.minimum(along, total[which] - along) / reach
    inner_run = ~np.logical_or.reduceat(rim, starts)
    closed = following[order[starts + length - 1]] == order[starts]
    factor = np.where(rim | closed[which], 1.0, np.clip(0.25 + 0.75 * ramp, 0.25, 1.0))
    # Inside parts of a run that also borders the background thin out toward their own free end only.
    mixed = ~inner_run[which] & ~rim
    factor = np.where(mixed, np.clip(0.25 + 0.75 * ramp, 0.25, 1.0), factor)
    chosen = keep[which]
    if coarse:
        _join(seg, step, which, chosen, _SHORT * unit)
    return Contour(
        seg[chosen],
        factor[chosen].astype(np.float32),
        rim[chosen],
        depths[order][chosen].mean(1),
    )


def _join(
    seg: Floats, step: Floats, which: NDArray[np.int64], chosen: NDArray[np.bool_], short: float
) -> None:
    """Let every other segment take over the one after it, where both together are short; in place."""
    pair = np.flatnonzero((which[:-1] == which[1:]) & (step[:-1] + step[1:] < short))
    pair = pair[pair % 2 == 0]
    seg[pair, 2:] = seg[pair + 1, 2:]
    chosen[pair + 1] = False


def _runs(following: NDArray[np.int64], seen: NDArray[np.bool_]) -> list[NDArray[np.int64]]:
    """Chains of seen segments in drawing order; a gap of one or two segments does not break a chain."""
    ahead = np.where(following >= 0, seen[following], False)
    bridge = seen | (ahead & _behind(following, seen))
    ahead2 = np.where(following >= 0, bridge[following], False)
    seen = bridge | (ahead2 & _behind(following, bridge))
    indices = np.flatnonzero(seen)
    nxt = np.where((following >= 0) & seen[following], following, -1)
    has_before = np.zeros(len(following), bool)
    valid = indices[nxt[indices] >= 0]
    has_before[nxt[valid]] = True
    step = nxt.tolist()
    used = bytearray(len(step))
    out = []
    # Open chains from their heads first, then what is left are closed loops.
    for begin in [*indices[~has_before[indices]].tolist(), *indices.tolist()]:
        if used[begin]:
            continue
        chain = []
        i = begin
        while i >= 0 and not used[i]:
            used[i] = 1
            chain.append(i)
            i = step[i]
        out.append(np.array(chain))
    return out


def _settled(rim: NDArray[np.bool_], run: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether most neighbours along the run border the background, so that the width does not flutter."""
    reach = 6
    total = np.cumsum(np.concatenate([[0], rim]))
    index = np.arange(len(rim))
    first = np.searchsorted(run, run, side="left")
    last = np.searchsorted(run, run, side="right")
    low, high = np.maximum(index - reach, first), np.minimum(index + reach + 1, last)
    settled: NDArray[np.bool_] = (total[high] - total[low]) * 2 > (high - low)
    return settled


def _behind(following: NDArray[np.int64], seen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether the segment before is seen."""
    out = np.zeros(len(seen), bool)
    known = np.flatnonzero((following >= 0) & seen)
    out[following[known]] = True
    return out


def _smoothed(
    seg: Floats, starts: NDArray[np.int64], length: NDArray[np.int64], closed: NDArray[np.bool_]
) -> Floats:
    """Average joints with their neighbours twice; ends stay."""
    stops = starts + length - 1
    joint = seg[:, :2].copy()
    tail = seg[stops, 2:].copy()
    fixed = np.zeros(len(seg), bool)
    fixed[starts] = True
    for _ in range(2):
        after = np.roll(joint, -1, axis=0)
        after[stops] = tail
        before = np.roll(joint, 1, axis=0)
        moved: Floats = (before + np.float32(2) * joint + after) * np.float32(0.25)
        moved[fixed] = joint[fixed]
        joint = moved
    tail[closed] = joint[starts[closed]]
    after = np.roll(joint, -1, axis=0)
    after[stops] = tail
    return np.concatenate([joint, after], axis=1).astype(np.float32)
