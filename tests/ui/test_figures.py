from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from coach import paths
from coach.drivers.settings_driver import SettingsDriver
from coach.errors import CoachError
from coach.figure import body_stage
from coach.routine.plan import Side
from coach.settings import Appearance, FigureStyle, Settings
from coach.ui.figures import STILL, Figures, leading
from tests.player.plans import TWO_SIDES, plan
from tests.routine import texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coach.ui.theme import Theme

HAND = "{figure: hand, frames: [{pose: soft-fist}, {pose: spread}]}"
KNOWN = {
    "wave": texts.the_exercise("wave", motion=HAND),
    "plain": texts.the_exercise("plain"),
    "strange": texts.the_exercise("strange", motion="{figure: hand, frames: [{pose: no-such-pose}]}"),
}


@pytest.fixture
def settings(tmp_path: Path) -> SettingsDriver:
    """The usual settings."""
    return SettingsDriver(tmp_path / "settings.toml", Settings())


@pytest.fixture
def figures(theme: Theme, settings: SettingsDriver) -> Iterator[Figures]:
    """An exercise that can be drawn, and two that cannot."""
    made = Figures(theme, settings)
    made.use(KNOWN)
    yield made
    made._pool.waitForDone()


def _wait(figures: Figures) -> None:
    """Until the worker has nothing left to do, and the window has heard of all it did."""
    figures._pool.waitForDone()
    QApplication.processEvents()


def test_a_still_is_made_beside_the_window_and_told(figures: Figures, qtbot: QtBot) -> None:
    """The first question gets no picture at once but one by signal; from then on it is at hand."""
    with qtbot.waitSignal(figures.still_made) as told:
        assert figures.still("wave") is None
        assert figures.still("wave") is None
    assert told.args == ["wave"]
    still = figures.still("wave")
    assert still is not None
    assert (still.width(), still.height()) == (STILL, STILL)


def test_a_still_is_kept_on_disk_for_other_days(figures: Figures, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second window shows the same picture without drawing it again."""
    first = figures.draw_still("wave")
    assert len(list((paths.cache_dir() / "figures").glob("*.png"))) == 1

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(body_stage, "staged", never)
    alpha = QImage.Format.Format_Alpha8
    assert figures.draw_still("wave").convertToFormat(alpha) == first.convertToFormat(alpha)


@pytest.mark.parametrize("exercise", ["plain", "strange", "unknown", ""])
def test_without_a_motion_there_is_no_still(figures: Figures, exercise: str) -> None:
    """What cannot be drawn is asked of the worker once, told once, and stays without a picture."""
    told: list[str] = []
    figures.still_made.connect(told.append)
    assert figures.still(exercise) is None
    assert figures.is_drawing
    _wait(figures)
    assert figures.still(exercise) is None
    assert not figures.is_drawing
    assert told == [exercise]
    assert figures.motion(exercise) is None
    with pytest.raises(CoachError):
        figures.stage(exercise, 100, 100, mirrored=False)


def test_a_damaged_asset_leaves_no_still(figures: Figures, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the figure's files cannot be read there is no picture, and nothing else goes wrong."""

    def damaged(*_: object) -> None:
        raise CoachError("The figure's files are damaged.")

    monkeypatch.setattr(body_stage, "staged", damaged)
    assert figures.still("wave") is None
    _wait(figures)
    assert figures.still("wave") is None


def test_a_motion_that_cannot_be_read_is_none(figures: Figures, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing file of poses is the same as no motion."""
    from coach.figure import motion  # noqa: PLC0415  # the module that is damaged here

    def missing(*_: object) -> None:
        raise CoachError("The poses are missing.")

    monkeypatch.setattr(motion, "read_motion", missing)
    assert figures.motion("wave") is None


def test_before_the_library_is_read_nothing_is_asked_of_the_worker(
    theme: Theme, settings: SettingsDriver
) -> None:
    """Cards from the cache have no pictures yet, and get them once the exercises are known."""
    figures = Figures(theme, settings)
    assert not figures.is_ready
    assert figures.still("wave") is None
    assert not figures._asked


def test_other_looks_have_other_stills(figures: Figures, settings: SettingsDriver) -> None:
    """Another skin tone or style of figure asks for a picture of its own; going back finds the first."""
    figures.still("wave")
    _wait(figures)
    first = figures.still("wave")
    assert first is not None
    settings.change(Settings(appearance=Appearance(skin_tone=6)))
    assert figures.still("wave") is None
    _wait(figures)
    other = figures.still("wave")
    assert other is not None
    assert other.toImage() != first.toImage()
    settings.change(Settings())
    again = figures.still("wave")
    assert again is not None
    assert again.toImage() == first.toImage()


def test_the_look_is_the_persons_own(figures: Figures, settings: SettingsDriver, theme: Theme) -> None:
    """Tone, style, side and a dark or light ground reach the drawing."""
    appearance = replace(settings.value.appearance, figure_style=FigureStyle.LINE, skin_tone=5)
    settings.change(replace(settings.value, appearance=appearance))
    light = figures.stage("wave", 200, 100, mirrored=True).look
    assert (light.width, light.height, light.tone) == (200, 100, 4)
    assert (light.mirrored, light.style) == (True, "line")
    theme.set_appearance(Appearance(theme="dark"))  # type: ignore[arg-type]  # as the file has it
    dark = figures.stage("wave", 200, 100, mirrored=False).look
    assert dark.ground != light.ground
    assert not dark.mirrored


def test_a_new_library_forgets_the_old_motions(figures: Figures) -> None:
    """After files have been read anew, an exercise moves as it does now."""
    assert figures.motion("wave") is not None
    figures.use({"wave": KNOWN["plain"]})
    assert figures.motion("wave") is None


def test_the_leading_exercise_is_the_one_with_most_work() -> None:
    """A routine's card shows what most of its time is spent on; rests and getting ready do not count."""
    assert leading(TWO_SIDES) == "exercise-3"
    assert leading(plan("1 hold 30 left\n2 get-ready 90 left\n2 hold 20 left")) == "exercise-1"
    assert leading(plan("1 rest 10")) == ""
    assert {step.side for step in TWO_SIDES.steps if step.exercise == "exercise-3"} == {Side.BOTH}
