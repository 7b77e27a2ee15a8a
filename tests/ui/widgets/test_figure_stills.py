"""Stills on the disk."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QImage

from coach import paths
from coach.ui.widgets import figure_stills

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def _filled(colour: str) -> QImage:
    image = QImage(4, 4, QImage.Format.Format_ARGB32)
    image.fill(QColor(colour))
    return image


def test_what_was_kept_is_found_by_its_key() -> None:
    """The same key leads to the same picture another day, and another key to another."""
    red, blue = figure_stills.path(("red",)), figure_stills.path(("blue",))
    figure_stills.keep(_filled("red"), red)
    assert QImage(str(figure_stills.path(("red",)))).pixelColor(1, 1) == QColor("red")
    assert not blue.exists()


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    """Without room for the cache nothing is kept, and nothing goes wrong."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    figure_stills.keep(_filled("red"), blocked / "still.png")
    assert blocked.read_text(encoding="utf-8") == "in the way"


def test_the_longest_unused_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder does not grow without end."""
    monkeypatch.setattr(figure_stills, "_KEEP", 2)
    for number in range(3):
        path = tmp_path / f"{number}.png"
        figure_stills.keep(_filled("red"), path)
        os.utime(path, (number, number))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.png", "2.png"]


def test_a_changed_pose_has_another_fingerprint(tmp_path: Path) -> None:
    """When a file of poses changes, in the person's own folder or in one given, no old picture is shown."""
    before = figure_stills.made_by([tmp_path])
    assert figure_stills.made_by([tmp_path]) == before
    for folder in (tmp_path, paths.own_routines()):
        (folder / "poses").mkdir(parents=True)
        (folder / "poses" / "own.yaml").write_text("coach: 1\ntype: poses\n", encoding="utf-8")
        after = figure_stills.made_by([tmp_path])
        assert after != before
        before = after
