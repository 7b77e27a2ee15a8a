"""How people's hands and feet differ from the average: a second toe that is longer than the big one.

A build lengthens, broadens or thickens bones with their flesh. It is worked out once, on the mesh in bind
pose; poses, joints and materials stay as they are. What touches what has been solved for the average build,
so there are only such others as keep every stored contact (`tests/figure/test_builds.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from coach.figure import mesh
from coach.figure.skeleton import Skeleton

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.figure.mesh import Floats, LimbMesh
    from coach.figure.skeleton import Array, Kind

Scale = tuple[float, float, float]
"""Breadth, length and thickness, as parts of the average."""


@dataclass(frozen=True)
class Build:
    """One way in which a kind of limb differs from the average one."""

    kind: Kind
    bones: Mapping[str, Scale] = field(hash=False)
    """By bone, along its own axes; other bones are average."""


BUILDS: Final[Mapping[str, Build]] = {
    # Digital pattern II of the foot, 22 of 100 people in the sample of E6: the second toe is the longest.
    "long-second-toe": Build(
        "foot", {"toe2-proximal": (1, 1.2, 1), "toe2-middle": (1, 1.15, 1), "toe2-distal": (1, 1.1, 1)}
    ),
}
"""Every other build by its name."""


@cache
def limb_mesh(kind: Kind, builds: tuple[str, ...] = ()) -> LimbMesh:
    """The mesh of a kind of limb in the builds that are about it. Raises FigureMissingError."""
    out = mesh.load(kind)
    for name in builds:
        if name in BUILDS and BUILDS[name].kind == kind:
            out = _built(out, BUILDS[name])
    return out


def _built(average: LimbMesh, build: Build) -> LimbMesh:
    s = average.skeleton
    stretch = np.tile(np.eye(4), (len(s), 1, 1))
    for bone, scale in build.bones.items():
        stretch[s.index[bone], :3, :3] = np.diag(scale)
    bones = _bones(s, stretch)
    before, after = np.linalg.inv(average.bind), np.empty_like(average.bind)
    for i, (old, new) in enumerate(zip(s.bones, bones.bones, strict=True)):
        # Each joint is as far bent as in the average bind pose.
        up = old.parent
        bent = before[i] if up < 0 else np.linalg.inv(before[up] @ old.local) @ before[i]
        after[i] = bent if up < 0 else after[up] @ new.local @ bent
    carry = (after @ stretch @ average.bind).astype(np.float32)
    return replace(
        average,
        skeleton=bones,
        vertices=_carried(average.vertices, average.weights, carry),
        line_points=_carried(average.line_points, average.line_weights, carry),
        bind=np.linalg.inv(after).astype(np.float64),
    )


def _bones(average: Skeleton, stretch: Array) -> Skeleton:
    """The skeleton with what hangs on a longer bone farther away."""
    out = Skeleton(average.kind)
    for i, bone in enumerate(average.bones):
        local, zero = bone.local.copy(), bone.zero
        if bone.parent >= 0:
            local[:3, 3] = stretch[bone.parent, :3, :3] @ local[:3, 3]
            zero = out.bones[bone.parent].zero @ local
        out.index[bone.name] = i
        out.bones.append(replace(bone, local=local, zero=zero, length=bone.length * stretch[i, 1, 1]))
    return out


def _carried(points: Floats, weights: Floats, carry: Floats) -> Floats:
    """Points that follow several bones' 4 x 4 by their shares."""
    own = np.tensordot(weights, carry, 1)
    out: Floats = np.einsum("nij,nj->ni", own[:, :3, :3], points) + own[:, :3, 3]
    return out
