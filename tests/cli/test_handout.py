from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from coach.cli.main import OK, PROBLEMS, USAGE, main
from tests.routine import texts

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


def test_routines_are_written_as_a_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Several ids make one file; the command says how many pages it has."""
    out = tmp_path / "out.pdf"
    words = ["handout", "writer-micro-60", "toe-strength", "-o", str(out), "--paper", "Letter", "--lines"]
    assert (
        main(
            [
                *words,
                "--long-second-toe",
                "--times-a-day",
                "2",
                "--weeks",
                "3",
                "--link",
                "https://example.org",
            ]
        )
        == OK
    )
    pages = len(PdfReader(out).pages)
    assert capsys.readouterr().out == f"{out}: {pages} pages\n"


def test_a_misspelt_id_finds_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written for a name that does not exist."""
    assert main(["handout", "writer-micro-6", "-o", str(tmp_path / "out.pdf")]) == USAGE
    assert "Did you mean `writer-micro-60`?" in capsys.readouterr().err
    assert not (tmp_path / "out.pdf").exists()


def test_what_is_not_for_this_person_is_printed_only_as_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The safety answers hold for paper too; a therapist can leave them out."""
    (tmp_path / "a.yaml").write_text(texts.exercise("wave", only_if='"Has a clinician shown you this?"'))
    words = ["handout", "wave", "-o", str(tmp_path / "out.pdf"), "--routines", str(tmp_path)]
    assert main(words) == PROBLEMS
    assert "`--as-written` prints it all the same." in capsys.readouterr().err


def test_what_is_no_link_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A code is only made of a link."""
    assert main(["handout", "writer-micro-60", "-o", str(tmp_path / "out.pdf"), "--link", "here"]) == PROBLEMS
    assert "A link begins with https://." in capsys.readouterr().err


def test_a_draft_is_printed_with_a_word_about_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Places marked as guessed are told beside the file that is written, also in an exercise used."""
    wave, session = tmp_path / "wave.yaml", tmp_path / "session.yaml"
    wave.write_text(texts.exercise("wave", stop_if="It hurts.   # guessed: please look; not said"))
    session.write_text(texts.routine("- exercise: wave", "session"))
    out = tmp_path / "out.pdf"
    assert main(["handout", "session", "-o", str(out), "--routines", str(tmp_path)]) == OK
    told = capsys.readouterr()
    assert f"{out}: " in told.out
    line = 1 + wave.read_text().splitlines().index(next(x for x in wave.read_text().splitlines() if "#" in x))
    assert (
        f"still a draft, with places marked as guessed or not understood: {wave} (line {line})." in told.err
    )


def test_the_routine_itself_goes_onto_paper_as_a_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is one's own, and short enough; what comes with Coach everybody has."""
    (tmp_path / "wave.yaml").write_text(texts.exercise("wave"))
    out, more = tmp_path / "out.pdf", ["--routines", str(tmp_path), "--bundle-code"]
    assert main(["handout", "wave", "-o", str(out), *more]) == OK
    said = " ".join(page.extract_text() for page in PdfReader(out).pages).split()
    assert "This code holds the routine itself" in " ".join(said)
    assert main(["handout", "toe-wiggle", "-o", str(out), *more]) == PROBLEMS
    assert "comes with Coach" in capsys.readouterr().err
    noise = " ".join(sha256(bytes([number])).hexdigest() for number in range(30))
    (tmp_path / "long.yaml").write_text(texts.exercise("long", notes=noise))
    assert main(["handout", "long", "-o", str(out), *more]) == PROBLEMS
    assert "a code on paper holds up to 1,200" in capsys.readouterr().err
