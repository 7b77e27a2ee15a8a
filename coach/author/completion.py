"""What can be typed at the cursor: keys, values and ids, each with what it means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol, get_args

from coach.author.cursor import cursor
from coach.author.grammar import Kind
from coach.routine.model import BodyPart

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from coach.author.cursor import Cursor
    from coach.author.grammar import Grammar
    from coach.routine.library import Library


class FigureWords(Protocol):
    """What files say of the figures. Asked for only where it is written: it takes a moment to be known.

    A figure is `hand`, `foot` or `body`; empty where a text does not say which: all of them.
    """

    def poses(self, figure: str) -> Mapping[str, str]:
        """The poses, each with its title."""

    def views(self, figure: str) -> Mapping[str, str]:
        """From where the figure is seen, each with what else it is called."""

    def joints(self, figure: str, path: Sequence[str]) -> Mapping[str, str]:
        """What may stand below `joints` and these keys, each with what it means."""


@dataclass(frozen=True, slots=True)
class Names:
    """The ids that a file can refer to, each with what it is called."""

    exercises: Mapping[str, str] = field(default_factory=dict)
    routines: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    conditions: Mapping[str, str] = field(default_factory=dict)
    figures: FigureWords | None = None
    body: Mapping[str, str] = field(default_factory=dict)
    """The parts of the body, which have no titles."""
    taken: Collection[str] = frozenset()
    """Every id that some file has, programmes and files with errors too: nothing new takes one of them."""

    @classmethod
    def of(cls, library: Library, figures: FigureWords) -> Names:
        """Those of a library, and of the figures."""
        return cls(
            exercises={one.id: one.title for one in library.exercises.values()},
            routines={one.id: one.title for one in library.routines.values()},
            sources={name: one.name for name, one in library.sources.items()},
            conditions={tag: one.name for tag, one in library.conditions.items()},
            figures=figures,
            body=dict.fromkeys(_words(BodyPart), ""),
            taken=frozenset({*library.origins, *library.broken}),
        )


def _words(literal: object) -> Iterator[str]:
    """The words of a literal type, of those within it too."""
    for one in get_args(literal):
        yield from [one] if isinstance(one, str) else _words(one)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to type: what is put in, and what it means."""

    text: str
    about: str


@dataclass(frozen=True, slots=True)
class Completion:
    """The choices for what has been typed since the column `start`, from 0."""

    start: int
    typed: str
    choices: tuple[Choice, ...]


_REFERS: Final = {
    "exercise": "exercises",
    "routine": "routines",
    "sources": "sources",
    "avoid_if": "conditions",
    "ask_first_if": "conditions",
    "pose": "poses",
    "from": "poses",
    "ghost": "poses",
    "body": "body",
    "view": "views",
}
"""The fields that hold ids, and whose."""
_FIGURES: Final = frozenset({"poses", "views"})
_FIGURE: Final = re.compile(r"^ *figure: *(hand|foot|body)\b", re.MULTILINE)
_LINKS: Final = {"easier", "harder"}
"""The records whose `id` is an exercise's."""


def complete(text: str, line: int, column: int, grammar: Grammar, names: Names) -> Completion | None:
    """What can be typed at a line and a column, both from 0; None where there is nothing to offer."""
    here = cursor(text, line, column)
    if here is None:
        return None
    figure = found[1] if (found := _FIGURE.search(text)) else ""
    offered = tuple(values(here, grammar, names, figure)) or tuple(_keys(here, grammar, names, figure))
    choices = tuple(_matching(here, offered))
    return Completion(here.start, here.typed, choices) if choices else None


def _of_figures(what: str, figure: str, names: Names) -> Mapping[str, str]:
    if names.figures is None:
        return {}
    return names.figures.poses(figure) if what == "poses" else names.figures.views(figure)


def _matching(here: Cursor, choices: tuple[Choice, ...]) -> Iterator[Choice]:
    """What begins with what was typed, then what holds it; not what is already there."""
    typed = here.typed.strip("\"' ").lower()
    begins = [one for one in choices if one.text.lower().startswith(typed)]
    holds = [one for one in choices if one not in begins and typed and _holds(one, typed)]
    found = begins + holds
    done = here.typed.strip()
    return iter(() if len(found) == 1 and found[0].text.rstrip(": ") == done and done else found)


def _holds(choice: Choice, typed: str) -> bool:
    return typed in choice.text.lower() or typed in choice.about.lower()


def _keys(here: Cursor, grammar: Grammar, names: Names, figure: str) -> Iterator[Choice]:
    if here.key:
        return
    if "joints" in here.path and names.figures:
        below = tuple(str(part) for part in here.path[here.path.index("joints") + 1 :])
        for name, about in names.figures.joints(figure, below).items():
            if name not in here.present:
                yield Choice(f"{name}: ", about)
        return
    for one in grammar.fields(here.document, here.path, here.present):
        if one.name not in here.present:
            yield Choice(
                f"{one.name}:" if one.kind in {Kind.RECORD, Kind.RECORDS} else f"{one.name}: ", one.about
            )


def values(here: Cursor, grammar: Grammar, names: Names, figure: str = "") -> Iterator[Choice]:
    """What the value at a place can be, whatever has been typed; `figure` is the one the text is about."""
    path, name = here.path, here.key
    if not name and path and isinstance(path[-1], int):  # an item of a list of words
        path, name = path[:-2], str(path[-2])
        one = grammar.field(here.document, path, name)
        if one is None or one.kind is not Kind.WORDS:
            return
    elif not name:
        return
    else:
        one = grammar.field(here.document, path, name, here.present)
    refers = _REFERS.get(name, "exercises" if name == "id" and path and path[-1] in _LINKS else "")
    if refers:
        known = _of_figures(refers, figure, names) if refers in _FIGURES else getattr(names, refers)
        yield from (Choice(identity, title) for identity, title in sorted(known.items()))
    elif one is not None:
        yield from (Choice(value, one.about) for value in one.choices)
