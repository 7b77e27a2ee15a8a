from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.routine.model import AskStep, Block, ExerciseStep, RestStep, Routine
from coach.safety.adapt import Adapted, Caution, Change, adapt
from tests.routine import texts
from tests.safety.people import exercise, library, ticked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.routine.library import Library
    from coach.routine.model import RoutineStep

NUMB = "You ticked “Numb feet”."
FILES = (
    exercise("wave"),
    exercise("curl"),
    exercise("numbing", avoid_if="[NUMB]", body="[hand, thumb]"),
    exercise("swapped", avoid_if="[NUMB]", instead="{NUMB: other}", side="each"),
    exercise("other", side="each"),
)
LEFT_OUT = Change("numbing", "The numbing", "", "", NUMB)


def _library(steps: str, *files: str, **fields: str) -> Library:
    return library(*FILES, *files, texts.routine(steps, **fields))


def _adapted(steps: str, *tags: str, **fields: str) -> Adapted:
    held = _library(steps, **fields)
    return adapt(held.routines["session"], ticked(*(tags or ("NUMB",))), held)


def _plan(steps: Sequence[RoutineStep]) -> list[object]:
    """Steps in short: names, lists for blocks, numbers for rests, answers for questions."""
    short: list[object] = []
    for step in steps:
        match step:
            case ExerciseStep():
                short.append(step.exercise)
            case Block():
                short.append(_plan(step.steps))
            case RestStep():
                short.append(step.rest.high)
            case AskStep():
                short.append({answer.answer for answer in step.answers})
    return short


def _left(adapted: Adapted) -> list[object]:
    assert isinstance(adapted.document, Routine)
    return _plan(adapted.document.steps)


# -- one exercise ---------------------------------------------------------------------------------


def test_an_exercise_alone_is_offered_its_replacement() -> None:
    """A single exercise that is swapped is ruled out, with the reason and the id of the other one."""
    held = library(*FILES)
    found = adapt(held.exercises["swapped"], ticked("NUMB"), held)
    assert found == Adapted(None, reason=NUMB, tags=("NUMB",), instead="other")


def test_an_exercise_that_is_hidden_says_why() -> None:
    """Without a replacement there is only the reason."""
    held = library(*FILES)
    assert adapt(held.exercises["numbing"], ticked("NUMB"), held) == Adapted(None, (), (), NUMB, ("NUMB",))


def test_an_exercise_to_ask_about_brings_its_caution() -> None:
    """A warning keeps the exercise and adds what to ask about first."""
    held = library(exercise(ask_first_if="[NUMB]"))
    wave = held.exercises["wave"]
    caution = Caution("The wave", NUMB, "Are your feet numb?")
    assert adapt(wave, ticked("NUMB"), held) == Adapted(wave, warnings=(caution,), tags=("NUMB",))


def test_what_suits_stays_as_it_is() -> None:
    """Nothing ticked that matters: the very same document, without a word."""
    held = _library("- {exercise: numbing}")
    for document in (held.exercises["numbing"], held.routines["session"]):
        assert adapt(document, ticked("THUMB"), held) == Adapted(document)
        assert adapt(document, ticked("THUMB"), held).document is document


# -- steps ----------------------------------------------------------------------------------------


def test_a_hidden_step_is_left_out_and_told_once() -> None:
    """However often it comes, a hidden exercise goes everywhere and is told once."""
    found = _adapted("- {exercise: wave}\n- {exercise: numbing}\n- {exercise: numbing}")
    assert _left(found) == ["wave"]
    assert found.changes == (LEFT_OUT,)


def test_a_swapped_step_is_done_at_the_other_exercises_own_dose() -> None:
    """Times, numbers and words of the step were meant for the first exercise; only the side stays."""
    found = _adapted("- {exercise: swapped, for: 90 s, reps: 30, side: left, cue: Hard, get_ready: 9 s}")
    assert isinstance(found.document, Routine)
    (step,) = found.document.steps
    assert step.model_dump(exclude_none=True) == {"exercise": "other", "side": "left", "get_ready": 9.0}
    assert found.changes == (Change("swapped", "The swapped", "other", "The other", NUMB),)


def test_a_side_that_the_replacement_does_not_have_is_dropped() -> None:
    """An exercise of both sides at once is not asked for on the left alone."""
    held = library(
        exercise("swapped", avoid_if="[NUMB]", instead="{NUMB: other}", side="each"),
        exercise("other", side="both"),
        texts.routine("- {exercise: swapped, side: left}"),
    )
    found = adapt(held.routines["session"], ticked("NUMB"), held)
    assert isinstance(found.document, Routine)
    (step,) = found.document.steps
    assert step.model_dump(exclude_none=True) == {"exercise": "other"}


