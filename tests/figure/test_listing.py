"""Which poses there are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.cli import main as cli
from coach.figure.pose_file import bundled

if TYPE_CHECKING:
    from pathlib import Path

OWN = """\
coach: 1
type: poses
figure: hand
poses:
  my-claw: {title: Claw, from: hook-fist}
  spread: {title: "Spread, wide", from: spread}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of routines with two poses of its own."""
    (tmp_path / "poses").mkdir()
    (tmp_path / "poses" / "mine.yaml").write_text(OWN, encoding="utf-8")
    return tmp_path


def test_all_poses_are_listed_with_their_titles(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Bundled ones by figure; those of a folder that is named say their file, and whom they stand in for."""
    assert cli.main(["list", "--poses", "--routines", str(folder)]) == 0
    said = capsys.readouterr().out
    lines = [line.strip() for line in said.splitlines()]
    assert [lines.index(figure) for figure in ("Hand", "Foot", "Body")] == sorted(
        lines.index(figure) for figure in ("Hand", "Foot", "Body")
    )
    assert {line.split()[0] for line in lines if line} >= {*bundled("hand"), *bundled("foot"), "my-claw"}
    path = folder / "poses" / "mine.yaml"
    (claw,) = (line for line in lines if line.startswith("my-claw "))
    assert claw.endswith(f"Claw  ({path})")
    (spread,) = (line for line in lines if line.startswith("spread "))
    assert spread.endswith(f"Spread, wide  ({path}, in place of Coach’s)")


def test_own_poses_are_listed_without_being_named(capsys: pytest.CaptureFixture[str]) -> None:
    """The person's own folder always counts, and one figure can be asked for."""
    file = paths.own_routines() / "poses" / "mine.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(OWN, encoding="utf-8")
    assert cli.main(["list", "--poses", "hand", "--json"]) == 0
    found = {each["id"]: each for each in json.loads(capsys.readouterr().out)}
    assert {each["figure"] for each in found.values()} == {"hand"}
    assert found["my-claw"] == {
        "id": "my-claw",
        "figure": "hand",
        "title": "Claw",
        "view": "thumb-back",
        "path": str(file),
        "is_bundled": False,
        "stands_in": False,
    }
    assert found["spread"]["stands_in"]
    assert found["straight"]["is_bundled"]
    assert cli.main(["list", "--poses", "foot"]) == 0
    assert "my-claw" not in capsys.readouterr().out
