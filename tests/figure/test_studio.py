from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from coach import paths
from coach.figure.known_poses import known
from coach.figure.motion import read_motion
from coach.figure.pose_file import read_poses
from coach.figure.studio import Sketch

if TYPE_CHECKING:
    from pathlib import Path

EXERCISES = sorted((paths.bundled_routines() / "exercises").rglob("*.yaml"))
HAND = known("hand")


def back(sketch: Sketch) -> dict[str, object]:
    """The lines of a sketch, read as a file is."""
    text = "motion:\n" + "".join(f"  {line}\n" for line in sketch.lines())
    return yaml.safe_load(text)["motion"]  # type: ignore[no-any-return]  # YAML


@pytest.mark.parametrize("path", EXERCISES[::4], ids=lambda path: path.stem)
def test_every_motion_goes_through_the_studio_unchanged(path: Path) -> None:
    """Read into the studio and written out, a bundled motion draws the same frames, to 0.1 degree."""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    raw = document.get("motion")
    if raw is None:
        return
    poses = known(raw["figure"])
    sketch = Sketch.read(raw, poses)
    before, _ = read_motion(raw, document["kind"], poses)
    after, faults = read_motion(back(sketch), document["kind"], poses)
    assert faults == []
    assert before is not None
    assert after is not None
    assert len(after.frames) == len(before.frames)
    for one, other in zip(before.frames, after.frames, strict=True):
        assert one.pose.distance(other.pose) < 0.11
        assert (one.view, one.assist, one.prop, one.stroke, one.arrow) == (
            other.view,
            other.assist,
            other.prop,
            other.stroke,
            other.arrow,
        )
    assert after.highlight == before.highlight


def test_what_is_drawn_is_what_is_written() -> None:
    """The plain values for drawing and the lines of the file give the same pose."""
    sketch = Sketch.new("hand", HAND).turned(0, "wrist", "flexion", -40).turned(0, "index.mcp", "flexion", 30)
    drawn, _ = read_motion(sketch.raw(), "", HAND)
    written, _ = read_motion(back(sketch), "", HAND)
    assert drawn is not None
    assert written is not None
    assert drawn.frames[0].pose == written.frames[0].pose == sketch.keys[0].pose


def test_an_angle_stays_within_what_the_joint_can_do() -> None:
    """A joint turned too far stops at the end of its range."""
    sketch = Sketch.new("hand", HAND).turned(0, "index.pip", "flexion", 400)
    pose = sketch.keys[0].pose
    assert pose.angle("index.pip") == pose.anatomy.range("index.pip", "flexion", pressed=True).high


def test_a_position_can_be_taken_from_a_pose() -> None:
    """Its angles are the pose's, and only what is turned afterwards is written."""
    sketch = Sketch.new("hand", HAND).based(0, "hook-fist").turned(0, "wrist", "flexion", 10)
    assert sketch.lines()[2:4] == ["  - pose: hook-fist", "    joints: {wrist: {flexion: 10}}"]
    with pytest.raises(KeyError):
        sketch.based(0, "no-such-pose")


def test_positions_are_doubled_moved_and_taken_out() -> None:
    """The last one stays."""
    sketch = Sketch.new("hand", HAND).doubled(0).based(1, "hook-fist").doubled(1).based(2, "full-fist")
    assert [key.base for key in sketch.keys] == ["straight", "hook-fist", "full-fist"]
    assert [key.base for key in sketch.moved(2, 0).keys] == ["full-fist", "straight", "hook-fist"]
    assert [key.base for key in sketch.without(1).keys] == ["straight", "full-fist"]
    assert len(sketch.without(0).without(0).without(0).keys) == 1


def test_views_hands_and_things_are_said_for_one_or_for_all() -> None:
    """Words stand where they hold; empty ones go."""
    sketch = Sketch.new("hand", HAND).told(None, "view", "palm").told(0, "prop", {"kind": "ball", "size": 60})
    sketch = sketch.marking(["thenar"])
    assert sketch.lines() == [
        "figure: hand",
        "view: palm",
        "frames:",
        "  - pose: straight",
        "    prop: {kind: ball, size: 60}",
        "highlight: [thenar]",
    ]
    assert "view" not in sketch.told(None, "view", "").said


def test_a_position_becomes_an_entry_of_a_pose_file() -> None:
    """Its base, its view, and the joints that differ."""
    sketch = Sketch.new("hand", HAND).turned(0, "wrist", "flexion", -60).told(None, "view", "thumb-side")
    assert sketch.pose_lines(0, "wrist-back") == [
        "wrist-back:",
        "  from: straight",
        "  view: thumb-side",
        "  joints:",
        "    wrist: {extension: 60}",
    ]


def test_what_a_hand_presses_stays_pressed() -> None:
    """Joints turned further than they go alone are drawn, written and copied so, and read back the same."""
    sketch = Sketch.new("hand", HAND).turned(0, "index.pip", "flexion", -8)
    for raw in (sketch.raw(), back(sketch)):
        motion, faults = read_motion(raw, "", HAND)
        assert motion is not None
        assert motion.frames[0].pose.angle("index.pip") == -8
        assert faults == []
    assert Sketch.read(back(sketch), HAND).keys[0].pose == sketch.keys[0].pose
    entry = "coach: 1\ntype: poses\nfigure: hand\nposes:\n"
    entry += "".join(
        f"  {line}\n" for line in sketch.told(0, "view", {"dir": [1, 0, 0]}).pose_lines(0, "pushed")
    )
    assert "  pressed: true\n" in entry
    poses, faults = read_poses(yaml.safe_load(entry), HAND)
    assert poses["pushed"].pose == sketch.keys[0].pose
    assert faults == []
    assert "pressed" not in "".join(Sketch.new("hand", HAND).lines())
