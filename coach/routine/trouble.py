"""What keeps a well-formed document from being played."""

from __future__ import annotations

from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Keys and list places from the root down to a value."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that cannot be compiled: the place in the document, a code, what is wrong, what to do."""

    place: Path
    code: str
    message: str
    hint: str = ""


class TimelineError(ValueError):
    """A document that cannot be compiled; `troubles` are all the reasons."""

    def __init__(self, troubles: list[Trouble]) -> None:
        super().__init__("; ".join(trouble.message for trouble in troubles))
        self.troubles = troubles
