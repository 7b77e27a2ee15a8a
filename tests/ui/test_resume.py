"""Going on in the window with a session that Coach died in, and holding one when the person goes away."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from coach.clock import FakeClock
from coach.drivers.player_driver import PlayerDriver
from coach.history.recorder import SessionRecorder
from coach.history.session import SessionStatus
from coach.history.store import Store
from coach.player.amend import HoldFor
from coach.player.snapshot import Status
from coach.routine.plan import Side
from coach.safety.profile import Profile
from coach.ui.done_view import DoneView
from coach.ui.library_view import LibraryView
from coach.ui.player_view import PlayerView
from coach.ui.resume_view import ResumeView
from tests.routine.texts import exercise, routine, the_exercise, timeline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.conftest import Opened

    Open = Callable[..., Opened]

DOSE = "{reps: 2, hold: 20 s, rest: 5 s}"
FILES = {
    "wrist.yaml": exercise("wrist", kind="stretch", dose=DOSE),
    "session.yaml": routine("- {exercise: wrist}"),
    "other.yaml": routine("- {exercise: wrist, side: both}", "other"),
}
PLAN = timeline("- {exercise: wrist}", the_exercise("wrist", kind="stretch", dose=DOSE))


@pytest.fixture
def died(tmp_path: Path) -> None:
    """A session that Coach died in 13 s after its start, in its first hold, just made 5 s longer."""
    clock, recorder = FakeClock(), SessionRecorder(tmp_path / "history.sqlite3")
    driver = PlayerDriver(PLAN, clock, recorder)
    driver.start()
    for _ in range(26):
        clock.advance(0.5)
        driver.tick()
    driver.amend(HoldFor(5.0))
    recorder.close()


def told(opened: Opened) -> list[str]:
    """The texts on the page."""
    return [label.text() for label in opened.page.findChildren(QLabel)]


def start(opened: Opened) -> None:
    """What follows the first frame."""
    opened.window.settle()
    opened.library.read_now()


def press(opened: Opened, key: Qt.Key) -> None:
    """Press a key wherever the keyboard is."""
    QTest.keyClick(opened.window.focusWidget() or opened.window, key)


@pytest.mark.usefixtures("died")
def test_the_next_start_says_where_one_was_and_goes_on(open_window: Open) -> None:
    """Step, side and time left are told; one key goes on there, with what had been changed."""
    opened = open_window(FILES)
    start(opened)
    assert isinstance(opened.page, ResumeView)
    assert "Step 1 of 1, left side, 17 s left" in told(opened)
    press(opened, Qt.Key.Key_1)
    assert isinstance(opened.page, PlayerView)
    assert opened.status() is Status.RUNNING
    seen = opened.page.driver.snapshot()
    assert (seen.step_left, seen.step.side, seen.step.length) == (17.0, Side.LEFT, 25.0)
    opened.run(120)
    assert isinstance(opened.page, DoneView)
    assert "The wrist: held 5 s longer" in told(opened)
    [session] = opened.sessions()
    assert session.status is SessionStatus.FINISHED


@pytest.mark.usefixtures("died")
def test_this_side_can_be_begun_again(open_window: Open) -> None:
    """The second answer begins with getting ready for the same side."""
    opened = open_window(FILES)
    start(opened)
    press(opened, Qt.Key.Key_2)
    assert isinstance(opened.page, PlayerView)
    assert opened.page.driver.snapshot().index == 0
    assert opened.status() is Status.RUNNING


@pytest.mark.usefixtures("died")
def test_one_can_finish_here(open_window: Open) -> None:
    """The third answer ends the session and shows what was done of it."""
    opened = open_window(FILES)
    start(opened)
    press(opened, Qt.Key.Key_3)
    assert isinstance(opened.page, DoneView)
    [session] = opened.sessions()
    assert session.status is SessionStatus.STOPPED


@pytest.mark.usefixtures("died")
@pytest.mark.parametrize("key", [Qt.Key.Key_4, Qt.Key.Key_Escape])
def test_one_can_be_asked_later(open_window: Open, key: Qt.Key) -> None:
    """Not now leaves everything as it is, and the next start asks again."""
    opened = open_window(FILES)
    start(opened)
    press(opened, key)
    assert isinstance(opened.page, LibraryView)
    again = open_window(FILES)
    start(again)
    assert isinstance(again.page, ResumeView)


@pytest.mark.usefixtures("died")
@pytest.mark.parametrize("key", [Qt.Key.Key_3, Qt.Key.Key_4])
def test_a_start_with_a_routine_asks_first_and_then_plays_it(open_window: Open, key: Qt.Key) -> None:
    """`coach play ID` offers to go on; whoever does not is led to what they had asked for."""
    opened = open_window(FILES)
    opened.window.play("other")
    assert isinstance(opened.page, ResumeView)
    press(opened, key)
    assert isinstance(opened.page, PlayerView)
    assert opened.page.driver.timeline.routine == "other"
    assert opened.status() is Status.RUNNING


@pytest.mark.usefixtures("died")
def test_it_is_asked_once_in_a_run(open_window: Open) -> None:
    """After the answer, sessions begin as ever."""
    opened = open_window(FILES)
    start(opened)
    press(opened, Qt.Key.Key_4)
    opened.window.play("session")
    assert isinstance(opened.page, PlayerView)


@pytest.mark.usefixtures("died")
def test_what_is_ruled_out_meanwhile_cannot_go_on(open_window: Open) -> None:
    """With an exercise gone, or new safety answers, the session can only be finished."""
    files = {**FILES, "wrist.yaml": exercise("wrist", kind="stretch", dose=DOSE, avoid_if="[INJURY]")}
    files["conditions.yaml"] = (
        "coach: 1\ntype: conditions\nconditions:\n"
        "  INJURY: {name: An injury, question: Is anything injured?, action: Coach hides it.}\n"
    )
    opened = open_window(files, profile=Profile(ticked=frozenset({"INJURY"}), seen=True))
    start(opened)
    page = opened.page
    assert isinstance(page, ResumeView)
    assert [button.accessibleName() for button in page.buttons] == ["Finish here", "Not now"]
    press(opened, Qt.Key.Key_1)
    assert isinstance(opened.page, DoneView)
    opened.page.again_wanted.emit()
    assert not isinstance(opened.page, PlayerView)


@pytest.mark.usefixtures("died")
def test_a_session_that_another_coach_has_taken_is_let_be(open_window: Open, tmp_path: Path) -> None:
    """Between the question and the answer another window may go on with it; then this one does not."""
    opened = open_window(FILES)
    start(opened)
    with closing(Store.open(tmp_path / "history.sqlite3", opened.clock.wall())) as store:
        assert store.take_over(store.unfinished()[0], "another")
    press(opened, Qt.Key.Key_1)
    assert isinstance(opened.page, LibraryView)


def test_without_a_lost_session_nothing_is_asked(open_window: Open) -> None:
    """The library is there as ever."""
    opened = open_window(FILES)
    start(opened)
    assert isinstance(opened.page, LibraryView)


@pytest.mark.parametrize(("why", "word"), [("lock", "locked"), ("sleep", "slept")])
def test_a_session_waits_while_the_person_is_away(open_window: Open, why: str, word: str) -> None:
    """Locked screen or sleeping computer: it pauses and says why; paused already, it says nothing."""
    opened = open_window(FILES)
    opened.window.leading.on_gone(why)
    opened.window.play("session")
    opened.run(8)
    opened.window.leading.on_gone(why)
    page = opened.page
    assert isinstance(page, PlayerView)
    assert opened.status() is Status.PAUSED
    assert word in page.words.news.text()
    opened.clock.advance(3600)
    opened.clock.step_wall(-7200)
    page.driver.tick()
    page.driver.resume()
    assert page.driver.snapshot().step_left == 17.0
    page.driver.pause()
    page.say("")
    opened.window.leading.on_gone(why)
    assert page.words.news.text() == ""
