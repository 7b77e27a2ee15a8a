from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coach.clock import FakeClock
from coach.drivers.player_driver import PlayerDriver
from coach.errors import CoachError
from coach.history import lost
from coach.history.recorder import SessionRecorder
from coach.history.session import SessionStatus
from coach.history.store import Store
from coach.player.amend import HoldFor, Instead
from coach.player.change import Change
from coach.player.change import Kind as ChangeKind
from coach.player.events import Outcome
from coach.player.rating import Kind, Moment, Rating
from coach.player.snapshot import Status
from coach.routine.plan import Phase, Side
from tests.player.plans import CRAMP, TWO_SIDES, plan

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coach.history.lost import Lost
    from coach.routine.plan import Timeline

pytestmark = pytest.mark.usefixtures("qapp")


class Session:
    """A driver with a clock of its own, and everything it has said, in order."""

    def __init__(
        self,
        timeline: Timeline = TWO_SIDES,
        recorder: SessionRecorder | None = None,
        speed: float = 1.0,
        waited: float = 0.0,
    ) -> None:
        self.clock = FakeClock()
        self.driver = PlayerDriver(timeline, self.clock, recorder, speed, waited=waited)
        self.said: list[tuple[object, ...]] = []
        self.ticks = 0
        names = (
            "step_entered",
            "status_changed",
            "stalled",
            "limit_reached",
            "finished",
            "notice",
            "trouble",
        )
        for name in names:
            getattr(self.driver, name).connect(lambda *what, name=name: self.said.append((name, *what)))
        self.driver.ticked.connect(self._on_ticked)

    def _on_ticked(self) -> None:
        self.ticks += 1

    def run(self, seconds: float, every: float = 0.5) -> None:
        """Let time pass with a tick every so often."""
        while seconds > 0:
            self.clock.advance(min(every, seconds))
            self.driver.tick()
            seconds -= every

    def heard(self, name: str) -> list[object]:
        """What one signal has said."""
        return [what[0] for kind, *what in self.said if kind == name]


def test_starting_says_running_and_then_the_first_step() -> None:
    """A screen hears that the session runs before it hears what to show."""
    session = Session()
    session.driver.start()
    assert session.said == [("status_changed", Status.RUNNING), ("step_entered", TWO_SIDES.steps[0])]


def test_each_step_is_said_once_in_turn() -> None:
    """Every step of the plan is heard once, in order, up to the one that waits for the person."""
    session = Session()
    session.driver.start()
    session.run(200)
    assert session.heard("step_entered") == list(TWO_SIDES.steps[:11])


def test_a_session_through_all_its_steps_finishes_with_its_summary() -> None:
    """At the end the status is said first, then the summary."""
    session = Session(plan("1 hold 10 left"))
    session.driver.start()
    session.run(10)
    assert session.said[-2:] == [
        ("status_changed", Status.FINISHED),
        ("finished", session.driver.summary()),
    ]
    assert session.driver.summary().complete


def test_stopping_also_ends_with_a_summary() -> None:
    """The Done screen follows a session that was stopped as well."""
    session = Session()
    session.driver.start()
    session.run(7)
    session.driver.stop()
    [summary] = session.heard("finished")
    assert summary == session.driver.summary()
    assert [one.outcome for one in session.driver.records] == [Outcome.DONE, Outcome.CUT_SHORT]


def test_the_timer_runs_only_while_the_session_runs() -> None:
    """Nothing wakes the computer before the start, in a pause or after the end."""
    session = Session()
    timer = session.driver._timer
    active = [timer.isActive()]
    for act in ("start", "pause", "resume", "toggle_pause", "toggle_pause", "stop"):
        getattr(session.driver, act)()
        active.append(timer.isActive())
    assert active == [False, True, False, True, False, True, False]


@pytest.mark.parametrize(
    ("elapsed", "speed", "wait"),
    [(0.0, 1.0, 34), (4.98, 1.0, 20), (4.98, 10.0, 2), (0.0, 20.0, 34)],
)
def test_the_timer_aims_at_the_next_repaint_or_the_next_boundary(
    elapsed: float, speed: float, wait: int
) -> None:
    """A boundary nearer than the next repaint is woken up for, so that it is said on time."""
    session = Session(speed=speed)
    session.driver.start()
    session.run(elapsed / speed)
    assert session.driver._timer.interval() == wait


