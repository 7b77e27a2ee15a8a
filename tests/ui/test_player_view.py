from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from coach.player.snapshot import Status
from coach.routine.plan import Phase
from coach.settings import Appearance
from coach.ui.player_keys import KEYS
from tests.player.plans import CRAMP, TWO_SIDES, plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Shown

    Dress = Callable[[Appearance], None]
    Show = Callable[..., Shown]

SPACE, RIGHT, LEFT = Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Left


def test_the_screen_says_phase_side_time_and_what_comes_next(show: Show) -> None:
    """At any moment one can read the phase, the side, the time left, the place and the next work."""
    shown = show()
    shown.run(7.5)
    view = shown.view
    assert (view.ring._word, view.ring._text) == ("Hold", "0:08")
    assert view.badge.accessibleName() == "Left"
    assert view.place.text() == "Step 1 of 4"
    assert view.words.next.text() == "Next: Exercise 1, right"
    assert view.routine_left.text() == f"{_clock(shown)} left"


def _clock(shown: Shown) -> str:
    left = -(-shown.driver.snapshot().routine_left // 1)
    return f"{int(left) // 60}:{int(left) % 60:02d}"


def test_the_authors_note_stands_under_the_cue(show: Show) -> None:
    """What a routine adds to a step is on the screen with it, from getting ready on, and leaves no gap."""
    steps = tuple(replace(step, note="Hold on." * (step.item == 1)) for step in TWO_SIDES.steps)
    shown = show(replace(TWO_SIDES, steps=steps))
    assert shown.view.words.note.isVisible()
    assert shown.view.words.note.text() == "Hold on."
    while shown.driver.state.step.item == 1:
        shown.driver.skip()
    assert not shown.view.words.note.isVisible()


def test_where_there_is_little_room_the_words_stay(show: Show, dress: Dress) -> None:
    """The lower the window, the more gives way: figure, large words, then pages; no word is ever cut off."""
    long = "Breathe out slowly, twice · Chest pain, breathless, one side weak? · Then call for help now"
    steps = tuple(replace(step, cue=long, note="Light on, hold on. " * 9) for step in TWO_SIDES.steps)
    dress(Appearance())
    view = show(replace(TWO_SIDES, steps=steps)).view
    view.setMinimumSize(300, 150)
    seen: list[tuple[bool, ...]] = []
    for high in (*range(700, 140, -20), 700):
        view.resize(560, high)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        for label in (view.words.cue, view.words.small_cue, view.words.note, view.words.news):
            assert not label.isVisible() or label.height() >= label.heightForWidth(label.width())
        assert view.controls.main.isVisible()
        at = (view.picture, view.words.cue, view.words.small_cue, view.words.turning)
        seen.append(tuple(widget.isVisible() for widget in at))
    assert seen[0] == seen[-1] == (True, True, False, False)
    assert list(dict.fromkeys(seen)) == [
        (True, True, False, False),
        (True, False, True, False),
        (False, True, False, False),
        (False, False, True, False),
        (False, False, False, True),
    ]


def test_where_the_words_alone_need_more_room_their_pages_turn(show: Show) -> None:
    """Whole lines are in sight, none is cut off; the rest follows in the course of the step."""
    cue = "Breathe out slowly, twice · Chest pain, breathless, one side weak? · Then call for help now. " * 8
    steps = tuple(replace(step, cue=cue, note="Shoe off.") for step in TWO_SIDES.steps)
    shown = show(replace(TWO_SIDES, steps=steps))
    view = shown.view
    view.setMinimumSize(300, 200)
    view.resize(480, 240)
    assert not view.words.isVisible()
    assert view.controls.main.isVisible()
    assert view.words.turning.text() == f"{cue}\nShoe off."
    line = view.words.turning.line
    assert view.words.turning.viewport().height() % line == 0
    assert view.words.turning.pages > 1
    assert view.words.turning.page == 0
    shown.run(4.5)
    assert view.words.turning.page == view.words.turning.pages - 1
    bar = view.words.turning.verticalScrollBar()
    assert bar.value() == bar.maximum()
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.words.turning.page == view.words.turning.pages - 2
    view.resize(1180, 900)
    assert (view.words.isVisible(), view.words.turning.isVisible()) == (True, False)


def test_a_question_is_answered_by_its_own_buttons_only(show: Show) -> None:
    """While one is open no other button says "Go on" or "Stop"; with the answer they are back."""
    shown = show()
    shown.view.ask_stop()
    assert not shown.view.controls.isVisible()
    shown.view.prompt.buttons[0].click()
    assert shown.view.controls.isVisible()


def test_it_hurts_and_change_are_always_among_the_buttons(show: Show, dress: Dress) -> None:
    """With large targets too, where what has only its key makes room."""
    shown = show()
    buttons = shown.view.controls.buttons
    assert all(buttons[name].isVisible() for name in ("hurts", "change", "back", "restart_side"))
    dress(Appearance(large_targets=True))
    shown.view.controls._fit()
    assert all(buttons[name].isVisible() for name in ("main", "hurts", "change", "ask_stop", "get_help"))
    assert not buttons["restart_side"].isVisible()


def test_where_even_drawings_are_too_many_the_least_needed_go(show: Show, dress: Dress) -> None:
    """In 640 pixels at twice the size what remains is whole, and "it hurts", stop and help remain."""
    dress(Appearance(text_scale=200))
    view = show().view
    view.resize(640, 480)
    controls = view.controls
    controls._fit()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    shown = [button for button in controls.buttons.values() if button.isVisible()]
    assert all(button.width() >= button.minimumSizeHint().width() for button in shown)
    assert shown[-1].geometry().right() < controls.width()
    for name in ("main", "skip", "hurts", "ask_stop", "get_help"):
        assert controls.buttons[name] in shown


def test_space_pauses_and_goes_on(show: Show) -> None:
    """Space holds the session where it is; Space again goes on with no time lost."""
    shown = show()
    shown.run(7)
    QTest.keyClick(shown.view, SPACE)
    shown.clock.advance(100)
    assert shown.status() is Status.PAUSED
    assert shown.view.ring._word == "Paused"
    QTest.keyClick(shown.view, SPACE)
    assert shown.status() is Status.RUNNING
    assert shown.driver.snapshot().step_left == pytest.approx(8)


def test_a_pause_is_seen_from_afar(show: Show) -> None:
    """The ring loses its colour, and two bars stand above the number."""
    shown = show()
    shown.run(7)
    ring = shown.view.ring

    def colors_at_the_top() -> tuple[str, str]:
        picture = ring.grab().toImage()
        size = min(ring.width(), ring.height())
        top = (ring.height() - size) // 2 + round(size * 0.062)
        middle = ring.width() // 2
        above = next(
            (
                y
                for y in range(top + 30, ring.height() // 2 - round(size * 0.1))
                if picture.pixelColor(middle - round(size * 0.04), y).name() == shown.view._theme.colors.text
            ),
            0,
        )
        return picture.pixelColor(middle - 8, top).name(), "bars" if above else ""

    assert colors_at_the_top() == (shown.view._theme.colors.accent, "")
    shown.driver.pause()
    assert colors_at_the_top() == (shown.view._theme.colors.muted, "bars")


def test_in_a_cramp_nothing_is_offered_that_cannot_be_changed(show: Show) -> None:
    """The plan of a rescue stays as it is: no button and no key leads to an empty page."""
    shown = show(CRAMP)
    wanted: list[str] = []
    shown.view.change_wanted.connect(lambda: wanted.append("change"))
    QTest.keyClick(shown.view, Qt.Key.Key_A)
    assert wanted == []
    shown.view.controls._fit()
    assert not shown.view.controls.buttons["change"].isVisible()
    assert shown.view.controls.buttons["hurts"].isVisible()


def test_a_cue_of_many_parts_is_a_list(show: Show) -> None:
    """Three separators or more: a line for each part. With fewer it stays one sentence."""
    many, few = "Stop · Breathe out · Chest pain? · Call for help", "Soft fist · Open and fan"
    steps = tuple(replace(step, cue=many if step.item == 1 else few) for step in TWO_SIDES.steps)
    shown = show(replace(TWO_SIDES, steps=steps))
    assert shown.view.words.cue.text() == "Stop\nBreathe out\nChest pain?\nCall for help"
    while shown.driver.state.step.item == 1:
        shown.driver.skip()
    assert shown.view.words.cue.text() == few


def test_nobody_is_told_to_move_when_they_are_to_stop(show: Show) -> None:
    """Before the loop of a rescue the ring says "Now"; movements elsewhere say "Move"."""
    shown = show(plan("1 move 10 both\n2 hold 20 left\n3 move 5 left", loop=(1, 1, 600.0)))
    shown.run(1)
    assert shown.view.ring._word == "Now"
    shown.driver.let_go()
    shown.run(1)
    assert shown.view.ring._word == "Move"


def test_space_pauses_wherever_the_keyboard_is(show: Show) -> None:
    """Space means pause even when a button has been reached with Tab: no stray skip, no stray stop."""
    shown = show()
    shown.run(1)
    shown.view.controls.buttons["skip"].setFocus()
    QTest.keyClick(shown.view.controls.buttons["skip"], SPACE)
    assert shown.status() is Status.PAUSED
    assert shown.driver.state.index == 0


def test_space_says_done_in_a_step_at_ones_own_pace(show: Show) -> None:
    """In a step without a clock the same key ends the step, and the button says so."""
    shown = show(plan("1 user-done ~20 both\n1 hold 10 both"))
    assert shown.view.controls.main.text() == "Done"
    shown.run(3)
    assert shown.view.ring._text == "0:03"
    QTest.keyClick(shown.view, SPACE)
    assert shown.driver.state.step.phase is Phase.HOLD
    assert shown.view.controls.main.text() == "Pause"


def test_the_arrows_skip_and_go_back(show: Show) -> None:
    """→, held, goes on to the other side; ← comes back."""
    shown = show()
    shown.run(6)
    shown.hold(RIGHT)
    assert shown.driver.state.step.phase is Phase.SWITCH
    shown.hold(LEFT)
    assert shown.driver.state.step.side == "left"


def test_r_starts_this_side_again(show: Show) -> None:
    """R, held, goes back to the beginning of this side."""
    shown = show()
    shown.run(20)
    shown.hold(Qt.Key.Key_R)
    assert shown.driver.state.index == 0


def test_stop_asks_first_and_the_safe_answer_is_the_near_one(show: Show) -> None:
    """S holds the session and asks; Space keeps going, and nothing is lost."""
    shown = show()
    shown.run(7)
    QTest.keyClick(shown.view, Qt.Key.Key_S)
    assert shown.status() is Status.PAUSED
    assert shown.view.prompt.isVisible()
    QTest.keyClick(shown.view, SPACE)
    assert shown.status() is Status.RUNNING
    assert not shown.view.prompt.isVisible()


def test_a_question_has_all_the_room_it_needs(show: Show, dress: Dress, qtbot: QtBot) -> None:
    """In a small window its large buttons are whole."""
    view = show().view
    dress(Appearance(large_targets=True))
    view.resize(640, 480)
    view.ask_stop()

    def are_whole() -> bool:
        buttons = view.prompt.buttons
        return all(one.height() >= 96 and view.prompt.rect().contains(one.geometry()) for one in buttons)

    qtbot.waitUntil(are_whole)
    assert view.rect().contains(view.prompt.geometry())


def test_stop_stops_when_told_twice(show: Show) -> None:
    """The answer "Stop" ends the session and says so with what was done."""
    shown = show()
    summaries: list[object] = []
    shown.driver.finished.connect(summaries.append)
    shown.run(7)
    QTest.keyClick(shown.view, Qt.Key.Key_S)
    stop = shown.view.prompt.buttons[-1]
    assert stop.text() == "Stop"
    QTest.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert shown.status() is Status.STOPPED
    assert len(summaries) == 1


def test_asking_to_stop_twice_takes_the_question_back(show: Show) -> None:
    """Escape opens the question and closes it again."""
    shown = show()
    shown.run(1)
    QTest.keyClick(shown.view, Qt.Key.Key_Escape)
    QTest.keyClick(shown.view, Qt.Key.Key_Escape)
    assert shown.status() is Status.RUNNING
    assert not shown.view.prompt.isVisible()


def test_a_stall_is_told_and_waits(show: Show) -> None:
    """After ten minutes away Coach says so, keeps the place, and goes on when asked."""
    shown = show()
    shown.run(7)
    shown.clock.advance(600)
    shown.driver.tick()
    view = shown.view
    assert view.prompt.isVisible()
    assert "away for 10 min" in view.prompt.accessibleName()
    assert "step 1, left, with 0:08 to go" in view.prompt.accessibleName()
    QTest.keyClick(view, SPACE)
    assert shown.status() is Status.RUNNING
    assert shown.driver.snapshot().step_left == pytest.approx(8)


def test_after_a_stall_a_side_can_be_started_again(show: Show) -> None:
    """The second answer goes back to the beginning of the side."""
    shown = show()
    shown.run(20)
    shown.clock.advance(600)
    shown.driver.tick()
    QTest.mouseClick(shown.view.prompt.buttons[1], Qt.MouseButton.LeftButton)
    assert (shown.status(), shown.driver.state.index) == (Status.RUNNING, 0)


def test_the_side_is_mirrored_in_the_picture(show: Show) -> None:
    """The picture of the left hand is the mirror image of the right hand's."""
    shown = show()
    slot = shown.view.picture.slot
    left = slot.grab().toImage()
    shown.run(30)
    assert shown.driver.state.step.side == "right"
    right = slot.grab().toImage()
    assert left != right
    assert _likeness(left.flipped(Qt.Orientation.Horizontal), right) > 0.98


def _likeness(first: QImage, second: QImage) -> float:
    """The part of a coarse grid of points in which two pictures agree."""
    points = [(x, y) for x in range(0, first.width(), 7) for y in range(0, first.height(), 7)]
    return sum(first.pixel(x, y) == second.pixel(x, y) for x, y in points) / len(points)


def test_every_key_does_something_and_is_explained(show: Show) -> None:
    """The help sheet and the keyboard read one table: each key has its action and its sentence."""
    shown = show()
    assert set(shown.view.commands.does) == {key.action for key in KEYS}
    assert all(key.does for key in KEYS)


def test_a_screen_reader_hears_each_step_once_and_never_the_countdown(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Phase, side and length are announced when a step begins; a running clock announces nothing."""
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    shown = show()
    shown.run(8)
    assert heard == ["Get ready. Left. 5 seconds. Gently.", "Hold. Left. 10 seconds. Gently."]
    assert shown.view.ring.accessibleName() == "Time left in this phase"


def test_trouble_with_saving_is_told_and_the_session_goes_on(show: Show) -> None:
    """When the session cannot be saved the player says why and keeps running."""
    shown = show()
    shown.driver.trouble.emit("The disk is full.")
    assert "The disk is full." in shown.view.words.news.text()
    assert shown.view.words.news.isVisible()
    assert shown.status() is Status.RUNNING


def test_a_narrow_window_keeps_the_main_words(show: Show, qtbot: QtBot) -> None:
    """Where there is no room, the small buttons show drawings only but keep their names."""
    shown = show()
    shown.view.resize(640, 560)
    qtbot.waitUntil(lambda: shown.view.controls.buttons["skip"].text() == "")
    assert shown.view.controls.buttons["skip"].accessibleName() == "Skip"
    assert shown.view.controls.main.text() == "Pause"


def test_markup_in_a_routine_file_is_shown_as_it_stands(show: Show) -> None:
    """A cue with tags in it is read as words: no pictures or links can be put on the screen."""
    markup = "<b>Hold</b>"
    step = replace(TWO_SIDES.steps[1], start=0.0, cue=markup, title=markup)
    shown = show(replace(TWO_SIDES, title=markup, steps=(step,)))
    labels = (shown.view.words.cue, shown.view.title, shown.view.words.exercise)
    assert [label.text() for label in labels] == [markup] * 3
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_a_loop_shows_the_time_since_the_start_and_the_pass_in_words(show: Show) -> None:
    """The time runs on through a pause, nobody counts the passes, and no time is promised."""
    shown = show(CRAMP)
    shown.run(5)
    bar = shown.view.let_go
    assert (bar.time.text(), bar.which.text()) == ("0:05", "Press when the cramp is over")
    shown.run(10)
    assert (bar.time.text(), bar.which.text()) == ("0:15", "Until the cramp is over")
    QTest.keyClick(shown.view, SPACE)
    shown.run(10)
    assert bar.time.text() == "0:25"
    QTest.keyClick(shown.view, SPACE)
    shown.run(40)
    assert bar.which.text() == "Again, until it is over"
    assert shown.view.routine_left.text() == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_L])
def test_it_has_let_go_is_one_key(show: Show, key: Qt.Key) -> None:
    """Enter, where no button has the keyboard, or L leads to what comes after the loop."""
    shown = show(CRAMP)
    shown.run(20)
    QTest.keyClick(shown.view, key)
    assert shown.driver.state.index == 5
    assert not shown.view.let_go.isVisible()
    assert shown.view.routine_left.text() == "0:30 left"


def test_it_has_let_go_is_a_large_button(show: Show) -> None:
    """A hurting hand hits it: it is higher and wider than any other button."""
    shown = show(CRAMP)
    shown.run(20)
    button = shown.view.let_go.button
    others = list(filter(QWidget.isVisible, shown.view.controls.buttons.values()))
    assert button.height() > max(other.height() for other in others)
    assert button.width() > max(other.width() for other in others if other is not shown.view.controls.main)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown.driver.state.index == 5


def test_enter_on_a_button_is_that_button(show: Show) -> None:
    """With the keyboard on a button Enter presses it, also in a loop; Space stays the main key."""
    shown = show(CRAMP)
    shown.run(20)
    stop = shown.view.controls.buttons["ask_stop"]
    stop.setFocus()
    QTest.keyClick(stop, Qt.Key.Key_Return)
    assert shown.view.prompt.isVisible()
    assert shown.driver.snapshot().in_loop


def test_a_routine_without_a_loop_has_nothing_to_let_go(show: Show) -> None:
    """No bar is shown, and Enter changes nothing."""
    shown = show()
    shown.run(7)
    assert not shown.view.let_go.isVisible()
    QTest.keyClick(shown.view, Qt.Key.Key_Return)
    assert shown.driver.state.index == 1


def test_what_comes_next_in_a_loop_of_one_exercise_is_the_same_again(show: Show) -> None:
    """The name of what one is doing is not told as news."""
    shown = show(plan("1 hold 20 left\n2 hold 5 left", loop=(0, 0, 600.0)))
    shown.run(2)
    assert shown.view.words.next.text() == "Next: the same again"


def test_a_long_hold_shows_a_breath_to_breathe_along_with(show: Show) -> None:
    """In a hold of half a minute a disc and words lead a slow breath; a pause and a short hold show none."""
    shown = show(plan("1 get-ready 5 left\n1 hold 30 left\n1 rest 5\n1 hold 10 left"))
    shown.run(5.5)
    assert shown.view.ring._word == "Hold, breathe out"
    shown.run(6)
    assert shown.view.ring._word == "Hold, breathe in"
    assert shown.view.ring._breath is not None
    shown.driver.pause()
    assert shown.view.ring._word == "Paused"
    shown.driver.resume()
    shown.run(30)
    assert shown.view.ring._word == "Hold"
    assert shown.view.ring._breath is None


def test_what_is_missing_for_the_figure_is_said(show: Show) -> None:
    """Where the moving figure cannot be shown, the page says why and the session goes on with words."""
    view = show().view
    view.picture.missing.emit("The moving figure needs numpy, which is not there.")
    assert view.words.news.isVisible()
    assert view.words.news.text() == "The moving figure needs numpy, which is not there."
