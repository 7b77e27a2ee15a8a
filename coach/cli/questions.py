"""The few questions of `coach new`: each has a plain answer to take with Enter, and lists what there is.

Whatever is not understood is asked again, or refused where it stands in an option; nothing is dropped or
guessed in silence.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, get_args

from coach import paths
from coach.cli.routines import UsageError
from coach.errors import CoachError
from coach.routine import answered, body_parts, drafting, paste, programme_fields
from coach.routine.meant import slug
from coach.routine.model import Kind, SideWord
from coach.routine.quantity import QuantityError
from coach.routine.synonyms import meant, suggestion

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path
    from typing import TextIO

    from coach.routine.library import Library
    from coach.routine.paste import Draft

    Made = tuple[str, str, list[str]]
    """The id and the text of a file, and lines to tell about it."""
    Read = Callable[[str], tuple[Any, str]]
    """What an answer means, and a sentence if it is not understood."""

TRIES: Final = 5
"""How often somebody is asked; after so many answers that do not fit, nothing is written."""
_OFTEN: Final = ("per_day", "per_week", "days")
_NOT_ALL_USE: Final = ("does", "body", "side", "dose", "do", "use", "weeks", "figure", "from")
_TAKEN: Final[Mapping[str, tuple[str, ...]]] = {
    "exercise": ("does", "body", "side", "dose", "do"),
    "routine": ("use",),
    "programme": ("use", "dose", "weeks"),
    "pose": ("figure", "from"),
    "text": (),
}
_KEPT: Final = {"does": "purpose", "from": "origin"}
"""Where the parser keeps an option that is not called by its own name."""
_KEYS: Final = {"does": "kind", "body": "body", "side": "side"}
"""What a file calls them."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Puts questions, and asks again where an answer is not understood.

    `put` gives the answer to a question, or raises EOFError. `is_piped`: nobody is there to mend an answer,
    and where the answers end, the plain ones are taken; `unsaid` is for which options they were.
    """

    put: Callable[[str], str]
    is_piped: bool = False
    unsaid: set[str] = field(default_factory=set)

    def words(self, option: str, question: str, plain: str, read: Read) -> Any:  # noqa: ANN401 - what the answer means
        """The meaning of an answer; the plain one's, where none is given.

        Raises CoachError, so that nothing is written, where there is no good answer.
        """
        asked = f"{question} [{plain}] " if plain else f"{question} "
        problem = before = ""
        for _ in range(1 if self.is_piped else TRIES):
            try:
                given = self.put(asked).strip()
            except EOFError:
                if not self.is_piped:
                    raise CoachError("Nothing was written.") from None
                given = ""
                self.unsaid.add(option)
            given = _agreed(given, before, problem)
            value, problem = read(given or plain)
            if not problem:
                return value
            before = given
            asked = f"{problem} "
        raise CoachError(f"{problem} Nothing was written.")

    def may_mend(self, option: str | None) -> bool:
        """Whether somebody is there who can say it in other words."""
        return option is None and not self.is_piped

    def lines(self, question: str) -> list[str]:
        """Lines up to an empty one."""
        lines: list[str] = []
        with suppress(EOFError):
            while line := self.put(f"{question} " if not lines else "  … ").strip():
                lines.append(line)
        return lines


def _agreed(given: str, before: str, problem: str) -> str:
    """The answer; after `Did you mean …?` a yes stands for the answer before it with that word mended."""
    meant_word = _MEANT.search(problem)
    if given.lower() not in _YES or meant_word is None:
        return given
    return re.sub(re.escape(meant_word[1]), lambda _: meant_word[2], before, count=1, flags=re.IGNORECASE)


_YES: Final = ("y", "yes")
_MEANT: Final = re.compile(r"`([^`]+)`[^`]*Did you mean `([^`]+)`\?")


def piped(stream: TextIO | None) -> Asker:
    """Answers that come through a pipe, one a line; questions are not printed. `None`: there is no answer."""

    def put(_question: str) -> str:
        if stream is not None and (line := stream.readline()):
            return line
        raise EOFError

    return Asker(put, is_piped=True)


def check_options(options: argparse.Namespace, kind: str) -> None:
    """Raises UsageError for an option that what is written would not use, and for what cannot be an id."""
    if options.id is not None and slug(options.id) != options.id:
        instead = f" Write `{slug(options.id)}`." if slug(options.id) else ""
        raise UsageError(f"`{options.id}` cannot be an id.{instead} Nothing was written.")
    for name in _NOT_ALL_USE:
        if getattr(options, _KEPT.get(name, name)) is not None and name not in _TAKEN[kind]:
            what = (
                "a file made of a text" if kind == "text" else f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
            )
            raise UsageError(f"`--{name}` does not belong to {what}; nothing was written.")


def kind(asker: Asker) -> str:
    """Which kind of file is wanted."""
    question = "What do you want to write: exercise, routine, programme or pose?"
    return str(asker.words("kind", question, "exercise", _one_of(tuple(WRITERS))))


def exercise(options: argparse.Namespace, library: Library, asker: Asker) -> Made:
    """The id and the text of a new exercise."""
    title, asker = _title(options, "What is the exercise called?", asker)
    name, told = _free_id(options, "exercise", title, library)
    read = paste.draft(title)
    kinds, sides = get_args(Kind), get_args(SideWord)
    question = f"What does it do? {', '.join(kinds)}"
    does = _answer(options, "does", question, read.value("kind") or "stretch", _one_of(kinds), asker)
    plain = ", ".join(read.values("body")) or "hand"
    body = _answer(options, "body", "Which parts of the body?", plain, body_parts.read, asker)
    question = f"On which side? {', '.join(sides)} (each: one after the other; both: at the same time)"
    side = _answer(options, "side", question, read.value("side") or "each", _one_of(sides), asker)

    asked_about: set[str] = set()

    def dose(text: str) -> tuple[Draft, str]:
        # A length of time alone is the hold of a stretch.
        said, problem = answered.amount(text, holds=does == "stretch")
        if not problem and said.unclear and text not in asked_about and asker.may_mend(options.dose):
            asked_about.add(text)
            words = ", ".join(said.unclear)
            problem = f"`{words}` is not understood. Say it again, or the same to keep it as a remark."
        return said, problem

    said = _answer(options, "dose", f"How much? For example: {answered.EXAMPLE}", "", dose, asker)
    steps = options.do or asker.lines("What is to be done? One sentence a line, an empty line ends.")
    guessed = [key for option, key in _KEYS.items() if option in asker.unsaid]
    if answered.side(side, steps) != side:
        told.append(f"Side `each`, not `{side}`: one hand cannot help the other where both do the same.")
    text = answered.exercise(title, does, body, side, said, steps, identity=name, guessed=guessed)
    told += [f"NOT UNDERSTOOD, and marked in the file: {words}" for words in said.unclear]
    return name, text, told


def routine(options: argparse.Namespace, library: Library, asker: Asker) -> Made:
    """The id and the text of a new routine."""
    title, asker = _title(options, "What is the routine called?", asker)
    name, told = _free_id(options, "routine", title, library)
    question = "Which exercises, in order? Ids or titles, or words of them; several with commas."
    read = _ids(library.exercises, library.origins)
    used = _answer(options, "use", question, "pen-down-shake-out", read, asker)
    steps = [{"exercise": each} for each in used]
    return name, drafting.routine(title, steps, name), told


def programme(options: argparse.Namespace, library: Library, asker: Asker) -> Made:
    """The id and the text of a new programme."""
    title, asker = _title(options, "What is the programme called?", asker)
    name, told = _free_id(options, "programme", title, library)
    known = {**library.routines, **library.exercises}
    question = "Which routines or exercises? Ids or titles, or words of them; several with commas."
    used = _answer(options, "use", question, "gentle-hands", _ids(known, library.origins), asker)

    def often(text: str) -> tuple[Draft, str]:
        return answered.amount(text, _OFTEN, example="twice daily", whole=True)

    question = "How often? For example: twice daily"
    said = _answer(options, "dose", question, "once a day", often, asker)
    dose = {key: said.value(key) for key in _OFTEN if said.value(key)}
    items = [{"exercise" if each in library.exercises else "routine": each, **dose} for each in used]
    question = "How long does it go on? For example: 4 weeks"
    length = _answer(options, "weeks", question, drafting.PLAIN_LENGTH, _length, asker)
    return name, drafting.programme(title, items, "" if "weeks" in asker.unsaid else length, name), told


def _length(text: str) -> tuple[str, str]:
    """`6 weeks` of `6`, `6 wks` or `6 weeks`; a sentence where it is no length."""
    number = re.fullmatch(r"(\d{1,3})\s*(?:weeks?|wks?|w|/52)?", text.strip().lower())
    length = f"{number[1]} {'week' if number[1] == '1' else 'weeks'}" if number else text.strip()
    try:
        programme_fields.period(length)
    except QuantityError as error:
        return "", f"{error} Write for example: 6 weeks."
    return length, ""


def pose(options: argparse.Namespace, _library: Library, asker: Asker) -> Made:
    """The id and the text of a file with a new pose."""
    from coach.figure.known_poses import known  # noqa: PLC0415 - wanted for poses only

    title, asker = _title(options, "What is the pose called?", asker)
    identity = options.id or slug(title) or "my-pose"
    refuse_taken(place(options.output, "pose", identity))
    read = _one_of(tuple(drafting.POSE))
    figure = str(_answer(options, "figure", "Of which figure: hand, foot or body?", "hand", read, asker))
    lists = f"`coach list --poses {figure}` lists them."
    poses = known(figure)

    def is_pose(text: str) -> tuple[str, str]:
        near = suggestion(text, poses)
        return text, "" if text in poses else " ".join(filter(None, (f"There is no `{text}`.", near, lists)))

    question = f"Which pose is it a change of? {lists}"
    origin = str(_answer(options, "from", question, drafting.POSE[figure], is_pose, asker))
    told = [f"`{identity}` is one of Coach's poses, too: yours stands in for it in every exercise."]
    return identity, drafting.poses(title, figure, origin, identity), told if identity in poses else []


WRITERS: Final[Mapping[str, Callable[[argparse.Namespace, Library, Asker], Made]]] = {
    "exercise": exercise,
    "routine": routine,
    "programme": programme,
    "pose": pose,
}


def _title(options: argparse.Namespace, question: str, asker: Asker) -> tuple[str, Asker]:
    """The title, and who is asked for the rest: where it is given and nobody sits there, nobody."""

    def read(text: str) -> tuple[str, str]:
        is_name = any(letter.isalnum() for letter in text)
        return text, "" if is_name else "It needs a name (`--title`)."

    title = str(_answer(options, "title", question, "", read, asker))
    return title, piped(None) if asker.is_piped and options.title is not None else asker


def _id_of(options: argparse.Namespace, title: str, library: Library) -> tuple[str, list[str]]:
    """The id, and what is to be told about it: a new file stands in for one of Coach's only on request."""
    if options.id:
        stands_in = f"`{options.id}` comes with Coach, too: yours stands in for it everywhere."
        return options.id, [stands_in] if options.id in not_own(library) else []
    wanted = slug(title) or "new"
    name = drafting.free_id(wanted, not_own(library))
    return name, [f"Its id is `{name}`: there is another `{wanted}`."] if name != wanted else []


