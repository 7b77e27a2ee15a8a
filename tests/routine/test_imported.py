"""Files made of pasted text: what was understood, guessed and not understood stands at its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import paths
from coach.figure.check import check_all
from coach.figure.known_poses import known
from coach.routine import imported, paste, paste_sheet
from coach.routine.library import Folder, Library
from coach.routine.paste_poses import POSES
from coach.routine.source import Source
from tests.routine.test_paste import TABLE
from tests.routine.test_paste_sheet import SHEETS

LIBRARY = Library.read([Folder(paths.bundled_routines(), "bundled")], pages=paths.pages())
LEFT_TO_THE_AUTHOR = {
    *("draft-unfinished", "no-motion", "hold-too-long", "strength-too-often", "colour-without-brand"),
}


def file_of(text: str) -> str:
    """The file of a text with one exercise."""
    ((_, file),) = imported.files(paste_sheet.sheet(text))
    return file


def test_every_draft_is_a_file_without_errors() -> None:
    """What is written of a phrasing can be played at once; only what the writer asked for is warned about."""
    wrong = {}
    for text, *_ in TABLE:
        found = check_all(Source(Path("draft.yaml"), imported.exercise(paste.draft(text))), LIBRARY)
        wrong[text] = {each.code for each in found} - LEFT_TO_THE_AUTHOR
    assert {text: codes for text, codes in wrong.items() if codes} == {}


@pytest.mark.parametrize("text", [text for text, _ in SHEETS.values()], ids=SHEETS)
def test_a_sheet_makes_files_without_errors(text: str) -> None:
    """Every exercise of a sheet can be played, and several have a routine that names them."""
    made = imported.files(paste_sheet.sheet(text))
    exercises = [file for _, file in made if "type: exercise" in file]
    for file in exercises:
        found = check_all(Source(Path("draft.yaml"), file), LIBRARY)
        assert {each.code for each in found} <= LEFT_TO_THE_AUTHOR, file
    if len(exercises) > 1:
        routine = made[-1][1]
        assert "type: routine" in routine
        assert all(f"- exercise: {name}" in routine for name, _ in made[:-1])


def test_a_draft_says_what_was_understood_guessed_and_left_over() -> None:
    """Every value stands beside the words it was read from; a guess says that it is one, the pose too."""
    file = file_of("Wrist stretch\nRest the arm. slowly\nBend the hand. Hold 30, every hour")
    assert 'kind: stretch   # from "stretch"\n' in file
    assert 'hold: 30 s   # guessed: please look; from "Hold 30"' in file
    assert "side: each   # guessed: please look; not said" in file
    assert file.count("- pose: straight   # guessed: please look") == 2
    assert '    cue: Rest the arm\n  # NOT UNDERSTOOD: "slowly"\n  - do: Bend the hand.' in file
    assert '  hold: 30 s   # guessed: please look; from "Hold 30"\n  # NOT UNDERSTOOD: "every hour"\n' in file
    assert "Not understood: slowly; every hour." in file


def test_not_if_it_hurts_is_never_lost() -> None:
    """It is a caution in the author's words, a reason to stop beside Coach's own, and no part of a step."""
    file = file_of("Calf stretch\nStep one leg back, heel down, not if it hurts. 3 x 30 s")
    assert "  - do: Step one leg back, heel down.\n" in file
    assert "caution: Not if it hurts.   # from" in file
    assert "stop_if: It hurts, or tingling starts.   # from" in file
    assert "“tingling starts” is added: please look" in file


def test_a_bound_on_pain_above_coachs_own_is_marked() -> None:
    """The therapist's number stays, with the remark that Coach asks people to stop earlier."""
    file = file_of("Putty squeeze 3x10, stop if pain > 4/10")
    assert 'stop_if: Pain > 4/10.   # from "stop if pain > 4/10"; Coach itself asks people to stop' in file


def test_a_cue_that_cannot_be_made_is_asked_for() -> None:
    """A long sentence gets a comment in the place of half a cue."""
    file = file_of("Calf stretch 30 s\nSit on the edge of a firm chair with your feet flat on the floor.")
    assert "    # cue: at most six words, said while doing it\n" in file


def test_same_names_get_numbers() -> None:
    """Two exercises of one name, and a sheet called as an exercise, are files of their own."""
    sheet = paste_sheet.sheet("- Calf stretch 3 x 30 s\n- Calf stretch 2 x 20 s")
    names = [name for name, _ in imported.files(sheet, "Calf stretch")]
    assert names == ["calf-stretch", "calf-stretch-2", "calf-stretch-3"]


