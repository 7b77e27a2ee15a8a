"""`coach new`: what it asks, what it refuses, and that nothing is dropped in silence."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.cli import main as cli
from tests.routine.texts import exercise, routine, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that new files go to, on a computer with an exercise and a routine."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    files: dict[str, str | bytes] = {
        "wave.yaml": exercise(dose="{reps: 3}"),
        "session.yaml": routine("- {exercise: wave, for: 20 s}"),
    }
    folder = write(tmp_path / "routines", files)
    monkeypatch.setattr(paths, "bundled_routines", lambda: folder)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return tmp_path / "home" / "data" / "routines"


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Somebody before the screen with these answers; gives the questions that were put."""

    def answer(*answers: str) -> list[str]:
        asked: list[str] = []
        coming = iter(answers)

        def put(question: str) -> str:
            asked.append(question)
            try:
                return next(coming)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", put)
        return asked

    return answer


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["exercise", "--title", "T", "--dose", "a lot"],
            "`a lot` is not understood here. Write for example: 3 x 30 s",
        ),
        (["exercise", "--title", "T", "--body", "wirst"], "Did you mean `wrist`?"),
        (["exercise", "--title", "T", "--body", ""], "There is no part of the body"),
        (["exercise", "--title", "T", "--does", "strech"], "Did you mean `stretch`?"),
        (["exercise", "--title", "T", "--side", "lefty"], "Did you mean `left`?"),
        (["exercise", "--title", "T", "--id", "My Id"], "`My Id` cannot be an id. Write `my-id`."),
        (["exercise", "--title", "…"], "It needs a name"),
        (["exercise", "--title", "T", "--use", "wave"], "`--use` does not belong to an exercise"),
        (["routine", "--title", "T", "--dose", "3 x 30 s"], "`--dose` does not belong to a routine"),
        (["routine", "--title", "T", "--use", "wvae"], "There is no `wvae`. Did you mean `wave`?"),
        (
            ["programme", "--title", "T", "--use", "session", "--dose", "often"],
            "`often` is not understood here.",
        ),
        (
            ["programme", "--title", "T", "--use", "session", "--dose", "daily, 3 x 10"],
            "`3 x 10` is not understood",
        ),
        (["--from-text", "-", "--does", "stretch"], "`--does` does not belong to a file made of a text"),
    ],
)
def test_an_option_that_is_not_understood_is_refused(
    arguments: list[str], said: str, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A clear sentence, exit code 2, and nothing is written."""
    assert cli.main(["new", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not own.exists()


def test_a_dose_that_is_not_understood_is_asked_again(own: Path, answering: Callable[..., list[str]]) -> None:
    """The question says which words it could not read; who says the same again keeps it as a remark."""
    asked = answering("My stretch", "", "", "", "a lot", "3 x 20 s, slowly", "3 x 20 s, slowly", "Lean.", "")
    assert cli.main(["new", "exercise"]) == 0
    text = (own / "my-stretch.yaml").read_text(encoding="utf-8")
    assert asked[5].startswith("`a lot` is not understood here.")
    assert asked[6].startswith(
        "`slowly` is not understood. Say it again, or the same to keep it as a remark."
    )
    assert "  reps: 3\n  hold: 20 s\n" in text
    assert 'NOT UNDERSTOOD: "slowly"' in text


def test_a_part_of_the_body_is_asked_again(own: Path, answering: Callable[..., list[str]]) -> None:
    """Parts are those by which the Library can be searched."""
    asked = answering("My stretch", "", "wirst, hands", "Wrists, hands", "", "", "")
    assert cli.main(["new", "exercise"]) == 0
    assert asked[3].startswith("There is no part of the body `wirst`. Did you mean `wrist`?")
    assert "body: [wrist, hand]" in (own / "my-stretch.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("wrong", [["T", *["?!"] * 5], ["T", "stretch", *["elbwo knee"] * 5], ["T"]])
def test_without_a_good_answer_nothing_is_written(
    wrong: list[str], own: Path, answering: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """After five answers that do not fit, or when the person leaves, a sentence says so."""
    answering(*wrong)
    assert cli.main(["new", "exercise"]) == 1
    assert "Nothing was written." in capsys.readouterr().err
    assert not own.exists()


def test_answers_come_through_a_pipe(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One a line, in the order of the questions; what is left out is taken plainly, and marked."""
    monkeypatch.setattr("sys.stdin", io.StringIO("Wrist bend\nmobilise\nwrist\n"))
    assert cli.main(["new", "exercise"]) == 0
    text = (own / "wrist-bend.yaml").read_text(encoding="utf-8")
    assert "title: Wrist bend\nkind: mobilise   # stretch" in text
    assert "body: [wrist]\n" in text
    assert "side: each   # guessed: please look\n" in text


def test_a_pipe_without_a_name_writes_nothing(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody can be asked, so the name has to be said."""
    assert cli.main(["new", "exercise"]) == 1
    assert "It needs a name (`--title`). Nothing was written." in capsys.readouterr().err
    assert not own.exists()


def test_a_warning_in_a_dose_is_kept(own: Path) -> None:
    """`Not if it hurts` is no amount, and is not lost."""
    dose = "3 x 30 s, not if it hurts"
    assert cli.main(["new", "exercise", "--title", "T", "--does", "stretch", "--dose", dose]) == 0
    text = (own / "t.yaml").read_text(encoding="utf-8")
    assert "stop_if: It hurts, or tingling starts.   # from" in text
    assert "caution: Not if it hurts.\n" in text


def test_what_was_read_of_a_text_is_told(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After an import the terminal says what was understood, guessed and not understood of each exercise."""
    monkeypatch.setattr("sys.stdin", io.StringIO("Calf stretch 3 x 30 s, slowly, not if it hurts"))
    assert cli.main(["new", "--from-text", "-", "--title", "My calf", "--id", "calf"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[:6] == [
        str(own / "calf.yaml"),
        "Calf stretch",
        "  understood: stretch, calf, repetitions 3, hold 30 s",
        "  guessed, please look: side each, what to do is missing",
        "  take care: not if it hurts",
        "  NOT UNDERSTOOD: slowly",
    ]


def test_of_several_files_all_are_written_or_none(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the second is there already, the first is not written either."""
    (own / "b.yaml").parent.mkdir(parents=True)
    (own / "toe-curls.yaml").write_text("mine", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("- Calf stretch 3 x 30 s\n- Toe curls 10 reps"))
    assert cli.main(["new", "--from-text", "-"]) == 1
    assert [each.name for each in own.iterdir()] == ["toe-curls.yaml"]


def test_a_new_file_stands_in_for_nothing_unasked(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A title that Coach has already gets an id of its own; with `--id` the author means it, and is told."""
    assert cli.main(["new", "routine", "--title", "Session", "--use", "wave"]) == 0
    assert "Its id is `my-session`: there is another `session`." in capsys.readouterr().out
    assert "id: my-session " in (own / "my-session.yaml").read_text(encoding="utf-8")
    assert cli.main(["new", "routine", "--title", "Session", "--id", "session", "--use", "wave"]) == 0
    assert "`session` comes with Coach, too: yours stands in for it everywhere." in capsys.readouterr().out
    assert (own / "session.yaml").exists()


def test_a_yes_takes_what_was_suggested(own: Path, answering: Callable[..., list[str]]) -> None:
    """After `Did you mean …?` a yes, or `y`, is the answer; the rest of what was said stays."""
    asked = answering("stretsch", "y", "hand", "each", "3 x 30 s", "Do it.", "")
    assert cli.main(["new", "exercise", "--title", "Mine"]) == 0
    assert "Did you mean `stretch`?" in asked[1]
    assert "kind: stretch " in (own / "mine.yaml").read_text(encoding="utf-8")
    answering("wave, sesion", "yes", "once a day", "4")
    assert cli.main(["new", "programme", "--title", "Weeks"]) == 0
    text = (own / "weeks.yaml").read_text(encoding="utf-8")
    assert "- exercise: wave\n" in text
    assert "- routine: session\n" in text


def test_a_yes_to_nothing_suggested_is_no_answer(own: Path, answering: Callable[..., list[str]]) -> None:
    """Where nothing was suggested, `y` is asked about like any other word."""
    asked = answering("y", "massage", "hand", "each", "", "Do it.", "")
    assert cli.main(["new", "exercise", "--title", "Mine"]) == 0
    assert "There is no `y`." in asked[1]
    assert "kind: massage " in (own / "mine.yaml").read_text(encoding="utf-8")


def test_several_exercises_are_asked_for_and_titles_count(
    own: Path, answering: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """The question says that commas part them; the whole title of one's own exercise means that one."""
    for title in ("Thumb stretch", "Thumb stretch long"):
        assert cli.main(["new", "exercise", "--title", title, "--do", "Stretch the thumb."]) == 0
    asked = answering("Mine", "thumb", "Thumb stretch, wave")
    assert cli.main(["new", "routine"]) == 0, capsys.readouterr().err
    assert "several with commas" in asked[1]
    assert asked[2].startswith("`thumb` could be `thumb-stretch`, `thumb-stretch-long`. Which one?")
    text = (own / "mine.yaml").read_text(encoding="utf-8")
    assert "  - exercise: thumb-stretch\n  - exercise: wave\n" in text


@pytest.mark.parametrize("kind", ["exercise", "routine", "programme"])
def test_a_file_that_is_there_is_told_before_the_questions(
    kind: str, own: Path, answering: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody answers five questions for nothing."""
    own.mkdir(parents=True)
    (own / "mine.yaml").write_text("mine", encoding="utf-8")
    asked = answering("Mine", "", "", "", "", "")
    assert cli.main(["new", kind]) == 1
    assert len(asked) == 1
    assert "mine.yaml is there already." in capsys.readouterr().err


def test_how_long_a_programme_goes_on_is_asked(own: Path, answering: Callable[..., list[str]]) -> None:
    """Weeks may be a bare number; what is no length is asked again."""
    asked = answering("Weeks", "session", "", "for ever", "6")
    assert cli.main(["new", "programme"]) == 0
    assert asked[3].startswith("How long does it go on?")
    assert "`for ever` is not a number of days or weeks." in asked[4]
    assert "for: 6 weeks\n" in (own / "weeks.yaml").read_text(encoding="utf-8")


def test_a_length_that_nobody_said_is_marked(own: Path) -> None:
    """Where nobody is asked, the plain length asks to be looked at; the option says another."""
    assert cli.main(["new", "programme", "--title", "A", "--use", "session", "--dose", "daily"]) == 0
    assert "for: 4 weeks   # guessed: please look\n" in (own / "a.yaml").read_text(encoding="utf-8")
    options = ["--use", "session", "--dose", "daily", "--weeks", "10 days"]
    assert cli.main(["new", "programme", "--title", "B", *options]) == 0
    assert "for: 10 days\n" in (own / "b.yaml").read_text(encoding="utf-8")


def test_the_other_hand_cannot_help_both(
    own: Path, answering: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """The question says what `each` and `both` mean; with a helping hand it is `each`, and told."""
    asked = answering("Bend", "stretch", "thumb", "both", "3 x 30 s", "Bend it with the other hand.", "")
    assert cli.main(["new", "exercise"]) == 0
    assert "(each: one after the other; both: at the same time)" in asked[3]
    text = (own / "bend.yaml").read_text(encoding="utf-8")
    assert "side: each   # guessed: please look; one hand helps the other\n" in text
    assert "Side `each`, not `both`" in capsys.readouterr().out
