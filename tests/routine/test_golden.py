"""Every bundled routine has its timeline on paper: what changes in it is seen in a review.

`python -m tools.golden` writes them anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.routine.library import Folder, Library
from coach.routine.printing import printed

if TYPE_CHECKING:
    from coach.routine.plan import Step

GOLDEN = Path(__file__).with_name("golden")
LIBRARY = Library.read([Folder(paths.bundled_routines(), "bundled")])


def _milliseconds(step: Step) -> int:
    return round(step.length * 1000)


def test_what_comes_with_coach_is_without_fault() -> None:
    """No bundled file has an error or an unexplained warning."""
    assert [str(each) for each in LIBRARY.diagnostics] == []
    assert LIBRARY.routines


@pytest.mark.parametrize("identity", sorted(LIBRARY.routines))
def test_a_bundled_routine_is_compiled_as_written_down(identity: str) -> None:
    """The timeline is the one that was looked at and found right (`python -m tools.golden` refreshes it)."""
    golden = (GOLDEN / f"{identity}.txt").read_text(encoding="utf-8")
    assert printed(*LIBRARY.timelines(identity)) == golden


@pytest.mark.parametrize("identity", sorted(LIBRARY.routines))
def test_a_bundled_routine_adds_up(identity: str) -> None:
    """The total is the sum of all phases to the millisecond, within the routine's limit or with a reason."""
    routine = LIBRARY.routines[identity]
    explained = any(each.allow == "over-max-length" for each in routine.lint)
    for timeline in LIBRARY.timelines(identity):
        assert round(timeline.total * 1000) == sum(_milliseconds(step) for step in timeline.steps)
        assert routine.max_length is None or timeline.total <= routine.max_length or explained


def test_no_golden_timeline_is_left_behind() -> None:
    """A timeline on paper belongs to a routine that exists."""
    assert {path.stem for path in GOLDEN.iterdir()} == set(LIBRARY.routines)
