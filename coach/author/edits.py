"""Changes to one place of a text that leave all else, comments and order too, as the author wrote it.

Every function takes the text as it stands, which must be readable, and gives the new one. Paths lead through
keys and list places, counted from 0.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coach.author.places import (
    EditError,
    dash_column,
    end_line,
    find,
    is_flow,
    item_lines,
    join,
    lines_of,
    offsets,
    root_of,
    shares_dash,
    told,
)
from coach.routine.reader import Listing, Mapping, Scalar
from coach.routine.syntax import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.author.grammar import Path
    from coach.routine.reader import Node

STEP: Final = 2
"""Blanks by which what belongs to a key is moved in."""
_NEEDS_QUOTES: Final = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|: |:$| #|\s$|^$")
_BLANKS: Final = re.compile(r"^ +(?=\n|$)")
_IN_FLOW: Final = re.compile(r"[,\[\]{}]")


def set_value(text: str, path: Path, value: str) -> str:
    """Write a text at a place, in place of what stands there; the key is added where it is missing."""
    root = root_of(text)
    node = find(root, path)
    if node is None:
        return _add_key(text, root, path, value)
    if not isinstance(node, Scalar):
        raise EditError(f"There is more than a text at {told(path)}.")
    holder = find(root, path[:-1])
    in_flow = holder is not None and is_flow(text, holder)
    start, end = offsets(text, node.span)
    if start == end:  # a key without a value
        gap = "" if text[start - 1 : start] == " " else " "
        return text[:start] + gap + _scalar(value, in_flow=in_flow) + _BLANKS.sub("", text[end:])
    was = text[start:end]
    style = was[0] if was[:1] in {"'", '"'} else ""
    trailing = was[len(was.rstrip()) :] if was[:1] in "|>" else ""
    return text[:start] + _scalar(value, style, in_flow=in_flow) + trailing + text[end:]


def remove(text: str, path: Path) -> str:
    """Take out a key with all that belongs to it, or an item of a list. What is not there stays away."""
    root = root_of(text)
    if find(root, path) is None:
        return text
    holder = find(root, path[:-1])
    if isinstance(holder, Mapping):
        alone = len(holder.values) == 1
    else:
        assert isinstance(holder, Listing)  # noqa: S101  # it holds the place
        alone = len(holder.items) == 1
    if alone and len(path) > 1:
        return remove(text, path[:-1])
    return _cut(text, holder, path[-1])


def _cut(text: str, holder: Mapping | Listing, last: str | int) -> str:
    if isinstance(holder, Listing):
        node = key = holder.items[int(last)]
    else:
        node, key = holder.values[str(last)], holder.keys[str(last)]
    if is_flow(text, holder):
        return _cut_flow(text, offsets(text, key.span)[0], offsets(text, node.span)[1])
    if isinstance(holder, Listing):
        first, end = item_lines(text, holder)[int(last)]
    elif shares_dash(text, key.span):
        return _without_first_key(text, holder, str(last))
    else:
        first, end = key.span.line - 1, end_line(text, node, key.span.line)
    return join(text, lines_of(text)[:first] + lines_of(text)[end:])


def set_words(text: str, path: Path, words: Sequence[str]) -> str:
    """Write a list of texts at a place. Items that stay keep their lines and the comments on them."""
    if not words:
        return remove(text, path)
    root = root_of(text)
    node = find(root, path)
    if isinstance(node, Listing) and not is_flow(text, node):
        return _set_block_words(text, path, node, words)
    flow = "[" + ", ".join(_scalar(word, in_flow=True) for word in words) + "]"
    if node is None:
        return _add_key(text, root, path, flow, as_is=True)
    start, end = offsets(text, node.span)
    gap = " " if start == end and text[start - 1 : start] != " " else ""
    return text[:start] + gap + flow + text[end:]


def set_lines(text: str, name: str, lines: Sequence[str]) -> str:
    """Write lines below a key at the top, in place of what stood there; the key is added if missing."""
    root = root_of(text)
    if not isinstance(root, Mapping) or not root.values:
        raise EditError("The text holds no keys.")
    block = [f"{name}:", *(f"{' ' * STEP}{line}" for line in lines)]
    old = lines_of(text)
    if name in root.values:
        key, value = root.keys[name], root.values[name]
        first, end = key.span.line - 1, end_line(text, value, key.span.line)
    else:
        key, value = list(root.keys.values())[-1], list(root.values.values())[-1]
        first = end = end_line(text, value, key.span.line)
    return join(text, [*old[:first], *block, *old[end:]])


def add_item(text: str, path: Path, lines: Sequence[str], at: int | None = None) -> str:
    """Put an item into the list at a place, before the item `at` or at its end; `lines` are its own lines."""
    root = root_of(text)
    node = find(root, path)
    if node is None:
        return _with_list(text, root, path, lines)
    if isinstance(node, Scalar) and not node.text:
        place, indent = node.span.line, _indent(lines_of(text)[node.span.line - 1]) + " " * STEP
    elif not isinstance(node, Listing):
        raise EditError(f"There is no list at {told(path)}.")
    elif is_flow(text, node):
        return add_item(_opened(text, node), path, lines, at)
    else:
        spans = item_lines(text, node)
        place = spans[at][0] if at is not None and at < len(spans) else spans[-1][1]
        indent = " " * dash_column(text, node)
    old = lines_of(text)
    return join(text, [*old[:place], *_item(lines, indent), *old[place:]])


def move_item(text: str, path: Path, place: int, to: int) -> str:
    """Move an item of the list at a place; its lines and the comments above it go with it."""
    node = find(root_of(text), path)
    if not isinstance(node, Listing) or is_flow(text, node):
        raise EditError(f"There is no list of lines at {told(path)}.")
    spans = item_lines(text, node)
    if not (0 <= place < len(spans) and 0 <= to < len(spans)):
        raise EditError(f"There is no item {max(place, to) + 1} at {told(path)}.")
    lines = lines_of(text)
    blocks = [lines[first:end] for first, end in spans]
    blocks.insert(to, blocks.pop(place))
    moved = [line for block in blocks for line in block]
    return join(text, lines[: spans[0][0]] + moved + lines[spans[-1][1] :])


def _scalar(value: str, style: str = "", *, in_flow: bool = False) -> str:
    """A text as YAML has it: plain where that is safe, and in the quotes that stood there before."""
    if style == "'" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    if style or "\n" in value or _NEEDS_QUOTES.search(value) or (in_flow and _IN_FLOW.search(value)):
        return quoted(value)
    return value


def _add_key(text: str, root: Node, path: Path, value: str, *, as_is: bool = False) -> str:
    """Write a key that is missing, below the last one beside it; records around it are made."""
    holder = find(root, path[:-1])
    name = path[-1]
    if isinstance(name, int):
        raise EditError(f"There is no item {name + 1} at {told(path[:-1])}.")
    if not isinstance(holder, Mapping):
        if len(path) < 2:  # noqa: PLR2004  # no record to make
            raise EditError("The text holds no keys.")
        written = value if as_is else _scalar(value, in_flow=True)
        if isinstance(holder, Scalar) and not holder.text:
            start, end = offsets(text, holder.span)
            return f"{text[:start].rstrip(' ')} {{{name}: {written}}}{text[end:]}"
        return _add_key(text, root, path[:-1], f"{{{name}: {written}}}", as_is=True)
    if is_flow(text, holder):
        written = value if as_is else _scalar(value, in_flow=True)
        _, end = offsets(text, holder.span)
        comma = ", " if holder.values else ""
        return f"{text[: end - 1].rstrip()}{comma}{name}: {written}{text[end - 1 :]}"
    last_key, last = list(holder.keys.values())[-1], list(holder.values.values())[-1]
    at = end_line(text, last, last_key.span.line)
    indent = " " * (next(iter(holder.keys.values())).span.column - 1)
    lines = lines_of(text)
    written = value if as_is else _scalar(value)
    return join(text, [*lines[:at], f"{indent}{name}: {written}", *lines[at:]])


def _cut_flow(text: str, start: int, end: int) -> str:
    """Take a part out of a list in brackets, with one of the commas beside it."""
    after = re.match(r"\s*,\s*", text[end:])
    if after:
        return text[:start] + text[end + after.end() :]
    before = re.search(r",\s*$", text[:start])
    return text[: before.start() if before else start] + text[end:]


def _without_first_key(text: str, holder: Mapping, name: str) -> str:
    """Take out the key that stands right after an item's hyphen: the next one moves there."""
    lines = lines_of(text)
    keys = list(holder.keys.values())
    key, following = keys[0], keys[1]
    first, end = key.span.line - 1, end_line(text, holder.values[name], key.span.line)
    head = lines[first][: key.span.column - 1]
    moved = head + lines[following.span.line - 1].lstrip()
    rest = [*lines[end : following.span.line - 1], moved, *lines[following.span.line :]]
    return join(text, lines[:first] + rest)


