from __future__ import annotations

import pytest

from coach.routine.lint.words import unsaid
from tests.routine.texts import codes, exercise, remarks, routine, told

WAVE = exercise()
CURE = "This cures cramps."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("This cures your cramps.", ["cures"]),
        ("It Will Help at night.", ["Will Help"]),
        ("Guaranteed to work, and it never fails.", ["Guaranteed", "never fails"]),
        ("Do this to prevent cramps.", ["prevent"]),
        ("Nobody is well: this cures.", ["cures"]),
        ("It does not cure anything.", []),
        ("No stretch is proven to stop cramps.", []),
        ("It isn't a cure.", []),
        ("The skin heats up while the fixed hand rests.", []),
    ],
)
def test_promises(text: str, found: list[str]) -> None:
    """A promise is found whatever its letters; what is denied in the same part of a sentence is none."""
    assert [(each.code, each.words) for each in unsaid(text)] == [("promised-cure", each) for each in found]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Take magnesium.", "named-medicine"),
        ("Do not take quinine.", "named-medicine"),
        ("A muscle relaxant before bed", "named-medicine"),
        ("You may have a deficiency.", "named-deficiency"),
    ],
)
def test_medicines_supplements_and_deficiencies(text: str, code: str) -> None:
    """Denied or not, they are named."""
    assert [each.code for each in unsaid(text)] == [code]


@pytest.mark.parametrize(
    "text", ["Do you take blood thinners?", "Ask your prescriber.", "Put the tablet down.", "Press the iron."]
)
def test_words_that_only_look_like_medicines(text: str) -> None:
    """Speaking of the person's own medicine, or of a thing with a like name, is no advice."""
    assert list(unsaid(text)) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"start": CURE}, CURE),
        ({"steps": f"[{{do: {CURE}, cue: Wave}}]"}, CURE),
        ({"steps": "[{do: Wave., cue: Get rid of it}]"}, "Get rid of it"),
        ({"stop_if": CURE}, CURE),
        ({"caution": CURE}, CURE),
        ({"mistakes": f"[Rushing, {CURE}]"}, CURE),
        ({"easier": f"{{note: {CURE}}}"}, CURE),
        ({"dose": f"{{note: {CURE}}}"}, CURE),
        ({"evidence": f"{{label: untested, note: {CURE}}}"}, CURE),
        ({"equipment": "[miracle ball]"}, "miracle ball"),
    ],
)
def test_every_text_of_an_exercise_is_looked_at(fields: dict[str, str], words: str) -> None:
    """Whatever people read or hear is underlined where it promises."""
    assert remarks(exercise(**fields)) == [("promised-cure", words)]


@pytest.mark.parametrize(
    ("steps", "fields"),
    [
        ("- {exercise: wave, for: 9 s, cue: This cures cramps.}", {}),
        ("- {exercise: wave, for: 9 s, note: This cures cramps.}", {}),
        ("- {exercise: wave, for: 9 s}\n- {rest: 9 s, cue: This cures cramps.}", {}),
        ("- block: This cures cramps.\n  steps:\n  - {exercise: wave, for: 9 s}", {}),
        ("- {exercise: wave, for: 9 s}", {"use_when": CURE}),
        ("- {exercise: wave, for: 9 s}", {"not_when": CURE}),
        ("- {exercise: wave, for: 9 s}", {"rules": f"[{{when: {{pain: '>3'}}, then: stop, say: {CURE}}}]"}),
    ],
)
def test_every_text_of_a_routine_is_looked_at(steps: str, fields: dict[str, str]) -> None:
    """Cues, notes, names of blocks and the sentences around them."""
    assert remarks(routine(steps, **fields), WAVE) == [("promised-cure", CURE)]


def test_questions_and_answers_are_looked_at() -> None:
    """What is asked before a routine, and the words on the buttons."""
    steps = """\
        - ask: Shall this cure you?
          answers:
            - {answer: A cure, then: Now}
            - {answer: Later, then: Then}
        - block: Now
          steps: [{exercise: wave, for: 9 s}]
        - block: Then
          steps: [{exercise: wave, for: 9 s}]
        """
    assert remarks(routine(steps), WAVE) == [
        ("promised-cure", "Shall this cure you?"),
        ("promised-cure", "A cure"),
    ]


