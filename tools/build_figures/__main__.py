"""`python -m tools.build_figures [hand|foot|body]` writes assets/figure/*.npz, always the same bytes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from coach.figure.mesh import NAIL
from tools.build_figures import body, foot, hand
from tools.build_figures.decals import RIM, crease, nail_patch, region
from tools.build_figures.hems import dressed
from tools.build_figures.mesh import Surface, build

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tools.build_figures.parts import Limb

OUT = Path(__file__).resolve().parents[2] / "assets" / "figure"


def pack(limb: Limb) -> dict[str, NDArray[np.generic]]:
    """All arrays of one limb, small and exact."""
    surface = Surface(limb)
    bound = build(limb)
    creases = [crease(surface, bound, line) for line in limb.lines]
    bound, material, hems = dressed(limb, surface, bound)
    creases += hems
    patches = [nail_patch(surface, nail) for nail in limb.nails]
    skeleton = limb.flesh.skeleton
    vertices, faces, weights, digits = [bound.vertices], [bound.faces], [bound.weights], [bound.digit]
    rims = [np.zeros((0, RIM), int)]
    count = len(bound.vertices)
    digit_of = {chain.name: n for n, chain in enumerate(limb.flesh.digits, start=1)}
    for patch in patches:
        n = len(patch.vertices)
        rigid = np.zeros((n, len(skeleton)))
        rigid[:, skeleton.index[patch.bone]] = 1.0
        vertices.append(patch.vertices)
        faces.append(patch.faces + count)
        weights.append(rigid)
        digits.append(np.full(n, digit_of[patch.bone.rsplit("-", 1)[0]], np.uint8))
        rims.append(np.arange(count + n - RIM, count + n)[None])
        count += n
    nails = np.full(sum(len(patch.faces) for patch in patches), NAIL, np.uint8)
    bones, shares = _quantised(np.concatenate(weights))
    line_bones, line_shares = _quantised(np.concatenate([c.weights for c in creases]))
    return {
        "vertices": _fixed(np.concatenate(vertices), limb.step),
        "step": np.array(limb.step, np.float32),
        "faces": np.concatenate(faces).astype(np.uint16),
        "material": np.concatenate([material, nails]),
        "bones": bones,
        "shares": shares,
        "digit": np.concatenate(digits),
        "skin_vertices": np.array(len(bound.vertices), np.uint16),
        "rims": np.concatenate(rims).astype(np.uint16),
        "bind": np.linalg.inv(surface.posed.matrices)[:, :3].astype(np.float32),
        "line_points": _fixed(np.concatenate([c.points for c in creases]), limb.step),
        "line_normals": np.round(np.concatenate([c.normals for c in creases]) * 127).astype(np.int8),
        "line_bones": line_bones,
        "line_shares": line_shares,
        "line_lengths": np.array([len(c.points) for c in creases], np.uint8),
        "line_widths": np.array([round(c.width * 100) for c in creases], np.uint8),
        "line_names": np.array([c.name for c in creases]),
        "region_names": np.array(list(limb.spots)),
        "regions": np.stack([region(limb, surface, bound, name) for name in limb.spots]),
    }


def _fixed(v: NDArray[np.float64], step: float) -> NDArray[np.int16]:
    return np.round(v / step).astype(np.int16)


def _quantised(w: NDArray[np.float64]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The four strongest bones of each vertex and their shares of 255."""
    order = np.argsort(-w, axis=1, kind="stable")[:, :4]
    share = np.take_along_axis(w, order, 1)
    share = share / share.sum(1, keepdims=True)
    small = np.round(share[:, 1:] * 255)
    first = 255 - small.sum(1, keepdims=True)
    shares = np.concatenate([first, small], axis=1).astype(np.uint8)
    return np.where(shares > 0, order, 0).astype(np.uint8), shares


def main(names: list[str]) -> None:
    """Build the named limbs, or all."""
    OUT.mkdir(parents=True, exist_ok=True)
    for name, limb in (("hand", hand.limb), ("foot", foot.limb), ("body", body.limb)):
        if names and name not in names:
            continue
        path = OUT / f"{name}.npz"
        arrays = pack(limb())
        np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
        print(f"{path.name}: {len(arrays['vertices'])} vertices, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
