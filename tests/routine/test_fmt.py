from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import paths
from coach.routine.fmt import UnreadableError, formatted
from coach.routine.reader import data, read
from coach.routine.source import Source
from tests.routine.test_documents import FULL_EXERCISE, FULL_ROUTINE

HERE = Path("test.yaml")
BUNDLED = sorted(paths.bundled_routines().rglob("*.yaml"))


def fmt(text: str) -> str:
    """The text, laid out."""
    return formatted(Source(HERE, text))


def meaning(text: str) -> object:
    """What a text says, with its keys in order."""
    root, _ = read(Source(HERE, text))
    assert root is not None
    return repr(data(root))


def comments(text: str) -> list[str]:
    """The comments of a text that stand on lines of their own."""
    return [line.strip() for line in text.splitlines() if line.strip().startswith("#")]


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_a_bundled_file_says_the_same_afterwards(path: Path) -> None:
    """Meaning, order and comments stay, and laying out again changes nothing."""
    text = path.read_text(encoding="utf-8")
    made = fmt(text)
    assert meaning(made) == meaning(text)
    assert comments(made) == comments(text)
    assert fmt(made) == made


def _jolted(text: str, seed: int) -> str:
    """The same document with other indentation: each level a different number of spaces, odd gaps, CRLF."""
    chance = random.Random(seed)  # noqa: S311 - jolts, not secrets
    step = chance.choice([1, 3, 4, 5])
    lines = []
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        lines.append(" " * (indent // 2 * step) + line.lstrip(" ") + " " * chance.choice([0, 0, 2]))
        if not line.strip():
            lines += [""] * chance.choice([0, 3])
    return ("\r\n" if chance.random() < 0.3 else "\n").join(lines)


@given(st.sampled_from(BUNDLED), st.integers(0, 10_000))
def test_whatever_the_indentation_the_meaning_stays(path: Path, seed: int) -> None:
    """A file indented by another habit is laid out alike, and says what it said."""
    text = _jolted(path.read_text(encoding="utf-8"), seed)
    root, found = read(Source(HERE, text))
    if root is None or found:
        with pytest.raises(UnreadableError):
            fmt(text)
        return
    made = fmt(text)
    assert meaning(made) == meaning(text.replace("\r\n", "\n"))
    assert fmt(made) == made


@given(st.sampled_from([FULL_ROUTINE, FULL_EXERCISE]), st.data())
def test_any_text_is_laid_out_or_refused(text: str, draw: st.DataObject) -> None:
    """A slip gives a refusal, never another error or another meaning."""
    start = draw.draw(st.integers(0, len(text)))
    piece = draw.draw(
        st.sampled_from(["\n", "  ", "- ", "# c\n", "|\n", "[", "}", "'", "\u00e5"]) | st.text(max_size=4)
    )
    slipped = text[:start] + piece + text[start:]
    try:
        made = fmt(slipped)
    except UnreadableError:
        return
    assert meaning(made) == meaning(re.sub(r"\r\n?", "\n", slipped))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a:\n    b: 1\n", "a:\n  b: 1\n"),
        ("a:\n- b: 1\n  c: 2\n", "a:\n  - b: 1\n    c: 2\n"),
        ("a:\n  -   b: 1\n      c: 2\n", "a:\n  - b: 1\n    c: 2\n"),
        ("a: [1,2 , 3 ]\n", "a: [1, 2, 3]\n"),
        ("a: { b: 1,c: [ 2 ] }\n", "a: {b: 1, c: [2]}\n"),
        ("\n\na: 1  \n\n\n\nb: 2\n\n", "a: 1\n\nb: 2\n"),
        ("a:\n    # about b\n    b: 1   # aside\n# end\n", "a:\n  # about b\n  b: 1   # aside\n# end\n"),
        ("a:\n    b: >-\n        one\n        two\n", "a:\n  b: >-\n      one\n      two\n"),
        ("a:\n- |\n  x  \n\n  y\n", "a:\n  - |\n    x  \n\n    y\n"),
        ("a: 'x,y'\r\nb: 1\r\n", "a: 'x,y'\nb: 1\n"),
        ("a:\n- - b\n  - c\n", "a:\n  - - b\n    - c\n"),
        ("a: {b: 1,\n    c: 2}\n", "a: {b: 1,\n    c: 2}\n"),
        ("a:\n    - [b: 1, c]\n", "a:\n  - [b: 1, c]\n"),
        ("a: [b: 1\n  c, d]\n", "a: [b: 1\n  c, d]\n"),
        ('a: {b: "x",c: "y"}\n', 'a: {b: "x", c: "y"}\n'),
    ],
)
def test_the_layout(text: str, wanted: str) -> None:
    """Two spaces a level, lists indented, one space after commas, no blanks at the end; scalars untouched."""
    assert fmt(text) == wanted


def test_a_file_with_errors_is_left_alone() -> None:
    """What cannot be read is refused, so that nothing is made worse."""
    with pytest.raises(UnreadableError, match="errors"):
        fmt("a: 'b\n")
