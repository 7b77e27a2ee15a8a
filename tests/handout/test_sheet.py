from __future__ import annotations

from dataclasses import fields, replace
from datetime import time
from typing import TYPE_CHECKING

import pytest

from coach.handout.sheet import programme_sheet, rhythm, sheet
from coach.handout.words import languages, words
from coach.routine.plan import Side, Sides
from coach.routine.programme import Item, Rhythm
from coach.safety.adapt import Adapted
from coach.safety.profile import Profile
from coach.safety.shelf import Shelf
from tests.routine import texts

if TYPE_CHECKING:
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


def test_rests_are_told_only_where_there_are_any(shelve: Shelve) -> None:
    """Getting ready and changing sides take time too, and are no rests."""
    shelf = shelve(texts.exercise("wave"), texts.exercise("curl", dose="{reps: 2, hold: 10 s, rest: 5 s}"))
    made = [sheet(shelf.library, name, Sides(), shelf.adapt(name)) for name in ("wave", "curl")]
    assert [row.has_rests for one in made for row in one.rows] == [False, True]


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


@pytest.mark.parametrize("often", [0, 7])
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
            "Mon, Wed · 2–3 × a day · at least 2 h apart",
        ),
        (Item("a", "A", 60, Rhythm.PER_WEEK, per_week=(3, 5)), "3–5 days a week"),
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
        assert [row.number for row in made.rows] == list(range(1, len(made.rows) + 1))
        assert all(part.when for part in made.parts)
        assert [tick.label for tick in made.ticks] == [item.title for item in regimen.items]
        assert made.with_times(3) == made


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