def _free_id(options: argparse.Namespace, kind: str, title: str, library: Library) -> tuple[str, list[str]]:
    """The same, before anything else is asked. Raises CoachError if there is such a file already."""
    name, told = _id_of(options, title, library)
    refuse_taken(place(options.output, kind, name))
    return name, told


def place(output: Path | None, kind: str, identity: str, *, several: bool = False) -> Path:
    """Where a new file goes: `output` may be a file or a folder, and always is a folder for `several`."""
    if output is None:
        return paths.own_routines() / ("poses" if kind == "pose" else "") / f"{identity}.yaml"
    return output / f"{identity}.yaml" if several or output.is_dir() or not output.suffix else output


def refuse_taken(path: Path) -> None:
    """Raises CoachError if there is something at a place."""
    if path.exists():
        raise CoachError(f"{path} is there already.", "Choose another title, or another place with -o.")


def not_own(library: Library) -> set[str]:
    """The ids of what is not the person's own: a file of these names would stand in for it."""
    return {each for each, origin in library.origins.items() if origin != "own"}


def _answer(
    options: argparse.Namespace, name: str, question: str, plain: str, read: Read, asker: Asker
) -> Any:  # noqa: ANN401 - what the answer means
    """What an option says, or an answer to the question in its place."""
    given = getattr(options, _KEPT.get(name, name))
    if given is None:
        return asker.words(name, question, plain, read)
    value, problem = read(given.strip() if isinstance(given, str) else ", ".join(given))
    if problem:
        raise UsageError(f"`--{name}`: {problem} Nothing was written.")
    return value


