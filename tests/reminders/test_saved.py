"""What outlives a restart."""

from __future__ import annotations

import json
from dataclasses import replace
from math import inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.reminders import answers, explain, saved
from coach.reminders.action import Offer, Why
from coach.reminders.rule import Reminders
from coach.reminders.state import State, begin
from tests.reminders.days import BERLIN, Part, World
from tests.reminders.test_planner import CALL, DOSE, LONG, MICRO, WATER, said, work, world

AGAIN = Part(1, "type", restart=True)


def busy() -> World:
    """A world in which something of everything is remembered."""
    one = world(MICRO, LONG, DOSE, WATER, replies=(("start", 2), ("snooze", 3), ("ignore", 0)))
    one.live([work(70), Part(200), work(30), Part(60, "type", inhibitors=CALL)])
    one.state, _ = answers.pause(one.state, one.sample(), "flare-up", rules=frozenset({"dose"}))
    one.state, _ = answers.pause(one.state, one.sample(), "short", 90.0)
    one.state, _ = answers.start_writing(one.state, one.sample())
    return one


def test_a_restart_changes_no_count() -> None:
    """Nineteen minutes of work and a restart of a second: the pause comes a minute later."""
    assert said(world(MICRO).live([work(19), AGAIN, work(2)]), Offer) == [(1200, "micro", Why.WORKED)]


def test_what_is_saved_comes_back() -> None:
    """Through JSON and back, the state goes on as it was."""
    one = busy()
    kept = saved.dump(one.state, one.sample())
    back, whole = saved.load(json.loads(json.dumps(kept)), one.reminders, one.sample())
    assert whole
    assert saved.dump(back, one.sample()) == kept
    assert back.log == one.state.log
    assert back.pauses["flare-up"].until == inf


def test_hours_with_the_computer_off_are_rest() -> None:
    """After a night nothing is due from the evening, and what was put off has its time left no more."""
    one = busy()
    kept = saved.dump(one.state, one.sample())
    one.now += 9 * 3600
    one.state, _ = saved.load(kept, one.reminders, one.sample())
    one.look()
    assert one.state.tracks["micro"].counted == one.state.tracks["long"].counted == 0
    assert set(one.state.pauses) == {"flare-up"}
    assert one.state.writing_until is None


def test_a_clock_set_back_while_coach_was_off_is_no_time_at_all() -> None:
    """There is no negative time."""
    one = busy()
    kept = saved.dump(one.state, one.sample())
    one.offset -= 7200
    back, _ = saved.load(kept, one.reminders, one.sample())
    assert back.at == one.sample().at


def test_rules_come_and_go_between_starts() -> None:
    """A new rule begins anew; what is kept of one that has gone is let go."""
    one = busy()
    kept = saved.dump(one.state, one.sample())
    other = Reminders((MICRO, replace(MICRO, id="new")))
    back, whole = saved.load(kept, other, one.sample())
    assert whole
    assert back.tracks.keys() == {"micro", "new"}
    assert back.tracks["new"].counted == 0


@pytest.mark.parametrize("kept", [None, [], "x", 3, {}, {"version": 99}])
def test_what_is_no_state_is_a_new_beginning(kept: object) -> None:
    """A file of something else, or of a version to come, is not guessed at."""
    one = world(MICRO)
    assert saved.load(kept, one.reminders, one.sample()) == (begin(one.reminders, one.sample()), False)


WRONG = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=3),
    st.floats(),
    st.integers(),
    st.just([]),
    st.just({}),
    st.just([[1]]),
)


@given(st.data())
def test_damage_costs_only_what_is_damaged(data: st.DataObject) -> None:
    """Whatever stands in the place of a value, the rest is used and Coach goes on."""
    one = busy()
    kept: Any = json.loads(json.dumps(saved.dump(one.state, one.sample())))
    inside = kept
    while True:
        keys = sorted(inside) if isinstance(inside, dict) else list(range(len(inside)))
        key = data.draw(st.sampled_from(keys))
        if isinstance(inside[key], dict | list) and inside[key] and data.draw(st.booleans()):
            inside = inside[key]
            continue
        inside[key] = data.draw(WRONG)
        break
    one.state, _ = saved.load(kept, one.reminders, one.sample())
    assert isinstance(one.state, State)
    assert all(track.counted >= 0 for track in one.state.tracks.values())
    one.live([work(30), Part(3600)])
    assert [explain.decision(action, BERLIN) for action in one.state.log]
    assert json.dumps(saved.dump(one.state, one.sample()), allow_nan=False)
