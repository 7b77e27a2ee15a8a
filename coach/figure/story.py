"""What a still has to tell of a motion: which key frame, and from where the movement into it began."""

# ruff: noqa: PLR2004 - the numbers are lengths, angles and shares of a drawing, explained where they stand

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from coach.figure.pose_file import bundled

if TYPE_CHECKING:
    from coach.figure.motion import Frame, Motion
    from coach.figure.pose import Pose

Freedom = tuple[str, str]


def telling(motion: Motion) -> int:
    """The key frame that says most.

    It is the one that an author gave an arrow of its own; where digits part (`out`) or meet (`together`) the
    one most spread or closed; between rest and one other pose the other; else the farthest from the first.
    """
    arrows = [frame.arrow for frame in motion.frames]
    poses = [frame.pose for frame in motion.frames]
    if len(set(map(str, arrows))) > 1:
        return next(at for at, arrow in enumerate(arrows) if arrow)
    if {"out", "together"} & set(map(str, arrows[0])):
        apart = [sum(pose.angle(*at) for at in spreading(motion)) for pose in poses]
        best = max(apart) if "out" in arrows[0] else min(apart)
        return apart.index(best) if max(apart) > min(apart) else 0
    rest = [pose for pose in poses if pose in _resting(motion.figure)]
    start = rest[0] if rest and (len(motion.key_poses) == 2 or poses[0] in rest) else poses[0]
    away = [pose.distance(start) for pose in poses]
    return away.index(max(away))


def spreading(motion: Motion) -> tuple[Freedom, ...]:
    """The freedoms by which digits move apart in a motion; all of them in a single pose."""
    poses = motion.key_poses
    every = [at for at in poses[0].anatomy.freedoms if at[1] == "abduction"]
    moving = [at for at in every if len({pose.angle(*at) for pose in poses}) > 1]
    return tuple(moving or every)


def begin(motion: Motion, at: int) -> Pose | None:
    """The pose the movement into a key frame starts from; None where nothing moves."""
    frames = motion.frames
    arrow = frames[at].arrow
    if "across" in arrow:
        # The thumb starts out beside the palm, whatever the frame before was.
        pose = frames[at].pose
        return pose.changed({free: 0.0 for free in pose.anatomy.freedoms if free[0].startswith("thumb")})
    if len(frames) < 2:
        return None
    pose = frames[at - 1].pose if at else frames[-1].pose
    return pose if pose.distance(frames[at].pose) > 4 else None


def effort(motion: Motion, pose: Pose) -> float:
    """How far (0 to 1) a pose has gone into the key frame that says most."""
    at = telling(motion)
    end, start = motion.frames[at].pose, begin(motion, at)
    if start is None:
        return 1.0
    return min(max(1.0 - pose.distance(end) / end.distance(start), 0.0), 1.0)


def gathered(motion: Motion, frame: Frame) -> Pose:
    """A spread pose with its digits held together: the thumb too, if it goes apart in this motion."""
    closed = dict.fromkeys(spreading(motion), 0.0)
    thumb = ("thumb.cmc", "flexion")
    poses = motion.key_poses
    has_thumb = thumb in frame.pose.anatomy.freedoms
    if has_thumb and (len(poses) == 1 or len({pose.angle(*thumb) for pose in poses}) > 1):
        closed[thumb] = 0.0
    return frame.pose.changed(closed)


def moves_upper(motion: Motion) -> bool:
    """Whether wrist or ankle move, so that the muscles above them are worth showing."""
    joint = {"hand": "wrist", "foot": "ankle"}.get(motion.figure)
    upper = ("forearm", "calf", "gastro", "soleus")
    if joint is None or any(word.startswith(upper) for word in motion.highlight):
        return True
    angles = [pose.angle(joint) for pose in motion.key_poses]
    return max(angles) - min(angles) > 20 and motion.mark.value != "massaged"


@lru_cache(maxsize=8)
def _resting(figure: str) -> frozenset[Pose]:
    """Poses that exercises begin and end in."""
    known = bundled(figure)
    names = ("neutral", "straight", "rest-functional", "relaxed")
    return frozenset(known[name].pose for name in names if name in known)
