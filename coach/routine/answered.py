"""A new exercise from a few answers: the same in the terminal and in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coach.routine import drafting, imported, paste
from coach.routine.lint.drafts import GUESSED
from coach.routine.paste import Left
from coach.routine.paste_begins import of_line
from coach.routine.paste_words import helps_with_other

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from coach.routine.paste import Draft

EXAMPLE: Final = "3 x 30 s, twice daily"
"""How much, as one writes it."""


def amount(
    text: str,
    keys: Collection[str] = drafting.DOSE_ORDER,
    *,
    example: str = EXAMPLE,
    holds: bool = False,
    whole: bool = False,
) -> tuple[Draft, str]:
    """How much, from words; and, if nothing in them says something of `keys`, a sentence that says so.

    `holds`: a length of time alone is how long a repetition is held. `whole`: every word must be understood.
    """
    said = paste.amount(text, holds=holds)
    useful = any(said.value(key) for key in keys)
    strange = [*said.unclear, *(piece.words for piece in said.pieces if piece.key not in keys)]
    if text.strip() and (not useful or (whole and strange)):
        words = strange[0] if useful else text.strip()
        return said, f"`{words}` is not understood here. Write for example: {example}."
    return said, ""


def side(said: str, steps: Iterable[str]) -> str:
    """The side that was said, or `each` for `both` where one hand helps the other in a step."""
    return "each" if said == "both" and any(map(helps_with_other, steps)) else said


def exercise(
    title: str,
    kind: str,
    body: Sequence[str],
    on_side: str,
    said: Draft,
    steps: Sequence[str],
    *,
    identity: str = "",
    guessed: Iterable[str] = (),
) -> str:
    """The file of an exercise. `said` is how much; where nothing was said, what the title says is taken.

    `guessed` are the keys that nobody has said.
    """
    read = paste.draft(title)
    later = [each.rstrip(".") for each in steps if of_line(each)]
    steps = [each for each in steps if not of_line(each)]
    amounts = said if said.pieces else read
    marks = dict.fromkeys(guessed, GUESSED)
    if side(on_side, steps) != on_side:
        on_side = side(on_side, steps)
        marks["side"] = f"{GUESSED}; one hand helps the other"
    stop_if, mark = imported.stop(amounts, kind) if amounts.value("stop_if") else ("", "")
    answers = drafting.ExerciseAnswers(
        title=title,
        kind=kind,
        body=body,
        side=on_side,
        steps=steps or [f"{title}."],
        dose={key: amounts.value(key) for key in drafting.DOSE_ORDER if amounts.value(key)},
        identity=identity,
        position=read.value("position"),
        equipment=read.values("equipment"),
        stop_if=stop_if,
        caution=imported.sentences((*amounts.values("caution"), *later)),
        left=[*said.left, *map(Left, later)],
        marks={**marks, "stop_if": mark},
    )
    return drafting.exercise(answers)
