"""A text tried out: what is wrong with it, and what a person would be led through if it were saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.routine.library import read_text
from coach.routine.model import Exercise, Routine
from coach.routine.plan import Sides
from coach.routine.trouble import TimelineError

if TYPE_CHECKING:
    from pathlib import Path

    from coach.routine.diagnostics import Diagnostic
    from coach.routine.library import Library
    from coach.routine.model import Document
    from coach.routine.plan import Timeline


@dataclass(frozen=True, slots=True)
class Trial:
    """No `document`: the text has errors. No `timeline`: there is nothing to play, or not yet."""

    text: str
    document: Document | None
    diagnostics: tuple[Diagnostic, ...]
    timeline: Timeline | None
    library: Library

    @property
    def identity(self) -> str:
        """The document's id; empty if it has none."""
        return str(getattr(self.document, "id", ""))

    @property
    def errors(self) -> int:
        """How many messages keep it from being used."""
        return sum(each.is_error for each in self.diagnostics)


def tried(text: str, path: Path, library: Library, sides: Sides | None = None) -> Trial:
    """Read, check and compile a text among the documents of a library."""
    reading = read_text(text, path, library)
    document, timeline = reading.document, None
    if isinstance(document, Exercise | Routine):
        try:
            timeline = reading.library.timeline(document.id, sides or Sides())
        except (TimelineError, KeyError):  # told among the diagnostics
            timeline = None
    return Trial(text, document, tuple(reading.diagnostics), timeline, reading.library)
