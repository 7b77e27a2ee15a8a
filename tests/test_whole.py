from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from coach.whole import save

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_a_file_is_put_in_place_whole(tmp_path: Path) -> None:
    """Text or bytes, in folders that are made on the way; nothing else is left lying about."""
    path = tmp_path / "deep" / "x.yaml"
    save(path, "å: 1\n")
    save(path, b"b: 2\n")
    assert path.read_bytes() == b"b: 2\n"
    assert [each.name for each in path.parent.iterdir()] == ["x.yaml"]


def test_permissions_stay(tmp_path: Path) -> None:
    """A file that only its owner may read stays so."""
    path = tmp_path / "x.yaml"
    path.write_text("a")
    path.chmod(0o600)
    save(path, "b")
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_what_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk at the last step: the old content is there, and no half file beside it."""
    path = tmp_path / "x.yaml"
    save(path, "old")

    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(OSError, match="No space"):
        save(path, "new")
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["x.yaml"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """A file reached through a link is written where it really is."""
    save(tmp_path / "real.yaml", "old")
    link = tmp_path / "link.yaml"
    link.symlink_to(tmp_path / "real.yaml")
    save(link, "new")
    assert link.is_symlink()
    assert (tmp_path / "real.yaml").read_text() == "new"


def test_what_comes_in_pieces_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """A source that gives out in the middle leaves the old file, and no half one beside it."""
    path = tmp_path / "x.json"
    save(path, iter(["a", "å", "b"]))
    assert path.read_text(encoding="utf-8") == "aåb"

    def gives_out() -> Iterator[str]:
        yield "new"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        save(path, gives_out())
    assert path.read_text(encoding="utf-8") == "aåb"
    assert [each.name for each in tmp_path.iterdir()] == ["x.json"]
