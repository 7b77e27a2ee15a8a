from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, time
from typing import TYPE_CHECKING, Any

import pytest

from coach.handout.often import Tick, begins, rhythm
from coach.handout.sheet import programme_sheet, sheet
from coach.handout.words import languages, words
from coach.routine.comparison import Comparison
from coach.routine.plan import Side, Sides
from coach.routine.programme import Item, Progress, Rhythm
from coach.routine.programme_course import Course
from coach.safety.adapt import Adapted
from coach.safety.profile import Profile
from coach.safety.shelf import Shelf
from tests.routine import texts

if TYPE_CHECKING:
    from coach.routine.programme import Regimen
    from tests.handout.conftest import Shelve

STEPS = """
    - exercise: wave
      for: 30 s
      hold: 10 s
      reps: 2
      note: Slowly.
"""


def test_a_sheet_says_what_the_player_will_do(shelve: Shelve) -> None:
    """Amount, sides and length come from the compiled plan."""
    shelf = shelve(
        texts.exercise("wave"), texts.routine(STEPS, revision=4, author="{name: Ada, credential: PT}")
    )
    made = sheet(shelf.library, "session", Sides(), shelf.adapt("session"))
    (row,) = made.rows
    assert (row.amount, row.sides, row.lasts, row.note) == ("2 × hold 10 s", "each side", "1 min", "Slowly.")
    assert row.is_each_side
    assert (made.author, made.revision, made.lasts) == ("Ada, PT", 4, "1 min in all")


def test_a_side_of_ones_own_shows_in_the_picture(shelve: Shelve) -> None:
    """Who writes with the left hand gets the left hand drawn."""
    shelf = shelve(texts.exercise("wave"), texts.routine(STEPS.replace("note", "side: writing\n      note")))
    left = sheet(shelf.library, "session", Sides(writing=Side.LEFT), shelf.adapt("session"))
    right = sheet(shelf.library, "session", Sides(writing=Side.RIGHT), shelf.adapt("session"))
    assert [row.mirrored for one in (left, right) for row in one.rows] == [True, False]


def test_a_sheet_speaks_its_routines_language(shelve: Shelve) -> None:
    """A German routine has German words around it."""
    shelf = shelve(texts.exercise("wave"), texts.routine(STEPS, language="de"))
    made = sheet(shelf.library, "session", Sides(), shelf.adapt("session"))
    assert made.rows[0].amount == "2 × 10 s halten"
    assert made.lasts == "insgesamt 1 min"


def test_paper_says_for_whom_it_is_not(bundled: Shelf) -> None:
    """Paper comes into other hands: whatever would take something out of it is named, by the kind too."""
    name = bundled.written.conditions["DVT"].name
    alone = sheet(bundled.library, "wrist-flexor-stretch", Sides(), bundled.adapt("wrist-flexor-stretch"))
    assert alone.not_for[0] == name
    assert (
        sheet(bundled.library, "writer-break-5", Sides(), bundled.adapt("writer-break-5")).not_for[0] == name
    )
    regimen = next(each for each in bundled.index.regimens if each.id == "night-cramp-six-weeks")
    assert name in programme_sheet(bundled.library, regimen, Sides()).not_for
    gentle = sheet(bundled.library, "toe-wiggle", Sides(), bundled.adapt("toe-wiggle"))
    assert gentle.not_for == ()


def test_what_was_answered_is_not_asked_again_on_paper(bundled: Shelf) -> None:
    """What a person ticked stands with what it changed, and not in the list once more."""
    ticked = Shelf.of(bundled.written, Profile(frozenset({"BALANCE"})))
    made = sheet(ticked.library, "after-run-feet", Sides(), ticked.adapt("after-run-feet"))
    assert made.changes
    assert bundled.written.conditions["BALANCE"].name not in made.not_for


def test_names_of_conditions_stay_among_english_words(shelve: Shelve) -> None:
    """They are there in English alone, so a German hand-out has none."""
    shelf = shelve(texts.exercise("wave", kind="massage"), texts.routine(STEPS, language="de"))
    assert sheet(shelf.library, "session", Sides(), shelf.adapt("session")).not_for == ()


