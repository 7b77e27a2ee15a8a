"""All exercises and routines of several folders, and everything that is wrong with their files."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from coach.routine import lint
from coach.routine.diagnostics import Diagnostic, Span, did_you_mean
from coach.routine.documents import parse
from coach.routine.folders import Folder, Found, Origin, find
from coach.routine.model import Conditions, Document, Exercise, Routine, Sources
from coach.routine.plan import Sides, Timeline
from coach.routine.reader import Mapping as MappingNode
from coach.routine.reader import Scalar, locate, read
from coach.routine.source import Source, decode
from coach.routine.timeline import TimelineError, compile_exercise, compile_routine

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from coach.routine.model import Condition, SourceNote
    from coach.routine.reader import Node
    from coach.routine.timeline import Trouble

__all__ = ["Folder", "Library", "Override", "check_text"]


@dataclass(frozen=True, slots=True)
class Override:
    """A document that stands in for one of the same id from an earlier folder."""

    id: str
    path: Path
    replaced: Path


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that has been read: its text, its nodes, and the document if it holds one."""

    source: Source
    folder: Folder
    root: Node
    document: Document | None

    @property
    def id(self) -> str:
        """The document's id, even when the rest of it has errors; empty if it has none."""
        node = self.root.values.get("id") if isinstance(self.root, MappingNode) else None
        return node.text if isinstance(node, Scalar) else ""

    def diagnostic(self, place: Sequence[str | int], code: str, message: str, hint: str = "") -> Diagnostic:
        """A message about the value at a place; about its key, if the value is more than a few words."""
        node, key = locate(self.root, place)
        span = node.span if isinstance(node, Scalar) or key is None else key.span
        if span.line != span.end_line:
            end = len(self.source.line(span.line)) + 1
            span = Span(span.line, span.column, span.line, max(end, span.column + 1))
        return self.source.diagnostic(code, span, message, hint)


@dataclass(frozen=True)
class Library:
    """What the folders hold. Only documents without errors are in the mappings, so every one can be played.

    `diagnostics` are in reading order, over all files. `poses` is `None` where nobody knows which poses exist.
    """

    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    routines: Mapping[str, Routine] = field(default_factory=dict)
    sources: Mapping[str, SourceNote] = field(default_factory=dict)
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    poses: Collection[str] | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    overrides: tuple[Override, ...] = ()
    files: tuple[Path, ...] = ()
    entries: Mapping[str, Entry] = field(default_factory=dict)
    broken: Mapping[str, Path] = field(default_factory=dict)

    @classmethod
    def read(cls, folders: Sequence[Folder], poses: Collection[str] | None = None) -> Library:
        """Read all folders. A bad file never keeps the others from being read; nothing is raised for any file."""
        reading = _Reading(poses)
        for found in find(folders):
            reading.take(found)
        return reading.library()

    @property
    def problem_files(self) -> Mapping[Path, tuple[Diagnostic, ...]]:
        """The files with errors, and their errors."""
        files: dict[Path, list[Diagnostic]] = {}
        for diagnostic in self.diagnostics:
            if diagnostic.is_error:
                files.setdefault(diagnostic.path, []).append(diagnostic)
        return {path: tuple(found) for path, found in files.items()}

    def origin(self, identity: str) -> Origin:
        """Where a document came from. `KeyError` for an id that does not exist."""
        return self.entries[identity].folder.origin

    def timeline(self, identity: str, sides: Sides | None = None) -> Timeline:
        """The compiled plan of a routine, or of one exercise at its own dose. `KeyError` for an unknown id."""
        sides = sides or Sides()
        if routine := self.routines.get(identity):
            return compile_routine(routine, self.exercises, sides)
        return compile_exercise(self.exercises[identity], sides)


def check_text(text: str, path: Path, library: Library) -> list[Diagnostic]:
    """Everything there is to say about a text that may not have been saved, among the documents of a library."""
    found: list[Diagnostic] = []
    entry = _entry(Source(path, text), Folder(path), found)
    if entry is None or entry.document is None:
        return found
    if isinstance(entry.document, Exercise):
        library = replace(library, exercises={**library.exercises, entry.id: entry.document})
    return sorted(check(entry, library), key=lambda each: each.sort_key)


def check(entry: Entry, library: Library) -> list[Diagnostic]:
    """What is wrong with one document among the others: references, times, lint."""
    document = entry.document
    if not isinstance(document, Exercise | Routine):
        return []
    timeline, found = _compiled(entry, document, library)
    subject = lint.Subject(document, library, entry.source.path, timeline)
    found += [
        entry.diagnostic(each.place, each.code, each.message, each.hint) for each in lint.findings(subject)
    ]
    allowed = {allowance.allow for allowance in document.lint}
    return [each for each in found if each.is_error or each.code not in allowed]


