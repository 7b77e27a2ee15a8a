"""Bringing a fingertip to the thumb while authoring: joints turn, within their ranges, until two pads touch.

A damped least-squares search over the bones; the skin is a ball round each pad. It begins half-way to the
contact that is stored for that finger, so that the hand closes the way hands do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from coach.figure.pose_file import bundled
from coach.figure.skeleton import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.figure.pose import Pose

Array = NDArray[np.float64]

FINGERS: Final = ("index", "middle", "ring", "little")
PAD: Final = {
    "thumb": (0.62, 8.0),
    "index": (0.62, 6.6),
    "middle": (0.62, 6.8),
    "ring": (0.62, 6.5),
    "little": (0.6, 5.8),
}
"""Where a pad is: how far along the last bone, and how many millimetres below it to the skin."""
PALM: Final = {"ring": ("cmc4",), "little": ("cmc4", "cmc5")}
"""The joints of the palm that help these fingers across."""
ROUNDS: Final = 40
NEAR: Final = 0.3
"""Millimetres at which two pads touch."""
STEP: Final = 0.5
"""Degrees by which each joint is tried."""
STIFF: Final = 0.02
"""Pull of the pose it began with, in millimetres for a degree: of all ways to touch, the nearest is found."""


def touch(pose: Pose, finger: str) -> Iterator[tuple[float, Pose, float]]:
    """Turn thumb and finger until their pads touch. Yields how far it is (0 to 1), the pose, the gap in mm.

    The last pose yielded is the answer; leave off whenever you like.

    Raises:
        ValueError: The pose is no hand's, or there is no such finger.
    """
    if pose.figure != "hand" or finger not in FINGERS:
        raise ValueError(f"There is no finger `{finger}` on a {pose.figure} that could touch the thumb.")
    moves = ("thumb.", f"{finger}.", *PALM.get(finger, ()))
    free = [at for at in pose.anatomy.freedoms if at[0].startswith(moves)]
    low, high = (np.array([_bound(pose, at)[end] for at in free]) for end in (0, 1))
    natural = bundled("hand")[f"tip-to-tip-{finger}"].pose
    began = np.array([(pose.angle(*at) + natural.angle(*at)) / 2 for at in free])
    angles = np.clip(began, low, high)
    damping = 1e-2
    miss = _apart(_with(pose, free, angles), finger)
    for number in range(ROUNDS):
        gap = float(np.linalg.norm(miss))
        yield (number + 1) / ROUNDS, _with(pose, free, angles), gap
        if gap < NEAR:
            return
        tries = [_apart(_with(pose, free, angles + turn), finger) for turn in STEP * np.eye(len(free))]
        slope = (np.stack(tries, axis=1) - miss[:, None]) / STEP
        turn = _turn(slope, miss, angles - began, (angles - low, high - angles), damping)
        nearer = np.clip(angles - np.clip(turn, -15, 15), low, high)
        left = _apart(_with(pose, free, nearer), finger)
        if np.linalg.norm(left) < gap:
            angles, miss, damping = nearer, left, damping / 3
        else:
            damping *= 5


def _turn(slope: Array, miss: Array, strayed: Array, room: tuple[Array, Array], damping: float) -> Array:
    """How far each joint turns back; those at the end of their range that would go beyond it stay."""
    turns = np.ones(len(strayed), bool)
    out = np.zeros(len(strayed))
    for _ in range(3):
        part = slope[:, turns]
        size = part.T @ part + (STIFF**2 + damping) * np.eye(int(turns.sum()))
        out[:] = 0
        out[turns] = np.linalg.solve(size, part.T @ miss + STIFF**2 * strayed[turns])
        beyond = turns & (((out > 0) & (room[0] <= 0)) | ((out < 0) & (room[1] <= 0)))
        if not beyond.any() or beyond.sum() == turns.sum():
            break
        turns &= ~beyond
    return out


def _bound(pose: Pose, at: tuple[str, str]) -> tuple[float, float]:
    limits = pose.anatomy.range(*at)
    return limits.low, limits.high


def _with(pose: Pose, free: list[tuple[str, str]], angles: Array) -> Pose:
    return pose.changed(dict(zip(free, np.round(angles, 2).tolist(), strict=True)))


def _apart(pose: Pose, finger: str) -> Array:
    bones = skeleton("hand")
    placed = bones.forward(pose)
    thumb, tip = (
        _pad(placed[bones.index[f"{name}-distal"]], bones[f"{name}-distal"].length, name)
        for name in ("thumb", finger)
    )
    return thumb - tip


def _pad(placed: Array, length: float, digit: str) -> Array:
    along, below = PAD[digit]
    at: Array = placed @ np.array([0.0, along * length, -below, 1.0])
    return at[:3]
