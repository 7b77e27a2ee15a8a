"""What a summary is made of: sections with sentences, tables and room to write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts under their names."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with sentences and a table; either may be empty. `is_trend`: a picture of pain goes with it.

    `space` are empty lines to write on.
    """

    heading: str
    lines: tuple[str, ...] = ()
    table: Table | None = None
    is_trend: bool = False
    space: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """All sections in their order, for the days from `first` to `last`, both included."""

    first: date
    last: date
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        """What stands at its head."""
        return "Summary for a visit"

    @property
    def days(self) -> str:
        """The days in words."""
        return f"{told(self.first)} to {told(self.last)}"


def told(day: date) -> str:
    """A day as one says it."""
    return f"{day.day} {day:%B %Y}"