def test_an_id_that_is_taken_is_left_alone() -> None:
    """A pasted exercise does not stand in for another one unnoticed."""
    sheet = paste_sheet.sheet("- Ankle pumps x10\n- Calf stretch 3 x 30 s")
    names = [name for name, _ in imported.files(sheet, taken={"ankle-pumps", "my-exercises"})]
    assert names == ["my-ankle-pumps", "calf-stretch", "my-exercises-2"]


def test_words_about_no_exercise_stand_in_the_routine() -> None:
    """What is above all exercises and is not understood is marked in their routine, and told."""
    sheet = paste_sheet.sheet("Hand plan\nfor 6 weeks\n- Fist to fan 10 reps\n- Wrist circles x10")
    _, routine = imported.files(sheet)[-1]
    assert "title: Hand plan\n" in routine
    assert '# NOT UNDERSTOOD: "for 6 weeks"' in routine
    assert imported.told_of(sheet)[-1] == "NOT UNDERSTOOD, above or below the exercises: for 6 weeks"


def test_what_was_read_is_told() -> None:
    """The same is said in lines, for the terminal and for the window."""
    told = imported.told(paste.draft("Wrist stretch 3 x 30 s, slowly, not if it hurts"))
    assert told.lines() == [
        "Wrist stretch",
        "  understood: stretch, wrist, repetitions 3, hold 30 s",
        "  guessed, please look: side each, the pose, what to do is missing",
        "  take care: not if it hurts",
        "  NOT UNDERSTOOD: slowly",
    ]


def test_an_exercise_for_later_is_not_in_the_routine() -> None:
    """It has a file of its own with the condition as a caution; the routine says why it is not there."""
    sheet = paste_sheet.sheet("- Fist to fan 10 reps\n- Thumb press 3x10\n  Start wk 3\n- Wrist circles x10")
    made = dict(imported.files(sheet))
    assert "- exercise: thumb-press" not in made["my-exercises"]
    assert '# LEFT OUT: thumb-press, of which is said "Start wk 3".' in made["my-exercises"]
    assert "caution: Start wk 3.   # from" in made["thumb-press"]
    assert '# NOT UNDERSTOOD: "Start wk 3"' in made["thumb-press"]
    assert "do: Start" not in made["thumb-press"]
    assert "LEFT OUT OF THE ROUTINE, to begin later: Thumb press (Start wk 3)." in imported.told_of(sheet)


def test_where_every_exercise_begins_later_there_is_no_routine() -> None:
    """A routine that could be started today would have nothing in it."""
    sheet = paste_sheet.sheet("From week 4:\n- Fist to fan 10 reps\n- Wrist circles x10")
    assert [name for name, _ in imported.files(sheet)] == ["fist-to-fan", "wrist-circles"]
    assert imported.told_of(sheet)[-1].endswith("There is no routine yet.")


def test_no_file_says_who_the_patient_is() -> None:
    """A file may be passed on: what was left out for that is told, and stands in none."""
    sheet = paste_sheet.sheet(
        "Patient: Mrs Kern\nDx: tendon repair\nHosp no 4711\n- Fist to fan 10 reps\n- Wrist circles x10"
    )
    written = "".join(text for _, text in imported.files(sheet))
    assert not any(each in written for each in ("Kern", "repair", "4711"))
    assert imported.told_of(sheet)[-1] == (
        "LEFT OUT OF THE FILES, as they may be passed on: "
        "Patient: Mrs Kern · Dx: tendon repair · Hosp no 4711"
    )


def test_names_of_poses_are_frames() -> None:
    """Each pose that a line names is a step, and what the figure shows then; nothing of it is guessed."""
    file = file_of("Tendon glides 10x\nStraight - hook - full fist")
    assert "    - pose: straight\n    - pose: hook-fist\n    - pose: full-fist\n" in file
    assert "  - do: Hook.\n    cue: Hook\n" in file
    assert "the pose" not in " ".join(imported.told(paste.draft("Glide 10x\nHook, fist")).guessed)


def test_every_name_of_a_pose_is_one_of_coachs() -> None:
    """The names that are read are of poses the figure has."""
    assert set(POSES.values()) <= set(known("hand"))


