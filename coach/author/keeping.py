"""Saving texts so that nothing is lost: whole or not at all, and drafts for when Coach is killed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path


def save(path: Path, text: str) -> None:
    """Write a file whole: whoever reads it meanwhile finds the old one. Folders that are missing are made.

    Raises:
        OSError: It cannot be written; what was there is untouched.
    """
    path = path.resolve()  # what a link leads to is written, the link stays
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="") as new:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
        with contextlib.suppress(OSError):  # a new file has the usual rights
            Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


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
