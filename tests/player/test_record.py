from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.player.events import Event, Outcome
from coach.player.machine import step
from coach.player.record import Summary, outcomes, record, summary
from coach.player.state import Command, ready
from coach.routine.plan import Side
from tests.player.plans import TWO_SIDES, plan

if TYPE_CHECKING:
    from coach.player.record import PhaseRecord
    from coach.routine.plan import Timeline

ONE_HOLD_A_SIDE = plan("""
    1 hold 10 left
    1 switch 4 right
    1 hold 10 right
    2 rest 5
    3 hold 10 both
""")


def play(*commands: tuple[float, Command], timeline: Timeline = ONE_HOLD_A_SIDE) -> tuple[PhaseRecord, ...]:
    """The record of a session in which commands come at the given seconds, with a tick each second."""
    state, events = step(ready(timeline), Command.START, 0.0)
    happened: list[Event] = [*events]
    for at, command in sorted(
        [*((float(at), Command.TICK) for at in range(1, 60)), *commands], key=lambda it: it[0]
    ):
        state, events = step(state, command, at)
        happened += events
    return record(timeline, happened)


def sums(*commands: tuple[float, Command]) -> Summary:
    """The summary of such a session."""
    return summary(ONE_HOLD_A_SIDE, play(*commands))


def test_a_session_in_full_has_one_record_a_step() -> None:
    """Played through, every step is recorded once, done, with its planned times."""
    assert [(one.index, one.began, one.ended, one.done, one.outcome) for one in play()] == [
        (0, 0.0, 10.0, 10.0, Outcome.DONE),
        (1, 10.0, 14.0, 4.0, Outcome.DONE),
        (2, 14.0, 24.0, 10.0, Outcome.DONE),
        (3, 24.0, 29.0, 5.0, Outcome.DONE),
        (4, 29.0, 39.0, 10.0, Outcome.DONE),
    ]


def test_a_record_says_what_was_planned() -> None:
    """Exercise, side, counts and planned length are copied from the plan."""
    first = play(timeline=TWO_SIDES)[1]
    assert (first.exercise, first.side, first.planned) == ("exercise-1", Side.LEFT, 10.0)
    assert (first.rep, first.set, first.round) == (0, 0, 0)


def test_a_pause_is_not_work() -> None:
    """The time between beginning and end of a record includes the pause; what was done does not."""
    first = play((4.0, Command.PAUSE), (6.0, Command.RESUME))[0]
    assert (first.began, first.ended, first.done) == (0.0, 12.0, 10.0)


def test_a_running_step_is_open() -> None:
    """Until it is left, a step's record has neither end nor outcome."""
    _, events = step(ready(ONE_HOLD_A_SIDE), Command.START, 3.0)
    [only] = record(ONE_HOLD_A_SIDE, events)
    assert (only.began, only.ended, only.done, only.outcome) == (3.0, None, 0.0, None)


def test_a_whole_session_sums_up_by_side() -> None:
    """All work done: all items done, each side in full, rests not counted."""
    found = sums()
    assert [(part.exercise, part.side, part.planned, part.done, part.outcome) for part in found.parts] == [
        ("exercise-1", Side.LEFT, 10.0, 10.0, Outcome.DONE),
        ("exercise-1", Side.RIGHT, 10.0, 10.0, Outcome.DONE),
        ("exercise-3", Side.BOTH, 10.0, 10.0, Outcome.DONE),
    ]
    assert (found.items, found.items_done, found.items_skipped) == (2, 2, 0)
    assert (found.planned, found.done, found.active) == (30.0, 30.0, 30.0)
    assert found.complete


def test_a_skipped_side_is_named() -> None:
    """Skipping the right side leaves the item neither done nor skipped, and says which side is missing."""
    found = sums((12.0, Command.SKIP))
    assert [part.outcome for part in found.parts] == [Outcome.DONE, Outcome.SKIPPED, Outcome.DONE]
    assert (found.items_done, found.items_skipped, found.complete) == (1, 0, False)


def test_an_item_skipped_on_every_side_is_skipped() -> None:
    """No work begun on an item counts it as skipped."""
    found = sums((27.0, Command.SKIP), (27.0, Command.SKIP))
    assert (found.items_done, found.items_skipped) == (1, 1)


def test_what_was_not_reached_is_neither_done_nor_skipped() -> None:
    """Stopping early says nothing about what lay ahead."""
    found = sums((4.0, Command.STOP))
    assert [part.outcome for part in found.parts] == [Outcome.CUT_SHORT, None, None]
    assert (found.items_done, found.items_skipped, found.done) == (0, 0, 4.0)


def test_a_repeated_hold_counts_once_as_done_and_twice_as_active() -> None:
    """Going back to a hold does not make more of the dose, but the work was real."""
    found = sums((8.0, Command.BACK))
    assert (found.parts[0].done, found.parts[0].outcome) == (10.0, Outcome.DONE)
    assert (found.done, found.active) == (30.0, 38.0)


@pytest.mark.parametrize(
    ("commands", "expected"),
    [
        ([(8.0, Command.BACK), (9.0, Command.STOP)], Outcome.CUT_SHORT),
        ([(0.0, Command.BACK), (0.0, Command.STOP)], Outcome.SKIPPED),
        ([(0.0, Command.SKIP), (3.0, Command.BACK)], Outcome.DONE),
        ([(11.0, Command.BACK), (11.0, Command.SKIP)], Outcome.DONE),
        ([(4.0, Command.BACK), (4.0, Command.SKIP)], Outcome.CUT_SHORT),
    ],
)
def test_the_best_time_through_a_step_decides(
    commands: list[tuple[float, Command]], expected: Outcome
) -> None:
    """Done once is done; some work is cut short; none at all is skipped."""
    assert outcomes(ONE_HOLD_A_SIDE, play(*commands))[0] is expected
