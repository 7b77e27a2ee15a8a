"""What is chosen about reminders, in the settings file that several processes share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach import settings, tables
from coach.reminders import chosen as forms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from coach.reminders.chosen import Chosen


def load(path: Path) -> tuple[Chosen, tuple[str, ...]]:
    """What is chosen, and what is wrong in the file. A file that is no TOML is told of by the settings."""
    try:
        return forms.read(tables.read(path))
    except (OSError, ValueError):
        return forms.Chosen(), ()


def save(path: Path, edit: Callable[[Chosen], Chosen]) -> Chosen:
    """Change what is chosen in the file; returns what is chosen then.

    Raises:
        CoachError: It cannot be saved.
        ValueError: `edit` breaks a bound.
    """
    made: list[Chosen] = []

    def change(found: Mapping[str, Any]) -> dict[str, Any]:
        new = edit(forms.read(found)[0])
        made.append(new)
        return forms.write(new)

    settings.save_table(path, "reminders", change)
    return made[0]
