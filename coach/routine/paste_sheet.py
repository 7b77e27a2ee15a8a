"""A whole sheet of exercises as it is pasted: where each exercise begins, and what is said about all of them.

Exercises begin with a bullet or a number, after an empty line, or with the next line that has a name and an
amount. Bullets below the name of one exercise are its sentences. What stands above or below them, `daily for
6 weeks`, `stop if it hurts`, is meant for each.
"""

# ruff: noqa: E501 - a pattern is read in one piece

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from coach.routine import paste_begins
from coach.routine.paste import LONGEST, Draft, Left, amount, draft
from coach.routine.paste_patterns import BODY, KINDS
from coach.routine.paste_people import without_people
from coach.routine.paste_words import is_worn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


MOST: Final = 100
"""Exercises that are read; a sheet has ten."""


@dataclass(slots=True)
class Sheet:
    """The exercises of a text in order, the heading above them, and words about all that were not understood.

    `people` are lines about the patient, which no file made of the sheet has: it may be passed on.
    """

    title: str = ""
    drafts: list[Draft] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    people: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    """`marker`: `*` for a bullet, `1` for a number, `|` for a table's row; `is_apart` stands after an empty line."""

    text: str
    marker: str = ""
    indent: int = 0
    is_apart: bool = False


@dataclass(slots=True)
class _Parts:
    """The lines of each exercise, when it begins if a heading says so, and the lines that belong to none."""

    exercises: list[list[str]] = field(default_factory=list)
    begins: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    general: list[str] = field(default_factory=list)
    is_general: bool = True

    def begin(self, line: str) -> None:
        self.exercises.append([line])
        self.begins.append("")
        self.is_general = False

    def set_aside_worn(self) -> None:
        """Take out what is no exercise: `splint on at night`."""
        worn = [at for at, lines in enumerate(self.exercises) if all(map(is_worn, lines))]
        for at in reversed(worn):
            self.headings += self.exercises.pop(at)
            del self.begins[at]

    def go_on(self, line: str) -> None:
        (self.exercises[-1] if self.exercises else self.general).append(line)

    def say(self, line: str) -> None:
        self.general.append(line)
        self.is_general = True


