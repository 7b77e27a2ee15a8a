from __future__ import annotations

from typing import TYPE_CHECKING

from coach.author.changes import SAME, Version, covered, told
from coach.author.trial import tried
from coach.routine.folders import Folder
from coach.routine.library import Library
from tests.routine.texts import exercise, library, routine, write

if TYPE_CHECKING:
    from pathlib import Path

LONG = routine("- {exercise: wave, reps: 5}")


def _told(folder: Path, before: str, now: str) -> list[str]:
    path = folder / "session.yaml"
    files = library(folder, {"wave.yaml": exercise(dose="{reps: 3}")})
    return told(Version("before", path, before), tried(now, path, files))


def test_what_has_changed_is_told_in_a_patients_words(tmp_path: Path) -> None:
    """The exercise by its title, the amount before and now."""
    assert _told(tmp_path, LONG, LONG.replace("reps: 5", "reps: 8")) == ["The wave: repetitions 5 → 8"]


def test_what_changes_nothing_for_the_person_is_not_told(tmp_path: Path) -> None:
    """Comments and the author's notes are none of their business."""
    assert _told(tmp_path, LONG, f"# mine\n{LONG}notes: For me.\n") == [SAME]


def test_a_text_with_errors_is_not_compared(tmp_path: Path) -> None:
    """Neither now nor then: the one line says which it is."""
    assert _told(tmp_path, LONG, "type: [") == [
        "The text has errors: once they are mended, it can be compared."
    ]
    assert _told(tmp_path, "type: [", LONG) == ["session.yaml had errors then: it cannot be compared."]


def test_the_file_that_ones_own_stands_in_for_is_found(tmp_path: Path) -> None:
    """A document of the same id in an earlier folder."""
    ours = write(tmp_path / "ours", {"wave.yaml": exercise()})
    mine = write(tmp_path / "mine", {"my.yaml": exercise()})
    both = Library.read([Folder(ours, "bundled"), Folder(mine, "own")])
    assert covered("wave", mine / "my.yaml", both) == ours / "wave.yaml"
    assert covered("wave", ours / "wave.yaml", both) is None
