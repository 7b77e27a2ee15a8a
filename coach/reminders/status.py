"""The file in which the process that plans keeps its counts, and tells the others what there is to tell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coach import whole
from coach.reminders.told import Told

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path) -> tuple[object, Told | None]:
    """The state for `saved.load`, and what was told last; None and None where there is nothing, or damage."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None, None
    if not isinstance(found, dict):
        return None, None
    return found.get("state"), Told.load(found.get("told"))


def write(path: Path, state: dict[str, Any], told: Told, *, lasting: bool = True) -> None:
    """Replace the file in one go. `lasting`: it is on the disk when this returns.

    Raises:
        OSError: It cannot be written; the old file stands.
    """
    # In one text: written piece by piece it takes ten times as long.
    text = json.dumps({"state": state, "told": told.dump()}, ensure_ascii=False)
    whole.save(path, text, lasting=lasting)
