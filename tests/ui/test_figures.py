from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage

from coach.drivers.settings_driver import SettingsDriver
from coach.figure.order import Manner
from coach.routine.plan import Side
from coach.settings import Appearance, FigureStyle, Settings
from coach.ui.figures import STILL, Figures, leading
from coach.ui.widgets import figure_stills
from tests.player.plans import TWO_SIDES, plan
from tests.routine import texts
from tests.ui.paper import PaperPainter

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from coach.ui.theme import Theme

HAND = "{figure: hand, frames: [{pose: soft-fist}, {pose: spread}]}"
KNOWN = {
    "wave": texts.the_exercise("wave", motion=HAND),
    "plain": texts.the_exercise("plain"),
}


@pytest.fixture
def settings(tmp_path: Path) -> SettingsDriver:
    """The usual settings."""
    return SettingsDriver(tmp_path / "settings.toml", Settings())


@pytest.fixture
def figures(theme: Theme, settings: SettingsDriver) -> Figures:
    """An exercise that can be drawn, and one that cannot."""
    made = Figures(theme, settings)
    made.use(KNOWN)
    return made


def _paper(figures: Figures) -> PaperPainter:
    assert isinstance(figures.painter, PaperPainter)
    return figures.painter


def test_a_still_is_made_beside_the_window_and_told(figures: Figures, qtbot: QtBot) -> None:
    """The first question gets no picture at once but one by signal; from then on it is at hand."""
    with qtbot.waitSignal(figures.still_made) as told:
        assert figures.still("wave") is None
        assert figures.still("wave") is None
        assert figures.is_drawing
    assert told.args == ["wave"]
    assert not figures.is_drawing
    still = figures.still("wave")
    assert still is not None
    assert (still.width(), still.height()) == (STILL, STILL)
    (order,) = _paper(figures).orders
    assert (order.manner, order.mirrored) == (Manner.STILL, True)


def test_a_still_that_was_kept_shows_without_a_painter(figures: Figures, qtbot: QtBot) -> None:
    """What another day's painter kept on the disk is read, and nobody is asked."""
    with qtbot.waitSignal(figures.still_made):
        figures.still("wave")
    (order,) = _paper(figures).orders
    kept = QImage(STILL, STILL, QImage.Format.Format_ARGB32)
    kept.fill(QColor("blue"))
    figure_stills.keep(kept, Path(order.keep))
    figures.use(KNOWN)
    with qtbot.waitSignal(figures.still_made):
        figures.still("wave")
    still = figures.still("wave")
    assert still is not None
    assert still.toImage().pixelColor(1, 1) == QColor("blue")
    assert len(_paper(figures).orders) == 1


def test_a_page_of_stills_is_read_one_a_turn(figures: Figures, qtbot: QtBot) -> None:
    """Many stills come one after the other, so that the window can paint in between."""
    told: list[str] = []
    figures.still_made.connect(told.append)
    figures.use({f"wave-{number}": KNOWN["wave"] for number in range(5)})
    for number in range(5):
        figures.still(f"wave-{number}")
    figures._read_next()
    assert len(_paper(figures)._waiting) == 1
    qtbot.waitUntil(lambda: len(told) == 5)
    assert told == [f"wave-{number}" for number in range(5)]


@pytest.mark.parametrize("exercise", ["plain", "unknown", ""])
def test_without_a_motion_there_is_no_still(figures: Figures, exercise: str) -> None:
    """What cannot be drawn is asked of nobody."""
    assert figures.still(exercise) is None
    assert not figures.is_drawing
    assert figures.figure(exercise) == ""
    assert figures.order(exercise, mirrored=False) is None


def test_what_fails_leaves_no_still(figures: Figures, qtbot: QtBot) -> None:
    """Where the figure's files cannot be read there is no picture, and nothing else goes wrong."""
    _paper(figures).trouble = "The figure's files are damaged."
    with qtbot.waitSignal(figures.still_made):
        figures.still("wave")
    assert figures.still("wave") is None
    assert not figures.is_drawing


