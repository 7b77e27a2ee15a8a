from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach import cli

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
    """Outside a folder of poses it is known by its type."""
    file = tmp_path / "draft.yaml"
    file.write_text(POSES, encoding="utf-8")
    assert cli.main(["check", str(file)]) == 0
    assert "all well" in capsys.readouterr().out
