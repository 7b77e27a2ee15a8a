"""Solve where skin touches skin, when authoring: thumb to fingertips, and every helping hand's grip.

`python -m tools.solve_contacts [name ...]` writes grips to routines/poses/grips.yaml and prints the joints of
named poses to paste into routines/poses/hand.yaml. Takes a few seconds for each. Needs the `figures` extra.
"""

# ruff: noqa: PLR2004 - millimetres and shares of a drawing, explained where they stand

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import least_squares
from scipy.spatial import cKDTree

from coach.figure import mesh, skinning
from coach.figure.grips import Grip, stored
from coach.figure.pose_file import bundled
from coach.figure.skeleton import Kind, skeleton
from tools.contact_list import GRIPS, TOUCHES, GripTask, Target, TouchTask

if TYPE_CHECKING:
    from collections.abc import Mapping

Array = NDArray[np.float64]
Angles = dict[tuple[str, str], float]
OUT = Path(__file__).resolve().parents[1] / "routines" / "poses" / "grips.yaml"
MIRROR = np.diag([-1.0, 1.0, 1.0, 1.0])


@dataclass
class Body:
    """A limb's skin in some pose, and how deep points are inside it."""

    kind: Kind
    bones: Array
    vertices: Array = field(init=False)
    normals: Array = field(init=False)
    tree: cKDTree = field(init=False)

    def __post_init__(self) -> None:
        m = mesh.load(self.kind)
        v = skinning.skin(m, self.bones)
        self.normals = m.topology.normals(v)[: m.skin].astype(float)
        self.vertices = v[: m.skin].astype(float)
        self.tree = cKDTree(self.vertices)

    def height(self, p: Array) -> Array:
        """Signed distance above the skin, mm, exact enough within a centimetre."""
        d, near = self.tree.query(p, k=3)
        w = 1.0 / (d + 1e-3)
        w /= w.sum(1, keepdims=True)
        each = np.einsum("nkj,nkj->nk", p[:, None] - self.vertices[near], self.normals[near])
        out: Array = (each * w).sum(1)
        return np.where(d[:, 0] > 25, np.abs(out) + d[:, 0], out)


def posed(base: Mapping[str, Mapping[str, float]], angles: Angles) -> dict[str, dict[str, float]]:
    """A pose with some angles changed."""
    out = {joint: dict(kinds) for joint, kinds in base.items()}
    for (joint, kind), value in angles.items():
        out.setdefault(joint, {})[kind] = value
    return out


def skin_point(kind: Kind, bone: str, local: tuple[float, float, float]) -> int:
    """The skin vertex nearest to a place in a bone's axes."""
    m = mesh.load(kind)
    here = np.linalg.inv(m.bind[skeleton(kind).index[bone]])
    p = here[:3, :3] @ np.asarray(local) + here[:3, 3]
    return int(np.argmin(((m.vertices[: m.skin] - p) ** 2).sum(1)))


def solve_touch(task: TouchTask) -> tuple[Angles, float, float]:
    """Joint angles of one limb whose own parts touch; the gap and the penetration left, mm."""
    m = mesh.load(task.kind)
    s = skeleton(task.kind)
    base = bundled(task.kind)[task.pose].pose
    keys = list(task.free)
    low, high = (np.array([task.free[k][i] for k in keys], float) for i in (0, 1))
    x0 = np.clip([base.angle(*k) for k in keys], low + 0.01, high - 0.01)
    pairs = [(skin_point(task.kind, *a), skin_point(task.kind, *b)) for a, b in task.touches]
    tip = m.weights[: m.skin].argmax(1) == s.index[task.touches[0][0][0]]
    moving = np.flatnonzero(tip)

    def shape(x: Array) -> tuple[Array, Array]:
        v = skinning.skin(m, s.forward(posed(base, dict(zip(keys, x, strict=True)))))
        return v[: m.skin].astype(float), m.topology.normals(v)[: m.skin].astype(float)

    still = np.flatnonzero(np.isin(m.digit[: m.skin], task.digits[1:]))

    def depth(v: Array, n: Array) -> Array:
        d, near = cKDTree(v[still]).query(v[moving])
        j = still[near]
        h = ((v[moving] - v[j]) * n[j]).sum(1)
        return np.where(d < 12, np.minimum(h, 0), 0)

    def residuals(x: Array) -> Array:
        v, n = shape(x)
        touch = [v[a] - v[b] for a, b in pairs]
        facing = [0.6 * (1 + n[a] @ n[b]) for a, b in pairs]
        rest = 0.035 * (x - x0)
        return np.concatenate([*touch, facing, 2.0 * depth(v, n), rest])

    found = least_squares(residuals, x0, bounds=(low, high), diff_step=2e-3, max_nfev=60)
    v, n = shape(found.x)
    gap = max(abs(float((v[a] - v[b]) @ n[b])) for a, b in _nearest_pairs(v, [a for a, _ in pairs], still))
    angles = {k: round(float(value), 1) for k, value in zip(keys, found.x, strict=True)}
    return angles, gap, float(-depth(v, n).min())


