from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

import pytest

from coach.routine.library import Folder, Library, check_text
from tests.routine.texts import exercise, library, routine, write

if TYPE_CHECKING:
    from pathlib import Path

SESSION = routine("- exercise: wave")


def test_a_folder_and_its_folders_are_read(tmp_path: Path) -> None:
    """Files are found at any depth; hidden files, other files and pose files are left alone."""
    made = library(
        tmp_path,
        {
            "a/b/wave.yaml": exercise(),
            "session.YML": SESSION,
            ".hidden.yaml": "x",
            ".git/x.yaml": "x",
            "poses/hand.yaml": "x",
            "notes.txt": "x",
        },
    )
    assert list(made.exercises) == ["wave"]
    assert list(made.routines) == ["session"]
    assert made.diagnostics == ()
    assert len(made.files) == 2
    assert made.origins == {"wave": "given", "session": "given"}


def test_a_bad_file_never_stops_the_others(tmp_path: Path) -> None:
    """Each kind of bad file is a message of its own, and every good file is there."""
    made = library(
        tmp_path,
        {
            "wave.yaml": exercise(),
            "session.yaml": SESSION,
            "bad/bomb.yaml": "a: &a [x]\nb: [*a, *a]\n",
            "bad/brackets.yaml": "[" * 1000,
            "bad/bytes.yaml": b"\xff\xfe\x00",
            "bad/empty.yaml": "",
            "bad/huge.yaml": b"#" * 10_000_000,
            "bad/unknown.yaml": routine("- exercise: wvae", "other"),
        },
    )
    assert list(made.exercises) == ["wave"]
    assert list(made.routines) == ["session"]
    told = {path.name: {each.code for each in found} for path, found in made.problem_files.items()}
    assert told == {
        "bomb.yaml": {"unknown-type", "anchor", "alias"},
        "brackets.yaml": {"too-deep"},
        "bytes.yaml": {"not-utf8"},
        "empty.yaml": {"empty-file"},
        "huge.yaml": {"too-big"},
        "unknown.yaml": {"unknown-exercise"},
    }


def test_an_unknown_exercise_gets_a_suggestion(tmp_path: Path) -> None:
    """The name is marked, and the nearest one is offered."""
    made = library(tmp_path, {"wave.yaml": exercise(), "r.yaml": routine("- exercise: wvae")})
    (found,) = made.diagnostics
    assert (found.span.line, found.span.column, found.span.end_column) == (6, 13, 17)
    assert (found.message, found.hint) == ("There is no exercise `wvae`.", "Did you mean `wave`?")


def test_a_routine_is_no_exercise(tmp_path: Path) -> None:
    """A step that names a routine is told so."""
    made = library(
        tmp_path, {"a.yaml": exercise(), "b.yaml": SESSION, "c.yaml": routine("- exercise: session", "c")}
    )
    (found,) = made.diagnostics
    assert found.hint == "`session` is a routine."


@pytest.mark.parametrize("fault", [{"kind": "strech"}, {"dose": "{duration: 30 s, hold: 5 s}"}])
def test_an_exercise_with_errors_is_blamed_in_its_own_file(tmp_path: Path, fault: dict[str, str]) -> None:
    """A routine whose exercise has errors points to that file, and is not called wrong about the name."""
    made = library(tmp_path, {"wave.yaml": exercise(**fault), "session.yaml": SESSION})
    blamed = [each for each in made.diagnostics if each.path.name == "session.yaml"]
    assert [each.code for each in blamed] == ["exercise-has-errors"]
    line = next(each.span.line for each in made.diagnostics if each.path.name == "wave.yaml")
    assert f"{tmp_path / 'wave.yaml'}:{line}." in blamed[0].message
    assert made.routines == {}
    assert set(made.broken) == {"wave", "session"}


@pytest.mark.parametrize(
    "content",
    [b"id: wave\ntitle: [\n", b'title: "\nid: wave\n', b"kind: x\nid: wave\n", b"\xff\xfeid: wave", b""],
)
def test_an_exercise_that_cannot_even_be_read_is_blamed_too(tmp_path: Path, content: bytes) -> None:
    """Its id is found in the text, or is the name of its file; no other name is suggested for it."""
    files: dict[str, str | bytes] = {
        "wave.yaml": content,
        "wavy.yaml": exercise("wavy"),
        "session.yaml": SESSION,
    }
    made = library(tmp_path, files)
    (blamed,) = [each for each in made.diagnostics if each.path.name == "session.yaml"]
    assert blamed.code == "exercise-has-errors"
    assert f"{tmp_path / 'wave.yaml'}:" in blamed.message
    assert "wavy" not in blamed.hint


