"""What holds for every exercise and routine that comes with Coach."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest

from coach import paths
from coach.routine.folders import Folder
from coach.routine.library import Library
from coach.routine.plan import Phase, Side, Sides
from tools import clinical_numbers, compare_clinical, golden

if TYPE_CHECKING:
    from coach.routine.model import Exercise, Programme, Routine

ONE_SIDE: Final = Sides(writing=Side.RIGHT, affected=Side.RIGHT)
"""The sources count the seconds of one affected side."""


@pytest.fixture(scope="module")
def library() -> Library:
    """The exercises and routines that come with Coach."""
    return Library.read([Folder(paths.bundled_routines(), "bundled")])


def _documents(library: Library) -> list[Exercise | Routine | Programme]:
    return [*library.exercises.values(), *library.routines.values(), *library.programmes.values()]


def test_nothing_is_left_to_say_about_a_bundled_file(library: Library) -> None:
    """No bundled file has an error or a warning, and all 119 exercises and 33 routines are there.

    The 34th of the source is a schedule, so it is one of the 4 programmes. The 157 sources are there, too.
    """
    assert [str(each) for each in library.diagnostics] == []
    assert len(library.sources) == 157
    assert "desk-day-programme" in library.programmes
    assert len(library.exercises) == 119
    assert len([name for name in library.routines if "." not in name]) == 33
    assert len(library.programmes) == 4


def test_every_source_is_known(library: Library) -> None:
    """Every exercise and routine names a source, and every name is in the list of sources."""
    for document in _documents(library):
        assert document.sources, document.id
        assert set(document.sources) <= library.sources.keys(), document.id


def test_every_condition_can_be_asked_and_changes_something(library: Library) -> None:
    """Each condition has a question and says what Coach does; exercises name only these.

    They are the 22 of the research, and the one that its table C4 wants asked before drinking reminders.
    """
    assert len(library.conditions) == 23
    for tag, condition in library.conditions.items():
        assert condition.question.endswith("?"), tag
        assert condition.action, tag
    named = {tag for each in library.exercises.values() for tag in (*each.avoid_if, *each.ask_first_if)}
    assert named <= library.conditions.keys()


def test_a_condition_hides_or_asks_but_not_both(library: Library) -> None:
    """No exercise both hides itself from people with a condition and asks them first."""
    both = {each.id: set(each.avoid_if) & set(each.ask_first_if) for each in library.exercises.values()}
    assert {name: tags for name, tags in both.items() if tags} == {}


def test_a_routine_takes_exactly_as_long_as_it_says(library: Library) -> None:
    """With one affected side and the answers that take longest, a routine takes its `max_length` exactly."""
    written = {name: routine for name, routine in library.routines.items() if "." not in name}
    totals = {name: max(way.total for way in library.timelines(name, ONE_SIDE)) for name in written}
    assert totals == {name: routine.max_length for name, routine in written.items()}


def test_both_sides_get_the_same_time(library: Library) -> None:
    """What is done on the left and on the right takes the same working time on both."""
    for name in library.routines:
        work: dict[str, dict[Side, float]] = {}
        for step in library.timeline(name).steps:
            if step.phase.is_work and step.side in {Side.LEFT, Side.RIGHT}:
                sides = work.setdefault(step.exercise, {})
                sides[step.side] = sides.get(step.side, 0) + step.length
        uneven = [each for each, sides in work.items() if len(sides) == 2 and len(set(sides.values())) > 1]
        assert uneven == [], name


def test_a_hold_is_announced_by_a_cue_for_holding(library: Library) -> None:
    """No cue that is said while a position is held tells people to let go of it."""
    for name in (*library.exercises, *library.routines):
        for step in library.timeline(name).steps:
            if step.phase is Phase.HOLD:
                assert not re.match(r"(let go|relax|back|lower|switch|change)\b", step.cue.lower()), (
                    name,
                    step.cue,
                )


def test_a_hold_says_what_is_held(library: Library) -> None:
    """In a hold one cue is seen and heard: it names a movement or a part, not only that one holds."""
    empty = {"and", "breathe", "breathing", "hold", "it", "keep", "lightly", "softly", "gently", "wide"}
    silent = [
        (name, step.cue)
        for name in (*library.exercises, *library.routines)
        for timeline in library.timelines(name)
        for step in timeline.steps
        if step.phase is Phase.HOLD and set(re.findall(r"[a-z]+", step.cue.lower())) <= empty
    ]
    assert silent == []


def test_every_dose_says_where_its_numbers_come_from(library: Library) -> None:
    """Every exercise has a basis and a note for its dose, an evidence label, and a frame for each step."""
    for each in library.exercises.values():
        assert each.dose.basis, each.id
        assert each.dose.note, each.id
        assert each.evidence, each.id
        assert each.motion, each.id
        silenced = {allowance.allow for allowance in each.lint}
        assert len(each.motion.frames) == len(each.steps) or "frames-against-steps" in silenced, each.id


def test_doses_and_whom_they_are_not_for_are_as_written_down() -> None:
    """The research is not in the repository; what was compared with it stands in a ledger, and stays so.

    `python -m tools.golden` writes it anew, once `tools/compare_clinical.py` has nothing to say.
    """
    assert golden.ledger(paths.bundled_routines()) == golden.LEDGER.read_text(encoding="utf-8")


def test_every_exercise_is_told_in_full(library: Library) -> None:
    """Every exercise has a start, structures, a stop rule, what goes wrong, and an easier or harder form.

    The gate before a rescue has neither form: there is only one way to look.
    """
    for each in library.exercises.values():
        assert each.start, each.id
        assert each.structures, each.id
        assert each.position, each.id
        assert each.stop_if, each.id
        assert each.mistakes, each.id
        assert each.easier or each.harder or each.id == "relief-stop-breathe", each.id


def test_every_document_may_be_shared(library: Library) -> None:
    """Every document is in English, by Coach, under CC-BY-4.0."""
    signed = {(each.language, each.licence, each.author and each.author.name) for each in _documents(library)}
    assert signed == {("en", "CC-BY-4.0", "Coach")}


SOURCE: Final = {
    "hold_s": "3-5",
    "reps": "10",
    "sets": "1",
    "rest_s": "0",
    "tempo": "slow",
    "per_day": "2-3 (4-5 in a leaflet)",
    "per_week": "7",
    "note": "[read] x10, 4-5/day; [default] count",
}
DOSE: Final = {
    "hold": "3-5 s",
    "reps": "10",
    "sets": "1",
    "rest": "0 s",
    "per_day": "2-3",
    "days": "daily",
    "basis": "default",
    "note": "Read in the source: 10 times, 4-5 times a day. Our own choice: the count.",
}


def test_a_faithful_dose_has_no_differences() -> None:
    """A dose with the source's numbers, whose note tells the rest in words, differs in nothing."""
    assert list(clinical_numbers.dose(SOURCE, DOSE, "")) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("hold", "3-6 s"),
        ("reps", "8-12"),
        ("rest", "2 s"),
        ("per_day", "4"),
        ("days", "weekdays"),
        ("tempo", "2-0-2-0"),
        ("duration", "30 s"),
        ("basis", "2nd"),
        ("note", "Read in the source: 10 times. Our own choice: the count."),
        ("note", "Read in the source: 10 times, 4-5 times a day."),
    ],
)
def test_a_changed_number_is_found(field: str, value: str) -> None:
    """Any number, basis or note that departs from the source is a difference."""
    assert list(clinical_numbers.dose(SOURCE, DOSE | {field: value}, "")) != []


