"""From text to nodes with places: YAML's events, our own stack, and nothing of YAML that surprises people.

Every scalar stays the text it was written as; the field it stands in decides what it means. So `no`, `1:30`
and `010` are what they look like. Only events are asked of the parser: composing or loading a stranger's file
can crash the process (deep brackets) or fill the memory (aliases and merge keys).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Protocol

import yaml

from coach.routine.diagnostics import Span
from coach.routine.source import odd_characters
from coach.routine.syntax import quoted, syntax_diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from coach.routine.diagnostics import Diagnostic
    from coach.routine.source import Source

MOST_SHOWN: Final = 100
"""Diagnostics for one file; a file with more has one cause."""
DEEPEST: Final = 16
"""Levels of lists and mappings; a routine with blocks needs 6."""

_ENDS: Final = frozenset({yaml.MappingEndEvent, yaml.SequenceEndEvent})
_Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Mark(Protocol):
    """A place as the parser gives it: line and column count from 0, columns in code points."""

    line: int
    column: int


@dataclass(slots=True)
class _Placed:
    """Something between two marks. Spans are made when asked for: nearly none ever is."""

    start: _Mark
    end: _Mark

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.start.line + 1, self.start.column + 1, self.end.line + 1, self.end.column + 1)


@dataclass(slots=True)
class Scalar(_Placed):
    """A text as written. `plain`: it stood without quotes; `refused`: there is a message about it already."""

    text: str
    plain: bool = True
    refused: bool = False


@dataclass(slots=True)
class Listing(_Placed):
    """A list of nodes."""

    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping(_Placed):
    """Keys and values, in the order written."""

    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)


Node = Scalar | Listing | Mapping
Data = str | list["Data"] | dict[str, "Data"]


def data(node: Node) -> Data:
    """The node without its places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [data(item) for item in node.items]
    return {key: data(value) for key, value in node.values.items()}


def locate(node: Node, path: Iterable[str | int]) -> tuple[Node, Scalar | None]:
    """The node at the end of a path of keys and list places, and its key if it has one.

    Parts that lead nowhere are passed over, so the nearest node that exists is found.
    """
    key = None
    for part in path:
        if isinstance(node, Mapping) and part in node.values:
            key, node = node.keys[str(part)], node.values[str(part)]
        elif isinstance(node, Listing) and isinstance(part, int) and part < len(node.items):
            key, node = None, node.items[part]
    return node, key


def from_key(node: Node, key: Scalar) -> Span:
    """From a key to the end of its value, as far as this stands in the same line."""
    start, end = key.span, node.span
    same_line = isinstance(node, Scalar) and node.text and end.end_line == start.line
    return Span(start.line, start.column, end.end_line, end.end_column) if same_line else start


