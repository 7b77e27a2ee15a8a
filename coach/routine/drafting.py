"""Routine files to begin with: what is known is filled in, what is guessed says so.

Texts in, texts out: the command line, the Author view and the import of plain text write files with these.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from coach.routine.cues import cue
from coach.routine.lint.drafts import GUESSED, NOT_UNDERSTOOD
from coach.routine.lint.safety import NEEDED
from coach.routine.meant import slug
from coach.routine.schema import MODELINE, NAME
from coach.routine.source import cleaned
from coach.routine.syntax import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from coach.routine.paste import Left

STOP: Final = {
    "stretch": ("tingling starts", "the pain goes above 3 of 10"),
    "nerve-glide": ("tingling or numbness grows, or stays afterwards",),
    "strengthen": ("a joint hurts", "the pain goes above 3 of 10"),
}
"""What a file begins with where the author has said nothing; 3 of 10 is Coach's own bound everywhere."""
_LEG: Final = frozenset(("toes", "big-toe", "foot", "arch", "sole", "heel", "forefoot", "ankle"))
_ARM: Final = frozenset(("fingers", "thumb", "thumb-web", "palm", "hand", "wrist", "forearm"))
POSE: Final = {"hand": "straight", "foot": "neutral", "body": "standing"}
"""Where movements begin."""
DOSE_ORDER: Final = (
    *("sets", "reps", "hold", "rest", "rest_between_sets", "tempo", "duration"),
    *("per_day", "per_week", "days"),
)


@dataclass(frozen=True, slots=True)
class ExerciseAnswers:
    """What somebody has said about a new exercise. `marks` are comments behind the lines of single keys.

    `left` are words that were not understood; they stand as comments where they were said. `poses` are those
    of the hand that single steps name.
    """

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
    caution: str = ""
    left: Sequence[Left] = ()
    poses: Mapping[int, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)


def free_id(wanted: str, taken: Collection[str], others: Collection[str] = ()) -> str:
    """An id that nothing has, so that a new document does not stand in for another unnoticed.

    One of `taken` gets `my-` before it; then one of `others`, which are new as well, a number.
    """
    if wanted in taken and not wanted.startswith("my-"):
        wanted = f"my-{wanted}"[:_LONGEST_ID].strip("-")
    used = {*taken, *others}
    numbered = (f"{wanted[: _LONGEST_ID - 4]}-{number}" for number in range(2, len(used) + 3))
    return wanted if wanted not in used else next(each for each in numbered if each not in used)


_LONGEST_ID: Final = 60


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
    lines += _steps(answers, marks)
    lines += _dose(answers, marks)
    lines += _motion(answers, marks)
    needed = NEEDED.get(answers.kind, ())
    if needed:
        lines.append("# People with these are asked first. Move what rules the exercise out to `avoid_if`.")
        lines.append(f"ask_first_if: [{', '.join(needed)}]")
    if answers.stop_if or answers.kind in STOP:
        line("stop_if", scalar(_sentence(answers.stop_if or ", or ".join(STOP[answers.kind]))))
    if answers.caution:
        line("caution", scalar(answers.caution[:_LONGEST_TEXT]))
    lines.append("evidence: {label: untested}   # may help, studies disagree, expert advice, untested")
    if answers.left:
        words = "; ".join(each.words for each in answers.left)
        lines += ["notes: >-", "  " + " ".join(f"Not understood: {words}.".split())[:_LONGEST_TEXT]]
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


PLAIN_LENGTH: Final = "4 weeks"
"""How long a programme goes on, if nobody says."""


def programme(title: str, items: Sequence[Mapping[str, str]], length: str = "", identity: str = "") -> str:
    """The file of a programme. An item is the keys of one routine or exercise and their values, id first.

    `length` as a file has it: `6 weeks`; where nobody has said it, the plain one, marked as guessed.
    """
    lines = [*_head("programme", identity or slug(title) or "my-programme", title)]
    lines.append("# starts: 2026-11-23   # left out: the day on which it is taken up")
    lines.append(f"for: {length or PLAIN_LENGTH}{_mark('' if length else GUESSED)}")
    lines.append("items:   # each with how often: per_day, per_week, days, at_least_apart, between, at")
    for item in items:
        first, *others = (f"{key}: {value}" for key, value in item.items())
        lines += [f"  - {first}", *(f"    {other}" for other in others)]
    return "\n".join(lines) + "\n"