def test_rests_are_told_with_their_lengths(shelve: Shelve) -> None:
    """Between repetitions, between sets, at the end of a slot and after an item: each as the plan has it."""
    steps = """
    - {exercise: wave, side: right, sets: 2, reps: 2, hold: 10 s, rest: 5 s, rest_between_sets: 1 min}
    - {exercise: curl, side: right, for: 60 s, tempo: 2-0-2-0, reps: 5}
    - rest: 20 s
    - {exercise: wave, side: right, for: 60 s, get_ready: 0 s, hold: 10 s, reps: 4}
"""
    shelf = shelve(texts.exercise("wave"), texts.exercise("curl"), texts.routine(steps))
    made = sheet(shelf.library, "session", Sides(), shelf.adapt("session"))
    assert [row.rests for row in made.rows] == [
        "rest 5 s · rest 1 min between sets",
        "rest 35 s at the end · then rest 20 s",
        "rest 7 s",
    ]


def test_getting_ready_is_no_rest(shelve: Shelve) -> None:
    """Getting ready and changing sides take time too."""
    shelf = shelve(texts.exercise("wave"))
    assert [row.rests for row in sheet(shelf.library, "wave", Sides(), shelf.adapt("wave")).rows] == [""]


@pytest.mark.parametrize(
    ("dose", "said", "line"),
    [
        ("per_day: 3, days: daily", "Every day · 3 times a day", Tick(often=3)),
        ("days: every other day", "Every other day", Tick(note="Every other day")),
        ("per_week: 2-3", "2–3 days a week", Tick(note="2–3 days a week")),
        ('days: "mon, fri"', "Mon, Fri", Tick(days=(0, 4))),
        ("hold: 5 s", "", Tick()),
    ],
)
def test_an_exercises_own_days_are_on_paper(shelve: Shelve, dose: str, said: str, line: Tick) -> None:
    """In its row and in the grid, by itself and in a routine of such exercises."""
    dosed = f"{{duration: 20 s, {dose}}}" if "hold" not in dose else f"{{{dose}}}"
    shelf = shelve(texts.exercise("wave", dose=dosed), texts.routine("\n    - {exercise: wave, for: 60 s}\n"))
    for identity in ("wave", "session"):
        made = sheet(shelf.library, identity, Sides(), shelf.adapt(identity))
        assert [row.often for row in made.rows] == [said]
        assert made.ticks == (line,)
        assert sheet(shelf.library, identity, Sides(), shelf.adapt(identity), 2).ticks[0].often == 2


def test_a_routine_of_unlike_exercises_is_ticked_once_a_day(shelve: Shelve) -> None:
    """Whose days differ, each row says its own, and none speaks for the whole."""
    steps = "\n    - {exercise: wave, for: 60 s}\n    - {exercise: curl, for: 60 s}\n"
    dosed = texts.exercise("wave", dose="{duration: 20 s, per_day: 3}")
    shelf = shelve(dosed, texts.exercise("curl"), texts.routine(steps))
    made = sheet(shelf.library, "session", Sides(), shelf.adapt("session"))
    assert [row.often for row in made.rows] == ["Every day · 3 times a day", ""]
    assert made.ticks == (Tick(),)


@pytest.mark.parametrize(("days", "weeks"), [(0, 2), (42, 6), (10, 2), (365, 12)])
def test_a_programme_has_its_own_weeks_to_tick(bundled: Shelf, days: int, weeks: int) -> None:
    """As many as it goes on for, up to twelve; two where it has no end."""
    regimen = replace(bundled.index.regimens[0], length=days)
    assert programme_sheet(bundled.library, regimen, Sides()).weeks == weeks


@pytest.mark.parametrize("weeks", [0, 27])
def test_weeks_to_tick_have_bounds(shelve: Shelve, weeks: int) -> None:
    """Half a year is the most."""
    shelf = shelve(texts.exercise("wave"))
    made = sheet(shelf.library, "wave", Sides(), shelf.adapt("wave"))
    with pytest.raises(ValueError, match="room for 1 to 26"):
        made.with_weeks(weeks)


@pytest.mark.parametrize("often", [-1, 7])
def test_a_day_has_room_for_so_many_boxes(shelve: Shelve, often: int) -> None:
    """More boxes than there is room for are refused."""
    shelf = shelve(texts.exercise("wave"))
    with pytest.raises(ValueError, match="room for 1 to 6"):
        sheet(shelf.library, "wave", Sides(), shelf.adapt("wave"), often)


def test_every_language_has_all_its_words() -> None:
    """No language lacks a text, and each has as many red flags as the page in Learn."""
    english = words("en")
    assert [len(lines) for _, lines in english.help_lists] == [12, 7]
    for language in languages():
        said = words(language)
        assert all(getattr(said, one.name) for one in fields(said))
        assert [len(lines) for _, lines in said.help_lists] == [12, 7]
        assert len(said.days) == 7


