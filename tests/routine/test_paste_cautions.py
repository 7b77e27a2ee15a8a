"""What warns is never lost: where it begins and ends, and the reason to stop that it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.routine import paste
from coach.routine.paste_cautions import cautions, over_own_bound

WARNINGS = [
    ("Not if it hurts.", "Not if it hurts", "it hurts"),
    ("Step one leg back, heel down, not if it hurts. Lower.", "not if it hurts", "it hurts"),
    ("10 reps, not if painful", "not if painful", "it is painful"),
    ("Glide 5 reps, stop if tingling increases", "stop if tingling increases", "tingling increases"),
    ("Raise 3x10 stop if pain > 4/10, twice daily", "stop if pain > 4/10", "pain > 4/10"),
    ("STOP IF PAIN", "STOP IF PAIN", "PAIN"),
    ("Stop when sore.", "Stop when sore", "it is sore"),
    ("Walk 20 min, stop if limping", "stop if limping", "limping"),
    (
        "Stop if pain lasts more than 2 hours.",
        "Stop if pain lasts more than 2 hours",
        "pain lasts more than 2 hours",
    ),
    ("Stop before pain.", "Stop before pain", "pain"),
    ("If it hurts, stop.", "If it hurts, stop", "it hurts"),
    ("Do not push if it hurts.", "Do not push if it hurts", "it hurts"),
    ("Don\u2019t squeeze if it hurts.", "Don't squeeze if it hurts", "it hurts"),
    ("do not push into tingling", "do not push into tingling", "tingling"),
    ("Daily (unless it hurts)", "unless it hurts", "it hurts"),
    ("Skip this if your hand is swollen.", "Skip this if your hand is swollen", "your hand is swollen"),
    ("Seek help if your arm goes numb.", "Seek help if your arm goes numb", "your arm goes numb"),
    ("Hold on if you feel dizzy.", "Hold on if you feel dizzy", "you feel dizzy"),
    ("If cramping occurs, rest.", "If cramping occurs, rest", "cramping occurs"),
    ("Only under supervision.", "Only under supervision", ""),
    ("Lift the toes but do not curl them.", "do not curl them", ""),
    ("Keep your knee straight, never force it", "never force it", ""),
    ("Avoid locking the knee.", "Avoid locking the knee", ""),
    ("Pull until you feel a stretch but no pain.", "no pain", ""),
    ("Only if the wound has healed", "Only if the wound has healed", ""),
    ("Push down as tolerated", "as tolerated", ""),
    ("Bend within a pain-free range.", "within a pain-free range", ""),
    ("10 reps, 2 x daily, painfree", "painfree", ""),
    ("! No forced stretch", "No forced stretch", ""),
    ("! Keep the splint on", "Keep the splint on", ""),
    ("No lifting.", "No lifting", ""),
    ("No weights, 3 x 10", "No weights", ""),
    ("NB: keep the elbow in", "NB: keep the elbow in", ""),
    ("Caution: weak grip", "Caution: weak grip", ""),
    ("Warning - hot water", "Warning - hot water", ""),
    ("Avoid heavy lifting, twice daily", "Avoid heavy lifting", ""),
    ("Never force it", "Never force it", ""),
    ("Do not hold longer than 30 s.", "Do not hold longer than 30 s", ""),
]


@pytest.mark.parametrize(("text", "words", "stop_if"), WARNINGS)
def test_a_warning_is_found_with_its_reason(text: str, words: str, stop_if: str) -> None:
    """The clause that warns, without what goes on after it, and what is felt when it is time to stop."""
    (found,) = cautions(text.replace("\u2019", "'"))
    assert (found.words, found.stop_if) == (words, stop_if)


@pytest.mark.parametrize(
    "text", ["Stand at the wall, then step back.", "Hold 30 s.", "Lift the affected leg."]
)
def test_an_instruction_is_no_warning(text: str) -> None:
    """What is simply to be done stays a step."""
    assert list(cautions(text)) == []


def test_a_number_in_a_warning_is_no_amount() -> None:
    """`Do not hold longer than 30 s` does not ask for thirty seconds."""
    draft = paste.draft("Calf stretch. Do not hold longer than 30 s. Stop if pain lasts 2 hours.")
    assert draft.value("hold") == ""
    assert draft.value("duration") == ""
    assert draft.unclear == []


def test_a_step_about_pain_is_a_step_and_a_warning() -> None:
    """Where it is not clear which it is, the more cautious reading is taken as well."""
    draft = paste.draft("Neck stretch. Tilt the head to where the pain begins.")
    assert draft.steps == ["Tilt the head to where the pain begins."]
    assert draft.values("caution") == ("Tilt the head to where the pain begins",)


@given(
    before=st.sampled_from(["", "Stand up. ", "3 x 30 s, ", "Lift the heel ", "Bend\n", "- "]),
    warning=st.sampled_from([text for _, text, stop_if in WARNINGS if stop_if]),
    after=st.sampled_from(["", ". Lower.", ", 3 x 10", "\nTwice daily", "; relax"]),
)
def test_a_warning_is_never_lost(before: str, warning: str, after: str) -> None:
    """Wherever it stands, a warning is a reason to stop or a caution, word for word."""
    draft = paste.draft(f"Calf stretch\n{before}{warning}{after}")
    kept = [piece.words.lower() for piece in draft.pieces if piece.key in {"stop_if", "caution"}]
    assert any(warning.lower() in words for words in kept)


def test_more_pain_than_coach_allows_is_noticed() -> None:
    """Coach itself asks people to stop above 3 of 10."""
    assert over_own_bound("pain > 4/10")
    assert over_own_bound("pain is 5 out of 10")
    assert not over_own_bound("pain > 3/10")
