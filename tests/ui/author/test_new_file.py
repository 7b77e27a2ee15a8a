"""What a new file of the Author view begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.author.completion import Names
from coach.author.grammar import Grammar
from coach.figure.check import check_all
from coach.routine.library import Library
from coach.routine.schema import schema
from coach.routine.source import Source
from coach.ui.author.new_file import NewFile

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("figure", ["hand", "foot", "body"])
def test_a_pose_begins_in_the_folder_of_poses(qtbot: QtBot, figure: str) -> None:
    """It has the name it was given, is of the figure that was chosen, and is well."""
    page = NewFile(Grammar(schema()), Names())
    qtbot.addWidget(page)
    page.show()
    page.types.choose("pose")
    page.types.chosen.emit("pose")
    assert page.figure.isVisible()
    assert not page.side.isVisible()
    page.figure.choose(figure)
    page.title.setText("Ring finger up")
    with qtbot.waitSignal(page.made) as made:
        page.make.click()
    ((name, text),) = made.args[0]
    assert name == "poses/ring-finger-up"
    assert f"figure: {figure} " in text
    path = paths.own_routines() / f"{name}.yaml"
    assert check_all(Source(path, text), Library()) == []
