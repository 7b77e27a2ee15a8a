from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from coach.drivers.settings_driver import SettingsDriver
from coach.settings import Settings
from coach.ui.author.studio_view import StudioView
from coach.ui.figures import Figures

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coach.ui.author.thumb_search import ThumbSearch
    from coach.ui.theme import Theme
    from tests.ui.conftest import Opened

MOTION = {"figure": "hand", "view": "palm", "frames": [{"pose": "straight"}, {"pose": "hook-fist"}]}


@pytest.fixture
def studio(theme: Theme, qtbot: QtBot, tmp_path: Path) -> StudioView:
    """The studio with a movement of two positions."""
    settings = SettingsDriver(tmp_path / "settings.toml", Settings())
    view = StudioView(theme, Figures(theme, settings))
    qtbot.addWidget(view)
    view.show_motion(MOTION, "mobilise")
    view.resize(900, 700)
    view.show()
    return view


def press(view: StudioView, name: str) -> None:
    """Press a button."""
    [one for one in view.findChildren(QPushButton) if one.text() == name][-1].click()


def search_of(view: StudioView) -> ThumbSearch:
    """The search that hands have."""
    assert view.joints.search is not None
    return view.joints.search


def test_it_takes_over_a_files_movement(studio: StudioView) -> None:
    """Positions, view and angles are those of the file."""
    assert [key.base for key in studio.sketch.keys] == ["straight", "hook-fist"]
    assert studio.joints.view.currentText() == "palm"
    studio.change(studio.sketch, at=1)
    flexed = studio.sketch.poses["hook-fist"].pose.angle("index.pip")
    assert studio.joints.angles["index.pip", "flexion"].slider.value() == round(flexed)


def test_a_slider_turns_a_joint_of_the_position_in_hand(studio: StudioView, qtbot: QtBot) -> None:
    """The angle is told in words, the figure follows, and the other position stays as it was."""
    angle = studio.joints.angles["wrist", "flexion"]
    with qtbot.waitSignal(studio.canvas.drawn, timeout=10_000):
        angle.slider.setValue(-30)
    assert studio.sketch.keys[0].pose.angle("wrist") == -30
    assert studio.sketch.keys[1].pose.angle("wrist") != -30
    assert angle.slider.accessibleDescription() == "extension 30°"
    assert angle.slider.accessibleName() == "wrist: extension to flexion, in degrees"


def test_a_slider_goes_as_far_as_the_joint(studio: StudioView) -> None:
    """Its ends are those that a hand can press the joint to; where the numbers are from stands beside it."""
    angle = studio.joints.angles["index.pip", "flexion"]
    limits = angle.axis.range(pressed=True)
    assert (angle.slider.minimum(), angle.slider.maximum()) == (round(limits.low), round(limits.high))
    assert angle.axis.active.source in angle.toolTip()


def test_positions_are_doubled_moved_and_removed(studio: StudioView) -> None:
    """Each is a button; the one in hand is pressed."""
    press(studio, "Double")
    assert [key.base for key in studio.sketch.keys] == ["straight", "straight", "hook-fist"]
    assert studio.at == 1
    press(studio, "Later")
    assert [key.base for key in studio.sketch.keys] == ["straight", "hook-fist", "straight"]
    press(studio, "Remove")
    press(studio, "Earlier")
    assert [key.base for key in studio.sketch.keys] == ["hook-fist", "straight"]


def test_poses_hands_things_and_regions_are_chosen_from_lists(studio: StudioView) -> None:
    """What is chosen stands in the lines for the file."""
    studio.joints.base.textActivated.emit("full-fist")
    studio.joints.hand.textActivated.emit("pinch/index")
    studio.joints.thing.textActivated.emit("ball")
    studio.joints.view.textActivated.emit("thumb-side")
    studio.joints.marked.setText("thenar")
    studio.joints.marked.editingFinished.emit()
    lines = studio.sketch.lines()
    assert lines[:3] == ["figure: hand", "view: thumb-side", "frames:"]
    assert "  - pose: full-fist" in lines
    assert "    assist: {hand: pinch, on: index}" in lines
    assert "    prop: ball" in lines
    assert lines[-1] == "highlight: [thenar]"


def test_a_region_that_is_none_is_told(studio: StudioView) -> None:
    """A word that marks nothing is named."""
    studio.joints.marked.setText("nose")
    studio.joints.marked.editingFinished.emit()
    assert studio.said.text() == "Nothing is called nose here."


def test_the_thumb_is_brought_to_a_finger(studio: StudioView, qtbot: QtBot) -> None:
    """The search shows how far it is and ends with the pads together."""
    search = search_of(studio)
    search.finger.setCurrentText("index")
    search.bring.click()
    assert search.stop.isEnabled()
    qtbot.waitUntil(search.bring.isEnabled, timeout=10_000)
    assert float(studio.said.text().split()[0]) < 1.5
    assert search.progress.value() == 100


def test_the_search_can_be_cancelled(studio: StudioView) -> None:
    """What was found so far stays; nothing more is searched."""
    search = search_of(studio)
    search.bring.click()
    search.search()
    so_far = studio.sketch
    search.stop.click()
    assert not search.is_searching
    assert search.bring.isEnabled()
    search.search()
    assert studio.sketch is so_far


def test_another_figure_begins_anew(studio: StudioView) -> None:
    """The foot has its own joints, views and poses."""
    studio.joints.figure.chosen.emit("foot")
    assert studio.sketch.figure == "foot"
    assert ("ankle", "flexion") in studio.joints.angles
    assert studio.joints.view.findText("sole") > 0


def test_a_position_is_copied_for_a_pose_file(studio: StudioView) -> None:
    """The clipboard holds an entry that only needs a name."""
    studio.joints.angles["wrist", "flexion"].slider.setValue(-30)
    studio.positions.copy.click()
    held = QGuiApplication.clipboard().text()
    assert held.startswith("my-pose:\n  from: straight\n  view: palm\n")
    assert "    wrist: {extension: 30}" in held


def test_the_movement_is_shown_while_one_wants(studio: StudioView) -> None:
    """Nothing is painted again while nothing moves."""
    assert not studio._frames.isActive()
    studio.positions.moving.setChecked(True)
    assert studio._frames.isActive()
    studio.hide()
    assert not studio._frames.isActive()


def test_the_movement_goes_into_the_file(open_window: Callable[..., Opened], tmp_path: Path) -> None:
    """From the text to the studio and back: only `motion:` is new."""
    opened = open_window()
    opened.window.show_author()
    view = opened.window.author
    view.open(tmp_path / "routines" / "wave.yaml")
    before = view.driver.text
    view.tools.pose.click()
    page = view.stack.currentWidget()
    assert isinstance(page, StudioView)
    page.joints.angles["wrist", "flexion"].slider.setValue(-30)
    page.put.click()
    assert view.driver.text.startswith(before.rstrip("\n"))
    assert "joints: {wrist: {extension: 30}}" in view.driver.text
    assert view.driver.trial is not None
    assert view.driver.trial.errors == 0
    assert view.stack.currentWidget() is view.work
