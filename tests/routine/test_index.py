from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coach.routine import index
from coach.routine.library import Folder, Library
from coach.routine.question import Choice, Question
from tests.routine.texts import exercise, routine, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folders(tmp_path: Path) -> list[Folder]:
    """Two folders: a bundled one with a bad file, and one of the person's own."""
    wave = exercise(
        equipment="[chair, table]", structures="[flexor carpi ulnaris]", position="sitting", start="Sit."
    )
    files: dict[str, str | bytes] = {
        "wave.yaml": wave,
        "lift.yaml": exercise("lift", kind="strengthen", body="[calf, hand]", stop_if="x", dose="{reps: 3}"),
        "b.yaml": routine(
            "- {exercise: wave, for: 20 s}\n- exercise: lift", "b", occasion="[any]", use_when="Often."
        ),
        "a.yaml": routine("- {exercise: wave, for: 20 s}", "a", evidence="{label: untested}"),
        "bad.yaml": routine("- {exercise: nobody, foo: x}\n- {exercise: x, bar: x}", "bad"),
    }
    bundled = write(tmp_path / "bundled", files)
    own = write(tmp_path / "own", {"wave.yaml": wave})
    return [Folder(bundled, "bundled"), Folder(own, "own")]


def test_cards_say_what_the_library_shows(folders: list[Folder]) -> None:
    """A routine's card sums up its exercises; routines come first, each kind by title."""
    made = index.build(Library.read(folders))
    assert [(card.id, card.type) for card in made.cards] == [
        ("a", "routine"),
        ("b", "routine"),
        ("lift", "exercise"),
        ("wave", "exercise"),
    ]
    card = made.cards[1]
    assert (card.kinds, card.body) == (("mobilise", "strengthen"), ("hand", "calf"))
    assert (card.seconds, card.items, card.about, card.origin) == (74, 2, True, "bundled")
    assert (card.use_when, card.occasion, card.equipment) == ("Often.", ("any",), ("chair", "table"))
    assert card.positions == ("sitting", "any")
    assert {"flexor", "calf", "often.", "wave"} <= set(card.search.split())
    assert made.cards[0].evidence == "untested"
    wave = made.cards[3]
    assert (wave.use_when, wave.origin, made.overrides) == ("Sit.", "own", ("wave",))
    assert made.problems == (
        (str(folders[0].path / "bad.yaml"), "Line 6: `foo` is not a key that belongs here.", 2),
    )


def test_a_card_holds_what_a_rescue_asks(tmp_path: Path) -> None:
    """Places, questions and answers are on the card, and come back from the cache as they were."""
    steps = """
- ask: Which way?
  answers: [{answer: Down, then: One, rescues: toes}, {answer: Up, then: Two}]
- block: One
  steps: [{exercise: wave, for: 20 s}]
- block: Two
  steps: [{exercise: wave, for: 30 s}]
"""
    files: dict[str, str | bytes] = {
        "wave.yaml": exercise(),
        "r.yaml": routine(steps, "r", rescues="[arch, toes]"),
    }
    folders = [Folder(write(tmp_path / "r", files), "bundled")]
    made = index.build(Library.read(folders))
    assert made.cards[0].rescues == ("arch", "toes")
    assert made.cards[0].asks == (Question("Which way?", (Choice("Down", "toes"), Choice("Up"))),)
    assert (made.cards[1].rescues, made.cards[1].asks) == ((), ())
    assert index.save(made, tmp_path / "cache.json", folders)
    assert index.load_cached(tmp_path / "cache.json", folders) == made


def test_a_saved_index_comes_back_as_it_was(folders: list[Folder], tmp_path: Path) -> None:
    """What is loaded from the cache equals what was saved."""
    made, cache = index.build(Library.read(folders)), tmp_path / "new" / "cache.json"
    assert index.load_cached(cache, folders) is None
    assert index.save(made, cache, folders)
    assert index.load_cached(cache, folders) == made
    assert [path.name for path in cache.parent.iterdir()] == ["cache.json"]


def _touch(folders: list[Folder]) -> list[Folder]:
    path = folders[0].path / "wave.yaml"
    path.write_text(path.read_text().replace("chair", "chairs"))
    return folders


def _add(folders: list[Folder]) -> list[Folder]:
    write(folders[1].path, {"new.yaml": exercise("new")})
    return folders


