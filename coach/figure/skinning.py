"""Skin that follows the bones; dual-quaternion blending keeps a bent finger as thick as a straight one.

Method: L. Kavan et al., "Skinning with dual quaternions", 2007. One float32 matrix product per frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from coach.figure.mesh import Floats, LimbMesh

Matrices = NDArray[np.float64]


def skin(mesh: LimbMesh, bones: Matrices) -> Floats:
    """Vertices (n, 3) for bone-to-world matrices (bones, 4, 4)."""
    real, dual = _dual_quaternions(bones @ mesh.bind)
    return _blend(mesh.weights, real, dual, mesh.vertices)[0]


def skin_all(mesh: LimbMesh, bones: Matrices) -> tuple[Floats, Floats, Floats]:
    """Vertices, then points and normals of the skin lines, in one go."""
    real, dual = _dual_quaternions(bones @ mesh.bind)
    points, turned = _blend(mesh.line_weights, real, dual, mesh.line_points, mesh.line_normals)
    return _blend(mesh.weights, real, dual, mesh.vertices)[0], points, turned


def _blend(
    weights: Floats, real: Floats, dual: Floats, points: Floats, directions: Floats | None = None
) -> tuple[Floats, Floats]:
    q = weights @ real
    d = weights @ dual
    scale = 1.0 / np.sqrt(np.einsum("ij,ij->i", q, q))
    w, x, y, z = (q * scale[:, None]).T
    dw, dx, dy, dz = (d * scale[:, None]).T

    def rotate(v: Floats) -> Floats:
        vx, vy, vz = v.T
        cx = y * vz - z * vy + w * vx
        cy = z * vx - x * vz + w * vy
        cz = x * vy - y * vx + w * vz
        out = np.empty_like(v)
        out[:, 0] = vx + 2 * (y * cz - z * cy)
        out[:, 1] = vy + 2 * (z * cx - x * cz)
        out[:, 2] = vz + 2 * (x * cy - y * cx)
        return out

    moved = rotate(points)
    moved[:, 0] += 2 * (w * dx - dw * x + y * dz - z * dy)
    moved[:, 1] += 2 * (w * dy - dw * y + z * dx - x * dz)
    moved[:, 2] += 2 * (w * dz - dw * z + x * dy - y * dx)
    return moved, moved if directions is None else rotate(directions)


def _dual_quaternions(m: Matrices) -> tuple[Floats, Floats]:
    """Rotation and half translation of rigid matrices, in one hemisphere along the limb."""
    r = m[:, :3, :3]
    # Four times each component squared; the largest gives the stablest root (Shepperd's method).
    trace = r[:, 0, 0] + r[:, 1, 1] + r[:, 2, 2]
    squares = np.stack([1 + trace, *(1 + 2 * r[:, k, k] - trace for k in range(3))], axis=1)
    products = np.empty((len(m), 4, 4))
    for k in range(4):
        products[:, k, k] = squares[:, k]
    for i, j, a, b, sign in (
        (0, 1, (2, 1), (1, 2), -1), (0, 2, (0, 2), (2, 0), -1), (0, 3, (1, 0), (0, 1), -1),
        (1, 2, (1, 0), (0, 1), 1), (1, 3, (0, 2), (2, 0), 1), (2, 3, (2, 1), (1, 2), 1),
    ):  # fmt: skip
        value = r[:, a[0], a[1]] + sign * r[:, b[0], b[1]]
        products[:, i, j] = value
        products[:, j, i] = value
    best = squares.argmax(1)
    q = products[np.arange(len(m)), best]
    q /= np.linalg.norm(q, axis=1, keepdims=True)
    q *= np.where(q @ q[0] < 0, -1.0, 1.0)[:, None]
    w, x, y, z = q.T
    tx, ty, tz = m[:, :3, 3].T
    d = 0.5 * np.stack(
        [
            -x * tx - y * ty - z * tz,
            w * tx + ty * z - tz * y,
            w * ty - tx * z + tz * x,
            w * tz + tx * y - ty * x,
        ],
        axis=1,
    )
    return q.astype(np.float32), d.astype(np.float32)
