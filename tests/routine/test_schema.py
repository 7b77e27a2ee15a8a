from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from coach import paths
from coach.routine import schema
from coach.routine.model import DOCUMENTS
from tests.routine.texts import exercise, routine, write

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = paths.assets() / "schema" / schema.NAME


def validated(*files: Path) -> subprocess.CompletedProcess[str]:
    """What a validator that knows nothing of Coach says about files."""
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SHIPPED), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_schema_that_is_shipped_is_that_of_the_models() -> None:
    """`coach schema -o assets/schema/coach-1.schema.json` writes it anew when a model has changed."""
    assert SHIPPED.read_text(encoding="utf-8") == schema.as_json()


def test_every_bundled_file_is_valid() -> None:
    """An independent validator finds nothing wrong with any file that comes with Coach, poses included.

    `grips.yaml` is written by a program, and no document of the format.
    """
    files = sorted(path for path in paths.bundled_routines().rglob("*.yaml") if path.name != "grips.yaml")
    told = validated(*files)
    assert told.returncode == 0, told.stdout


WRONG = {
    exercise(kind="waving"): "'waving' is not one of",
    exercise(dose="{holt: 3 s}"): "holt",
    exercise(side=None): "'side' is a required property",
    routine("- exercise: wave\n  rset: 3 s"): "rset",
    routine("- {rest: 5 s, reps: 3}"): "reps",
    routine("- do: Wave."): "not valid under any of the given schemas",
    routine("- block: A\n  steps: [{exercise: wave, hodl: 1}]"): "hodl",
    "coach: 2\ntype: sources\nsources: {}\n": "1 was expected",
    "coach: 1\ntype: rutine\n": "'rutine' is not one of",
}


def test_what_the_models_refuse_the_schema_refuses(tmp_path: Path) -> None:
    """A slip in a key or a word is marked by an editor too, in whatever kind of step it stands.

    A number where a text may stand is no slip: Coach reads every scalar as it was written.
    """
    files = {f"{number}.yaml": text for number, text in enumerate(WRONG)}
    good = exercise(notes="2020", dose="{reps: 8-12, hold: 30}")
    write(tmp_path, {**files, "good.yaml": good})
    told = validated(*sorted(tmp_path.iterdir())).stdout
    for name, says in zip(files, WRONG.values(), strict=True):
        lines = [line for line in told.splitlines() if f"/{name}::" in line]
        assert says in "\n".join(lines), (name, told)
    assert "good.yaml" not in told


def _properties(part: Any, name: str = "") -> list[tuple[str, Any]]:
    found = []
    if isinstance(part, dict):
        for key, each in part.get("properties", {}).items():
            found.append((f"{name}.{key}", each))
        for key, each in part.items():
            found += _properties(each, f"{name}/{key}")
    return found


def test_every_key_is_described() -> None:
    """An editor can say of every key what it is for."""
    definitions = schema.schema()["definitions"]
    assert [name for name, each in _properties(definitions) if "description" not in each] == []


def test_every_type_of_document_is_in_it() -> None:
    """All documents that Coach reads, and the poses."""
    made = json.loads(schema.as_json())
    assert made["properties"]["type"]["enum"] == [*DOCUMENTS]
    assert len(made["allOf"]) == len(DOCUMENTS)
