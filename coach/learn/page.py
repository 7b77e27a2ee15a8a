"""One guidance page as its file holds it: front matter in YAML, then Markdown with links and evidence marks.

A link names what it leads to: `[words](page:clots)`, `(exercise:…)`, `(routine:…)`, `(condition:TAG)`.
A mark tells how sure a claim is and where it comes from: `[studies disagree: COPPIN-2005, HALLEGRAEFF-2012]`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from coach.routine.diagnostics import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LABELS: Final = {
    "may help": "One trial or more points that way.",
    "studies disagree": "Some trials found it and others did not.",
    "found in studies": "Studies saw or measured this.",
    "expert advice": "Health services or experts say so.",
    "health article": "It stands in an article for patients, and no study for it was read.",
    "untested": "No trial of it was found.",
    "our choice": "Coach chose it, inside or near published ranges.",
    "not checked": "General knowledge that was not checked against a source.",
}
"""How sure a claim is → what that means, as the page `evidence` tells it."""

WITHOUT_SOURCE: Final = frozenset({"untested", "our choice", "not checked"})
"""Labels that may stand without a source; naming one is still welcome."""

KINDS: Final = ("page", "exercise", "routine", "condition")
"""What a link can lead to."""

_FRONT: Final = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_LINK: Final = re.compile(r"\[([^\[\]]+)\]\(([^()\s]*)\)")
MARK: Final = re.compile(r" ?\[([^\[\]:]+)(?:: ?([^\[\]]+))?\](?!\()")
_TEXTS: Final = ("title", "summary")
_LISTS: Final = ("topics", "kinds", "exercises", "routines", "conditions")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a page. `line` counts from 1 in its file; `hint` may be empty."""

    path: Path
    line: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """The way compilers say it: file, line, message."""
        return f"{self.path}:{self.line}: {self.message} {self.hint}".rstrip()


@dataclass(frozen=True, slots=True)
class Link:
    """Where a page leads, and the line it stands in."""

    kind: str
    target: str
    line: int


@dataclass(frozen=True, slots=True)
class Mark:
    """How sure a claim is, and the ids of its sources."""

    label: str
    sources: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Page:
    """A guidance page. `body` is the Markdown as written; the title is not in it.

    `topics` are further words people look for. `exercises` and `routines` are what the page suggests to do;
    `conditions` are the safety conditions it is about, `kinds` the kinds of exercise (`stretch`, `massage`).
    """

    id: str
    path: Path
    title: str
    summary: str
    body: str
    topics: tuple[str, ...]
    kinds: tuple[str, ...]
    exercises: tuple[str, ...]
    routines: tuple[str, ...]
    conditions: tuple[str, ...]
    links: tuple[Link, ...]
    marks: tuple[Mark, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of all sources, in the order in which the page names them first."""
        return tuple(dict.fromkeys(source for mark in self.marks for source in mark.sources))

    def leads_to(self, kind: str, target: str) -> bool:
        """Whether the page names this, in its text or beside it."""
        return any(link.kind == kind and link.target == target for link in self.links)


def parse(path: Path, text: str) -> tuple[Page | None, list[Fault]]:
    """The page that a file's text holds, and what is wrong with it. Without a title there is no page."""
    found = _FRONT.match(text)
    if found is None:
        hint = "Begin the file with `---`, `title: …`, `summary: …` and `---`."
        return None, [Fault(path, 1, "The page has no front matter.", hint)]
    try:
        front = values(found[1])
    except ValueError as error:
        return None, [Fault(path, 1, f"The front matter is not YAML: {error}.")]
    if not isinstance(front, dict):
        return None, [Fault(path, 1, "The front matter must be keys and values.")]
    faults = list(_front_faults(path, front))
    if faults:
        return None, faults
    first = text[: found.end()].count("\n") + 1
    lines = list(enumerate(text[found.end() :].splitlines(), first))
    related = {name: tuple(front.get(name, ())) for name in _LISTS}
    beside = [Link(name[:-1], each, 1) for name in _LISTS[2:] for each in related[name]]
    page = Page(
        id=path.stem,
        path=path,
        title=front["title"],
        summary=front["summary"],
        body=text[found.end() :].strip() + "\n",
        links=(*beside, *(link for number, line in lines for link in _links(line, number))),
        marks=tuple(mark for number, line in lines for mark in _marks(line, number)),
        **related,
    )
    return page, [fault for mark in page.marks for fault in _mark_faults(path, mark)]


def values(text: str) -> Any:  # noqa: ANN401  # whatever the text holds
    """What a YAML text holds; ValueError if it is none."""
    import yaml  # noqa: PLC0415  # pages are read after the first paint

    try:
        # The C loader, where there is one, is four times as quick; both are the safe ones.
        return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except yaml.YAMLError as error:
        raise ValueError(error) from error


def _front_faults(path: Path, front: dict[str, Any]) -> Iterator[Fault]:
    known = (*_TEXTS, *_LISTS)
    for key in front:
        if key not in known:
            yield Fault(path, 1, f"`{key}` is not a key of a page.", did_you_mean(str(key), known))
    for key in _TEXTS:
        if not isinstance(front.get(key), str):
            yield Fault(path, 1, f"The page needs a `{key}` in words.")
    for key in _LISTS:
        listed = front.get(key, [])
        if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
            yield Fault(path, 1, f"`{key}` must be a list of words.")


def _links(line: str, number: int) -> Iterator[Link]:
    for match in _LINK.finditer(line):
        kind, _, target = match[2].partition(":")
        yield Link(kind, target, number)


def _marks(line: str, number: int) -> Iterator[Mark]:
    for match in MARK.finditer(line):
        yield Mark(match[1].strip(), names(match[2] or ""), number)


def names(listed: str) -> tuple[str, ...]:
    """The ids of a list with commas."""
    return tuple(name.strip() for name in listed.split(",") if name.strip())


def _mark_faults(path: Path, mark: Mark) -> Iterator[Fault]:
    if mark.label not in LABELS:
        hint = did_you_mean(mark.label, LABELS) or f"The labels are: {', '.join(LABELS)}."
        yield Fault(path, mark.line, f"`{mark.label}` is not an evidence label.", hint)
    elif not mark.sources and mark.label not in WITHOUT_SOURCE:
        yield Fault(path, mark.line, f"`{mark.label}` needs a source.", f"Write `[{mark.label}: SOURCE-ID]`.")
