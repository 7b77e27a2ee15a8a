from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.routine.library import Folder, Library, check_text
from tests.routine.texts import HERE, codes, exercise, library, remarks, told, write

if TYPE_CHECKING:
    from pathlib import Path

FRAMES = "{figure: hand, frames: [{pose: a}, {pose: b}]}"


@pytest.mark.parametrize(
    ("fields", "code", "words"),
    [
        ({"motion": FRAMES}, "frames-against-steps", "frames"),
        ({"body": "[hand, finger]"}, "unknown-body-part", "finger"),
        ({"easier": "{id: nobody}"}, "unknown-exercise-link", "nobody"),
        ({"harder": "{id: wave}"}, "easier-harder-loop", "wave"),
        ({"avoid_if": "[DVT]", "instead": "{DVT: nobody}"}, "unknown-exercise-link", "nobody"),
        ({"picture": "missing.png"}, "no-picture", "missing.png"),
    ],
)
def test_what_is_named_but_not_there(fields: dict[str, str], code: str, words: str) -> None:
    """The name is underlined."""
    assert remarks(exercise(**fields)) == [(code, words)]


@pytest.mark.parametrize(
    "fields",
    [
        {"motion": FRAMES, "steps": "[{do: a}, {do: b}]"},
        {"motion": "{figure: hand, frames: [{pose: a}]}", "steps": "[{do: a}, {do: b}]"},
        {"easier": "{note: Do less.}"},
    ],
)
def test_what_is_there(fields: dict[str, str]) -> None:
    """Nothing is said where every name leads somewhere."""
    assert codes(exercise(**fields)) == []


def test_a_nearly_right_name_is_suggested() -> None:
    """A slip gets a suggestion; a body part from elsewhere gets the list."""
    slip, other = told(exercise(body="[finger, nose]"))
    assert slip.hint == "Did you mean `fingers`?"
    assert other.hint.startswith("It knows ankle, arch, ")
    (link,) = told(exercise(avoid_if="[DVT]", instead="{DVT: bedn}"), exercise("bend"))
    assert link.hint == "Did you mean `bend`?"


def test_easier_and_harder_may_meet_but_not_go_in_circles() -> None:
    """Down one way and up the other is right; the same way round and round is not."""
    easy, hard = exercise("easy", harder="{id: hard}"), exercise("hard", easier="{id: easy}")
    assert codes(easy, hard) == []
    first, second = exercise("first", easier="{id: second}"), exercise("second", easier="{id: third}")
    third = exercise("third", easier="{id: second}")
    assert codes(first, second, third) == []
    (found,) = told(second, third)
    assert found.message == "Following `easier` leads back here: second → third → second."
    assert found.hint == "Leave `easier` out where the way ends."


def test_a_link_to_an_exercise_with_errors_is_not_remarked_upon(tmp_path: Path) -> None:
    """The other file's errors are told there."""
    files: dict[str, str | bytes] = {
        "a.yaml": exercise("a", easier="{id: b}", avoid_if="[DVT]", instead="{DVT: b}"),
        "b.yaml": exercise("b", kind="x"),
    }
    made = library(tmp_path, files)
    assert {each.path.name for each in made.diagnostics} == {"b.yaml"}


def test_a_picture_stands_beside_its_file(tmp_path: Path) -> None:
    """A picture that is there is not remarked upon."""
    made = library(
        tmp_path, {"a/wave.yaml": exercise(picture="wave.png"), "a/wave.png": b"\x89PNG\r\n\x1a\n"}
    )
    assert made.diagnostics == ()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("wave.png", b"x", "is not the kind of picture that its name says"),
        ("wave.svg", b"<svg><script/></svg>", "does more than draw"),
        ("wave.bmp", b"BM", "is no png, jpg, webp or svg"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told_where_it_is_named(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    """What would be refused in a bundle, and stay a plain drawing, is a warning at its line."""
    made = library(tmp_path, {"wave.yaml": exercise(picture=name), name: content})
    (found,) = made.diagnostics
    assert found.code == "no-picture"
    assert said in found.message


def test_sources_and_conditions_are_looked_up_where_they_are_known(tmp_path: Path) -> None:
    """A source that no list has is a warning; a condition that nobody is asked about is an error."""
    lists: dict[str, str | bytes] = {
        "sources.yaml": "coach: 1\ntype: sources\nsources: {WEHBE-1987: {name: Wehbé}}\n",
        "conditions.yaml": CONDITIONS,
    }
    wrong = exercise(sources="[WEHBE-1987, WEHBE-1978]", avoid_if="[DVT]", ask_first_if="[DTV]")
    assert codes(wrong) == []
    source, condition = library(tmp_path, {**lists, "wave.yaml": wrong}).diagnostics
    assert (condition.code, condition.is_error, condition.hint) == (
        "unknown-condition",
        True,
        "Did you mean `DVT`?",
    )
    assert (source.code, source.is_error, source.hint) == (
        "unknown-source",
        False,
        "Did you mean `WEHBE-1987`?",
    )
    assert source.source[source.span.column - 1 : source.span.end_column - 1] == "WEHBE-1978"


CONDITIONS = """\
coach: 1
type: conditions
conditions:
  DVT:
    name: A clot
    question: A clot?
    action: Hides.
    learn: clot
"""


def test_the_page_about_a_condition_is_there(tmp_path: Path) -> None:
    """A page is looked up where somebody knows which there are."""
    folder = write(tmp_path, {"c.yaml": CONDITIONS})
    assert Library.read([Folder(folder)]).diagnostics == ()
    assert Library.read([Folder(folder)], pages={"clot"}).diagnostics == ()
    (found,) = Library.read([Folder(folder)], pages={"clots", "heat"}).diagnostics
    assert (found.code, found.span.line, found.span.column) == ("unknown-page", 8, 12)
    assert found.message == "There is no page `clot` to learn from."
    assert found.hint == "Did you mean `clots`?"
    assert [each.code for each in check_text(CONDITIONS, HERE, Library(pages=set()))] == ["unknown-page"]


@pytest.mark.parametrize("code", ["no-stop-rul", "unknown-key", "overrides"])
def test_only_warnings_can_be_silenced(code: str) -> None:
    """Errors, notes and codes that do not exist cannot be silenced."""
    (found,) = told(exercise(lint=f"[{{allow: {code}, because: Why not.}}]"))
    assert (found.code, found.is_error) == ("unknown-code", True)
