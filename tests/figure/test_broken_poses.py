"""Poses whose own file has errors, told where they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.figure.broken_poses import broken_poses
from coach.figure.check import check
from coach.routine.source import Source

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
coach: 1
type: poses
figure: hand
poses:
  my-claw:
    from: hook-fist
    joints: {wrist: {extension: 20}}
  my-claw-back:
    from: my-claw
    joints: {forearm: {supination: 20}}
  my-flat:
    joints: {wrist: 5}
"""
EXERCISE = """\
type: exercise
motion:
  figure: hand
  frames: [{pose: my-claw}, {pose: straight}, {pose: my-claw-back}, {pose: my-flat}]
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pose file of the person's own."""
    monkeypatch.setattr(paths, "own_routines", lambda: tmp_path)
    (tmp_path / "poses").mkdir()
    return tmp_path / "poses" / "mine.yaml"


@pytest.mark.parametrize(
    ("good", "bad", "lines"),
    [
        ("", "", {}),
        ("extension: 20", "extention: 20", {"my-claw": 7, "my-claw-back": 7}),
        ("    joints: {forearm", "    jonts: {forearm", {"my-claw-back": 10}),
        ("wrist: 5", "wrist: five", {"my-flat": 12}),
        ("figure: hand", "figure: hnad", {"my-claw": 3, "my-claw-back": 3, "my-flat": 3}),
        ("from: my-claw", "from my-claw", {"my-claw": 9, "my-claw-back": 9, "my-flat": 9}),
        ("extension: 20", "extension: 100", {}),
    ],
)
def test_where_the_first_error_of_each_pose_stands(
    file: Path, good: str, bad: str, lines: dict[str, int]
) -> None:
    """An error is about its pose and those that inherit from it; one outside all poses is about each."""
    file.write_text(GOOD.replace(good, bad, 1), encoding="utf-8")
    found = broken_poses("hand")
    assert {name: found[name] for name in ("my-claw", "my-claw-back", "my-flat") if name in found} == {
        name: (file, line) for name, line in lines.items()
    }


def test_a_file_of_another_figure_is_of_no_concern(file: Path) -> None:
    """Poses of a foot that have errors say nothing about a hand, nor does a file that is no text."""
    file.write_text(GOOD.replace("figure: hand", "figure: foot"), encoding="utf-8")
    assert set(broken_poses("foot")) == {"my-claw", "my-claw-back", "my-flat"}
    assert broken_poses("hand") == {}
    file.write_bytes(b"\xff\xfe")
    assert broken_poses("hand") == {}
    file.unlink()
    file.symlink_to(file.with_name("nowhere.yaml"))
    assert broken_poses("hand") == {}


def test_an_exercise_is_told_which_of_its_poses_are_broken(file: Path) -> None:
    """It is said at the pose, in place of a word that there is none of that name."""
    source = Source(file.parents[1] / "claw.yaml", EXERCISE)
    file.write_text(GOOD, encoding="utf-8")
    assert check(source) == []
    file.write_text(GOOD.replace("poses:\n", "poses\n"), encoding="utf-8")
    assert [(each.code, each.span.column) for each in check(source)] == [
        ("pose-has-errors", 19),
        ("pose-has-errors", 54),
        ("pose-has-errors", 76),
    ]
    file.write_text(GOOD.replace("wrist: 5", "wrist: five"), encoding="utf-8")
    (only,) = check(source)
    assert only.message == "This pose has errors in its own file, poses/mine.yaml, line 12."
