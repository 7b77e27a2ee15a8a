"""Files made of what was read from plain text, and what is told about it: what was understood, what not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from coach.routine import difference_words as words
from coach.routine import drafting
from coach.routine.drafting import DOSE_ORDER, free_id
from coach.routine.lint.drafts import GUESSED, NOT_UNDERSTOOD
from coach.routine.meant import slug
from coach.routine.paste import READ, Left
from coach.routine.paste_cautions import OWN_BOUND, over_own_bound

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from coach.routine.paste import Draft
    from coach.routine.paste_sheet import Sheet

_LONGEST_CAUTION: Final = 1500
"""Characters; what does not fit is marked as not understood rather than cut."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is said about one exercise that was read; each list is empty where there is nothing to say."""

    title: str
    understood: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    careful: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """The same as lines of text, the title first."""
        named = (
            ("understood", ", ".join(self.understood)),
            ("guessed, please look", ", ".join(self.guessed)),
            ("take care", " · ".join(self.careful)),
            ("NOT UNDERSTOOD", " · ".join(self.not_understood)),
        )
        return [self.title, *(f"  {name}: {words}" for name, words in named if words)]


def files(
    sheet: Sheet, title: str = "", identity: str = "", taken: Collection[str] = ()
) -> list[tuple[str, str]]:
    """The id and text of each file: one for each exercise, and a routine of them if there are several.

    `title` and `identity` name the routine, or the exercise if there is one only. No id made is in `taken`.
    """
    if len(sheet.drafts) == 1:
        (only,) = sheet.drafts
        only = replace(only, title=title or only.title, left=[*only.left, *sheet.left])
        name = identity or free_id(slug(only.title) or "new-exercise", taken)
        return [(name, exercise(only, name))]
    made: dict[str, str] = {}
    for each in sheet.drafts:
        name = free_id(slug(each.title) or "new-exercise", taken, made)
        made[name] = exercise(each, name)
    if made:
        made |= _routine(sheet, list(made), title or sheet.title or "My exercises", identity, taken)
    return list(made.items())


def _routine(
    sheet: Sheet, names: Sequence[str], title: str, identity: str, taken: Collection[str]
) -> dict[str, str]:
    """The routine of a sheet, by its id, without the exercises that do not begin yet; none if that is all."""
    later = {name: each.value("begins") for name, each in zip(names, sheet.drafts, strict=True)}
    now = [name for name in names if not later[name]]
    if not now:
        return {}
    name = identity or free_id(slug(title) or "my-exercises", taken, names)
    comments = [
        f'# LEFT OUT: {each}, of which is said "{when}". Add it to the steps when that has come.'
        for each, when in later.items()
        if when
    ]
    comments += [f"# {NOT_UNDERSTOOD}: {_quoted(each)}" for each in sheet.left]
    text = drafting.routine(title, [{"exercise": each} for each in now], name)
    return {name: text + "".join(f"{each}\n" for each in comments)}


def exercise(draft: Draft, identity: str = "") -> str:
    """The file of an exercise read from plain text: what was understood, guessed and left over is marked."""
    body = _body(draft)
    marks = {key: f'from "{draft.words(key)}"' for key in {piece.key for piece in draft.pieces} - {"begins"}}
    marks |= {key: f"{GUESSED}; {marks[key]}" for key in draft.guessed if key in marks}
    for key in ("kind", "body", "side"):
        marks.setdefault(key, f"{GUESSED}; not said")
    kind = draft.value("kind") or "mobilise"
    stop_if, marks["stop_if"] = stop(draft, kind)
    steps = draft.steps or [f"{draft.title or 'New exercise'}."]
    if not draft.steps:
        marks["steps"] = f"{GUESSED}; what to do is missing: write it in whole sentences"
    cautions, left = _cautions(draft)
    answers = drafting.ExerciseAnswers(
        title=draft.title or "New exercise",
        kind=kind,
        body=body,
        side=draft.value("side") or "each",
        steps=steps,
        dose={key: draft.value(key) for key in DOSE_ORDER if draft.value(key)},
        position=draft.value("position"),
        equipment=draft.values("equipment"),
        stop_if=stop_if,
        caution=sentences(cautions),
        left=[*draft.left, *left],
        identity=identity,
        poses=draft.poses,
        marks=marks,
    )
    return drafting.exercise(answers)


