from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from coach.routine.reader import read
from coach.routine.source import Source
from coach.routine.syntax import syntax_diagnostic
from tests.routine.texts import HERE

if TYPE_CHECKING:
    from coach.routine.diagnostics import Diagnostic


def slip(text: str) -> Diagnostic:
    """The one message about a slip."""
    root, found = read(Source(HERE, text))
    assert root is None
    (only,) = found
    assert only.code == "syntax"
    return only


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        (
            "title: Wrist: flexion\n",
            (1, 8, 22),
            "A text with `: ` in it needs quotes.",
            'Write "Wrist: flexion".',
        ),
        ('title: Say "a": b\n', (1, 8, 18), "A text with `: ` in it needs quotes.", "Write 'Say \"a\": b'."),
        ("a: 1\ncue: *Left*\n", (2, 6, 12), "begins with `*` needs quotes", 'Write "*Left*".'),
        ("steps:\n  - @home\n", (2, 5, 10), "begins with `@` needs quotes", 'Write "@home".'),
        ("a: %x\n", (1, 4, 6), "begins with `%` needs quotes", 'Write "%x".'),
        ("a: “hello: x”\n", (1, 4, 14), "typographer's quote", 'Use straight quotes: "hello: x".'),
        ('a: "x" y\n', (1, 4, 9), "goes on after the closing quote", "Put the quotes round all of it"),
        ('a: "abc\nb: 2\n', (1, 4, 5), "A quote opened in line 1 is never closed.", "Add the closing quote."),
        ("a: [1, 2\nb: 3\n", (2, 2, 3), "The list opened in line 1 is never closed", "Add `]` or a comma."),
        (
            "a: {b: c\nd: e\n",
            (2, 2, 3),
            "The braces opened in line 1 are never closed",
            "Add `}` or a comma.",
        ),
        ("a: b\n  c: d\n", (2, 3, 4), "`c` begins further in than `a`", "begin it in column 1; now"),
        ("steps:\n- a: 1\n b: 2\n", (3, 2, 3), "`b` begins further out than `a`", "begin it in column 3"),
        ("a: |\n x\n y\nzzz\n", (4, 1, 4), "A key needs a colon after it.", "Write `zzz:`"),
        ('a: "\\q"\n', (1, 6, 7), "A backslash in double quotes", "Use single quotes."),
        ("a: [,]\n", (1, 5, 6), "Something is missing here.", "Check brackets, commas and quotes."),
        ("a: }\n", (1, 4, 5), "Something is missing here.", "Check brackets, commas and quotes."),
        ("a: b\n!!! c\n", (2, 1, 6), "begins with `!` needs quotes", 'Write "!!! c".'),
    ],
)
def test_slips_are_told_in_plain_words(
    text: str, place: tuple[int, int, int], message: str, hint: str
) -> None:
    """A slip is reported where it is, in words about what the person probably did, with what to write."""
    found = slip(text)
    assert message in found.message
    assert hint in found.hint
    assert (found.span.line, found.span.column, found.span.end_column) == place


def test_in_a_large_file_the_quick_parsers_words_are_used() -> None:
    """Beyond 64 KiB the file is not read a second time; the message still has its place."""
    found = slip("# comment\n" * 10_000 + "a: [1\n")
    assert found.span.line >= 10_001


def test_what_nobody_foresaw_is_still_a_message() -> None:
    """A fault without words of its own repeats the parser's, with a hint."""
    found = slip("a: |x\n  b\n")
    assert found.message.startswith("This is not well-formed YAML: expected chomping")
    assert found.hint == "Check the line above, the indentation and the quotes."


def test_a_fault_that_only_one_parser_sees_keeps_its_words() -> None:
    """If the pure parser has nothing to say, the first parser's error is told."""
    found = syntax_diagnostic(Source(HERE, "a: 1\n"), yaml.YAMLError("odd"))
    assert (found.message, found.span.line) == ("This is not well-formed YAML: odd.", 1)
