"""From nodes to documents: every error of the model is led back to the place in the file it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from coach.routine.diagnostics import Diagnostic, Span
from coach.routine.model import DOCUMENTS, FORMAT, Document
from coach.routine.reader import Listing, Mapping, Scalar, data, from_key, locate
from coach.routine.refusal import Refusal, fields_at
from coach.routine.synonyms import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.routine.reader import Node
    from coach.routine.source import Source

Path = tuple[str | int, ...]
"""Keys and list places from the root down to a value."""

MOST_SHOWN: Final = 100
"""Diagnostics for one file; a file with more has one cause."""


def parse(source: Source, root: Node) -> tuple[Document | None, list[Diagnostic]]:
    """The document a file holds, or everything that keeps it from being one."""
    model, found = _model_for(source, root)
    if model is None:
        return None, found
    try:
        return model.model_validate(data(root)), []
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
        return None, _shortened(source, list(_diagnostics(source, root, model, problems)))


def _shortened(source: Source, found: list[Diagnostic]) -> list[Diagnostic]:
    if len(found) <= MOST_SHOWN:
        return found
    rest = f"There are {len(found) - MOST_SHOWN} more problems in this file."
    return [*found[:MOST_SHOWN], source.diagnostic("more-problems", found[MOST_SHOWN].span, rest)]


def _model_for(source: Source, root: Node) -> tuple[type[Document] | None, list[Diagnostic]]:
    types = ", ".join(f"`{name}`" for name in DOCUMENTS)
    if not isinstance(root, Mapping):
        return None, [_no_document(source, root)]
    version = root.values.get("coach")
    if (
        isinstance(version, Scalar)
        and re.fullmatch(r"[0-9]{1,9}", version.text)
        and int(version.text) > FORMAT
    ):
        message = f"This file was made by a newer Coach (format {version.text}; this Coach reads {FORMAT})."
        return None, [source.diagnostic("newer-format", version.span, message, "Update Coach to use it.")]
    kind = root.values.get("type")
    if not isinstance(kind, Scalar) or kind.text not in DOCUMENTS:
        span = kind.span if kind else Span()
        name = kind.text if isinstance(kind, Scalar) else ""
        message = f"`{name}` is not a type of document." if name else "The `type` of the document is missing."
        hint = suggestion(name, DOCUMENTS) or f"Add a line `type: exercise`. The types are {types}."
        return None, [source.diagnostic("unknown-type", span, message, hint)]
    return DOCUMENTS[kind.text], []


def _no_document(source: Source, root: Node) -> Diagnostic:
    hint = "Begin with `coach: 1` and `type: exercise` or `type: routine`."
    span = source.first_line_of(root.span)
    if isinstance(root, Scalar):
        message = "This is plain text, not yet a routine file."
        return source.diagnostic(
            "wrong-shape", span, message, f"{hint} `coach new --from-text` makes a draft of it."
        )
    message = "The whole file is a list, and not keys with values."
    return source.diagnostic("wrong-shape", span, message, f"{hint} Take the hyphens at the left edge out.")


def _diagnostics(
    source: Source, root: Node, model: type[Document], problems: Sequence[Any]
) -> Iterator[Diagnostic]:
    places = [problem["loc"] for problem in problems]
    said = _Said.of(model, problems)
    for problem in problems:
        kind, place, context = problem["type"], problem["loc"], problem.get("ctx", {})
        if kind == "too_short" and any(place == other[: len(place)] != other for other in places):
            continue  # what was in the list was refused, and that has been said
        node, key = locate(root, (*place, *context.get("path", ())))
        if said.elsewhere(kind, place) or (isinstance(node, Scalar) and node.refused):
            continue
        around, _ = locate(root, place[:-1])
        siblings = tuple(around.values) if isinstance(around, Mapping) else ()
        has_colon = key is None or isinstance(node, Mapping | Listing) or _colon_after(source, key.span, node)
        refusal = Refusal(kind, place, context, model, node, siblings, has_colon)
        code, message, hint = refusal.words()
        span = node.span
        if key and code == "no-colon":
            span = from_key(node, key)
        elif key and (code in _ABOUT_KEYS or place[-1] == "[key]" or not isinstance(node, Scalar)):
            span = key.span
        elif kind == "missing":
            span = _first_key(node)
        if code == "empty-value":
            hint = _lost_comment(source, span) or "Write a value, or take the line out."
            if key and any(
                other[:-1] == place[:-1] and said.may_hold(place, other[-1]) for other in said.extra
            ):
                message = f"`{refusal.name}` is empty: the lines that belong to it are not indented."
                hint = "Begin each of them two spaces further in."
        yield source.diagnostic(code, source.first_line_of(span), message, hint)


@dataclass(frozen=True, slots=True)
class _Said:
    """What other messages have said, so that one slip gives one message."""

    model: type[Document]
    extra: tuple[Path, ...]
    missing: tuple[Path, ...]
    empty: tuple[Path, ...]

    @classmethod
    def of(cls, model: type[Document], problems: Sequence[Any]) -> _Said:
        """Sorted by what is wrong: keys too many, keys too few, mappings without content."""
        by_kind: dict[str, list[Path]] = {"extra_forbidden": [], "missing": [], "model_type": []}
        for problem in problems:
            is_empty = problem["type"] == "empty-value" and problem["loc"][-1] == "joints"
            no_keys = is_empty or problem["type"] == "model_attributes_type"
            kind = "model_type" if no_keys else problem["type"]
            by_kind.get(kind, []).append(problem["loc"])
        return cls(model, *map(tuple, by_kind.values()))

    def may_hold(self, place: Path, key: object) -> bool:
        """Whether a key may belong below another; below `joints` there are those of the figure."""
        return place[-1] == "joints" or key in fields_at(self.model, place)

    def elsewhere(self, kind: str, place: Path) -> bool:
        """Whether a message about this place would only repeat another."""
        beside = [other for other in self.extra if other[:-1] == place[:-1]]
        if kind == "missing":
            return any(
                suggestion(str(other[-1]), [str(place[-1])]) and str(other[-1]) not in _STEP_BEGINNINGS
                for other in beside
                if isinstance(other[-1], str)
            )
        if kind != "extra_forbidden":
            return False
        if place[-1] in {"rounds", "steps"} and any(other[-1] == "block" for other in beside):
            return True
        return any(other[:-1] == place[:-1] and self.may_hold(other, place[-1]) for other in self.empty)


_STEP_BEGINNINGS: Final = frozenset({"block", "ask"})


def _colon_after(source: Source, key: Span, value: Node) -> bool:
    """Whether a key without a value was written with a colon; a comma in braces makes keys without one."""
    if not isinstance(value, Scalar) or value.text:
        return True
    return ":" in source.line(key.end_line)[key.end_column - 1 : key.end_column + 1]


_ABOUT_KEYS: Final = frozenset({"unknown-key", "missing-key", "empty-value", "instead-not-hidden"})


def _first_key(node: Node) -> Span:
    keys = list(node.keys.values()) if isinstance(node, Mapping) else []
    return keys[0].span if keys else node.span


def _lost_comment(source: Source, span: Span) -> str:
    if found := re.search(r": *(>=?\d+)\s*$", source.line(span.line)):
        return f'A bare > begins a text of several lines. Write "{found[1]}".'
    match = re.search(r"(?:^|\s)(#\S.*)$", source.line(span.line))
    return f'What follows a # is a comment. If it is text, write "{match[1].strip()}".' if match else ""
