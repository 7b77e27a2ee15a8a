"""What the window wants of the process that paints the figure: one picture, said in one line of text.

Everything that decides the pixels is in it, so a process that has just begun knows as much as one that has
painted for an hour. No numpy here: the window makes orders and never draws.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from coach.routine.model import Exercise


class Manner(StrEnum):
    """How a picture is drawn."""

    MOVING = "moving"
    """A moment of the movement, quickly: it is gone after a frame."""
    FADING = "fading"
    """The key positions around a moment, laid over one another: for people who want less motion."""
    STILL = "still"
    """The most telling key position, carefully, with arrows and the ghost of where it began."""
    PAPER = "paper"
    """The same for paper: recorded, not painted, so that its lines have no pixels; its tone has many."""


@dataclass(frozen=True, slots=True)
class Order:
    """One picture of one exercise. Equal orders give equal pictures, as long as no file changes."""

    motion: str
    """The exercise's `motion:` mapping, as JSON; see `motion_text`. Empty: only its own picture shows it."""
    kind: str = ""
    """The exercise's kind, which decides how regions are marked."""
    folders: tuple[str, ...] = ()
    """Routine folders, besides Coach's and the person's own, whose poses the motion may name."""
    edition: int = 0
    """Grows when the files are read anew, so that nothing remembered from before is shown."""
    tone: int = 1
    style: str = "toon"
    dark: bool = False
    mirrored: bool = False
    builds: tuple[str, ...] = ()
    """How the person's hands and feet differ from the average; see `coach.figure.build`."""
    width: int = 480
    height: int = 480
    """Both in pixels."""
    manner: Manner = Manner.MOVING
    phase: str = ""
    """The phase of the step; empty for an untimed preview."""
    elapsed: float = 0.0
    """Seconds into the phase."""
    tempo: tuple[float, ...] = ()
    length: float = 0.0
    """Seconds that the phase lasts."""
    picture: str = ""
    """The exercise's own picture, a name within the folder `beside`; it takes the place of stills."""
    beside: str = ""
    shown: str = ""
    """The tag of the picture that is on show: where a new one would be the same, none is drawn."""
    keep: str = ""
    """A file that the picture is kept in as well."""

    @staticmethod
    def of(
        exercise: Exercise, folders: Iterable[Path] = (), edition: int = 0, file: Path | None = None
    ) -> Order | None:
        """An exercise in the usual look, as yet of no size and no moment; None if nothing shows it.

        `file` is the exercise's, which its own picture stands beside; without one there is no such picture.
        """
        picture, beside = exercise.picture or "", str(file.absolute().parent) if file is not None else ""
        if exercise.motion is None and not (picture and beside):
            return None
        raw = exercise.motion.model_dump(exclude_none=True) if exercise.motion else None
        plain = Order(motion_text(raw) if raw else "", exercise.kind, tuple(map(str, folders)), edition)
        return replace(plain, picture=picture, beside=beside) if picture and beside else plain

    @property
    def is_own_picture(self) -> bool:
        """Whether the exercise's own picture is wanted: for stills, and wherever there is no figure."""
        return bool(self.picture) and (not self.motion or self.manner in {Manner.STILL, Manner.PAPER})

    @property
    def line(self) -> bytes:
        """The order as it goes through a pipe."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @staticmethod
    def read(line: bytes) -> Order:
        """The order that was made into this line. Raises ValueError, TypeError or KeyError for any other."""
        raw = json.loads(line)
        lists = {name: tuple(raw[name]) for name in ("folders", "tempo", "builds")}
        return Order(**{**raw, **lists, "manner": Manner(raw["manner"])})


def motion_text(motion: Mapping[str, object]) -> str:
    """A `motion:` mapping as an order holds it."""
    return json.dumps(motion)
