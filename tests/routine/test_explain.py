from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.cli.check import diagnostics
from coach.errors import CoachError
from coach.figure.check import check as figure_check
from coach.routine import explain
from coach.routine.codes import MEANINGS, severity_of
from coach.routine.library import Folder, Library, check_text
from coach.routine.source import Source
from tests.routine.texts import write

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = {path.stem: path.read_text(encoding="utf-8") for path in paths.diagnostics().glob("*.md")}
SEVERAL_FILES = {
    *("duplicate-id", "exercise-has-errors", "overrides", "easier-harder-loop"),
    *("routine-has-errors", "pose-has-errors", "poses-elsewhere"),
}
"""Codes about a file among others, or about its place: the first line of each example is its name."""
WITHOUT_EXAMPLE = {
    *("unreadable", "too-big", "not-utf8", "odd-character", "too-deep", "too-long", "more-problems"),
    "unknown-page",
}
"""Codes about bytes, about more text than a page should show, or about Coach's own pages."""
WHOLE = {
    "exercise": (
        "coach: 1\ntype: exercise\nid: my-exercise\ntitle: My exercise\nkind: mobilise\nbody: [hand]\n"
        "side: each\nsteps:\n  - do: Wave your hand.\n"
    ),
    "routine": (
        "coach: 1\ntype: routine\nid: my-routine\ntitle: My routine\n"
        "steps:\n  - {exercise: pen-down-shake-out, for: 20 s}\n"
    ),
    "programme": (
        "coach: 1\ntype: programme\nid: my-programme\ntitle: My programme\nitems:\n  - routine: thumb-care\n"
    ),
}


@pytest.fixture(scope="module")
def library() -> Library:
    """What comes with Coach."""
    return Library.read([Folder(paths.bundled_routines(), "bundled")], pages=paths.pages())


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The top-level keys of a text, each with its lines."""
    for part in re.split(r"^(?=[\w<{])", text, flags=re.MULTILINE):
        if part:
            yield part.split(":")[0], part


def _completed(fragment: str, kind: str) -> str:
    """A page's example with the keys that every document of its kind has."""
    if not kind:
        return fragment
    given = {key for key, _ in _parts(fragment)}
    return "".join(part for key, part in _parts(WHOLE[kind]) if key not in given) + fragment


def _codes(fragment: str, kind: str, library: Library) -> set[str]:
    path = Path("my-example.yaml")
    text = _completed(fragment, kind)
    found = [*check_text(text, path, library), *figure_check(Source(path, text))]
    return {each.code for each in found}


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    """The pages are those of the codes the program can give, with their gravity and their meaning."""
    assert set(PAGES) == set(MEANINGS)
    for code, page in PAGES.items():
        assert page.startswith(f"# {code}\n\n**{severity_of(code).capitalize()}.** {MEANINGS[code]}\n"), code


@pytest.mark.parametrize("code", sorted(set(MEANINGS) - SEVERAL_FILES - WITHOUT_EXAMPLE))
def test_the_examples_of_a_page_are_what_they_say(code: str, library: Library) -> None:
    """The wrong example of a page gives its code, and the right one gives neither it nor any error."""
    (kind, wrong), (same, right) = re.findall(
        r"^```yaml ?(\w*)\n(.*?)```$", PAGES[code], re.MULTILINE | re.DOTALL
    )
    assert kind == same
    assert code in _codes(wrong, kind, library)
    after = _codes(right, kind, library)
    assert code not in after
    assert not [each for each in after if severity_of(each) == "error"]


@pytest.mark.parametrize("code", sorted(SEVERAL_FILES))
def test_the_examples_of_several_files_are_what_they_say(code: str, tmp_path: Path) -> None:
    """The files of the wrong example give the code, and those of the right one neither it nor any error."""
    groups = re.split(r"^This (?:is|does not):$", PAGES[code], flags=re.MULTILINE)
    assert len(groups) == 2
    found = []
    for number, group in enumerate(groups):
        folder = tmp_path / str(number)
        shaking = f"id: pen-down-shake-out\n{WHOLE['exercise'].replace('id: my-exercise', 'revision: 1')}"
        files: dict[str, str | bytes] = {"shaking.yaml": shaking}
        for kind, name, text in re.findall(
            r"^```yaml ?(\w*)\n# (\S+)\n(.*?)```$", group, re.MULTILINE | re.DOTALL
        ):
            files[name] = _completed(text, kind)
        assert len(files) > 1
        write(folder, files)
        found.append({each.code for each in diagnostics([folder], [Folder(folder)])[0]})
    wrong, right = found
    assert code in wrong
    assert code not in right
    assert not [each for each in right if severity_of(each) == "error"]


def test_a_page_without_an_example_promises_none() -> None:
    """Only the few codes that no short text can show have a page of words alone."""
    assert {code for code, page in PAGES.items() if "```" not in page} == WITHOUT_EXAMPLE
    assert not any("example" in PAGES[code] for code in WITHOUT_EXAMPLE)


def test_a_page_reads_well_on_a_terminal() -> None:
    """Examples are indented, and nothing of the marks is left."""
    text = explain.as_plain_text(explain.page("bad-count", paths.diagnostics()))
    assert text.startswith("bad-count\n\nError. Not a count.\n")
    assert "    dose: {reps: 3x10}\n" in text
    assert "```" not in text
    assert "**" not in text


def test_an_unknown_code_is_told_kindly() -> None:
    """A misspelt code gets the nearest one; one that is like nothing, where codes are found."""
    with pytest.raises(CoachError, match="no code `tabb`") as near:
        explain.page("tabb", paths.diagnostics())
    assert near.value.advice == "Did you mean `tab`?"
    with pytest.raises(CoachError) as far:
        explain.page("zzz", paths.diagnostics())
    assert "in brackets" in far.value.advice


def test_without_its_page_a_code_still_has_its_meaning(tmp_path: Path) -> None:
    """Where the pages are gone, the table's line is shown."""
    assert explain.page("tab", tmp_path) == "# tab\n\n**Error.** A tab; routine files use spaces.\n"


def test_all_codes_can_be_listed() -> None:
    """Each code stands on a line of its own."""
    assert [line.split()[0] for line in explain.table().splitlines()] == list(MEANINGS)
