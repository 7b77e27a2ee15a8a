from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.learn.book import Book, check
from tests.routine import texts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KNOWN = {"exercise": ["soak"], "routine": ["evening"], "condition": ["DVT"], "source": ["A-1"]}


def write(folder: Path, contents: str, pages: Mapping[str, str]) -> Book:
    """A book of these pages, each with its own name as title."""
    (folder / "contents.yaml").write_text(contents, encoding="utf-8")
    for name, body in pages.items():
        head = f"---\ntitle: {name.title()}\nsummary: About {name}.\n---\n"
        (folder / f"{name}.md").write_text(head + body, encoding="utf-8")
    return Book.read(folder)


def test_pages_stand_in_the_order_of_the_contents(tmp_path: Path) -> None:
    """Groups and pages come in the order in which `contents.yaml` lists them."""
    book = write(tmp_path, "Two:\n- b\nOne:\n- c\n- a\n", {"a": "", "b": "", "c": ""})
    assert [(group.title, [page.id for page in group.pages]) for group in book.groups] == [
        ("Two", ["b"]),
        ("One", ["c", "a"]),
    ]
    assert list(book.pages) == ["b", "c", "a"]
    assert book.faults == ()


def test_what_is_listed_must_be_there_and_what_is_there_must_be_listed(tmp_path: Path) -> None:
    """A listed page without a file, and a file that is not listed, are told of."""
    book = write(tmp_path, "One:\n- heat\n- shose\n", {"heat": "", "shoes": ""})
    assert [str(fault) for fault in book.faults] == [
        f"{tmp_path}/contents.yaml:1: There is no page `shose`. Did you mean `shoes`?",
        f"{tmp_path}/shoes.md:1: `shoes` is not listed in contents.yaml.",
    ]


def test_a_bad_page_is_left_out(tmp_path: Path) -> None:
    """A page that cannot be read is told of and does not keep the others from being shown."""
    (tmp_path / "bad.md").write_text("No head.", encoding="utf-8")
    book = write(tmp_path, "One:\n- bad\n- heat\n", {"heat": ""})
    assert list(book.pages) == ["heat"]
    assert [fault.message for fault in book.faults] == [
        "The page has no front matter.",
        "There is no page `bad`.",
    ]


def test_without_contents_there_is_no_book(tmp_path: Path) -> None:
    """A folder that lists no pages is the environment's fault."""
    with pytest.raises(FileNotFoundError):
        Book.read(tmp_path)


def test_a_document_is_read_more_about_on_the_pages_that_name_it(tmp_path: Path) -> None:
    """The pages that name an exercise come in reading order."""
    link = "[so](exercise:soak)"
    book = write(tmp_path, "One:\n- c\n- b\n- a\n", {"a": link, "b": "[so](routine:soak)", "c": link})
    assert [page.id for page in book.naming("exercise", "soak")] == ["c", "a"]


def test_an_exercise_that_no_page_names_is_read_about_where_its_kind_is(tmp_path: Path) -> None:
    """The pages that name an exercise come alone; where none does, those that are about its kind."""
    write(tmp_path, "One:\n- b\n- a\n", {"a": "[so](exercise:soak)"})
    head = "---\ntitle: B\nsummary: About it.\nkinds: [mobilise]\n---\n"
    (tmp_path / "b.md").write_text(head, encoding="utf-8")
    book = Book.read(tmp_path)
    kinds = {"soak": "mobilise", "wave": "mobilise", "press": "ergonomics"}
    found = {name: book.about(texts.the_exercise(name, kind=kind)) for name, kind in kinds.items()}
    assert {name: [page.id for page in pages] for name, pages in found.items()} == {
        "soak": ["a"],
        "wave": ["b"],
        "press": [],
    }


def test_links_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    """Unknown targets, unknown kinds of link and unknown sources are told with line and nearest name."""
    text = "[a](exercise:soa)\n[b](web:x) [c](page:heat)\n[d](condition:DVT) [may help: A-2]\n"
    book = write(tmp_path, "One:\n- heat\n", {"heat": text})
    path = tmp_path / "heat.md"
    kinds = "A link begins with one of: page:, exercise:, routine:, condition:."
    assert [str(fault) for fault in check(book, KNOWN)] == [
        f"{path}:5: There is no exercise `soa`. Did you mean `soak`?",
        f"{path}:6: `web` is nothing a link can lead to. {kinds}",
        f"{path}:7: There is no source `A-2`. Did you mean `A-1`?",
    ]


def test_a_book_whose_links_lead_somewhere_is_without_fault(tmp_path: Path) -> None:
    """Known pages, exercises, routines, conditions and sources are no fault."""
    text = "[a](exercise:soak) [b](page:heat) [c](routine:evening) [d](condition:DVT) [may help: A-1]"
    assert check(write(tmp_path, "One:\n- heat\n", {"heat": text}), KNOWN) == []
