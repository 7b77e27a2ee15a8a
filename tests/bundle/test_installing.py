from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.bundle import installing, reading
from coach.bundle.contents import BundleError
from coach.bundle.packing import held, needed, packed
from tests.bundle.making import PNG, a_bundle, own_files
from tests.routine.texts import exercise, write

if TYPE_CHECKING:
    from pathlib import Path


def plan(path: Path, folder: Path) -> list[installing.Placing]:
    """What would happen to a bundle in a folder."""
    own = held(sorted(folder.rglob("*.yaml"))) if folder.exists() else {}
    return installing.plan(reading.read(path), folder, own, {"gentle"})


def test_a_bundle_is_put_into_a_folder_of_its_own(tmp_path: Path) -> None:
    """Everything is added below the bundle's name, poses where poses are looked for."""
    path, mine = a_bundle(tmp_path), tmp_path / "mine"
    placings = plan(path, mine)
    assert {each.deed for each in placings} == {"add"}
    assert [each.in_words() for each in placings if each.covers] == [
        "adds exercise `gentle`, The gentle (in place of the one that comes with Coach)"
    ]
    installing.install(reading.read(path), placings)
    files = sorted(each.relative_to(mine).as_posix() for each in mine.rglob("*") if each.is_file())
    assert files == [
        *("poses/session-hand.yaml", "session/gentle.svg", "session/gentle.yaml", "session/session.yaml"),
        *("session/wave.png", "session/wave.yaml"),
    ]
    assert {each.deed for each in plan(path, mine)} == {"same"}


def test_what_is_replaced_is_named_and_kept(tmp_path: Path) -> None:
    """A document that the person has already is replaced where it stands, and the old one stays beside it."""
    path, mine = a_bundle(tmp_path), tmp_path / "mine"
    write(mine, {"somewhere/wave.yaml": exercise()})
    placings = plan(path, mine)
    (replaced,) = [each for each in placings if each.deed == "replace"]
    assert replaced.in_words() == "REPLACES exercise `wave`, The wave"
    installing.install(reading.read(path), placings)
    assert (mine / "somewhere" / "wave.yaml.replaced").read_text(encoding="utf-8") == exercise()
    assert "gentle" in (mine / "somewhere" / "wave.yaml").read_text(encoding="utf-8")
    assert (mine / "somewhere" / "wave.png").read_bytes() == PNG
    assert not (mine / "session" / "wave.yaml").exists()


def test_only_what_is_needed_is_taken(tmp_path: Path) -> None:
    """Exercises that a routine uses or leads to, if they are one's own; nothing that comes with Coach."""
    own = held(sorted(own_files(tmp_path).rglob("*.yaml")))
    assert list(needed(["session"], own, {"coachs-own"})) == ["session", "wave", "gentle"]
    with pytest.raises(BundleError, match="no `coachs-own`"):
        needed(["session"], own, ())
    with pytest.raises(BundleError, match="everybody has it"):
        needed(["coachs-own"], own, {"coachs-own"})


def test_a_programme_brings_its_routines(tmp_path: Path) -> None:
    """What a programme does and what it goes on to."""
    items = "  - {routine: session, per_day: 1}\n  - {exercise: other, then: gentle}\n"
    text = f"coach: 1\ntype: programme\nid: p\ntitle: P\nitems:\n{items}"
    own = held(sorted(write(own_files(tmp_path), {"p.yaml": text}).rglob("*.yaml")))
    assert set(needed(["p"], own, {"coachs-own"})) == {"p", "session", "wave", "gentle", "other"}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("deep/wave.png", b"MZ", "is not the kind of picture"),
        ("deep/wave.png", None, "cannot be read"),
        ("gentle.svg", b"<svg><script/></svg>", "does more than draw"),
        ("deep/wave.png", PNG + bytes(9 * 1024 * 1024), "over 8 MiB"),
    ],
)
def test_a_picture_that_is_none_is_not_sent(
    name: str, content: bytes | None, says: str, tmp_path: Path
) -> None:
    """What would be refused at the other end is told to the author."""
    files = own_files(tmp_path)
    if content is None:
        (files / name).unlink()
    else:
        (files / name).write_bytes(content)
    taken = needed(["session"], held(sorted(files.rglob("*.yaml"))), {"coachs-own"})
    with pytest.raises(BundleError, match=says):
        packed(taken)


def test_two_pictures_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Pictures stand side by side in a bundle, so two different ones cannot have one name."""
    files = write(
        own_files(tmp_path),
        {"gentle.yaml": exercise("gentle", picture="wave.png"), "wave.png": PNG + b"other"},
    )
    taken = needed(["session"], held(sorted(files.rglob("*.yaml"))), {"coachs-own"})
    with pytest.raises(BundleError, match="two different pictures"):
        packed(taken)
