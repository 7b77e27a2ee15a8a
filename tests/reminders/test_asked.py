"""The lines that are asked of the process that plans."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.reminders import answers, asked
from tests.reminders.test_planner import LONG, MICRO, WATER, work, world

if TYPE_CHECKING:
    from coach.reminders.answers import Answer
    from tests.reminders.days import World


def due() -> World:
    """A pause is offered."""
    return world(MICRO, WATER).live([work(20.2)])


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (asked.start("micro"), lambda s, n: answers.start(s, n, "micro")),
        (asked.done("water"), lambda s, n: answers.done(s, n, "water")),
        (asked.skip("micro"), lambda s, n: answers.skip(s, n, "micro")),
        (asked.snooze("micro", 600.0), lambda s, n: answers.snooze(s, n, "micro", 600.0)),
        (asked.not_today("micro"), lambda s, n: answers.not_today(s, n, "micro")),
        (asked.pause("for lunch", 3600.0), lambda s, n: answers.pause(s, n, "for lunch", 3600.0)),
        (asked.pause("flare-up"), lambda s, n: answers.pause(s, n, "flare-up", inf)),
        (
            asked.pause("two", 60.0, ("micro", "water")),
            lambda s, n: answers.pause(s, n, "two", 60.0, frozenset({"micro", "water"})),
        ),
        (asked.pause_until_tomorrow(), lambda s, n: answers.pause_until_tomorrow(s, n, "until-tomorrow")),
        (asked.resume("for lunch"), lambda s, n: answers.resume(s, n, "for lunch")),
        (asked.writing(1800.0), lambda s, n: answers.start_writing(s, n, 1800.0)),
        ("writing start", answers.start_writing),
        (asked.stop_writing(), answers.stop_writing),
        (asked.was_writing(yes=True), lambda s, n: answers.was_writing(s, n, yes=True)),
        (asked.was_writing(yes=False), lambda s, n: answers.was_writing(s, n, yes=False)),
    ],
)
def test_a_line_does_what_the_answer_does(line: str, answer: object) -> None:
    """Each line is one answer, with all that it says."""
    one = due()
    expected: Answer = answer(one.state, one.sample())  # type: ignore[operator]  # a function of the two
    assert asked.answer(one.state, one.sample(), line) == expected


@pytest.mark.parametrize(
    "line",
    ["", "   ", "dance", "start", "start a b", "snooze micro", "snooze micro soon", "snooze micro 1",
     "pause", "snooze micro nan", "pause x 1e9", "pause x inf", "writing", "writing on", "writing start 5",
     "was-writing", "was-writing maybe", "pause 'x", "resume", "reload", "quit", "profile desk"],
)  # fmt: skip
def test_what_makes_no_sense_is_no_answer(line: str) -> None:
    """Half a line, a number out of bounds or a word for somebody else changes nothing."""
    one = due()
    assert asked.answer(one.state, one.sample(), line) is None


def test_the_lines_for_the_process_itself() -> None:
    """What is no answer to the planner still is one line of words."""
    assert asked.words(asked.profile("my studio")) == ("profile", "my studio")
    assert asked.words(asked.session(41, "putty-10")) == ("session", "41", "putty-10")
    assert asked.words(asked.session_over(41, "x", done=True)) == ("session-over", "41", "x", "done")
    assert asked.words(asked.session_over(41, "x", done=False))[-1] == "left"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_name_of_a_pause_is_one_word(name: str) -> None:
    """Blanks and quotation marks in a name do not break the line."""
    one = world(LONG)
    found = asked.answer(one.state, one.sample(), asked.pause(name, 3600.0))
    assert found is not None
    assert list(found[0].pauses) == [name]
