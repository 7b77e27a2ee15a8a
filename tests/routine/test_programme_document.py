from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.routine import index, model
from coach.routine.comparison import Comparison
from coach.routine.library import Folder, Library, check_text
from coach.routine.plan import Side
from coach.routine.programme import Item, Progress, Rhythm
from coach.routine.programme_compile import regimen
from coach.routine.programme_fields import period
from coach.routine.quantity import QuantityError
from coach.safety.profile import Profile
from coach.safety.shelf import Shelf
from tests.routine.texts import exercise, library, routine, underlined, write

if TYPE_CHECKING:
    from pydantic import BaseModel

GUIDE = (Path(__file__).parents[2] / "docs" / "programmes.md").read_text(encoding="utf-8")
FILES: dict[str, str | bytes] = {
    "wave.yaml": exercise(),
    "press.yaml": exercise(
        "press", kind="strengthen", stop_if="It hurts.", side="both", dose="{reps: 5, per_week: 2-3}"
    ),
    "a.yaml": routine("- {exercise: wave, for: 20 s}", "a"),
    "b.yaml": routine("- {exercise: press, for: 20 s}", "b"),
    "broken.yaml": routine("- {exercise: nobody}", "broken"),
}


def programme(items: str, **fields: str) -> str:
    """A programme file."""
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"coach: 1\ntype: programme\nid: plan\ntitle: The plan\n{lines}items:\n{items}"


def remarks(held: Library, items: str, **fields: str) -> list[tuple[str, str]]:
    """What is said about a programme: the code and the words that are underlined."""
    found = check_text(programme(items, **fields), Path("plan.yaml"), held)
    return [(each.code, underlined(each)) for each in found]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Two exercises, two routines and a broken one."""
    return library(tmp_path_factory.mktemp("held"), FILES)


@pytest.mark.parametrize("kind", [model.Programme, model.RoutineItem, model.ExerciseItem, model.ProgressWhen])
def test_every_key_stands_in_the_guide(kind: type[BaseModel]) -> None:
    """A key that authors can write is explained to them."""
    keys = {field.alias or name for name, field in kind.model_fields.items()} - {"coach", "type"}
    assert {key for key in keys if f"`{key}`" not in GUIDE} == set()


def test_the_example_of_the_guide_is_right() -> None:
    """It has no error and no warning among the routines that come with Coach."""
    [example] = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    bundled = Library.read([Folder(paths.bundled_routines(), "bundled")])
    assert check_text(example, Path("example.yaml"), bundled) == []


def test_a_programme_becomes_a_plan_over_days(tmp_path: Path) -> None:
    """Every key arrives, what is left out has its usual value, and lengths come from the routines."""
    items = """\
  - routine: a
    per_day: 2-3
    at_least_apart: 2 h
    between: "07:30-20:00"
    days: mon, wed
    note: Slowly.
  - exercise: wave
    side: left
    for: 30 s
    at: ["15:00", "06:00"]
  - routine: b
    per_week: 2-3
    progress_when: {pain: "<=2", effort: "<6", sessions: 6, for: 2 weeks}
    then: c
    needs_approval: true
