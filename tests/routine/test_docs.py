from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from coach import paths
from coach.routine import model
from coach.routine.codes import MEANINGS, severity_of
from coach.routine.library import Folder, Library, check_text
from coach.routine.lint.references import BODY_PARTS
from tests.routine.texts import codes, document

if TYPE_CHECKING:
    from pydantic import BaseModel

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "routine-format.md").read_text(encoding="utf-8")


def test_every_code_stands_in_the_docs() -> None:
    """The docs' table of codes is the table in the program, in the same order."""
    text = (DOCS / "diagnostics.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| \[`(.*?)`\]\(diagnostics/\1\.md\) \| (error|warning|note) \| (.*) \|$", text, re.MULTILINE
    )
    assert rows == [(code, str(severity_of(code)), meaning) for code, meaning in MEANINGS.items()]


KINDS = [
    *(model.Exercise, model.Routine, model.Dose, model.ExerciseStep, model.Block, model.AskStep),
    *(model.Answer, model.Condition, model.Hides),
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_stands_in_the_guide(kind: type[BaseModel]) -> None:
    """A key that authors can write is explained to them."""
    keys = {field.alias or name for name, field in kind.model_fields.items()} - {
        "coach",
        "type",
        "id",
        "title",
    }
    assert {key for key in keys if f"`{key}`" not in GUIDE and f"{key}:" not in GUIDE} == set()


WORDS = [
    *map(get_args, (model.Kind, model.SideWord, model.Position, model.Occasion, model.Place)),
    tuple(BODY_PARTS),
]


@pytest.mark.parametrize("words", WORDS)
def test_every_word_stands_in_the_guide(words: tuple[str, ...]) -> None:
    """A word that a key allows can be found in the guide."""
    assert [word for word in words if not re.search(rf"\b{word}\b", GUIDE)] == []


def test_the_examples_in_the_guide_are_right() -> None:
    """Whole documents shown to authors have no errors."""
    examples = [
        text for text in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL) if text.startswith("coach: 1")
    ]
    assert len(examples) == 5
    for example in examples:
        document(example)
    assert codes(examples[2]) == []
    bundled = Library.read([Folder(paths.bundled_routines(), "bundled")])
    for example in examples[:2]:
        assert check_text(example, Path("example.yaml"), bundled) == []