def _nearest_pairs(v: Array, points: list[int], others: NDArray[np.int64]) -> list[tuple[int, int]]:
    _, near = cKDTree(v[others]).query(v[points])
    return [(a, int(others[j])) for a, j in zip(points, near, strict=True)]


@dataclass
class Held:
    """A helper being placed on a limb."""

    task: GripTask

    def __post_init__(self) -> None:
        base = bundled(self.task.figure)[self.task.pose].pose
        self.base = posed(base, dict(self.task.joints))
        self.bones = skeleton(self.task.figure).forward(self.base)
        self.subject = Body(self.task.figure, self.bones)
        self.hand = mesh.load("hand")
        self.skeleton = skeleton("hand")
        self.mirror = MIRROR if self.task.mirror else np.eye(4)

    def target(self, target: Target) -> Array:
        """A point just on the subject's skin."""
        m = skeleton(self.task.figure)
        p = (self.bones[m.index[target.bone]] @ (*target.at, 1.0))[:3]
        near: Array = self.subject.vertices[self.subject.tree.query(p)[1]]
        return near

    def start(self) -> Array:
        """A first place: palm anchor at a point, fingers and back of the hand in given directions."""
        y = np.asarray(self.task.fingers, float)
        y /= np.linalg.norm(y)
        z = np.asarray(self.task.back, float)
        z = z - y * (z @ y)
        z /= np.linalg.norm(z)
        # A mirrored hand has its thumb on the other side; its own axes stay right-handed.
        place = np.eye(4)
        place[:3, :3] = np.stack([np.cross(y, z), y, z], axis=1)
        anchor = np.asarray(self.task.anchor, float) * ([-1, 1, 1] if self.task.mirror else 1)
        place[:3, 3] = self.target(self.task.near) + np.asarray(self.task.offset) - place[:3, :3] @ anchor
        return place

    def skin(self, joints: Mapping[str, Mapping[str, float]], place: Array) -> Array:
        """World vertices of the helper whose carpus is at `place`."""
        bones = self.skeleton.forward(joints)
        carpus = bones[self.skeleton.index["carpus"]]
        v = skinning.skin(self.hand, np.linalg.inv(carpus) @ bones)[: self.hand.skin].astype(float)
        v = v @ self.mirror[:3, :3]
        world: Array = v @ place[:3, :3].T + place[:3, 3]
        return world


def _rotation(r: Array) -> Array:
    angle = float(np.linalg.norm(r))
    if angle < 1e-9:
        return np.eye(3)
    k = r / angle
    cross = np.array([[0, -k[2], k[1]], [k[2], 0, -k[0]], [-k[1], k[0], 0]])
    out: Array = np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
    return out


