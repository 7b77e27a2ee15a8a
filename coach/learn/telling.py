"""What is shown of a page: Markdown in which each mark has become a quiet link to the list of sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coach.learn.page import MARK, names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.learn.page import Page
    from coach.routine.model import SourceNote

SOURCES: Final = "Where this comes from"
"""The heading over the list of sources."""

NO_BREAK: Final = "\N{NO-BREAK SPACE}"

TRY: Final = "Try it in Coach"
"""The heading over the routines and exercises that a page suggests."""

_HOW: Final = {
    "read": "The page or its summary was read.",
    "read (abstract)": "Only the summary (abstract) was read.",
    "read (abstract) + 2nd": "The summary (abstract) and a reproduction were read.",
    "read (abstract + intro)": "The summary (abstract) and the introduction were read.",
    "read (abstract + table)": "The summary (abstract) and a table were read.",
    "read (part of abstract)": "Only part of the summary (abstract) was read.",
    "read (part)": "Only a part was read.",
    "read + 2nd": "Read, in part through a reproduction.",
    "2nd": "Not read itself: taken from a reproduction or summary.",
    "2nd (front page only)": "Not read itself: only its front page, in a reproduction.",
    "seed": "One of the five articles that Coach began with.",
    "unverified": "Not read again: general knowledge.",
}


def how_read(how: str | None) -> str:
    """How a source was read, in a sentence; empty if nobody noted it."""
    return _HOW.get(how or "", how or "")


def plain(page: Page) -> str:
    """The page's Markdown under its title, without marks: for when only what to do matters."""
    return f"# {page.title}\n\n{MARK.sub('', page.body)}"


def told(page: Page, sources: Mapping[str, SourceNote], titles: Mapping[str, str]) -> str:
    """The page's Markdown: title, text, what to try, and the sources with name, year and how they were read.

    `titles` gives the titles of the exercises and routines that can be opened; others are left out.
    """
    number = {name: place for place, name in enumerate(page.sources, 1)}

    def mark(match: re.Match[str]) -> str:
        ids = names(match[2] or "")
        target = f"source:{ids[0]}" if ids else "page:evidence"
        numbers = ", ".join(str(number[name]) for name in ids)
        words = f"{match[1]} · {numbers}" if ids else match[1]
        return f" [{words.replace(' ', NO_BREAK)}]({target})"

    parts = [f"# {page.title}", MARK.sub(mark, page.body).strip()]
    offers = [
        f"- [{titles[name]}]({kind}:{name})"
        for kind, listed in (("routine", page.routines), ("exercise", page.exercises))
        for name in listed
        if name in titles
    ]
    if offers:
        parts += [f"## {TRY}", "\n".join(offers)]
    if number:
        parts += [f"## {SOURCES}", "\n".join(_source(place, name, sources) for name, place in number.items())]
        parts.append("[What the labels mean](page:evidence)")
    return "\n\n".join(parts) + "\n"


def _source(place: int, name: str, sources: Mapping[str, SourceNote]) -> str:
    note = sources.get(name)
    if note is None:
        return f"{place}. {name}"
    year = "no date" if note.year in {None, "n.d.", "-"} else note.year
    return f"{place}. {_escaped(note.name)} ({year}). {how_read(note.how)}"


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", text)
