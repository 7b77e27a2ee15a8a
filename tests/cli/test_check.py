from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.cli import check
from coach.cli import main as cli
from tests.routine.texts import exercise, routine, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def bundled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """One exercise is all that comes with Coach."""
    folder = write(tmp_path / "routines", {"wave.yaml": exercise()})
    monkeypatch.setattr(paths, "bundled_routines", lambda: folder)
    return folder


def test_explain_shows_the_page_of_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    """A code can be copied with its brackets, as it stands at the end of a message."""
    assert cli.main(["explain", "[bad-count]"]) == 0
    assert "A count is a whole number" in capsys.readouterr().out


def test_explain_without_a_code_lists_all(capsys: pytest.CaptureFixture[str]) -> None:
    """Every code is shown with its meaning."""
    assert cli.main(["explain"]) == 0
    assert "syntax" in capsys.readouterr().out


def test_explain_guesses_what_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt code gets the nearest one."""
    assert cli.main(["explain", "bad-cuont"]) == 1
    assert "Did you mean `bad-count`?" in capsys.readouterr().err


def test_watch_looks_again_only_when_something_has_changed() -> None:
    """One look at the beginning, and one for each change of the files, until it is interrupted."""
    states = iter(["first", "first", "second", "second"])
    looks: list[str] = []

    def wait() -> None:
        if len(looks) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check.watch(lambda: looks.append("look"), lambda: next(states), wait)
    assert looks == ["look", "look"]


def test_a_watched_file_is_checked_when_it_is_saved(
    bundled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`check --watch` tells at once what a saved change has broken, and ends with Ctrl-C."""
    saves = iter([exercise(kind="waving")])

    def save(_seconds: float) -> None:
        try:
            write(bundled, {"wave.yaml": next(saves)})
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr("time.sleep", save)
    assert cli.main(["check", "--watch", str(bundled)]) == 130
    first, second = capsys.readouterr().out.split("1 file checked: ")[1:]
    assert first.startswith("all well.")
    assert "`waving` is not one of the words for `kind`." in first
    assert second.startswith("1 error")


def test_a_file_is_checked_among_those_beside_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A routine knows the exercises in its own folder, and of theirs only what concerns it is told."""
    files: dict[str, str | bytes] = {
        "roll.yaml": exercise("roll", dose="{reps: 3}"),
        "session.yaml": routine("- {exercise: roll, for: 20 s}"),
        "other.yaml": exercise(kind="waving"),
    }
    folder = write(tmp_path / "mine", files)
    assert cli.main(["check", str(folder / "session.yaml")]) == 0
    assert "1 file checked: " in capsys.readouterr().out
    write(folder, {"roll.yaml": exercise("roll", kind="rolling")})
    assert cli.main(["check", str(folder / "session.yaml")]) == 1
    out = capsys.readouterr().out
    assert f"The exercise `roll` has errors in its own file, {folder / 'roll.yaml'}:5." in out
    assert "rolling" not in out
