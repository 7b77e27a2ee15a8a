"""The poses of a file, shown one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.figure.motion import read_motion
from coach.figure.parade import NAME, SECONDS, parade
from coach.figure.pose_file import bundled, bundled_file
from coach.routine.library import Library, read_text
from coach.routine.model import Poses

if TYPE_CHECKING:
    from pathlib import Path

OWN = """\
coach: 1
type: poses
figure: hand
poses:
  my-claw: {title: Claw, from: hook-fist, view: palm, joints: {wrist: {extension: 20}}}
  pushed: {from: my-claw, pressed: true, joints: {index.pip: {extension: 8}}}
  again: {from: elsewhere}
"""


def shown(text: str, path: Path) -> Library:
    """What a text of poses comes to."""
    document = read_text(text, path, Library()).document
    assert isinstance(document, Poses)
    return parade(document, path, Library())


def test_each_pose_is_shown_in_turn(tmp_path: Path) -> None:
    """In the order of the file, each as long, as it is read, seen from where it says."""
    (tmp_path / "poses").mkdir()
    other = OWN.partition("poses:")[0] + "poses:\n  elsewhere: {view: end, joints: {wrist: 7}}\n"
    (tmp_path / "poses" / "other.yaml").write_text(other, encoding="utf-8")
    library = shown(OWN, tmp_path / "poses" / "mine.yaml")
    steps = library.timeline(NAME).steps
    assert [(step.title, step.length) for step in steps] == [
        ("Claw", SECONDS),
        ("pushed", SECONDS),
        ("again", SECONDS),
    ]
    seen = []
    for exercise in library.exercises.values():
        assert exercise.motion is not None
        motion, faults = read_motion(exercise.motion.model_dump(exclude_none=True), poses=bundled("hand"))
        assert motion is not None
        assert not [fault for fault in faults if fault.code != "minus-angle"]
        (frame,) = motion.frames
        seen.append((frame.view, frame.pose.angle("wrist"), frame.pose.angle("index.pip")))
    assert seen == [("palm", -20, 95), ("palm", -20, -8), ("end", 7, 0)]


@pytest.mark.parametrize("figure", ["hand", "foot", "body"])
def test_the_bundled_poses_are_shown_as_they_are(figure: str) -> None:
    """Whatever Coach's own files hold comes out as it is drawn elsewhere."""
    path = bundled_file(figure)
    library = shown(path.read_text(encoding="utf-8"), path)
    assert list(library.exercises) == list(bundled(figure))
    for name, exercise in library.exercises.items():
        assert exercise.motion is not None
        motion, _ = read_motion(exercise.motion.model_dump(exclude_none=True), poses=bundled(figure))
        assert motion is not None
        assert motion.frames[0].pose.distance(bundled(figure)[name].pose) < 1e-9, name


def test_a_file_without_poses_shows_nothing() -> None:
    """There is no routine then."""
    path = paths.own_routines() / "poses" / "mine.yaml"
    assert shown("coach: 1\ntype: poses\nfigure: foot\nposes: {}\n", path).routines == {}


def test_a_pose_without_angles_is_shown_upright() -> None:
    """Nothing need be said of any joint."""
    path = paths.own_routines() / "poses" / "mine.yaml"
    library = shown("coach: 1\ntype: poses\nfigure: foot\nposes: {plain: {joints: {}}, bare: {}}\n", path)
    assert [step.exercise for step in library.timeline(NAME).steps] == ["plain", "bare"]
