"""A message about a file, as a value: what is wrong, where, and what to do about it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.routine.codes import Severity, severity_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text. Lines and columns count from 1, columns in code points; the end is exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing to tell an author. `hint` says what to write instead; `source` is the line it is about."""

    code: str
    path: Path
    span: Span
    message: str
    hint: str = ""
    source: str = ""

    @property
    def severity(self) -> Severity:
        """How grave it is; the code decides."""
        return severity_of(self.code)

    @property
    def is_error(self) -> bool:
        """Whether it keeps the document from being used."""
        return self.severity is Severity.ERROR

    @property
    def sort_key(self) -> tuple[str, Span, str, str]:
        """Reading order: by file, then by place."""
        return (str(self.path), self.span, self.code, self.message)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Did you mean …?` for the nearest known word; empty if none is near."""
    names = {name.lower(): name for name in sorted(known)}
    near = difflib.get_close_matches(word.lower()[:80], names, n=1, cutoff=0.6)
    return f"Did you mean `{names[near[0]]}`?" if near else ""
