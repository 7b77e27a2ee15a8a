"""What therapists write, and what is read of it: each phrasing was looked at and found right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import paths
from coach.figure.check import check_all
from coach.routine import drafting, paste
from coach.routine.library import Folder, Library
from coach.routine.source import Source

if TYPE_CHECKING:
    from coach.routine.paste import Draft

TABLE = [
    (
        "Calf stretch 3 x 30 s each leg, twice daily",
        "Calf stretch",
        "kind=stretch | body=calf | side=each | reps=3 | hold=30 s | per_day=2 | days=daily",
        [],
        [],
    ),
    (
        "Calf stretch: hold 30 seconds, repeat 3 times, each leg, 2x/day",
        "Calf stretch",
        "kind=stretch | body=calf | side=each | reps=3 | hold=30 s | per_day=2 | days=daily",
        [],
        [],
    ),
    (
        "Wrist flexor stretch 3x30sec each side BID",
        "Wrist flexor stretch",
        "kind=stretch | body=wrist | side=each | reps=3 | hold=30 s | per_day=2 | days=daily",
        [],
        [],
    ),
    ("Heel raises 3 x 10", "Heel raises", "kind=strengthen | body=calf | sets=3 | reps=10", [], []),
    (
        "Heel raises - 3 sets of 10, daily",
        "Heel raises",
        "kind=strengthen | body=calf | sets=3 | reps=10 | per_day=1 | days=daily",
        [],
        [],
    ),
    (
        "Heel raises 3 sets of 8-12 reps, 3 times a week",
        "Heel raises",
        "kind=strengthen | body=calf | sets=3 | reps=8-12 | per_week=3",
        [],
        [],
    ),
    (
        "Putty squeeze 10 reps x 2 sets every other day",
        "Putty squeeze",
        "kind=strengthen | body=hand | sets=2 | reps=10 | days=every other day | equipment=putty",
        [],
        [],
    ),
    (
        "Tendon glides 10 times, 3 times a day",
        "Tendon glides",
        "kind=mobilise | reps=10 | per_day=3 | days=daily",
        [],
        [],
    ),
    ("Tendon glides x 10 tds", "Tendon glides", "kind=mobilise | reps=10 | per_day=3 | days=daily", [], []),
    ("Thumb opposition 10 reps", "Thumb opposition", "kind=mobilise | body=thumb | reps=10", [], []),
    (
        "Towel scrunches, 2 sets of 15, both feet",
        "Towel scrunches",
        "kind=strengthen | body=foot | side=both | sets=2 | reps=15 | equipment=towel",
        [],
        [],
    ),
    (
        "Ankle circles 10 each direction",
        "Ankle circles",
        "kind=mobilise | body=ankle | side=each | reps=10",
        [],
        [],
    ),
    (
        "Ankle pumps 20 reps every hour",
        "Ankle pumps",
        "kind=mobilise | body=ankle | reps=20",
        [],
        ["every hour"],
    ),
    (
        "Short foot exercise: hold 5 s, 10 reps, 3 sets",
        "Short foot exercise",
        "kind=strengthen | body=arch+foot | sets=3 | reps=10 | hold=5 s",
        [],
        [],
    ),
    (
        "Short foot 3 x 10 x 5 s",
        "Short foot",
        "kind=strengthen | body=arch+foot | sets=3 | reps=10 | hold=5 s",
        [],
        [],
    ),
    (
        "Plantar fascia stretch 10 x 10 sec, 3x per day",
        "Plantar fascia stretch",
        "kind=stretch | body=arch | reps=10 | hold=10 s | per_day=3 | days=daily",
        [],
        [],
    ),
    (
        "Hold 15 s x 5, wrist extension stretch",
        "wrist extension stretch",
        "kind=stretch | body=wrist | reps=5 | hold=15 s",
        [],
        [],
    ),
    (
        "Roll a tennis ball under the foot for 2 minutes each foot",
        "Roll a tennis ball under the foot",
        "kind=massage | body=foot | side=each | duration=2 min | equipment=tennis ball",
        [],
        [],
    ),
    (
        "Massage the thumb web 1 min, morning and evening",
        "Massage the thumb web",
        "kind=massage | body=thumb | duration=1 min | per_day=2 | days=daily",
        [],
        [],
    ),
    (
        "Warm soak 10 minutes daily",
        "Warm soak",
        "kind=heat | duration=10 min | per_day=1 | days=daily",
        [],
        [],
    ),
    (
        "Neck stretch 20-30 seconds each side",
        "Neck stretch",
        "kind=stretch | body=neck | side=each | reps=1 | hold=20-30 s",
        [],
        [],
    ),
    ("Neck turns 5x each way", "Neck turns", "kind=mobilise | body=neck | side=each | reps=5", [], []),
    (
        "Isometric grip 5 x 5 s hold, rest 10 s",
        "Isometric grip",
        "kind=strengthen | body=hand | reps=5 | hold=5 s | rest=10 s",
        [],
        [],
    ),
    (
        "Wrist curls 3x12, rest 60 s between sets",
        "Wrist curls",
        "kind=strengthen | body=wrist | sets=3 | reps=12 | rest_between_sets=60 s",
        [],
        [],
    ),
    (
        "Median nerve glide 5 reps, stop if tingling increases",
        "Median nerve glide",
        "kind=nerve-glide | body=wrist | reps=5 | stop_if=tingling increases",
        [],
        [],
    ),
    ("Calf stretch 30s", "Calf stretch", "kind=stretch | body=calf | reps=1 | hold=30 s", [], []),
    (
        "Calf stretch 30 s hold x 3 both sides",
        "Calf stretch",
        "kind=stretch | body=calf | side=each | reps=3 | hold=30 s",
        [],
        [],
    ),
    (
        "Finger spread with rubber band 2 x 15",
        "Finger spread with rubber band",
        "kind=mobilise | body=fingers | sets=2 | reps=15 | equipment=rubber band",
        [],
        [],
    ),
    (
        "Big toe stretch, hold for 10 seconds, 5 reps, left foot",
        "Big toe stretch",
        "kind=stretch | body=big-toe | side=left | reps=5 | hold=10 s",
        [],
        [],
    ),
    ("Shoulder rolls 10x", "Shoulder rolls", "body=shoulders | reps=10", [], []),
    ("Shake out hands 15 seconds", "Shake out hands", "kind=mobilise | body=hand | duration=15 s", [], []),
    (
        "Single leg balance 30 sec each leg, Mon, Wed, Fri",
        "Single leg balance",
        "kind=strengthen | side=each | duration=30 s | days=mon, wed, fri",
        [],
        [],
    ),
    (
        "Single leg balance: stand on one leg for 30 seconds. Repeat on the other leg.",
        "Single leg balance",
        "kind=strengthen | side=each | duration=30 s | position=standing",
        ["Stand on one leg."],
        [],
    ),
    (
        "Heel drops off a step 3 x 15, twice a day, 7 days a week",
        "Heel drops off a step",
        "body=calf | sets=3 | reps=15 | per_day=2 | per_week=7 | days=daily | equipment=step",
        [],
        [],
    ),
    (
        "Seated calf stretch with towel. Loop the towel round the foot. Pull gently. Hold 20 s, 4 reps.",
        "Seated calf stretch with towel",
        "kind=stretch | body=calf | reps=4 | hold=20 s | position=sitting | equipment=towel",
        ["Loop the towel round the foot.", "Pull gently."],
        [],
    ),
    ("Towel pull: 4 x 20 seconds", "Towel pull", "reps=4 | hold=20 s | equipment=towel", [], []),
    (
        "Wrist stretch 2 min total",
        "Wrist stretch",
        "kind=stretch | body=wrist | reps=1 | hold=2 min",
        [],
        ["total"],
    ),
    ("Toe yoga 10 reps, alternating feet", "Toe yoga", "body=toes | side=alternate | reps=10", [], []),
    (
        "Grip ball 10 squeezes, 3 s hold",
        "Grip ball",
        "kind=strengthen | body=hand | reps=10 | hold=3 s | equipment=ball",
        [],
        [],
    ),
    (
        "Squeeze ball: 3 sets, 10 reps, 5 second hold",
        "Squeeze ball",
        "kind=strengthen | sets=3 | reps=10 | hold=5 s | equipment=ball",
        [],
        [],
    ),
    (
        "Finger extension with band: sets 3 reps 10",
        "Finger extension with band",
        "body=fingers | sets=3 | reps=10 | equipment=band",
        [],
        [],
    ),
    (
        "Calf raises, 15 reps, 2 sets, tempo 3-1-3-0",
        "Calf raises",
        "kind=strengthen | body=calf | sets=2 | reps=15 | tempo=3-1-3-0",
        [],
        [],
    ),
    (
        "Forearm massage 2-3 minutes",
        "Forearm massage",
        "kind=massage | body=forearm | duration=2-3 min",
        [],
        [],
    ),
    (
        'Hamstring stretch 3x30" R+L',
        "Hamstring stretch",
        "kind=stretch | body=thigh | side=each | reps=3 | hold=30 s",
        [],
        [],
    ),
    (
        "Prayer stretch - hold 30 sec - 3 reps - 2 times a day",
        "Prayer stretch",
        "kind=stretch | reps=3 | hold=30 s | per_day=2 | days=daily",
        [],
        [],
    ),
    (
        "Prayer stretch; 30 second hold; repeat 3; 2-3 times daily",
        "Prayer stretch",
        "kind=stretch | reps=3 | hold=30 s | per_day=2-3 | days=daily",
        [],
        [],
    ),
    (
        "Fist to fan 10 reps on weekdays",
        "Fist to fan",
        "kind=mobilise | body=fingers | reps=10 | days=weekdays",
        [],
        [],
    ),
    ("Thumb stretch 5 breaths", "Thumb stretch", "kind=stretch | body=thumb", [], ["5 breaths"]),
    (
        "Wrist stretch hold 5 breaths each side",
        "Wrist stretch",
        "kind=stretch | body=wrist | side=each",
        [],
        ["hold 5 breaths"],
    ),
    ("Knuckle bends ten times", "Knuckle bends", "kind=mobilise | body=fingers | reps=10", [], []),
    ("Do 10 heel raises", "heel raises", "kind=strengthen | body=calf | reps=10", [], []),
    (
        "Ankle alphabet once a day",
        "Ankle alphabet",
        "kind=mobilise | body=ankle | per_day=1 | days=daily",
        [],
        [],
    ),
    ("Pen shake out as needed", "Pen shake out", "kind=mobilise | days=as needed", [], []),
    ("Chin tucks 10 x 5 sec", "Chin tucks", "body=neck | reps=10 | hold=5 s", [], []),
    (
        "Calf stretch (R) 3 x 30 s",
        "Calf stretch",
        "kind=stretch | body=calf | side=right | reps=3 | hold=30 s",
        [],
        [],
    ),
    (
        "Calf stretch 3x30s affected leg only",
        "Calf stretch",
        "kind=stretch | body=calf | side=affected | reps=3 | hold=30 s",
        [],
        [],
    ),
    (
        "Toe spread bilaterally 10 reps 5 s holds",
        "Toe spread",
        "kind=mobilise | body=toes | side=both | reps=10 | hold=5 s",
        [],
        [],
    ),
    ("Hand in warm water 10 min", "Hand in warm water", "kind=heat | body=hand | duration=10 min", [], []),
    (
        "Step-ups 3x10 per leg",
        "Step-ups",
        "kind=strengthen | side=each | sets=3 | reps=10 | equipment=step",
        [],
        [],
    ),
    (
        "Theraband ankle eversion 3x15 reps, 2-3x/week, red band",
        "Theraband ankle eversion",
        "kind=strengthen | body=ankle | sets=3 | reps=15 | per_week=2-3 | equipment=theraband+band",
        [],
        ["red band"],
    ),
    (
        "Wrist circles, ten each way, twice a day",
        "Wrist circles",
        "kind=mobilise | body=wrist | side=each | reps=10 | per_day=2 | days=daily",
        [],
        [],
    ),
    (
        "Squeeze putty for 5 s, relax, repeat 10 times",
        "Squeeze putty",
        "kind=strengthen | body=hand | reps=10 | hold=5 s | equipment=putty",
        [],
        ["relax"],
    ),
    (
        "Nerve floss 10 reps, 2 x daily, painfree",
        "Nerve floss",
        "kind=nerve-glide | reps=10 | per_day=2 | days=daily",
        [],
        ["painfree"],
    ),
    (
        "Roll out arch with golf ball 3 min every evening",
        "Roll out arch with golf ball",
        "kind=massage | body=arch | duration=3 min | per_day=1 | days=daily | equipment=golf ball",
        [],
        [],
    ),
    (
        "Stretch calves against wall 2 sets of 30 seconds, each leg, after every run",
        "Stretch calves against wall",
        "kind=stretch | body=calf | side=each | sets=2 | reps=1 | hold=30 s | equipment=wall",
        [],
        ["after every run"],
    ),
    (
        "Stretch fingers back gently, 20 s, repeat other hand",
        "Stretch fingers back gently",
        "kind=stretch | body=fingers | side=each | reps=1 | hold=20 s",
        [],
        [],
    ),
]
LIBRARY = Library.read([Folder(paths.bundled_routines(), "bundled")], pages=paths.pages())
LISTS = {"body", "equipment"}
ORDER = [
    *("kind", "body", "side", "sets", "reps", "hold", "rest", "rest_between_sets", "tempo", "duration"),
    *("per_day", "per_week", "days", "stop_if", "position", "equipment"),
]


def understood(draft: Draft) -> str:
    """What was understood, in a line: `key=value`, lists joined by `+`."""
    said = {key: "+".join(draft.values(key)) if key in LISTS else draft.value(key) for key in ORDER}
    return " | ".join(f"{key}={value}" for key, value in said.items() if value)


def test_there_are_at_least_sixty_phrasings() -> None:
    """The table is large, and no phrasing stands in it twice."""
    assert len({text for text, *_ in TABLE}) == len(TABLE) >= 60


@pytest.mark.parametrize(("text", "title", "said", "steps", "unclear"), TABLE)
def test_a_phrasing_is_read_as_meant(
    text: str, title: str, said: str, steps: list[str], unclear: list[str]
) -> None:
    """Title, amount, side and frequency are what the writer meant; what was not understood is given back."""
    draft = paste.draft(text)
    assert draft.title == title
    assert understood(draft) == said
    assert draft.steps == steps
    assert draft.unclear == unclear


LEFT_TO_THE_AUTHOR = {"no-motion", "hold-too-long", "strength-too-often"}


@pytest.mark.parametrize("text", [text for text, *_ in TABLE])
def test_a_draft_is_a_file_without_errors(text: str) -> None:
    """What is written of a phrasing can be played at once; only what the writer asked for is warned about."""
    file = drafting.from_draft(paste.draft(text))
    found = check_all(Source(Path("draft.yaml"), file), LIBRARY)
    assert {each.code for each in found} <= LEFT_TO_THE_AUTHOR


def test_a_draft_says_what_was_understood_guessed_and_left_over() -> None:
    """Every value stands beside the words it was read from; a guess says that it is one."""
    file = drafting.from_draft(paste.draft("Calf stretch 30s, slowly"))
    assert 'kind: stretch   # from "stretch"' in file
    assert 'hold: 30 s   # from "30s"; guessed: please look' in file
    assert "side: each   # not said; guessed: please look" in file
    assert "Not understood: slowly." in file


def test_prose_without_an_end_is_cut_and_kept() -> None:
    """A title is never longer than a line; what was cut off is kept, and the file has no errors."""
    draft = paste.draft("slowly " * 700)
    assert len(draft.title) <= paste.LONGEST_TITLE
    assert draft.unclear
    found = check_all(Source(Path("draft.yaml"), drafting.from_draft(draft)), LIBRARY)
    assert [each for each in found if each.is_error] == []


def test_several_exercises_are_told_apart() -> None:
    """Bullets, numbers or empty lines part them; lines without one go on."""
    bullets = "My plan\n- Calf stretch 3 x 30 s\n  Keep the heel down.\n- Heel raises 3 x 10\n"
    assert [each.title for each in paste.drafts(bullets)] == ["Calf stretch", "Heel raises"]
    assert paste.drafts(bullets)[0].steps == ["Keep the heel down."]
    spaced = "Calf stretch 3 x 30 s\nKeep the heel down.\n\nHeel raises 3 x 10"
    assert [each.title for each in paste.drafts(spaced)] == ["Calf stretch", "Heel raises"]
    numbered = "1. Calf stretch 30 s\n2) Heel raises 3 x 10"
    assert [each.title for each in paste.drafts(numbered)] == ["Calf stretch", "Heel raises"]
    assert paste.drafts(" \n ") == []


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["calf", "3", "x", "30 s", "each leg", "daily", "-", ".", "hold"])).map(
        " ".join
    )
)
def test_any_text_gives_a_file_without_errors(text: str) -> None:
    """Whatever is pasted, nothing is raised, and what is written of it has no errors."""
    for draft in paste.drafts(text):
        file = drafting.from_draft(draft)
        found = check_all(Source(Path("draft.yaml"), file), LIBRARY)
        assert [each for each in found if each.is_error] == [], file
