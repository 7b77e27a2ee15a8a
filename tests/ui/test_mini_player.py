from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt

from coach.drivers.settings_driver import SettingsDriver
from coach.player.snapshot import Status
from coach.settings import Settings
from coach.ui.figures import Figures
from coach.ui.mini_player import MARGIN, MiniPlayer, away_from
from tests.player.plans import TWO_SIDES, plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coach.routine.plan import Timeline
    from coach.ui.theme import Theme
    from tests.ui.conftest import Opened, Shown

    Small = Callable[..., tuple[MiniPlayer, Shown]]


@pytest.fixture
def small(qtbot: QtBot, theme: Theme, tmp_path: Path, show: Callable[..., Shown]) -> Small:
    """A session shown in the small window."""

    def open_it(timeline: Timeline = TWO_SIDES) -> tuple[MiniPlayer, Shown]:
        shown = show(timeline)
        figures = Figures(theme, SettingsDriver(tmp_path / "settings.toml", Settings()))
        mini = MiniPlayer(theme, shown.driver, {"exercise-1": ("wrist",)}, figures)
        qtbot.addWidget(mini)
        with qtbot.waitExposed(mini):
            mini.show()
        return mini, shown

    return open_it


def test_it_shows_what_matters(small: Small) -> None:
    """Side, phase, time, what to do and what comes next are there, as in the large window."""
    mini, shown = small()
    shown.run(7.5)
    assert (mini.ring._word, mini.ring._text) == ("Hold", "0:08")
    assert mini.badge.accessibleName() == "Left"
    assert mini.cue.text() == "Gently."
    assert mini.next.text() == "Next: Exercise 1, right"


def test_it_stays_on_top_and_leaves_the_keyboard_alone(
    small: Small,
) -> None:
    """It lies over other windows, and opening it takes no keys away from them."""
    mini, _ = small()
    assert mini.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert mini.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_its_button_pauses_and_says_done(small: Small) -> None:
    """One button: pause, go on, or done in a step at one's own pace."""
    mini, shown = small(plan("1 hold 10 left\n1 user-done ~20 both\n1 hold 10 both"))
    mini.main.click()
    assert shown.status() is Status.PAUSED
    assert (mini.main.text(), mini.ring._word) == ("Go on", "Paused")
    mini.main.click()
    shown.run(11)
    assert mini.main.text() == "Done"
    mini.main.click()
    assert shown.driver.state.index == 2
    shown.run(1)
    assert mini.next.text() == "Next: the end"


@pytest.mark.parametrize(
    ("pointer", "corner"),
    [
        (QPoint(100, 100), QPoint(1000 - MARGIN - 361, 800 - MARGIN - 251)),
        (QPoint(900, 100), QPoint(MARGIN, 800 - MARGIN - 251)),
        (QPoint(100, 700), QPoint(1000 - MARGIN - 361, MARGIN)),
        (QPoint(900, 700), QPoint(MARGIN, MARGIN)),
    ],
)
def test_it_stands_clear_of_where_the_person_works(pointer: QPoint, corner: QPoint) -> None:
    """It takes the corner farthest from the pointer."""
    assert away_from(pointer, QRect(0, 0, 1000, 800), QRect(0, 0, 360, 250)) == corner


def test_it_stays_on_a_screen_smaller_than_itself() -> None:
    """On a tiny screen it begins at its edge, never beyond it."""
    assert away_from(QPoint(0, 0), QRect(50, 60, 200, 100), QRect(0, 0, 360, 250)) == QPoint(50, 60)


def test_from_the_large_window_and_back(open_window: Callable[..., Opened]) -> None:
    """N makes the window small, its button brings the large one back, and the end of the session too."""
    opened = open_window()
    opened.window.play("session")
    session = opened.window.session
    assert session is not None
    session.view.small_wanted.emit()
    assert session.mini is not None
    assert session.mini.isVisible()
    assert opened.window.isMinimized()
    session.mini.large.click()
    assert session.mini is None
    assert not opened.window.isMinimized()
    session.view.small_wanted.emit()
    session.mini.close()
    assert session.mini is None
    session.view.small_wanted.emit()
    session.driver.stop()
    assert session.mini is None
    assert not opened.window.isMinimized()