def _set_block_words(text: str, path: Path, node: Listing, words: Sequence[str]) -> str:
    """New words first, then away with the old: the list is never empty meanwhile."""
    now = [item.text if isinstance(item, Scalar) else "" for item in node.items]
    for word in words:
        if word not in now:
            text = add_item(text, path, [_scalar(word)])
            now.append(word)
    for place in reversed(range(len(now))):
        if now[place] not in words or now[place] in now[:place]:
            text = remove(text, (*path, place))
            del now[place]
    for place, word in enumerate(dict.fromkeys(words)):
        if now[place] != word:
            text = move_item(text, path, now.index(word), place)
            now.insert(place, now.pop(now.index(word)))
    return text


def _with_list(text: str, root: Node, path: Path, lines: Sequence[str]) -> str:
    """The text with a list of one item, below the last key beside it."""
    holder = find(root, path[:-1])
    if not isinstance(holder, Mapping) or is_flow(text, holder) or not holder.values:
        raise EditError(f"There is no room for a list at {told(path)}.")
    key, value = list(holder.keys.values())[-1], list(holder.values.values())[-1]
    at = end_line(text, value, key.span.line)
    indent = " " * (next(iter(holder.keys.values())).span.column - 1)
    block = [f"{indent}{path[-1]}:", *_item(lines, indent + " " * STEP)]
    old = lines_of(text)
    return join(text, [*old[:at], *block, *old[at:]])


def _opened(text: str, node: Listing) -> str:
    """A list in brackets, written as lines."""
    start, end = offsets(text, node.span)
    line = lines_of(text)[node.span.line - 1]
    indent = _indent(line) + " " * (STEP + (STEP if line.lstrip().startswith("-") else 0))
    items = [text[slice(*offsets(text, item.span))] for item in node.items]
    block = "".join(f"\n{indent}- {item}" for item in items)
    return text[:start].rstrip(" ") + block + text[end:]


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _item(lines: Sequence[str], indent: str) -> list[str]:
    """The lines of an item, with its hyphen."""
    return [f"{indent}{'- ' if number == 0 else '  '}{line}" for number, line in enumerate(lines)]
