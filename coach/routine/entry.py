"""One document with the file it stands in, and what is wrong with it among the others of a library."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from coach.routine import lint
from coach.routine.asking import ways
from coach.routine.diagnostics import Diagnostic, did_you_mean
from coach.routine.documents import parse
from coach.routine.lint import drafts
from coach.routine.model import Exercise, Programme, Routine
from coach.routine.plan import Sides
from coach.routine.programme_compile import troubles as programme_troubles
from coach.routine.reader import MOST_SHOWN, Scalar, locate, read
from coach.routine.reader import Mapping as MappingNode
from coach.routine.timeline import outline
from coach.routine.trouble import TimelineError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.routine.folders import Folder
    from coach.routine.library import Library
    from coach.routine.model import Document
    from coach.routine.reader import Node
    from coach.routine.source import Source
    from coach.routine.timeline import Outline
    from coach.routine.trouble import Trouble


@dataclass(frozen=True)
class Written:
    """A text that has been read without errors, so that there may be more to say about places in it."""

    source: Source

    @cached_property
    def root(self) -> Node:
        """The file's nodes: read again, because there is seldom anything to say about a place in it."""
        root, _ = read(self.source)
        assert root is not None  # noqa: S101 - the same text has been read before
        return root

    def diagnostic(self, place: Sequence[str | int], code: str, message: str, hint: str = "") -> Diagnostic:
        """A message about the value at a place; about its key, if the value is a list or a mapping."""
        node, key = locate(self.root, place)
        span = node.span if isinstance(node, Scalar) or key is None else key.span
        return self.source.diagnostic(code, self.source.first_line_of(span), message, hint)

    def remarks(self, subject: lint.Subject) -> list[Diagnostic]:
        """What lint finds in what is written here."""
        return [
            self.diagnostic(each.place, each.code, each.message, each.hint) for each in lint.findings(subject)
        ]


@dataclass(frozen=True)
class Entry(Written):
    """A file that holds an exercise, a routine or a programme."""

    folder: Folder
    document: Exercise | Routine | Programme


def check(entry: Entry, library: Library) -> list[Diagnostic]:
    """What is wrong with one document among the others: references, times, lint."""
    document = entry.document
    compiled: Outline | None = None
    if isinstance(document, Programme):
        troubles = list(programme_troubles(document, library))
    else:
        compiled, troubles = _compiled(document, library)
    found = [_trouble(entry, trouble, library) for trouble in troubles[:MOST_SHOWN]]
    if len(troubles) > MOST_SHOWN:
        rest = f"There are {len(troubles) - MOST_SHOWN} more problems in this file."
        found.append(entry.diagnostic(troubles[MOST_SHOWN].place, "more-problems", rest))
    found += entry.remarks(lint.Subject(document, library, entry.source.path, compiled))
    found += filter(None, [drafts.unfinished(entry.source)])
    allowed = {allowance.allow for allowance in document.lint}
    return [each for each in found if each.is_error or each.code not in allowed]


def _compiled(document: Exercise | Routine, library: Library) -> tuple[Outline | None, list[Trouble]]:
    """The longest of a document's ways through its questions, and what is wrong with any of them."""
    compiled: list[Outline] = []
    troubles: dict[Trouble, None] = {}
    for answers in ways(document):
        try:
            compiled.append(outline(document, library.exercises, Sides(), answers))
        except TimelineError as error:
            troubles |= dict.fromkeys(error.troubles)
    longest = max(compiled, key=lambda each: each.total) if len(compiled) > 1 else next(iter(compiled), None)
    return longest, list(troubles)


def _trouble(entry: Entry, trouble: Trouble, library: Library) -> Diagnostic:
    code, message, hint = trouble.code, trouble.message, trouble.hint
    if code == "unknown-exercise":
        node, _ = locate(entry.root, trouble.place)
        name = node.text.strip() if isinstance(node, Scalar) else ""
        if name in library.broken:
            code, hint = "exercise-has-errors", "Put that file right first."
            message = f"The exercise `{name}` has errors in its own file, {library.broken[name]}."
        else:
            hint = (
                f"`{name}` is a routine."
                if name in library.routines
                else did_you_mean(name, library.exercises)
            )
    return entry.diagnostic(trouble.place, code, message, hint)


def document_of(source: Source) -> tuple[Document | None, list[Diagnostic], str]:
    """The document in a text, what is wrong with it, and its id even where it has errors (or empty)."""
    root, found = read(source)
    if root is None:
        return None, found, ""
    document, errors = parse(source, root)
    node = root.values.get("id") if isinstance(root, MappingNode) else None
    identity = node.text if isinstance(node, Scalar) else ""
    return (None if found else document), found + errors, identity
