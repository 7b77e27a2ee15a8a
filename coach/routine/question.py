"""A question before a routine, as a screen asks it: light enough for a first frame, as documents are not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from coach.routine.model import AskStep

MOST_ANSWERS: Final = 6
"""As many as are large on a screen and have a key each."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers. `rescues` is the place for which it is given by itself; empty for none."""

    answer: str
    rescues: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and two to six answers."""

    ask: str
    answers: tuple[Choice, ...]

    @classmethod
    def of(cls, step: AskStep) -> Question:
        """The question of a routine's step."""
        return cls(step.ask, tuple(Choice(each.answer, each.rescues or "") for each in step.answers))

    @classmethod
    def thaw(cls, kept: dict[str, Any]) -> Question:
        """From what JSON made of it. Raises `TypeError` or `KeyError` if it was something else."""
        return cls(kept["ask"], tuple(Choice(**each) for each in kept["answers"]))
