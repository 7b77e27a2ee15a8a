from __future__ import annotations

from typing import get_args

import pytest

from coach.routine import model
from coach.routine.asking import chosen, left_out, place_of, questions, ways
from coach.routine.lint.references import BODY_PARTS
from coach.routine.model import Conditions, Exercise, Routine
from coach.routine.plan import Loop, Sides, Timeline
from coach.routine.timeline import outline
from tests.routine.texts import codes, document, exercise, routine, the_exercise, told

ASKING = """
- ask: Which way is the toe pulled?
  answers:
    - answer: Curling down
      then: Curling
      rescues: toes
    - answer: Pulling up
      then: Lifting
- {exercise: wave, side: both, for: 12 s, get_ready: 0 s}
- block: Curling
  loop: until it lets go
  limit: 10 min
  then: medical-help
  steps:
    - {exercise: wave, side: both, for: 20 s}
    - rest: 5 s
- block: Lifting
  loop: until it lets go
  limit: 8 min
  steps:
    - {exercise: wave, side: both, for: 30 s}
- block: Afterwards
  steps:
    - {exercise: wave, side: both, for: 10 s}
"""


def asking(steps: str = ASKING, **fields: str) -> Routine:
    """A routine that asks which way the toe is pulled."""
    made = document(routine(steps, **{"rescues": "[toes, arch]", **fields}))
    assert isinstance(made, Routine)
    return made


def compiled(answers: dict[str, str] | None = None) -> Timeline:
    """Its timeline for these answers."""
    return outline(asking(), {"wave": the_exercise()}, Sides(), answers).timeline()


def test_only_the_block_of_the_chosen_answer_is_played() -> None:
    """Blocks that other answers lead to are left out; all other blocks are played."""
    lifting = compiled({"Which way is the toe pulled?": "Pulling up"})
    assert list(dict.fromkeys(step.block for step in lifting.steps)) == ["", "Lifting", "Afterwards"]
    assert lifting.answers == (("Which way is the toe pulled?", "Pulling up"),)
    assert lifting.items == 3


@pytest.mark.parametrize("answers", [None, {}, {"Which way is the toe pulled?": "Sideways"}, {"Why?": "No"}])
def test_without_an_answer_the_first_is_taken(answers: dict[str, str] | None) -> None:
    """A question that nobody answered, or answered in words it does not have, takes its first answer."""
    made = compiled(answers)
    assert made.answers == (("Which way is the toe pulled?", "Curling down"),)
    assert [step.block for step in made.steps if step.block].count("Lifting") == 0


def test_a_loop_stands_in_the_timeline_as_one_pass() -> None:
    """The plan holds one pass, and the places of its first and last step, its limit and where that leads."""
    made = compiled()
    assert made.loop == Loop(1, 3, 600.0, "medical-help")
    assert [step.block for step in made.steps[1:4]] == ["Curling"] * 3
    assert (made.total, made.is_estimate) == (12 + 25 + 10, True)
    assert compiled({"Which way is the toe pulled?": "Pulling up"}).loop == Loop(1, 2, 480.0, "medical-help")


def test_questions_are_told_in_order_with_the_answer_chosen() -> None:
    """What is asked, what was chosen, and what is left out can be asked; an exercise asks nothing."""
    (question,) = questions(asking())
    assert question.ask == "Which way is the toe pulled?"
    assert chosen(question, {}).answer == "Curling down"
    assert left_out(asking(), {}) == {"Lifting"}
    wave = the_exercise()
    assert (questions(wave), list(ways(wave))) == ((), [{}])


def test_the_ways_reach_every_block() -> None:
    """First all the first answers, then each other answer by itself."""
    assert [list(way.values()) for way in ways(asking())] == [["Curling down"], ["Pulling up"]]


def test_every_way_is_checked() -> None:
    """A fault in a block that the first answer does not lead to is found, and told once."""
    text = routine(ASKING.replace("wave, side: both, for: 30 s", "wvae"), rescues="[toes]")
    assert codes(text, exercise()) == ["unknown-exercise"]


