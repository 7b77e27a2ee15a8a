from __future__ import annotations

import pytest

from coach.routine.model import Block, Exercise, ExerciseStep, RestStep, Routine, Sources
from coach.routine.quantity import Range
from tests.routine.texts import document, exercise, routine, told

FULL_ROUTINE = """\
coach: 1
type: routine
id: full
title: All of it
occasion: [writing-break, any]
use_when: Often.
not_when: Never.
language: de
author: {name: A. Therapist, credential: PT}
revision: 3
licence: CC-BY-4.0
get_ready: 4 s
evidence: {label: may help, note: One study.}
sources: [X-1]
notes: For me.
steps:
  - exercise: wave
    side: left
    for: 20 s
    cue: Wave
    note: Gently.
  - exercise: wave
    side: right
    hold: 5 s
    reps: 3-5
    rest: 2 s
    sets: 2
    rest_between_sets: 20 s
    get_ready: 0 s
  - exercise: wave
    until: done
  - rest: 10 s
    cue: Breathe
  - block: Again
    rounds: 2
    rest: 15 s
    steps:
      - exercise: wave
        tempo: 2-1-2-0
rate: {before: [pain], after: [pain, effort]}
rules:
  - when: {pain: ">3", effort: ">=8"}
    then: stop
    say: Stop here.
max_length: 10 min
lint:
  - {allow: second-side-untimed, because: Only a test.}
"""

FULL_EXERCISE = """\
coach: 1
type: exercise
id: full-exercise
title: All of it
kind: stretch
body: [wrist, forearm]
structures: [flexor carpi radialis]
position: sitting
start: Sit.
equipment: [table]
side: each
steps: [{do: Bend., cue: Bend}, {do: Hold.}]
dose:
  {sets: 1-2, reps: 3, hold: 10-30 s, rest: 5 s, per_day: 2-3, per_week: 5, days: [mon, tue], basis: read}
motion:
  figure: hand
  view: {direction: palm, up: fingers}
  frames:
    - {pose: straight, joints: {index: {mcp: 20, pip: {flexion: 5}}, fingers.dip: [1, 2], wrist: -10}}
    - {pose: bent, assist: {hand: pull, on: [fingers]}, prop: table, stroke: [a, b], arrow: up, view: back}
  highlight: [wrist-flexors]
  prop: wall
picture: wrist.png
avoid_if: [INJURY]
ask_first_if: [NERVE]
stop_if: It tingles.
caution: Gently.
mistakes: [Too hard]
easier: {id: wave, note: Less}
harder: {note: More}
evidence: {label: untested}
sources: [X-1]
"""


def test_a_routine_with_everything() -> None:
    """Every key of a routine is read into its own value."""
    made = document(FULL_ROUTINE)
    assert isinstance(made, Routine)
    first, second, third, rest, block = made.steps
    assert isinstance(first, ExerciseStep)
    assert (first.slot, first.side, first.cue) == (20, "left", "Wave")
    assert isinstance(second, ExerciseStep)
    assert (second.reps, second.hold, second.get_ready) == (Range(3, 5), Range(5.0, 5.0), 0)
    assert isinstance(third, ExerciseStep)
    assert third.until == "done"
    assert isinstance(rest, RestStep)
    assert rest.rest == Range(10.0, 10.0)
    assert isinstance(block, Block)
    assert (block.rounds, len(block.steps)) == (2, 1)
    assert (made.revision, made.language, made.get_ready, made.max_length) == (3, "de", 4, 600)
    assert made.rules[0].when["pain"].holds(4)


def test_an_exercise_with_everything() -> None:
    """Every key of an exercise is read into its own value."""
    made = document(FULL_EXERCISE)
    assert isinstance(made, Exercise)
    assert made.dose.days is not None
    assert made.dose.days.names == ("mon", "tue")
    assert made.motion is not None
    assert made.motion.frames[0].joints == {
        "index": {"mcp": 20, "pip": {"flexion": 5}},
        "fingers.dip": (1, 2),
        "wrist": -10,
    }
    assert made.motion.frames[1].stroke == ("a", "b")
    assert (made.positions, made.picture) == (2, "wrist.png")


def test_what_is_left_out_has_its_plain_meaning() -> None:
    """A short file is complete: English, revision 1, five seconds to get ready, no dose."""
    made = document(exercise())
    assert isinstance(made, Exercise)
    assert (made.language, made.revision, made.dose.reps, made.positions) == ("en", 1, None, 1)
    session = document(routine("- exercise: wave"))
    assert isinstance(session, Routine)
    assert session.get_ready == 5


