"""Poses of a person's own."""

from __future__ import annotations

import os
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.figure.check import check
from coach.figure.command import FigureCommandError, pose_motion
from coach.figure.known_poses import around, known
from coach.figure.motion import read_motion
from coach.figure.pose_file import bundled
from coach.routine.source import Source

if TYPE_CHECKING:
    from pathlib import Path

OWN = """\
coach: 1
type: poses
figure: hand
poses:
  my-claw:
    from: hook-fist
    joints: {wrist: {extension: 20}}
  spread:
    from: spread
    joints: {wrist: {flexion: 10}}
"""


def write(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    """A pose file in the poses folder of a routines folder."""
    path = folder / "poses" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text), "utf-8")
    return path


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's routines folder, with two poses."""
    monkeypatch.setattr(paths, "own_routines", lambda: tmp_path)
    write(tmp_path, OWN)
    return tmp_path


def test_a_motion_may_name_a_pose_of_ones_own(own: Path) -> None:
    """A pose in the person's folder moves like a bundled one, and inherits from those."""
    motion, faults = read_motion({"figure": "hand", "frames": [{"pose": "my-claw"}]})
    assert own
    assert not faults
    assert motion is not None
    pose = motion.frames[0].pose
    assert pose.angle("wrist") == -20
    assert pose.angle("index.pip") == bundled("hand")["hook-fist"].pose.angle("index.pip")


def test_an_own_pose_stands_in_for_a_bundled_one(own: Path) -> None:
    """The same name means the person's pose, which may build on the one it replaces."""
    assert own
    assert known("hand")["spread"].pose.angle("wrist") == 10
    assert known("hand")["spread"].pose.angle("index.mcp", "abduction") > 5
    assert known("foot") == bundled("foot")


def test_what_cannot_be_read_is_left_out(own: Path) -> None:
    """A broken file, a file of something else and one that has gone keep no other pose from being known."""
    write(own, "poses: [", "broken.yaml")
    write(own, "type: sources\nfigure: hand\nposes: {a: {}}", "other.yaml")
    write(own, "hello", "word.yaml")
    (own / "poses" / "gone.yaml").symlink_to(own / "nowhere.yaml")
    assert set(known("hand")) - set(bundled("hand")) == {"my-claw"}


def test_a_changed_file_is_read_again(own: Path) -> None:
    """What the person saves counts from the next reading on."""
    assert known("hand")["my-claw"].pose.angle("wrist") == -20
    path = write(own, OWN.replace("extension: 20", "extension: 35"))
    os.utime(path, (1, 1))
    assert known("hand")["my-claw"].pose.angle("wrist") == -35


def test_poses_beside_an_exercise_are_known_to_the_check(tmp_path: Path) -> None:
    """`coach check` knows the poses of the folder that the file stands in, and underlines what is unknown."""
    write(tmp_path, OWN)
    path = tmp_path / "exercises" / "claw.yaml"
    text = dedent("""\
        type: exercise
        id: claw
        kind: mobilise
        motion:
          figure: hand
          frames: [{pose: my-claw}, {pose: my-clam}]
        """)
    (found,) = check(Source(path, text))
    assert (found.code, found.span.line, found.hint) == ("unknown-pose", 6, "Did you mean `my-claw`?")
    assert around(path) == (tmp_path,)


def test_slips_in_an_own_pose_file_are_underlined(tmp_path: Path) -> None:
    """A wrong angle is told at its line; a bundled pose to inherit from is none."""
    text = OWN.replace("extension: 20", "extension: 100")
    found = check(Source(tmp_path / "poses" / "mine.yaml", text))
    assert [(each.code, each.span.line) for each in found] == [("angle-range", 7), ("overrides", 8)]


def test_an_own_pose_can_be_drawn_by_name(own: Path, tmp_path: Path) -> None:
    """`coach figure my-claw` finds it, and so it does in a folder named on the command line."""
    assert own
    assert pose_motion("my-claw").frames[0].pose.angle("wrist") == -20
    elsewhere = tmp_path / "given"
    write(elsewhere, OWN.replace("my-claw", "my-hook"))
    assert pose_motion("my-hook", (elsewhere,)).figure == "hand"


def test_a_broken_pose_is_not_drawn_but_told(own: Path) -> None:
    """Instead of a picture that nobody meant, the author hears where the error is, or where names are."""
    file = write(own, OWN.replace("extension: 20", "extention: 20"))
    with pytest.raises(FigureCommandError) as told:
        pose_motion("my-claw")
    assert str(told.value) == f"The pose my-claw has errors in its own file, {file}, line 7."
    with pytest.raises(FigureCommandError) as told:
        pose_motion("qqq")
    assert told.value.advice == "`coach list --poses` lists all."