def test_the_longest_way_is_held_against_the_limit_of_length() -> None:
    """`max_length` holds for every answer."""
    assert codes(routine(ASKING, rescues="[toes]", max_length="50 s"), exercise()) == ["over-max-length"]
    assert codes(routine(ASKING, rescues="[toes]", max_length="52 s"), exercise()) == []


WAVE = "- {exercise: wave, for: 20 s}"
QUESTION = "- {ask: Where?, answers: [{answer: Here, then: A}, {answer: There, then: B}]}"
BLOCKS = f"""
- block: A
  steps: [{WAVE[2:]}]
- block: B
  steps: [{WAVE[2:]}]
"""
LOOP = "- {block: %s, loop: until it lets go, limit: 10 min, steps: [{exercise: wave, for: 20 s}]}"


@pytest.mark.parametrize(
    ("steps", "code", "message"),
    [
        (WAVE + "\n" + QUESTION + BLOCKS, "ask-not-first", "stands before every other step"),
        (f"- {{block: C, steps: [{QUESTION[2:]}, {WAVE[2:]}]}}" + BLOCKS, "ask-not-first", "before"),
        (QUESTION + "\n" + QUESTION + BLOCKS, "same-words", "Another question has the same words"),
        (QUESTION.replace("There", "Here") + BLOCKS, "same-words", "Two answers to this question are `Here`"),
        (QUESTION + BLOCKS.replace("block: A", "block: Aa"), "unknown-block", "There is no block `A`."),
        (QUESTION + BLOCKS + BLOCKS, "choice-unclear", "There are 2 blocks called `A`."),
        (
            QUESTION + f"\n- {{block: A, steps: [{{block: B, steps: [{WAVE[2:]}]}}]}}",
            "choice-unclear",
            "The block `B` stands inside another block.",
        ),
        (
            QUESTION + "\n" + QUESTION.replace("Where", "When") + BLOCKS,
            "choice-unclear",
            "An answer to another question leads to `A` as well.",
        ),
        (
            QUESTION.replace("then: A", "then: A, rescues: calf") + BLOCKS,
            "place-not-named",
            "The routine does not say that it rescues `calf`.",
        ),
        (LOOP.replace("limit: 10 min, ", "") % "C", "loop-unclear", "A loop needs a limit."),
        (LOOP.replace("loop: until it lets go, ", "") % "C", "loop-unclear", "`limit` belongs to a loop."),
        (LOOP.replace("limit", "rounds: 2, limit") % "C", "loop-unclear", "A loop counts no rounds."),
        (f"- {{block: D, steps: [{LOOP[2:]}]}}" % "C", "loop-unclear", "cannot stand inside another block"),
        (
            WAVE + "\n" + LOOP.replace("exercise: wave, for: 20 s", "rest: 20 s") % "C",
            "loop-unclear",
            "There is no exercise in this loop.",
        ),
        (LOOP % "C" + "\n" + LOOP % "D", "second-loop", "`C` is a loop too"),
        (LOOP % "C" + "\n" + LOOP % "C", "second-loop", "`C` is a loop too"),
    ],
)
def test_what_cannot_be_played_is_told_at_its_place(steps: str, code: str, message: str) -> None:
    """Each fault of a question or a loop has its own words, and every message its code."""
    found = told(routine(steps), exercise())
    assert {each.code for each in found} == {code}
    assert message in found[0].message
    assert found[0].hint
    assert found[0].span.line > 5


def test_an_unknown_block_gets_a_suggestion() -> None:
    """A slip in the name of a block is met with the nearest one."""
    found = told(routine(ASKING.replace("then: Lifting", "then: Liftnig"), rescues="[toes]"), exercise())
    assert found[0].hint == "Did you mean `Lifting`?"


def test_a_loop_may_hold_blocks_and_the_answers_of_one_question_may_choose_between_loops() -> None:
    """Rounds inside a loop are part of each pass."""
    inner = "- {block: A, loop: until it lets go, limit: 5 min, steps: [{block: In, rounds: 2, steps: [%s]}]}"
    steps = QUESTION + "\n" + inner % WAVE[2:] + "\n" + LOOP % "B"
    assert codes(routine(steps), exercise()) == []


