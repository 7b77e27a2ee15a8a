from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.cli import main as cli
from tests.routine.test_broken import BROKEN

if TYPE_CHECKING:
    from pathlib import Path

POSES = "coach: 1\ntype: poses\nfigure: hand\nposes:\n  lifted:\n    joints: {ring: {mcp: 10}}\n"


@pytest.mark.parametrize("named", ["poses/mine.yaml", "poses", "."])
def test_a_file_of_poses_is_checked_by_any_way_to_it(
    tmp_path: Path, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Named itself, or by its folder, or by the folder of routines: it is well, or says what is wrong."""
    (tmp_path / "poses").mkdir()
    file = tmp_path / "poses" / "mine.yaml"
    file.write_text(POSES, encoding="utf-8")
    assert cli.main(["check", str(tmp_path / named)]) == 0
    assert "1 file checked: all well." in capsys.readouterr().out
    file.write_text(POSES.replace("joints: {ring: {mcp: 10}}", "ring: mcp: 40"), encoding="utf-8")
    assert cli.main(["check", str(tmp_path / named)]) == 1
    assert "mine.yaml:6:" in capsys.readouterr().out
    file.write_text(POSES.replace("type: poses", "type: pose"), encoding="utf-8")
    assert cli.main(["check", str(tmp_path / named)]) == 1
    assert "`type: poses`" in capsys.readouterr().out


def test_a_file_of_poses_may_stand_anywhere_while_it_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Outside a folder of poses it is known by its type, and where to move it is said."""
    file = tmp_path / "draft.yaml"
    file.write_text(POSES, encoding="utf-8")
    assert cli.main(["check", str(file)]) == 0
    said = capsys.readouterr().out
    assert "draft.yaml:2:7: warning: " in said
    assert "Move it into a folder `poses`" in said
    assert cli.main(["check", str(tmp_path)]) == 0
    assert "0 errors and 1 warning." in capsys.readouterr().out


def test_every_slip_of_a_folder_is_told_at_its_own_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The pose's file is told where it is wrong, and the exercise at the pose that it names."""
    (tmp_path / "poses").mkdir()
    (tmp_path / "poses" / "mine.yml").write_text(f"{POSES}    titel: Lifted\n", encoding="utf-8")
    exercise = (BROKEN / "pose-misspelt.yaml").read_text(encoding="utf-8")
    exercise = exercise.replace("wrist-extention", "lifted")
    (tmp_path / "wave.yaml").write_text(exercise, encoding="utf-8")
    assert cli.main(["check", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "mine.yml:7:5: error: `titel` is not a key that belongs here. Did you mean `title`?" in said
    told = "This pose has errors in its own file, poses/mine.yml, line 7. Put that file right first."
    assert f"wave.yaml:27:13: warning: {told} [pose-has-errors]" in said
    assert "2 files checked: 1 error and 1 warning." in said


def test_a_persons_own_poses_are_checked_without_a_path(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """`coach check` alone looks at the poses in the person's folder, too."""
    file = paths.own_routines() / "poses" / "mine.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(POSES.replace("ring:", "rng:"), encoding="utf-8")
    assert cli.main(["check"]) == 1
    assert "mine.yaml:6:14: error: The hand has no joint `rng`." in capsys.readouterr().out


def test_a_pose_file_that_cannot_be_opened_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no file, or no text, is an error like any other."""
    (tmp_path / "poses").mkdir()
    (tmp_path / "poses" / "gone.yaml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "poses" / "latin.yaml").write_bytes(b"# \xe9\n")
    assert cli.main(["check", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "gone.yaml:1:1: error: This cannot be read: No such file or directory." in said
    assert "latin.yaml:1:3: error: " in said
