from __future__ import annotations

from dataclasses import replace

import pytest

from coach.routine.library import Library
from coach.routine.model import Exercise, Routine
from coach.routine.plan import Side, Sides
from coach.safety.stop import STOP_RULE, STOP_SIGNS
from coach.ui.routine_page import page
from tests.routine import texts

USUAL = Sides()
LEFT = Sides(writing=Side.LEFT, affected=Side.LEFT)


def _library(*files: str) -> Library:
    made = [texts.document(file) for file in files]
    return Library(
        exercises={each.id: each for each in made if isinstance(each, Exercise)},
        routines={each.id: each for each in made if isinstance(each, Routine)},
    )


def _rows(steps: str, **fields: object) -> list[tuple[str, str]]:
    """Dose and sides of each row of a routine of one exercise."""
    library = _library(texts.exercise(**fields), texts.routine(steps))  # type: ignore[arg-type]
    return [(row.dose, row.sides) for row in page(library, "session", USUAL).rows]


@pytest.mark.parametrize(
    ("step", "dose"),
    [
        ("{exercise: wave, hold: 10s}", "hold 10 s"),
        ("{exercise: wave, hold: 10s, reps: 2}", "2 × hold 10 s"),
        ("{exercise: wave, hold: 10s, reps: 2, sets: 3, rest: 5s}", "3 sets of 2 × hold 10 s"),
        ("{exercise: wave, reps: 8}", "8 reps at your own pace"),
        ("{exercise: wave, reps: 8, sets: 2, rest: 5s}", "2 sets of 8 reps at your own pace"),
        ("{exercise: wave, reps: 1}", "1 rep at your own pace"),
        ("{exercise: wave, reps: 8, tempo: 1-2}", "8 reps of 3 s"),
        ("{exercise: wave, reps: 10, for: 25s}", "10 reps in 20 s"),
        ("{exercise: wave, for: 65s}", "1 min"),
        ("{exercise: wave, until: done}", "until you say it is done"),
    ],
)
def test_a_dose_is_said_in_words(step: str, dose: str) -> None:
    """How much work one side gets reads as a person would say it."""
    ((said, _),) = _rows(f"- {step}")
    assert said == dose


@pytest.mark.parametrize(
    ("side", "words"),
    [
        ("each", "each side"),
        ("alternate", "left and right in turn"),
        ("both", "both sides at once"),
        ("either", "the sore side"),
        ("left", "left side"),
        ("right", "right side"),
        ("writing", "right side"),
        ("affected", "each side"),
        ("none", ""),
    ],
)
def test_sides_are_said_in_words(side: str, words: str) -> None:
    """Each word for a side in a file has its words on the page, for a person who writes with the right."""
    ((_, said),) = _rows("- {exercise: wave, hold: 5s, reps: 3}", side=side)
    assert said == words


def test_each_side_in_every_round_is_not_in_turn() -> None:
    """A block of several rounds does each side in each round: still "each side"."""
    steps = "- {block: again, rounds: 2, steps: [{exercise: wave, hold: 5s}]}"
    assert _rows(steps) == [("hold 5 s", "each side")]


def test_sides_follow_the_person() -> None:
    """The writing and the affected side on the page are this person's own."""
    library = _library(texts.exercise(side="writing", dose="{hold: 5s}"))
    assert page(library, "wave", USUAL).rows[0].sides == "right side"
    assert page(library, "wave", LEFT).rows[0].sides == "left side"


def test_a_rest_is_no_row() -> None:
    """Only what is to be done stands in the list; numbers are those the player shows."""
    library = _library(
        texts.exercise(dose="{hold: 5s}"),
        texts.routine("- {exercise: wave}\n- {rest: 10s}\n- {exercise: wave}"),
    )
    rows = page(library, "session", USUAL).rows
    items = [step.item for step in library.timeline("session", USUAL).steps if step.phase.is_work]
    assert [row.number for row in rows] == sorted(set(items))


def test_an_exercise_has_a_page_of_its_own() -> None:
    """An exercise played alone says how to get ready, its dose, its cautions and what they rest on."""
    file = texts.exercise(
        start="Sit down.",
        dose="{hold: 5s, basis: default, note: Once a day. Our own choice.}",
        caution="Go slowly.",
        stop_if="It hurts.",
        equipment="[a ball]",
        evidence="{label: may help, note: One study.}",
    )
    made = page(_library(file), "wave", USUAL)
    (row,) = made.rows
    assert (made.use_when, made.not_when, made.equipment) == ("Sit down.", "", ("a ball",))
    assert (made.evidence, made.evidence_note) == ("may help", "One study.")
    assert (row.caution, row.stop_if) == ("Go slowly.", "It hurts.")
    assert (row.amount, row.basis) == ("Once a day.", "Our own choice.")
    assert (row.start, row.instructions) == ("Sit down.", ("Wave your hand.",))


