from __future__ import annotations

import io
import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.cli import main as cli
from coach.figure.views import VIEWS
from coach.routine import migrate
from coach.routine.schema import NAME, as_json
from tests.routine.texts import exercise, routine, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer with an exercise, a routine, and nobody before the screen."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    files: dict[str, str | bytes] = {
        "wave.yaml": exercise(dose="{reps: 3}", motion="{figure: hand, frames: [{pose: straight}]}"),
        "session.yaml": routine("- {exercise: wave, for: 20 s}"),
    }
    folder = write(tmp_path / "routines", files)
    shutil.copytree(paths.bundled_routines() / "poses", folder / "poses")
    monkeypatch.setattr(paths, "bundled_routines", lambda: folder)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return tmp_path / "home"


@pytest.fixture
def said(home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:  # noqa: ARG001 - what it runs in
    """Run a command that goes well, and give what it printed."""

    def run(*arguments: object, code: int = 0) -> str:
        assert cli.main([str(each) for each in arguments]) == code, capsys.readouterr().err
        return capsys.readouterr().out

    return run


def checked(path: Path, said: Callable[..., str]) -> str:
    """A file that has no errors, and no warning but that somebody is still to look at it, if so it says."""
    out, text = said("check", path), path.read_text(encoding="utf-8")
    marked = "guessed: please look" in text or "# NOT UNDERSTOOD" in text
    assert ("0 errors and 1 warning" if marked else "all well") in out, out
    assert ("[draft-unfinished]" in out) is marked
    return text


@pytest.mark.parametrize(
    "kind", ["stretch", "mobilise", "strengthen", "massage", "nerve-glide", "heat", "relief"]
)
@pytest.mark.parametrize("body", ["hand", "foot", "calf"])
def test_a_new_exercise_checks_clean(kind: str, body: str, home: Path, said: Callable[..., str]) -> None:
    """Whatever its kind and its place, the file begins without errors or warnings, but for guesses."""
    said("new", "exercise", "--title", f"My: {kind}", "--does", kind, "--body", body, "--do", "Do it slowly.")
    text = checked(home / "data" / "routines" / f"my-{kind}.yaml", said)
    assert f"$schema={NAME}" in text
    assert (home / "data" / "routines" / NAME).read_text(encoding="utf-8") == as_json()


def test_a_dose_is_given_in_words(home: Path, said: Callable[..., str]) -> None:
    """How much is written as in a letter; what is not understood is kept as a note."""
    said("new", "exercise", "--title", "Calf", "--does", "stretch", "--dose", "3 x 30 s, twice daily, slowly")
    text = checked(home / "data" / "routines" / "calf.yaml", said)
    assert "dose:\n  reps: 3\n  hold: 30 s\n  per_day: 2\n  days: daily\n" in text
    assert "Not understood: slowly." in text


def test_a_new_routine_and_programme_check_clean(home: Path, said: Callable[..., str]) -> None:
    """A routine of exercises, and a programme of the routine, that others may find by their ids."""
    said("new", "routine", "--title", "My break", "--use", "wave")
    checked(home / "data" / "routines" / "my-break.yaml", said)
    said("new", "programme", "--title", "My weeks", "--use", "my-break", "--dose", "twice daily")
    text = checked(home / "data" / "routines" / "my-weeks.yaml", said)
    assert "  - routine: my-break\n    per_day: 2\n" in text


def test_questions_are_asked_and_helped_with(
    home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody at the keyboard is asked a few questions; a slip is asked again, with what was meant."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    answers = [
        "exercises?",
        "exercise",
        "My stretch",
        "stretching",
        "stretch",
        "wrists",
        "each side",
        "2 x 20 s",
        "Lift.",
        "",
    ]
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return answers[len(asked) - 1]

    monkeypatch.setattr("builtins.input", answer)
    said("new")
    text = checked(home / "data" / "routines" / "my-stretch.yaml", said)
    assert "There is no `exercises?`. Did you mean `exercise`?" in asked[1]
    assert "kind: stretch" in text
    assert "body: [wrist]" in text
    assert "side: each" in text
    assert "  - do: Lift." in text


def test_ids_are_found_by_words_of_their_titles(
    home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody need know an id by heart."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    answers = iter(["My routine", "wvae", "the wave"])
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))
    said("new", "routine")
    assert "  - exercise: wave\n" in checked(home / "data" / "routines" / "my-routine.yaml", said)


