"""Whole sheets as therapists hand them out: where each exercise begins, and what is said about all."""

# ruff: noqa: E501 - a phrasing stands in one piece

from __future__ import annotations

import pytest

from coach.routine import paste_sheet
from coach.routine.paste import LONGEST

SHEETS = {
    "bullets": ("My plan\n- Calf stretch 3 x 30 s\n  Keep the heel down.\n- Heel raises 3 x 10\n", 2),
    "numbers": ("1. Calf stretch 30 s\n2) Heel raises 3 x 10", 2),
    "numbers in words": ("Exercise 1: Calf stretch\n3 x 30 s\n\nExercise 2: Heel raises\n3 x 10", 2),
    "boxes and odd bullets": ("☐ Calf stretch 3 x 30 s\n☐ Heel raises 3 × 10", 2),
    "empty lines": ("Calf stretch 3 x 30 s\nKeep the heel down.\n\nHeel raises 3 x 10", 2),
    "lines alone": ("Calf stretch 3x30s\nHeel raises 3x10", 2),
    "names above their text": (
        "Calf stretch\n\nStand facing a wall. Hold for 30 seconds.\n\nHeel raises\n\nRise up. Repeat 10 times.",
        2,
    ),
    "bullets below a name": (
        "CALF STRETCH\n- Stand facing a wall\n- Hold 30 sec\n- Repeat 3x\n\nHEEL RAISES\n- Rise up slowly\n- 3x10",
        2,
    ),
    "bullets below a number": (
        "1. Calf stretch\n   - Stand facing a wall\n   - 3x30s\n2. Heel raises\n   - Rise up slowly\n   - 3x10",
        2,
    ),
    "a table": (
        "Exercise        Sets  Reps  Hold  Frequency\nCalf stretch    1     3     30s   2x daily\nHeel raises     3     10    -     daily",
        2,
    ),
    "a table with bars": (
        "| Exercise | Sets | Reps |\n|---|---|---|\n| Calf stretch | 1 | 3 |\n| Heel raises | 3 | 10 |",
        2,
    ),
    "a table from a spreadsheet": ("Exercise\tReps\tHold\nCalf stretch\t3\t30 s\nHeel raises\t10\t", 2),
    "names that are not known": ("Calf stretch 3x30s\nHeel raises 3x10\nXYZ 2x15", 3),
    "numbered steps of one": (
        "Calf stretch\n1. Stand facing a wall.\n2. Step back.\n3 x 30 s, twice daily",
        1,
    ),
}


@pytest.mark.parametrize(("text", "several"), SHEETS.values(), ids=SHEETS)
def test_exercises_are_told_apart(text: str, several: int) -> None:
    """However a sheet parts them, each exercise has its own name and amount."""
    drafts = paste_sheet.drafts(text)
    assert [each.title.lower() for each in drafts] == ["calf stretch", "heel raises", "xyz"][:several]
    assert all(each.value("reps") or each.value("hold") for each in drafts)


def test_text_without_words_has_no_exercise() -> None:
    """Nothing is made of nothing."""
    assert paste_sheet.drafts(" \n ") == []


def test_what_is_said_above_and_below_is_said_about_each() -> None:
    """How often holds where an exercise says nothing itself; a warning holds for every one."""
    sheet = paste_sheet.sheet(
        "Home exercise programme\nName: Alex\nDaily for 6 weeks\n\n"
        "• Ankle pumps x10 BD\n• Calf stretch 3 x 30 s\n\nStop if you feel sharp pain."
    )
    pumps, stretch = sheet.drafts
    assert sheet.title == "Home exercise programme"
    assert [each.words for each in sheet.left] == ["for 6 weeks"]
    assert (pumps.value("per_day"), stretch.value("per_day")) == ("2", "1")
    assert pumps.value("stop_if") == stretch.value("stop_if") == "you feel sharp pain"
    assert stretch.words("stop_if") == "Stop if you feel sharp pain (said about all)"


def test_columns_of_a_table_are_read_by_their_heads() -> None:
    """A number below `Sets` is the sets, one below `Hold` a hold; an empty cell says nothing."""
    stretch, raises = paste_sheet.drafts(SHEETS["a table"][0])
    keys = ("sets", "reps", "hold", "per_day")
    assert [stretch.value(key) for key in keys] == ["1", "3", "30 s", "2"]
    assert [raises.value(key) for key in keys] == ["3", "10", "", "1"]
    assert [each.unclear for each in (stretch, raises)] == [[], []]


def test_a_line_of_amounts_is_no_table() -> None:
    """`Hold: 10 sec   Reps: 10` belongs to the exercise above it."""
    (stretch,) = paste_sheet.drafts("1) Fascia stretch\nSit down.\nHold: 10 sec   Reps: 10   Sets: 1")
    assert [stretch.value(key) for key in ("sets", "reps", "hold")] == ["1", "10", "10 s"]


