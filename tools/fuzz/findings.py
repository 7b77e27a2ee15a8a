"""What went wrong, once for each place in the code, with the smallest case that shows it."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Findings:
    """Of one reader. Cases are kept in `FOLDER/found/NAME`, each with what it did in a file beside it."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder / "found" / name
        self.name = name
        self._smallest: dict[str, int] = {}
        self.slowest = 0.0
        self.count = 0

    def of(self, content: bytes, feed: Callable[[str, bytes], float]) -> float:
        """Feed a case; what is raised is kept, and the next case may come. The seconds that it took."""
        self.count += 1
        try:
            took = feed(self.name, content)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            own = [each for each in traceback.extract_tb(error.__traceback__) if "/coach/" in each.filename]
            where = f"{own[-1].filename.rpartition('/')[2]}-{own[-1].lineno}" if own else "here"
            self.keep(f"{type(error).__name__}-{where}", content, traceback.format_exc())
            return 0.0
        self.slowest = max(self.slowest, took)
        return took

    def keep(self, label: str, content: bytes, about: object) -> None:
        """Write a case down, unless a smaller one of this label is there (a slower one, of what is slow)."""
        size = -round(1e6 * about) if isinstance(about, float) else len(content)
        if size >= self._smallest.get(label, size + 1):
            return
        self._smallest[label] = size
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / label).write_bytes(content)
        (self._folder / f"{label}.txt").write_text(str(about), encoding="utf-8", errors="replace")

    @property
    def labels(self) -> list[str]:
        """What was found."""
        return sorted(self._smallest)