def test_before_the_library_is_read_nothing_is_asked(theme: Theme, settings: SettingsDriver) -> None:
    """Cards from the cache have no pictures yet, and get them once the exercises are known."""
    figures = Figures(theme, settings)
    assert not figures.is_ready
    assert figures.still("wave") is None
    figures.warm()
    assert not figures.is_drawing
    assert _paper(figures).warmed == 0
    figures.use(KNOWN)
    figures.warm()
    assert _paper(figures).warmed == 1


def test_other_looks_have_other_stills(figures: Figures, settings: SettingsDriver, qtbot: QtBot) -> None:
    """Another skin tone or style of figure asks for a picture of its own; going back finds the first."""
    with qtbot.waitSignal(figures.still_made):
        figures.still("wave")
    settings.change(Settings(appearance=Appearance(skin_tone=6)))
    with qtbot.waitSignal(figures.still_made):
        assert figures.still("wave") is None
    settings.change(Settings())
    assert figures.still("wave") is not None
    first, other = _paper(figures).orders
    assert first.tone != other.tone
    assert first.keep != other.keep


def test_the_look_is_the_persons_own(figures: Figures, settings: SettingsDriver, theme: Theme) -> None:
    """Tone, style, side, build and a dark or light ground reach the painter."""
    appearance = replace(settings.value.appearance, figure_style=FigureStyle.LINE, skin_tone=5)
    appearance = replace(appearance, long_second_toe=True)
    settings.change(replace(settings.value, appearance=appearance))
    light = figures.order("wave", mirrored=True)
    assert light is not None
    assert (light.tone, light.mirrored, light.style, light.dark) == (4, True, "line", False)
    assert light.builds == ("long-second-toe",)
    theme.set_appearance(Appearance(theme="dark"))  # type: ignore[arg-type]  # as the file has it
    dark = figures.order("wave", mirrored=False)
    assert dark is not None
    assert dark.dark
    assert not dark.mirrored


def test_poses_of_other_folders_are_named(theme: Theme, settings: SettingsDriver, tmp_path: Path) -> None:
    """A routine folder given on the command line has its poses found by the painter."""
    figures = Figures(theme, settings, [tmp_path])
    figures.use(KNOWN)
    order = figures.order("wave", mirrored=False)
    assert order is not None
    assert order.folders == (str(tmp_path),)


def test_a_new_library_forgets_the_old_motions(figures: Figures) -> None:
    """After files have been read anew an exercise moves as it does now, and no older picture comes late."""
    before = figures.order("wave", mirrored=False)
    figures.still("wave")
    figures._read_next()
    figures.use(KNOWN)
    assert not figures.is_drawing
    assert not _paper(figures)._waiting
    after = figures.order("wave", mirrored=False)
    assert before is not None
    assert after is not None
    assert after.edition > before.edition
    figures.use({"wave": KNOWN["plain"]})
    assert figures.figure("wave") == ""


def test_no_numpy_is_loaded_for_a_figure(tmp_path: Path) -> None:
    """Views, canvas and painter leave the drawing, and all it needs, to the process."""
    views = "coach.ui.player_view, coach.ui.mini_player, coach.ui.routine_view, coach.ui.handout_view"
    program = f"import sys, {views}; print('numpy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout == "False\n"


def test_the_leading_exercise_is_the_one_with_most_work() -> None:
    """A routine's card shows what most of its time is spent on; rests and getting ready do not count."""
    assert leading(TWO_SIDES) == "exercise-3"
    assert leading(plan("1 hold 30 left\n2 get-ready 90 left\n2 hold 20 left")) == "exercise-1"
    assert leading(plan("1 rest 10")) == ""
    assert {step.side for step in TWO_SIDES.steps if step.exercise == "exercise-3"} == {Side.BOTH}