@pytest.mark.parametrize(
    "line", ["Splint on at night", "Wear your night splint", "3. Splint off for exercises"]
)
def test_what_is_worn_is_no_exercise(line: str) -> None:
    """It is nothing to do for a while, and is told instead."""
    sheet = paste_sheet.sheet(f"1. Fist to fan 10 reps\n2. Wrist circles x10\n\n{line}")
    assert [each.title for each in sheet.drafts] == ["Fist to fan", "Wrist circles"]
    words = line.removeprefix("3. ")
    told = [each.words for each in (*sheet.left, *sheet.drafts[-1].left)]
    assert words in told
    assert not any(each.steps for each in sheet.drafts)


def test_a_week_is_no_title() -> None:
    """What is for one week only is told, as a routine has no weeks."""
    sheet = paste_sheet.sheet("Week 1-2:\n- Toe yoga 2 x 10\n\nWeek 3-4:\n- Heel raises 3 x 8")
    assert sheet.title == ""
    assert [each.words for each in sheet.left] == ["Week 1-2", "Week 3-4"]


def test_a_warning_below_the_last_exercise_is_for_all() -> None:
    """Where a warning could be about the last exercise or about all, it is taken for all."""
    first, last = paste_sheet.drafts("1) Fist to fan 10 reps\n2) Wrist circles x10\nNot if it hurts.")
    assert first.value("stop_if") == last.value("stop_if") == "it hurts"


def test_a_letter_is_no_exercise() -> None:
    """Greetings are no step, and as they name people, they are kept for no file."""
    sheet = paste_sheet.sheet("Dear Alex,\n- Calf stretch 3 x 30 s\n- Heel raises 3 x 10\nBest wishes, Anna")
    assert [each.steps for each in sheet.drafts] == [[], []]
    assert sheet.people == ["Dear Alex,", "Best wishes, Anna"]
    assert sheet.left == []


PEOPLE = [
    "Patient: Mrs K    DOB: 1/2/60",
    "Patient - Anna Kern",
    "Pt: J. Smith",
    "Dx: flexor tendon repair zone 2",
    "DOB 01/02/1960",
    "D.O.B.: 1.2.60",
    "Date of birth: 1 Feb 1960",
    "Hosp no 12345",
    "Hospital number: A12345",
    "NHS no. 943 476 5919",
    "MRN 5577",
    "Name: Alex Palm",
    "Age: 64",
    "Op: 3/4/26 carpal tunnel release",
    "Surgeon: Mr Abel",
    "Dear Alex,",
    "Kind regards, Anna",
    "S/P 5th MC fracture",
]


@pytest.mark.parametrize("line", PEOPLE)
def test_what_is_about_the_patient_is_left_out(line: str) -> None:
    """Names, numbers and diagnoses stand apart from the exercises, wherever they are in a sheet."""
    for text in (f"{line}\n- Ankle pumps x10\n- Calf stretch 3 x 30 s", f"Ankle pumps x10\n{line}"):
        sheet = paste_sheet.sheet(text)
        assert sheet.people == [" ".join(line.split())]
        assert [each.title for each in sheet.drafts] == ["Ankle pumps", "Calf stretch"][: len(sheet.drafts)]
        assert not any(each.left or each.steps for each in sheet.drafts)


def test_a_name_within_a_line_is_left_out() -> None:
    """`Plan for Mrs Kern` is a plan; `Name: Calf stretch` is an exercise."""
    sheet = paste_sheet.sheet("Hand plan for Mrs A. Kern\n- Fist to fan 10 reps\n- Wrist circles x10")
    assert (sheet.title, sheet.people) == ("Hand plan", ["for Mrs A. Kern"])
    assert paste_sheet.sheet("Name: Calf stretch\n3 x 30 s").people == []


