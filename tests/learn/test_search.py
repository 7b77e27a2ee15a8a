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
        "rest",
        "Rest",
        "When to rest.",
        "A cramp may come; nobody knows. See [this](page:zebra). So. [may help: OKAPI-1]",
    ),
    page("feet", "Cramps in the foot", "About the arch, not the heel.", "Take the shoe off."),
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
        ("cramping", ["feet", "write", "rest"]),  # other endings do not matter
        ("foot", ["feet"]),
        ("feet", ["feet"]),  # nor does an odd plural
        ("why does my foot cramp?", ["feet"]),  # small words are left aside
        ("no", ["feet"]),  # by themselves they are looked for above the text only
        ("no one", ["feet"]),  # one of them is enough
        ("nobody", ["rest"]),
        ("a", ["feet"]),  # so are one or two letters
        ("penultimate", []),
        ("cramp arch dragon", ["feet"]),  # the pages with most words, where none has all
        ("cramp dragon unicorn", []),  # half of them is not most
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


def test_a_whole_word_stands_before_the_beginning_of_one() -> None:
    """Where two titles begin alike, the one that has the very word comes first."""
    pages = (page("pencil", "Pencils", "Wood.", ""), page("pen", "The pen", "Ink.", ""))
    assert [each.id for each in search(pages, "pen")] == ["pen", "pencil"]


def test_the_rarer_word_counts_more() -> None:
    """Of two words that each stand in one title, the one that fewer pages hold leads to its page first."""
    pages = (
        page("foot", "The foot", "Cramps.", "At night."),
        page("night", "The night", "Cramps.", "The foot."),
        page("hand", "Hands", "Not a foot.", ""),
    )
    assert [each.id for each in search(pages, "foot at night")] == ["night", "foot"]


def test_without_pages_nothing_is_found() -> None:
    """An empty book has nothing to find, whatever is typed."""
    assert search((), "cramp") == ()
    assert search((), "") == ()
