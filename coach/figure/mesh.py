"""The built limbs: meshes, skin lines and regions read from assets/figure/*.npz."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coach import paths
from coach.errors import CoachError
from coach.figure.skeleton import Kind, Skeleton, skeleton

if TYPE_CHECKING:
    from pathlib import Path

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

SKIN, NAIL, CLOTH, HAIR = range(4)


class FigureMissingError(CoachError):
    """The drawn figure cannot be read; exercises go on in words."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The moving figure cannot be drawn: {path.name} {why}.",
            "The exercises go on in words. Install Coach again to get the figure back.",
        )


@dataclass(frozen=True, eq=False)
class Topology:
    """Which faces share which edges and vertices; never changes while a mesh moves."""

    faces: Ints
    corners: tuple[Ints, Ints, Ints]
    edges: Ints
    """(faces, 3): number of the edge from corner k to corner k + 1."""
    edge_count: int
    order: NDArray[np.int64]
    """Faces grouped by the vertex they touch, and where each vertex's group starts."""
    starts: NDArray[np.int64]

    @staticmethod
    def of(faces: Ints, vertices: int) -> Topology:
        """Index a triangle mesh in which every vertex belongs to a face."""
        corners = tuple(np.ascontiguousarray(faces[:, k]) for k in range(3))
        pairs = np.stack([faces, np.roll(faces, -1, axis=1)], axis=-1).reshape(-1, 2).astype(np.int64)
        key = pairs.min(1) * vertices + pairs.max(1)
        unique, number = np.unique(key, return_inverse=True)
        flat = faces.ravel()
        order = np.argsort(flat, kind="stable")
        starts = np.searchsorted(flat[order], np.arange(vertices))
        return Topology(
            faces,
            (corners[0], corners[1], corners[2]),
            number.reshape(-1, 3).astype(np.int32),
            len(unique),
            order // 3,
            starts,
        )

    def normals(self, vertices: Floats) -> Floats:
        """Unit normals of the vertices, weighted by the area of the faces around them."""
        a, b, c = (np.take(vertices, corner, axis=0) for corner in self.corners)
        b = b - a
        c = c - a
        face = np.empty_like(a)
        face[:, 0] = b[:, 1] * c[:, 2] - b[:, 2] * c[:, 1]
        face[:, 1] = b[:, 2] * c[:, 0] - b[:, 0] * c[:, 2]
        face[:, 2] = b[:, 0] * c[:, 1] - b[:, 1] * c[:, 0]
        out: Floats = np.add.reduceat(np.take(face, self.order, axis=0), self.starts, axis=0)
        out /= np.sqrt((out * out).sum(1, keepdims=True)) + np.float32(1e-9)
        return out


@dataclass(frozen=True, eq=False)
class LimbMesh:
    """A limb in bind pose. The first `skin` vertices are skin; the nails follow."""

    skeleton: Skeleton
    vertices: Floats
    weights: Floats
    """(vertices, bones), rows sum to 1."""
    topology: Topology
    skin: int
    material: NDArray[np.uint8]
    """Per face: SKIN, NAIL, CLOTH or HAIR."""
    digit: NDArray[np.uint8]
    rims: Ints
    """(nails, points): vertex numbers around each nail."""
    bind: NDArray[np.float64]
    """(bones, 4, 4): figure to bone in bind pose."""
    line_points: Floats
    line_normals: Floats
    line_weights: Floats
    line_starts: NDArray[np.int64]
    line_widths: Floats
    """One per line, as a part of the outline's width."""
    line_names: tuple[str, ...]
    """One per line: what lies under it, such as a nerve; empty for a crease."""
    regions: dict[str, Floats]
    """Region name to 0..1 per vertex."""


def load(kind: Kind) -> LimbMesh:
    """The mesh of a kind of limb, read once. Raises FigureMissingError when it is not there or damaged."""
    return read(paths.assets() / "figure" / f"{kind}.npz", kind)


@cache
def read(path: Path, kind: Kind) -> LimbMesh:
    """The mesh in one file. Raises FigureMissingError."""
    try:
        with np.load(path, allow_pickle=False) as file:
            data = {name: file[name] for name in file.files}
        return _unpack(data, skeleton(kind))
    except FileNotFoundError as error:
        raise FigureMissingError(path, "is not there") from error
    except Exception as error:  # a damaged archive can fail anywhere between zlib and a missing array
        raise FigureMissingError(path, "is damaged") from error


def _unpack(data: dict[str, NDArray[np.generic]], bones: Skeleton) -> LimbMesh:
    vertices = data["vertices"].astype(np.float32) * np.float32(data["step"])
    faces = np.ascontiguousarray(data["faces"].astype(np.int32))
    step = np.float32(data["step"])
    skin = int(data["skin_vertices"])
    bind = np.tile(np.eye(4), (len(bones), 1, 1))
    bind[:, :3] = data["bind"]
    lengths = data["line_lengths"].astype(np.int64)
    regions = {}
    for name, values in zip(data["region_names"], data["regions"], strict=True):
        full = np.zeros(len(vertices), np.float32)
        full[:skin] = values.astype(np.float32) / np.float32(255)
        regions[str(name)] = full
    return LimbMesh(
        skeleton=bones,
        vertices=vertices,
        weights=_dense(data["bones"], data["shares"], len(bones)),
        topology=Topology.of(faces, len(vertices)),
        skin=skin,
        material=data["material"].astype(np.uint8),
        digit=data["digit"].astype(np.uint8),
        rims=data["rims"].astype(np.int32),
        bind=bind,
        line_points=data["line_points"].astype(np.float32) * step,
        line_normals=data["line_normals"].astype(np.float32) / np.float32(127),
        line_weights=_dense(data["line_bones"], data["line_shares"], len(bones)),
        line_starts=np.concatenate([[0], np.cumsum(lengths)]),
        line_widths=data["line_widths"].astype(np.float32) / np.float32(100),
        line_names=tuple(map(str, data["line_names"])),
        regions=regions,
    )


def _dense(bones: NDArray[np.generic], shares: NDArray[np.generic], count: int) -> Floats:
    out = np.zeros((len(bones), count), np.float32)
    rows = np.repeat(np.arange(len(bones)), bones.shape[1])
    np.add.at(
        out, (rows, bones.ravel().astype(np.int64)), shares.ravel().astype(np.float32) / np.float32(255)
    )
    return out