def test_a_freeze_of_ten_minutes_is_said_and_waits() -> None:
    """After a freeze the session stands where it was, says how long it was away, and goes on when told."""
    session = Session()
    session.driver.start()
    session.run(7)
    session.clock.advance(600)
    session.driver.tick()
    assert session.said[-2:] == [("stalled", 600.0), ("status_changed", Status.STALLED)]
    assert session.driver.snapshot().stalled_for == 600.0
    assert session.driver.snapshot().step_elapsed == 2.0
    session.driver.toggle_pause()
    session.run(8)
    assert session.driver.state.step.phase is Phase.REST


def test_a_jump_of_the_time_of_day_changes_nothing() -> None:
    """Daylight saving or a time server in mid-hold leaves the schedule alone."""
    session = Session()
    session.driver.start()
    session.run(7)
    session.clock.step_wall(-3600)
    session.driver.tick()
    assert session.driver.snapshot().step_elapsed == 2.0


def test_a_rehearsal_runs_faster_on_the_plan() -> None:
    """At speed 10 a second on the clock is ten on the plan, and the record has the plan's lengths."""
    session = Session(speed=10)
    session.driver.start()
    session.run(1.9, every=0.1)
    assert session.driver.snapshot().step_elapsed == pytest.approx(1.0)
    assert [one.done for one in session.driver.records] == [5.0, 10.0, 3.0, 0.0]


def test_a_rehearsal_stalls_after_the_same_time_on_the_clock() -> None:
    """Three seconds of silence are forgiven at any speed; what is said is seconds on the clock."""
    session = Session(plan("1 hold 600 left"), speed=10)
    session.driver.start()
    session.run(6, every=3)
    assert session.driver.snapshot().status is Status.RUNNING
    session.clock.advance(4)
    session.driver.tick()
    assert session.heard("stalled") == [4.0]
    assert session.driver.snapshot().stalled_for == 4.0


def test_every_tick_asks_for_a_repaint() -> None:
    """A screen repaints when it is told to, and needs no timer of its own."""
    session = Session()
    session.driver.start()
    session.run(5)
    assert session.ticks == 10


def test_keys_reach_the_machine() -> None:
    """Skip, back, restart and done do what the machine says they do."""
    session = Session()
    driver = session.driver
    driver.start()
    places = []
    for act in ("skip", "skip", "skip", "back", "restart_side", "skip", "skip", "done", "done"):
        session.run(2.5)
        getattr(driver, act)()
        places.append(driver.snapshot().index)
    assert places == [4, 8, 9, 4, 4, 8, 9, 9, 11]


def test_a_slot_may_answer_with_a_command() -> None:
    """When one listener pauses at a step, those after it still hear the step before the pause."""
    driver = PlayerDriver(plan("1 hold 10 left"), FakeClock())
    said: list[object] = []
    driver.step_entered.connect(driver.pause)
    driver.step_entered.connect(said.append)
    driver.status_changed.connect(said.append)
    driver.start()
    assert said == [Status.RUNNING, driver.timeline.steps[0], Status.PAUSED]


def test_the_real_timer_drives_a_session_to_its_end(qtbot: QtBot) -> None:
    """With Qt's own timer and nobody's help, a short session comes to its end."""
    session = Session(plan("1 hold 0.2 left\n1 switch 0.1 right\n1 hold 0.2 right"))
    with qtbot.waitSignal(session.driver.finished, timeout=5000):
        # The clock is the test's; the timer asks for the ticks.
        session.driver.ticked.connect(lambda: session.clock.advance(0.05))
        session.driver.start()
    assert session.driver.summary().complete


def test_a_session_is_in_the_history_as_it_happens(tmp_path: Path) -> None:
    """Before the session ends, another reader finds every phase so far and how far the running one is."""
    database = tmp_path / "history.sqlite3"
    recorder = SessionRecorder(database)
    session = Session(recorder=recorder)
    session.driver.start()
    session.run(12)
    reader = Store.open(database, session.clock.wall())
    detail = reader.session(recorder.session_id)
    assert detail is not None
    assert detail.session.status is SessionStatus.OPEN
    assert [(one.index, one.done, one.outcome) for one in detail.phases] == [
        (0, 5.0, Outcome.DONE),
        (1, 7.0, None),
    ]
    session.driver.stop()
    assert reader.unfinished() == ()
    [line] = reader.sessions(5)
    assert (line.started, line.ended) == (FakeClock().wall(), session.clock.wall())
    reader.close()
    recorder.close()


