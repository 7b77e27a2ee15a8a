"""Where a helping hand goes: grips solved when authored and read from routines/poses/grips.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import yaml
from numpy.typing import NDArray

from coach import paths
from coach.figure.skeleton import Pose, Skeleton, hand

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Grip:
    """A helping hand: its pose and its place relative to a bone of the limb it holds."""

    name: str
    bone: str
    pose: Pose
    mirror: bool
    """Whether it is a right hand on a left limb."""
    relative: Array
    """4 x 4: the helper's carpus in the held bone's axes."""
    view: str = ""
    """The view that shows it; empty when any does."""

    def placed(self, held: Skeleton, bones: Array) -> Array:
        """World matrix of the (mirrored) helper's own coordinates."""
        mirror = np.diag([-1.0, 1.0, 1.0, 1.0]) if self.mirror else np.eye(4)
        own = hand().forward(self.pose)[hand().index["carpus"]]
        at: Array = bones[held.index[self.bone]] @ self.relative @ mirror @ np.linalg.inv(own) @ mirror
        return at


def grip(figure: str, does: str, on: str) -> Grip | None:
    """The stored grip for what a helping hand does on a place, or None."""
    grips = _stored()
    for name in (f"{figure}/{does}/{on}", f"{figure}/{does}"):
        if name in grips:
            return grips[name]
    return None


def stored() -> dict[str, Grip]:
    """All stored grips by `figure/what it does/on what`."""
    return dict(_stored())


@cache
def _stored() -> dict[str, Grip]:
    path = paths.bundled_routines() / "poses" / "grips.yaml"
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError:
        return {}
    out = {}
    for name, entry in document["grips"].items():
        relative = np.eye(4)
        relative[:3] = np.asarray(entry["place"], float).reshape(3, 4)
        pose = {
            joint: {kind: float(v) for kind, v in angles.items()} for joint, angles in entry["joints"].items()
        }
        out[name] = Grip(
            name, entry["bone"], pose, bool(entry["mirror"]), relative, str(entry.get("view", ""))
        )
    return out
