"""Things that can be drawn: a posed limb, a prop, a part of a mannequin, all as one kind of value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coach.figure import mesh as meshes
from coach.figure.build import limb_mesh
from coach.figure.mesh import Floats, Ints, LimbMesh, Topology
from coach.figure.skinning import skin_all

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.figure.skeleton import Kind, Pose
    from coach.figure.tones import Palette

Array = NDArray[np.float64]
Point = tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class Skin:
    """Nail rims and creases of a limb, posed."""

    rims: Ints
    """(nails, points): vertices around each nail, in order."""
    points: Floats
    normals: Floats
    starts: NDArray[np.int64]
    widths: Floats
    names: tuple[str, ...]
    """One per line: what lies under it; empty for a crease."""
    traced: frozenset[str] = frozenset()
    """What under the skin is to be seen."""


@dataclass(frozen=True, eq=False)
class Solid:
    """A closed mesh in world millimetres, with its colours."""

    vertices: Floats
    topology: Topology
    palette: Palette
    pieces: NDArray[np.uint8]
    """Per vertex: which piece of the solid; a line is drawn where two pieces meet."""
    material: NDArray[np.uint8] | None = None
    """Per face: which of the palette's colours; all skin when left out."""
    skin: Skin | None = None
    marks: Mapping[str, Floats] = field(default_factory=dict)
    """Kind of mark -> 0..1 per vertex."""
    fade: tuple[Point, Point] | None = None
    """World points where the solid is wholly clear and wholly solid."""
    edges: tuple[Floats, ...] = ()
    """Sharp edges that the contour cannot find, as polylines (n, 3)."""
    smooth: bool = True
    """Whether contours are traced; a box shows its edges only."""

    turned: Floats | None = None
    """Normals known beforehand, of a solid that has only been carried elsewhere."""

    @cached_property
    def normals(self) -> Floats:
        """Unit normals of the vertices."""
        return self.topology.normals(self.vertices) if self.turned is None else self.turned

    def moved(self, place: Array) -> Solid:
        """The solid carried by a rigid 4 x 4."""
        r, t = place[:3, :3].astype(np.float32), place[:3, 3].astype(np.float32)
        skin = self.skin
        if skin is not None:
            skin = replace(skin, points=skin.points @ r.T + t, normals=skin.normals @ r.T)
        fade = None
        if self.fade is not None:
            a, b = (tuple(float(x) for x in place[:3, :3] @ np.asarray(p) + place[:3, 3]) for p in self.fade)
            fade = ((a[0], a[1], a[2]), (b[0], b[1], b[2]))
        return replace(
            self,
            vertices=self.vertices @ r.T + t,
            turned=self.normals @ r.T,
            skin=skin,
            fade=fade,
            edges=tuple(edge @ r.T + t for edge in self.edges),
        )


@cache
def mirrored(kind: Kind) -> Topology:
    """The faces of a limb's mirror image."""
    limb = meshes.load(kind)
    return Topology.of(np.ascontiguousarray(limb.topology.faces[:, ::-1]), len(limb.vertices))


def limb(
    kind: Kind,
    pose: Pose,
    palette: Palette,
    *,
    mirror: bool = False,
    place: Array | None = None,
    marks: Mapping[str, Mapping[str, float]] | None = None,
    traced: frozenset[str] = frozenset(),
    fade: tuple[Point, Point] | None = None,
    bones: Array | None = None,
    builds: tuple[str, ...] = (),
) -> Solid:
    """A hand or foot in a pose.

    `marks` is kind of mark -> region -> strength. `traced` are nerves whose course is drawn. `mirror` gives
    the other side of the body; `place` then carries the mirrored limb from its own coordinates into the
    world. `bones` are the pose's, if at hand. `builds` are names in `build.BUILDS`.
    Raises FigureMissingError.
    """
    m = limb_mesh(kind, builds)
    vertices, points, normals = skin_all(m, m.skeleton.forward(pose) if bones is None else bones)
    if mirror:
        vertices[:, 0] *= -1
        points[:, 0] *= -1
        normals[:, 0] *= -1
    solid = Solid(
        vertices,
        mirrored(kind) if mirror else m.topology,
        palette,
        m.digit,
        m.material,
        Skin(m.rims, points, normals, m.line_starts, m.line_widths, m.line_names, traced & set(m.line_names)),
        {kind_: _strength(m, regions) for kind_, regions in (marks or {}).items()},
        fade,
    )
    return solid if place is None else solid.moved(place)


def _strength(m: LimbMesh, regions: Mapping[str, float]) -> Floats:
    out = np.zeros(len(m.vertices), np.float32)
    for name, strength in regions.items():
        if name in m.regions:
            np.maximum(out, m.regions[name] * np.float32(strength), out=out)
    return out
