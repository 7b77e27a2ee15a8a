"""From nodes to documents: every error of the model is led back to the place in the file it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, get_args

from pydantic import BaseModel, ValidationError

from coach.routine.codes import MEANINGS
from coach.routine.diagnostics import Diagnostic, Span, did_you_mean
from coach.routine.model import DOCUMENTS, FORMAT, Document
from coach.routine.reader import Listing, Mapping, Scalar, data, locate

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
        hint = "Begin with `coach: 1` and `type: exercise` or `type: routine`."
        return None, [
            source.diagnostic("wrong-shape", root.span, "The document must be keys and values.", hint)
        ]
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
        hint = did_you_mean(name, DOCUMENTS) or f"The types are {types}."
        return None, [source.diagnostic("unknown-type", span, message, hint)]
    return DOCUMENTS[kind.text], []


def _diagnostics(
    source: Source, root: Node, model: type[Document], problems: Sequence[Any]
) -> Iterator[Diagnostic]:
    places = [problem["loc"] for problem in problems]
    for problem in problems:
        place: Path = problem["loc"]
        context = problem.get("ctx", {})
        if problem["type"] == "too_short" and any(place == other[: len(place)] != other for other in places):
            continue  # what was in the list was refused, and that has been said
        node, key = locate(root, (*place, *context.get("path", ())))
        if isinstance(node, Scalar) and node.refused:
            continue
        code, message, hint = _words(problem, model, node)
        on_key = problem["type"] == "extra_forbidden" or place[-1:] == ("[key]",)
        span = key.span if key and (on_key or not isinstance(node, Scalar)) else node.span
        if problem["type"] == "missing":
            span = key.span if key else _first_key(node)
        if code == "empty-value":
            span = key.span if key else node.span
            hint = _lost_comment(source, span) or hint or "Write a value, or take the line out."
        yield source.diagnostic(code, source.first_line_of(span), message, hint)


def _first_key(node: Node) -> Span:
    keys = list(node.keys.values()) if isinstance(node, Mapping) else []
    return keys[0].span if keys else node.span


def _lost_comment(source: Source, span: Span) -> str:
    match = re.search(r"(?:^|\s)(#\S.*)$", source.line(span.line))
    return f'What follows a # is a comment. If it is text, write "{match[1].strip()}".' if match else ""


def _shape(node: Node) -> str:
    if isinstance(node, Scalar):
        return "a text"
    return "a list" if isinstance(node, Listing) else "keys and values"


def _words(problem: Any, model: type[Document], node: Node) -> tuple[str, str, str]:  # noqa: ANN401 - pydantic's
    """(code, message, hint) for one error of the model."""
    kind, place, context = problem["type"], problem["loc"], problem.get("ctx", {})
    if kind in MEANINGS:
        hint = context.get("hint", "Begin it with `exercise: id`, `rest: 10 s` or `block: name`.")
        return kind, context.get("message", problem["msg"]), hint
    name = next((part for part in reversed(place) if isinstance(part, str) and part[:1] not in "<["), "")
    if kind == "extra_forbidden":
        known = _fields_at(model, place[:-1])
        if " " in name and not (isinstance(node, Scalar) and node.text):
            hint = "The comma before it ended the text. Put the whole text in quotes."
            return "unknown-key", f"`{name}` was read as a key.", hint
        words = ", ".join(f"`{word}`" for word in known)
        hint = did_you_mean(name, known) or f"The keys here are {words}."
        return "unknown-key", f"`{name}` is not a key that belongs here.", hint
    if kind == "missing":
        return "missing-key", f"`{name}` is missing.", f"Add a line `{name}: …`."
    if kind == "literal_error":
        known = re.findall(r"'([^']*)'", context["expected"])
        given = node.text if isinstance(node, Scalar) else ""
        if place[-1] == "[key]":
            given, name = place[-2], place[-3]
        message = f"`{given}` is not one of the words for `{name}`." if given else f"`{name}` needs one word."
        choices = ", ".join(f"`{word}`" for word in known)
        near = did_you_mean(given, known)
        return "bad-value", message, f"{near} Choose from {choices}.".strip()
    if kind == "string_too_long":
        return "too-long", f"`{name}` is longer than {context['max_length']} characters.", "Shorten it."
    if kind in {"too_short", "string_too_short"} or (isinstance(node, Scalar) and not node.text.strip()):
        return "empty-value", f"`{name}` is empty.", ""
    wanted = {"tuple_type": "a list", "string_type": "a text"}.get(kind, "keys and values")
    hint = f"Write `{name}: [{node.text}]`." if kind == "tuple_type" and isinstance(node, Scalar) else ""
    return "wrong-shape", f"`{name}` must be {wanted}, not {_shape(node)}.", hint


def _fields_at(model: type[BaseModel], place: Path) -> list[str]:
    """The keys that are known at a place."""
    here = [model]
    for part in place:
        if isinstance(part, str) and part.startswith("<"):
            key = part.strip("<>")
            here = [each for each in here if key in _names(each)][:1]
        elif isinstance(part, str):
            fields = [
                field
                for each in here
                for name, field in each.model_fields.items()
                if part in {name, field.alias}
            ]
            here = [inner for field in fields for inner in _models_in(field.annotation)] or here
    return sorted({name for each in here for name in _names(each)})


def _names(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
