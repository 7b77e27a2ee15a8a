from __future__ import annotations

import json
from pathlib import Path

import pytest

from coach.routine import report
from coach.routine.codes import MEANINGS
from coach.routine.diagnostics import Diagnostic, Span, did_you_mean

HERE = Path("folder/a b.yaml")
WRONG = Diagnostic(
    "unknown-key", HERE, Span(2, 3, 2, 7), "`holt` is wrong.", "Did you mean `hold`?", "  holt: 3 s"
)
LOOK = Diagnostic("no-stop-rule", HERE, Span(1, 1, 1, 3), "100%: no stop,\nno end.", "", "ki: x")
TELL = Diagnostic("overrides", HERE, Span(3, 1, 3, 3), "Stands in.")


def test_text_puts_carets_under_the_place() -> None:
    """The line is shown with carets under exactly what is wrong, however wide the characters before it."""
    assert report.as_text([WRONG]) == (
        "folder/a b.yaml:2:3: error: `holt` is wrong. Did you mean `hold`? [unknown-key]\n"
        "    2 |   holt: 3 s\n"
        "      |   ^^^^\n"
    )


@pytest.mark.parametrize(
    ("span", "source", "carets"),
    [
        (Span(1, 3, 1, 3), "ab", "  ^"),
        (Span(1, 1, 1, 99), "abc", "^^^"),
        (Span(1, 2, 4, 1), "abc", " ^^"),
        (Span(1, 3, 1, 4), "\tab", "\t ^"),
    ],
)
def test_carets_stay_below_the_line(span: Span, source: str, carets: str) -> None:
    """There is always a caret, and never one beyond the line; a tab keeps its width."""
    text = report.as_text([Diagnostic("tab", HERE, span, "x", "", source)])
    assert text.splitlines()[2] == f"      | {carets}"


def test_without_a_line_there_is_only_the_message() -> None:
    """An empty line, and one too long for a screen, are left out."""
    long = Diagnostic("tab", HERE, Span(), "x", "", "x" * 500)
    assert len(report.as_text([TELL, long]).splitlines()) == 2


def test_colour_marks_the_severity() -> None:
    """On a terminal errors are red and warnings yellow."""
    text = report.as_text([WRONG, LOOK], colour=True)
    assert "\033[31merror:" in text
    assert "\033[33mwarning:" in text


def test_a_file_below_the_current_folder_is_named_from_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One can click on the path in a terminal; a file elsewhere keeps its whole path."""
    monkeypatch.chdir(tmp_path)
    near = Diagnostic("tab", tmp_path / "x.yaml", Span(), "x")
    far = Diagnostic("tab", tmp_path.parent / "x.yaml", Span(), "x")
    assert report.as_text([near]).startswith("x.yaml:1:1:")
    assert report.as_text([far]).startswith(f"{far.path}:1:1:")
    assert json.loads(report.as_sarif([far]))["runs"][0]["results"][0]["locations"][0]["physicalLocation"][
        "artifactLocation"
    ]["uri"].startswith("file:///")


def test_json_holds_everything() -> None:
    """A program gets codes, severities and places as data."""
    (made,) = json.loads(report.as_json([WRONG]))
    assert made == {
        "code": "unknown-key",
        "severity": "error",
        "file": "folder/a b.yaml",
        "line": 2,
        "column": 3,
        "endLine": 2,
        "endColumn": 7,
        "message": "`holt` is wrong.",
        "hint": "Did you mean `hold`?",
    }


def test_github_annotations_are_one_line_each() -> None:
    """Line breaks, commas, colons and per cent signs are escaped as workflow commands want it."""
    assert report.as_github([LOOK, TELL]).splitlines() == [
        (
            "::warning file=folder/a b.yaml,line=1,col=1,endLine=1,endColumn=3,title=no-stop-rule"
            "::100%25: no stop,%0Ano end."
        ),
        "::notice file=folder/a b.yaml,line=3,col=1,endLine=3,endColumn=3,title=overrides::Stands in.",
    ]


def test_sarif_names_rules_and_regions() -> None:
    """Every code is a rule; every result points to its rule and its region, counted in code points."""
    log = json.loads(report.as_sarif([WRONG, LOOK, TELL]))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == set(MEANINGS)
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "folder/a%20b.yaml"
    assert place["region"] == {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 7}


@pytest.mark.parametrize(
    ("found", "files", "says"),
    [
        ([], 1, "1 file checked: all well."),
        ([TELL], 2, "2 files checked: all well."),
        ([WRONG, LOOK, LOOK], 3, "3 files checked: 1 error and 2 warnings."),
        ([LOOK], 0, "0 files checked: 0 errors and 1 warning."),
    ],
)
def test_the_summary_counts(found: list[Diagnostic], files: int, says: str) -> None:
    """One line sums up; notes are not problems."""
    assert report.summary(found, files) == says


def test_a_suggestion_is_made_only_if_it_is_near() -> None:
    """A near word is offered in its own spelling, whatever the case written; a far one is not."""
    assert did_you_mean("nevre", ["NERVE", "SKIN"]) == "Did you mean `NERVE`?"
    assert did_you_mean("x", ["NERVE", "SKIN"]) == ""
    assert did_you_mean("x" * 10_000, ["NERVE"]) == ""
