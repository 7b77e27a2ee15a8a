from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.player.amend import HoldFor, Instead, LeaveOut, ReadyFor, Wish, amend
from coach.player.change import Change, Kind, Reason, left_out
from coach.player.events import Changed, Event, Finished, Outcome, Stalled, StepEntered, StepLeft
from coach.player.machine import step
from coach.player.record import outcomes, record, summary
from coach.player.snapshot import Status
from coach.player.state import Command, ready
from coach.player.view import snapshot
from coach.routine.plan import Side
from coach.routine.tail import spliced
from tests.player.plans import CRAMP, TWO_SIDES, plan

if TYPE_CHECKING:
    from coach.routine.plan import Timeline


class Playing:
    """A session from second 0, with everything that happens in it."""

    def __init__(self, timeline: Timeline = TWO_SIDES) -> None:
        self.first = timeline
        self.state, events = step(ready(timeline), Command.START, 0.0)
        self.events: list[Event] = [*events]

    def until(self, at: float) -> Playing:
        """Let time pass with a look at the clock each second."""
        while self.state.seen < at:
            self.give(Command.TICK, min(self.state.seen + 1.0, at))
        return self

    def give(self, command: Command, at: float) -> Playing:
        """A command."""
        self.state, events = step(self.state, command, at)
        self.events += events
        return self

    def wish(self, wish: Wish, at: float) -> list[Event]:
        """A wish; what came of it."""
        self.state, events = amend(self.state, wish, at)
        self.events += events
        return [*events]

    def outcomes(self) -> list[Outcome | None]:
        """How every step of the plan ended, as it was at last."""
        return [*outcomes(self.state.timeline, record(self.first, self.events))]


def test_a_longer_hold_lasts_longer_at_once() -> None:
    """Five seconds more in the middle of a hold: it ends five seconds later, and its record says so."""
    session = Playing().until(8.0)
    [changed] = session.wish(HoldFor(5.0), 8.0)
    assert isinstance(changed, Changed)
    assert changed.change == Change(Kind.HOLD, 1, 1, Side.LEFT, "Exercise 1", seconds=5.0)
    session.until(21.0)
    assert [one.planned for one in record(TWO_SIDES, session.events)[:3]] == [5.0, 15.0, 3.0]
    assert StepLeft(1, Outcome.DONE, 15.0, 20.0) in session.events


def test_a_longer_time_to_get_ready_is_told_from_now_on() -> None:
    """The time to get ready in hand grows too, and the change says by how much."""
    session = Playing().until(2.0)
    [changed] = session.wish(ReadyFor(5.0), 2.0)
    assert isinstance(changed, Changed)
    assert (changed.change.kind, changed.change.seconds) == (Kind.GET_READY, 5.0)
    session.until(11.0)
    assert StepEntered(1, 10.0) in session.events


@pytest.mark.parametrize("command", [Command.TICK, Command.PAUSE])
def test_an_easier_way_begins_after_the_step_in_hand(command: Command) -> None:
    """What is being done is finished as it was; running or paused, the plan after it is another."""
    session = Playing().until(8.0).give(command, 8.0)
    tail = plan("1 get-ready 5 left\n1 hold 7 left").steps
    easier = Instead(Kind.EASIER, lambda timeline, kept: spliced(timeline, kept, tail), "The soft one")
    [changed] = session.wish(easier, 8.0)
    assert isinstance(changed, Changed)
    assert changed.change == Change(Kind.EASIER, 1, 1, Side.LEFT, "Exercise 1", "The soft one")
    session.give(Command.RESUME, 8.0).until(40.0)
    assert session.outcomes() == [Outcome.DONE] * 4
    assert isinstance(session.events[-1], Finished)
    assert session.events[-1].at == 27.0


def test_a_side_left_out_today_is_passed_over_and_told_as_skipped() -> None:
    """The rest of the side is skipped, with the reason, and the other side follows."""
    session = Playing().until(8.0)
    events = session.wish(LeaveOut(Reason.TIRED), 8.0)
    assert [event.change for event in events if isinstance(event, Changed)] == [
        Change(Kind.LEFT_OUT, 1, 1, Side.LEFT, "Exercise 1", reason=Reason.TIRED)
    ]
    assert session.state.index == 4
    assert session.outcomes()[:4] == [Outcome.DONE, Outcome.CUT_SHORT, Outcome.SKIPPED, Outcome.SKIPPED]
    parts = summary(TWO_SIDES, record(TWO_SIDES, session.events)).parts
    assert (parts[0].side, parts[0].outcome, parts[0].done) == (Side.LEFT, Outcome.CUT_SHORT, 3.0)