@pytest.mark.parametrize("name", ["a.yaml", "zz.yaml"])
def test_a_routine_with_the_id_of_an_exercise_is_told_so_itself(tmp_path: Path, name: str) -> None:
    """Wherever its file stands, the exercise stays, and nothing that names it is called wrong."""
    files: dict[str, str | bytes] = {
        name: SESSION.replace("id: session", "id: wave"),
        "wave.yaml": exercise(),
    }
    made = library(tmp_path, files)
    (found,) = made.diagnostics
    assert (found.code, found.path.name, found.span.line) == ("duplicate-id", name, 3)
    assert list(made.exercises) == ["wave"]


def test_a_copy_with_the_old_id_is_told_so_itself(tmp_path: Path) -> None:
    """Of two files with one id the one that is called so keeps it."""
    made = library(tmp_path, {"copy-of-wave.yaml": exercise(), "wave.yaml": exercise()})
    (found,) = made.diagnostics
    assert (found.code, found.path.name) == ("duplicate-id", "copy-of-wave.yaml")


def test_two_files_with_one_id_name_each_other(tmp_path: Path) -> None:
    """In one folder an id stands for one document; the message at the second names the first."""
    made = library(tmp_path, {"a.yaml": exercise(), "b.yaml": exercise(title=None)})
    (found,) = made.diagnostics
    assert (found.code, found.path.name, found.span.line) == ("duplicate-id", "b.yaml", 3)
    assert f"{tmp_path / 'a.yaml'}, line 3" in found.message


def test_an_exercise_and_a_routine_cannot_share_an_id(tmp_path: Path) -> None:
    """Even in different folders, an id is either an exercise or a routine."""
    first = write(tmp_path / "1", {"a.yaml": exercise()})
    second = write(tmp_path / "2", {"b.yaml": routine("- exercise: wave", "wave")})
    made = Library.read([Folder(first, "bundled"), Folder(second)])
    assert [each.code for each in made.diagnostics] == ["duplicate-id"]
    assert list(made.exercises) == ["wave"]


def test_a_later_folder_stands_in_for_an_earlier_one_visibly(tmp_path: Path) -> None:
    """A person's own document replaces the bundled one of the same id, and Coach says so."""
    bundled = write(tmp_path / "bundled", {"wave.yaml": exercise(), "session.yaml": SESSION})
    own = write(tmp_path / "own", {"mine.yaml": exercise(stop_if="It hurts.")})
    made = Library.read([Folder(bundled, "bundled"), Folder(own, "own")])
    assert made.exercises["wave"].stop_if == "It hurts."
    assert made.origins == {"wave": "own", "session": "bundled"}
    (override,) = made.overrides
    assert (override.id, override.path, override.replaced) == (
        "wave",
        own / "mine.yaml",
        bundled / "wave.yaml",
    )
    (notice,) = made.diagnostics
    assert (notice.code, str(notice.severity), notice.path) == ("overrides", "note", own / "mine.yaml")


@pytest.mark.parametrize("fault", [{"kind": "strech"}, {"dose": "{duration: 30 s, hold: 5 s}"}])
def test_a_replacement_with_errors_leaves_the_earlier_one_in_place(
    tmp_path: Path, fault: dict[str, str]
) -> None:
    """A bad file of the person's own takes nothing away."""
    bundled = write(tmp_path / "bundled", {"wave.yaml": exercise(), "session.yaml": SESSION})
    own = write(tmp_path / "own", {"mine.yaml": exercise(**fault)})
    made = Library.read([Folder(bundled, "bundled"), Folder(own, "own")])
    assert made.exercises["wave"].kind == "mobilise"
    assert made.origins["wave"] == "bundled"
    assert list(made.routines) == ["session"]
    assert (made.overrides, dict(made.broken)) == ((), {})
    assert len(made.problem_files) == 1


def test_a_file_in_two_folders_is_read_once(tmp_path: Path) -> None:
    """Naming a file that a folder already holds does not make it stand in for itself."""
    write(tmp_path, {"wave.yaml": exercise()})
    made = Library.read([Folder(tmp_path, "bundled"), Folder(tmp_path / "wave.yaml")])
    assert (made.overrides, made.origins) == ((), {"wave": "bundled"})


