"""Why now, why not, and what is next."""

from __future__ import annotations

from datetime import time

from coach.reminders import answers, explain
from coach.reminders.action import Why
from coach.reminders.rule import ClockTime
from tests.reminders.days import BERLIN, Part
from tests.reminders.test_planner import CALL, DOSE, MICRO, WATER, work, world


def lines(*parts: Part, rules: tuple[object, ...]) -> dict[str, str]:
    """The outlook of each rule after some parts of a day, in words."""
    one = world(*rules).live(parts)  # type: ignore[arg-type]
    return {found.rule: explain.sentence(found) for found in explain.outlooks(one.state, one.sample())}


def test_what_is_next_and_what_holds_it() -> None:
    """The time, the work left until then, and every hold."""
    told = lines(work(10), Part(240, "type", inhibitors=CALL), rules=(MICRO,))
    assert told == {"micro": "next: 09:20, after 6 more minutes of work; held: a call is on"}
    assert lines(work(19.5), rules=(MICRO,)) == {"micro": "next: 09:20, after 1 more minute of work"}


def test_calendar_rules_say_when_also_tomorrow() -> None:
    """A time of day that is over today is named for the next day it comes."""
    monday = ClockTime("tea", "t", (time(8),), days=frozenset({0}))
    found = world(monday, ClockTime("lunch", "l", (time(12),)))
    told = explain.outlooks(found.state, found.sample())
    assert [(one.rule, f"{one.at:%a %H:%M}") for one in told] == [
        ("lunch", "Mon 12:00"),
        ("tea", "Mon 08:00"),
    ]
    assert lines(work(5), rules=(DOSE,)) == {"dose": "next: 09:30"}
    assert lines(Part(400, locked=True), rules=(WATER,)) == {
        "water": "next: not today; held: the screen is locked"
    }


def test_an_open_offer_comes_first_and_a_snooze_has_its_time() -> None:
    """What stands open is said to; what was put off comes when asked for."""
    assert lines(work(20.2), rules=(WATER, MICRO)) == {
        "micro": "open now",
        "water": "next: 10:00; held: another reminder is open",
    }
    one = world(MICRO).live([work(20.2)])
    one.state, _ = answers.snooze(one.state, one.sample(), "micro", 600)
    told = explain.outlooks(one.state, one.sample())
    assert explain.sentence(told[0]) == "next: 09:30; held: you asked for it a little later"


def test_every_decision_can_be_read() -> None:
    """A line has the time, the rule, what was decided and why."""
    one = world(MICRO, DOSE, WATER, replies=(("ignore", 1),))
    one.state, _ = answers.start_writing(one.state, one.sample(), 600)
    one.live([Part(700), work(25), Part(1500, inhibitors=CALL), Part(600), work(25), Part(9 * 3600)])
    told = [explain.decision(action, BERLIN) for _, action in one.told]
    assert told[0] == "2026-11-23 09:10:00  handwriting mode ended: its time is over"
    assert all(len(line) > 25 for line in told)
    assert {type(action).__name__ for _, action in one.told} >= {
        "Offer",
        "Recede",
        "Withdraw",
        "Missed",
        "WritingEnded",
    }


def test_what_comes_again_is_told_so() -> None:
    """An offer that a call takes away is not lost."""
    one = world(MICRO).live([work(20.2), Part(60, "type", inhibitors=CALL)])
    told = [explain.decision(action, BERLIN) for _, action in one.told]
    assert "2026-11-23 09:20:12  micro taken away, to come again: a call is on" in told


def test_every_reason_has_words() -> None:
    """Nothing is held back without words for it."""
    assert set(explain.WORDS) == set(Why)