ABBREVIATIONS = {
    "QOD": "every other day",
    "prn": "as needed",
    "for 6/52": "6/52",
    "2/7": "2/7",
    "10'": "10 min",
    "10''": "10 s",
    "OD": "once a day",
    "mane": "mane",
    "nocte": "nocte",
    "mane/nocte": "twice a day",
    "slow": "slow",
    "10 slow circles": "slow circles",
    "Splint on at night": "Splint on at night",
}


@pytest.mark.parametrize(("short", "said"), ABBREVIATIONS.items())
def test_no_abbreviation_vanishes_from_what_is_told(short: str, said: str) -> None:
    """It is understood, or given back as it was written."""
    told = "\n".join(imported.told_of(paste_sheet.sheet(f"Wrist stretch\n{short}")))
    assert said.lower() in told.lower()


def test_a_warning_is_never_the_only_step() -> None:
    """Where nothing says what to do, that is asked for."""
    file = file_of("Fist making 3x10\n! No forced stretch")
    mark = "guessed: please look; what to do is missing: write it in whole sentences"
    assert f"steps:   # {mark}\n  - do: Fist making.\n" in file
    assert "caution: No forced stretch." in file


def vanished(text: str) -> set[str]:
    """The words of a text that stand in none of the files made of it, numbers of a list aside."""
    sheet = paste_sheet.sheet(text)
    written = set(re.findall(r"[a-z0-9]+", " ".join(file for _, file in imported.files(sheet)).lower()))
    words = re.findall(r"[a-z0-9]+", re.sub(r"(?m)^\s*(?:exercise )?\d[.):]", "", text.lower()))
    return {word for word in words if word not in written and word not in paste.FILLER}


@pytest.mark.parametrize("text", [text for text, _ in SHEETS.values()], ids=SHEETS)
def test_no_word_of_a_sheet_vanishes(text: str) -> None:
    """It is a title, a step, a value, what a value was read from, or marked as not understood."""
    assert vanished(text) == set()


def test_no_word_of_a_phrasing_vanishes() -> None:
    """The same for each of the table."""
    lost = {text: vanished(text) for text, *_ in TABLE}
    assert {text: words for text, words in lost.items() if words} == {}


FRAGMENTS = [
    *(
        "Calf stretch",
        "3 x 30 s",
        "each leg",
        "twice daily",
        "not if it hurts",
        "slowly",
        "Stand facing a wall.",
    ),
    *(
        "2 sets of 10",
        "rest 30 s",
        "for 6 weeks",
        "Keep the heel down",
        "stop if pain > 4/10",
        "every hour",
        "BD",
    ),
    *(
        "with a towel",
        "hold 5 s",
        "tempo 3-1-3-0",
        "as tolerated",
        "10 breaths",
        "5 kg",
        "left",
        "both hands",
        "daily",
    ),
]


@given(
    st.lists(
        st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from([", ", ". ", "\n", " ", " - "])), min_size=1
    )
)
def test_no_word_vanishes_however_it_is_put_together(parts: list[tuple[str, str]]) -> None:
    """In any order, said twice or against each other: what does not fit is given back."""
    text = "Wrist bend\n" + "".join(words + mark for words, mark in parts)
    assert vanished(text) == set()


@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            ["calf", "3", "x", "30 s", "each leg", "daily", "-", ".", "hold", "\n", "not if it hurts", "1."]
        )
    ).map(" ".join)
)
def test_any_text_gives_files_without_errors(text: str) -> None:
    """Whatever is pasted, nothing is raised, and what is written of it has no errors."""
    for draft in paste_sheet.drafts(text):
        file = imported.exercise(draft)
        found = check_all(Source(Path("draft.yaml"), file), LIBRARY)
        assert [each for each in found if each.is_error] == [], file


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Calf stretch 3 x 30 s\nStop if there is numbness or increased swelling!",
            "stop_if: There is numbness or increased swelling, or ",
        ),
        ("Calf stretch 3 x 30 s\nStop if it hurts?!", "stop_if: It hurts, or tingling starts.   #"),
    ],
)
def test_reasons_to_stop_are_joined_without_the_marks_that_ended_them(text: str, said: str) -> None:
    """An exclamation mark before a comma is nobody's sentence."""
    assert said in file_of(text)


def test_a_clause_with_a_mark_of_its_own_gets_no_second_one() -> None:
    """Each becomes a sentence that ends once."""
    assert imported.sentences(["not if it hurts!", "take care."]) == "Not if it hurts. Take care."