"""
    more: dict[str, str | bytes] = {
        "plan.yaml": programme(items, starts="2026-11-23", use_when="Often.", **{"for": "4 weeks"}),
        "c.yaml": routine("- {exercise: press, for: 40 s}", "c"),
    }
    made = library(tmp_path, FILES | more)
    plan = regimen(made.programmes["plan"], made)
    assert (plan.starts, plan.length, plan.use_when) == (date(2026, 11, 23), 28, "Often.")
    bounds = (("pain", Comparison("<=", 2.0)), ("effort", Comparison("<", 6.0)))
    b = Item(
        "b",
        "The b",
        20.0,
        rhythm=Rhythm.PER_WEEK,
        per_week=(2, 3),
        sides=("both",),
        start=time(8),
        end=time(21),
        progress=Progress("c", bounds, 6, 14, needs_approval=True),
    )
    assert plan.items == (
        Item(
            "a",
            "The a",
            40.0,
            per_day=(2, 3),
            days=(0, 2),
            apart=7200.0,
            start=time(7, 30),
            end=time(20),
            sides=("left", "right"),
            note="Slowly.",
        ),
        Item(
            "plan.wave",
            "The wave",
            30.0,
            per_day=(2, 2),
            at=(time(6), time(15)),
            start=time(6),
            end=time(21),
            sides=("left",),
        ),
        b,
        replace(b, id="c", title="The c", seconds=40.0, progress=None, follows="b"),
    )


def test_an_exercise_at_its_own_dose_is_played_as_it_is(held: Library) -> None:
    """Only one with an amount of its own becomes a routine of the programme's."""
    made = model.Programme.model_validate(
        {"coach": "1", "type": "programme", "id": "p", "title": "P", "items": [{"exercise": "press"}]}
    )
    assert [item.id for item in regimen(made, held).items] == ["press"]


def test_the_programmes_own_routines_can_be_played(tmp_path: Path) -> None:
    """They stand among the routines under the programme's id and a point, and have no card."""
    text = programme("  - {exercise: wave, side: left, for: 30 s, cue: Now}\n", revision="4")
    made = library(tmp_path, FILES | {"plan.yaml": text})
    timeline = made.timeline("plan.wave")
    assert (timeline.total, timeline.revision, timeline.title) == (30.0, 4, "The wave")
    assert {step.side for step in timeline.steps} == {Side.LEFT}
    assert timeline.steps[-1].cue == "Now"
    cards = {card.id: card for card in index.build(made).cards}
    assert set(cards) == {"a", "b", "plan", "wave", "press"}
    assert (cards["plan"].type, cards["plan"].seconds, cards["plan"].items) == ("programme", 30.0, 1)


def test_a_card_tells_the_longest_day(tmp_path: Path) -> None:
    """Every other day and twice a day: on the longest day all of it comes together."""
    text = programme("  - {routine: a, per_day: 2}\n  - {routine: b, days: every other day}\n")
    made = index.build(library(tmp_path, FILES | {"plan.yaml": text}))
    [card] = [card for card in made.cards if card.type == "programme"]
    assert (card.seconds, card.items, card.kinds) == (100.0, 2, ("mobilise", "strengthen"))


def test_the_cache_gives_programmes_back(tmp_path: Path) -> None:
    """The first screen knows what is due without reading a single routine file."""
    folders = [Folder(write(tmp_path / "r", FILES | {"plan.yaml": programme("  - routine: a\n")}))]
    made = index.build(Library.read(folders))
    assert index.save(made, tmp_path / "cache.json", folders)
    kept = index.load_cached(tmp_path / "cache.json", folders)
    assert kept == made
    assert kept is not None
    assert kept.regimen("plan") == made.regimens[0]
    assert kept.regimen("nothing") is None


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ("  - routine: aa\n", [("unknown-routine", "aa")]),
        ("  - routine: wave\n", [("unknown-routine", "wave")]),
        ("  - routine: broken\n", [("routine-has-errors", "broken")]),
        ("  - exercise: wavy\n", [("unknown-exercise", "wavy")]),
        ("  - {exercise: wave, for: 4 s}\n", [("time-does-not-fit", "4 s")]),
        ("  - routine: a\n  - routine: a\n", [("same-item", "a")]),
        ('  - {routine: a, at: ["09:00"], per_day: 2}\n', [("timing-unclear", "2")]),
        ("  - {routine: a, per_week: 3, days: every other day}\n", [("timing-unclear", "3")]),
        ("  - {routine: a, per_day: 3, days: as needed}\n", [("timing-unclear", "3")]),
        ("  - {routine: a, then: b}\n", [("progress-unclear", "b")]),
        ("  - {routine: a, needs_approval: true}\n", [("progress-unclear", "true")]),
        (
            '  - {routine: a, progress_when: {pain: "<3", sessions: 3}}\n',
            [("progress-unclear", "progress_when")],
        ),
        ('  - {routine: a, progress_when: {pain: "<3"}, then: b}\n', [("progress-unclear", "progress_when")]),
        (
            "  - {routine: a, progress_when: {sessions: 3}, then: b}\n",
            [("progress-unclear", "progress_when")],
        ),
        (
            '  - {routine: a, progress_when: {pain: "<3", sessions: 3}, then: a}\n',
            [("progress-unclear", "a")],
        ),
        ('  - {routine: a, progress_when: {pain: "<3", sessions: 3}, then: z}\n', [("unknown-routine", "z")]),
        ("  - per_day: 3\n", [("not-an-item", "per_day: 3")]),
        ("  - {routine: a, betwen: x}\n", [("unknown-key", "betwen")]),
        ("  - {routine: a, between: 9}\n", [("bad-window", "9")]),
        ('  - {routine: a, between: "9:00-25:00"}\n', [("bad-window", '"9:00-25:00"')]),
        ('  - {routine: a, between: "21:00-09:00"}\n', [("bad-window", '"21:00-09:00"')]),
        ("  - {routine: a, needs_approval: maybe}\n", [("bad-value", "maybe")]),
    ],
)
def test_what_is_wrong_is_said_at_its_place(held: Library, items: str, found: list[tuple[str, str]]) -> None:
    """Each mistake has its code and the words it is about."""
    assert remarks(held, items) == found


