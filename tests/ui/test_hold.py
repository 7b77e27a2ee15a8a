from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coach.player.snapshot import Status
from coach.routine.plan import Phase
from tests.player.plans import TWO_SIDES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import Shown

    Show = Callable[..., Shown]

HELD = [Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_R]
PRESSED = [
    *(getattr(Qt.Key, f"Key_{name}") for name in "ABCDEFGIJKLMNOPQRSTUVWXYZ0123456789"),
    *(getattr(Qt.Key, f"Key_F{number}") for number in range(2, 13)),
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Space,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    *HELD,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Escape,
]
HELD_IDS = ["skip", "back", "restart"]


@pytest.mark.parametrize("key", HELD, ids=HELD_IDS)
def test_a_stray_press_loses_nothing(show: Show, key: Qt.Key) -> None:
    """A short press of a key that could lose one's place changes nothing, however often it comes."""
    shown = show()
    shown.run(20)
    before = shown.driver.state.index
    for _ in range(20):
        shown.hold(key, 0.3)
    assert (shown.driver.state.index, shown.status()) == (before, Status.RUNNING)


def test_a_held_key_acts_once(show: Show) -> None:
    """After 0.6 s it acts, and not again however long it is held."""
    shown = show()
    shown.run(6)
    shown.hold(Qt.Key.Key_Right, 5)
    assert shown.driver.state.step.phase is Phase.SWITCH


def test_the_repeats_of_a_key_are_no_presses(show: Show) -> None:
    """What the keyboard repeats by itself neither pauses and goes on in turn nor starts a hold anew."""
    shown = show()
    shown.run(6)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Space):
        for _ in range(5):
            _repeat(shown, key)
            shown.clock.advance(0.2)
            shown.view.commands.hold.tick()
    assert (shown.driver.state.index, shown.status()) == (1, Status.RUNNING)


def _repeat(shown: Shown, key: Qt.Key) -> None:
    """A press and a release as a keyboard repeats them."""
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", True)
        QCoreApplication.sendEvent(shown.view, event)


def test_a_hold_shows_how_far_it_is_and_says_what_to_do(show: Show) -> None:
    """Button and sign fill meanwhile, and the sign says so in words; it stays a moment when one lets go."""
    shown = show()
    shown.run(6)
    QTest.keyPress(shown.view, Qt.Key.Key_Right)
    for _ in range(6):
        shown.clock.advance(0.05)
        shown.view.commands.hold.tick()
    assert shown.view.controls.buttons["skip"].fraction == pytest.approx(0.5)
    assert shown.view.sign.fraction == pytest.approx(0.5)
    assert shown.view.sign.words == "Hold → to skip"
    QTest.keyRelease(shown.view, Qt.Key.Key_Right)
    assert shown.view.controls.buttons["skip"].fraction == 0
    assert shown.view.sign.isVisible()


def test_what_a_key_was_held_for_may_pass_by_itself(show: Show) -> None:
    """When the step ends while its key is being held, the next one is not skipped."""
    shown = show()
    shown.run(14.5)
    QTest.keyPress(shown.view, Qt.Key.Key_Right)
    shown.run(1)
    entered = shown.driver.state.index
    for _ in range(20):
        shown.clock.advance(0.05)
        shown.view.commands.hold.tick()
    QTest.keyRelease(shown.view, Qt.Key.Key_Right)
    assert shown.driver.state.index == entered


def test_a_window_that_hangs_holds_no_key(show: Show) -> None:
    """A look at the clock that comes late counts for a tenth of a second: the release may be waiting."""
    shown = show()
    shown.run(6)
    QTest.keyPress(shown.view, Qt.Key.Key_Right)
    shown.clock.advance(2)
    shown.view.commands.hold.tick()
    QTest.keyRelease(shown.view, Qt.Key.Key_Right)
    assert shown.driver.state.index == 1


def test_a_window_that_loses_the_keyboard_lets_go(show: Show) -> None:
    """A key that is let go in another window is let go."""
    shown = show()
    shown.run(6)
    QTest.keyPress(shown.view, Qt.Key.Key_Right)
    QApplication.sendEvent(shown.view, QEvent(QEvent.Type.WindowDeactivate))
    for _ in range(20):
        shown.clock.advance(0.05)
        shown.view.commands.hold.tick()
    assert shown.driver.state.index == 1


def test_a_click_needs_no_hold(show: Show) -> None:
    """The button itself skips at once: nobody clicks it by accident while typing."""
    shown = show()
    shown.run(6)
    shown.view.controls.buttons["skip"].click()
    assert shown.driver.state.step.phase is Phase.SWITCH


def test_no_single_press_of_any_key_ends_or_skips_anything(show: Show) -> None:
    """Whatever keys are pressed, each once, the session is where it was, running or paused."""
    shown = show(TWO_SIDES)
    shown.run(7)
    for key in PRESSED:  # without H, which opens the list of keys and waits for its end
        QTest.keyClick(shown.view, key)
        assert shown.status() in {Status.RUNNING, Status.PAUSED}
        assert shown.driver.state.index == 1
