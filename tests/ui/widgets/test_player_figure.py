"""The figure in the player."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from coach.drivers.settings_driver import SettingsDriver
from coach.errors import CoachError
from coach.figure import render
from coach.figure.picture import Picture, Strokes
from coach.routine.plan import Phase, Seconds, Side, Step
from coach.settings import Appearance, Settings
from coach.ui.figures import Figures
from coach.ui.widgets.player_figure import PlayerFigure
from tests.routine import texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coach.ui.theme import Theme

HAND = "{figure: hand, frames: [{pose: soft-fist}, {pose: spread}]}"
BODY = "{figure: body, frames: [{pose: standing}]}"
KNOWN = {
    "wave": texts.the_exercise("wave", motion=HAND),
    "plain": texts.the_exercise("plain"),
    "stand": texts.the_exercise("stand", motion=BODY),
}
MOVE = Step(
    Phase.MOVE, Seconds(8), 0, 8, 1, exercise="wave", title="Wave", side=Side.LEFT, tempo=(2.0, 2.0, 2.0, 2.0)
)
HOLD = replace(MOVE, phase=Phase.HOLD, tempo=())


class Stages(Figures):
    """Figures whose stages only note what they are asked to draw."""

    asked: list[tuple[str, object]]
    trouble: str = ""

    def stage(self, exercise: str, width: int, height: int, *, mirrored: bool) -> Any:
        """A stage that draws nothing."""
        del exercise, width, height, mirrored
        if self.trouble:
            raise CoachError(self.trouble)
        return self

    def moving(self, moment: object) -> None:
        """A moment of the movement."""
        self.asked.append(("moving", moment))

    def still(self, number: object) -> None:
        """A key frame."""
        self.asked.append(("still", number))


def _line(*_: object) -> Picture:
    return Picture(9, 9, [Strokes(np.array([[0, 4, 9, 4]], np.float32), 4, (255, 0, 0))])


@pytest.fixture
def figures(theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stages:
    """What is drawn is a line, whatever it is of."""
    monkeypatch.setattr(render, "render", _line)
    made = Stages(theme, SettingsDriver(tmp_path / "settings.toml", Settings()))
    made.asked = []
    made.use(KNOWN)
    return made


def _shown(qtbot: QtBot, theme: Theme, figures: Figures) -> PlayerFigure:
    widget = PlayerFigure(theme, figures)
    qtbot.addWidget(widget)
    widget.resize(400, 200)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def figure(qtbot: QtBot, theme: Theme, figures: Stages) -> Iterator[PlayerFigure]:
    """The figure on screen; whatever is still being drawn ends with the test."""
    widget = _shown(qtbot, theme, figures)
    yield widget
    for canvas in (widget.left, widget.right):
        canvas._pool.waitForDone()


@pytest.mark.parametrize(
    ("exercise", "side", "left", "right"),
    [
        ("wave", Side.LEFT, True, False),
        ("wave", Side.RIGHT, False, True),
        ("wave", Side.BOTH, True, True),
        ("wave", Side.EITHER, True, True),
        ("wave", None, True, True),
        ("stand", Side.LEFT, True, False),
        ("stand", Side.BOTH, False, True),
        ("stand", None, False, True),
    ],
)
def test_each_side_has_its_figure(
    figure: PlayerFigure, exercise: str, side: Side | None, *, left: bool, right: bool
) -> None:
    """Left shows the left limb, right the right, both shows two; a whole body is shown once."""
    figure.show_step(replace(MOVE, exercise=exercise, side=side), "hand")
    assert figure.left.isVisible() is left
    assert figure.right.isVisible() is right
    assert not figure.slot.isVisible()


def test_the_left_is_as_it_is_and_the_right_its_mirror_image(
    figure: PlayerFigure, figures: Stages, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For both sides two pictures are drawn, one of them mirrored."""
    mirrors: list[bool] = []

    def stage(_exercise: str, _width: int, _height: int, *, mirrored: bool) -> Stages:
        mirrors.append(mirrored)
        return figures

    monkeypatch.setattr(figures, "stage", stage)
    figure.show_step(replace(MOVE, side=Side.BOTH), "hand")
    with qtbot.waitSignals([figure.left.drawn, figure.right.drawn]):
        figure.show_moment(0)
    assert sorted(mirrors) == [False, True]


def test_a_screen_reader_hears_exercise_and_side(figure: PlayerFigure) -> None:
    """Each canvas says what it shows and of which side; where there is no side it says none."""
    figure.show_step(replace(MOVE, side=Side.BOTH), "hand")
    assert figure.left.accessibleName() == "Wave, left"
    assert figure.right.accessibleName() == "Wave, right"
    assert figure.slot.accessibleName() == "Wave, both sides"
    figure.show_step(replace(MOVE, side=None), "hand")
    assert figure.right.accessibleName() == "Wave"


