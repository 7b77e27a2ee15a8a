"""Routine files to begin with: what is known is filled in, what is guessed says so.

Texts in, texts out: the command line, the Author view and the import of plain text write files with these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from coach.routine.lint.safety import NEEDED
from coach.routine.meant import slug
from coach.routine.schema import MODELINE, NAME
from coach.routine.source import cleaned
from coach.routine.syntax import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coach.routine.paste import Draft

GUESSED: Final = "guessed: please look"
_STOP: Final = {
    "stretch": "Tingling starts, or the pain goes above 3 of 10.",
    "nerve-glide": "Tingling or numbness grows, or stays afterwards.",
    "strengthen": "A joint hurts, or the pain goes above 3 of 10.",
}
"""What a file begins with where the author has said nothing; 3 of 10 is Coach's own bound everywhere."""
_LEG: Final = frozenset(("toes", "big-toe", "foot", "arch", "sole", "heel", "forefoot", "ankle"))
_ARM: Final = frozenset(("fingers", "thumb", "thumb-web", "palm", "hand", "wrist", "forearm"))
_POSE: Final = {"hand": "straight", "foot": "neutral"}
_DOSE_ORDER: Final = (
    *("sets", "reps", "hold", "rest", "rest_between_sets", "tempo", "duration"),
    *("per_day", "per_week", "days"),
)


@dataclass(frozen=True, slots=True)
class ExerciseAnswers:
    """What somebody has said about a new exercise. `marks` are comments behind the lines of single keys."""

    title: str
    kind: str
    body: Sequence[str]
    side: str
    steps: Sequence[str]
    dose: Mapping[str, str] = field(default_factory=dict)
    identity: str = ""
    position: str = ""
    equipment: Sequence[str] = ()
    stop_if: str = ""
    notes: Sequence[str] = ()
    marks: Mapping[str, str] = field(default_factory=dict)


def scalar(text: str, *, flow: bool = False) -> str:
    """A text as a plain scalar where YAML reads it so, or else in quotes. Line breaks become spaces.

    `flow`: it stands in brackets or braces, where commas and brackets would end it.
    """
    text = " ".join(cleaned(text).split())
    plain = (
        text
        and text[0] not in "-?:,[]{}#&*!|>'\"%@`"
        and not re.search(r": |:$| #" + (r"|[,\[\]{}]" if flow else ""), text)
    )
    if plain and not re.fullmatch(r"~|null|true|false|yes|no|on|off|[-+.\d][\d_.:e+-]*", text, re.IGNORECASE):
        return text
    if "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return quoted(text)


def exercise(answers: ExerciseAnswers) -> str:
    """The file of an exercise, with comments for whoever goes on with it."""
    marks = dict(answers.marks)
    lines = [*_head("exercise", answers.identity or slug(answers.title) or "my-exercise", answers.title)]

    def line(key: str, value: str, about: str = "") -> None:
        mark = marks.pop(key, "") or about
        lines.append(f"{key}: {value}" + (f"   # {mark}" if mark else ""))

    line(
        "kind", answers.kind, "stretch, mobilise, strengthen, massage, nerve-glide, ergonomics, heat, relief"
    )
    line("body", f"[{', '.join(answers.body)}]")
    if answers.position:
        line("position", answers.position)
    if answers.equipment:
        line("equipment", f"[{', '.join(scalar(each, flow=True) for each in answers.equipment)}]")
    line("side", answers.side, "each, both, alternate, either, left, right, affected, writing, none")
    about_steps = "what to do, one sentence a line; `cue` is the few words said while doing it"
    lines.append(f"steps:   # {marks.pop('steps', about_steps)}")
    for step in answers.steps:
        lines.append(f"  - do: {scalar(step[:_LONGEST_TEXT])}")
        lines.append(f"    cue: {scalar(_cue(step))}")
    lines += _dose(answers.dose, marks)
    lines += _motion(answers)
    needed = NEEDED.get(answers.kind, ())
    if needed:
        lines.append("# People with these are asked first. Move what rules the exercise out to `avoid_if`.")
        lines.append(f"ask_first_if: [{', '.join(needed)}]")
    if answers.stop_if or answers.kind in _STOP:
        line("stop_if", scalar(_sentence(answers.stop_if or _STOP[answers.kind])))
    lines.append("evidence: {label: untested}   # may help, studies disagree, expert advice, untested")
    if answers.notes:
        lines.append("notes: >-")
        lines.append("  " + " ".join(" ".join(answers.notes).split())[:_LONGEST_TEXT])
    return "\n".join(lines) + "\n"