def test_a_list_of_sources_is_a_document() -> None:
    """Sources stand in a document of their own, by their ids."""
    made = document("coach: 1\ntype: sources\nsources:\n  X-1: {name: Someone, year: n.d.}\n")
    assert isinstance(made, Sources)
    assert made.sources["X-1"].year == "n.d."


@pytest.mark.parametrize(
    ("line", "code", "column", "end", "message", "hint"),
    [
        ("titel: x", "unknown-key", 1, 6, "`titel` is not a key that belongs here.", "Did you mean `title`?"),
        (
            "zzzzz: x",
            "unknown-key",
            1,
            6,
            "`zzzzz` is not a key",
            "`coach schema` and the guide list the keys",
        ),
        ("revision: one", "bad-count", 11, 14, "`one` is not a count.", "Write `1`."),
        ("language:", "empty-value", 1, 9, "`language` is empty.", "Write a value, or take the line out."),
        ("language: #2", "empty-value", 1, 9, "`language` is empty.", 'If it is text, write "#2".'),
        ("get_ready:", "empty-value", 1, 10, "The value is missing.", "Write a value"),
        ("get_ready: [5 s]", "wrong-shape", 1, 10, "A text was expected here, not a list.", ""),
        ("get_ready: {a: b}", "wrong-shape", 1, 10, "A text was expected here, not keys and values.", ""),
        ("use_when: [a]", "wrong-shape", 1, 9, "`use_when` must be a text, not a list.", ""),
        ("use_when: {a: b}", "wrong-shape", 1, 9, "must be a text, not keys with values.", ""),
        (
            "occasion: any",
            "wrong-shape",
            11,
            14,
            "`occasion` must be a list, not a text.",
            "`occasion: [any]`",
        ),
        (
            "occasion: [brake]",
            "bad-value",
            12,
            17,
            "`brake` is not one of the words for `occasion`.",
            "Choose",
        ),
        ("occasion: [[any]]", "bad-value", 12, 17, "`occasion` needs one word.", "Choose from"),
        ("author: me", "wrong-shape", 9, 11, "`author` must be keys with values", "`author: {name: me}`"),
        ("author: {name: }", "empty-value", 10, 14, "`name` is empty.", "Write a value"),
        ("author:", "empty-value", 1, 7, "`author` is empty.", "Write a value"),
        ("author: {}", "missing-key", 1, 7, "`name` is missing.", "Add a line `name: …`."),
        ("author: {nam: x, name: y}", "unknown-key", 10, 13, "`nam` is not", "Did you mean `name`?"),
        (
            "evidence: {label: may help, note: One, two}",
            "unknown-key",
            40,
            43,
            "`two` was read as a key.",
            "Put the whole text in quotes.",
        ),
        (
            "evidence: {label: may help, note: One, two more}",
            *("unknown-key", 40, 48, "`two more` was read as a key.", "Put the whole text in quotes."),
        ),
        ('rules: [{when: {pian: ">3"}, then: stop}]', "bad-value", 17, 21, "words for `when`", "`pain`"),
        ("rules: [{when: {}, then: stop}]", "empty-value", 10, 14, "`when` is empty.", ""),
        ("rules: [{when: {pain: 3}, then: stop}]", "bad-comparison", 23, 24, "`3` is not", '">3"'),
        ("max_length: 1,5 min", "bad-duration", 13, 20, "has a decimal comma", "`1.5 min`"),
        (
            f"licence: {'x' * 201}",
            "too-long",
            10,
            211,
            "`licence` is longer than 200 characters.",
            "Shorten it.",
        ),
        ("lint: [{allow: over-max-length}]", "missing-key", 9, 14, "`because` is missing.", ""),
    ],
)
def test_what_is_wrong_in_a_routine(
    line: str, code: str, column: int, end: int, message: str, hint: str
) -> None:
    """A value that does not fit is marked, with what was expected and what was probably meant."""
    text = f"coach: 1\ntype: routine\nid: x\ntitle: X\n{line}\nsteps:\n  - exercise: wave\n"
    (found,) = told(text, exercise())
    assert (found.code, found.span.line) == (code, 5)
    assert message in found.message
    assert hint in found.hint
    assert (found.span.column, found.span.end_column) == (column, end)