def test_the_place_in_a_running_step_is_written_twice_a_second(tmp_path: Path) -> None:
    """Thirty ticks a second make two notes a second, not thirty; a pause makes one at once."""
    recorder = SessionRecorder(tmp_path / "history.sqlite3")
    beats: list[float] = []
    recorder.heartbeat = beats.append  # type: ignore[assignment,method-assign]
    session = Session(plan("1 hold 60 left"), recorder)
    session.driver.start()
    session.run(1.90625, every=1 / 32)
    assert beats == [0.5, 1.0, 1.5]
    session.driver.pause()
    assert beats == [0.5, 1.0, 1.5, 1.90625]
    recorder.close()


def test_a_history_that_cannot_be_opened_is_said_once_and_the_session_goes_on(tmp_path: Path) -> None:
    """The person is led through all the same, and told why nothing is saved."""

    def refuse(path: Path, now: datetime) -> Store:
        raise CoachError(f"The disk is full on {now.date()}.", f"Make room for {path.name}.")

    session = Session(plan("1 hold 10 left"), SessionRecorder(tmp_path / "history.sqlite3", refuse))
    session.driver.start()
    session.run(10)
    assert session.heard("trouble") == [
        "This session is not being saved. The disk is full on 2026-11-23. Make room for history.sqlite3."
    ]
    assert len(session.heard("finished")) == 1


def test_a_damaged_history_is_said_once(tmp_path: Path) -> None:
    """That a damaged history was moved aside is said; it is no trouble for the session."""
    database = tmp_path / "history.sqlite3"
    database.write_bytes(b"not a database " * 1000)
    recorder = SessionRecorder(database)
    session = Session(recorder=recorder)
    session.driver.start()
    session.run(3)
    [notice] = session.heard("notice")
    assert "history.damaged-2026-11-23.sqlite3" in str(notice)
    assert session.heard("trouble") == []
    recorder.close()


def test_a_loop_is_heard_pass_after_pass_until_it_lets_go() -> None:
    """Each pass says its steps again; the word that it has let go leads to what comes after."""
    session = Session(CRAMP)
    session.driver.start()
    session.run(60)
    session.driver.let_go()
    entered = [CRAMP.steps.index(step) for step in session.heard("step_entered")]
    assert entered == [0, 1, 2, 3, 4, 1, 2, 5]
    assert session.driver.snapshot().passes == 2


def test_the_limit_comes_in_a_pause_too_and_is_said_once() -> None:
    """A paused session goes on looking at the clock while a limit is to come; then it is said."""
    session = Session(CRAMP)
    session.driver.start()
    session.run(20)
    session.driver.pause()
    assert session.driver._timer.isActive()
    session.run(600)
    assert [kind for kind, *_ in session.said].count("limit_reached") == 1
    assert session.driver.state.status is Status.PAUSED
    assert session.driver.snapshot().limit_left == 0.0


def test_a_held_session_aims_at_the_limit() -> None:
    """The timer's last wait before the limit is as long as what is left, not longer."""
    session = Session(CRAMP)
    session.driver.start()
    session.run(20)
    session.driver.pause()
    session.run(579.9)
    assert session.driver._timer.interval() == 100


def test_going_on_when_the_limit_has_come_unseen_tells_it_first() -> None:
    """A person who had not seen the limit yet is not led past it; the next word to go on counts."""
    session = Session(CRAMP)
    session.driver.start()
    session.run(20)
    session.driver.pause()
    session.clock.advance(900)
    session.driver.toggle_pause()
    assert session.said[-1][0] == "limit_reached"
    assert session.heard("status_changed")[-1] is Status.PAUSED
    session.driver.toggle_pause()
    assert session.heard("status_changed")[-1] is Status.RUNNING


def test_a_pause_without_a_loop_needs_no_clock() -> None:
    """Where nothing is to come, a paused session lets the computer sleep; so it does after letting go."""
    session = Session(CRAMP)
    session.driver.start()
    session.driver.let_go()
    session.driver.pause()
    assert not session.driver._timer.isActive()


