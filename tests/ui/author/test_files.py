"""The list of files in the Author view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach import paths
from coach.routine.folders import Folder
from coach.routine.library import Library
from coach.ui.author.files import PATH, Files

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

POSES = "coach: 1\ntype: poses\nfigure: hand\nposes:\n  lifted:\n    joints: {ring: {mcp: 10}}\n"


def test_ones_own_files_of_poses_are_listed(qtbot: QtBot, tmp_path: Path) -> None:
    """They stand below the routines of their folder, marked if they have errors, and can be opened."""
    (tmp_path / "poses").mkdir()
    mine, other = tmp_path / "poses" / "mine.yaml", tmp_path / "poses" / "other.yaml"
    mine.write_text(POSES.replace("ring:", "rng:"), encoding="utf-8")
    other.write_text(POSES.replace("{mcp: 10}", "{mcp: -10}"), encoding="utf-8")
    (tmp_path / "zoo.yaml").write_text("coach: 1\ntype: sources\nsources: {}\n", encoding="utf-8")
    folders = (Folder(paths.bundled_routines(), "bundled"), Folder(tmp_path, "own"))
    files = Files()
    qtbot.addWidget(files)
    files.show_library(Library.read(folders[1:]), folders)
    items = list(files._items())
    assert [item.text(0) for item in items] == ["zoo", "✖ poses/mine", "▲ poses/other"]
    assert items[1].toolTip(0) == "poses/mine.yaml\n1 error"
    with qtbot.waitSignal(files.chosen) as chosen:
        files.tree.itemActivated.emit(items[1], 0)
    assert chosen.args == [mine]
    assert items[2].data(0, PATH) == other
