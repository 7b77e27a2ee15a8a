"""The poses of a file, one after another: what an author sees of it while writing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from coach.figure.known_poses import around, known
from coach.figure.pose_file import read_poses
from coach.routine.model import Exercise, Routine

if TYPE_CHECKING:
    from pathlib import Path

    from coach.figure.pose import NamedPose
    from coach.routine.library import Library
    from coach.routine.model import Poses

SECONDS: Final = 4
"""How long each pose is shown."""
NAME: Final = "parade"


def parade(document: Poses, path: Path, library: Library) -> Library:
    """A library with a routine of this name, and an exercise for each pose, in the order of the file.

    The angles stand in the exercises: no file needs to hold the poses yet.
    """
    raw = document.model_dump(by_alias=True, exclude_none=True)
    poses, _ = read_poses(raw, known(document.figure, around(path)))
    steps = [{"exercise": name, "for": f"{SECONDS} s"} for name in poses]
    about = {"coach": "1", "type": "routine", "id": NAME, "title": "Poses", "get_ready": "0 s"}
    return replace(
        library,
        exercises={name: _exercise(name, pose) for name, pose in poses.items()},
        routines={NAME: Routine.model_validate({**about, "steps": steps})} if steps else {},
    )


def _exercise(name: str, pose: NamedPose) -> Exercise:
    pairs = zip(pose.pose.anatomy.freedoms, pose.pose.degrees, strict=True)
    joints: dict[str, dict[str, float]] = {}
    for (joint, kind), degrees in pairs:
        if degrees:
            joints.setdefault(joint, {})[pose.pose.anatomy.joints[joint].axis(kind).positive] = degrees
    frame = {"joints": joints, "pressed": str(pose.pressed).lower()}
    motion = {"figure": pose.pose.figure, "frames": [frame], **({"view": pose.view} if pose.view else {})}
    title = pose.title or name
    about = {"coach": "1", "type": "exercise", "id": name, "title": title, "steps": [{"do": title}]}
    plain = {"kind": "mobilise", "body": ["whole-body"], "side": "right"}
    return Exercise.model_validate({**about, **plain, "motion": motion})
