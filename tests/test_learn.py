"""What holds for the guidance pages that come with Coach, and for the table of what they cover."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

import pytest

from coach import paths
from coach.learn.book import Book, check
from coach.learn.page import LABELS
from coach.learn.search import search
from coach.learn.telling import SOURCES, TRY, plain
from coach.routine.folders import Folder
from coach.routine.library import Library
from coach.routine.lint import Subject
from coach.routine.model import Conditions, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from coach.routine.model import Exercise, Programme, Routine

COVERAGE: Final = paths.assets().parent / "docs" / "seed-coverage.md"
REFERENCE: Final = re.compile(r"`(page|exercise|routine|condition):([^`…]+)`")

REJECTED: Final = re.compile(
    r"left foot|right foot|lactic|vitamin c\b|60 ?(%|per cent)|heat cramps?\b|nerves? (?:that )?fails?\b|"
    r"relaxants?|benzodiazepin\w*|gabapentin|pregabalin|duloxetine|baclofen|quinine|vitamin k\w*|b12",
    re.IGNORECASE,
)
"""What the check of the seeds rejects, and medicines that must not be suggested (D6, D7)."""


@pytest.fixture(scope="module")
def book() -> Book:
    """The pages."""
    return Book.read(paths.assets() / "learn")


@pytest.fixture(scope="module")
def known() -> Mapping[str, Collection[str]]:
    """The ids of everything that comes with Coach."""
    library = Library.read([Folder(paths.bundled_routines(), "bundled")])
    return {
        "exercise": library.exercises.keys(),
        "routine": library.routines.keys(),
        "condition": library.conditions.keys(),
        "source": library.sources.keys(),
    }


def test_every_link_and_every_source_of_a_page_exists(
    book: Book, known: Mapping[str, Collection[str]]
) -> None:
    """No page has a fault: heads, labels, links and sources are all as they should be."""
    assert [str(fault) for fault in (*book.faults, *check(book, known))] == []
    assert len(book.pages) > 40


def test_every_page_says_on_what_it_rests(book: Book) -> None:
    """Every page but the one that explains the labels marks its claims."""
    assert [page.id for page in book.pages.values() if not page.marks] == ["evidence"]


def test_every_label_is_explained(book: Book) -> None:
    """The page about evidence explains each label there is, in the words of the code."""
    text = book.pages["evidence"].body
    assert [label for label in LABELS if f"- **{label.capitalize()}:**" not in text] == []


def test_every_condition_has_a_page(book: Book, known: Mapping[str, Collection[str]]) -> None:
    """Each safety condition is what at least one page is about."""
    about = {tag for page in book.pages.values() for tag in page.conditions}
    assert about == set(known["condition"])


def test_no_page_repeats_what_was_rejected(book: Book) -> None:
    """Nothing that the check of the seed documents rejected is on a page, nor a medicine for cramps."""
    said = [(page.id, match[0]) for page in book.pages.values() for match in REJECTED.finditer(plain(page))]
    assert said == []


def test_no_exercise_or_routine_repeats_what_was_rejected() -> None:
    """Nor does any file of exercises, routines, programmes or conditions, in whatever it tells people."""
    library = Library.read([Folder(paths.bundled_routines(), "bundled")])
    documents: list[Exercise | Routine | Programme | Conditions] = [
        *library.exercises.values(),
        *library.routines.values(),
        *library.programmes.values(),
        Conditions.model_construct(conditions=library.conditions),
    ]
    texts = [text for each in documents for _, _, text in Subject(each, library, Path("x.yaml")).texts]
    assert len(texts) > 2000
    assert [text for text in texts if REJECTED.search(text)] == []


def test_no_page_takes_a_heading_that_coach_puts_below_it(book: Book) -> None:
    """The headings over what to try and over the sources are there once, written by Coach."""
    taken = [
        page.id for page in book.pages.values() if {f"## {SOURCES}", f"## {TRY}"} & set(page.body.split("\n"))
    ]
    assert taken == []


def test_no_clinician_s_review_is_claimed(book: Book) -> None:
    """The pages that people turn to for help say that no clinician has reviewed them yet."""
    for name in ("get-help", "evidence"):
        assert "No clinician has reviewed" in book.pages[name].body


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("night", "night-cramps"),
        ("red flags", "get-help"),
        ("carpal tunnel", "nerves"),
        ("diabetes", "numb-feet"),
        ("high heels", "shoes"),
        ("blood thinner", "skin-and-bruising"),
        ("plantar fasciitis", "heel-pain"),
        ("pregnant", "pregnancy"),
        ("trigger finger", "joints-and-tendons"),
        ("no paper bag", "fast-breathing"),
        ("help me", "get-help"),
        ("why do my feet cramp at night", "night-cramps"),
        ("can I take magnesium for leg cramps?", "body-salts"),
        ("is it a clot", "clots"),
        ("my hand cramps when I write", "writers-cramp"),
    ],
)
def test_what_people_type_leads_to_the_right_page(book: Book, typed: str, first: str) -> None:
    """The first page found for everyday words is the one about them."""
    assert search(book.pages.values(), typed)[0].id == first


def test_everything_the_coverage_table_names_exists(book: Book, known: Mapping[str, Collection[str]]) -> None:
    """Each page, exercise, routine and condition in docs/seed-coverage.md exists; no row is left open."""
    text = COVERAGE.read_text(encoding="utf-8")
    everything = {**known, "page": book.pages.keys()}
    named = REFERENCE.findall(text)
    assert len(named) > 150
    assert [f"{kind}:{name}" for kind, name in named if name not in everything[kind]] == []
    rows = [line for line in text.splitlines() if line.startswith("| ") and "---" not in line]
    answers = [row.split("|")[2].strip() for row in rows if not row.startswith("| what it says")]
    open_rows = [answer for answer in answers if not REFERENCE.search(answer) and "eft out" not in answer]
    assert open_rows == ["Told with each claim, in the list of sources of each page"]
    assert {f"SEED-{number}" for number in range(5)} <= set(re.findall(r"SEED-\d", text))


def test_every_exercise_and_routine_leads_to_a_page(book: Book) -> None:
    """There is something to read about each exercise, by its name or its kind, and about each routine."""
    library = Library.read([Folder(paths.bundled_routines(), "bundled")])
    assert [each.id for each in library.exercises.values() if not book.about(each)] == []
    written = [name for name in library.routines if "." not in name]
    assert [name for name in written if not book.naming("routine", name)] == []
    assert {kind for page in book.pages.values() for kind in page.kinds} == set(get_args(Kind))


def test_a_condition_leads_to_a_page_that_is_about_it(book: Book) -> None:
    """Where a condition says what to read, that page is about the condition, and so leads back to it."""
    library = Library.read([Folder(paths.bundled_routines(), "bundled")])
    astray = [
        tag for tag, each in library.conditions.items() if tag not in book.pages[each.learn or ""].conditions
    ]
    assert astray == []


def test_what_a_machine_wrote_is_never_more_than_a_lead(book: Book) -> None:
    """SEED-3 was written by a machine and not reviewed: what rests on it is marked as not checked."""
    cited = {mark.label for page in book.pages.values() for mark in page.marks if "SEED-3" in mark.sources}
    assert cited == {"not checked"}
    assert "written by a machine" in book.pages["evidence"].body
