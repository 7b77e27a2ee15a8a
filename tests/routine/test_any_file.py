from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from coach.routine.diagnostics import Diagnostic
from coach.routine.library import Library, check_text
from coach.routine.report import FORMATS
from coach.routine.source import decode
from tests.routine.test_documents import FULL_EXERCISE, FULL_ROUTINE
from tests.routine.texts import HERE, the_exercise

LIBRARY = Library(exercises={"wave": the_exercise()})
PIECES = [
    *(
        "coach: 1\n",
        "type: exercise\n",
        "type: routine\n",
        "steps:\n",
        "  - ",
        "wave",
        "30 s",
        "\n",
        "\t",
        "\u00a0",
    ),
    *("[", "{", "]", "}", ",", ": ", "- ", "? ", "'", '"', "#", "|\n", ">\n"),
    *("&a ", "*a", "!t ", "<<: ", "---\n"),
]


def _check(data: bytes) -> list[Diagnostic]:
    source = decode(HERE, data)
    return [source] if isinstance(source, Diagnostic) else check_text(source.text, Path("x.yaml"), LIBRARY)


def _is_well_told(found: list[Diagnostic]) -> None:
    for each in found:
        assert each.message
        assert each.span.line >= 1
        assert each.span.column >= 1
    for form in FORMATS.values():
        assert isinstance(form(found), str)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_told_about(data: bytes) -> None:
    """Whatever bytes a file holds, nothing is raised, and every message can be shown in every format."""
    _is_well_told(_check(data))


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map("".join))
def test_any_text_is_read_or_told_about(text: str) -> None:
    """Whatever is typed in an editor, lone surrogates included, is checked without an error of ours."""
    _is_well_told(check_text(text, HERE, LIBRARY))


@given(st.sampled_from([FULL_ROUTINE, FULL_EXERCISE]), st.data())
def test_any_slip_in_a_good_file_is_told_about(text: str, data: st.DataObject) -> None:
    """A good file with a piece cut out and something typed in its place is a matter of messages."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 12)))
    typed = data.draw(st.sampled_from(PIECES) | st.text(max_size=3))
    _is_well_told(check_text(text[:start] + typed + text[end:], HERE, LIBRARY))
