"""What has changed since another version of a text, in the words of the person who follows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.routine.difference import differences
from coach.routine.library import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from coach.author.trial import Trial
    from coach.routine.library import Library

SAME = "Nothing has changed for the person."
"""Other words, another order, notes for the author: none of that changes what is done."""


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier text of a document: `name` says which, as in `Since it was last saved`."""

    name: str
    path: Path
    text: str


def covered(identity: str, path: Path, library: Library) -> Path | None:
    """The file that a document of one's own stands in for."""
    return next(
        (each.replaced for each in library.overrides if each.id == identity and each.path == path), None
    )


def told(version: Version, trial: Trial) -> list[str]:
    """A line for each thing that is different now, or the one line that says why none can be told."""
    if trial.document is None:
        return ["The text has errors: once they are mended, it can be compared."]
    old = read_text(version.text, version.path, trial.library).document
    if old is None:
        return [f"{version.path.name} had errors then: it cannot be compared."]
    known = trial.library
    lines = differences(old, trial.document, known.exercises, known.routines, known.conditions)
    return lines or [SAME]