def told_of(sheet: Sheet) -> list[str]:
    """What to tell about a whole sheet, as lines: each exercise, and what was said about none of them."""
    lines = [line for each in sheet.drafts for line in told(each).lines()]
    if rest := " · ".join(each.words for each in sheet.left):
        lines.append(f"NOT UNDERSTOOD, above or below the exercises: {rest}")
    return [*lines, *aside(sheet)]


def aside(sheet: Sheet) -> list[str]:
    """What of a sheet is in no file, or not in the routine: exercises for later, and who the patient is."""
    lines: list[str] = []
    later = [f"{each.title} ({each.value('begins')})" for each in sheet.drafts if each.value("begins")]
    if later and len(sheet.drafts) > 1:
        none = " There is no routine yet." if len(later) == len(sheet.drafts) else ""
        lines.append(f"LEFT OUT OF THE ROUTINE, to begin later: {' · '.join(later)}.{none}")
    if sheet.people:
        words = " · ".join(sheet.people)
        lines.append(f"LEFT OUT OF THE FILES, as they may be passed on: {words}")
    return lines


def told(draft: Draft) -> Told:
    """What to tell about an exercise that was read, before or after its file is written."""
    given = {key: ", ".join(draft.values(key)) for key in ("kind", "body", "position", "equipment", "side")}
    amounts = {key: draft.value(key) for key in DOSE_ORDER if draft.value(key)}
    known = [value for key, value in given.items() if value and key not in {*draft.guessed, "side"}]
    known += [_in_words(key, value) for key, value in amounts.items() if key not in draft.guessed]
    known += [words.SIDES[given["side"]]] if given["side"] and "side" not in draft.guessed else []
    guessed = [_in_words(key, amounts[key]) for key in draft.guessed if key in amounts]
    for key, value in (("kind", "mobilise"), ("body", "hand"), ("side", "each")):
        if key in draft.guessed or not given[key]:
            guessed.append(f"{key} {given[key] or value}")
    if drafting.figure_of(_body(draft)) and (not draft.poses or len(draft.poses) < len(draft.steps)):
        guessed.append("the pose")
    guessed += ["the name"] * (not draft.title) + ["what to do is missing"] * (not draft.steps)
    careful = (piece.words for key in ("stop_if", "caution") for piece in draft.pieces if piece.key == key)
    return Told(
        draft.title or "New exercise",
        tuple(known),
        tuple(guessed),
        tuple(dict.fromkeys(careful)),
        tuple(draft.unclear),
    )


def _in_words(key: str, value: str) -> str:
    """An amount as a patient reads it: `twice a day`."""
    return words.AMOUNTS[key].format(words.said(key, READ[key](value)))


def _body(draft: Draft) -> tuple[str, ...]:
    return draft.values("body") or ("hand",)


_FELT: Final = ("hurt|pain", "tingl|numb")


def stop(draft: Draft, kind: str) -> tuple[str, str]:
    """The reasons to stop and the comment beside them: the author's first, then those Coach begins with.

    An author's bound on pain stands for Coach's own; above it, the comment says so.
    """
    own = drafting.STOP.get(kind, ())
    said = [each.rstrip(_ENDS) for each in draft.values("stop_if")]
    if not said:
        return ", or ".join(own), f"{GUESSED}; not said"
    felt = [each for each in _FELT if re.search(each, " ".join(said), re.IGNORECASE)]
    added = [each for each in own if not any(re.search(one, each) for one in felt)]
    mark = f'from "{draft.words("stop_if")}"'
    if added:
        mark += f"; “{', or '.join(added)}” is added: please look"
    if any(map(over_own_bound, said)):
        mark += f"; Coach itself asks people to stop above {OWN_BOUND} of 10: please look"
    return ", or ".join((*said, *added)), mark


def _cautions(draft: Draft) -> tuple[list[str], list[Left]]:
    """The author's warnings in their own words, and those for which there is no room."""
    kept: list[str] = []
    left: list[Left] = []
    for each in draft.values("caution"):
        if sum(map(len, kept)) + len(each) < _LONGEST_CAUTION:
            kept.append(each)
        else:
            left.append(Left(each, len(draft.steps)))
    return kept, left


def sentences(clauses: Iterable[str]) -> str:
    """Each clause as a sentence."""
    return " ".join(f"{each[:1].upper()}{each[1:].rstrip(_ENDS)}." for each in clauses)


_ENDS: Final = " .!?,;:"
"""What may end a clause, and has no place where another is joined to it."""


def _quoted(left: Left) -> str:
    return f'"{" ".join(left.words.split())}"'