def test_nothing_is_overwritten(home: Path, said: Callable[..., str]) -> None:
    """A file that is there stays as it is."""
    path = write(home, {"x.yaml": "mine"}) / "x.yaml"
    said("new", "exercise", "--title", "X", "-o", path, code=1)
    assert path.read_text(encoding="utf-8") == "mine"
    said("new", "exercise", "--title", "Y", "-o", home)
    assert (home / "y.yaml").exists()


def test_plain_text_becomes_files(
    home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pasted plan becomes a file for each exercise and a routine of them all."""
    monkeypatch.setattr("sys.stdin", io.StringIO("- Calf stretch 3 x 30 s each leg\n- Heel raises 3 x 10\n"))
    out = said("new", "--from-text", "-", "--title", "My plan")
    folder = home / "data" / "routines"
    assert [line.rpartition("/")[2] for line in out.splitlines()[:3]] == [
        *("calf-stretch.yaml", "heel-raises.yaml", "my-plan.yaml")
    ]
    for name in ("calf-stretch", "heel-raises", "my-plan"):
        checked(folder / f"{name}.yaml", said)


def test_a_text_without_an_exercise_is_told(home: Path, said: Callable[..., str]) -> None:
    """An empty file, and one that is not there, are told kindly."""
    path = write(home, {"empty.txt": " \n"}) / "empty.txt"
    said("new", "--from-text", path, code=1)
    said("new", "--from-text", home / "none.txt", code=1)


def test_fmt_lays_out_and_says_what_it_changed(home: Path, said: Callable[..., str]) -> None:
    """Files and folders; `--check` only tells; what has errors is left alone."""
    folder = write(
        home, {"a.yaml": exercise("a").replace("steps: ", "steps:   "), "b.yaml": exercise("b") + "\n\n"}
    )
    assert said("fmt", "--check", folder, code=1) == f"{folder / 'b.yaml'}: would change\n"
    assert said("fmt", folder) == f"{folder / 'b.yaml'}\n"
    assert said("fmt", "--check", folder) == ""
    write(folder, {"c.yaml": "a: 'b"})
    said("fmt", folder, code=1)
    assert (folder / "c.yaml").read_text(encoding="utf-8") == "a: 'b"


def test_migrate_shows_and_then_writes(
    home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of the newest format stay; an older one is shown with its changes, and written when asked."""
    folder = write(home, {"a.yaml": exercise("a")})
    assert said("migrate", folder) == "Every file is in format 1, the newest.\n"
    text = exercise("a")
    monkeypatch.setattr(migrate, "migrated", lambda text: text.replace("coach: 1", "coach: 2"))
    out = said("migrate", folder)
    assert "-coach: 1\n+coach: 2\n" in out
    assert "`--write` writes 1 files." in out
    assert (folder / "a.yaml").read_text(encoding="utf-8") == text
    said("migrate", "--write", folder)
    assert (folder / "a.yaml").read_text(encoding="utf-8") == text.replace("coach: 1", "coach: 2")


def test_diff_speaks_in_words(home: Path, said: Callable[..., str]) -> None:
    """A file against the document it stands in for; nothing to say where nothing has changed."""
    path = write(home, {"x.yaml": routine("- {exercise: wave, for: 30 s}")}) / "x.yaml"
    assert said("diff", "session", path) == "The wave: time on each side 20 s → 30 s\n"
    assert said("diff", "session", "session") == "Nothing has changed for the person.\n"
    said("diff", "session", "nothing", code=1)
    broken = write(home, {"y.yaml": "a: 'b"}) / "y.yaml"
    said("diff", "session", broken, code=1)


def test_schema_is_printed_or_written(home: Path, said: Callable[..., str]) -> None:
    """The schema goes to the screen or into a file."""
    assert json.loads(said("schema"))["title"].startswith("Coach")
    said("schema", "-o", home / "x.json")
    assert (home / "x.json").read_text(encoding="utf-8") == as_json()


def test_a_bundle_travels(home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What one person bundles and signs, another installs after having seen what it adds and from whom."""
    said("new", "exercise", "--title", "My wave", "--does", "mobilise", "--do", "Wave slowly.")
    said("new", "routine", "--title", "Mine", "--use", "my-wave")
    file = home / "mine.coach"
    out = said("bundle", "mine", "-o", file, "--sign", "--author", "Anna")
    assert "Signed by Anna with the key" in out
    monkeypatch.setenv("COACH_HOME", str(home / "other"))
    assert said("install", file, code=1).endswith("Nothing was installed.\n")
    assert not (home / "other" / "data" / "routines").exists()
    out = said("install", file, "--yes")
    assert "Signed by Anna" in out
    assert "  adds routine `mine`, Mine" in out
    assert "2 files installed" in out
    assert "You have all of it already." in said("install", file, "--yes")
    assert "0 errors" in said("check", home / "other" / "data" / "routines")


def test_a_bundle_replaces_only_when_told_to(
    home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--yes` alone adds; what would be replaced needs a word of its own, or an answer."""
    said("new", "exercise", "--title", "My wave", "--does", "mobilise", "--do", "Wave slowly.")
    own = home / "data" / "routines" / "my-wave.yaml"
    said("bundle", "my-wave", "-o", home / "x.coach")
    own.write_text(own.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    assert "REPLACES" in said("install", home / "x.coach", "--yes", code=1)
    assert own.read_text(encoding="utf-8").endswith("# mine\n")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _question: "no")
    said("install", home / "x.coach", code=1)
    monkeypatch.setattr("builtins.input", lambda _question: "yes")
    assert "kept with the ending .replaced" in said("install", home / "x.coach")
    assert not own.read_text(encoding="utf-8").endswith("# mine\n")
    assert own.with_name("my-wave.yaml.replaced").read_text(encoding="utf-8").endswith("# mine\n")


def test_a_bundle_needs_a_name_to_be_signed(home: Path, said: Callable[..., str]) -> None:
    """A signature without a name would say nothing; ids that do not exist are told."""
    said("new", "exercise", "--title", "My wave", "--does", "mobilise")
    said("bundle", "my-wave", "-o", home / "x.coach", "--sign", code=1)
    said("bundle", "nothing", "-o", home / "x.coach", code=1)
    assert not (home / "x.coach").exists()


def test_a_new_pose_checks_clean(home: Path, said: Callable[..., str]) -> None:
    """It goes to the other poses of one's own, is a change of one that there is, and can be drawn."""
    told = said("new", "pose", "--title", "Ring: up", "--figure", "hand", "--from", "tabletop")
    path = home / "data" / "routines" / "poses" / "ring-up.yaml"
    assert str(path) in told
    assert 'title: "Ring: up"' in path.read_text(encoding="utf-8")
    assert "all well" in said("check")
    assert "ring-up" in said("list", "--poses", "hand")
    for figure in ("hand", "foot", "body"):
        said("new", "pose", "--title", "Mine", "--figure", figure, "-o", f"{home}/{figure}/poses/mine.yaml")
        assert "all well" in said("check", f"{home}/{figure}")
        mine = home / figure / "poses" / "mine.yaml"
        text = mine.read_text(encoding="utf-8")
        (view,) = re.findall(r"^    # view: ([\w-]+) ", text, re.MULTILINE)
        assert view in VIEWS[figure]
        assert not re.search(r"^ *joints:", text, re.MULTILINE)
        mine.write_text(re.sub(r"^    # ( *)(?=\w)", r"    \1", text, flags=re.MULTILINE), encoding="utf-8")
        assert "all well" in said("check", mine)


def test_a_new_pose_refuses_what_it_does_not_know(
    home: Path, said: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A figure or a pose that there is none of is told with the nearest; nothing is written."""
    said("new", "pose", "--title", "A", "--figure", "hnad", code=2)
    assert cli.main(["new", "pose", "--title", "A", "--from", "hok-fist"]) == 2
    assert "Did you mean `hook-fist`?" in capsys.readouterr().err
    said("new", "routine", "--title", "A", "--from", "fan", code=2)
    assert not (home / "data").exists()


def test_a_new_pose_with_a_name_of_coachs_is_told(said: Callable[..., str]) -> None:
    """Whoever takes a name of Coach's hears that theirs is used in every exercise."""
    assert "yours stands in for it in every exercise" in said("new", "pose", "--title", "Spread")
    assert "note: This stands in for Coach's own pose `spread`" in said("check")
