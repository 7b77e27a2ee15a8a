"""All guidance pages, in the order in which they are listed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coach.learn.page import KINDS, Fault, Page, parse, values
from coach.routine.diagnostics import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from coach.routine.model import Exercise

CONTENTS = "contents.yaml"
"""The file beside the pages that names the groups and, in reading order, their pages."""


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that belong together."""

    title: str
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Book:
    """The pages. `faults` tell what is wrong within their files; links are checked by `check`."""

    groups: tuple[Group, ...] = ()
    faults: tuple[Fault, ...] = ()
    pages: Mapping[str, Page] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Book:
        """Read the pages of a folder; a bad page is left out and told of.

        OSError if there is no `contents.yaml`, ValueError if it is not YAML.
        """
        faults: list[Fault] = []
        found: dict[str, Page] = {}
        for path in sorted(folder.glob("*.md")):
            page, wrong = parse(path, path.read_text(encoding="utf-8"))
            faults += wrong
            if page is not None:
                found[page.id] = page
        contents = folder / CONTENTS
        listed: dict[str, list[str]] = values(contents.read_text(encoding="utf-8"))
        groups: list[Group] = []
        pages: dict[str, Page] = {}
        for title, ids in listed.items():
            for name in ids:
                if name not in found:
                    faults.append(
                        Fault(contents, 1, f"There is no page `{name}`.", did_you_mean(name, found))
                    )
            groups.append(Group(title, tuple(found[name] for name in ids if name in found)))
            pages |= {page.id: page for page in groups[-1].pages}
        faults += [
            Fault(page.path, 1, f"`{page.id}` is not listed in {CONTENTS}.")
            for page in found.values()
            if page.id not in pages
        ]
        return cls(tuple(groups), tuple(faults), pages)

    def naming(self, kind: str, target: str) -> tuple[Page, ...]:
        """The pages that name an exercise, a routine or a condition, in reading order."""
        return tuple(page for page in self.pages.values() if page.leads_to(kind, target))

    def about(self, exercise: Exercise) -> tuple[Page, ...]:
        """What to read more about an exercise in: the pages that name it, or else those about its kind."""
        named = self.naming("exercise", exercise.id)
        return named or tuple(page for page in self.pages.values() if exercise.kind in page.kinds)


def check(book: Book, known: Mapping[str, Collection[str]]) -> list[Fault]:
    """Links that lead nowhere and sources nobody knows.

    `known` holds the ids of each kind: `exercise`, `routine`, `condition` and `source`.
    """
    known = {**known, "page": book.pages.keys()}
    return [fault for page in book.pages.values() for fault in _faults(page, known)]


def _faults(page: Page, known: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    for link in page.links:
        if link.kind not in KINDS:
            hint = f"A link begins with one of: {', '.join(f'{kind}:' for kind in KINDS)}."
            yield Fault(page.path, link.line, f"`{link.kind}` is nothing a link can lead to.", hint)
        elif link.target not in known[link.kind]:
            hint = did_you_mean(link.target, known[link.kind])
            yield Fault(page.path, link.line, f"There is no {link.kind} `{link.target}`.", hint)
    for mark in page.marks:
        for source in mark.sources:
            if source not in known["source"]:
                hint = did_you_mean(source, known["source"])
                yield Fault(page.path, mark.line, f"There is no source `{source}`.", hint)