def test_two_ways_to_one_thing_and_ways_in_a_circle_are_refused(held: Library) -> None:
    """What follows two items, or leads back, could never be told apart or never begin."""
    rule = 'progress_when: {pain: "<3", sessions: 3}'
    circle = f"  - {{routine: a, {rule}, then: b}}\n  - {{routine: b, {rule}, then: a}}\n"
    assert remarks(held, circle) == [("progress-unclear", "a")]
    both = f"  - {{routine: a, {rule}, then: b}}\n  - {{exercise: wave, {rule}, then: b}}\n"
    assert remarks(held, both) == [("progress-unclear", "b")]


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("starts", "23.11.2026", "bad-date"),
        ("starts", "2026-02-30", "bad-date"),
        ("starts", "20261123", "bad-date"),
        ("for", "4 months", "bad-duration"),
        ("for", "0 days", "bad-duration"),
        ("for", "105 weeks", "bad-duration"),
        ("strats", "2026-11-23", "unknown-key"),
        ("avoid_if", "[NOTHING]", "unknown-condition"),
    ],
)
def test_the_head_is_checked_as_well(held: Library, key: str, text: str, code: str) -> None:
    """Dates, lengths, keys and conditions."""
    known = replace(held, conditions={"SKIN": model.Condition(name="x", question="x?", action="x")})
    assert [each for each, _ in remarks(known, "  - routine: a\n", **{key: text})] == [code]


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("6 wks", "Write `6 weeks`."),
        ("1 wk.", "Write `1 week`."),
        ("10d", "Write `10 days`."),
        ("4 months", "Write it as `4 weeks` or `10 days`."),
        ("long", "Write it as `4 weeks` or `10 days`."),
    ],
)
def test_a_length_in_other_words_is_told_with_its_own_number(given: str, hint: str) -> None:
    """What was meant for weeks or days keeps its number in what is suggested."""
    with pytest.raises(QuantityError) as refused:
        period(given)
    assert refused.value.hint == hint