def test_a_change_on_the_way_is_told_and_kept(tmp_path: Path) -> None:
    """A longer hold ends later, is told once, and is in the history with the plan it made."""
    recorder = SessionRecorder(tmp_path / "history.sqlite3")
    session = Session(plan("1 hold 10 left"), recorder)
    told: list[object] = []
    session.driver.plan_changed.connect(told.append)
    session.driver.start()
    session.run(5)
    session.driver.amend(HoldFor(5.0))
    assert told == list(session.driver.changes)
    session.run(9.5)
    assert session.driver.records[0].outcome is None
    session.run(0.5)
    assert session.driver.state.status is Status.FINISHED
    assert session.driver.records[0].planned == 15.0
    recorder.close()
    assert recorder.detail is not None
    assert recorder.detail.timeline == session.driver.timeline


def test_what_is_said_is_judged_and_kept_at_its_moment(tmp_path: Path) -> None:
    """Before, during and after are told apart by where the session stands; the rules answer at once."""
    recorder = SessionRecorder(tmp_path / "history.sqlite3")
    session = Session(plan("1 hold 10 left"), recorder)
    assert session.driver.rate(Kind.PAIN, 2) is None
    session.driver.start()
    session.run(4)
    found = session.driver.rate(Kind.PAIN, 4)
    assert found is not None
    assert found.stops
    session.driver.stop()
    session.driver.rate(Kind.PAIN, 3)
    session.driver.rate(Kind.EFFORT, 5)
    session.driver.rate(Kind.EFFORT, None)
    recorder.close()
    assert recorder.detail is not None
    assert (
        recorder.detail.ratings
        == session.driver.ratings
        == (
            Rating(Kind.PAIN, Moment.BEFORE, 2),
            Rating(Kind.PAIN, Moment.DURING, 4, 4.0),
            Rating(Kind.PAIN, Moment.AFTER, 3, 4.0),
        )
    )


def test_an_easier_plan_before_the_start_is_kept_with_its_session(tmp_path: Path) -> None:
    """What was made easier before the first step is the plan that is played, and is told in the history."""
    recorder = SessionRecorder(tmp_path / "history.sqlite3")
    session = Session(plan("1 hold 10 left"), recorder)
    soft = plan("1 hold 6 left")
    session.driver.amend(Instead(ChangeKind.EASIER, lambda _timeline, _kept: soft, title=""))
    session.driver.start()
    assert session.driver.timeline == soft
    recorder.close()
    with closing(Store.open(tmp_path / "history.sqlite3", session.clock.wall())) as store:
        detail = store.session(recorder.session_id)
    assert detail is not None
    assert detail.timeline == soft
    assert detail.changes == session.driver.changes == (Change(ChangeKind.EASIER, 0, 1, Side.LEFT),)


def test_a_session_that_was_declined_is_kept_with_what_was_said(tmp_path: Path) -> None:
    """Too much pain beforehand: nothing is played, and the history says so."""
    recorder = SessionRecorder(tmp_path / "history.sqlite3")
    session = Session(plan("1 hold 10 left"), recorder)
    session.driver.rate(Kind.PAIN, 7)
    session.driver.decline()
    assert session.driver.state.status is Status.STOPPED
    recorder.close()
    assert recorder.detail is not None
    kept = recorder.detail.session
    assert (kept.status, kept.pain_before, recorder.detail.phases) == (SessionStatus.STOPPED, 7, ())


def died(folder: Path, timeline: Timeline, seconds: float, waited: float = 0.0) -> Lost:
    """A session that Coach died in after so many seconds."""
    recorder = SessionRecorder(folder / "history.sqlite3")
    session = Session(timeline, recorder, waited=waited)
    session.driver.rate(Kind.PAIN, 1)
    session.driver.start()
    session.run(seconds)
    recorder.close()
    with closing(Store.open(folder / "history.sqlite3", session.clock.wall())) as store:
        found = lost.find(store)
    assert found is not None
    return found


