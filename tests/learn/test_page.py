from __future__ import annotations

from pathlib import Path

import pytest

from coach.learn.page import LABELS, WITHOUT_SOURCE, Link, Mark, Page, parse

PATH = Path("learn/heat.md")
HEAD = "---\ntitle: Heat\nsummary: How warm.\n"


def read(body: str, head: str = HEAD) -> Page:
    """The page, which must be without fault."""
    page, faults = parse(PATH, f"{head}---\n{body}")
    assert faults == []
    assert page is not None
    return page


def faults(text: str) -> list[str]:
    """What is said about a text."""
    return [str(fault) for fault in parse(PATH, text)[1]]


def test_a_page_is_known_by_the_name_of_its_file() -> None:
    """The id is the file's name; title, summary and topics are in the front matter, the body is the rest."""
    page = read("\nWarm, not hot.\n\n", f"{HEAD}topics: [bath, burn]\n")
    assert (page.id, page.title, page.summary) == ("heat", "Heat", "How warm.")
    assert page.topics == ("bath", "burn")
    assert page.body == "Warm, not hot.\n"


def test_links_tell_what_they_lead_to_and_where_they_stand() -> None:
    """A link has a kind, a target and its line in the file."""
    page = read("See [shoes](page:shoes).\nDo [this](exercise:toe-wiggle) or [tell](condition:HEAT).\n")
    assert page.links == (
        Link("page", "shoes", 5),
        Link("exercise", "toe-wiggle", 6),
        Link("condition", "HEAT", 6),
    )
    assert page.leads_to("page", "shoes")
    assert not page.leads_to("exercise", "shoes")


def test_what_stands_beside_a_page_is_a_link_too() -> None:
    """Exercises, routines and conditions of the front matter count as links from the first line."""
    page = read("", f"{HEAD}exercises: [soak]\nroutines: [evening]\nconditions: [DVT]\n")
    assert page.links == (
        Link("exercise", "soak", 1),
        Link("routine", "evening", 1),
        Link("condition", "DVT", 1),
    )


def test_a_mark_holds_a_label_and_sources() -> None:
    """`[label: A, B]` is a mark, `[label]` one without sources, and `[words](…)` is a link and none."""
    page = read(
        "One. [may help: A-1, B-2] Two. [untested]\nSee [may help](page:x). [expert advice: B-2, C]\n"
    )
    assert page.marks == (
        Mark("may help", ("A-1", "B-2"), 5),
        Mark("untested", (), 5),
        Mark("expert advice", ("B-2", "C"), 6),
    )
    assert page.sources == ("A-1", "B-2", "C")


@pytest.mark.parametrize("label", sorted(set(LABELS) - WITHOUT_SOURCE))
def test_a_claim_that_rests_on_something_says_on_what(label: str) -> None:
    """A label that speaks of a source needs one."""
    assert faults(f"{HEAD}---\nSo. [{label}]\n") == [
        f"learn/heat.md:5: `{label}` needs a source. Write `[{label}: SOURCE-ID]`."
    ]


def test_an_unknown_label_is_told_with_the_nearest() -> None:
    """A label that does not exist is told of with its line and the nearest one, or with all of them."""
    assert faults(f"{HEAD}---\n\nSo. [may helps: A]\n") == [
        "learn/heat.md:6: `may helps` is not an evidence label. Did you mean `may help`?"
    ]
    assert "The labels are: may help, " in faults(f"{HEAD}---\nSo. [zzz: A]\n")[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Warm.\n", "The page has no front matter."),
        ("---\n- a\n---\n", "The front matter must be keys and values."),
        ("---\ntitle: [\n---\n", "The front matter is not YAML"),
        ("---\ntitle: Heat\n---\n", "The page needs a `summary` in words."),
        ("---\ntitle: 3\nsummary: So.\n---\n", "The page needs a `title` in words."),
        (f"{HEAD}topic: [a]\n---\n", "`topic` is not a key of a page. Did you mean `topics`?"),
        (f"{HEAD}topics: a\n---\n", "`topics` must be a list of words."),
        (f"{HEAD}topics: [3]\n---\n", "`topics` must be a list of words."),
    ],
)
def test_a_page_with_a_bad_head_is_no_page(text: str, message: str) -> None:
    """What is wrong with the front matter is told, and there is no page."""
    page, found = parse(PATH, text)
    assert page is None
    assert len(found) == 1
    assert message in str(found[0])
