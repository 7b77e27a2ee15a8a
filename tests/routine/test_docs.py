from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coach.routine.codes import MEANINGS, severity_of
from coach.routine.lint import BODY_PARTS
from coach.routine.model import Dose, Exercise, ExerciseStep, Kind, Occasion, Position, Routine, SideWord
from tests.routine.texts import codes, document

if TYPE_CHECKING:
    from pydantic import BaseModel

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "routine-format.md").read_text(encoding="utf-8")


def test_every_code_stands_in_the_docs() -> None:
    """The docs' table of codes is the table in the program, in the same order."""
    text = (DOCS / "diagnostics.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(.*?)` \| (error|warning|note) \| (.*) \|$", text, re.MULTILINE)
    assert rows == [(code, str(severity_of(code)), meaning) for code, meaning in MEANINGS.items()]


@pytest.mark.parametrize("model", [Exercise, Routine, Dose, ExerciseStep])
def test_every_key_stands_in_the_guide(model: type[BaseModel]) -> None:
    """A key that authors can write is explained to them."""
    keys = {field.alias or name for name, field in model.model_fields.items()} - {
        "coach",
        "type",
        "id",
        "title",
    }
    assert {key for key in keys if f"`{key}`" not in GUIDE and f"{key}:" not in GUIDE} == set()


@pytest.mark.parametrize(
    "words", [Kind.__args__, SideWord.__args__, Position.__args__, Occasion.__args__, BODY_PARTS]
)
def test_every_word_stands_in_the_guide(words: tuple[str, ...]) -> None:
    """A word that a key allows can be found in the guide."""
    assert [word for word in words if not re.search(rf"\b{word}\b", GUIDE)] == []


def test_the_examples_in_the_guide_are_right() -> None:
    """Whole documents shown to authors have no errors."""
    examples = [
        text for text in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL) if text.startswith("coach: 1")
    ]
    assert len(examples) == 4
    for example in examples:
        document(example)
    assert codes(examples[1]) == []
