"""From text to nodes with places: YAML's events, our own stack, and nothing of YAML that surprises people.

Every scalar stays the text it was written as; the field it stands in decides what it means. So `no`, `1:30`
and `010` are what they look like. Only events are asked of the parser: composing or loading a stranger's file
can crash the process (deep brackets) or fill the memory (aliases and merge keys).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import yaml

from coach.routine.diagnostics import Diagnostic, Span
from coach.routine.source import odd_characters
from coach.routine.syntax import syntax_diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.routine.source import Source

DEEPEST: Final = 16
"""Levels of lists and mappings; a routine with blocks needs 6."""

_Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Scalar:
    """A text as written. `plain` if it stood without quotes; `refused` if a message about it exists already."""

    span: Span
    text: str
    plain: bool = True
    refused: bool = False


@dataclass(slots=True)
class Listing:
    """A list of nodes."""

    span: Span
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys and values, in the order written."""

    span: Span
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


def read(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """The document's root and everything wrong with its form. No root: it could not be read to its end."""
    found = odd_characters(source)
    if found:
        return None, found
    reading = _Reading(source, found)
    loader = _Loader(source.text)
    try:
        while loader.check_event():
            if not reading.take(loader.get_event()):
                return None, found
    except yaml.YAMLError as error:
        found.append(syntax_diagnostic(source, error))
        return None, found
    finally:
        loader.dispose()
    if reading.root is None:
        found.append(source.diagnostic("empty-file", Span(), "The file is empty."))
    return reading.root, found


class _Reading:
    """The stack of lists and mappings that are still open."""

    def __init__(self, source: Source, found: list[Diagnostic]) -> None:
        self.source = source
        self.found = found
        self.root: Node | None = None
        self._open: list[Listing | Mapping] = []
        self._keys: list[Scalar | None] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> bool:
        """Add one event; False if reading cannot go on."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._refuse_extras(event)
            node = Scalar(_span(event), event.value, plain=not event.style)
            self._place(node)
        elif kind in {yaml.MappingStartEvent, yaml.SequenceStartEvent}:
            return self._enter(event, Mapping if kind is yaml.MappingStartEvent else Listing)
        elif kind in {yaml.MappingEndEvent, yaml.SequenceEndEvent}:
            self._leave(event)
        elif kind is yaml.AliasEvent:
            message = f"`*{event.anchor}` is an alias."
            self._report("alias", _span(event), message, "Write the text out, or put it in quotes.")
            self._place(Scalar(_span(event), "", refused=True))
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                hint = "Put each exercise and each routine in a file of its own; take this line out."
                self._report("several-documents", _span(event), "A second document starts here.", hint)
                return False
        return True

    def _report(self, code: str, span: Span, message: str, hint: str = "") -> None:
        self.found.append(self.source.diagnostic(code, span, message, hint))

    def _refuse_extras(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self._report(
                "anchor", _span(event), f"`&{event.anchor}` is an anchor.", "Put the text in quotes."
            )
        if event.tag is not None:
            self._report("tag", _span(event), f"`{event.tag}` is a tag.", "Put the text in quotes.")

    def _enter(self, event: yaml.NodeEvent, make: type[Listing | Mapping]) -> bool:
        self._refuse_extras(event)
        span = _span(event)
        if len(self._open) == DEEPEST:
            self._report("too-deep", span, f"Lists and mappings are nested more than {DEEPEST} deep.")
            return False
        node = make(span)
        self._place(node)
        self._open.append(node)
        self._keys.append(None)
        return True

    def _leave(self, event: yaml.Event) -> None:
        node = self._open.pop()
        self._keys.pop()
        start, end = node.span, _span(event)
        node.span = Span(start.line, start.column, end.end_line, end.end_column)

    def _place(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        top = self._open[-1]
        if isinstance(top, Listing):
            top.items.append(node)
            return
        key = self._keys[-1]
        if key is None:
            self._keys[-1] = self._key(node)
            return
        self._keys[-1] = None
        if not key.refused:
            top.keys[key.text] = key
            top.values[key.text] = node

    def _key(self, node: Node) -> Scalar:
        top = self._open[-1]
        assert isinstance(top, Mapping)
        if not isinstance(node, Scalar):
            hint = "Text with brackets or braces needs quotes."
            self._report("key-not-text", node.span, "A list or a mapping stands where a key should be.", hint)
            return Scalar(node.span, "", refused=True)
        if node.plain and node.text == "<<":
            self._report("merge-key", node.span, "`<<` is a merge key.", "Write the lines out.")
            node.refused = True
        elif node.text in top.keys:
            first = top.keys[node.text].span
            message = (
                f"`{node.text}` is here twice; the first is in line {first.line}, column {first.column}."
            )
            self._report("duplicate-key", node.span, message, "Keep one of them.")
            node.refused = True
        return node


def _span(event: yaml.Event) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