def test_a_language_without_words_of_its_own_gets_english() -> None:
    """An unknown language falls back; a region takes its language's words."""
    assert words("xx") == words("en")
    assert words("de-AT") == words("de")


def test_each_bundled_routine_has_a_sheet(bundled: Shelf) -> None:
    """Every routine that comes with Coach has at least one item on paper, each with an amount."""
    for identity in bundled.library.routines:
        made = sheet(bundled.library, identity, Sides(), bundled.adapt(identity))
        assert made.rows
        assert all(row.amount for row in made.rows)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (Item("a", "A", 60), "Every day"),
        (
            Item("a", "A", 60, days=(0, 2), per_day=(2, 3), apart=7200),
            "Mon, Wed · 2–3 times a day · at least 2 h apart",
        ),
        (Item("a", "A", 60, Rhythm.PER_WEEK, per_week=(3, 5)), "3–5 days a week"),
        (Item("a", "A", 60, Rhythm.PER_WEEK, per_week=(1, 1), days=(5, 6)), "1 day a week · Sat, Sun"),
        (
            Item("a", "A", 60, Rhythm.EVERY_OTHER_DAY, start=time(6), end=time(21)),
            "Every other day · 06:00–21:00",
        ),
        (Item("a", "A", 60, at=(time(9), time(12, 30))), "Every day · 09:00, 12:30"),
        (Item("a", "A", 60, Rhythm.AS_NEEDED, per_day=(3, 3)), "As needed"),
    ],
)
def test_a_rhythm_in_words(item: Item, said: str) -> None:
    """Days, how often, how far apart and when, as far as the author says."""
    assert rhythm(item, words("en")) == said


def test_a_programme_is_one_hand_out(bundled: Shelf) -> None:
    """Every item of each bundled programme is on it with its steps, numbered through, with boxes to tick."""
    for regimen in bundled.index.regimens:
        made = programme_sheet(bundled.library, regimen, Sides())
        assert [part.title for part in made.parts] == [item.title for item in regimen.items]
        assert [bool(part.begins) for part in made.parts] == [bool(item.follows) for item in regimen.items]
        assert [row.number for row in made.rows] == list(range(1, len(made.rows) + 1))
        assert all(part.when for part in made.parts)
        assert [tick.label for tick in made.ticks] == [
            item.title for item in regimen.items if not item.follows
        ]
        assert made.with_times(3) == made


RULE = Progress("next", (("pain", Comparison("<=", 2)),), days=14)
FIRST = Item("first", "First", 60, progress=RULE)


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        ({}, "pain is 2 or less out of 10 for 2 weeks"),
        (
            {"needs_approval": True, "days": 7},
            "pain is 2 or less out of 10 for 1 week, and once your therapist has agreed",
        ),
        (
            {"sessions": 6, "days": 10},
            "pain is 2 or less out of 10 in the last 6 sessions and for 10 days",
        ),
        (
            {"sessions": 1, "days": 0, "bounds": (*RULE.bounds, ("effort", Comparison("<", 4.5)))},
            "pain is 2 or less out of 10 and effort is under 4.5 out of 10 in the last session",
        ),
    ],
)
def test_what_must_come_first_in_words(progress: dict[str, Any], said: str) -> None:
    """The item it follows, the author's bounds, over how much they must hold, and whose word is needed."""
    lead = replace(FIRST, progress=replace(RULE, **progress))
    assert begins(lead, words("en")) == f"Not yet: only after First, when {said}"


def test_what_must_come_first_in_german() -> None:
    """The order of the words is the language's own."""
    lead = replace(FIRST, progress=replace(RULE, needs_approval=True))
    assert begins(lead, words("de")) == (
        "Noch nicht: erst nach First, wenn 2 Wochen lang der Schmerz höchstens 2 von 10 ist und Ihre "
        "Therapeutin oder Ihr Therapeut zugestimmt hat"
    )


def _following(bundled: Shelf) -> tuple[Regimen, Item, Item]:
    """The one bundled programme in which something follows, what goes before first, and last what follows."""
    regimen = next(one for one in bundled.index.regimens if any(item.follows for item in one.items))
    then = next(item for item in regimen.items if item.follows)
    lead = next(item for item in regimen.items if item.id == then.follows)
    return regimen, lead, then