def test_files_named_one_by_one_are_of_one_folder(tmp_path: Path) -> None:
    """Two single files side by side may not share an id."""
    write(tmp_path, {"a.yaml": exercise(), "b.yaml": exercise()})
    made = Library.read([Folder(tmp_path / "a.yaml"), Folder(tmp_path / "b.yaml")])
    assert [each.code for each in made.diagnostics] == ["duplicate-id"]


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    """A file that is missing, and one that is a pipe, are messages; reading never waits for a pipe."""
    os.mkfifo(tmp_path / "pipe.yaml")
    made = Library.read([Folder(tmp_path), Folder(tmp_path / "missing.yaml")])
    assert [(each.path.name, each.code) for each in made.diagnostics] == [
        ("missing.yaml", "unreadable"),
        ("pipe.yaml", "unreadable"),
    ]


def test_a_folder_that_cannot_be_opened_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without permission is a message, and the others are read."""
    write(tmp_path, {"locked/a.yaml": "x", "wave.yaml": exercise()})
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    made = Library.read([Folder(tmp_path)])
    assert list(made.exercises) == ["wave"]
    (found,) = made.diagnostics
    assert (found.code, found.path) == ("unreadable", tmp_path / "locked")
    assert found.message == "This cannot be read: Permission denied."


def test_an_unknown_condition_blocks_the_document(tmp_path: Path) -> None:
    """A safety tag with a slip would warn nobody, so the exercise is not used until it is right."""
    nerve = "{NERVE: {name: Numb, question: Is it numb?, action: x}}"
    conditions = f"coach: 1\ntype: conditions\nconditions: {nerve}\n"
    sources = "coach: 1\ntype: sources\nsources: {X-1: {name: x}}\n"
    made = library(
        tmp_path,
        {
            "c.yaml": conditions,
            "s.yaml": sources,
            "wave.yaml": exercise(avoid_if="[NERVES]", sources="[X-2, X-1]"),
            "ok.yaml": exercise("ok", avoid_if="[NERVE]", sources="[X-1]"),
        },
    )
    assert list(made.exercises) == ["ok"]
    assert sorted(each.code for each in made.diagnostics) == ["unknown-condition", "unknown-source"]
    assert {each.hint for each in made.diagnostics} == {"Did you mean `NERVE`?", "Did you mean `X-1`?"}
    assert made.conditions["NERVE"].question == "Is it numb?"


def test_a_single_exercise_can_be_played(tmp_path: Path) -> None:
    """An exercise has a timeline of its own dose; an unknown id is a `KeyError`."""
    made = library(tmp_path, {"wave.yaml": exercise(dose="{reps: 2, hold: 5 s}")})
    assert made.timeline("wave").total == 5 + 10 + 5 + 10
    with pytest.raises(KeyError):
        made.timeline("nobody")


def test_a_text_is_checked_without_being_saved(tmp_path: Path) -> None:
    """An editor hears about a text what the command line would say about the file."""
    made = library(tmp_path, {"wave.yaml": exercise()})
    path = tmp_path / "new.yaml"
    assert check_text(SESSION, path, made) == []
    assert [each.code for each in check_text(routine("- exercise: wvae"), path, made)] == ["unknown-exercise"]
    assert [each.code for each in check_text("a: 'b", path, made)] == ["syntax"]
    assert [each.code for each in check_text(exercise("new", kind="stretch"), path, made)] == ["no-stop-rule"]
    assert check_text("coach: 1\ntype: sources\nsources: {}\n", path, made) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (routine("\n".join(f"- exercise: wave-{number}" for number in range(150))), "unknown-exercise"),
        (exercise("new", body=[f"part-{number}" for number in range(150)]), "unknown-body-part"),
    ],
)
def test_of_one_mistake_made_everywhere_a_hundred_are_told(tmp_path: Path, text: str, code: str) -> None:
    """That is enough to see what it is; that there are more is said."""
    found = check_text(text, tmp_path / "new.yaml", library(tmp_path, {"wave.yaml": exercise()}))
    assert [each.code for each in found].count(code) == 100
    assert [each.code for each in found].count("more-problems") == 1


def test_a_text_is_checked_in_its_own_new_form(tmp_path: Path) -> None:
    """An exercise in the editor stands in for the saved one while its links are followed."""
    made = library(tmp_path, {"a.yaml": exercise("a", easier="{id: b}"), "b.yaml": exercise("b")})
    text = exercise("b", easier="{id: a}")
    assert [each.code for each in check_text(text, tmp_path / "b.yaml", made)] == ["easier-harder-loop"]


@pytest.mark.parametrize("collecting", [True, False])
def test_reading_leaves_the_garbage_collector_as_it_was(tmp_path: Path, *, collecting: bool) -> None:
    """Reading pauses the collector of circles and puts it back as it found it."""
    before = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        Library.read([Folder(tmp_path)])
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if before else gc.disable)()
