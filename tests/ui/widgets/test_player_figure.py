"""The figure in the player."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coach.drivers.settings_driver import SettingsDriver
from coach.figure.order import Manner
from coach.routine.plan import Phase, Seconds, Side, Step
from coach.settings import Appearance, Settings
from coach.ui import words
from coach.ui.figures import Figures
from coach.ui.widgets.player_figure import PlayerFigure
from tests.routine import texts
from tests.ui.paper import PaperPainter

if TYPE_CHECKING:
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


@pytest.fixture
def figures(theme: Theme, tmp_path: Path) -> Figures:
    """Exercises that move, and one that does not."""
    made = Figures(theme, SettingsDriver(tmp_path / "settings.toml", Settings()))
    made.use(KNOWN)
    return made


@pytest.fixture
def paper(figures: Figures) -> PaperPainter:
    """What the painter is asked for."""
    assert isinstance(figures.painter, PaperPainter)
    return figures.painter


@pytest.fixture
def figure(qtbot: QtBot, theme: Theme, figures: Figures) -> PlayerFigure:
    """The figure on screen."""
    widget = PlayerFigure(theme, figures)
    qtbot.addWidget(widget)
    widget.resize(400, 200)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


@pytest.mark.parametrize(
    ("exercise", "side", "left", "right"),
    [
        ("wave", Side.LEFT, True, False),
        ("wave", Side.RIGHT, False, True),
        ("wave", Side.BOTH, True, True),
        ("wave", Side.EITHER, False, True),
        ("wave", None, True, True),
        ("stand", Side.LEFT, True, False),
        ("stand", Side.BOTH, False, True),
        ("stand", None, False, True),
    ],
)
def test_each_side_has_its_figure(
    figure: PlayerFigure, exercise: str, side: Side | None, *, left: bool, right: bool
) -> None:
    """Left shows the left limb, right the right, both shows two; the sore side and a whole body are one."""
    figure.show_step(replace(MOVE, exercise=exercise, side=side), "hand")
    assert figure.left.isVisible() is left
    assert figure.right.isVisible() is right
    assert not figure.slot.isVisible()


def test_the_left_is_as_it_is_and_the_right_its_mirror_image(
    figure: PlayerFigure, paper: PaperPainter, qtbot: QtBot
) -> None:
    """For both sides two pictures are drawn, one of them mirrored."""
    figure.show_step(replace(MOVE, side=Side.BOTH), "hand")
    with qtbot.waitSignals([figure.left.drawn, figure.right.drawn]):
        figure.show_moment(0)
    assert [order.mirrored for order in paper.orders] == [False, True]


def test_a_screen_reader_hears_exercise_and_side(figure: PlayerFigure) -> None:
    """Each canvas says what it shows and of which side; where there is no side it says none."""
    figure.show_step(replace(MOVE, side=Side.BOTH), "hand")
    assert figure.left.accessibleName() == "Wave, left"
    assert figure.right.accessibleName() == "Wave, right"
    assert figure.slot.accessibleName() == "Wave, both sides"
    figure.show_step(replace(MOVE, side=None), "hand")
    assert figure.right.accessibleName() == "Wave"
    figure.show_step(replace(MOVE, side=Side.EITHER), "hand")
    assert figure.right.accessibleName() == "Wave, the sore side"
    figure.show_step(replace(MOVE, side=Side.RIGHT), "hand")
    assert figure.right.accessibleName() == "Wave, right"


@pytest.mark.parametrize("exercise", ["plain", "unknown", ""])
def test_without_a_motion_there_is_a_plain_drawing(
    figure: PlayerFigure, paper: PaperPainter, exercise: str
) -> None:
    """Where a file has no motion the plain drawing stands, with its words; no figure is asked for."""
    figure.show_step(replace(MOVE, exercise=exercise), "hand")
    figure.show_moment(1)
    assert figure.slot.isVisible()
    assert figure.slot.accessibleName() == "Wave, left"
    assert not figure.left.is_drawing
    assert paper.orders == []


def test_a_failing_asset_gives_way_to_a_plain_drawing_and_words(
    figure: PlayerFigure, paper: PaperPainter, qtbot: QtBot
) -> None:
    """When the figure cannot be drawn a plain drawing takes its place, and says why, all exercise long."""
    paper.trouble = "The figure's files are damaged."
    told: list[str] = []
    figure.missing.connect(told.append)
    figure.show_step(MOVE, "hand")
    with qtbot.waitSignal(figure.left.failed):
        figure.show_moment(0)
    assert figure.slot.isVisible()
    assert figure.slot.toolTip() == "The figure's files are damaged."
    figure.show_step(HOLD, "hand")
    figure.show_moment(0)
    assert figure.slot.isVisible()
    assert told == ["The figure's files are damaged."]
    paper.trouble = ""
    figure.show_step(replace(MOVE, exercise="stand"), "body")
    with qtbot.waitSignal(figure.left.drawn):
        figure.show_moment(0)
    assert not figure.slot.isVisible()


def test_a_movement_is_drawn_moment_by_moment(
    figure: PlayerFigure, paper: PaperPainter, qtbot: QtBot
) -> None:
    """While one moves, each tick asks for the moment it is, at the step's own tempo."""
    figure.show_step(MOVE, "hand")
    for elapsed in (0.0, 0.03, 0.06):
        with qtbot.waitSignal(figure.left.drawn):
            figure.show_moment(elapsed)
    assert [order.elapsed for order in paper.orders] == [0.0, 0.03, 0.06]
    assert {(order.manner, order.phase, order.tempo, order.length) for order in paper.orders} == {
        (Manner.MOVING, "move", MOVE.tempo, 8)
    }


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT, Side.BOTH, Side.EITHER, None])
@pytest.mark.parametrize("less", [False, True])
def test_without_a_motion_an_own_picture_stands_there(
    figures: Figures,
    figure: PlayerFigure,
    paper: PaperPainter,
    theme: Theme,
    tmp_path: Path,
    side: Side | None,
    *,
    less: bool,
) -> None:
    """One picture on one canvas, whatever the side, asked for once a step; its words say title and side."""
    theme.set_appearance(Appearance(less_motion=less))
    figures.use(
        {"drawn": texts.the_exercise("drawn", picture="drawn.svg")}, {"drawn": tmp_path / "drawn.yaml"}
    )
    figure.show_step(replace(MOVE, exercise="drawn", title="Drawn", side=side), "hand")
    for elapsed in (0.0, 0.5, 1.0):
        figure.show_moment(elapsed)
        paper.answer()
    assert (figure.left.isVisible(), figure.right.isVisible(), figure.slot.isVisible()) == (
        False,
        True,
        False,
    )
    assert [(order.picture, order.beside) for order in paper.orders] == [("drawn.svg", str(tmp_path))]
    assert figure.right.accessibleName() == words.on_side("Drawn", side)