def test_what_is_done_anyway_is_not_done_twice() -> None:
    """A replacement that stands beside the step already is no reason to do it twice."""
    found = _adapted("- {exercise: swapped}\n- {exercise: other}")
    assert _left(found) == ["other"]
    assert found.changes == (Change("swapped", "The swapped", "", "", NUMB),)


def test_a_replacement_brings_its_own_caution() -> None:
    """What is done instead may have to be asked about as well."""
    held = library(
        exercise("swapped", avoid_if="[NUMB]", instead="{NUMB: other}"),
        exercise("other", ask_first_if="[NUMB]"),
        texts.routine("- {exercise: swapped}", ask_first_if="[NUMB]"),
    )
    found = adapt(held.routines["session"], ticked("NUMB"), held)
    assert [caution.title for caution in found.warnings] == ["The session", "The other"]


def test_a_replacement_too_long_for_the_routine_is_left_out() -> None:
    """Where the routine could not be compiled with the replacement, it is done without."""
    held = library(
        exercise("swapped", avoid_if="[NUMB]", instead="{NUMB: other}"),
        exercise("other", dose="{hold: 1s, reps: 100, rest: 1s}"),
        exercise("wave"),
        texts.routine("- {block: all, rounds: 60, steps: [{exercise: wave}, {exercise: swapped}]}"),
    )
    found = adapt(held.routines["session"], ticked("NUMB"), held)
    assert _left(found) == [["wave"]]
    assert [change.by for change in found.changes] == [""]


@pytest.mark.parametrize(
    ("steps", "left"),
    [
        ("- {exercise: wave}\n- {rest: 5s}\n- {exercise: numbing}\n- {rest: 6s}\n- {exercise: curl}",
         ["wave", 5.0, "curl"]),
        ("- {exercise: numbing}\n- {rest: 5s}\n- {exercise: wave}", ["wave"]),
        ("- {exercise: wave}\n- {rest: 5s}\n- {exercise: numbing}", ["wave"]),
        ("- {exercise: wave}\n- {rest: 5s}\n- {exercise: swapped}\n- {rest: 6s}",
         ["wave", 5.0, "other", 6.0]),
    ],
)  # fmt: skip
def test_rests_stand_between_two_things_to_do(steps: str, left: list[object]) -> None:
    """Where a step went, no rest is left over before, after or twice; where none went, rests stay."""
    assert _left(_adapted(steps)) == left


def test_blocks_within_blocks_are_adapted() -> None:
    """A block that has nothing left goes; one that has keeps its rounds."""
    inner = "{block: inner, steps: [{exercise: numbing}, {rest: 5s}]}"
    found = _adapted(f"- {{block: outer, rounds: 3, steps: [{inner}, {{exercise: wave}}]}}")
    assert _left(found) == [["wave"]]
    assert isinstance(found.document, Routine)
    (outer,) = found.document.steps
    assert isinstance(outer, Block)
    assert outer.rounds == 3


# -- a whole routine ------------------------------------------------------------------------------


def test_a_routine_with_nothing_left_is_ruled_out() -> None:
    """Nothing to do is no routine: it is ruled out, with the conditions that did it."""
    found = _adapted("- {exercise: numbing}\n- {block: more, steps: [{exercise: numbing}]}")
    assert found == Adapted(None, reason=NUMB, tags=("NUMB",))


def test_a_routines_own_tags_rule_it_out() -> None:
    """A condition in the routine's own `avoid_if` rules it out, whatever its steps are."""
    assert _adapted("- {exercise: wave}", avoid_if="[NUMB]").reason == NUMB


def test_another_routine_for_the_same_time_and_place_is_offered() -> None:
    """Of the routines for the same occasion that suit, the one for most of the same places is offered."""
    others = (
        texts.routine("- {exercise: wave}", "a-far-one", occasion="[morning]"),
        texts.routine("- {exercise: stretch}", "b-near-one", occasion="[morning]"),
        texts.routine("- {exercise: stretch}", "c-evening", occasion="[bedtime]"),
        texts.routine("- {exercise: foot}", "d-elsewhere", occasion="[morning]"),
        texts.routine("- {exercise: stretch}", "e-ruled-out", occasion="[morning]", avoid_if="[NUMB]"),
        texts.routine("- {exercise: stretch}", "f-rescue", occasion="[morning]", rescues="[hand]"),
        exercise("stretch", body="[hand, thumb]"),
        exercise("foot", body="[foot]"),
    )
    held = _library("- {exercise: numbing}", *others, occasion="[morning, travel]")
    assert adapt(held.routines["session"], ticked("NUMB"), held).instead == "b-near-one"
    without = _library("- {exercise: numbing}", occasion="[morning]")
    assert adapt(without.routines["session"], ticked("NUMB"), without).instead == ""