def _rename(folders: list[Folder]) -> list[Folder]:
    (folders[1].path / "wave.yaml").rename(folders[1].path / "wave2.yaml")
    return folders


def _remove(folders: list[Folder]) -> list[Folder]:
    (folders[1].path / "wave.yaml").unlink()
    return folders


def _swap(folders: list[Folder]) -> list[Folder]:
    return folders[::-1]


def _reoriginate(folders: list[Folder]) -> list[Folder]:
    return [folders[0], replace(folders[1], origin="given")]


@pytest.mark.parametrize("change", [_touch, _add, _rename, _remove, _swap, _reoriginate])
def test_any_change_makes_the_cache_worthless(folders: list[Folder], tmp_path: Path, change: object) -> None:
    """A byte, a file, a name, an order or an origin that differs: the cards are made anew."""
    cache = tmp_path / "cache.json"
    index.save(index.build(Library.read(folders)), cache, folders)
    assert callable(change)
    assert index.load_cached(cache, change(folders)) is None


def test_a_file_that_cannot_be_looked_at_is_part_of_what_is_known(
    folders: list[Folder], tmp_path: Path
) -> None:
    """A link that leads nowhere keeps the cache good as long as it leads nowhere."""
    link = tmp_path / "own" / "gone.yaml"
    link.symlink_to(tmp_path / "nowhere.yaml")
    cache = tmp_path / "cache.json"
    index.save(index.build(Library.read(folders)), cache, folders)
    assert index.load_cached(cache, folders) is not None
    (tmp_path / "nowhere.yaml").write_text("coach: 1")
    assert index.load_cached(cache, folders) is None


def test_another_version_makes_the_cache_worthless(
    folders: list[Folder], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer Coach makes its own cards."""
    cache = tmp_path / "cache.json"
    index.save(index.build(Library.read(folders)), cache, folders)
    monkeypatch.setattr(index, "__version__", "99")
    assert index.load_cached(cache, folders) is None


def test_a_damaged_cache_is_no_cache(folders: list[Folder], tmp_path: Path) -> None:
    """Whatever stands in the cache file, nothing is raised."""
    cache = tmp_path / "cache.json"
    index.save(index.build(Library.read(folders)), cache, folders)
    kept = json.loads(cache.read_text())
    for damaged in (
        b"",
        b"\xff",
        b"[]",
        b"[" * 100_000,
        json.dumps({**kept, "cards": [{"id": "x"}]}).encode(),
        json.dumps({**kept, "cards": [3]}).encode(),
        json.dumps({**kept, "problems": [["x"]]}).encode(),
        json.dumps({"fingerprint": kept["fingerprint"]}).encode(),
    ):
        cache.write_bytes(damaged)
        assert index.load_cached(cache, folders) is None


def test_a_full_disk_only_means_no_cache(
    folders: list[Folder], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the cache cannot be kept, the one before stays whole and nothing is left lying about."""
    cache = tmp_path / "cache.json"
    cache.write_text("before")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(json, "dump", full)
    assert not index.save(index.Index(()), cache, folders)
    assert cache.read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bundled", "cache.json", "own"]


def test_a_cache_where_a_file_is_in_the_way_cannot_be_kept(folders: list[Folder], tmp_path: Path) -> None:
    """A file in place of the cache folder is no reason to stop."""
    (tmp_path / "file").write_text("x")
    assert not index.save(index.Index(()), tmp_path / "file" / "cache.json", folders)


def test_reading_the_cache_loads_nothing_heavy() -> None:
    """The window's first cards need neither YAML nor pydantic."""
    code = (
        "import sys; from coach.routine.index import Folder, load_cached; from pathlib import Path;"
        "load_cached(Path('x'), [Folder(Path('.'))]);"
        "sys.exit(any(name in sys.modules for name in ('yaml', 'pydantic', 'PySide6', 'numpy', 'sqlite3')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_cards_are_kept_for_one_persons_answers(tmp_path: Path, folders: list[Folder]) -> None:
    """The cache answers only to the name it was kept under; the last one kept is the one there."""
    made, cache = index.build(Library.read(folders)), tmp_path / "cache.json"
    index.save(made, cache, folders, "numb feet")
    assert index.load_cached(cache, folders, "numb feet") == made
    assert index.load_cached(cache, folders) is None
    index.save(made, cache, folders)
    assert index.load_cached(cache, folders, "numb feet") is None