@pytest.mark.parametrize(
    ("step", "code", "line", "column", "says"),
    [
        ("- exercize: wave", "not-a-step", 6, 5, "Begin it with `exercise: id`"),
        ("- wave", "not-a-step", 6, 5, "Begin it with"),
        ("- exercise: wave\n    holt: 3 s", "unknown-key", 7, 5, "Did you mean `hold`?"),
        ("- exercise: wave\n    fro: 3 s", "unknown-key", 7, 5, "Did you mean `for`?"),
        ("- rest: 10 s\n    side: left", "unknown-key", 7, 5, "The keys here are `cue`, `rest`."),
        ("- block: A\n    steps: []", "empty-value", 7, 5, ""),
        ("- block: A\n    steps:\n      - rest: x", "bad-duration", 8, 15, "Write a length"),
        ("- block: A\n    steps:\n      - exercise: wave\n        sied: left", "unknown-key", 9, 9, "`side`"),
        ("- exercise: Wave!", "bad-id", 6, 15, "the id of the exercise, not its title"),
        ("- exercise: wave\n    side: lft", "bad-value", 7, 11, "Did you mean `left`?"),
    ],
)
def test_what_is_wrong_in_a_step(step: str, code: str, line: int, column: int, says: str) -> None:
    """A slip in a step, at any depth, is reported in its own line with the keys of its own kind of step."""
    text = f"coach: 1\ntype: routine\nid: x\ntitle: X\nsteps:\n  {step}\n"
    (found,) = told(text, exercise())
    assert (found.code, found.span.line, found.span.column) == (code, line, column)
    assert says in found.hint


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("picture: ../x.png", "bad-picture", 10),
        ("picture: /etc/x.png", "bad-picture", 10),
        ("picture: C:x.png", "bad-picture", 10),
        ("motion: {figure: hand, frames: [{joints: {index: {mcp: bent}}}]}", "bad-number", 56),
        ("motion: {figure: hand, frames: [{joints: flat}]}", "wrong-shape", 42),
        ("motion: {figure: hand, frames: [{joints: {index: [1, x]}}]}", "bad-number", 54),
        ("motion: {figure: hand, frames: [{prop: {on: [a, '']}}]}", "empty-value", 49),
        ("motion: {figure: hnad}", "bad-value", 18),
        ("dose: {days: [mon, []]}", "wrong-shape", 8),
        ("dose: {days: someday}", "bad-days", 14),
        ("side: none", "duplicate-key", 1),
    ],
)
def test_what_is_wrong_in_an_exercise(line: str, code: str, column: int) -> None:
    """In a motion too, the message stands under the very angle or word it is about."""
    found = told(f"{exercise()}{line}\n")
    assert [(each.code, each.span.column) for each in found] == [(code, column)]


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("- a\n", "wrong-shape", "Begin with `coach: 1`"),
        ("coach: 2\ntype: routine\n", "newer-format", "Update Coach"),
        ("coach: 1\ntype: rutine\n", "unknown-type", "Did you mean `routine`?"),
        ("coach: 1\ntype: [a]\n", "unknown-type", "The types are"),
        ("coach: 1\n", "unknown-type", "The types are `exercise`"),
        ("type: sources\nsources: {}\n", "missing-key", "Add a line `coach: 1`."),
        ("coach: one\ntype: sources\nsources: {}\n", "bad-count", "Write `coach: 1`."),
    ],
)
def test_documents_that_are_none(text: str, code: str, says: str) -> None:
    """A file that is no document of this format says what one begins with."""
    (found,) = told(text)
    assert found.code == code
    assert says in found.hint


def test_all_errors_come_at_once_in_reading_order() -> None:
    """One reading finds every error, and they come as one reads."""
    text = "coach: 1\ntype: exercise\nid: A b\nbody: []\nkind: stretsh\nsteps: 3\nfoo: 1\n"
    assert [(each.span.line, each.code) for each in told(text)] == [
        (1, "missing-key"),
        (1, "missing-key"),
        (3, "bad-id"),
        (4, "empty-value"),
        (5, "bad-value"),
        (6, "wrong-shape"),
        (7, "unknown-key"),
    ]


def test_a_hundred_errors_are_enough() -> None:
    """Of a file with very many errors the first hundred are told, and how many more there are."""
    text = routine("\n".join(["- rest: soon"] * 150))
    found = told(text)
    assert len(found) == 101
    (more,) = [each for each in found if each.code == "more-problems"]
    assert "50 more" in more.message


def test_an_alias_is_complained_about_once() -> None:
    """What the reader has refused is not refused again by the field it stands in."""
    found = told(f"{exercise()}stop_if: *pain\n")
    assert [each.code for each in found] == ["alias"]


def test_a_value_over_several_lines_is_marked_in_its_first() -> None:
    """Carets stay in one line even if the value goes on."""
    (found,) = told(exercise(kind='"str\n  etch"'))
    assert (found.code, found.span.line, found.span.end_line) == ("bad-value", 5, 5)
    assert (found.span.column, found.span.end_column) == (7, 11)
