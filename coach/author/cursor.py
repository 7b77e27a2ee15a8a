"""Where in a document the cursor stands, told from the indentation alone: text in the making is broken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.author.grammar import Path

_LINE: Final = re.compile(
    r"(?P<indent> *)(?P<dashes>(?:- +|-$)*)(?:(?P<key>[\w.*-]+):(?P<space> *)(?P<value>.*))?"
)
_TYPE: Final = re.compile(r"^type: *([\w-]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place: `path` leads to the keys around it. `key` is set where a value is being written.

    `start` is the column, from 0, at which what has been typed so far (`typed`) begins; `present` are the
    keys that stand beside it.
    """

    document: str
    path: Path
    key: str
    typed: str
    start: int
    present: tuple[str, ...]


@dataclass(slots=True)
class _Level:
    indent: int
    part: str | int


def cursor(text: str, line: int, column: int) -> Cursor | None:
    """The place of a line and a column, both from 0; None where nothing can be completed, as in a comment."""
    lines = text.split("\n")
    here = lines[line][:column]
    if _in_comment(here):
        return None
    match = _TYPE.search(text)
    document = match[1] if match else ""
    levels = _levels([*lines[:line], here])
    if flow := _flow(here, levels):
        path, key, typed, present = flow
        return Cursor(document, path, key, typed, column - len(typed), present)
    found = _LINE.match(here)
    indent = len(found["indent"]) + len(found["dashes"]) if found else 0
    if found and found["key"] is not None:
        if not found["space"]:
            return None
        typed = found["value"]
        path = tuple(level.part for level in levels[:-1])
        present = tuple(_keys_beside(lines, line, indent))
        return Cursor(document, path, found["key"], typed, column - len(typed), present)
    typed = here[indent:]
    is_item = bool(found and found["dashes"])
    around = [one for one in levels if one.indent < indent or (is_item and isinstance(one.part, int))]
    present = tuple(one for one in _keys_beside(lines, line, indent) if one != typed)
    return Cursor(document, tuple(level.part for level in around), "", typed, indent, present)


def _in_comment(here: str) -> bool:
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", here)
    return re.search(r"(^|\s)#", bare) is not None


def _levels(lines: list[str]) -> list[_Level]:
    """The keys and list places around the end of the last line."""
    levels: list[_Level] = []
    for number, line in enumerate(lines):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _LINE.match(line)
        if found is not None and (found["key"] is not None or found["dashes"]):
            _enter(levels, found)
        elif number == len(lines) - 1:
            _leave(levels, len(line) - len(line.lstrip()))
    return levels


def _enter(levels: list[_Level], found: re.Match[str]) -> None:
    """Go into what a line begins: the items of its hyphens, then its key."""
    at = len(found["indent"])
    for dash in re.finditer(r"-", found["dashes"]):
        indent = at + dash.start()
        while levels and (levels[-1].indent > indent or _is_sibling(levels, indent)):
            levels.pop()
        last = levels[-1] if levels else None
        if last is not None and last.indent == indent and isinstance(last.part, int):
            last.part += 1
        else:
            levels.append(_Level(indent, 0))
    if found["key"] is not None:
        indent = at + len(found["dashes"])
        _leave(levels, indent)
        levels.append(_Level(indent, found["key"]))


def _leave(levels: list[_Level], indent: int) -> None:
    """Leave whatever is as far in as this, or further."""
    while levels and levels[-1].indent >= indent:
        levels.pop()


def _is_sibling(levels: list[_Level], indent: int) -> bool:
    """Whether the last key stands beside the list; what a list belongs to may stand in the same column."""
    *_, before, last = (None, None, *levels)
    if last is None or before is None or last.indent != indent or isinstance(last.part, int):
        return False
    return isinstance(before.part, int) and before.indent == indent


def _flow(here: str, levels: list[_Level]) -> tuple[Path, str, str, tuple[str, ...]] | None:
    """The place within `{…}` or `[…]` on one line."""
    depth, opened = 0, -1
    for at in range(len(here) - 1, -1, -1):
        if here[at] in "}]":
            depth += 1
        elif here[at] in "{[":
            if depth == 0:
                opened = at
                break
            depth -= 1
    if opened < 0:
        return None
    path: list[str | int] = [level.part for level in levels]
    inner = here[opened + 1 :]
    parts = inner.split(",")
    typed = parts[-1].lstrip()
    before = here[:opened]
    if key := re.search(r"[\[{,] *([\w.*-]+): *$", before):  # within another bracket
        path.append(key[1])
    if here[opened] == "[":
        return tuple(path[:-1]), str(path[-1]) if path else "", typed, ()
    if re.search(r"\[[^\]]*$", before) and not re.search(r"[\w-]+: *$", before):
        path.append(0)
    present = tuple(found[1] for part in parts[:-1] if (found := re.match(r" *([\w.*-]+):", part)))
    if value := re.match(r"([\w.*-]+): *(.*)", typed):
        return tuple(path), value[1], value[2], present
    return tuple(path), "", typed, present


def _keys_beside(lines: list[str], line: int, indent: int) -> Iterator[str]:
    """The keys of the record that the line belongs to."""
    for step in (-1, 1):
        at = line if step < 0 else line + 1
        while 0 <= at < len(lines):
            found = _LINE.match(lines[at])
            text = lines[at]
            if text.strip() and not text.lstrip().startswith("#"):
                own = len(found["indent"]) + len(found["dashes"]) if found else 0
                if own < indent:
                    break
                if step > 0 and found and found["dashes"] and len(found["indent"]) < indent:
                    break
                if found and found["key"] is not None and own == indent:
                    yield found["key"]
                if step < 0 and found and found["dashes"] and own == indent:
                    break
            at += step
