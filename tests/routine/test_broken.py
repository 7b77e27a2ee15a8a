"""Slips that authors really make, each with the messages it gives, as `coach check` shows them.

`python -m tools.golden_broken` writes the messages anew; then read the difference as a therapist would.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.figure.check import check_all
from coach.routine import quickfix, report
from coach.routine.codes import MEANINGS
from coach.routine.library import Folder, Library
from coach.routine.source import Source, decode

if TYPE_CHECKING:
    from coach.routine.diagnostics import Diagnostic

BROKEN = Path(__file__).with_name("broken")
NAMES = sorted(path.stem for path in BROKEN.glob("*.yaml"))
LIBRARY = Library.read([Folder(paths.bundled_routines(), "bundled")], pages=paths.pages())


def found(name: str) -> list[Diagnostic]:
    """Everything there is to say about a broken file."""
    path = BROKEN / f"{name}.yaml"
    source = decode(Path(path.name), path.read_bytes())
    return check_all(source, LIBRARY) if isinstance(source, Source) else [source]


def test_there_are_at_least_120_slips() -> None:
    """The collection is large, and no message is left behind without its file."""
    assert len(NAMES) >= 120
    assert {path.stem for path in BROKEN.glob("*.txt")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_slip_is_told_as_written_down(name: str) -> None:
    """The messages are those that were read and found right and kind, at the exact place."""
    golden = (BROKEN / f"{name}.txt").read_text(encoding="utf-8")
    assert report.as_text(found(name)) == golden


@pytest.mark.parametrize("name", NAMES)
def test_one_slip_gives_one_message(name: str) -> None:
    """A slip is told once; nothing that follows from it is told as well."""
    (only,) = found(name)
    assert only.code in MEANINGS


TAKES_A_PERSON = frozenset(
    """
    a-list author-comma backslash-path block-not-nested block-steps-missing brace-not-closed
    bracket-not-closed coach-newer cure-promised do-in-routine dose-as-list dose-comma-in-note
    dose-not-indented em-dash-bullet-alone end-cut-off for-too-short frames-one-short front-matter
    hold-2-minutes hold-backwards hold-breaths hold-empty hold-too-many-colons html instead-not-avoided
    key-twice language-missing-value latin-1 left-only line-broken-by-mail markdown-fence max-length-over
    merge-marker no-stop-rule only-comments only-if-no-question pasted-prose picture-with-folder-above
    poses-angle-alone poses-as-list poses-beyond-range poses-range
    poses-finger-with-direction poses-finger-without-joint
    poses-joints-not-indented poses-key-camera poses-minus-named poses-three-angles
    quote-never-closed reps-amrap reps-zero rest-negative-word rule-over-ten sets-half
    single-quote-never-closed step-key-twice-missing-dash step-missing-dash step-name-key step-names-routine
    step-sets-in-rest step-title-for-id steps-as-text steps-missing steps-numbered steps-twice tempo-words
    two-in-one-file utf-16 value-deleted windows-quotes
    """.split()  # noqa: SIM905 - names in rows are read more easily
)
"""Slips whose mending needs a choice, or words that only the author has."""


@pytest.mark.parametrize("name", NAMES)
def test_what_is_suggested_mends_the_slip(name: str) -> None:
    """Where the suggestion can be carried out by the editor, the message is gone afterwards."""
    (only,) = found(name)
    path = BROKEN / f"{name}.yaml"
    source = decode(Path(path.name), path.read_bytes())
    mended = quickfix.mended(source.text, only) if isinstance(source, Source) else None
    if mended is None:
        assert name in TAKES_A_PERSON
        return
    again = check_all(Source(path, mended), LIBRARY)
    assert (only.code, only.span.line) not in {(each.code, each.span.line) for each in again}, mended