def test_a_routine_with_another_length_or_order_is_found() -> None:
    """Seconds that differ from the source, a step left out and another order are differences."""
    steps = [{"exercise": name, "side": "both", "seconds": 20, "cue": ""} for name in ("one", "two")]
    source = {"steps": steps, "total_s": 40, "sources": [], "when": "", "not_when": "", "notes": ""}
    first, second = ({"exercise": name, "side": "both", "for": "20 s"} for name in ("one", "two"))
    ours = {"steps": [first, second], "max_length": "40 s", "sources": [], "use_when": ""}
    assert list(compare_clinical.routine(source, ours)) == []
    for wrong in ([second, first], [first], [first, second | {"for": "25 s"}]):
        assert list(compare_clinical.routine(source, ours | {"steps": wrong})) != []


def test_what_a_step_asks_for_beyond_the_source_is_found() -> None:
    """Repeats, holds and paces lie within the source's line for the step or its dose of the exercise."""
    listed = [{"exercise": "one", "side": "both", "seconds": 40, "cue": "3 x 10 s"}]
    source = {"steps": listed, "total_s": 40, "sources": [], "when": "", "not_when": "", "notes": ""}
    step = {"exercise": "one", "side": "both", "for": "40 s", "hold": "10 s", "reps": "3"}
    ours = {"steps": [step], "max_length": "40 s", "sources": [], "use_when": ""}
    doses = {"one": ["2", "15-20"]}
    assert list(compare_clinical.routine(source, ours)) == []
    for more in ({"tempo": "2-10-2-0"}, {"hold": "18 s", "reps": "10"}):
        fine = ours | {"steps": [step | more]}
        assert [each for each in compare_clinical.routine(source, fine, doses) if each.what != "cue"] == []
        assert [each for each in compare_clinical.routine(source, fine) if each.what != "cue"] != []
    for wrong in ({"reps": "4"}, {"hold": "25 s"}, {"sets": "8"}, {"tempo": "2.5-10-2-0"}):
        astray = ours | {"steps": [step | wrong]}
        assert [each for each in compare_clinical.routine(source, astray, doses) if each.what != "cue"] != []