@pytest.mark.parametrize(
    "when",
    [
        "Start wk 3",
        "Start wk. 3",
        "From week 4 only",
        "Start from wk 3 if wound healed",
        "(start 4/52)",
        "Begin: week 6",
        "Not before 6 weeks post-op",
        "Start 1 week post op",
        "Start 3rd week",
        "Week 3 start",
        "Hold off until week 3",
        "Don't do this until wk 6",
        "Add in week 3",
        "Start Monday",
        "Start on 3 March",
        "Start next week",
        "From next visit",
        "from w4",
        "start @ wk 3",
        "Start in week three",
        "Not yet",
        "after week 1",
        "Do not start until week 6",
        "Once stitches out",
        "Start when surgeon agrees",
        "not before phase 2",
    ],
)
@pytest.mark.parametrize(
    "layout",
    [
        "1. Fist to fan 10 reps\n2. Thumb press 3x10\n   {}\n3. Wrist circles x10",
        "1. Fist to fan 10 reps\n2. Thumb press 3x10\n{}\n3. Wrist circles x10",
        "1. Fist to fan 10 reps\n2. Thumb press 3x10, {}\n3. Wrist circles x10",
        "Fist to fan 10 reps\n\nThumb press 3x10\n{}\n\nWrist circles x10",
        "Fist to fan 10 reps\nThumb press 3x10\n{}\nWrist circles x10",
    ],
)
def test_when_an_exercise_begins_is_nothing_to_do(when: str, layout: str) -> None:
    """Wherever it stands, it is a condition of that one exercise, kept word for word, and marked."""
    fist, thumb, wrist = paste_sheet.drafts(layout.format(when))
    words = when.strip("()")
    assert [each.value("begins") for each in (fist, thumb, wrist)] == ["", words, ""]
    assert (thumb.value("caution"), thumb.unclear, thumb.steps) == (words, [words], [])


@pytest.mark.parametrize(
    "text",
    [
        "Heel raises: start with 2 sets of 8",
        "Heel raises 3 x 10 for 6 weeks",
        "Heel raises 3 x 10. Start day 1",
        "Heel raises 3 x 10. After 2 weeks increase to 3 x 15",
        "Heel raises 3 x 10. Start in standing",
        "Heel raises 3 x 10. Add 2 kg",
        "Heel raises 3 x 10. Do not stop before 10 reps",
        "Heel raises 3 x 10, mon, wed, fri",
        "Heel raises 3 x 10. Start after a warm bath",
    ],
)
def test_what_goes_on_or_begins_now_is_no_such_condition(text: str) -> None:
    """An exercise of today stays one of today."""
    (draft,) = paste_sheet.drafts(text)
    assert draft.value("begins") == ""


def test_exercises_below_a_later_week_begin_then() -> None:
    """`Week 3-4` above exercises is said of each of them; a sheet for that week alone is for now."""
    text = "Week 1-2:\n- Toe yoga 2 x 10\n\nWeek 3-4:\n- Heel raises 3 x 8\n- Calf stretch 30 s"
    assert [each.value("begins") for each in paste_sheet.drafts(text)] == ["", "Week 3-4", "Week 3-4"]
    close = "- Toe yoga 2 x 10\nPhase 2\n- Heel raises 3 x 8"
    assert [each.value("begins") for each in paste_sheet.drafts(close)] == ["Phase 2", "Phase 2"]
    within = "- Toe yoga 2 x 10\n- Heel raises 3 x 8, wk 3+\n- Calf stretch 30 s"
    assert [each.value("begins") for each in paste_sheet.drafts(within)] == ["", "wk 3+", ""]
    alone = "Week 3\n- Heel raises 3 x 8\n- Calf stretch 30 s"
    assert [each.value("begins") for each in paste_sheet.drafts(alone)] == ["", ""]


TABLE = "Exercise        Sets  Reps  Hold\nFinger lifts    2     10    5 s\nThumb bends     1     8     -"


@pytest.mark.parametrize(
    "text",
    [
        f"Daily\n1. Fist to fan 10 reps\n2. Wrist circles x10\n\n{TABLE}\n\nStop if it hurts.",
        f"Daily\n- Fist to fan 10 reps\n- Wrist circles x10\n{TABLE}\n\nStop if it hurts.",
        f"Daily\nFist to fan 10 reps\nWrist circles x10\n\n{TABLE}\n\nStop if it hurts.",
    ],
)
def test_a_table_below_a_list_is_read_by_itself(text: str) -> None:
    """Its rows are exercises with their own amounts, and nothing of it is said to those of the list."""
    drafts = paste_sheet.drafts(text)
    assert [each.title for each in drafts] == ["Fist to fan", "Wrist circles", "Finger lifts", "Thumb bends"]
    assert [each.value("reps") for each in drafts] == ["10", "10", "10", "8"]
    assert [each.value("sets") for each in drafts] == ["", "", "2", "1"]
    assert [each.unclear for each in drafts] == [[], [], [], []]
    assert {each.value("stop_if") for each in drafts} == {"it hurts"}
    assert {each.value("per_day") for each in drafts} == {"1"}


def test_a_text_that_is_too_long_says_so() -> None:
    """What is not read any more is not left out in silence."""
    sheet = paste_sheet.sheet("Calf stretch 3 x 30 s. " + "Keep the heel down. " * (LONGEST // 10))
    assert any("20,000 characters" in each.words for each in sheet.left)