def read(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """The document's root and everything wrong with its form. No root: it could not be read to its end."""
    root, found = _read(source)
    return root, list(found)


@lru_cache(maxsize=1)
def _read(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """The last is kept: at each key the document and its figure ask for the same text one after the other."""
    found = odd_characters(source)
    if found:
        return None, found
    reading = _Reading(source, found)
    loader = _Loader(source.text)
    try:
        if not reading.take_all(loader.get_event):
            return None, found
    except _EnoughError as enough:
        rest = "There are more problems below."
        return None, [*found, source.diagnostic("more-problems", enough.where.span, rest)]
    except yaml.YAMLError as error:
        told = syntax_diagnostic(source, error)
        found[:] = [
            each for each in found if (each.span.line, each.span.column) != (told.span.line, told.span.column)
        ]
        found.append(told)
        return None, found
    finally:
        loader.dispose()
    if reading.root is None:
        found.append(_empty(source))
    return reading.root, found


def _empty(source: Source) -> Diagnostic:
    if "#" in source.text:
        hint = "Take the # away from the beginning of the lines that count."
        return source.diagnostic("empty-file", Span(), "The file holds only comments.", hint)
    return source.diagnostic("empty-file", Span(), "The file is empty.", "`coach new exercise` writes one.")


class _EnoughError(Exception):
    """The file has so many problems that there is one cause."""

    def __init__(self, where: _Placed) -> None:
        super().__init__()
        self.where = where


class _Reading:
    """The list or mapping that is being filled, and those around it that are still open."""

    def __init__(self, source: Source, found: list[Diagnostic]) -> None:
        self.source = source
        self.found = found
        self.root: Node | None = None
        self._top: Listing | Mapping | None = None
        self._key: Scalar | None = None
        self._around: list[tuple[Listing | Mapping | None, Scalar | None]] = []
        self._documents = 0
        self._run_together: Mapping | None = None  # two items that lack a hyphen: one message is enough

    def take_all(self, get_event: Callable[[], Any]) -> bool:
        """Add all events; False if reading had to stop. Nearly all are scalars, so these come first."""
        scalar = yaml.ScalarEvent
        while event := get_event():
            kind = type(event)
            if kind is scalar:
                node = Scalar(event.start_mark, event.end_mark, event.value, not event.style)
                if event.anchor is not None or event.tag is not None:
                    self._refuse_extras(event, node)
                self._place(node)
            elif not self._take(event, kind):
                return False
        return True

    def _place(self, node: Node) -> None:
        top = self._top
        if type(top) is Mapping:
            key = self._key
            if key is None:
                self._key = self._as_key(top, node)
                return
            self._key = None
            if not key.refused:
                top.keys[key.text] = key
                top.values[key.text] = node
        elif type(top) is Listing:
            top.items.append(node)
        else:
            self.root = node

    def _take(self, event: Any, kind: type) -> bool:  # noqa: ANN401 - one of PyYAML's events
        if kind is yaml.MappingStartEvent:
            return self._enter(event, Mapping(event.start_mark, event.end_mark))
        if kind is yaml.SequenceStartEvent:
            return self._enter(event, Listing(event.start_mark, event.end_mark))
        if self._top is not None and kind in _ENDS:
            self._top.end = event.end_mark
            self._top, self._key = self._around.pop()
        elif kind is yaml.AliasEvent:
            node = Scalar(event.start_mark, event.end_mark, "", refused=True)
            self._report("alias", node, f"`*{event.anchor}` is an alias.", self._in_quotes(node))
            self._place(node)
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                hint = "Put each exercise and each routine in a file of its own; take this line out."
                start = _Placed(event.start_mark, event.end_mark)
                self._report("several-documents", start, "A second document starts here.", hint)
                return False
        return True

    def _enter(self, event: Any, node: Listing | Mapping) -> bool:  # noqa: ANN401 - one of PyYAML's events
        self._refuse_extras(event, node)
        if len(self._around) == DEEPEST:
            self._report("too-deep", node, f"Lists and mappings are nested more than {DEEPEST} deep.")
            return False
        self._place(node)
        self._around.append((self._top, self._key))
        self._top, self._key = node, None
        return True

    def _report(self, code: str, where: _Placed, message: str, hint: str = "") -> None:
        if len(self.found) >= MOST_SHOWN:
            raise _EnoughError(where)
        self.found.append(self.source.diagnostic(code, where.span, message, hint))

    def _refuse_extras(self, event: Any, node: Node) -> None:  # noqa: ANN401 - one of PyYAML's events
        if event.anchor is not None:
            self._report("anchor", node, f"`&{event.anchor}` is an anchor.", self._in_quotes(node))
        if event.tag is not None:
            self._report("tag", node, f"`{event.tag}` is a tag.", self._in_quotes(node))

    def _in_quotes(self, node: Node) -> str:
        span = node.span
        text = self.source.line(span.line)[span.column - 1 : span.end_column - 1].strip()
        if span.line != span.end_line or not text or isinstance(node, Listing | Mapping):
            return "If it is text, put it in quotes."
        return f"If it is text, write {quoted(text)}."

    def _as_key(self, top: Mapping, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            hint = "Text with brackets or braces needs quotes."
            self._report("key-not-text", node, "A list or a mapping stands where a key should be.", hint)
            return Scalar(node.start, node.end, "", refused=True)
        if node.text in top.keys:
            first = top.keys[node.text].span
            message = (
                f"`{node.text}` is here twice; the first is in line {first.line}, column {first.column}."
            )
            hint = "Keep one of them."
            if isinstance(self._around[-1][0], Listing) and node.text == next(iter(top.keys)):
                hint = f"If a new item begins here, put a hyphen before it: `- {node.text}: …`."
                self._run_together = top
                self._report("duplicate-key", node, message, hint)
            elif self._run_together is not top:
                self._report("duplicate-key", node, message, hint)
            node.refused = True
        elif node.text == "<<" and node.plain:
            self._report("merge-key", node, "`<<` is a merge key.", "Write the lines out.")
            node.refused = True
        return node
