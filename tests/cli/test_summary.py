from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.cli.main import main
from coach.history.cramp import Cramp
from coach.history.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _a_cramp() -> None:
    """A history with something in it."""
    now = datetime.now(UTC).astimezone()
    with closing(Store.open(paths.database(), now)) as store:
        store.note_cramp(Cramp(now, "calf", lasted=60.0, let_go=True))


def test_the_text_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file the summary is printed, with the questions given."""
    assert main(["summary", "--ask", "May I run again?"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Summary for a visit\n")
    assert "1 written down" in said
    assert "May I run again?" in said


def test_a_pdf_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that ends in .pdf makes a PDF, and how many pages it has is said."""
    to = tmp_path / "visit.pdf"
    assert main(["summary", "-o", str(to)]) == 0
    assert to.read_bytes().startswith(b"%PDF")
    assert capsys.readouterr().out == f"{to}: 1 page\n"


def test_days_the_wrong_way_round_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A first day after the last is a kind sentence."""
    assert main(["summary", "--from", "2026-02-01", "--to", "2026-01-01"]) == 1
    assert "2026-02-01 is after 2026-01-01." in capsys.readouterr().err


def test_text_goes_into_a_file_of_ones_own(tmp_path: Path) -> None:
    """Any other name makes text that only its owner can read."""
    to = tmp_path / "visit.txt"
    assert main(["summary", "-o", str(to)]) == 0
    assert "Cramps" in to.read_text(encoding="utf-8")
    assert to.stat().st_mode & 0o077 == 0
