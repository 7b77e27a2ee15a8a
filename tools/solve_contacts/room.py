"""Whether the digits of one hand have room beside each other, quickly: each bone as a capsule."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coach.figure.skeleton import FINGERS, skeleton

Array = NDArray[np.float64]

_THUMB = 9
_RADII = {
    "index": (9.9, 8.7, 7.4),
    "middle": (10.2, 8.9, 7.7),
    "ring": (9.6, 8.4, 7.2),
    "little": (8.4, 7.3, 6.4),
}


def room(own: Array, fingers: float = 0.93, thumb: float = 0.97) -> Array:
    """How far each two bones of different digits are apart, mm; so much of their thickness counts."""
    s = skeleton("hand")
    ends, radii, digit = [], [], []
    for number, finger in enumerate(FINGERS):
        for part, radius in zip(("proximal", "middle", "distal"), _RADII[finger], strict=True):
            bone = own[s.index[f"{finger}-{part}"]]
            length = s[f"{finger}-{part}"].length - (radius if part == "distal" else 0.0)
            begin = 12.0 if part == "proximal" else 0.0
            ends.append((bone @ (0, begin, -0.5, 1), bone @ (0, length, -0.5, 1)))
            radii.append(radius)
            digit.append(number)
    for part, radius, begin, end in (("proximal", 9.0, 0.0, 31.0), ("distal", 8.4, 0.0, 19.0)):
        bone = own[s.index[f"thumb-{part}"]]
        ends.append((bone @ (0, begin, -0.5, 1), bone @ (0, end, -0.5, 1)))
        radii.append(radius)
        digit.append(_THUMB)
    a = np.array([e[0][:3] for e in ends])
    b = np.array([e[1][:3] for e in ends])
    r, d = np.array(radii), np.array(digit)
    i, j = np.nonzero(np.triu(d[:, None] != d[None]))
    thick = np.where(d[j] == _THUMB, thumb, fingers)
    out: Array = _between(a[i], b[i], a[j], b[j]) - thick * (r[i] + r[j])
    return out


def _between(a: Array, b: Array, c: Array, d: Array) -> Array:
    """Distance of segments ab and cd, row by row (Ericson 2005, 5.1.9)."""
    u, v, w = b - a, d - c, a - c
    uu, uv, vv = (u * u).sum(1), (u * v).sum(1), (v * v).sum(1)
    uw, vw = (u * w).sum(1), (v * w).sum(1)
    s = np.clip((uv * vw - vv * uw) / np.maximum(uu * vv - uv * uv, 1e-9), 0, 1)
    t = (uv * s + vw) / vv
    t_in = np.clip(t, 0, 1)
    s = np.clip((uv * t_in - uw) / uu, 0, 1)
    out: Array = np.linalg.norm(w + s[:, None] * u - t_in[:, None] * v, axis=1)
    return out
