from __future__ import annotations

from pathlib import Path

from coach.routine.library import Library, check_text
from tests.routine import texts

LIBRARY = Library(exercises={"wave": texts.the_exercise("wave")})


def _hint(named: str) -> tuple[str, str]:
    (found,) = check_text(texts.routine(f"- exercise: {named}"), Path("x.yaml"), LIBRARY)
    return found.code, found.hint


def test_a_title_where_an_id_belongs_is_answered_with_the_id() -> None:
    """However it is written, the title leads to the id to write; another text does not."""
    assert _hint("The  WAVE") == ("bad-id", "Write `wave`.")
    assert "wave" not in _hint("The other one")[1]
