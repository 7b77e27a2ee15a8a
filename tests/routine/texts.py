"""Routine files for tests: short to write, complete to read."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

from coach.routine.documents import parse
from coach.routine.library import Folder, Library, check_text
from coach.routine.model import Document, Exercise, Routine
from coach.routine.plan import Sides, Timeline
from coach.routine.reader import read
from coach.routine.source import Source
from coach.routine.timeline import outline

if TYPE_CHECKING:
    from coach.routine.diagnostics import Diagnostic

HERE = Path("test.yaml")


def exercise(identity: str = "wave", **fields: Any) -> str:
    """An exercise file: a mobilising exercise for each side with one step, unless `fields` say otherwise."""
    given = {
        "kind": "mobilise",
        "body": "[hand]",
        "side": "each",
        "steps": "[{do: Wave your hand., cue: Wave}]",
        **fields,
    }
    lines = [f"{name}: {value}" for name, value in given.items() if value is not None]
    return (
        "\n".join(["coach: 1", "type: exercise", f"id: {identity}", f"title: The {identity}", *lines]) + "\n"
    )


def routine(steps: str, identity: str = "session", **fields: Any) -> str:
    """A routine file with `steps` as one indents them under `steps:`."""
    lines = [f"{name}: {value}" for name, value in fields.items()]
    head = ["coach: 1", "type: routine", f"id: {identity}", f"title: The {identity}", *lines, "steps:"]
    return "\n".join(head) + "\n" + dedent(steps).strip("\n") + "\n"


def document(text: str) -> Document:
    """The document in a text that has no errors."""
    source = Source(HERE, text)
    root, found = read(source)
    assert root is not None, found
    made, errors = parse(source, root)
    assert made is not None, errors
    return made


def the_exercise(identity: str = "wave", **fields: Any) -> Exercise:
    """An exercise without errors."""
    made = document(exercise(identity, **fields))
    assert isinstance(made, Exercise)
    return made


def timeline(steps: str, *exercises: Exercise, sides: Sides | None = None, **fields: Any) -> Timeline:
    """The compiled timeline of a routine made of `exercises` (of `wave` alone, if none are given)."""
    made = document(routine(steps, **fields))
    assert isinstance(made, Routine)
    known = {each.id: each for each in exercises or (the_exercise(),)}
    return outline(made, known, sides or Sides()).timeline()


def told(text: str, *others: str) -> list[Diagnostic]:
    """What is said about a text among other documents."""
    made = [document(other) for other in others]
    exercises = {each.id: each for each in made if isinstance(each, Exercise)}
    return check_text(text, HERE, Library(exercises=exercises))


def codes(text: str, *others: str) -> list[str]:
    """The codes of what is said about a text among other documents."""
    return [each.code for each in told(text, *others)]


def remarks(text: str, *others: str) -> list[tuple[str, str]]:
    """The codes of what is said about a text among others, each with the words that are underlined."""
    return [(each.code, underlined(each)) for each in told(text, *others)]


def underlined(diagnostic: Diagnostic) -> str:
    """The words a diagnostic is about, as they stand in the text."""
    return diagnostic.source[diagnostic.span.column - 1 : diagnostic.span.end_column - 1]


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """A folder with these files."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def library(folder: Path, files: dict[str, str | bytes]) -> Library:
    """The library of one folder with these files."""
    return Library.read([Folder(write(folder, files))])