def _one_of(known: Collection[str]) -> Read:
    def read(text: str) -> tuple[str, str]:
        answer = text.lower()
        if found := answer if answer in known else meant(answer, known):
            return found, ""
        return "", " ".join(
            filter(None, (f"There is no `{answer}`.", suggestion(answer, known), ", ".join(known)))
        )

    return read


def _ids(known: Mapping[str, Any], origins: Mapping[str, str]) -> Read:
    def read(text: str) -> tuple[list[str], str]:
        given = [each.strip() for each in text.split(",") if each.strip()]
        fits = [_fitting(each, known, origins) for each in given]
        found = [each[0] if len(each) == 1 else "" for each in fits]
        if given and all(found):
            return found, ""
        for each, several in zip(given, fits, strict=True):
            if len(several) > 1:
                listed = ", ".join(f"`{name}`" for name in several[:_MOST_LISTED])
                return [], f"`{each}` could be {listed}{' …' * (len(several) > _MOST_LISTED)}. Which one?"
        missing = next((each for each, one in zip(given, found, strict=True) if not one), text)
        return [], " ".join(
            filter(None, (f"There is no `{missing}`.", suggestion(missing, known), "`coach list` shows all."))
        )

    return read


_MOST_LISTED: Final = 6


def _fitting(text: str, known: Mapping[str, Any], origins: Mapping[str, str]) -> list[str]:
    """The ids that are meant: the id, or those of the title (one's own first), or titles with these words."""
    if text in known:
        return [text]
    small = text.lower().rstrip(".")
    called = [name for name, each in known.items() if each.title.lower().rstrip(".") == small]
    if called:
        return [name for name in called if origins.get(name) == "own"] or called
    words = small.split()
    return sorted(name for name, each in known.items() if all(word in each.title.lower() for word in words))