def solve_grip(task: GripTask, earlier: Grip | None = None) -> tuple[dict[str, object], float, float]:
    """The helper's joints and its place on the held bone; the gap and the penetration left, mm.

    With a stored grip it is only eased out of the flesh and onto the skin, and looks much as before.
    """
    held = Held(task)
    start = held.start()
    if earlier is not None:
        start = held.bones[skeleton(task.figure).index[task.bone]] @ earlier.relative
    hand_pose = bundled("hand")[task.hand].pose
    keys = list(task.free)
    low = np.array([-60.0] * 3 + [-1.2] * 3 + [task.free[k][0] for k in keys])
    high = np.array([60.0] * 3 + [1.2] * 3 + [task.free[k][1] for k in keys])
    first = [task.start.get(k, hand_pose.angle(*k)) for k in keys]
    if earlier is not None:
        first = [earlier.pose.get(joint, {}).get(kind, 0.0) for joint, kind in keys]
    x0 = np.clip(np.concatenate([np.zeros(6), first]), low + 0.01, high - 0.01)
    pairs = [(skin_point("hand", *point), held.target(target)) for point, target in task.touches]
    skin = held.hand.vertices[: held.hand.skin]
    sample = np.flatnonzero(skin[:, 1] > -60)[::5]

    def place(x: Array) -> Array:
        out = start.copy()
        out[:3, :3] = _rotation(x[3:6]) @ start[:3, :3]
        out[:3, 3] = start[:3, 3] + x[:3]
        return out

    def joints(x: Array) -> dict[str, dict[str, float]]:
        return posed(hand_pose, {**task.start, **dict(zip(keys, x[6:], strict=True))})

    weight = np.concatenate([np.full(3, 0.02), np.full(3, 3.0), np.full(len(keys), 0.04)])

    pads = [a for a, _ in pairs]

    def residuals(x: Array, reach: float, press: float) -> Array:
        """`reach` pulls to the wished places; `press` keeps pads on the skin and flesh out of flesh."""
        v = held.skin(joints(x), place(x))
        height = held.subject.height(v[sample])
        touch = [reach * (v[a] - b) for a, b in pairs]
        return np.concatenate(
            [
                *touch,
                press * held.subject.height(v[pads]),
                1.6 * press * np.minimum(height, 0),
                weight * (x - x0),
            ]
        )

    size = np.concatenate([np.full(3, 10.0), np.full(3, 0.2), np.full(len(keys), 10.0)])
    solver = {"bounds": (low, high), "diff_step": 1e-3, "x_scale": size}
    tries = []
    # A start that is clear of the flesh finds another solution than one that is sunk in it.
    if earlier is not None:
        tries.append(least_squares(residuals, x0, max_nfev=60, args=(0.0, 3.0), **solver))
    for lift in (0.0, 12.0, 24.0) if earlier is None else ():
        begin = x0.copy()
        begin[:3] += start[:3, 2] * lift
        rough = least_squares(residuals, begin, max_nfev=40, args=(1.0, 0.8), **solver)
        tries.append(least_squares(residuals, rough.x, max_nfev=50, args=(task.reach, 3.0), **solver))
    best = min(tries, key=lambda found: float(found.cost))
    x = best.x
    v = held.skin(joints(x), place(x))
    height = held.subject.height(v[skin[:, 1] > -60])
    touching = np.array([held.subject.height(v[[a]])[0] for a, _ in pairs])
    bone = skeleton(task.figure).index[task.bone]
    relative = np.linalg.inv(held.bones[bone]) @ place(x)
    entry = {
        "bone": task.bone,
        "mirror": task.mirror,
        "place": [round(float(n), 4) for n in relative[:3].ravel()],
        "joints": _rounded(joints(x)),
        **({"view": task.view} if task.view else {}),
    }
    return entry, float(np.abs(touching).max()), float(-min(height.min(), 0))


def _rounded(joints: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    out = {}
    for joint, kinds in joints.items():
        kept = {kind: round(float(v), 1) for kind, v in kinds.items() if abs(v) > 0.05}
        if kept:
            out[joint] = kept
    return out


def main(names: list[str]) -> None:
    """Solve the named contacts, or all; `--ease` betters stored grips instead of beginning anew."""
    ease = "--ease" in names
    names = [name for name in names if name != "--ease"]
    for task in TOUCHES:
        if ease or (names and task.pose not in names):
            continue
        angles, gap, deep = solve_touch(task)
        print(f"{task.pose}: gap {gap:.2f} mm, penetration {deep:.2f} mm")
        for (joint, kind), value in angles.items():
            print(f"    {joint} {kind} {value}")
    grips = yaml.safe_load(OUT.read_text("utf-8"))["grips"] if OUT.exists() else {}
    for name, grip in GRIPS.items():
        if names and name not in names:
            continue
        grips[name], gap, deep = solve_grip(grip, stored().get(name) if ease else None)
        print(f"{name}: gap {gap:.2f} mm, penetration {deep:.2f} mm")
    told = (
        "# Solved by tools/solve_contacts: the helping hand's joints, and its carpus in the held bone's axes."
    )
    head = f"coach: 1\ntype: grips\n{told}\n"
    body = yaml.safe_dump({"grips": grips}, sort_keys=True, default_flow_style=None, width=110)
    OUT.write_text(head + body, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