def routine(title: str, steps: Sequence[Mapping[str, str]], identity: str = "", occasion: str = "any") -> str:
    """The file of a routine. A step is the keys of one exercise and their values as written, id first."""
    lines = [*_head("routine", identity or slug(title) or "my-routine", title)]
    lines.append(f"occasion: [{occasion}]   # when it is offered")
    lines.append("use_when: As agreed with your therapist.")
    lines.append(
        "steps:   # `coach list` shows all exercises; what is left out comes from the exercise's own dose"
    )
    for step in steps:
        first, *others = (f"{key}: {value}" for key, value in step.items())
        lines += [f"  - {first}", *(f"    {other}" for other in others)]
    lines.append("rate: {before: [pain], after: [pain]}   # asked before and after, from 0 to 10")
    lines.append("rules:")
    lines.append('  - when: {pain: ">3"}')
    lines.append("    then: stop")
    lines.append("    say: Stop here. Do less next time.")
    return "\n".join(lines) + "\n"


def programme(title: str, items: Sequence[Mapping[str, str]], weeks: int = 4, identity: str = "") -> str:
    """The file of a programme. An item is the keys of one routine or exercise and their values, id first."""
    lines = [*_head("programme", identity or slug(title) or "my-programme", title)]
    lines.append("# starts: 2026-11-23   # left out: the day on which it is taken up")
    lines.append(f"for: {weeks} weeks")
    lines.append("items:   # each with how often: per_day, per_week, days, at_least_apart, between, at")
    for item in items:
        first, *others = (f"{key}: {value}" for key, value in item.items())
        lines += [f"  - {first}", *(f"    {other}" for other in others)]
    return "\n".join(lines) + "\n"


def from_draft(draft: Draft, identity: str = "") -> str:
    """The file of an exercise read from plain text: what was understood, guessed and left over is marked."""
    kind = draft.value("kind") or "mobilise"
    body = draft.values("body") or ("hand",)
    side = draft.value("side") or "each"
    title = draft.title or "New exercise"
    marks = {piece.key: f'from "{" ".join(piece.words.split())}"' for piece in draft.pieces}
    marks |= {key: f"{marks[key]}; {GUESSED}" for key in draft.guessed if key in marks}
    for key in ("kind", "body", "side"):
        marks.setdefault(key, f"not said; {GUESSED}")
    dose = {key: draft.value(key) for key in _DOSE_ORDER if draft.value(key)}
    steps = draft.steps or [_sentence(title)]
    if not draft.steps:
        marks["steps"] = "not said: write what to do, in whole sentences"
    answers = ExerciseAnswers(
        title=title,
        kind=kind,
        body=body,
        side=side,
        steps=steps,
        dose=dose,
        position=draft.value("position"),
        equipment=draft.values("equipment"),
        stop_if=draft.value("stop_if"),
        notes=[f"Not understood: {'; '.join(draft.unclear)}."] if draft.unclear else [],
        identity=identity,
        marks=marks,
    )
    return exercise(answers)


def _head(kind: str, identity: str, title: str) -> list[str]:
    return [
        MODELINE.format(NAME),
        "coach: 1",
        f"type: {kind}",
        f"id: {identity}   # the name that other files use",
        f"title: {scalar(title)}",
    ]


def _dose(dose: Mapping[str, str], marks: Mapping[str, str]) -> list[str]:
    if not dose:
        return ["# dose:   # how much: sets, reps, hold, rest, tempo, duration, per_day, per_week, days"]
    given = [key for key in _DOSE_ORDER if key in dose]
    return ["dose:", *(f"  {key}: {dose[key]}{_mark(marks.get(key, ''))}" for key in given)]


def _mark(text: str) -> str:
    return f"   # {text}" if text else ""


def _motion(answers: ExerciseAnswers) -> list[str]:
    """A first pose for the figure, so that there is something to change; one frame for each step."""
    parts = set(answers.body)
    figure = "hand" if parts & _ARM else "foot" if parts & _LEG else ""
    if not figure:
        return ["# motion: or picture: shows how it is done; see the guide to writing routines"]
    lines = [
        "motion:   # `coach figure EXERCISE -o x.png` draws it; name a pose for each step",
        f"  figure: {figure}",
        "  frames:",
    ]
    return lines + [f"    - pose: {_POSE[figure]}" for _ in answers.steps]


_LONGEST_LINE: Final = 100
_LONGEST_TEXT: Final = 1900
"""Characters that a title or cue, and a sentence, are cut to; the format takes twice as many, and 2,000."""
_LONGEST_CUE: Final = 6
"""Words that are said while somebody moves."""


def _cue(step: str) -> str:
    words = re.split(r"[,;:.]", step)[0].split()
    return " ".join(words[:_LONGEST_CUE])[:_LONGEST_LINE].strip() or "…"


def _sentence(text: str) -> str:
    text = text.strip()[:_LONGEST_TEXT]
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")
