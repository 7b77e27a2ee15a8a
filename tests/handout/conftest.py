from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.routine.folders import Folder
from coach.routine.library import Library
from coach.safety.profile import Profile
from coach.safety.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Shelve = Callable[..., Shelf]


@pytest.fixture(scope="session")
def bundled() -> Shelf:
    """The library that comes with Coach, for somebody without conditions."""
    return Shelf.of(Library.read([Folder(paths.bundled_routines(), "bundled")]), Profile())


@pytest.fixture
def shelve(tmp_path: Path) -> Shelve:
    """A library made of the texts given, for a person with the conditions given."""

    def make(*texts: str, ticked: frozenset[str] = frozenset()) -> Shelf:
        for number, text in enumerate(texts):
            (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
        return Shelf.of(Library.read([Folder(tmp_path)]), Profile(ticked))

    return make
