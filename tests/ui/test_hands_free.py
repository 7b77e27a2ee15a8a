"""A session with both hands busy: a click anywhere, a pedal, a set time, large targets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coach.clock import FakeClock
from coach.drivers.player_driver import PlayerDriver
from coach.player.snapshot import Status
from coach.routine.asking import questions
from coach.routine.plan import Phase
from coach.settings import Appearance, HandsFree, Keys, Settings
from tests.player.plans import plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from coach.routine.library import Library
    from coach.routine.plan import Timeline
    from coach.ui.main_window import MainWindow
    from tests.ui.conftest import Opened, Shown

    Show = Callable[..., Shown]

LEFT = Qt.MouseButton.LeftButton
OWN_PACE = plan("1 user-done ~20 both\n2 move ~10 both\n3 user-done ~20 both\n4 hold 10 both")


def test_a_click_anywhere_ends_a_step_at_ones_own_pace(show: Show) -> None:
    """On the figure, on the words, on nothing: a click is the word that one is done."""
    shown = show(OWN_PACE)
    shown.run(2)
    places = (shown.view.picture, shown.view.words.cue, shown.view)
    for index, widget in enumerate(places, start=1):
        QTest.mouseClick(widget, LEFT, pos=QPoint(4, 4))
        assert shown.driver.state.index == index


def test_a_double_click_is_one_click(show: Show) -> None:
    """A hand that shakes ends one step, not two."""
    shown = show(OWN_PACE)
    shown.run(2)
    QTest.mouseClick(shown.view.words.cue, LEFT)
    QTest.mouseDClick(shown.view.words.cue, LEFT)  # as Qt tells the second press
    assert shown.driver.state.index == 1


def test_a_click_changes_nothing_in_a_timed_step(show: Show) -> None:
    """Where time ends the step a stray click does nothing."""
    shown = show()
    shown.run(7)
    QTest.mouseClick(shown.view.picture, LEFT)
    assert (shown.driver.state.index, shown.status()) == (1, Status.RUNNING)


def test_a_pedal_is_a_second_main_key(show: Show) -> None:
    """The key that a foot pedal sends says done, and pauses and goes on; Space does so too."""
    shown = show(OWN_PACE)
    shown.view.set_keys(Keys(pedal="F9"))
    shown.run(2)
    QTest.keyClick(shown.view, Qt.Key.Key_F9)
    assert shown.driver.state.index == 1
    QTest.keyClick(shown.view, Qt.Key.Key_Space)
    assert shown.driver.state.index == 2
    assert "Space or F9" in shown.view.controls.main.toolTip()


def test_a_key_of_ones_own_takes_the_place_of_the_usual_one(show: Show) -> None:
    """Another key for skip is held as the usual one was, which does nothing any more; the button tells it."""
    shown = show()
    shown.view.set_keys(Keys(skip="K"))
    shown.run(6)
    shown.hold(Qt.Key.Key_Right)
    assert shown.driver.state.index == 1
    shown.hold(Qt.Key.Key_K)
    assert shown.driver.state.step.phase is Phase.SWITCH
    assert shown.view.controls.buttons["skip"].toolTip() == "Skip (hold K)"


def test_a_step_goes_on_by_itself_and_shows_it_counting(show: Show) -> None:
    """With a set time a step at one's own pace ends so long after its usual time; the ring counts down."""
    shown = show(OWN_PACE)
    shown.driver.go_on_after = 10
    shown.run(5)
    assert (shown.view.ring._text, shown.view.ring._word) == ("0:25", "Goes on by itself")
    shown.run(24.5)
    assert shown.driver.state.index == 0
    shown.run(0.5)
    assert shown.driver.state.index == 1


def test_a_pause_holds_the_time_to_go_on(show: Show) -> None:
    """Nothing goes on by itself while the session is paused."""
    shown = show(OWN_PACE)
    shown.driver.go_on_after = 10
    shown.run(29)
    shown.driver.pause()
    shown.run(60)
    assert (shown.driver.state.index, shown.status()) == (0, Status.PAUSED)


def test_by_itself_nothing_goes_on_unless_asked(show: Show) -> None:
    """As it comes a step at one's own pace waits for ever."""
    shown = show(OWN_PACE)
    shown.run(600)
    assert shown.driver.state.index == 0
    assert shown.view.ring._text == "10:00"


def _plans(library: Library) -> list[Timeline]:
    """Every routine and exercise that comes with Coach, with each first answer to what it asks."""
    found = []
    for identity in (*library.exercises, *library.routines):
        document = library.routines.get(identity) or library.exercises[identity]
        given = {each.ask: each.answers[0].answer for each in questions(document)}
        found.append(library.timeline(identity, None, given))
    return found


def test_every_routine_runs_from_start_to_end_without_a_touch(qapp: object, bundled: Library) -> None:
    """With the set time one start leads to the end of everything bundled; a cramp's loop, to its limit.

    What loops until a cramp lets go is held at its limit on purpose: there it asks for a person.
    """
    del qapp
    plans = _plans(bundled)
    assert len(plans) > 60
    for timeline in plans:
        clock = FakeClock()
        driver = PlayerDriver(timeline, clock)
        driver.go_on_after = 5
        driver.start()
        longest = timeline.total + 10 * len(timeline.steps) + (timeline.loop.limit if timeline.loop else 0)
        while driver.state.status is Status.RUNNING and clock.monotonic() < 1000 + longest:
            clock.advance(1.0)
            driver.tick()
        if timeline.loop:
            assert driver.state.limit_told, timeline.routine
        else:
            assert driver.state.status is Status.FINISHED, timeline.routine


def test_the_settings_reach_the_session_at_once(open_window: Callable[..., Opened]) -> None:
    """The set time and the keys hold for a session that runs already."""
    opened = open_window()
    opened.window.play("wave")
    session = opened.window.session
    assert session is not None
    opened.settings.change(
        replace(opened.settings.value, hands_free=HandsFree(go_on_after=20), keys=Keys(skip="K"))
    )
    assert session.driver.go_on_after == 20
    assert session.view.controls.buttons["skip"].toolTip() == "Skip (hold K)"


LARGE = Settings(appearance=Appearance(large_targets=True))


@pytest.mark.parametrize("scale", [100, 200])
def test_large_targets_are_96_pixels_high_in_the_smallest_window(
    open_window: Callable[..., Opened], scale: int
) -> None:
    """At 640 by 480, with text twice as large too, few buttons are left, all large and all in the window."""
    appearance = replace(LARGE.appearance, text_scale=scale)
    opened = open_window(settings=replace(LARGE, appearance=appearance))
    opened.window.resize(640, 480)
    opened.window.play("wave")
    session = opened.window.session
    assert session is not None
    opened.run(1)
    _fits(opened.window, list(filter(QWidget.isVisible, session.view.controls.buttons.values())), 6)
    session.view.ask_stop()
    _fits(opened.window, session.view.prompt.buttons, 2)


def _fits(window: MainWindow, buttons: list[QPushButton], most: int) -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    for _ in range(3):  # words are fitted, then laid out
        QApplication.processEvents()
    assert 1 < len(buttons) <= most
    for button in buttons:
        assert button.height() >= 96, button.text()
        corner = button.mapTo(window, button.rect().bottomRight())
        assert window.rect().contains(corner), button.text()
