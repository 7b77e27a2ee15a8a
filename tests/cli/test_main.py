from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from coach import __version__, paths
from coach.cli import main as cli
from coach.cli import routines
from coach.errors import CoachError
from coach.safety import profile
from tests.routine.texts import exercise, routine, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an exercise and a routine."""
    files: dict[str, str | bytes] = {
        "wave.yaml": exercise(dose="{reps: 3}"),
        "session.yaml": routine("- {exercise: wave, for: 20 s, side: writing}\n- {exercise: wave, for: 9 s}"),
    }
    return write(tmp_path / "routines", files)


@pytest.fixture(autouse=True)
def bundled(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """These two files are all that comes with Coach."""
    monkeypatch.setattr(paths, "bundled_routines", lambda: folder)


def test_check_says_that_all_is_well(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without errors `check` says how much it has looked at and returns 0."""
    assert cli.main(["check", str(folder)]) == 0
    assert capsys.readouterr().out.endswith("2 files checked: all well.\n")


def test_check_says_what_is_wrong_and_where(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With errors `check` shows each at its place and returns 1."""
    monkeypatch.chdir(folder)
    write(folder, {"new.yaml": routine("- exercise: wvae", "new")})
    assert cli.main(["check", "new.yaml"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "new.yaml:6:13: error: There is no exercise `wvae`. Did you mean `wave`? [unknown-exercise]",
        "    6 | - exercise: wvae",
        "      |             ^^^^",
        "1 file checked: 1 error and 0 warnings.",
        "`coach explain unknown-exercise` says more.",
    ]


def test_check_looks_only_at_what_it_was_given(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exercises come from everywhere; messages only about the files named. Warnings are no errors."""
    write(folder, {"broken.yaml": "a: 'b"})
    new = write(tmp_path / "new", {"new.yaml": routine("- exercise: wave\n  side: left", "new")})
    assert cli.main(["check", str(new)]) == 0
    out = capsys.readouterr().out
    assert "second-side-untimed" in out
    assert "1 file checked: 0 errors and 1 warning." in out


def test_check_knows_further_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--routines` may stand before and after the command, any number of times."""
    for name in ("one", "two", "three"):
        write(tmp_path / name, {"e.yaml": exercise(name)})
    steps = "".join(f"- {{exercise: {name}, for: 9 s}}\n" for name in ("one", "two", "three"))
    new = write(tmp_path / "new", {"new.yaml": routine(steps, "new")})
    given = [f"--routines={tmp_path / name}" for name in ("one", "two", "three")]
    assert cli.main([given[0], "check", given[1], given[2], str(new)]) == 0
    capsys.readouterr()
    assert cli.main(["check", str(new)]) == 1


def test_check_knows_the_persons_own_routines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What stands in the person's own folder can be used by their other files."""
    write(paths.own_routines(), {"mine.yaml": exercise("mine")})
    new = write(tmp_path / "new", {"new.yaml": routine("- exercise: mine", "new")})
    assert cli.main(["check", str(new)]) == 0
    assert "all well" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("form", "start"), [("json", "[\n"), ("github", "::error file="), ("sarif", '{\n "$schema"')]
)
def test_check_speaks_other_formats(
    folder: Path, form: str, start: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Programs get their own format, and nothing else on the same stream."""
    write(folder, {"new.yaml": "a: 'b"})
    assert cli.main(["check", "--format", form, str(folder)]) == 1
    assert capsys.readouterr().out.startswith(start)


def test_check_colours_only_a_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Colours are for terminals whose owners have not asked for none."""
    write(folder, {"new.yaml": "a: 'b"})
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    cli.main(["check", str(folder)])
    assert "\033[31m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    cli.main(["check", str(folder)])
    assert "\033[31m" not in capsys.readouterr().out


def test_list_shows_everything_with_its_time(capsys: pytest.CaptureFixture[str]) -> None:
    """Routines come first; a time that is an estimate has a sign before it."""
    assert cli.main(["list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Routines",
        "  session    0:38  The session",
        "Exercises",
        "  wave      ~0:34  The wave",
    ]


def test_list_comes_from_the_cache_the_second_time(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as no file changes, the files are not read a second time."""
    cli.main(["list"])
    first = capsys.readouterr().out
    monkeypatch.setattr(routines, "read_library", lambda _: pytest.fail("the library was read again"))
    assert cli.main(["list"]) == 0
    assert capsys.readouterr().out == first


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (["--kind", "mobilise"], {"session", "wave"}),
        (["--kind", "stretch"], set()),
        (["--body", "hand"], {"session", "wave"}),
        (["--body", "toes"], set()),
    ],
)
def test_list_can_be_narrowed(wanted: list[str], ids: set[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Kind and part of the body narrow the list; in JSON it is data."""
    assert cli.main(["list", "--json", *wanted]) == 0
    assert {card["id"] for card in json.loads(capsys.readouterr().out)} == ids
    cli.main(["list", *wanted])
    assert ("Nothing fits." in capsys.readouterr().out) is (not ids)


@pytest.mark.parametrize(("bad", "says"), [(1, "1 file has problems"), (2, "2 files have problems")])
def test_list_tells_of_files_with_problems(
    folder: Path, bad: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What could not be read is said beside the list, not in it."""
    write(folder, {f"bad{number}.yaml": "a: 'b" for number in range(bad)})
    assert cli.main(["list"]) == 0
    told = capsys.readouterr()
    assert says in told.err
    assert "bad0.yaml: Line 1:" in told.err
    assert "session" in told.out


def test_show_says_what_a_routine_is(capsys: pytest.CaptureFixture[str]) -> None:
    """`show` describes; with `--timeline` it prints every phase, on the person's own side."""
    assert cli.main(["show", "session"]) == 0
    assert "1. The wave, 20 s (wave)" in capsys.readouterr().out
    assert cli.main(["show", "session", "--timeline", "--side-writing", "left"]) == 0
    assert "left" in capsys.readouterr().out.splitlines()[4]
    assert cli.main(["show", "wave", "--timeline", "--side-affected", "left"]) == 0
    assert "3 reps" in capsys.readouterr().out


def test_show_explains_a_routine_with_errors(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What has errors is not shown; the way to see them is."""
    write(folder, {"bad.yaml": routine("- exercise: nobody", "bad")})
    assert cli.main(["show", "bad"]) == 1
    assert (
        capsys.readouterr().err
        == f"coach: `bad` has errors. `coach check {folder / 'bad.yaml'}` says which.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["chekc"], "There is no command `chekc`. Did you mean `check`?"),
        (["dance"], "There is no command `dance`. `coach --help`"),
        (["check"], "There is no file or folder `"),
        (["show"], "Something is missing: ID. `coach show --help`"),
        (["check", "no/such/file.yaml"], "There is no file or folder `no/such/file.yaml`."),
        (["check", ".", "--format", "xml"], "`--format xml` is not possible; choose"),
        (["list", "--routines", "no/such/folder"], "There is no folder `no/such/folder`."),
        (["list", "--routines"], "`--routines` needs a value after it."),
        (["list", "--foo"], "`--foo` is not something this command knows."),
        (["list", "--json=yes"], "Argument --json: ignored explicit argument 'yes'."),
        (["show", "sesion"], "There is no routine or exercise `sesion`. Did you mean `session`?"),
        (["show", "zzz"], "There is no routine or exercise `zzz`. `coach list` lists all."),
        (["play", "sesion"], "Did you mean `session`?"),
        (["play", "session", "--speed", "fast"], "`fast` is not a number for `--speed`."),
        (["play", "session", "--speed", "0"], "`--speed 0` is outside 0.1 to 100."),
        (["play", "session", "--speed", "nan"], "`--speed nan` is outside 0.1 to 100."),
    ],
)
def test_every_mistake_gets_a_kind_sentence(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A command that makes no sense is explained in a sentence, and the exit code is 2."""
    assert cli.main(arguments) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert says in told.err


def test_version_and_help_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` and `--help` answer and end well."""
    for option in ("--version", "--help"):
        with pytest.raises(SystemExit) as ended:
            cli.main([option])
        assert ended.value.code == 0
    assert f"Coach {__version__}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("advice", "says"), [("Make room.", "coach: Full. Make room.\n"), ("", "coach: Full.\n")]
)
def test_trouble_from_outside_is_told_with_advice(
    advice: str, says: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment's fault is one kind sentence and what to do about it."""

    def full(_: object) -> int:
        raise CoachError("Full.", advice)

    monkeypatch.setitem(cli._RUN, "list", full)
    assert cli.main(["list"]) == 1
    assert capsys.readouterr().err == says


def test_control_c_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Control-C is a wish, not an error."""

    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(cli._RUN, "list", interrupt)
    assert cli.main(["list"]) == 130


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], (None, 1.0, [], None)),
        (["play", "session"], ("session", 1.0, [], None)),
        (["play", "wave", "--speed", "10"], ("wave", 10.0, [], None)),
        (["--routines", "FOLDER"], (None, 1.0, ["FOLDER"], None)),
        (["play", "wave", "--routines", "FOLDER"], ("wave", 1.0, ["FOLDER"], None)),
        (["rescue"], (None, 1.0, [], "")),
        (["rescue", "toes", "--speed", "20"], (None, 20.0, [], "toes")),
    ],
)
def test_the_window_is_asked_for_what_was_typed(
    arguments: list[str], asked: tuple[Any, ...], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`coach`, `coach play` and `coach rescue` hand on what was typed and return the window's exit code."""
    opened: list[tuple[Any, ...]] = []

    def open_window(play: str | None, speed: float, folders: Sequence[Path], rescue: str | None) -> int:
        opened.append((play, speed, [str(each).replace(str(folder), "FOLDER") for each in folders], rescue))
        return 7

    monkeypatch.setattr("coach.launch.open_window", open_window)
    assert cli.main([each.replace("FOLDER", str(folder)) for each in arguments]) == 7
    assert opened == [asked]


def test_a_place_that_is_none_is_told_kindly(capsys: pytest.CaptureFixture[str]) -> None:
    """`coach rescue knee` names the places there are."""
    assert cli.main(["rescue", "knee"]) == 2
    said = capsys.readouterr().err
    assert (
        "`PLACE knee` is not possible; choose 'hand', 'thumb', 'arch', 'toes', 'calf', 'breathing'." in said
    )


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Coach in a process of its own that fails if Qt is loaded."""
    code = (
        "import sys; sys.modules['PySide6'] = None; from pathlib import Path;"
        "from coach import paths; from coach.cli import main as cli;"
        f"paths.bundled_routines = lambda: Path({str(folder)!r}); sys.exit(cli.main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, env=dict(os.environ))


@pytest.mark.parametrize(
    "arguments", [["check", "."], ["list"], ["list", "--json"], ["show", "wave", "--timeline"]]
)
def test_no_command_needs_qt(arguments: list[str], folder: Path) -> None:
    """check, list and show work where PySide6 cannot be imported."""
    done = run(*[str(folder) if each == "." else each for each in arguments], folder=folder)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_who_has_seen_enough_is_no_error(folder: Path) -> None:
    """`coach list | head` ends quietly."""
    code = (
        "import os, sys; from pathlib import Path;"
        "from coach import paths; from coach.cli import main as cli;"
        f"paths.bundled_routines = lambda: Path({str(folder)!r});"
        "read, write = os.pipe(); os.close(read); os.dup2(write, 1); sys.exit(cli.main(['list']))"
    )
    done = subprocess.run([sys.executable, "-u", "-c", code], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_in_this_process_too_a_closed_pipe_is_no_error(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What is still waiting to be written is dropped without a word."""

    def closed(_: object) -> int:
        raise BrokenPipeError

    monkeypatch.setitem(cli._RUN, "list", closed)
    monkeypatch.setattr(sys.stdout, "fileno", lambda: os.dup(1), raising=False)
    assert cli.main(["list"]) == 0
    assert capfd.readouterr().err == ""


CONDITIONS = """
coach: 1
type: conditions
conditions:
  NUMB: {name: Numb feet, question: Are your feet numb?, action: Coach hides some exercises.}
"""


@pytest.fixture
def numb(folder: Path) -> None:
    """Somebody with numb feet, for whom one exercise is swapped, one is hidden and one is asked about."""
    files: dict[str, str | bytes] = {
        "conditions.yaml": CONDITIONS,
        "wave.yaml": exercise(dose="{reps: 3}", ask_first_if="[NUMB]"),
        "curl.yaml": exercise("curl", avoid_if="[NUMB]", instead="{NUMB: wave}"),
        "bend.yaml": exercise("bend", avoid_if="[NUMB]"),
        "mixed.yaml": routine("- {exercise: curl}\n- {exercise: bend}", "mixed"),
    }
    write(folder, files)
    profile.save(paths.safety_file(), profile.Profile(frozenset({"NUMB"})))


@pytest.mark.usefixtures("numb")
def test_list_says_what_is_not_for_you_and_what_was_changed(capsys: pytest.CaptureFixture[str]) -> None:
    """What the safety answers rule out has no length but a word; what they change says so."""
    cli.main(["list"])
    first = capsys.readouterr().out
    lines = {line.split()[0]: line.split(maxsplit=1)[1] for line in first.splitlines() if line[:1] == " "}
    assert lines["bend"] == "–  The bend: not for you now"
    assert lines["mixed"].endswith("The mixed (changed for you)")
    assert lines["wave"].endswith("The wave")
    cli.main(["list", "--json"])
    cards = {card["id"]: card for card in json.loads(capsys.readouterr().out)}
    assert (cards["curl"]["barred"], cards["curl"]["instead"]) == ("You ticked “Numb feet”.", "The wave")


@pytest.mark.usefixtures("numb")
def test_show_shows_what_will_be_played(capsys: pytest.CaptureFixture[str]) -> None:
    """A routine is shown as changed for the person, changes first; `--as-written` shows the file."""
    cli.main(["show", "mixed"])
    shown = capsys.readouterr().out
    assert shown.splitlines()[:3] == [
        "Changed for you: The wave instead of The curl. You ticked “Numb feet”.",
        "Changed for you: Left out: The bend. You ticked “Numb feet”.",
        "Ask your therapist or doctor first about: The wave. You ticked “Numb feet”.",
    ]
    assert "(wave)" in shown
    assert "(bend)" not in shown
    cli.main(["show", "mixed", "--as-written"])
    written = capsys.readouterr().out
    assert written.startswith("The mixed\n")
    assert "(bend)" in written


@pytest.mark.usefixtures("numb")
def test_what_is_not_for_you_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    """`show` and `play` of what is ruled out end with the reason and what can be done; nothing opens."""
    assert cli.main(["show", "bend"]) == 1
    assert capsys.readouterr().err == (
        "coach: `bend` is not for you now. You ticked “Numb feet”. "
        "`coach show --as-written bend` shows it all the same.\n"
    )
    assert cli.main(["play", "curl"]) == 1
    assert capsys.readouterr().err == (
        "coach: `curl` is not for you now. You ticked “Numb feet”. "
        "Do this instead: The wave. Your safety answers are in Coach, under Settings.\n"
    )
    assert cli.main(["play", "bend"]) == 1
    assert "Do this instead" not in capsys.readouterr().err


def test_answers_that_cannot_be_read_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A safety file with a mistake is spoken of beside the list, which is there all the same."""
    paths.safety_file().parent.mkdir(parents=True)
    paths.safety_file().write_text("seen = 1", encoding="utf-8")
    assert cli.main(["list"]) == 0
    said = capsys.readouterr()
    assert said.err == "coach: “seen” can be true or false.\n"
    assert "wave" in said.out
