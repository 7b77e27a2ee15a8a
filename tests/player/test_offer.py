from __future__ import annotations

import pytest

from coach.player.amend import HoldFor, Instead, LeaveOut, ReadyFor, amend
from coach.player.change import Kind
from coach.player.events import Changed
from coach.player.machine import step
from coach.player.offer import Offer, all_easier, longest_hold, offers
from coach.player.state import Command, PlayerState, ready
from coach.routine.plan import Sides, Timeline
from tests.player.plans import CRAMP
from tests.routine.texts import the_exercise, timeline

DOSE = "{reps: 2, hold: 20 s, rest: 5 s}"
HARD = the_exercise("hard", kind="stretch", dose=DOSE, easier="{id: soft, note: Pull less.}")
SOFT = the_exercise("soft", kind="stretch", dose=DOSE, harder="{id: hard}", easier="{note: Pull less.}")
SHORT = the_exercise("short", kind="stretch", dose="{hold: 4 s}")
LIBRARY = {each.id: each for each in (HARD, SOFT, SHORT)}
READY, HOLD = 0, 1


def at(plan: Timeline, index: int) -> PlayerState:
    """A session in the first second of a step."""
    state, _ = step(ready(plan, stall_after=1e9), Command.START, 0.0)
    return step(state, Command.TICK, plan.steps[index].start + 0.5)[0]


def plan(steps: str) -> Timeline:
    """A routine of these steps."""
    return timeline(steps, *LIBRARY.values())


def test_what_can_be_changed_is_offered_in_order() -> None:
    """An easier exercise, a harder one, holds, getting ready, and leaving the side out."""
    found = offers(at(plan("- {exercise: soft}"), HOLD), LIBRARY, Sides())
    assert list(found) == list(Offer)
    assert found[Offer.LONGER] == HoldFor(5.0, longest=40.0)
    assert found[Offer.SHORTER] == HoldFor(-5.0, longest=40.0)
    assert found[Offer.GET_READY] == ReadyFor(5.0)
    assert found[Offer.LEAVE_OUT] == LeaveOut()


@pytest.mark.parametrize(("name", "by"), [("hard", "The soft"), ("soft", "Pull less.")])
def test_an_easier_way_is_named_by_its_title_or_by_what_to_change(name: str, by: str) -> None:
    """What is offered says which exercise comes instead, or what to do differently."""
    wish = offers(at(plan(f"- {{exercise: {name}}}"), HOLD), LIBRARY, Sides())[Offer.EASIER]
    assert isinstance(wish, Instead)
    assert (wish.kind, wish.by) == (Kind.EASIER, by)


def test_only_what_would_change_something_is_offered() -> None:
    """No easier way where none is named, no hold out of its limits, no easier last repetition."""
    short = offers(at(plan("- {exercise: short, side: left}"), HOLD), LIBRARY, Sides())
    assert list(short) == [Offer.LEAVE_OUT]
    last = plan("- {exercise: hard, side: left, reps: 1}")
    assert Offer.EASIER not in offers(at(last, HOLD), LIBRARY, Sides())


@pytest.mark.parametrize(
    ("kind", "hold", "longest"),
    [
        ("stretch", "30 s", 60.0),
        ("stretch", "15-20 s", 40.0),
        ("stretch", "45 s", 60.0),
        ("stretch", "5-10 s", 10.0),
        ("strengthen", "5-10 s", 10.0),
        ("strengthen", "20 s", 20.0),
        ("relief", "20-30 s", 30.0),
    ],
)
def test_only_a_long_stretch_is_made_longer_than_its_own_dose(kind: str, hold: str, longest: float) -> None:
    """A press, a squeeze and a short stretch keep to their own upper end; others double it."""
    held = the_exercise("held", kind=kind, dose=f"{{hold: {hold}}}")
    assert longest_hold(held) == longest
    low = timeline("- {exercise: held, side: left, hold: 5 s}", held)
    wish = offers(at(low, HOLD), {"held": held}, Sides())[Offer.LONGER]
    state = at(low, HOLD)
    for _ in range(20):
        state, _ = amend(state, wish, state.seen)
    assert state.timeline.steps[HOLD].length == longest


def test_between_exercises_nothing_of_them_is_offered() -> None:
    """In a rest between two exercises only the time to get ready can be changed."""
    between = plan("- {exercise: short, side: left}\n- rest: 10 s\n- {exercise: short, side: left}")
    assert list(offers(at(between, 2), LIBRARY, Sides())) == [Offer.GET_READY]


def test_in_a_cramp_and_outside_a_session_nothing_is_offered() -> None:
    """A loop is what it is; before the start and after the end there is nothing to change."""
    assert offers(at(CRAMP, 1), LIBRARY, Sides()) == {}
    assert offers(ready(plan("- {exercise: hard}")), LIBRARY, Sides()) == {}


def test_a_rule_can_make_everything_easier_before_and_on_the_way() -> None:
    """Every exercise that names an easier way takes it, from the first step or from the next one."""
    two = plan("- {exercise: hard}\n- {exercise: short}")
    early, [told] = amend(ready(two), all_easier(LIBRARY, Sides()), 0.0)
    assert {one.exercise for one in early.timeline.steps} == {"soft", "short"}
    later, _ = amend(at(two, HOLD), all_easier(LIBRARY, Sides()), two.steps[HOLD].start + 0.5)
    assert [one.exercise for one in later.timeline.steps[:3]] == ["hard", "hard", "soft"]
    assert isinstance(told, Changed)
    assert told.change.title == ""
