from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.routine.diagnostics import Diagnostic, Span
from coach.routine.source import LARGEST, Source, decode, odd_characters

HERE = Path("a.yaml")


def refused(data: bytes) -> Diagnostic:
    """Why these bytes are no text."""
    made = decode(HERE, data)
    assert isinstance(made, Diagnostic)
    return made


def test_a_byte_order_mark_is_no_text() -> None:
    """A file saved with a byte order mark reads like one without."""
    assert decode(HERE, b"\xef\xbb\xbfcoach: 1\n") == Source(HERE, "coach: 1\n")


def test_a_bad_byte_is_named_by_its_line() -> None:
    """A byte that is not UTF-8 is reported with its line, its column and the good text before it."""
    found = refused("coach: 1\ntitle: Ärm".encode() + b"\xe4rm\n")
    assert (found.code, found.span) == ("not-utf8", Span(2, 11, 2, 12))
    assert "Line 2" in found.message
    assert found.source == "title: Ärm"


def test_utf16_is_called_by_its_name() -> None:
    """A file in UTF-16 is recognised, so that its author knows what to change."""
    assert refused("coach: 1".encode("utf-16")).message == "The file is UTF-16."


def test_a_file_over_a_mebibyte_is_refused() -> None:
    """A file of exactly 1 MiB is read; one byte more is not."""
    assert isinstance(decode(HERE, b"#" * LARGEST), Source)
    assert refused(b"#" * (LARGEST + 1)).code == "too-big"


def test_lines_beyond_the_end_are_empty() -> None:
    """Asking for a line that does not exist gives nothing."""
    source = Source(HERE, "a\r\nb\rc\n")
    assert [source.line(number) for number in (0, 1, 2, 3, 4, 5)] == ["", "a", "b", "c", "", ""]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb:\t2\n", "tab", 2, 3),
        ("a: 1\r\n\u00a0b: 2\n", "odd-character", 2, 1),
        ("- \u2003a\n", "odd-character", 1, 3),
        ("a:\u00a0b\n", "odd-character", 1, 3),
        ("  - a: \u00a0b\n", "odd-character", 1, 8),
        ("a: b\u200bc\n", "odd-character", 1, 5),
        ("a: \ud800\n", "odd-character", 1, 4),
        ("a: \x00\n", "odd-character", 1, 4),
        ("a: x\u2028y\n", "odd-character", 1, 5),
        ("a: \x85\n", "odd-character", 1, 4),
    ],
)
def test_what_cannot_be_seen_is_reported_at_its_place(text: str, code: str, line: int, column: int) -> None:
    """Tabs, invisible characters and odd spaces in the indentation are reported where they stand."""
    (found,) = odd_characters(Source(HERE, text))
    assert (found.code, found.span.line, found.span.column) == (code, line, column)


@given(st.text("a-?: :\u00a0\u2003\n", max_size=40))
def test_an_odd_space_counts_before_a_text_only(text: str) -> None:
    """It is told where only hyphens, blanks and a key stand before it in its line, and nowhere else."""
    before = re.compile("^[ ?-]*(?:[a-]*:)? *([\u00a0\u2003]+)", re.MULTILINE)
    found = [(each.span.line, each.span.column) for each in odd_characters(Source(HERE, text))]
    match = before.search(text)
    lines = text[: match.start(1)].split("\n") if match else []
    assert found == ([(len(lines), len(lines[-1]) + 1)] if match else [])


def test_a_no_break_space_inside_a_text_is_good_typography() -> None:
    """Inside a sentence a no-break space stays."""
    assert odd_characters(Source(HERE, "a: Hold 5\u00a0s\n")) == []
