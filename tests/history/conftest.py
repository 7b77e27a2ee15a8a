from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from coach.history.store import Store
from tests.history.playing import START

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty history."""
    with closing(Store.open(tmp_path / "history.sqlite3", START)) as opened:
        yield opened
