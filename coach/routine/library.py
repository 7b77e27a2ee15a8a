"""All exercises, routines and programmes of several folders, and all that is wrong with their files."""

from __future__ import annotations

import gc
import re
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeVar

from coach.routine import lint
from coach.routine.asking import ways
from coach.routine.diagnostics import Diagnostic, Span
from coach.routine.entry import Entry, Written, check, document_of
from coach.routine.folders import Folder, Found, Origin, find
from coach.routine.model import Conditions, Document, Exercise, Programme, Routine, Sources
from coach.routine.plan import Sides, Timeline
from coach.routine.programme_compile import own_routines
from coach.routine.reader import locate
from coach.routine.source import Source, decode
from coach.routine.timeline import outline
from coach.routine.titles import with_ids

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from coach.routine.model import Condition, SourceNote

D = TypeVar("D", Exercise, Routine, Programme)

__all__ = ["Folder", "Library", "Override", "check_text"]


@dataclass(frozen=True, slots=True)
class Override:
    """A document that stands in for one of the same id from an earlier folder."""

    id: str
    path: Path
    replaced: Path


@dataclass(frozen=True, slots=True)
class Broken:
    """Where the first error stands that keeps a document from being used."""

    path: Path
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True)
class Library:
    """What the folders hold. Only documents without errors are in the mappings, so every one can be played.

    `diagnostics` are in reading order, over all `files`. `broken` are the ids of documents that have only
    files with errors, as far as they can be told; `paths` are the files of the others. `pages` are the ids of
    the pages to learn from, `None` where nobody knows them. Among the `routines` are those that programmes
    make of single exercises; their ids have a point in them.
    """

    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    routines: Mapping[str, Routine] = field(default_factory=dict)
    programmes: Mapping[str, Programme] = field(default_factory=dict)
    sources: Mapping[str, SourceNote] = field(default_factory=dict)
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    pages: Collection[str] | None = None
    files: tuple[Path, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    overrides: tuple[Override, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)
    paths: Mapping[str, Path] = field(default_factory=dict)
    broken: Mapping[str, Broken] = field(default_factory=dict)

    @classmethod
    def read(cls, folders: Sequence[Folder], pages: Collection[str] | None = None) -> Library:
        """Read all folders; what comes later stands in for what comes earlier.

        A bad file never keeps the others from being read, and nothing is raised for any file.
        """
        reading = _Reading()
        with _without_collecting():
            for found in find(folders):
                reading.take(found)
            return reading.library(pages)

    @property
    def problem_files(self) -> Mapping[Path, tuple[Diagnostic, ...]]:
        """The files with errors, and their errors."""
        files: dict[Path, list[Diagnostic]] = {}
        for diagnostic in self.diagnostics:
            if diagnostic.is_error:
                files.setdefault(diagnostic.path, []).append(diagnostic)
        return {path: tuple(found) for path, found in files.items()}

    def with_programmes(self) -> Library:
        """This library with the routines that its programmes make of single exercises."""
        routines, origins = dict(self.routines), dict(self.origins)
        for programme in self.programmes.values():
            made = own_routines(programme, self.exercises)
            routines |= made
            origins |= dict.fromkeys(made, self.origins[programme.id])
        return replace(self, routines=routines, origins=origins)

    def holding(self, routines: Mapping[str, Routine]) -> Library:
        """This library with further routines."""
        return replace(self, routines={**self.routines, **routines}) if routines else self

    def timeline(
        self, identity: str, sides: Sides | None = None, answers: Mapping[str, str] | None = None
    ) -> Timeline:
        """The compiled plan of a routine, or of an exercise at its own dose. `KeyError` for an unknown id.

        `answers` maps the routine's questions to answers; a question without one takes its first answer.
        """
        document = self.routines.get(identity) or self.exercises[identity]
        return outline(document, self.exercises, sides or Sides(), answers).timeline()

    def timelines(self, identity: str, sides: Sides | None = None) -> tuple[Timeline, ...]:
        """The plans for all first answers and for each other answer by itself; one, if nothing is asked."""
        document = self.routines.get(identity) or self.exercises[identity]
        return tuple(self.timeline(identity, sides, answers) for answers in ways(document))


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Reading makes many small values and no circles; looking for circles meanwhile takes a fifth longer."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def check_text(text: str, path: Path, library: Library) -> list[Diagnostic]:
    """Everything there is to say about a text, saved or not, among the documents of a library."""
    return read_text(text, path, library).diagnostics


@dataclass(frozen=True, slots=True)
class Checked:
    """A text, read. `library` holds what was read in place of what was saved; no document: it has errors."""

    document: Document | None
    diagnostics: list[Diagnostic]
    library: Library


def read_text(text: str, path: Path, library: Library) -> Checked:
    """A text, saved or not, among the documents of a library, with everything there is to say about it."""
    source = Source(path, text)
    document, found, _ = document_of(source)
    if isinstance(document, Exercise):
        library = replace(library, exercises={**library.exercises, document.id: document})
    elif isinstance(document, Routine):
        library = replace(library, routines={**library.routines, document.id: document})
    if isinstance(document, Exercise | Routine | Programme):
        library = replace(library, paths={**library.paths, document.id: path})
        found += check(Entry(source, Folder(path), document), library)
    elif isinstance(document, Conditions):
        found += Written(source).remarks(lint.Subject(document, library, path))
    found = with_ids(found, library.exercises, library.routines)
    return Checked(document, sorted(found, key=lambda each: each.sort_key), library)


class _Reading:
    """A library in the making. Of every id, all documents of all folders are kept until one proves right."""

    def __init__(self) -> None:
        self._files: list[Path] = []
        self._found: list[Diagnostic] = []
        self._entries: dict[str, list[Entry]] = {}
        self._sources: dict[str, SourceNote] = {}
        self._conditions: dict[str, Condition] = {}
        self._asking: list[tuple[Written, Conditions]] = []
        self._broken: dict[str, Broken] = {}
        self._overrides: list[Override] = []

    def take(self, found: Found) -> None:
        """Read one file."""
        self._files.append(found.path)
        if found.trouble:
            message = f"This cannot be read: {found.trouble}."
            self._lose([Diagnostic("unreadable", found.path, Span(), message)], found.path.stem)
            return
        source = decode(found.path, found.data)
        if isinstance(source, Diagnostic):
            self._lose([source], _likely_id(found.path, found.data.decode("utf-8", "replace")))
            return
        document, problems, identity = document_of(source)
        if document is None:
            self._lose(problems, identity or _likely_id(source.path, source.text))
            return
        self._found += problems
        if isinstance(document, Sources):
            self._sources |= document.sources
        elif isinstance(document, Conditions):
            self._conditions |= document.conditions
            self._asking.append((Written(source), document))
        elif isinstance(document, Exercise | Routine | Programme):
            self._join(Entry(source, found.folder, document))

    def _lose(self, problems: Sequence[Diagnostic], identity: str) -> None:
        """Note what is wrong with a file that holds no document that could be used."""
        self._found += problems
        first = min((each for each in problems if each.is_error), key=lambda each: each.sort_key)
        self._broken[identity] = Broken(first.path, first.span.line)

    def _join(self, entry: Entry) -> None:
        """Put a document among the others of its id; one folder may hold only one of them."""
        entries = self._entries.setdefault(entry.document.id, [])
        for place, earlier in enumerate(entries):
            if earlier.folder.root == entry.folder.root or earlier.document.type != entry.document.type:
                kept, other = earlier, entry
                if len(entries) == 1 and earlier.folder.root == entry.folder.root:
                    kept, other = sorted((earlier, entry), key=_claim)
                entries[place] = kept
                message = f"`{entry.document.id}` is also the id in {_where(kept)}."
                hint = "Give one of them another id."
                self._found.append(other.diagnostic(("id",), "duplicate-id", message, hint))
                return
        entries.append(entry)

    def library(self, pages: Collection[str] | None) -> Library:
        """What has been read, checked: exercises first, then the routines made of them, then programmes."""
        library = Library(
            sources=self._sources, conditions=self._conditions, pages=pages, broken=self._broken
        )
        exercises, routines = self._newest(Exercise), self._newest(Routine)
        programmes = self._newest(Programme)
        library = replace(library, exercises=exercises)
        self._check(exercises, library)
        library = replace(library, routines=routines)
        self._check(routines, library)
        library = replace(library, programmes=programmes)
        self._check(programmes, library)
        for written, conditions in self._asking:
            self._found += written.remarks(lint.Subject(conditions, library, written.source.path))
        found = with_ids(self._found, exercises, routines)
        sound = (*exercises, *routines, *programmes)
        for identity in sound:
            self._broken.pop(identity, None)
        return replace(
            library,
            files=tuple(self._files),
            diagnostics=tuple(sorted(found, key=lambda each: each.sort_key)),
            overrides=tuple(self._overrides),
            origins={each: self._entries[each][-1].folder.origin for each in sound},
            paths={each: self._entries[each][-1].source.path for each in sound},
        ).with_programmes()

    def _newest(self, kind: type[D]) -> dict[str, D]:
        newest = ((identity, entries[-1].document) for identity, entries in self._entries.items())
        return {identity: document for identity, document in newest if isinstance(document, kind)}

    def _check(self, documents: dict[str, D], library: Library) -> None:
        """Check documents; in place of one with errors comes the one it would have stood in for.

        `documents` is the library's own mapping: what has errors is gone for whoever is checked later.
        """
        for identity in list(documents):
            entries = self._entries[identity]
            while True:
                entry = entries[-1]
                found = check(entry, library)
                self._found += found
                if not any(each.is_error for each in found):
                    self._notice(entries)
                    break
                del documents[identity]
                if len(entries) == 1:
                    line = min(each.span.line for each in found if each.is_error)
                    self._broken[identity] = Broken(entry.source.path, line)
                    break
                entries.pop()
                # `_join` saw to it that all entries of an id are of one type.
                documents |= {identity: entries[-1].document}  # type: ignore[dict-item]

    def _notice(self, entries: list[Entry]) -> None:
        """Say that the last of these stands in for the one before."""
        if len(entries) > 1:
            entry, replaced = entries[-1], entries[-2]
            identity = entry.document.id
            self._overrides.append(Override(identity, entry.source.path, replaced.source.path))
            message = f"This stands in for the `{identity}` in {_where(replaced)}."
            self._found.append(entry.diagnostic(("id",), "overrides", message))


def _claim(entry: Entry) -> tuple[bool, int]:
    """How well an id fits a document, best first: its file is called so, or others are made of it."""
    order = (Exercise, Routine, Programme)
    return entry.source.path.stem != entry.document.id, order.index(type(entry.document))


def _likely_id(path: Path, text: str) -> str:
    """The id in a text that could not be read, or else the name of its file."""
    said = _ID.search(text)
    return said[1] if said else path.stem


_ID: Final = re.compile(r"""^id:[ ]*["']?([a-z0-9-]+)""", re.MULTILINE)


def _where(entry: Entry) -> str:
    return f"{entry.source.path}, line {locate(entry.root, ('id',))[0].span.line}"
