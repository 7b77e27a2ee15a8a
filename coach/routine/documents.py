"""From nodes to documents: every error of the model is led back to the place in the file it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, get_args

from pydantic import BaseModel, ValidationError

from coach.routine.codes import MEANINGS
from coach.routine.diagnostics import Diagnostic, Span, did_you_mean
from coach.routine.model import DOCUMENTS, FORMAT, STEPS, Document
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
        kind, place, context = problem["type"], problem["loc"], problem.get("ctx", {})
        if kind == "too_short" and any(place == other[: len(place)] != other for other in places):
            continue  # what was in the list was refused, and that has been said
        node, key = locate(root, (*place, *context.get("path", ())))
        if isinstance(node, Scalar) and node.refused:
            continue
        code, message, hint = _Refusal(kind, place, context, model, node).words()
        span = node.span
        if key and (code in _ABOUT_KEYS or place[-1] == "[key]" or not isinstance(node, Scalar)):
            span = key.span
        elif kind == "missing":
            span = _first_key(node)
        if code == "empty-value":
            hint = _lost_comment(source, span) or "Write a value, or take the line out."
        yield source.diagnostic(code, source.first_line_of(span), message, hint)


_ABOUT_KEYS: Final = frozenset({"unknown-key", "missing-key", "empty-value", "instead-not-hidden"})


def _first_key(node: Node) -> Span:
    keys = list(node.keys.values()) if isinstance(node, Mapping) else []
    return keys[0].span if keys else node.span


def _lost_comment(source: Source, span: Span) -> str:
    match = re.search(r"(?:^|\s)(#\S.*)$", source.line(span.line))
    return f'What follows a # is a comment. If it is text, write "{match[1].strip()}".' if match else ""


@dataclass(frozen=True, slots=True)
class _Refusal:
    """One error of the model: its kind, the path to it, what pydantic adds, and the node it is about."""

    kind: str
    place: Path
    context: dict[str, Any]
    model: type[Document]
    node: Node

    @property
    def name(self) -> str:
        """The key it is about."""
        return next(
            (
                part
                for part in reversed(self.place)
                if isinstance(part, str) and not part.startswith(("<", "["))
            ),
            "",
        )

    @property
    def text(self) -> str:
        """What stands there; empty for a list or a mapping."""
        return self.node.text.strip() if isinstance(self.node, Scalar) else ""

    def words(self) -> tuple[str, str, str]:
        """(code, message, hint)."""
        if self.kind in MEANINGS:
            return self.kind, self.context.get("message", _NOT_A_STEP), self.context.get("hint", _STEP_HINT)
        return _WORDINGS.get(self.kind, _Refusal.wrong_shape)(self)

    def unknown_key(self) -> tuple[str, str, str]:
        name, known = self.name, _fields_at(self.model, self.place[:-1])
        if " " in name and isinstance(self.node, Scalar) and not self.text:
            hint = "The comma before it ended the text. Put the whole text in quotes."
            return "unknown-key", f"`{name}` was read as a key.", hint
        words = ", ".join(f"`{word}`" for word in known)
        hint = did_you_mean(name, known) or f"The keys here are {words}."
        return "unknown-key", f"`{name}` is not a key that belongs here.", hint

    def missing_key(self) -> tuple[str, str, str]:
        return "missing-key", f"`{self.name}` is missing.", f"Add a line `{self.name}: …`."

    def bad_word(self) -> tuple[str, str, str]:
        known = re.findall(r"'([^']*)'", self.context["expected"])
        on_key = self.place[-1] == "[key]"
        given, name = (str(self.place[-2]), str(self.place[-3])) if on_key else (self.text, self.name)
        message = f"`{given}` is not one of the words for `{name}`." if given else f"`{name}` needs one word."
        choices = ", ".join(f"`{word}`" for word in known)
        return "bad-value", message, f"{did_you_mean(given, known)} Choose from {choices}.".strip()

    def too_long(self) -> tuple[str, str, str]:
        message = f"`{self.name}` is longer than {self.context['max_length']} characters."
        return "too-long", message, "Shorten it."

    def empty(self) -> tuple[str, str, str]:
        return "empty-value", f"`{self.name}` is empty.", ""

    def wrong_shape(self) -> tuple[str, str, str]:
        if isinstance(self.node, Scalar) and not self.text:
            return self.empty()
        wanted = {"tuple_type": "a list", "string_type": "a text"}.get(self.kind, "keys and values")
        shape = "a list" if isinstance(self.node, Listing) else "a text" if self.text else "keys and values"
        hint = f"Write `{self.name}: [{self.text}]`." if self.kind == "tuple_type" and self.text else ""
        return "wrong-shape", f"`{self.name}` must be {wanted}, not {shape}.", hint


_NOT_A_STEP: Final = "This step is neither an exercise, a rest, a block nor a question."
_STEP_HINT: Final = "Begin it with `exercise: id`, `rest: 10 s`, `block: name` or `ask: …?`."
_WORDINGS: Final = {
    "extra_forbidden": _Refusal.unknown_key,
    "missing": _Refusal.missing_key,
    "literal_error": _Refusal.bad_word,
    "string_too_long": _Refusal.too_long,
    "string_too_short": _Refusal.empty,
    "too_short": _Refusal.empty,
}


def _fields_at(model: type[BaseModel], place: Path) -> list[str]:
    """The keys that are known at a place."""
    here = [model]
    for part in place:
        if isinstance(part, str) and part.startswith("<"):
            here = [STEPS[part]]
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