@pytest.mark.parametrize("exercise", ["plain", "unknown", ""])
def test_without_a_motion_there_is_a_plain_drawing(
    figure: PlayerFigure, figures: Stages, exercise: str
) -> None:
    """Where a file has no motion the plain drawing stands, with its words; no figure is asked for."""
    figure.show_step(replace(MOVE, exercise=exercise), "hand")
    figure.show_moment(1)
    assert figure.slot.isVisible()
    assert figure.slot.accessibleName() == "Wave, left"
    assert figures.asked == []


def test_a_failing_asset_gives_way_to_a_plain_drawing_and_words(
    figure: PlayerFigure, figures: Stages, qtbot: QtBot
) -> None:
    """When the figure cannot be drawn a plain drawing takes its place, and says why, all exercise long."""
    figures.trouble = "The figure's files are damaged."
    figure.show_step(MOVE, "hand")
    with qtbot.waitSignal(figure.left.failed):
        figure.show_moment(0)
    assert figure.slot.isVisible()
    assert figure.slot.toolTip() == "The figure's files are damaged."
    figure.show_step(HOLD, "hand")
    figure.show_moment(0)
    assert figure.slot.isVisible()


def test_a_movement_is_drawn_moment_by_moment(figure: PlayerFigure, figures: Stages, qtbot: QtBot) -> None:
    """While one moves, each tick asks for the moment it is."""
    figure.show_step(MOVE, "hand")
    for elapsed in (0.0, 0.03, 0.06):
        with qtbot.waitSignal(figure.left.drawn):
            figure.show_moment(elapsed)
    assert [kind for kind, _ in figures.asked] == ["moving"] * 3
    assert len({repr(moment) for _, moment in figures.asked}) == 3


def test_a_hold_is_drawn_less_often(figure: PlayerFigure, figures: Stages, qtbot: QtBot) -> None:
    """While nothing but breath moves, a tenth of a second passes from picture to picture."""
    figure.show_step(HOLD, "hand")
    with qtbot.waitSignal(figure.left.drawn):
        figure.show_moment(0.0)
    figure.show_moment(0.05)
    with qtbot.waitSignal(figure.left.drawn):
        figure.show_moment(0.11)
    assert len(figures.asked) == 2


def test_going_back_in_time_draws_at_once(figure: PlayerFigure, figures: Stages, qtbot: QtBot) -> None:
    """When a step begins anew the figure does too, however little time has passed."""
    figure.show_step(HOLD, "hand")
    for elapsed in (5.0, 0.0):
        with qtbot.waitSignal(figure.left.drawn):
            figure.show_moment(elapsed)
    assert len(figures.asked) == 2


def test_with_less_motion_only_key_positions_are_drawn(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who wants less motion sees key positions fade into one another; each is drawn once, none between."""
    monkeypatch.setattr(render, "render", _line)
    theme.set_appearance(Appearance(less_motion=True))
    figures = Stages(theme, SettingsDriver(tmp_path / "settings.toml", Settings()))
    figures.asked = []
    figures.use(KNOWN)
    figure = _shown(qtbot, theme, figures)
    figure.show_step(MOVE, "hand")
    for tenth in range(0, 80, 5):
        figure.show_moment(tenth / 10)
        qtbot.waitUntil(lambda: not figure.left._busy)
    assert sorted(figures.asked) == [("still", 0), ("still", 1)]
    newest = figure.left._newest
    figure.show_moment(7.5)
    assert figure.left._newest is newest


def test_without_a_step_there_is_nothing_to_draw(figure: PlayerFigure, figures: Stages) -> None:
    """Before the first step a tick asks for no picture."""
    figure.show_moment(1)
    assert figures.asked == []


def test_a_late_failure_of_the_exercise_before_leaves_the_next_one_its_figure(
    qtbot: QtBot, theme: Theme, figures: Stages, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture that fails after the next exercise has begun is nobody's concern any more."""
    begun, gate = threading.Event(), threading.Event()

    def failing(stage: object, *_: object) -> Picture:
        if not gate.is_set():
            begun.set()
            gate.wait(5)
            raise CoachError("The moving figure cannot be drawn: hand.npz is not there.")
        return _line(stage)

    monkeypatch.setattr(render, "render", failing)
    shown = _shown(qtbot, theme, figures)
    shown.show_step(MOVE, "")
    shown.show_moment(1.0)
    assert begun.wait(5)
    shown.show_step(replace(MOVE, exercise="stand"), "")
    shown.show_moment(0.1)
    gate.set()
    canvas = shown.left if shown.left.isVisible() else shown.right
    qtbot.waitUntil(lambda: canvas.has_picture() and not canvas.is_drawing)
    assert shown.currentIndex() == 1