@pytest.mark.parametrize("number", [1, 7])
def test_a_question_has_two_to_six_answers(number: int) -> None:
    """One answer is no choice, and seven are too many to take in."""
    answers = ", ".join(f"{{answer: a{each}, then: A}}" for each in range(number))
    found = told(routine(f"- {{ask: Where?, answers: [{answers}]}}" + BLOCKS), exercise())
    assert [each.code for each in found] == ["bad-answers"]
    assert found[0].message == f"A question has two to six answers, not {number}."


def test_words_of_questions_and_loops_are_checked() -> None:
    """A key or word that does not belong there is met with the ones that do."""
    found = told(routine(ASKING.replace("answer: Curling", "anwser: Curling"), rescues="[toes]"))
    assert ("unknown-key", "Did you mean `answer`?") in [(each.code, each.hint) for each in found]
    found = told(routine(ASKING.replace("until it lets go", "forever"), rescues="[toes]"))
    assert {each.code for each in found} == {"bad-value"}
    (slip,) = told(routine(ASKING, rescues="[toe]"))
    assert slip.hint.startswith("Did you mean `toes`?")


def test_answers_are_about_a_place() -> None:
    """The chosen answer's place, or the first that the routine rescues; an exercise has none."""
    made = asking(rescues="[arch, toes]")
    (question,) = questions(made)
    places = [place_of(made, {question.ask: answer.answer}) for answer in question.answers]
    assert places == ["toes", "arch"]
    assert place_of(made, {}) == "toes"
    assert place_of(the_exercise(), {}) is None


def test_a_replacement_is_offered_only_where_the_exercise_is_hidden() -> None:
    """Each condition in `instead` also stands in `avoid_if`; a slip is marked at the condition."""
    made = document(exercise(avoid_if="[THUMBOA]", instead="{THUMBOA: round-pinch-control}"))
    assert isinstance(made, Exercise)
    assert made.instead == {"THUMBOA": "round-pinch-control"}
    (found,) = told(exercise(avoid_if="[THUMBOA]", instead="{THUMB: round-pinch-control}"))
    assert (found.code, found.hint) == ("instead-not-hidden", "Did you mean `THUMBOA`?")
    assert found.source[found.span.column - 1 : found.span.end_column - 1] == "THUMB"
    (found,) = told(exercise(instead="{NERVE: wave}"))
    assert found.hint == "Add `NERVE` there, or take this line out."


CONDITION = (
    "coach: 1\ntype: conditions\nconditions: {DVT: {name: Swollen, question: Is it?, action: Hidden%s}}\n"
)


def test_a_condition_says_what_it_rules_out_and_whether_it_comes_and_goes() -> None:
    """Its name, question and action are needed; it lasts and hides nothing unless it says so."""
    made = document(CONDITION % ", today: true, hides: {kinds: [massage], body: [calf]}, learn: clots")
    assert isinstance(made, Conditions)
    dvt = made.conditions["DVT"]
    assert dvt.hides is not None
    assert (dvt.name, dvt.today, dvt.learn) == ("Swollen", True, "clots")
    assert (dvt.hides.kinds, dvt.hides.body, dvt.hides.equipment) == (("massage",), ("calf",), ())
    plain = document(CONDITION % ", today: false")
    assert isinstance(plain, Conditions)
    assert (plain.conditions["DVT"].today, plain.conditions["DVT"].hides) == (False, None)


@pytest.mark.parametrize(
    ("field", "code"),
    [
        (", today: yes", "bad-value"),
        (", today: []", "wrong-shape"),
        (", hides: {body: [calfs]}", "bad-value"),
        (", hides: {kinds: [message]}", "bad-value"),
        (", hide: {}", "unknown-key"),
    ],
)
def test_a_slip_in_a_condition_is_an_error(field: str, code: str) -> None:
    """A rule that hides nothing because of a slip would be worse than none."""
    assert codes(CONDITION % field) == [code]


def test_the_body_parts_that_can_be_ruled_out_are_those_the_filter_knows() -> None:
    """One list of parts for searching and for safety."""
    assert set(get_args(model.BodyPart)) == BODY_PARTS