ROUNDS = plan("1 hold 5 left\n1 hold 5 right\n2 rest 5\n1 hold 5 left\n1 hold 5 right\n3 hold 5 both")


def test_a_side_left_out_stays_out_in_later_rounds() -> None:
    """Left out once, a side is passed over wherever it comes again, and no time is counted for it."""
    session = Playing(ROUNDS)
    session.wish(LeaveOut(), 2.0)
    assert snapshot(session.state, 2.0).routine_left == 20.0
    upcoming = snapshot(session.state, 2.0).next_work
    assert upcoming is not None
    assert upcoming.item == 3
    session.until(30.0)
    assert session.state.status is Status.FINISHED
    assert session.outcomes() == [
        Outcome.CUT_SHORT,
        Outcome.DONE,
        Outcome.DONE,
        Outcome.SKIPPED,
        Outcome.DONE,
        Outcome.DONE,
    ]


def test_going_back_takes_a_side_up_again() -> None:
    """Whoever goes back to a side that was left out is led through it after all, and that is told."""
    session = Playing(ROUNDS)
    session.wish(LeaveOut(), 2.0)
    session.give(Command.BACK, 2.5)
    assert (session.state.index, session.state.left_out) == (0, frozenset())
    told = [event.change for event in session.events if isinstance(event, Changed)]
    assert [change.kind for change in told] == [Kind.LEFT_OUT, Kind.TAKEN_UP]
    assert left_out([*told, Change(Kind.HOLD, 0, 1)]) == frozenset()
    assert left_out(told[:1]) == {(1, Side.LEFT)}


ALTERNATING = plan(
    "1 get-ready 5 both\n1 hold 5 left\n1 hold 5 right\n1 hold 5 left\n1 hold 5 right\n2 hold 5 both"
)


def test_where_sides_alternate_one_of_them_can_be_left_out() -> None:
    """In the left of left and right in turn, only left is left out; before the work begins, all of it."""
    session = Playing(ALTERNATING).until(6.0)
    session.wish(LeaveOut(), 6.0)
    session.until(20.0)
    assert [event.index for event in session.events if isinstance(event, StepEntered)] == [0, 1, 2, 4, 5]
    session = Playing(ALTERNATING)
    session.wish(LeaveOut(), 2.0)
    assert session.state.index == 5
    session.give(Command.BACK, 2.5)
    assert (session.state.index, session.state.left_out) == (0, frozenset())


def test_the_last_side_left_out_ends_the_session() -> None:
    """With nothing left to do the session is finished."""
    session = Playing(plan("1 hold 5 left"))
    assert isinstance(session.wish(LeaveOut(), 1.0)[-1], Finished)


def test_between_exercises_there_is_nothing_to_leave_out() -> None:
    """A rest between two exercises belongs to neither side."""
    session = Playing().until(57.0)
    assert session.state.index == 8
    assert session.wish(LeaveOut(), 57.0) == []


def test_a_wish_that_changes_nothing_is_not_told() -> None:
    """A hold at its limit does not grow any more, and nothing is recorded."""
    session = Playing().until(8.0)
    session.wish(HoldFor(500.0), 8.0)
    assert session.wish(HoldFor(5.0), 9.0) == []


def test_a_plan_with_a_loop_is_never_changed() -> None:
    """In a cramp the loop is what it is."""
    session = Playing(CRAMP).until(12.0)
    assert [session.wish(wish, 12.0) for wish in (HoldFor(5.0), ReadyFor(5.0), LeaveOut())] == [[], [], []]


def test_time_lost_comes_before_a_wish() -> None:
    """A wish that uncovers a stall only tells the stall; over or not begun, a session takes none."""
    session = Playing()
    assert session.wish(LeaveOut(), 60.0) == [Stalled(60.0, 60.0)]
    assert session.wish(LeaveOut(), 60.0) == []
    assert amend(ready(TWO_SIDES), HoldFor(5.0), 0.0)[1] == ()
    session.give(Command.STOP, 61.0)
    assert session.wish(HoldFor(5.0), 61.0) == []


def test_a_clock_that_runs_backwards_stands_still() -> None:
    """A wish at an earlier moment is made at the last one."""
    session = Playing().until(8.0)
    [changed] = session.wish(HoldFor(5.0), 3.0)
    assert changed.at == 8.0
