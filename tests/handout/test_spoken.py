from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from coach.handout.paper import Choice, Paper
from coach.handout.sheet import sheet
from coach.handout.spoken import in_language
from coach.routine.plan import Sides
from tests.handout.test_paper import no_picture
from tests.routine import texts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.handout.conftest import Shelve


@pytest.mark.usefixtures("qapp")
def test_a_file_says_its_language_title_and_author(shelve: Shelve, tmp_path: Path) -> None:
    """A screen reader speaks it in the right language and begins with its title; all pages are there."""
    shelf = shelve(
        texts.exercise("wave"),
        texts.routine("- exercise: wave", language="de-AT", author="{name: Ada}"),
    )
    one = sheet(shelf.library, "session", Sides(), shelf.adapt("session"))
    path = tmp_path / "out.pdf"
    paper = Paper([one], Choice(), no_picture)
    paper.write(path)
    read = PdfReader(path, strict=True)
    catalog: Any = read.root_object
    assert catalog["/Lang"] == "de-AT"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata is not None
    assert (read.metadata.title, read.metadata.author) == ("The session", "Ada")
    assert len(read.pages) == paper.pages
    assert "Hören Sie sofort auf" in " ".join(read.pages[0].extract_text().split())


@pytest.mark.parametrize(
    "pdf", [b"", b"%PDF-1.4 of another kind", b"trailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"]
)
def test_what_is_built_otherwise_is_left_alone(pdf: bytes) -> None:
    """Rather no language than a damaged file."""
    assert in_language(pdf, "de") == pdf


@pytest.mark.parametrize("language", ["", "d", "de)>>", "Klingon as it is spoken"])
def test_only_a_code_becomes_a_language(language: str) -> None:
    """Nothing else gets into the file."""
    pdf = b"\n1 0 obj\n<<\n/Type /Catalog\n>>\nendobj\ntrailer\n<<\n/Root 1 0 R\n>>\nstartxref\n9\n%%EOF\n"
    assert in_language(pdf, language) == pdf
    assert b"/Lang (de)" in in_language(pdf, "de")
