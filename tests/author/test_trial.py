from __future__ import annotations

from pathlib import Path

from coach.author.trial import tried
from coach.routine.library import Library
from tests.routine import texts

HERE = Path("test.yaml")
STEPS = "- {exercise: wave, for: 30 s}"


def _library() -> Library:
    return Library(exercises={"wave": texts.the_exercise("wave")})


def test_a_text_without_errors_has_a_plan() -> None:
    """An unsaved routine is compiled among the saved exercises."""
    trial = tried(texts.routine(STEPS), HERE, _library())
    assert trial.errors == 0
    assert trial.timeline is not None
    assert trial.timeline.total == 60


def test_an_unsaved_exercise_is_played_as_it_stands() -> None:
    """The text of an exercise stands in for the saved one, in its own plan."""
    trial = tried(texts.exercise("wave", dose="{duration: 20 s}"), HERE, _library())
    assert trial.timeline is not None
    assert {step.length for step in trial.timeline.steps if step.phase.is_work} == {20}


def test_a_text_with_errors_has_none() -> None:
    """What is wrong is told, and there is nothing to play."""
    trial = tried(texts.routine(STEPS.replace("wave", "wav")), HERE, _library())
    assert trial.errors == 1
    assert trial.timeline is None
    assert "Did you mean `wave`?" in trial.diagnostics[0].hint


def test_a_text_that_cannot_be_read_has_no_document() -> None:
    """A broken text says why."""
    trial = tried("a: [", HERE, _library())
    assert (trial.document, trial.timeline, trial.errors > 0) == (None, None, True)
