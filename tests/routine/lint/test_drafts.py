from __future__ import annotations

from pathlib import Path

import pytest

from coach.figure.check import check_all
from coach.routine import drafting, imported, paste_sheet
from coach.routine.library import Library
from coach.routine.lint import drafts
from coach.routine.source import Source
from tests.routine.texts import codes, exercise, told

HERE = Path("a.yaml")


def test_a_draft_made_of_a_text_is_a_draft_until_somebody_has_looked() -> None:
    """The first mark is told with how many there are; once the comments are gone, nothing is."""
    sheet = paste_sheet.sheet("Wrist bend slowly 10 reps\nBend the wrist every hour on Sundays.")
    ((_, text),) = imported.files(sheet, "", "", set())
    count = text.count(drafts.GUESSED) + text.count(drafts.NOT_UNDERSTOOD)
    (found,) = [each for each in told(text) if each.code == drafts.CODE]
    assert count > 1
    assert f": {count} places are marked" in found.message
    first = min(
        number
        for number, line in enumerate(text.splitlines(), 1)
        if drafts.GUESSED in line or drafts.NOT_UNDERSTOOD in line
    )
    assert found.span.line == first
    assert found.source[found.span.column - 1] == "#"
    looked = "\n".join(line.split("#")[0] for line in text.splitlines())
    assert drafts.CODE not in codes(looked + "\n")


@pytest.mark.parametrize(
    "text", ["title: guessed: please look", "title: x#guessed: please look", "# NOT UNDERSTOODS", "# guess"]
)
def test_words_that_are_no_mark_are_left_alone(text: str) -> None:
    """Only a comment that begins with the mark counts."""
    assert drafts.unfinished(Source(HERE, text)) is None


def test_a_draft_may_be_allowed_with_a_reason() -> None:
    """As every warning, this one is silenced by the document's own `lint`."""
    text = exercise() + "# NOT UNDERSTOOD: slowly\n"
    assert drafts.CODE in codes(text)
    allowed = f"lint: [{{allow: {drafts.CODE}, because: Kept as a remark.}}]\n"
    assert drafts.CODE not in codes(text + allowed)


def test_a_file_of_poses_may_be_a_draft_too() -> None:
    """A mark among poses is told as well."""
    text = drafting.poses("Hook", "hand", "hook-fist") + f"# {drafts.GUESSED}\n"
    assert drafts.CODE in {each.code for each in check_all(Source(HERE, text), Library())}
