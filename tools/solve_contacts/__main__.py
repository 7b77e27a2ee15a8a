"""Solve contacts and store them: `python -m tools.solve_contacts [name ...]`.

Writes helping hands to routines/poses/grips.yaml and the joints of touching poses into their pose file.
Names are grips (`hand/pinch/index`), beginnings of grips (`foot/`) or poses (`full-fist`); none means all.
Needs the `figures` extra.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from coach.figure.grips import Fit, Grip, stored
from coach.figure.pose import Pose, joints_yaml
from coach.figure.pose_file import bundled
from tools.solve_contacts import folds, hold, measure, palms, tasks, touch

if TYPE_CHECKING:
    from tools.solve_contacts.tasks import GripTask

_POSES = Path(__file__).resolve().parents[2] / "routines" / "poses"
GRIPS = _POSES / "grips.yaml"
_HEAD = """coach: 1
type: grips
# Written by `python -m tools.solve_contacts`: helping hands, with one fit for every pose they are shown on.
# `place` is the helper's carpus in the held bone's axes (3 x 4, row by row, mm), `joints` are the helper's.
grips:
"""


def solve(task: GripTask) -> Grip:
    """A grip solved in every pose it is shown in, with what is left of gap and penetration printed."""
    fits: list[Fit] = []
    for held in task.holds:
        fit = hold.solve(task, held, fits[0] if fits else None)
        fits.append(fit)
        grip = Grip(task.name, task.bone, task.mirror, (fit,), task.view)
        print(f"{task.name} · {held.words}: {measure.grip(task, held, grip, fit)}", flush=True)
    return Grip(task.name, task.bone, task.mirror, tuple(fits), task.view)


def written(grip: Grip, task: GripTask) -> str:
    """A grip as lines of the grips file."""
    lines = [f"  {grip.name}:\n    bone: {grip.bone}\n    mirror: {str(grip.mirror).lower()}\n"]
    if grip.view:
        lines.append(f"    view: {grip.view}\n")
    lines.append("    fits:\n")
    for held, fit in zip(task.holds, grip.fits, strict=True):
        words = yaml.safe_dump(dict(held.words), default_flow_style=True, width=1000, sort_keys=False).strip()
        place = ", ".join(f"{n:g}" for n in fit.relative[:3].ravel().round(4))
        lines.append(f"    - held: {words}\n      place: [{place}]\n      joints:\n")
        lines.append(joints_yaml(fit.pose, Pose.zero("hand"), 8))
    return "".join(lines)


def keep(name: str, pose: Pose) -> None:
    """Replace the joints of one pose in its file."""
    path = _POSES / f"{pose.figure}.yaml"
    text = path.read_text("utf-8")
    parent = yaml.safe_load(text)["poses"][name].get("from")
    joints = joints_yaml(pose, bundled(pose.figure)[parent].pose if parent else None, 6)
    entry = re.search(rf"(?m)^  {re.escape(name)}:\n(?:    .*\n)+", text)
    if entry is None:
        raise KeyError(name)
    new = re.sub(r"(?m)^    joints:\n(?:      .*\n)+", f"    joints:\n{joints}", entry[0])
    path.write_text(text[: entry.start()] + new + text[entry.end() :], encoding="utf-8")


def main(names: list[str]) -> None:
    """Solve the named contacts, or all."""
    for name in tasks.touches():
        if not names or name in names:
            # Poses inherit from each other: read what has been written so far.
            bundled.cache_clear()
            tasks.touches.cache_clear()
            task = tasks.touches()[name]
            pose = touch.solve(task)
            print(f"{name}: {measure.touch(task, pose)}", flush=True)
            keep(name, pose)
    for name, palms_task in tasks.palms().items():
        if not names or name in names:
            pose = palms.solve(palms_task)
            print(f"{name}: {palms.measure(palms_task, pose)}", flush=True)
            keep(name, pose)
    for name, fold_task in tasks.folds().items():
        if not names or name in names:
            pose = folds.solve(fold_task)
            print(f"{name}: {folds.measure(pose)}", flush=True)
            keep(name, pose)
    old = stored()
    out = []
    for name, grip_task in sorted(tasks.grips().items()):
        wanted = not names or any(name.startswith(part) for part in names)
        if wanted or name not in old:
            out.append(written(solve(grip_task), grip_task))
        else:
            out.append(_kept(name))
    if not names or any("/" in name for name in names):
        GRIPS.write_text(_HEAD + "".join(out), encoding="utf-8")


def _kept(name: str) -> str:
    """The lines of a grip that is not solved anew."""
    text = GRIPS.read_text("utf-8")
    start = text.index(f"  {name}:\n")
    end = next(
        (at for at in range(start + 2, len(text)) if text.startswith(("\n  hand/", "\n  foot/"), at)), -1
    )
    return text[start:] if end < 0 else text[start : end + 1]


if __name__ == "__main__":
    main(sys.argv[1:])