def test_conditions_are_looked_at() -> None:
    """The words of the safety page are held to the same rules."""
    (found,) = told("""\
coach: 1
type: conditions
conditions:
  DVT:
    name: A clot
    question: Do you have a clot?
    action: Coach prevents the worst.
""")
    assert (found.code, found.span.line, found.span.column) == ("promised-cure", 7, 13)


def test_notes_for_authors_and_texts_in_other_languages_are_not_judged() -> None:
    """The lists of words are English, and about what people read."""
    assert codes(exercise(notes="The source says that it cures.")) == []
    assert codes(exercise(language="de", caution="Calcium, sagt man, cures.")) == []
    assert codes(exercise(language="de", start=HARD)) == []


def test_what_to_say_instead_is_told() -> None:
    """Message and hint name the word and the way out."""
    promise, medicine = told(exercise(start="It cures.", caution="Take quinine."))
    assert promise.message == "`cures` promises more than anybody can."
    assert promise.hint == "Say what one does, or that it `may help`."
    assert medicine.message == "`quinine`: a routine is no place for medicines or supplements."


HARD = (
    "Following comprehensive preparatory mobilisation, progressively accommodate increasing dorsiflexion"
    " amplitude while continuously maintaining proprioceptive awareness of the metatarsophalangeal joints"
)
EASY = "Sit down. Put your foot on the floor. Lift your toes. Let them down again."


def test_texts_that_are_too_hard_to_read() -> None:
    """The hardest sentence of a document beyond grade 9 is underlined."""
    caution = "Discontinue immediately if considerable discomfort unexpectedly develops anywhere."
    text = exercise(start=HARD, steps=f"[{{do: {EASY}}}]", caution=caution, stop_if="Hyperventilation.")
    (found,) = told(text)
    assert (found.code, found.span.line) == ("hard-to-read", 9)
    assert found.source.endswith(HARD)
    assert found.message.startswith("The texts of this document are as hard to read as grade ")
    assert found.hint == "Use shorter sentences and everyday words."


def test_a_few_words_have_no_grade() -> None:
    """Fewer than thirty words say nothing about how hard a document is to read."""
    assert codes(exercise(start="Individualised proprioceptive rehabilitation methodology.")) == []
    assert codes(exercise(start=" ".join([EASY] * 3))) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"evidence": "{label: may help}"}, "may help"),
        ({"evidence": "{label: studies disagree}"}, "studies disagree"),
        ({"dose": "{reps: 3, basis: read}"}, "read"),
        ({"evidence": "{label: untested, note: Trials were small.}"}, "Trials were small."),
        ({"caution": "A study found less pain."}, "A study found less pain."),
    ],
)
def test_claims_without_a_source(fields: dict[str, str], words: str) -> None:
    """A label of evidence, a number that was read somewhere and a study that is spoken of need a source."""
    assert remarks(exercise(**fields)) == [("no-source", words)]
    assert codes(exercise(**fields, sources="[X]")) == []


def test_a_routine_s_claim_without_a_source() -> None:
    """Routines are held to the same."""
    text = routine("- {exercise: wave, for: 9 s}", evidence="{label: may help}")
    assert remarks(text, WAVE) == [("no-source", "may help")]


@pytest.mark.parametrize(
    "fields",
    [
        {"evidence": "{label: expert advice}"},
        {"dose": "{reps: 3, basis: default}"},
    ],
)
def test_what_needs_no_source(fields: dict[str, str]) -> None:
    """One's own advice and one's own choice claim nothing."""
    assert codes(exercise(**fields)) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"equipment": "[Red band]"}, "Red band"),
        (
            {"steps": "[{do: Squeeze the green therapy putty.}]"},
            "Squeeze the green therapy putty.",
        ),
    ],
)
def test_a_colour_without_its_maker(fields: dict[str, str], words: str) -> None:
    """A red band is strong with one maker and weak with another."""
    assert remarks(exercise(**fields)) == [("colour-without-brand", words)]


def test_a_colour_without_its_maker_in_a_routine() -> None:
    """Notes and cues of steps are looked at."""
    text = routine("- {exercise: wave, for: 9 s, note: With the black band}")
    assert remarks(text, WAVE) == [("colour-without-brand", "With the black band")]


@pytest.mark.parametrize("things", ["[red TheraBand band]", "[blue bucket, band, scarred bands]"])
def test_colours_that_say_enough(things: str) -> None:
    """With the maker beside it, or of something else, a colour is well."""
    assert codes(exercise(equipment=things)) == []
