from __future__ import annotations

from pathlib import Path

import pytest

from coach.learn.page import Page, parse
from coach.learn.search import search


def page(name: str, title: str, summary: str, body: str, topics: str = "[]") -> Page:
    """A page of these words."""
    text = f"---\ntitle: {title}\nsummary: {summary}\ntopics: {topics}\n---\n{body}"
    made, _ = parse(Path(f"{name}.md"), text)
    assert made is not None
    return made


PAGES = (
    page(
        "rest", "Rest", "When to rest.", "A cramp may come. See [this](page:zebra). So. [may help: OKAPI-1]"
    ),
    page("feet", "Cramps in the foot", "About the arch.", "Take the shoe off."),
    page("write", "Writer's cramp", "Two things.", "Hold the pen lightly.", "[dystonia]"),
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("cramp", ["feet", "write", "rest"]),  # titles before texts, else in reading order
        ("cramps", ["feet", "write", "rest"]),  # a plural finds its singular
        ("CRAM fo", ["feet"]),  # every word, from its beginning, in any case
        ("dysto", ["write"]),
        ("arch", ["feet"]),
        ("pen", ["write"]),
        ("writers", ["write"]),
        ("writer\N{RIGHT SINGLE QUOTATION MARK}s", ["write"]),
        ("amp", []),  # not from within
        ("cramp dragon", []),
        ("zebra", []),  # targets of links are not words
        ("okapi", []),  # nor are marks
        ("", ["rest", "feet", "write"]),
        (" ,", ["rest", "feet", "write"]),
    ],
)
def test_pages_are_found_by_words(typed: str, found: list[str]) -> None:
    """Every typed word must begin a word of the page; a word in the title counts most."""
    assert [each.id for each in search(PAGES, typed)] == found