@pytest.mark.parametrize(
    ("steps", "fields"),
    [
        ("- {exercise: wave}\n- {exercise: numbing}", {}),
        ("- {exercise: wave}\n- {exercise: swapped}", {}),
        ("- {exercise: wave}\n- {exercise: asked}", {}),
        ("- {exercise: wave}", {"ask_first_if": "[NUMB]"}),
    ],
)
def test_what_is_offered_instead_is_whole_and_asks_nothing(steps: str, fields: dict[str, str]) -> None:
    """No routine is offered of which a condition takes or swaps a part, or that must be asked about first."""
    asked = exercise("asked", ask_first_if="[NUMB]")
    whole = texts.routine("- {exercise: wave}", "other-one", occasion="[morning]")
    other = texts.routine(steps, "other-one", occasion="[morning]", **fields)
    offered = []
    for file in (whole, other):
        held = _library("- {exercise: numbing}", file, asked, occasion="[morning]")
        offered.append(adapt(held.routines["session"], ticked("NUMB"), held).instead)
    assert offered == ["other-one", ""]


def test_nothing_else_is_offered_where_help_is_needed_first() -> None:
    """Who may have a clot is shown when to get help, not another routine."""
    other = texts.routine("- {exercise: wave}", "other-one", occasion="[morning]")
    rub = exercise("rub", kind="massage")
    held = _library("- {exercise: rub}", rub, other, occasion="[morning]")
    found = adapt(held.routines["session"], ticked("CLOT"), held)
    assert (found.document, found.instead) == (None, "")


# -- questions and loops --------------------------------------------------------------------------

ASKING = """
- ask: Which way?
  answers:
    - {{answer: Down, then: One{rescues}}}
    - {{answer: Up, then: Two}}
    - {{answer: Across, then: Three}}
- block: One
  steps: [{{exercise: {one}}}]
- block: Two
  steps: [{{exercise: {two}}}]
- block: Three
  steps: [{{exercise: wave}}]
"""
NOTHING_LEFT = "All that belongs to it is left out for you."


def _asking(one: str, two: str, *, rescue: bool = False) -> Adapted:
    steps = ASKING.format(one=one, two=two, rescues=", rescues: toes" if rescue else "")
    return _adapted(steps, **({"rescues": "[toes, arch]"} if rescue else {}))


def test_an_answer_that_leads_to_nothing_goes() -> None:
    """Its block has nothing left, so the answer is not offered; that is told."""
    found = _asking("numbing", "curl")
    assert _left(found) == [{"Up", "Across"}, ["curl"], ["wave"]]
    assert found.changes == (LEFT_OUT, Change("", "Down", "", "", NOTHING_LEFT))


def test_with_one_answer_left_nothing_is_asked() -> None:
    """A question with one answer is none: what it led to is simply done."""
    assert _left(_asking("numbing", "numbing")) == [["wave"]]


@pytest.mark.parametrize(("one", "two"), [("numbing", "curl"), ("curl", "numbing"), ("numbing", "numbing")])
def test_a_rescue_that_loses_an_answer_is_ruled_out(one: str, two: str) -> None:
    """Whose cramp that answer fits would pick another and be led the wrong way, however many are left."""
    found = _asking(one, two, rescue=True)
    assert (found.document, found.reason, found.instead) == (None, NUMB, "")


def test_a_rescue_whose_answer_is_swapped_is_offered() -> None:
    """An answer whose exercise has a replacement still leads somewhere, so the rescue stays."""
    assert _left(_asking("swapped", "curl", rescue=True)) == [
        {"Down", "Up", "Across"},
        ["other"],
        ["curl"],
        ["wave"],
    ]


LOOP = """
- exercise: wave
- block: Again
  loop: until it lets go
  limit: 10 min
  then: medical-help
  steps: [{{exercise: {one}}}, {{exercise: numbing}}]
"""


def test_a_loop_is_adapted_as_any_block() -> None:
    """What is left of a loop is repeated as before."""
    found = _adapted(LOOP.format(one="curl"), rescues="[hand]")
    assert _left(found) == ["wave", ["curl"]]
    assert isinstance(found.document, Routine)
    loop = found.document.steps[1]
    assert isinstance(loop, Block)
    assert (loop.loop, loop.limit, loop.then) == ("until it lets go", 600.0, "medical-help")


def test_a_rescue_without_its_loop_is_ruled_out() -> None:
    """Breathing alone is no rescue, and nothing for another cramp is offered in its place."""
    held = _library(
        LOOP.format(one="numbing"),
        texts.routine("- {exercise: wave}", "another", occasion="[rescue]"),
        rescues="[hand]",
        occasion="[rescue]",
    )
    found = adapt(held.routines["session"], ticked("NUMB"), held)
    assert (found.document, found.reason, found.instead) == (None, NUMB, "")