def test_a_hint_names_the_routine_that_was_meant(held: Library) -> None:
    """A misspelt id gets the nearest, an exercise under `routine` the right key."""
    for items, hint in (
        ("  - routine: aa\n", "Did you mean `a`?"),
        ("  - routine: wave\n", "`wave` is an exercise: write `exercise: wave`."),
    ):
        [found] = check_text(programme(items), Path("plan.yaml"), held)
        assert found.hint == hint


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ('  - {routine: a, per_day: 4, at_least_apart: 1 h, between: "09:00-12:00"}\n', "4"),
        ("  - {routine: a, per_week: 8}\n", "8"),
        ("  - {routine: a, per_week: 3, days: weekends}\n", "3"),
    ],
)
def test_doses_that_do_not_fit_deserve_a_second_look(held: Library, items: str, found: str) -> None:
    """More than the window holds, or more days than there are."""
    assert remarks(held, items) == [("dose-over-day", found)]


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ("  - {routine: b, days: daily}\n", ["daily"]),
        ("  - routine: b\n", ["b"]),
        ("  - exercise: press\n", ["press"]),
        ("  - {routine: b, days: [mon, tue]}\n", ["days"]),
        ("  - {routine: b, per_week: 5}\n", ["5"]),
        ("  - {routine: b, per_week: 3, per_day: 2}\n", ["2"]),
        ("  - {routine: b, days: [mon, wed, fri]}\n", []),
        ("  - {routine: b, days: every other day}\n", []),
        ("  - {routine: a, days: daily}\n", []),
    ],
)
def test_strength_work_wants_its_days_of_rest(held: Library, items: str, found: list[str]) -> None:
    """More days than the exercise is for, days in a row, or twice on one day."""
    assert remarks(held, items) == [("strength-too-often", each) for each in found]


def test_a_warning_can_be_silenced_with_a_reason(held: Library) -> None:
    """As in any other file."""
    lint = "[{allow: strength-too-often, because: My patient's therapist wants it.}]"
    assert remarks(held, "  - routine: b\n", lint=lint) == []


def test_what_follows_waits_for_its_own_days(held: Library) -> None:
    """An item of its own keeps its timing; it only comes after the other."""
    text = programme(
        '  - {routine: a, progress_when: {pain: "<3", sessions: 3}, then: b}\n  - {routine: b, per_week: 2}\n'
    )
    assert check_text(text, Path("plan.yaml"), held) == []


def test_safety_answers_close_items_and_programmes(tmp_path: Path) -> None:
    """An item that is ruled out says why; a programme is closed by its own tags, or when nothing is left."""
    conditions = (
        "coach: 1\ntype: conditions\nconditions:\n"
        "  SKIN: {name: sore skin, question: Sore skin?, action: Hides.}\n"
        "  GOUT: {name: gout, question: Gout?, action: Hides.}\n"
    )
    files = FILES | {
        "conditions.yaml": conditions,
        "c.yaml": routine("- {exercise: wave, for: 20 s}", "c", avoid_if="[SKIN]"),
        "plan.yaml": programme("  - routine: a\n  - routine: c\n", avoid_if="[GOUT]"),
        "only.yaml": programme("  - routine: c\n").replace("id: plan", "id: only"),
    }
    held = library(tmp_path, files)
    assert [str(each) for each in held.diagnostics if each.is_error and "broken" not in str(each.path)] == []

    def closed(*ticked: str) -> dict[str, tuple[str, ...]]:
        made = Shelf.of(held, Profile(frozenset(ticked))).index
        cards = {card.id: card.barred for card in made.cards if card.type == "programme"}
        assert cards == {each.id: each.barred for each in made.regimens}
        return {each.id: (each.barred, *(item.barred for item in each.items)) for each in made.regimens}

    skin, gout = "You ticked “sore skin”.", "You ticked “gout”."
    assert closed() == {"only": ("", ""), "plan": ("", "", "")}
    assert closed("SKIN") == {"only": (skin, skin), "plan": ("", "", skin)}
    assert closed("GOUT") == {"only": ("", ""), "plan": (gout, "", "")}


def test_a_later_folder_stands_in_for_a_programme(tmp_path: Path) -> None:
    """As for routines: the therapist's own version of a programme takes the place of the bundled one."""
    bundled = write(tmp_path / "bundled", FILES | {"plan.yaml": programme("  - routine: a\n")})
    own = write(tmp_path / "own", {"plan.yaml": programme("  - routine: b\n    per_week: 2\n", revision="2")})
    made = Library.read([Folder(bundled, "bundled"), Folder(own, "own")])
    assert made.programmes["plan"].revision == 2
    assert (made.origins["plan"], [each.id for each in made.overrides]) == ("own", ["plan"])
