from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from coach.author.keeping import Draft, Drafts, save

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """Folders are made, the text is what was given, and nothing else is left beside it."""
    path = tmp_path / "routines" / "wave.yaml"
    save(path, "a: ü\r\n")
    assert path.read_bytes() == "a: ü\r\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_a_file_keeps_its_rights(tmp_path: Path) -> None:
    """What others may not read stays so."""
    path = tmp_path / "wave.yaml"
    path.write_text("old")
    path.chmod(0o600)
    save(path, "new")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file it leads to is written."""
    real = tmp_path / "real.yaml"
    real.write_text("old")
    link = tmp_path / "link.yaml"
    link.symlink_to(real)
    save(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_failed_write_leaves_the_old_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full in the middle of it changes nothing and leaves nothing."""
    path = tmp_path / "wave.yaml"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        save(path, "new")
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["wave.yaml"]  # noqa: PTH208  # hidden files too


def test_drafts_are_found_again(tmp_path: Path) -> None:
    """Each file has one draft, the newest; a dropped one is gone."""
    drafts = Drafts(tmp_path / "drafts")
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    drafts.keep(first, "one")
    drafts.keep(first, "two")
    drafts.keep(second, "three")
    assert set(drafts.lost()) == {Draft(str(first), "two"), Draft(str(second), "three")}
    drafts.drop(first)
    drafts.drop(first)
    assert drafts.lost() == (Draft(str(second), "three"),)


def test_damaged_drafts_are_passed_over(tmp_path: Path) -> None:
    """What is no draft does not keep the others from being found."""
    drafts = Drafts(tmp_path)
    drafts.keep(tmp_path / "a.yaml", "one")
    (tmp_path / "x.json").write_text("{")
    (tmp_path / "y.json").write_text('{"path": 1, "text": "x"}')
    (tmp_path / "z.json").write_text('{"other": 1}')
    assert [draft.text for draft in drafts.lost()] == ["one"]


def test_a_draft_that_cannot_be_kept_is_no_obstacle(tmp_path: Path) -> None:
    """Where the folder cannot be made, nothing happens; saving will say so."""
    (tmp_path / "drafts").write_text("a file")
    drafts = Drafts(tmp_path / "drafts")
    drafts.keep(tmp_path / "a.yaml", "one")
    drafts.drop(tmp_path / "a.yaml")
    assert drafts.lost() == ()
