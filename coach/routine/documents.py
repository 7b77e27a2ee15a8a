"""From nodes to documents: every error of the model is led back to the place in the file it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from coach.routine.diagnostics import Diagnostic, Span
from coach.routine.model import DOCUMENTS, FORMAT, Document
from coach.routine.reader import MOST_SHOWN, Listing, Mapping, Scalar, data, from_key, locate
from coach.routine.refusal import Refusal, fields_at
from coach.routine.synonyms import suggestion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.routine.reader import Node
    from coach.routine.source import Source

Path = tuple[str | int, ...]
"""Keys and list places from the root down to a value."""


def parse(source: Source, root: Node) -> tuple[Document | None, list[Diagnostic]]:
    """The document a file holds, or everything that keeps it from being one."""
    model, found = _model_for(source, root)
    if model is None:
        return None, found
    try:
        return model.model_validate(data(root)), []
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
        return None, _diagnostics(source, root, model, problems)


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
) -> list[Diagnostic]:
    """A message for each problem, but for what repeats another; of very many the first, and how many more."""
    said = _Said.of(model, problems)
    told = [problem for problem in problems if not _is_told(problem, root, said)]
    found = [_diagnostic(source, root, problem, said) for problem in told[: MOST_SHOWN + 1]]
    if len(found) > MOST_SHOWN:
        rest = f"There are {len(told) - MOST_SHOWN} more problems in this file."
        found[MOST_SHOWN] = source.diagnostic("more-problems", found[MOST_SHOWN].span, rest)
    return found


def _is_told(problem: Any, root: Node, said: _Said) -> bool:  # noqa: ANN401 - as pydantic gives it
    """Whether another message says it already."""
    kind, place = problem["type"], problem["loc"]
    if kind == "too_short" and place in said.around:
        return True  # what was in the list was refused
    node, _ = locate(root, (*place, *problem.get("ctx", {}).get("path", ())))
    return said.elsewhere(kind, place) or (isinstance(node, Scalar) and node.refused)


def _diagnostic(source: Source, root: Node, problem: Any, said: _Said) -> Diagnostic:  # noqa: ANN401 - the same
    kind, place, context = problem["type"], problem["loc"], problem.get("ctx", {})
    node, key = locate(root, (*place, *context.get("path", ())))
    around, _ = locate(root, place[:-1])
    siblings = tuple(around.values) if isinstance(around, Mapping) else ()
    has_colon = key is None or isinstance(node, Mapping | Listing) or _colon_after(source, key.span, node)
    refusal = Refusal(kind, place, context, said.model, node, siblings, has_colon)
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
        if key and any(said.may_hold(place, name) for name in said.extra.get(place[:-1], ())):
            message = f"`{refusal.name}` is empty: the lines that belong to it are not indented."
            hint = "Begin each of them two spaces further in."
    return source.diagnostic(code, source.first_line_of(span), message, hint)


@dataclass(frozen=True, slots=True)
class _Said:
    """What other messages have said, so that one slip gives one message.

    `extra` are the keys too many and `empty` those without content, by the place that they stand in; `around`
    the places of all lists and mappings in which something is wrong.
    """

    model: type[Document]
    extra: dict[Path, list[str | int]]
    empty: dict[Path, list[str | int]]
    around: frozenset[Path]

    @classmethod
    def of(cls, model: type[Document], problems: Sequence[Any]) -> _Said:
        """What all the problems of a document say."""
        extra: dict[Path, list[str | int]] = {}
        empty: dict[Path, list[str | int]] = {}
        around: set[Path] = set()
        for problem in problems:
            kind, place = problem["type"], problem["loc"]
            is_empty = kind == "empty-value" and place[-1] == "joints"
            if is_empty or kind in {"model_type", "model_attributes_type"}:
                empty.setdefault(place[:-1], []).append(place[-1])
            elif kind == "extra_forbidden":
                extra.setdefault(place[:-1], []).append(place[-1])
            around.update(place[:length] for length in range(len(place)))
        return cls(model, extra, empty, frozenset(around))

    def may_hold(self, place: Path, key: object) -> bool:
        """Whether a key may belong below another; below `joints` there are those of the figure."""
        return place[-1] == "joints" or key in fields_at(self.model, place)

    def elsewhere(self, kind: str, place: Path) -> bool:
        """Whether a message about this place would only repeat another."""
        if kind == "missing":
            return any(
                suggestion(name, [str(place[-1])]) and name not in _STEP_BEGINNINGS
                for name in self.extra.get(place[:-1], ())
                if isinstance(name, str)
            )
        if kind != "extra_forbidden":
            return False
        if place[-1] in {"rounds", "steps"} and "block" in self.extra[place[:-1]]:
            return True
        return any(self.may_hold((*place[:-1], name), place[-1]) for name in self.empty.get(place[:-1], ()))


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