def test_an_own_picture_that_cannot_be_shown_gives_way_to_the_plain_drawing(
    figures: Figures, figure: PlayerFigure, paper: PaperPainter, tmp_path: Path, qtbot: QtBot
) -> None:
    """The reason is told in a sentence; when the files have been read anew it is tried again."""
    known = {"drawn": texts.the_exercise("drawn", picture="drawn.svg")}
    figures.use(known, {"drawn": tmp_path / "drawn.yaml"})
    paper.trouble = "There is no picture `drawn.svg` beside the exercise's file."
    step = replace(MOVE, exercise="drawn", title="Drawn")
    figure.show_step(step, "hand")
    with qtbot.waitSignal(figure.missing) as told:
        figure.show_moment(0)
    assert told.args == [paper.trouble]
    assert figure.slot.isVisible()
    paper.trouble = ""
    figure.forget()
    figure.show_step(step, "hand")
    with qtbot.waitSignal(figure.right.drawn):
        figure.show_moment(0)
    assert not figure.slot.isVisible()


@pytest.mark.parametrize(("step", "less"), [(HOLD, False), (MOVE, True)])
def test_what_hardly_moves_is_drawn_less_often(
    figure: PlayerFigure, paper: PaperPainter, theme: Theme, step: Step, less: bool
) -> None:
    """While nothing but breath moves, or key positions fade, a tenth of a second passes between pictures."""
    theme.set_appearance(Appearance(less_motion=less))
    figure.show_step(step, "hand")
    for elapsed in (0.0, 0.05, 0.11):
        figure.show_moment(elapsed)
        paper.answer()
    assert [order.elapsed for order in paper.orders] == [0.0, 0.11]


def test_going_back_in_time_draws_at_once(figure: PlayerFigure, paper: PaperPainter) -> None:
    """When a step begins anew the figure does too, however little time has passed."""
    figure.show_step(HOLD, "hand")
    for elapsed in (5.0, 0.0):
        figure.show_moment(elapsed)
        paper.answer()
    assert [order.elapsed for order in paper.orders] == [5.0, 0.0]


def test_with_less_motion_key_positions_fade(figure: PlayerFigure, paper: PaperPainter, theme: Theme) -> None:
    """Who wants less motion sees key positions fade into one another."""
    theme.set_appearance(Appearance(less_motion=True))
    figure.show_step(MOVE, "hand")
    figure.show_moment(0.0)
    paper.answer()
    assert [order.manner for order in paper.orders] == [Manner.FADING]


def test_another_theme_draws_the_same_moment_anew(
    figure: PlayerFigure, paper: PaperPainter, theme: Theme
) -> None:
    """Though the session may stand still, the figure is seen on the new ground at once."""
    figure.show_step(HOLD, "hand")
    figure.show_moment(2.0)
    paper.answer()
    theme.set_appearance(Appearance(theme="dark"))  # type: ignore[arg-type]  # as the file has it
    paper.answer()
    assert [(order.elapsed, order.dark) for order in paper.orders] == [(2.0, False), (2.0, True)]


def test_without_a_step_there_is_nothing_to_draw(figure: PlayerFigure, paper: PaperPainter) -> None:
    """Before the first step a tick asks for no picture."""
    figure.show_moment(1)
    assert not figure.left.is_drawing
    assert paper.orders == []


def test_a_late_failure_of_the_exercise_before_leaves_the_next_one_its_figure(
    figure: PlayerFigure, paper: PaperPainter
) -> None:
    """A picture that fails after the next exercise has begun is nobody's concern any more."""
    paper.is_held = True
    figure.show_step(MOVE, "")
    figure.show_moment(1.0)
    waiting = dict(paper._waiting)
    figure.show_step(replace(MOVE, exercise="stand"), "")
    assert paper._waiting == {}
    assert waiting
    figure.show_moment(0.1)
    paper.answer()
    assert figure.currentIndex() == 1
    assert figure.left.has_picture()
