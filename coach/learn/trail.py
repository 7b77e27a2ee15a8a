"""Where a reader has been, so that there is a way back and forward."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trail:
    """Places as links (`page:clots`, `exercise:ankle-pumps`); `at` counts from 0, and is -1 while empty."""

    places: tuple[str, ...] = ()
    at: int = -1

    @property
    def current(self) -> str:
        """Where the reader is; empty at first."""
        return self.places[self.at] if self.at >= 0 else ""

    @property
    def has_back(self) -> bool:
        """Whether there is a place before this one."""
        return self.at > 0

    @property
    def has_forward(self) -> bool:
        """Whether the reader went back from somewhere."""
        return self.at + 1 < len(self.places)

    def to(self, place: str) -> Trail:
        """Go on to a place; what lay ahead is forgotten. Going to where one is changes nothing."""
        if place == self.current:
            return self
        return Trail((*self.places[: self.at + 1], place), self.at + 1)

    def back(self) -> Trail:
        """One place back, if there is one."""
        return Trail(self.places, self.at - 1) if self.has_back else self

    def forward(self) -> Trail:
        """One place forward, if there is one."""
        return Trail(self.places, self.at + 1) if self.has_forward else self
