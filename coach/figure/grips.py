"""Where a helping hand goes: grips solved when authored and read from routines/poses/grips.yaml.

A grip has one fit for each pose of the limb that an exercise shows it in. Between two such poses the hand
goes from one fit to the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import yaml
from numpy.typing import NDArray

from coach import paths
from coach.figure.pose import Pose
from coach.figure.pose_file import bundled, read_joints
from coach.figure.skeleton import Skeleton, hand

Array = NDArray[np.float64]

TINY = 1e-9
"""Radians of a turn too small to have an axis."""


@dataclass(frozen=True, eq=False)
class Fit:
    """A helping hand on a limb in one pose."""

    held: Pose
    """The pose of the held limb."""
    pose: Pose
    """The pose of the helper."""
    relative: Array
    """4 x 4: the helper's carpus in the held bone's axes."""


@dataclass(frozen=True, eq=False)
class Grip:
    """A helping hand in all the poses it was solved for; it has at least one fit."""

    name: str
    bone: str
    mirror: bool
    """Whether it is a right hand on a left limb."""
    fits: tuple[Fit, ...]
    view: str = ""
    """The view that shows it; empty when any does."""

    def fit(self, held: Pose) -> Fit:
        """The helper for a pose of the limb: as solved, or between the two nearest solutions."""
        ranked = sorted(self.fits, key=lambda fit: fit.held.distance(held))
        near = ranked[0]
        away = near.held.distance(held)
        if len(ranked) == 1 or away == 0.0:
            return Fit(held, near.pose, near.relative)
        other = ranked[1]
        part = away / (away + other.held.distance(held))
        return Fit(held, near.pose.blended(other.pose, part), _between(near.relative, other.relative, part))

    def placed(self, fit: Fit, held: Skeleton, bones: Array) -> Array:
        """World matrix of the (mirrored) helper's own coordinates."""
        mirror = np.diag([-1.0, 1.0, 1.0, 1.0]) if self.mirror else np.eye(4)
        own = hand().forward(fit.pose)[hand().index["carpus"]]
        at: Array = bones[held.index[self.bone]] @ fit.relative @ mirror @ np.linalg.inv(own) @ mirror
        return at


def grip(figure: str, words: object) -> Grip | None:
    """The stored grip for an exercise's `assist:` words, or None."""
    return _stored().get(grip_name(figure, words))


def grip_name(figure: str, words: object) -> str:
    """What a helping hand is stored under: `hand/pinch/index`; empty when there is none."""
    if words in (None, "none"):
        return ""
    if isinstance(words, Mapping):
        # YAML 1.1 readers turn the key `on` into true.
        on = words.get("on", words.get(True, ""))
        return f"{figure}/{words.get('hand', '')}" + (f"/{on}" if on else "")
    return f"{figure}/{words}"


def stored() -> dict[str, Grip]:
    """All stored grips by `figure/what it does/on what`."""
    return dict(_stored())


def _between(a: Array, b: Array, part: float) -> Array:
    """The rigid matrix `part` of the way from a to b, turning about one axis."""
    turn = a[:3, :3].T @ b[:3, :3]
    angle = float(np.arccos(np.clip((np.trace(turn) - 1) / 2, -1, 1)))
    out = np.eye(4)
    out[:3, 3] = a[:3, 3] + (b[:3, 3] - a[:3, 3]) * part
    out[:3, :3] = a[:3, :3]
    axis = np.array([turn[2, 1] - turn[1, 2], turn[0, 2] - turn[2, 0], turn[1, 0] - turn[0, 1]])
    if np.linalg.norm(axis) > TINY:
        out[:3, :3] = a[:3, :3] @ rotation(axis / np.linalg.norm(axis) * angle * part)
    return out


def rotation(r: Array) -> Array:
    """The 3 x 3 turn about a vector, by as many radians as it is long."""
    angle = float(np.linalg.norm(r))
    if angle < TINY:
        return np.eye(3)
    x, y, z = r / angle
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    out: Array = np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
    return out


@cache
def _stored() -> dict[str, Grip]:
    path = paths.bundled_routines() / "poses" / "grips.yaml"
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError:
        return {}
    return {name: _read(name, entry) for name, entry in document["grips"].items()}


def _read(name: str, entry: Mapping[str, object]) -> Grip:
    figure = name.split("/", maxsplit=1)[0]
    fits = []
    words: object = entry["fits"]
    for said in words if isinstance(words, list) else ():
        named = bundled(figure)[str(said["held"]["pose"])]
        held, _ = read_joints(named.pose, said["held"].get("joints") or {}, pressed=named.pressed)
        helper, _ = read_joints(Pose.zero("hand"), said["joints"], pressed=True)
        relative = np.eye(4)
        relative[:3] = np.asarray(said["place"], float).reshape(3, 4)
        fits.append(Fit(held, helper, relative))
    return Grip(name, str(entry["bone"]), bool(entry["mirror"]), tuple(fits), str(entry.get("view", "")))