def test_what_follows_stands_after_it_and_is_not_ticked(bundled: Shelf) -> None:
    """Wherever the author wrote it: nobody begins on paper what their therapist has not agreed to."""
    regimen, lead, then = _following(bundled)
    other = Item("ankle-pumps", "Ankle pumps", 60)
    made = programme_sheet(bundled.library, replace(regimen, items=(then, lead, other)), Sides())
    assert [part.title for part in made.parts] == [lead.title, then.title, other.title]
    assert [part.begins for part in made.parts] == ["", begins(lead, words("en")), ""]
    assert made.parts[1].when.startswith("From then on, in its place: 3 days a week")
    assert [tick.label for tick in made.ticks] == [lead.title, other.title]


def test_who_has_moved_on_gets_what_follows_on_paper(bundled: Shelf) -> None:
    """What went before is over and left out; what follows is ticked as any other."""
    regimen, lead, then = _following(bundled)
    moved = Course(begun=date(2026, 11, 1), moved={lead.id: date(2026, 11, 20)})
    made = programme_sheet(bundled.library, regimen, Sides(), moved)
    assert [(part.title, part.begins) for part in made.parts] == [(then.title, "")]
    assert [tick.label for tick in made.ticks] == [then.title]


def test_boxes_stand_on_an_items_own_days(bundled: Shelf) -> None:
    """Named days have boxes; where the person chooses the days, all have, and the line says how many."""
    regimen = bundled.index.regimens[0]
    first = replace(regimen.items[0], days=(0, 2, 4), rhythm=Rhythm.WEEKDAYS)
    often = replace(first, rhythm=Rhythm.PER_WEEK, per_week=(2, 3), days=tuple(range(7)))
    other = replace(often, rhythm=Rhythm.EVERY_OTHER_DAY)
    for item, days, note in (
        (first, (0, 2, 4), ""),
        (often, tuple(range(7)), "2–3 days a week"),
        (other, tuple(range(7)), "Every other day"),
    ):
        (line,) = programme_sheet(bundled.library, replace(regimen, items=(item,)), Sides()).ticks
        assert (line.days, line.note) == (days, note)


def test_a_first_day_is_told_and_its_week_counted(bundled: Shelf) -> None:
    """Four weeks from a Wednesday on touch five weeks of the calendar."""
    regimen = replace(bundled.index.regimens[0], starts=date(2026, 11, 25), length=28)
    made = programme_sheet(bundled.library, regimen, Sides())
    assert made.lasts == "starts on 25 Nov 2026 · for 4 weeks"
    assert (made.starts, made.weeks) == (date(2026, 11, 25), 5)


def test_what_is_ruled_out_of_a_programme_is_told(bundled: Shelf) -> None:
    """An item that is not for this person is left out, with the reason."""
    regimen = bundled.index.regimens[0]
    first, *others = regimen.items
    barred = replace(regimen, items=(replace(first, barred="Not now."), *others))
    made = programme_sheet(bundled.library, barred, Sides())
    assert first.title not in [part.title for part in made.parts]
    assert made.changes == (f"{first.title} is left out. Not now.",)


def test_every_answer_of_a_cramp_is_on_paper(bundled: Shelf) -> None:
    """Nobody is asked there, so no toe that pulls up is led the way of one that curls; nothing is to tick."""
    made = sheet(bundled.library, "rescue-toe", Sides(), bundled.adapt("rescue-toe"))
    ways = {part.title: [row.exercise for row in part.rows] for part in made.parts}
    question = "Which way is the toe pulled? – "
    assert ways[f"{question}Curling down"] == ["relief-toes-curling"]
    assert ways[f"{question}Pulling up or crossing"] == ["relief-toes-lifting"]
    assert [row.number for row in made.rows] == [1, 2, 2, 3, 4, 5]  # as the player counts them
    again = {row.exercise for row in made.rows if row.again}
    assert again == {"relief-toes-curling", "relief-toes-lifting"}
    assert made.limit == "If it lasts 10 min, get medical help today."
    assert made.lasts == ""


def test_fast_breathing_is_an_emergency_on_paper_too(bundled: Shelf) -> None:
    """Its limit leads to the emergency number."""
    written = Shelf.of(bundled.written, Profile(confirmed=frozenset({"rescue-breathing-spasm"})))
    made = sheet(written.library, "rescue-breathing-spasm", Sides(), Adapted(None))
    assert made.limit == "If it is no better in 5 min, call your emergency number."
