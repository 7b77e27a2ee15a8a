"""A routine file in its plain layout: two spaces a level, nothing superfluous, every comment where it was.

Lines are moved, never rewritten: what a value says, the order of keys and the comments stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import yaml

from coach.routine.reader import Listing, Mapping, Scalar, data, read
from coach.routine.source import Source

if TYPE_CHECKING:
    from coach.routine.reader import Node

INDENT: Final = 2
_UNSAFE: Final = "The file is written in a way that cannot be laid out safely."
_Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnreadableError(ValueError):
    """A text with errors of form, which cannot be laid out; `coach check` says which."""


def formatted(source: Source) -> str:
    """The text in its plain layout. Laying it out twice changes nothing more. Raises UnreadableError."""
    text = re.sub(r"\r\n?", "\n", source.text).lstrip("\n")
    root, found = read(Source(source.path, text))
    if root is None or found:
        raise UnreadableError("The file cannot be laid out before its errors are mended.")
    layout = _Layout(text.split("\n"))
    layout.of(root, 0)
    try:
        made = _spaced_flows(layout.text())
    except yaml.YAMLError:
        raise UnreadableError(_UNSAFE) from None
    after, problems = read(Source(source.path, made))
    # A layout that says something else would be a fault of ours: better none than that.
    if after is None or problems or data(after) != data(root):
        raise UnreadableError(_UNSAFE)
    return made


@dataclass(slots=True)
class _Start:
    """Where a key or a hyphen begins, in the old columns and the new, counted from 0."""

    old: int
    new: int
    is_hyphen: bool = False


@dataclass(slots=True)
class _Layout:
    """The lines of a text, and on each what begins there."""

    lines: list[str]
    starts: dict[int, list[_Start]] = field(default_factory=dict)
    inside: set[int] = field(default_factory=set)  # lines within a scalar of several lines

    def of(self, node: Node, column: int, *, in_flow: bool = False) -> None:
        """Lay a node out whose keys or hyphens begin in a column; within brackets or braces they do not."""
        if isinstance(node, Scalar):
            last = node.end.line - (node.end.column == 0 and node.end.line > node.start.line)
            self.inside.update(range(node.start.line + 1, last + 1))
        elif isinstance(node, Mapping):
            self._mapping(node, column, in_flow=in_flow or self._is_flow(node))
        else:
            self._listing(node, column, in_flow=in_flow or self._is_flow(node))

    def _mapping(self, node: Mapping, column: int, *, in_flow: bool) -> None:
        for name, key in node.keys.items():
            if not in_flow:
                self._begin(key.start.line, _Start(key.start.column, column))
            self.of(node.values[name], column + INDENT, in_flow=in_flow)

    def _listing(self, node: Listing, column: int, *, in_flow: bool) -> None:
        for item in node.items:
            if not in_flow:
                self._begin(self._hyphen_line(node, item), _Start(node.start.column, column, is_hyphen=True))
            self.of(item, column + INDENT, in_flow=in_flow)

    def _is_flow(self, node: Listing | Mapping) -> bool:
        line = self.lines[node.start.line]
        return line[node.start.column : node.start.column + 1] in {"[", "{"}

    def _hyphen_line(self, node: Listing, item: Node) -> int:
        column, number = node.start.column, item.start.line
        while self.lines[number][column : column + 1] != "-" or self.lines[number][:column].strip(" -"):
            number -= 1
        return number

    def _begin(self, line: int, start: _Start) -> None:
        self.starts.setdefault(line, []).append(start)

    def text(self) -> str:
        """The lines moved to their new columns, without blank lines at the end or two in a row."""
        made: list[str] = []
        shift = 0
        for number, line in enumerate(self.lines):
            if number in self.inside:
                made.append(_shifted(line, shift))
            elif starts := sorted(self.starts.get(number, ()), key=lambda each: each.old):
                made.append(_moved(line, starts).rstrip())
                shift = starts[-1].new - starts[-1].old
            elif not line.strip():
                made += [""] * bool(made and made[-1])
            elif line.lstrip().startswith("#"):
                made.append(" " * self._column_of_comment(number, shift) + line.strip())
            else:
                made.append(_shifted(line, shift).rstrip())
        return "\n".join(made).rstrip("\n") + "\n"

    def _column_of_comment(self, number: int, shift: int) -> int:
        """A comment stands over what follows it, in the same column if it did so before."""
        line = self.lines[number]
        old = len(line) - len(line.lstrip())
        after = (self.starts[each] for each in range(number + 1, len(self.lines)) if each in self.starts)
        below = next(after, None)
        if below and min(below, key=lambda each: each.old).old == old:
            return min(below, key=lambda each: each.old).new
        return max(0, old + shift) if old else 0


def _moved(line: str, starts: list[_Start]) -> str:
    made = ""
    for start in starts:
        made = made.ljust(start.new) + ("-" if start.is_hyphen else "")
    last = starts[-1]
    rest = line[last.old + last.is_hyphen :]
    return f"{made} {rest.lstrip()}" if last.is_hyphen else made + rest


def _shifted(line: str, columns: int) -> str:
    if columns >= 0:
        return " " * columns + line if line.strip() else line
    indent = len(line) - len(line.lstrip(" "))
    return line[min(-columns, indent) :]


_TIGHT_AFTER: Final = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)
_TIGHT_BEFORE: Final = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken, yaml.FlowEntryToken)
_SPACE_AFTER: Final = (yaml.FlowEntryToken, yaml.ValueToken)


def _spaced_flows(text: str) -> str:
    """One space after commas and colons in brackets and braces, none inside their ends."""
    lines = text.split("\n")
    tokens = [token for token in yaml.scan(text, Loader=_Loader) if not isinstance(token, yaml.KeyToken)]
    depth, gaps = 0, []
    for one, other in pairwise(tokens):
        depth += isinstance(one, _TIGHT_AFTER)
        depth -= isinstance(one, _TIGHT_BEFORE[:2])
        if depth and one.end_mark.line == other.start_mark.line:
            gaps.append((one, other))
    for one, other in reversed(gaps):
        number, start, end = one.end_mark.line, one.end_mark.column, other.start_mark.column
        if lines[number][start:end].strip():
            continue
        wanted = _gap(one, other, lines[number][start:end])
        lines[number] = lines[number][:start] + wanted + lines[number][end:]
    return "\n".join(lines)


def _gap(one: Any, other: Any, given: str) -> str:  # noqa: ANN401 - PyYAML's tokens have no common type
    if isinstance(one, _TIGHT_AFTER) or isinstance(other, _TIGHT_BEFORE):
        return ""
    if isinstance(other, yaml.ValueToken):
        return ""
    return " " if isinstance(one, _SPACE_AFTER) else given