def test_a_session_goes_on_after_coach_died(tmp_path: Path) -> None:
    """It stands paused in its step, goes on to the end, and is one session in the history."""
    found = died(tmp_path, TWO_SIDES, 9)
    recorder = SessionRecorder(tmp_path / "history.sqlite3")
    session = Session(found.detail.timeline, recorder)
    assert session.driver.restore(found)
    assert session.driver.state.status is Status.PAUSED
    assert (session.driver.snapshot().index, session.driver.snapshot().step_left) == (1, 6.0)
    assert session.driver.ratings == (Rating(Kind.PAIN, Moment.BEFORE, 1),)
    session.driver.resume()
    session.run(6)
    session.driver.stop()
    recorder.close()
    with closing(Store.open(tmp_path / "history.sqlite3", session.clock.wall())) as store:
        [kept] = store.sessions(10)
        detail = store.session(kept.id)
    assert detail is not None
    assert [(one.index, one.began, one.ended, one.done, one.outcome) for one in detail.phases] == [
        (0, 0.0, 5.0, 5.0, Outcome.DONE),
        (1, 5.0, 15.0, 10.0, Outcome.DONE),
        (2, 15.0, 15.0, 0.0, Outcome.SKIPPED),
    ]
    assert kept.status is SessionStatus.STOPPED


def test_two_coaches_cannot_go_on_with_one_session(tmp_path: Path) -> None:
    """The second is refused and plays nothing."""
    found = died(tmp_path, TWO_SIDES, 9)
    recorders = [SessionRecorder(tmp_path / "history.sqlite3") for _ in range(2)]
    sessions = [Session(found.detail.timeline, recorder) for recorder in recorders]
    assert [session.driver.restore(found) for session in sessions] == [True, False]
    for recorder in recorders:
        recorder.close()


@pytest.mark.parametrize("jump", [-86400.0, 86400.0])
def test_the_time_of_day_does_not_matter_for_going_on(tmp_path: Path, jump: float) -> None:
    """However the clock on the wall was set meanwhile, the session stands where it stood."""
    found = died(tmp_path, TWO_SIDES, 9)
    session = Session(found.detail.timeline)
    session.clock.step_wall(jump)
    assert session.driver.restore(found)
    seen = session.driver.snapshot()
    assert (seen.step_left, seen.lasted) == (6.0, 9.0)


def test_a_cramp_goes_on_while_coach_is_gone(tmp_path: Path) -> None:
    """The limit counts the time since the session was last heard of, and comes before going on."""
    found = died(tmp_path, CRAMP, 100)
    session = Session(found.detail.timeline)
    session.clock.advance(600.0)
    assert session.driver.restore(found)
    session.driver.resume()
    assert ("limit_reached",) in session.said
    assert session.driver.state.status is Status.PAUSED


def test_the_wait_before_a_cramps_session_is_part_of_it(tmp_path: Path) -> None:
    """What it had lasted while questions were asked counts toward the limit and is in the history."""
    recorder = SessionRecorder(tmp_path / "history.sqlite3")
    session = Session(CRAMP, recorder, waited=90)
    told = session.clock.wall() - timedelta(seconds=90)
    session.driver.start()
    session.run(20)
    seen = session.driver.snapshot()
    assert (seen.lasted, seen.limit_left) == (110, CRAMP.loop.limit - 110 if CRAMP.loop else None)
    session.driver.let_go()
    assert session.driver.summary().let_go_after == 110
    assert recorder.detail is not None
    assert recorder.detail.session.started == told
    assert (recorder.detail.session.let_go, recorder.detail.phases[0].began) == (110, 90)
    recorder.close()


def test_a_limit_that_came_while_questions_were_asked_is_told_at_once() -> None:
    """Whoever stood before a question for ten minutes reads where to turn to before anything else."""
    session = Session(CRAMP, waited=700)
    session.driver.start()
    session.driver.tick()
    assert ("limit_reached",) in session.said
    assert session.driver.state.status is Status.PAUSED
    session.driver.stop()
    assert session.driver.summary().limit_reached


def test_after_a_crash_the_wait_before_the_session_still_counts(tmp_path: Path) -> None:
    """What is gone on with has lasted as long as the cramp has, the questions and the time away included."""
    found = died(tmp_path, CRAMP, 100, waited=90)
    session = Session(found.detail.timeline)
    session.clock.advance(200.0)
    assert session.driver.restore(found)
    assert session.driver.snapshot().lasted == 290
    session.driver.let_go()
    assert session.driver.summary().let_go_after == 290