_BULLET: Final = re.compile(
    r"^(\s*)(?:([-–—•·●◦○▪■□☐✓✔➢►\u2043*‣]|o(?=\s+[A-Z]))\s*(?=[^\W\d]|\s)"
    r"|((?:(?:exercise|ex\.?)\s*#?)?\(?\d{1,2}\s?[.):]\)?(?!\d)|(?:exercise|ex\.?)\s*#?\d{1,2}\s*[-–:.]?))\s*(?=\S)",
    re.IGNORECASE,
)
_NAMED: Final = re.compile("|".join(rf"\b(?:{pattern})\b" for _, pattern in (*BODY, *KINDS)), re.IGNORECASE)
_DONE: Final = re.compile("|".join(rf"\b(?:{pattern})\b" for _, pattern in KINDS), re.IGNORECASE)
"""What is done, without the parts of the body: people are called Palm."""
_SIDES: Final = re.compile(
    r"\b(?:each|per|every|both|other|opposite|left|right|alternat\w+|ea) \w+|\bhold\w* (?:the |this )?stretch",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(
    r"^(?:hold|repeat|rest|then|relax|return|do (?:this|it|the|all|these)|perform|stop|start|build|increase|progress|aim|"
    r"try|continue|slowly|gently|keep|once|twice|daily|sets?|reps?|x\s*\d|tempo|frequency|dosage|total|for)\b",
    re.IGNORECASE,
)
"""Begins a line about the exercise above it."""
_HEADING: Final = re.compile(
    r"\b(?:exercises|program(?:me)?|plan|hep|routine|sheet|hand-?out|stretches|physio\w*|rehab\w*|therapy|week \d+|"
    r"patient|name|date|d\.?o\.?b|therapist|clinic|goals?|all|these|each exercise|every exercise|general|notes?)\b",
    re.IGNORECASE,
)
_LETTER: Final = re.compile(
    r"^(?:patient|name|date|d\.?o\.?b\.?|therapist|clinic|tel|phone|email|dear|hello|hi|best|kind regards|regards|"
    r"yours|thanks?|sincerely|cheers)\b",
    re.IGNORECASE,
)
"""Begins a line that is about people, not about an exercise."""
_WEEK: Final = re.compile(r"\b(?:week|wk|phase|stage|day)s? ?\d", re.IGNORECASE)
_WORDS_OF_A_HEADING: Final = 8
_CELLS: Final = re.compile(r"\s*(?:\t|\||\s{2,})\s*")
_COLUMNS: Final = re.compile(
    r"^(?:sets?|reps?|repetitions|hold|rest|tempo|freq\w*|how often|duration|time)\b", re.IGNORECASE
)
_SAID_BEFORE: Final = re.compile(r"^(?:sets?|reps?|repetitions|hold|rest|tempo)\b", re.IGNORECASE)
_FEWEST_COLUMNS: Final = 2


def sheet(text: str) -> Sheet:
    """Every exercise of a text, in order. Of a text without one, the exercises are empty."""
    own, people = without_people(text[:LONGEST], _DONE)
    parts = _whole(_lines(own))
    parts.set_aside_worn()
    made = Sheet(drafts=[draft("\n".join(part)) for part in parts.exercises[:MOST]], people=people)
    for one, begins in zip(made.drafts, parts.begins, strict=False):
        if begins and not one.value("begins"):
            one.wait_for(begins, "said above")
            one.left.append(Left(begins))
    if len(parts.exercises) > MOST:
        made.left.append(Left(f"everything after {MOST} exercises"))
    if len(text) > LONGEST:
        made.left.append(Left(f"everything after {LONGEST:,} characters"))
    if not made.drafts:
        return made
    made.left += map(Left, parts.headings)
    for number, line in enumerate(parts.general):
        said = amount(line)
        short = len(line.split()) <= _WORDS_OF_A_HEADING
        is_title = not number and short and not any((_LETTER.match(line), _WEEK.search(line), is_worn(line)))
        if is_title and said.left:
            made.title = said.left.pop(0).words.strip(" :-–—=*_#")
        made.left += said.left
        if _WEEK.match(said.value("begins")):  # a sheet for one week only begins now
            said.pieces = [each for each in said.pieces if each.value != said.value("begins")]
        for each in made.drafts:
            _say_to(each, said)
    return made


def drafts(text: str) -> list[Draft]:
    """The exercises of a sheet."""
    return sheet(text).drafts


_OFTEN: Final = ("per_day", "per_week", "days")
_WARNS: Final = ("caution", "stop_if")
_FOR_ALL: Final = (*_WARNS, "begins")


def _say_to(one: Draft, said: Draft) -> None:
    """What is said about all exercises, said to one: warnings always, how often where it says nothing itself."""
    often = not any(one.value(key) for key in _OFTEN)
    for piece in said.pieces:
        if piece.key in _FOR_ALL or (piece.key in _OFTEN and often):
            one.pieces.append(replace(piece, words=f"{piece.words} (said about all)"))
        elif piece.key not in _OFTEN and Left(piece.words, len(one.steps)) not in one.left:
            one.left.append(Left(piece.words, len(one.steps)))


def _without_tables(lines: Iterable[str]) -> Iterator[str]:
    """Each row below columns such as `Sets` and `Hold` as an exercise, with these words before its numbers.

    The first cell has `|` before it, the others are moved in.
    """
    head: list[str] = []
    for line in lines:
        cells = _CELLS.split(line.strip().strip("|").strip())
        columns = sum(bool(_COLUMNS.match(cell)) for cell in cells)
        if _FEWEST_COLUMNS <= columns < len(cells) and not re.search(r"\d", line):
            head = cells
        elif head and 1 < len(cells) <= len(head):
            said = (_cell(*each) for each in zip(head, cells, strict=False) if re.search(r"\w", each[1]))
            yield from (f"    {words}" if place else f"|{words}" for place, words in enumerate(said))
        else:
            head = [] if line.strip() else head
            yield line.replace("\t", "  ")


def _cell(column: str, words: str) -> str:
    return f"{column}: {words}" if _SAID_BEFORE.match(column) else words


@lru_cache(maxsize=1024)
def _warns(line: str) -> bool:
    return any(map(amount(line).value, _WARNS))


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    is_apart = False
    for line in _without_tables(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        if not line.strip():
            is_apart = True
            continue
        found = _BULLET.match(line)
        marker = "|" if line[0] == "|" else "" if found is None else "*" if found[2] else "1"
        words = line[found.end() :].strip() if found else line.strip().removeprefix("|")
        indent = len(line) - len(line.lstrip())
        lines.append(_Line(words, marker, indent, is_apart and bool(lines)))
        is_apart = False
    return lines


@lru_cache(maxsize=1024)
def _is_exercise(line: str, *, is_known: bool = True) -> bool:
    """Whether a line could be a whole exercise: it has a name, known or not, and an amount of its own."""
    named = _NAMED.search(_SIDES.sub("", line)) if is_known else amount(line).left
    return (
        bool(named)
        and not _GOES_ON.match(line)
        and any(amount(line).value(key) for key in ("sets", "reps", "hold", "duration"))
    )


def _is_name(line: str) -> bool:
    """Whether a line is the name of an exercise, and nothing else."""
    short = len(line.split()) <= _WORDS_OF_A_HEADING and not line.rstrip().endswith(".")
    return short and not _HEADING.search(line) and not _GOES_ON.match(line) and not _warns(line)


def _whole(lines: Sequence[_Line]) -> _Parts:
    """The parts of all sections: a list, a table, and the weeks are read each by itself.

    Beside such a section, text without an amount is about all exercises. A sheet for one week only begins now.
    """
    sections = list(_sections(lines))
    all_parts = _Parts()
    for heading, section in sections:
        parts = _parts(section)
        plain = len(sections) > 1 and not heading and not any(line.marker for line in section)
        for part in parts.exercises:
            if plain and not any(map(_is_exercise, part)):
                all_parts.general += part
            else:
                all_parts.begin(part[0])
                all_parts.exercises[-1] += part[1:]
                all_parts.begins[-1] = _first_day(heading)
        all_parts.general += parts.general
        all_parts.headings += [heading.strip(" :")] if heading else []
    if len(set(all_parts.begins)) == 1 and re.match(_WEEK, all_parts.begins[0]):
        all_parts.begins = [""] * len(all_parts.begins)
    return all_parts


def _first_day(heading: str) -> str:
    """The words of a heading that say when what is below it begins; empty if that is today."""
    found = paste_begins.of_line(heading) if heading else None
    return found.words if found and not found.is_now else ""


def _sections(lines: Sequence[_Line]) -> Iterator[tuple[str, list[_Line]]]:
    """The runs of lines that are read together, each with the `Week 3-4` above it."""
    heading, section, is_table = "", list[_Line](), False
    for line, after in zip(lines, [*lines[1:], _Line("")], strict=False):
        above = not section or line.is_apart or line.text.endswith(":") or bool(after.marker)
        if not line.marker and not line.indent and above and paste_begins.is_heading(line.text):
            if section and not (line.is_apart or heading or line.text.endswith(":")):
                section.append(line)  # between two exercises of a list: it may be about either
            if section:
                yield heading, section
            heading, section, is_table = line.text, [], False
            continue
        row = line.marker == "|" or (is_table and bool(line.indent) and not line.marker and not line.is_apart)
        if section and row != is_table:
            yield heading, section
            section = []
        section.append(line)
        is_table = row
    if section:
        yield heading, section


def _parts(lines: Sequence[_Line]) -> _Parts:
    marked = [line for line in lines if line.marker]
    if not marked:
        return _by_lines(lines)
    outer = [
        line for line in marked if line.marker == marked[0].marker and line.indent <= marked[0].indent + 1
    ]
    heads = [one.text for one, other in pairwise(lines) if not one.marker and other.marker]
    whole = sum(_is_exercise(line.text) for line in outer)
    is_sentences = (
        heads and all(_is_name(head) and _NAMED.search(head) for head in heads) and whole * 2 < len(outer)
    )
    return _by_heads(lines) if is_sentences else _by_marks(lines, outer)


def _by_marks(lines: Sequence[_Line], outer: Sequence[_Line]) -> _Parts:
    """Each outer bullet is an exercise; a line without one belongs to the one above, if no room is between.

    A warning that could belong to the last exercise, or to all, is taken for one about all.
    """
    parts, begins = _Parts(), frozenset(outer)
    for line in lines:
        flush = not line.marker and line.indent <= outer[0].indent
        last = len(parts.exercises) == len(outer)
        if line in begins:
            parts.begin(line.text)
        elif parts.exercises and paste_begins.of_line(line.text):
            parts.go_on(line.text)
        elif flush and (
            parts.is_general
            or _LETTER.match(line.text)
            or (line.is_apart and not _GOES_ON.match(line.text))
            or ((line.is_apart or last) and _warns(line.text))
        ):
            parts.say(line.text)
        else:
            parts.go_on(line.text)
    return parts


def _by_heads(lines: Sequence[_Line]) -> _Parts:
    """Each line without a bullet that has bullets below it is an exercise."""
    parts = _Parts()
    for line, after in zip(lines, [*lines[1:], _Line("")], strict=True):
        if not line.marker and after.marker:
            parts.begin(line.text)
        elif not line.marker and (parts.is_general or line.is_apart):
            parts.say(line.text)
        else:
            parts.go_on(line.text)
    return parts


def _by_lines(lines: Sequence[_Line]) -> _Parts:
    """Without bullets: by lines that are whole exercises if there are several together, or by empty lines."""
    parts = _Parts()
    blocks = list(_blocks(lines))
    for number, block in enumerate(blocks):
        several = sum(map(_is_exercise, block)) > 1
        if parts.exercises and all(map(paste_begins.of_line, block)):
            parts.exercises[-1] += block
            continue
        if not several and len(blocks) > 1 and _is_about_all(block, first=not number):
            for line in block:
                parts.say(line)
            continue
        for place, line in enumerate(block):
            begins = (
                _is_exercise(line, is_known=False)
                if several
                else not place and not _belongs(line, parts, block)
            )
            if begins:
                parts.begin(line)
            elif several and not place:
                parts.say(line)
            else:
                parts.go_on(line)
    return parts


def _blocks(lines: Sequence[_Line]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line.is_apart and block:
            yield block
            block = []
        block.append(line.text)
    if block:
        yield block


def _is_about_all(block: Sequence[str], *, first: bool) -> bool:
    """Whether a block is a heading, or says something about every exercise."""
    if any(map(_is_exercise, block)):
        return False
    if all(_HEADING.search(line) or _warns(line) for line in block):
        return True
    return first and bool(_HEADING.search(block[0])) and not _NAMED.search(block[0])


def _belongs(line: str, parts: _Parts, block: Sequence[str]) -> bool:
    """Whether a block goes on with the exercise above: a bare name stands there, or this has none."""
    if not parts.exercises:
        return False
    above = parts.exercises[-1]
    bare = len(above) == 1 and _is_name(above[0]) and not _is_exercise(above[0])
    return bool(_GOES_ON.match(line)) or (
        bare and not (_is_name(line) and _NAMED.search(line)) and bool(block)
    )