def _compiled(
    entry: Entry, document: Exercise | Routine, library: Library
) -> tuple[Timeline | None, list[Diagnostic]]:
    try:
        if isinstance(document, Exercise):
            return compile_exercise(document, Sides()), []
        return compile_routine(document, library.exercises, Sides()), []
    except TimelineError as error:
        return None, [_trouble(entry, document, trouble, library) for trouble in error.troubles]


def _trouble(entry: Entry, document: Exercise | Routine, trouble: Trouble, library: Library) -> Diagnostic:
    place, code, message, hint = trouble.place, trouble.code, trouble.message, trouble.hint
    if isinstance(document, Exercise):
        place = ("dose", *place)
    if code == "unknown-exercise":
        node, _ = locate(entry.root, place)
        name = node.text if isinstance(node, Scalar) else ""
        if name in library.broken:
            message = f"The exercise `{name}` has errors in its own file, {library.broken[name]}."
            return entry.diagnostic(place, "exercise-has-errors", message, "Put that file right first.")
        if name in library.routines:
            hint = f"`{name}` is a routine; a step names an exercise."
        hint = hint or did_you_mean(name, library.exercises)
    return entry.diagnostic(place, code, message, hint)


def _entry(source: Source, folder: Folder, found: list[Diagnostic]) -> Entry | None:
    """Read one text; what is wrong with it goes into `found`, and errors leave it without a document."""
    root, problems = read(source)
    found += problems
    if root is None:
        return None
    document, errors = parse(source, root)
    found += errors
    return Entry(source, folder, root, None if problems else document)


class _Reading:
    """A library in the making."""

    def __init__(self, poses: Collection[str] | None) -> None:
        self._poses = poses
        self._files: list[Path] = []
        self._found: list[Diagnostic] = []
        self._broken: dict[str, Path] = {}
        self._overrides: list[Override] = []
        self._entries: dict[str, Entry] = {}
        self._sources: dict[str, SourceNote] = {}
        self._conditions: dict[str, Condition] = {}

    def take(self, found: Found) -> None:
        """Read one file."""
        self._files.append(found.path)
        if found.trouble:
            message = f"This cannot be read: {found.trouble}."
            self._found.append(Diagnostic("unreadable", found.path, Span(), message))
            return
        source = decode(found.path, found.data)
        if isinstance(source, Diagnostic):
            self._found.append(source)
            return
        entry = _entry(source, found.folder, self._found)
        if entry is None:
            return
        document = entry.document
        if isinstance(document, Sources):
            self._sources |= document.sources
        elif isinstance(document, Conditions):
            self._conditions |= document.conditions
        elif document is not None:
            self._join(entry)
        elif entry.id:
            self._broken[entry.id] = source.path

    def _join(self, entry: Entry) -> None:
        """Put a document among the others, in place of one of the same id from an earlier folder."""
        earlier = self._entries.get(entry.id)
        if earlier is not None:
            line = earlier.diagnostic(("id",), "overrides", "").span.line
            where = f"{earlier.source.path}, line {line}"
            if earlier.folder.root == entry.folder.root or type(earlier.document) is not type(entry.document):
                message = f"`{entry.id}` is also the id of the document in {where}."
                self._found.append(
                    entry.diagnostic(("id",), "duplicate-id", message, "Give one of them another id.")
                )
                return
            self._overrides.append(Override(entry.id, entry.source.path, earlier.source.path))
            message = f"This stands in for the `{entry.id}` in {where}."
            self._found.append(entry.diagnostic(("id",), "overrides", message))
        self._entries[entry.id] = entry

    def library(self) -> Library:
        """What has been read, checked: exercises first, then the routines that are made of them."""
        library = Library(
            sources=self._sources,
            conditions=self._conditions,
            poses=self._poses,
            overrides=tuple(self._overrides),
        )
        for kind, name in ((Exercise, "exercises"), (Routine, "routines")):
            documents = {
                id_: each.document for id_, each in self._entries.items() if isinstance(each.document, kind)
            }
            library = replace(library, broken=dict(self._broken), **{name: documents})
            for identity in list(documents):
                found = check(self._entries[identity], library)
                self._found += found
                if any(each.is_error for each in found):
                    self._broken[identity] = self._entries[identity].source.path
                    del documents[identity]
        return replace(
            library,
            files=tuple(self._files),
            broken=self._broken,
            entries={id_: entry for id_, entry in self._entries.items() if id_ not in self._broken},
            diagnostics=tuple(sorted(self._found, key=lambda each: each.sort_key)),
        )
