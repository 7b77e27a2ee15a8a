from __future__ import annotations

from pathlib import Path

import pytest

from coach.learn.page import Page, parse
from coach.learn.telling import NO_BREAK, how_read, plain, told
from coach.routine.model import SourceNote

SOURCES = {
    "A-1": SourceNote(name="A <b> et al., *On* heat", year="2012", how="read (abstract)"),
    "B-2": SourceNote(name="A leaflet", year="n.d.", how="2nd"),
}
HEAD = "---\ntitle: Heat\nsummary: How warm.\nexercises: [soak, dive]\nroutines: [evening]\n---\n"


def page(body: str, head: str = HEAD) -> Page:
    """A page with this text."""
    made, faults = parse(Path("heat.md"), head + body)
    assert faults == []
    assert made is not None
    return made


def test_a_mark_becomes_a_link_to_its_first_source() -> None:
    """A mark names its label and the numbers of its sources in the list, and is never broken in two."""
    words = told(page("One. [may help: B-2, A-1] Two. [expert advice: A-1]"), SOURCES, {})
    words = words.replace(NO_BREAK, "~")
    assert "One. [may~help~·~1,~2](source:B-2) Two. [expert~advice~·~2](source:A-1)" in words


def test_a_mark_without_source_leads_to_what_labels_mean() -> None:
    """There is no source to go to, so the link explains the label."""
    assert "So. [untested](page:evidence)\n" in told(page("So. [untested]"), SOURCES, {})


def test_sources_stand_at_the_foot_with_year_and_how_they_were_read() -> None:
    """The list has each source once, by name, year and how it was read, and no name is markup."""
    words = told(page("One. [may help: B-2] Two. [may help: A-1, B-2] Three. [may help: C-3]"), SOURCES, {})
    assert words.endswith(
        "## Where this comes from\n\n"
        "1. A leaflet (no date). Not read itself: taken from a reproduction or summary.\n"
        "2. A \\<b\\> et al., \\*On\\* heat (2012). Only the summary (abstract) was read.\n"
        "3. C-3\n\n"
        "[What the labels mean](page:evidence)\n"
    )


def test_what_can_be_opened_is_offered() -> None:
    """Routines and exercises are offered by title, but none that cannot be opened."""
    words = told(page("So."), {}, {"soak": "Warm soak", "evening": "An evening"})
    assert words == (
        "# Heat\n\nSo.\n\n## Try it in Coach\n\n"
        "- [An evening](routine:evening)\n- [Warm soak](exercise:soak)\n"
    )
    assert told(page("So."), {}, {}) == "# Heat\n\nSo.\n"


def test_plain_words_hold_no_marks() -> None:
    """Without marks there are only the title and the text."""
    assert plain(page("One. [may help: B-2] Two [shoes](page:shoes). [untested]")) == (
        "# Heat\n\nOne. Two [shoes](page:shoes).\n"
    )


@pytest.mark.parametrize(("how", "words"), [(None, ""), ("seen in a dream", "seen in a dream")])
def test_how_a_source_was_read_may_be_said_in_any_words(how: str | None, words: str) -> None:
    """What nobody noted is left out; other words are shown as they are."""
    assert how_read(how) == words