def test_answers_are_compared_together_and_the_longest_way_is_the_length() -> None:
    """What two answers share counts once in the total; the longest way through is the `max_length`."""
    names = ("one", "two", "three")
    listed = [{"exercise": name, "side": "both", "seconds": 20, "cue": ""} for name in names]
    source = {"steps": listed, "total_s": 60, "sources": [], "when": "", "not_when": "", "notes": ""}
    one, two, three = ({"exercise": name, "side": "both", "for": "20 s"} for name in names)
    steps = [
        {"ask": "More?", "answers": [{"answer": "No", "then": "Less"}, {"answer": "Yes", "then": "More"}]},
        one,
        {"block": "Less", "steps": [three]},
        {"block": "More", "steps": [two, three]},
    ]
    ours = {"steps": steps, "max_length": "60 s", "sources": [], "use_when": ""}
    assert list(compare_clinical.routine(source, ours)) == []
    assert [each.what for each in compare_clinical.routine(source, ours | {"max_length": "40 s"})] == [
        "max_length"
    ]


def test_a_figure_that_the_source_does_not_give_is_found() -> None:
    """A figure that people are told stands in the source's entry, or it is a difference."""
    source = {"dose": {"note": "10-15 s"}, "pose": "K1 wrist 20"}
    assert list(clinical_numbers.told(source, {"harder": {"note": "Hold for 15 s."}})) == []
    for key in ("harder", "evidence"):
        assert list(clinical_numbers.told(source, {key: {"note": "Hold for 20 s."}})) != []
    assert list(clinical_numbers.told(source, {"evidence": {"note": "A study in 2022."}})) == []


def test_a_programme_of_ours_keeps_to_the_numbers_of_its_routines() -> None:
    """Times a week, weeks and what is told stand in the source's entries for the routines in it."""
    source = [{"when": "5-7 days a week, 4-8 weeks"}, {"when": "3 days a week"}]
    item: dict[str, Any] = {
        "routine": "a",
        "per_week": "5-7",
        "note": "For 4 to 8 weeks.",
        "progress_when": {"for": "4 weeks"},
    }
    ours: dict[str, Any] = {
        "items": [item, {"routine": "b", "per_week": "3"}],
        "for": "8 weeks",
        "use_when": "3 days a week.",
    }
    assert list(compare_clinical.programme(source, ours)) == []
    wrong: tuple[dict[str, Any], ...] = (
        {"for": "9 weeks"},
        {"use_when": "6 days a week."},
        {"items": [item | {"per_week": "6"}]},
        {"items": [item | {"progress_when": {"for": "2 weeks"}}]},
        {"items": [item | {"note": "For 2 weeks."}]},
    )
    for changed in wrong:
        assert list(compare_clinical.programme(source, ours | changed)) != [], changed


def test_only_the_source_s_own_number_explains_a_difference() -> None:
    """Notes explain a difference when they hold the number asked for, not when another number contains it."""
    difference = clinical_numbers.Difference("total", "295", "235", ("295",))
    assert clinical_numbers.explained(difference, "The total is 235 s and not 295 s.")
    assert not clinical_numbers.explained(difference, "The total is 235 s and not 1295 s.")
    assert not clinical_numbers.explained(difference, "")
