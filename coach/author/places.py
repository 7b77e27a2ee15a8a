"""Where in a readable text its parts stand: characters and whole lines. Lines count from 0 here."""

from __future__ import annotations

from pathlib import Path as File
from typing import TYPE_CHECKING

from coach.routine.reader import Listing, Mapping, data, read
from coach.routine.source import Source

if TYPE_CHECKING:
    from coach.author.grammar import Path
    from coach.routine.diagnostics import Span
    from coach.routine.reader import Data, Node


class EditError(ValueError):
    """The place is not there, or the text cannot be read."""


def root_of(text: str) -> Node:
    """The nodes of a text.

    Raises:
        EditError: It cannot be read.
    """
    root, found = read(Source(File("text"), text))
    if root is None or found:
        raise EditError("The text cannot be read as it stands.")
    return root


def contents(text: str) -> dict[str, Data]:
    """The keys of a text and what they say, without places; none if it cannot be read."""
    try:
        plain = data(root_of(text))
    except EditError:
        return {}
    return plain if isinstance(plain, dict) else {}


def keys_above(text: str, name: str, line: int) -> int:
    """How many of the keys below another begin in this line, counted from 1, or above it."""
    try:
        around = find(root_of(text), (name,))
    except EditError:
        return 0
    keys = around.keys.values() if isinstance(around, Mapping) else ()
    return sum(key.span.line <= line for key in keys)


def find(node: Node | None, path: Path) -> Node | None:
    """The node at the end of a path; None where it leads nowhere."""
    for part in path:
        if isinstance(node, Mapping) and part in node.values:
            node = node.values[str(part)]
        elif isinstance(node, Listing) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        else:
            return None
    return node


def told(path: Path) -> str:
    """A path in words."""
    return ".".join(str(part) for part in path) or "the top"


def lines_of(text: str) -> list[str]:
    """The lines of a text, without their ends."""
    return text.split("\n")


def join(text: str, lines: list[str]) -> str:
    """Lines as a text that ends as another did."""
    joined = "\n".join(lines)
    return joined if joined.endswith("\n") or not text.endswith("\n") else joined + "\n"


def offsets(text: str, span: Span) -> tuple[int, int]:
    """A span as places in the text: its first character, and the one after its last."""
    starts = [0]
    for line in lines_of(text):
        starts.append(starts[-1] + len(line) + 1)
    first = starts[span.line - 1] + span.column - 1
    return first, min(len(text), starts[span.end_line - 1] + span.end_column - 1)


def is_flow(text: str, node: Node) -> bool:
    """Whether a list or a record stands in brackets."""
    start, _ = offsets(text, node.span)
    return text[start : start + 1] in {"{", "["}


def end_line(text: str, node: Node, key_line: int) -> int:
    """The number of the first line, from 0, that no longer belongs to a value."""
    if isinstance(node, Mapping) and node.values and not is_flow(text, node):
        key, value = list(node.keys.values())[-1], list(node.values.values())[-1]
        return end_line(text, value, key.span.line)
    if isinstance(node, Listing) and node.items and not is_flow(text, node):
        return end_line(text, node.items[-1], key_line)
    span = node.span
    ends_above = span.end_column == 1 and span.end_line > span.line
    last = span.end_line - 1 if ends_above else span.end_line
    lines = lines_of(text)
    while last > key_line and not lines[last - 1].strip():
        last -= 1
    return max(last, key_line)


def item_lines(text: str, node: Listing) -> list[tuple[int, int]]:
    """For each item the first line, from 0, with the comments above it, and the line after its last."""
    lines = lines_of(text)
    ends = [end_line(text, item, item.span.line) for item in node.items]
    spans: list[tuple[int, int]] = []
    for item, end in zip(node.items, ends, strict=True):
        first = _dash_line(lines, item.span.line - 1)
        floor = spans[-1][1] if spans else 0
        while first - 1 >= floor and lines[first - 1].lstrip().startswith("#"):
            first -= 1
        spans.append((first, end))
    # Blank lines and the like between two items go with the second.
    return [(spans[at - 1][1] if at else first, end) for at, (first, end) in enumerate(spans)]


def dash_column(text: str, node: Listing) -> int:
    """The column, from 0, of the hyphens of a list that is written in lines."""
    lines = lines_of(text)
    return lines[_dash_line(lines, node.items[0].span.line - 1)].index("-")


def _dash_line(lines: list[str], line: int) -> int:
    while line > 0 and "-" not in lines[line].split("#")[0]:
        line -= 1
    return line


def shares_dash(text: str, span: Span) -> bool:
    """Whether the key is the first of an item: a hyphen stands before it."""
    return lines_of(text)[span.line - 1][: span.column - 1].strip().startswith("-")