def test_the_authors_note_for_a_step_stands_with_it() -> None:
    """What a routine adds to one of its steps is on the page, at that step alone."""
    steps = "- {exercise: wave, hold: 5s, note: Hold on.}\n- {exercise: wave, hold: 5s}"
    rows = page(_library(texts.exercise(), texts.routine(steps)), "session", USUAL).rows
    assert [row.note for row in rows] == ["Hold on.", ""]


def test_what_cannot_be_looked_up_stands_as_it_is() -> None:
    """A condition or a source that no list explains is shown by its tag, rather than not at all."""
    file = texts.exercise(avoid_if="[gout]", ask_first_if="[corns]", sources="[SOME-2020]")
    made = page(_library(file), "wave", USUAL)
    assert (made.not_for, made.questions) == (("gout",), ("corns",))
    assert made.sources == ("SOME-2020",)


def test_an_unknown_id_has_no_page(bundled: Library) -> None:
    """What is not in the library raises KeyError."""
    with pytest.raises(KeyError):
        page(bundled, "no-such-thing", USUAL)


def test_what_a_condition_hides_everywhere_is_told_too(bundled: Library) -> None:
    """A possible clot hides every stretch by its kind; the page says so though no file of it does."""
    clot = bundled.conditions["DVT"].name
    assert "DVT" not in bundled.exercises["wrist-flexor-stretch"].avoid_if
    assert clot in page(bundled, "wrist-flexor-stretch", USUAL).not_for
    assert clot in page(bundled, "writer-break-5", USUAL).not_for


@pytest.mark.parametrize("sides", [USUAL, LEFT, replace(USUAL, affected=Side.RIGHT)])
def test_page_and_player_agree_for_everything_that_comes_with_coach(bundled: Library, sides: Sides) -> None:
    """Every page's times, steps and titles are those of the plan that is played, whatever is answered."""
    for identity in (*bundled.routines, *bundled.exercises):
        made = page(bundled, identity, sides)
        timelines = bundled.timelines(identity, sides)
        assert {row.title for row in made.rows} == {
            step.title for each in timelines for step in each.steps if step.phase.is_work
        }
        timeline = timelines[0]
        work = {(step.item, step.title) for step in timeline.steps if step.phase.is_work}
        assert work <= {(row.number, row.title) for row in made.rows}
        assert made.seconds == timeline.total
        assert made.about is timeline.is_estimate
        if len(timelines) > 1:
            continue
        resting = {step.item for step in timeline.steps} - {row.number for row in made.rows}
        rested = sum(step.length for step in timeline.steps if step.item in resting)
        assert sum(row.seconds for row in made.rows) == pytest.approx(timeline.total - rested)


def test_every_bundled_page_is_complete(bundled: Library) -> None:
    """Each page that comes with Coach has a dose in every row, and names questions and sources in full."""
    for identity in (*bundled.routines, *bundled.exercises):
        made = page(bundled, identity, USUAL)
        assert made.rows
        assert all(row.dose for row in made.rows)
        assert not {*made.not_for, *made.questions} & set(bundled.conditions)
        assert not set(made.not_for) & set(made.questions)
        assert not set(made.sources) & set(bundled.sources)


@pytest.mark.parametrize(
    ("identity", "rows"),
    [
        (
            "writer-micro-60",
            [
                ("9 s", "right side"),
                ("4 reps in 15 s", "both sides at once"),
                ("4 reps in 12 s", "both sides at once"),
                ("12 s", "right side"),
            ],
        ),
        (
            "plantar-morning",
            [
                ("10 reps in 15 s", "both sides at once"),
                ("10 × hold 10 s", "each side"),
                ("55 s", "each side"),
                ("2 × hold 25 s", "each side"),
            ],
        ),
    ],
)
def test_real_routines_read_as_one_would_say_them(
    bundled: Library, identity: str, rows: list[tuple[str, str]]
) -> None:
    """Routines that come with Coach, word for word."""
    assert [(row.dose, row.sides) for row in page(bundled, identity, USUAL).rows] == rows


def test_every_answer_of_a_rescue_is_on_its_page(bundled: Library) -> None:
    """Whoever reads before they begin sees both ways, each under its answer; pain ends nothing."""
    made = page(bundled, "rescue-toe", USUAL)
    under = {row.exercise: row.under for row in made.rows}
    assert under["relief-toes-curling"] == "Which way is the toe pulled? – Curling down"
    assert under["relief-toes-lifting"] == "Which way is the toe pulled? – Pulling up or crossing"
    assert made.rows[0].under == ""
    assert made.rows[-1].under == "Afterwards"
    assert (made.stop, page(bundled, "writer-break-5", USUAL).stop) == (STOP_SIGNS, STOP_RULE)
