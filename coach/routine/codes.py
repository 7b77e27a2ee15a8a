"""Every code a message can carry: how grave it is and what it means. The docs' table is this table."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """Errors keep a document from being used; warnings can be silenced with a reason; notes only tell."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_ERRORS: Final = {
    # Reading
    "unreadable": "The file or folder cannot be opened.",
    "too-big": "The file is larger than 1 MiB.",
    "not-utf8": "The file is not UTF-8 text.",
    "odd-character": "A character that cannot be seen or does not belong in a routine file.",
    "tab": "A tab; routine files use spaces.",
    "empty-file": "The file holds nothing but blank lines or comments.",
    "syntax": "The file is not well-formed YAML.",
    "too-deep": "Lists and mappings are nested more than 16 deep.",
    "anchor": "An anchor (&name); routine files do not use them.",
    "alias": "An alias (*name); routine files do not use them.",
    "tag": "A tag (!name); routine files do not use them.",
    "merge-key": "A merge key (<<); routine files do not use them.",
    "key-not-text": "A key that is itself a list or a mapping.",
    "duplicate-key": "The same key twice in one mapping.",
    "no-colon": "A joint, a direction and an angle that no colon and space join.",
    "several-documents": "More than one document in a file.",
    # Shape and values
    "newer-format": "The file was made by a newer Coach.",
    "unknown-type": "The document's `type` is missing or unknown.",
    "unknown-key": "A key that the format does not know at this place.",
    "missing-key": "A key that must be there is not.",
    "wrong-shape": "A list, a mapping or a text stands where another of them was expected.",
    "empty-value": "A key without a value.",
    "too-long": "A text that is too long for its place.",
    "bad-value": "A word that is not one of the words allowed at this place.",
    "bad-id": "An id that is not made of small letters, digits and single hyphens.",
    "bad-number": "Not a number, or a number outside its bounds.",
    "bad-duration": "Not a length of time.",
    "bad-count": "Not a count.",
    "bad-tempo": "Not a tempo.",
    "bad-days": "Not days of the week.",
    "bad-comparison": "Not a comparison such as >3.",
    "bad-date": "Not a day of the calendar.",
    "bad-window": "Not a window from one time of day to a later one.",
    "not-a-step": "A step that is neither an exercise, a rest, a block nor a question.",
    "not-an-item": "An item of a programme that names neither a routine nor an exercise.",
    "bad-picture": "A picture that does not stand beside the file.",
    "bad-answers": "A question with fewer than two or more than six answers.",
    "not-a-question": "`only_if` is not a question.",
    "instead-not-hidden": "`instead` names a condition that is not in `avoid_if`.",
    # Poses and motions
    "unknown-figure": "A figure that is not hand, foot or body.",
    "unknown-joint": "A joint that the figure does not have.",
    "unknown-axis": "A movement that the joint does not have.",
    "pose-loop": "A pose that inherits from itself.",
    # Between files
    "duplicate-id": "Two documents in one folder have the same id.",
    "unknown-exercise": "A step names an exercise that does not exist.",
    "unknown-routine": "A programme names a routine that does not exist.",
    "routine-has-errors": "A programme names a routine whose own file has errors.",
    "exercise-has-errors": "A step names an exercise whose own file has errors.",
    "unknown-condition": "A safety condition that does not exist, so nobody would ever be warned by it.",
    "unknown-code": "`lint` names a code that does not exist or cannot be silenced.",
    # Time
    "time-does-not-fit": "What a step asks for does not fit into its `for`.",
    "hold-against-tempo": "A hold contradicts the pause in the tempo.",
    "timing-unclear": "Times that contradict each other, or that say too little to divide the time.",
    "same-item": "Two items of a programme that are the same, so nobody could tell their doses apart.",
    "progress-unclear": "A rule for going on without anything to go on to, or nothing to tell when.",
    "nothing-to-do": "A routine without any exercise.",
    "too-many-phases": "A routine that comes to more than 5,000 phases.",
    # Questions and loops
    "ask-not-first": "A question that does not stand before every other step.",
    "same-words": "Two questions, or two answers to one question, that have the same words.",
    "unknown-block": "An answer leads to a block that does not exist.",
    "choice-unclear": "An answer leads to a block in a way that can be read in two ways.",
    "place-not-named": "An answer rescues a place that the routine's `rescues` does not name.",
    "loop-unclear": "A loop without a limit, a limit without a loop, or a loop that cannot be played.",
    "second-loop": "Two loops that could both be played in one session.",
}

