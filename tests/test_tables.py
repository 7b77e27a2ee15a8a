"""A TOML file that several processes share."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import tables

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
PLAIN = st.one_of(
    TEXTS,
    st.booleans(),
    st.integers(-(2**60), 2**60),
    st.floats(allow_nan=False),
    st.dates(),
    st.times(),
    st.datetimes(),
)
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
)


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_whatever_a_table_holds_comes_back(table: dict[str, Any]) -> None:
    """Texts, numbers, dates, lists, tables in tables and lists of tables."""
    assert tomllib.loads("\n".join(tables.lines("a", table)))["a"] == table


def test_a_file_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    """The first start is no error."""
    assert tables.read(tmp_path / "none.toml") == {}


@pytest.mark.parametrize("text", [b"[[[", b"\xff\xfe", b"a = " + b"[" * 100000])
def test_what_is_no_toml_is_said(tmp_path: Path, text: bytes) -> None:
    """Damaged, of another encoding, or nested beyond reason."""
    file = tmp_path / "x.toml"
    file.write_bytes(text)
    with pytest.raises(ValueError, match=r"."):
        tables.read(file)


WRITER = """
import sys
from pathlib import Path
from coach import tables
file = Path(sys.argv[1])
for _ in range(20):
    with tables.alone(file):
        count = tables.read(file).get("count", 0)
        tables.replace_file(file, f"count = {count + 1}\\n")
"""


def test_processes_that_write_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    """Four processes add twenty times each to one number."""
    file = tmp_path / "settings" / "x.toml"
    command = [sys.executable, "-c", WRITER, str(file)]
    writers = [subprocess.Popen(command) for _ in range(4)]
    assert [writer.wait(60) for writer in writers] == [0] * 4
    assert tables.read(file) == {"count": 80}
    assert [one.name for one in file.parent.iterdir()] == ["x.toml"]


def test_nobody_waits_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has stopped while it wrote holds nobody up for longer than its patience."""
    monkeypatch.setattr(tables, "PATIENCE", 0.05)
    file = tmp_path / "x.toml"
    with tables.alone(file), tables.alone(file):
        tables.replace_file(file, "a = 1\n")
    assert tables.read(file) == {"a": 1}


def test_a_date_is_a_date(tmp_path: Path) -> None:
    """What people write into their own tables is kept as it was meant."""
    file = tmp_path / "x.toml"
    tables.replace_file(file, "\n".join(tables.lines("own", {"day": date(2026, 11, 22)})))
    assert tables.read(file)["own"]["day"] == date(2026, 11, 22)
