from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest

from coach.drivers.settings_driver import SettingsDriver
from coach.player.snapshot import Status
from coach.routine.plan import Phase
from coach.settings import Appearance, Settings
from coach.ui.figures import Figures
from coach.ui.get_help_view import GetHelpView
from coach.ui.mini_player import MARGIN, WIDTH, MiniPlayer, away_from
from tests.player.plans import CRAMP, TWO_SIDES, plan

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
        mini = MiniPlayer(theme, shown.view, {"exercise-1": ("wrist",)}, figures)
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
    main = mini.controls.main
    main.click()
    assert shown.status() is Status.PAUSED
    assert (main.accessibleName(), mini.ring._word) == ("Go on", "Paused")
    main.click()
    shown.run(11)
    assert main.accessibleName() == "Done"
    main.click()
    assert shown.driver.state.index == 2
    shown.run(1)
    assert mini.next.text() == "Next: the end"


def test_a_cramp_can_be_let_go_of(small: Small) -> None:
    """In a cramp it has the large button for it, and afterwards no more."""
    mini, shown = small(CRAMP)
    shown.run(20)
    assert mini.let_go.isVisible()
    mini.let_go.click()
    assert shown.driver.state.index == 5
    assert not mini.let_go.isVisible()


def test_its_keys_are_those_of_the_large_window(small: Small, qtbot: QtBot) -> None:
    """Once it has the keyboard, Space pauses, ↑ makes a hold longer, and → has to be held to skip."""
    mini, shown = small()
    shown.run(6)
    mini.activateWindow()
    qtbot.waitUntil(mini.isActiveWindow)
    QTest.keyClick(mini, Qt.Key.Key_Right)
    assert shown.driver.state.index == 1
    QTest.keyPress(mini, Qt.Key.Key_Right)
    for _ in range(14):
        shown.clock.advance(0.05)
        shown.view.commands.hold.tick()
    QTest.keyRelease(mini, Qt.Key.Key_Right)
    assert shown.driver.state.step.phase is Phase.SWITCH
    QTest.keyClick(mini, Qt.Key.Key_Space)
    assert shown.status() is Status.PAUSED


def test_it_is_readable_when_narrow_and_at_twice_the_size(
    small: Small, dress: Callable[[Appearance], None]
) -> None:
    """360 pixels are enough for 200 % text: words wrap or turn their pages, and none is cut off."""
    dress(Appearance(text_scale=200))
    long = tuple(replace(step, cue="Fingers up, draw the palm back, hold. " * 3) for step in TWO_SIDES.steps)
    mini, shown = small(replace(TWO_SIDES, steps=long))
    shown.run(6)
    assert mini.width() == WIDTH
    assert mini.minimumSizeHint().width() <= WIDTH
    for high in range(mini.height(), 250, -50):
        mini.resize(WIDTH, high)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        for label in (mini.cue, mini.next):
            assert not label.isVisible() or label.height() >= label.heightForWidth(label.width())
        assert mini.words.isVisible() is not mini.turning.isVisible()
        assert mini.controls.main.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_P, Qt.Key.Key_A, Qt.Key.Key_S])
def test_what_is_asked_needs_the_large_window_and_leads_back(
    open_window: Callable[..., Opened], qtbot: QtBot, key: Qt.Key
) -> None:
    """It hurts, Change and Stop are asked in the large window; whoever goes on is in the small one again."""
    opened = open_window()
    opened.window.play("session")
    session = opened.window.session
    assert session is not None
    opened.run(1)
    session.show_small()
    mini = session.mini
    assert mini is not None
    mini.activateWindow()
    qtbot.waitUntil(lambda: mini.isActiveWindow() and mini.frameGeometry() != mini.geometry())
    mini.move(mini.pos() + QPoint(50, 30))
    place = mini.pos()
    QTest.keyClick(mini, key)
    assert session.mini is None
    assert not opened.window.isMinimized()
    assert opened.status() is Status.PAUSED
    qtbot.waitUntil(opened.window.isActiveWindow)
    QTest.keyClick(opened.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: session.mini is not None)
    assert opened.status() is Status.RUNNING
    assert session.mini is not None
    assert session.mini.pos() == place


def test_help_is_shown_in_the_large_window(open_window: Callable[..., Opened], qtbot: QtBot) -> None:
    """F2 in the small window leads to when to get help."""
    opened = open_window()
    opened.window.play("session")
    session = opened.window.session
    assert session is not None
    session.show_small()
    assert session.mini is not None
    session.mini.activateWindow()
    qtbot.waitUntil(session.mini.isActiveWindow)
    QTest.keyClick(session.mini, Qt.Key.Key_F2)
    assert session.mini is None
    assert isinstance(opened.page, GetHelpView)


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
    session.mini.controls.buttons["small"].click()
    assert session.mini is None
    assert not opened.window.isMinimized()
    session.view.small_wanted.emit()
    session.mini.close()
    assert session.mini is None
    session.view.small_wanted.emit()
    session.driver.stop()
    assert session.mini is None
    assert not opened.window.isMinimized()
