"""What came of each reminder."""

from __future__ import annotations

import pytest

from coach.reminders.action import Missed, Offer, Recede, Rested, Why, Withdraw
from coach.reminders.outcomes import Came, Outcomes
from coach.reminders.rule import Announce

OFFER = Offer("micro", Why.WORKED, 100.0, "3", "stretch", Announce.NOTIFICATION, sound=False, strict=False)
CAME = Came("micro", 100.0, "stretch", "3", "worked")


def offered() -> Outcomes:
    """Something stands open."""
    outcomes = Outcomes()
    assert outcomes.decided(OFFER) is None
    return outcomes


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        (("done", "micro"), "done"),
        (("skip", "micro"), "skipped"),
        (("not-today", "micro"), "skipped"),
        (("snooze", "micro", "300"), "snoozed"),
    ],
)
def test_an_answer_ends_it_once(words: tuple[str, ...], outcome: str) -> None:
    """What the person said is what came of it; told once."""
    outcomes = offered()
    came = outcomes.answered(words, 130.0)
    assert came is not None
    assert (came.outcome, came.offered, came.settled, came.why) == (outcome, 100.0, 130.0, "worked")
    assert outcomes.answered(words, 140.0) is None


def test_what_was_begun_is_open_until_it_is_done_or_left() -> None:
    """Beginning is not doing."""
    outcomes = offered()
    assert outcomes.answered(("start", "micro"), 110.0) is None
    assert outcomes.decided(Withdraw("micro", Why.ANSWERED, 110.0, "3", again=False)) is None
    came = outcomes.left("micro", 200.0)
    assert came is not None
    assert came.outcome == "skipped"
    again = offered()
    again.answered(("start", "micro"), 110.0)
    done = again.answered(("done", "micro"), 160.0)
    assert done is not None
    assert done.outcome == "done"


@pytest.mark.parametrize(
    ("action", "outcome"),
    [
        (Recede("micro", Why.IGNORED, 220.0), "ignored"),
        (Withdraw("micro", Why.IGNORED, 220.0, "3", again=True), "ignored"),
        (Withdraw("micro", Why.ON_CALL, 220.0, "3", again=True), "withdrawn"),
        (Withdraw("micro", Why.RESTED, 220.0, "3", again=False), "withdrawn"),
        (Missed("micro", Why.PAUSED, 220.0, "3"), "missed"),
    ],
)
def test_without_an_answer_the_reason_says_what_came_of_it(action: object, outcome: str) -> None:
    """Ignored, taken back, or its time was over."""
    came = offered().decided(action)  # type: ignore[arg-type]  # one of the actions
    assert came is not None
    assert (came.outcome, came.settled) == (outcome, 220.0)


def test_what_was_never_offered_can_be_missed() -> None:
    """With its routine and the reason, but for what nobody offered nothing else is told."""
    outcomes = Outcomes()
    came = outcomes.decided(Missed("tea", Why.UNSEEN, 50.0, "2026-11-23T08:00"), "tea-5")
    assert came == Came("tea", 50.0, "tea-5", "2026-11-23T08:00", "unseen", "missed", 50.0)
    assert outcomes.decided(Rested("micro", Why.RESTED, 60.0, 200.0)) is None
    assert outcomes.answered(("skip", "micro"), 70.0) is None
    assert outcomes.answered(("reload",), 70.0) is None
