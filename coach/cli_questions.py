"""The few questions of `coach new`: each has a plain answer to take with Enter, and lists what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, get_args

from coach.routine import drafting, paste
from coach.routine.meant import slug
from coach.routine.model import BodyPart, Kind, SideWord
from coach.routine.synonyms import meant, suggestion

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Collection, Mapping

    from coach.routine.library import Library

    Ask = Callable[[str], str] | None

_TRIES: Final = 5
"""After so many answers that do not fit, the plain one is taken."""
_AMOUNT: Final = (
    "sets",
    "reps",
    "hold",
    "rest",
    "rest_between_sets",
    "tempo",
    "duration",
    "per_day",
    "per_week",
    "days",
)


def kind(ask: Ask) -> str:
    """Which kind of file is wanted."""
    return _choice("What do you want to write: exercise, routine or programme?", "exercise", _KINDS, ask)


def exercise(options: argparse.Namespace, _library: Library, ask: Ask) -> tuple[str, str]:
    """The id and the text of a new exercise."""
    title = options.title or _words("What is the exercise called?", "My exercise", ask)
    read = paste.draft(title)
    does = _given_or_asked(
        options.purpose, "What does it do?", read.value("kind") or "stretch", get_args(Kind), ask
    )
    body = _parts(
        options.body or _words("Which parts of the body?", ", ".join(read.values("body")) or "hand", ask)
    )
    sides = get_args(SideWord)
    side = _given_or_asked(options.side, "On which side?", read.value("side") or "each", sides, ask)
    amount = options.dose or _words("How much? For example: 3 x 30 s, twice daily", "", ask)
    # The kind is said first, so that `30 s` is read as the hold of a stretch.
    said = paste.draft(f"{does} {title}, {amount}") if amount else read
    steps = options.do or _lines("What is to be done? One sentence a line, an empty line ends.", ask)
    answers = drafting.ExerciseAnswers(
        title=title,
        kind=does,
        body=body,
        side=side,
        steps=steps or [f"{title}."],
        dose={key: said.value(key) for key in _AMOUNT if said.value(key)},
        identity=options.id or "",
        position=said.value("position"),
        equipment=said.values("equipment"),
        notes=[f"Not understood: {'; '.join(said.unclear)}."] if said.unclear else [],
    )
    return options.id or slug(title) or "my-exercise", drafting.exercise(answers)


def routine(options: argparse.Namespace, library: Library, ask: Ask) -> tuple[str, str]:
    """The id and the text of a new routine."""
    title = options.title or _words("What is the routine called?", "My routine", ask)
    used = options.use or _ids(
        "Which exercises? Ids or words of their titles.", "pen-down-shake-out", library.exercises, ask
    )
    steps = [{"exercise": each} for each in used]
    return options.id or slug(title) or "my-routine", drafting.routine(title, steps, options.id or "")


def programme(options: argparse.Namespace, library: Library, ask: Ask) -> tuple[str, str]:
    """The id and the text of a new programme."""
    title = options.title or _words("What is the programme called?", "My programme", ask)
    known = {**library.routines, **library.exercises}
    used = options.use or _ids("Which routines? Ids or words of their titles.", "gentle-hands", known, ask)
    amount = paste.draft(options.dose or _words("How often? For example: twice daily", "once a day", ask))
    often = {key: amount.value(key) for key in ("per_day", "per_week", "days") if amount.value(key)}
    items = [{"exercise" if each in library.exercises else "routine": each, **often} for each in used]
    return options.id or slug(title) or "my-programme", drafting.programme(title, items, 4, options.id or "")


WRITERS: Final[Mapping[str, Callable[[argparse.Namespace, Library, Ask], tuple[str, str]]]] = {
    "exercise": exercise,
    "routine": routine,
    "programme": programme,
}
_KINDS: Final = tuple(WRITERS)


def _words(question: str, plain: str, ask: Ask) -> str:
    if ask is None:
        return plain
    return ask(f"{question} [{plain}] " if plain else f"{question} ").strip() or plain


def _lines(question: str, ask: Ask) -> list[str]:
    lines: list[str] = []
    while ask is not None and (line := ask(f"{question} " if not lines else "  … ").strip()):
        lines.append(line)
    return lines


def _given_or_asked(given: str | None, question: str, plain: str, known: Collection[str], ask: Ask) -> str:
    if given is None:
        return _choice(f"{question} {', '.join(known)}", plain, known, ask)
    return given if given in known else meant(given, known) or given


def _choice(question: str, plain: str, known: Collection[str], ask: Ask) -> str:
    for _ in range(_TRIES):
        answer = _words(question, plain, ask).lower()
        if answer in known:
            return answer
        if own := meant(answer, known):
            return own
        question = f"There is no `{answer}`. {suggestion(answer, known)} {', '.join(known)}".replace(
            "  ", " "
        )
    return plain


def _parts(text: str) -> list[str]:
    """Body parts in the format's words, as far as they are known; others as they were written."""
    known = get_args(BodyPart)
    parts = [part.strip().lower().replace(" ", "-") for part in text.split(",") if part.strip()]
    flat = [word for each in known for word in (get_args(each) or (each,))]
    return [next((word for word in flat if word in {part, part.rstrip("s")}), part) for part in parts] or [
        "hand"
    ]


def _ids(question: str, plain: str, known: Mapping[str, Any], ask: Ask) -> list[str]:
    for _ in range(_TRIES):
        given = [each.strip() for each in _words(question, plain, ask).split(",") if each.strip()]
        found = [_id(each, known) for each in given]
        if all(found):
            return found
        missing = next(each for each, one in zip(given, found, strict=True) if not one)
        question = f"There is no `{missing}`. {suggestion(missing, known)} Which?"
    return [plain]


def _id(text: str, known: Mapping[str, Any]) -> str:
    """The id written, or the one document whose title holds the words; empty if there is none, or several."""
    if text in known:
        return text
    words = text.lower().split()
    fits = [name for name, each in known.items() if all(word in each.title.lower() for word in words)]
    return fits[0] if len(fits) == 1 else ""
