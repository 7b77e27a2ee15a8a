"""Unsaved texts, kept for when Coach is killed."""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from coach.whole import save

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that was not saved. `path` is where it belongs."""

    path: str
    text: str


class Drafts:
    """Unsaved texts in a folder of the person's own, one for each file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, path: Path, text: str) -> None:
        """Keep an unsaved text. A disk that is full is no reason to disturb: saving will say so."""
        with contextlib.suppress(OSError):
            save(self._of(path), json.dumps(asdict(Draft(str(path), text))))

    def drop(self, path: Path) -> None:
        """The text has been saved, or is not wanted."""
        with contextlib.suppress(OSError):
            self._of(path).unlink(missing_ok=True)

    def lost(self) -> tuple[Draft, ...]:
        """The texts that were left unsaved; what is damaged is passed over."""
        found = []
        for path in sorted(self._folder.glob("*.json")):
            with contextlib.suppress(OSError, ValueError, TypeError):
                draft = Draft(**json.loads(path.read_text(encoding="utf-8")))
                if isinstance(draft.path, str) and isinstance(draft.text, str):
                    found.append(draft)
        return tuple(found)

    def _of(self, path: Path) -> Path:
        return self._folder / f"{hashlib.sha256(str(path).encode()).hexdigest()[:16]}.json"
