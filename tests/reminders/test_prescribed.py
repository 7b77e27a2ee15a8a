"""Doses of programmes as rules of a day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from coach.reminders import prescribed
from coach.reminders.daytime import Window
from coach.reminders.rule import ClockTime, Dose, Manner, Reminders
from coach.routine.programme import Item
from coach.routine.programme_doses import DueDose, State
from tests.reminders.days import BERLIN

TODAY = date(2026, 11, 23)
PUTTY = Item("putty-10", "Putty", 600.0, per_day=(3, 4), apart=7200.0, start=time(8), end=time(21))


def dose(item: Item = PUTTY, state: State = State.DUE, asked: int = 3) -> DueDose:
    """A dose of a programme today."""
    closes = datetime.combine(TODAY, item.end, BERLIN)
    return DueDose("hand-therapy", item, state, asked, 4, (), closes, closes)


def test_a_dose_becomes_a_rule_for_today() -> None:
    """As often, as far apart and in the window that the author has written, on this weekday."""
    window = Window(time(8), time(21))
    expected = Dose(
        "rx-hand-therapy-putty-10", "putty-10", 3, 7200.0, window, frozenset({0}), Manner(title="Putty")
    )
    assert prescribed.rules([dose()], TODAY) == (expected,)


def test_times_of_day_stay_what_they_are() -> None:
    """Where the author names them, they are kept."""
    (rule,) = prescribed.rules([dose(replace(PUTTY, at=(time(9), time(18))))], TODAY)
    assert isinstance(rule, ClockTime)
    assert (rule.times, rule.days) == ((time(9), time(18)), frozenset({0}))


@pytest.mark.parametrize("state", [State.DONE, State.OVER, State.FREE, State.AS_NEEDED])
def test_what_is_done_free_or_as_needed_is_never_reminded_of(state: State) -> None:
    """A pause for a flare-up, a day of rest, and what is for pleasure, bring nothing up."""
    assert prescribed.rules([dose(state=state)], TODAY) == ()
    assert prescribed.rules([dose(asked=0)], TODAY) == ()


def test_a_dose_stays_within_what_a_rule_may_be() -> None:
    """A whole day is to midnight; what no rule can be is left out."""
    (rule,) = prescribed.rules(
        [dose(replace(PUTTY, start=time(), end=time(23, 59), apart=90000.0), asked=20)], TODAY
    )
    assert isinstance(rule, Dose)
    assert (rule.window, rule.times_a_day, rule.apart) == (Window(time(), time()), 12, 43200)
    assert prescribed.rules([dose(replace(PUTTY, start=time(22), end=time(2)))], TODAY) == ()


def test_they_hold_for_the_day_they_were_made_for() -> None:
    """Through a file and back; the day after there are none, and damage costs only what is damaged."""
    rules = prescribed.rules([dose()], TODAY)
    kept = json.loads(json.dumps(prescribed.dump(rules, TODAY)))
    assert prescribed.load(kept, TODAY) == rules
    assert prescribed.load(kept, date(2026, 11, 24)) == ()
    kept["rules"].append({"id": "x"})
    assert prescribed.load(kept, TODAY) == rules
    assert prescribed.load(None, TODAY) == ()


def test_the_persons_own_rule_for_a_routine_wins() -> None:
    """Nobody is reminded twice of one thing."""
    rules = prescribed.rules([dose()], TODAY)
    assert prescribed.added(Reminders(), rules).rules == rules
    own = Reminders((Dose("mine", "putty-10"),))
    assert prescribed.added(own, rules) is own
    again = prescribed.added(Reminders(), rules)
    assert prescribed.added(again, rules) is again