_WARNINGS: Final = {
    "draft-unfinished": "A draft with places that are still marked as guessed or not understood.",
    "second-side-untimed": "An exercise for each side is given for one side only.",
    "over-max-length": "The compiled routine is longer than its `max_length`.",
    "break-too-full": "More than four exercises in a break of a minute or less.",
    "no-stop-rule": "A stretch, nerve glide or strength exercise without `stop_if`.",
    "hold-too-long": "A hold of more than 60 s.",
    "stretch-too-short": "A stretch held for less than 5 s.",
    "grip-in-writing-break": "Gripping or strength work for the hand in a writing break.",
    "warm-up-long-holds": "A warm-up that begins with long still holds.",
    "strength-too-often": "Strength work for the same muscles on days in a row, or more than once a day.",
    "too-hot": "Warmth of more than 40 °C.",
    "heat-too-long": "Warmth for more than 20 minutes.",
    "no-source": "A dose, a claim or a study without a source.",
    "unknown-source": "A source that is not in any list of sources.",
    "promised-cure": "A text that promises more than an exercise can do.",
    "named-medicine": "A text that names a medicine or a supplement.",
    "named-deficiency": "A text that names a deficiency, which only a test can tell.",
    "hard-to-read": "Texts that are harder to read than grade 9.",
    "condition-not-named": "An exercise that does not speak of a condition which its kind is not for.",
    "instead-ruled-out": "What `instead` offers is itself hidden from people with that condition.",
    "unknown-page": "A condition leads to a page that does not exist.",
    "unknown-pose": "A pose that no pose file holds.",
    "pose-has-errors": "A pose whose own file has errors.",
    "poses-elsewhere": "A file of poses outside a folder `poses`, where no exercise finds it.",
    "unknown-view": "A view that the figure does not have; it is seen from another side.",
    "minus-angle": "An angle with a minus sign, where the other direction has a name of its own.",
    "unknown-structure": "A structure in `highlight` that the figure does not show.",
    "unknown-prop": "A thing that the figure cannot use; it is left out of the picture.",
    "unknown-grip": "A helping hand that nobody has solved; it is left out of the picture.",
    "angle-range": "An angle beyond the joint's range of motion; it is drawn at the end of the range.",
    "unknown-exercise-link": "`easier`, `harder` or `instead` names an exercise that does not exist.",
    "easier-harder-loop": "Following `easier` or `harder` leads back to the same exercise.",
    "frames-against-steps": "The number of frames differs from the number of steps.",
    "colour-without-brand": "A band or putty colour without its maker; colours differ between makers.",
    "dose-over-day": "The times a day do not fit into the day, or the days not into the week.",
    "unknown-body-part": "A body part that the Library's filter does not know.",
    "no-picture": "The picture named by an exercise is not beside its file, or cannot be shown.",
}

_NOTES: Final = {
    "no-motion": "An exercise that neither a motion nor a picture shows.",
    "overrides": "A document or a pose replaces one of the same id from an earlier folder.",
    "more-problems": "The file has more problems than are shown.",
}

MEANINGS: Final = _ERRORS | _WARNINGS | _NOTES


def severity_of(code: str) -> Severity:
    """How grave a code is; `KeyError` for a code that does not exist."""
    if code in _ERRORS:
        return Severity.ERROR
    if code in _WARNINGS:
        return Severity.WARNING
    if code in _NOTES:
        return Severity.NOTE
    raise KeyError(code)
