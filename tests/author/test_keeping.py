from __future__ import annotations

from typing import TYPE_CHECKING

from coach.author.keeping import Draft, Drafts

if TYPE_CHECKING:
    from pathlib import Path


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