_FOR_EXAMPLE: Final = {
    "hand": ("palm", "wrist: {extension: 20}"),
    "foot": ("inner", "ankle: {dorsiflexion: 10}"),
    "body": ("front", "both.elbow: {flexion: 30}"),
}
"""A view and a joint of each figure, as comments show them: nothing that was not asked for is in force."""


def poses(title: str, figure: str, origin: str, identity: str = "") -> str:
    """The file of one pose, a change of another, to go into a folder `poses`."""
    view, joint = _FOR_EXAMPLE[figure]
    lines = [
        MODELINE.format(NAME),
        "coach: 1",
        "type: poses",
        f"figure: {figure}   # whose poses these are: hand, foot or body",
        "poses:",
        f"  {identity or slug(title) or 'my-pose'}:   # the name by which exercises call it",
        f"    title: {scalar(title)}",
        f"    from: {origin}   # the pose it is a change of",
        f"    # view: {view}   # from where it is seen, if not as that one",
        "    # joints:   # what is different, in degrees, each direction by its name; for example",
        f"    #   {joint}",
    ]
    return "\n".join(lines) + "\n"


def _head(kind: str, identity: str, title: str) -> list[str]:
    return [
        MODELINE.format(NAME),
        "coach: 1",
        f"type: {kind}",
        f"id: {identity}   # the name that other files use",
        f"title: {scalar(title)}",
    ]


def _steps(answers: ExerciseAnswers, marks: dict[str, str]) -> Iterator[str]:
    about = "what to do, one sentence a line; `cue` is the few words said while doing it"
    yield f"steps:   # {marks.pop('steps', about)}"
    left: dict[int, list[Left]] = {}
    for each in answers.left:
        if not _is_amount(each.words):
            left.setdefault(min(each.after, len(answers.steps)), []).append(each)
    for number, step in enumerate(answers.steps):
        yield from _comments(left.get(number, ()))
        for part in textwrap.wrap(step, _LONGEST_TEXT):
            yield f"  - do: {scalar(part)}"
            said = cue(part)
            yield f"    cue: {scalar(said)}" if said else "    # cue: at most six words, said while doing it"
    yield from _comments(left.get(len(answers.steps), ()))


def _dose(answers: ExerciseAnswers, marks: Mapping[str, str]) -> Iterator[str]:
    given = [key for key in DOSE_ORDER if key in answers.dose]
    if not given:
        yield "# dose:   # how much: sets, reps, hold, rest, tempo, duration, per_day, per_week, days"
    else:
        yield "dose:"
    for key in given:
        yield f"  {key}: {answers.dose[key]}{_mark(marks.get(key, ''))}"
    yield from _comments(each for each in answers.left if _is_amount(each.words))


def _comments(left: Iterable[Left]) -> Iterator[str]:
    return (f'  # {NOT_UNDERSTOOD}: "{" ".join(each.words.split())}"' for each in left)


def _is_amount(words: str) -> bool:
    """Whether words that were not understood are about how much or how often: they stand with the dose."""
    return bool(re.search(r"\d|\b(?:hour|day|week|month|set|rep|time|breath|total|fatigue|daily)", words))


def _mark(text: str) -> str:
    return f"   # {text}" if text else ""


def _motion(answers: ExerciseAnswers, marks: Mapping[str, str]) -> list[str]:
    """A first pose for the figure, so that there is something to change; one frame for each step."""
    figure = figure_of(answers.body)
    if not figure:
        return ["# motion: or picture: shows how it is done; see the guide to writing routines"]
    lines = [
        "motion:   # `coach figure EXERCISE -o x.png` draws it; a pose for each step: `coach list --poses`",
        f"  figure: {figure}",
        "  frames:",
    ]
    for number in range(len(answers.steps)):
        named = answers.poses.get(number, "") if figure == "hand" else ""
        lines.append(
            f"    - pose: {named}"
            if named
            else f"    - pose: {POSE[figure]}{_mark(marks.get('pose', GUESSED))}"
        )
    return lines


def figure_of(body: Sequence[str]) -> str:
    """Which figure shows these parts of the body: hand, foot, or an empty text."""
    return "hand" if _ARM.intersection(body) else "foot" if _LEG.intersection(body) else ""


_LONGEST_TEXT: Final = 1900
"""Characters of a sentence; the format takes 2,000."""


def _sentence(text: str) -> str:
    text = text.strip()[:_LONGEST_TEXT]
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")
