from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.routine.comparison import Comparison
from coach.routine.programme import Item, Progress, Regimen
from coach.routine.programme_course import Event, course
from coach.routine.programme_progress import Proposal, moved_on, not_yet, proposals, told
from tests.routine.regimens import at, day, done, event, item, regimen

if TYPE_CHECKING:
    from coach.routine.programme_doses import Performed

LOW_PAIN = (("pain", Comparison("<=", 2.0)),)


def _plan(progress: Progress, **fields: object) -> Regimen:
    return regimen(item("putty", progress=progress), item("next", follows="putty", **fields))


def _rated(number: int, pain: int | None = 1) -> Performed:
    return done(number, routine="putty", told=(("pain", pain),) if pain is not None else ())


def _proposed(plan: Regimen, sessions: list[Performed], today: int, *told_: tuple[Event, int]) -> list[Item]:
    events = [event(kind, number, item="putty") for kind, number in told_]
    return [each.then for each in proposals(plan, course(plan, events), sessions, day(today))]


SIX = _plan(Progress("next", LOW_PAIN, sessions=6))
TWO_WEEKS = _plan(Progress("next", LOW_PAIN, days=14, needs_approval=True))


def test_the_last_so_many_sessions_must_all_be_within_the_bound() -> None:
    """Six with little pain propose it; one with more among the last six does not, an older one may be."""
    good = [_rated(number) for number in range(2, 8)]
    assert _proposed(SIX, good, 8) == [SIX.items[1]]
    assert _proposed(SIX, good[1:], 8) == []
    assert _proposed(SIX, [*good[:3], _rated(5, 3), *good[4:]], 8) == []
    assert _proposed(SIX, [_rated(1, 9), *good], 8) == [SIX.items[1]]


def test_what_was_not_told_proves_nothing() -> None:
    """A session without a rating of the pain does not meet a bound on it."""
    assert _proposed(SIX, [_rated(number, None) for number in range(1, 8)], 8) == []


def test_so_long_means_days_of_the_course_with_a_session_in_each_week() -> None:
    """Two weeks must have passed, both with a session in them, every one within the bound."""
    each_week = [_rated(2), _rated(9)]
    assert _proposed(TWO_WEEKS, each_week, 15) == [TWO_WEEKS.items[1]]
    assert _proposed(TWO_WEEKS, each_week, 14) == []
    assert _proposed(TWO_WEEKS, [_rated(9), _rated(10)], 15) == []
    assert _proposed(TWO_WEEKS, [*each_week, _rated(11, 5)], 15) == []
    assert _proposed(TWO_WEEKS, [], 15) == []


def test_days_of_a_pause_are_not_days_of_the_rule() -> None:
    """A week of pause in between puts the proposal off by a week; in a pause nothing is proposed."""
    pause = ((Event.PAUSED, 4), (Event.RESUMED, 11))
    sessions = [_rated(2), _rated(12), _rated(17)]
    assert _proposed(TWO_WEEKS, sessions, 15, *pause) == []
    assert _proposed(TWO_WEEKS, sessions, 22, *pause) == [TWO_WEEKS.items[1]]
    assert _proposed(SIX, [_rated(number) for number in range(1, 7)], 8, (Event.PAUSED, 7)) == []


def test_a_proposal_that_was_declined_comes_again_after_a_week() -> None:
    """A no is heard for seven days, and nothing is lost by it."""
    good = [_rated(number) for number in range(1, 30)]
    found = [len(_proposed(SIX, good, number, (Event.NOT_YET, 8))) for number in (8, 14, 15)]
    assert found == [0, 0, 1]


def test_only_sessions_of_the_item_since_its_turn_began_count() -> None:
    """What was done before the course, of other things, or stopped at once, is no reason to go on."""
    early = [_rated(number) for number in range(-9, 1)]
    other = [done(number, told=(("pain", 0),)) for number in range(1, 8)]
    stopped = [done(n, routine="putty", finished=False, shares=(), told=(("pain", 0),)) for n in range(1, 8)]
    for sessions in (early, other, stopped):
        assert _proposed(SIX, sessions, 8) == []


def test_nothing_is_proposed_that_is_not_for_this_person_or_already_there() -> None:
    """A next thing that is ruled out, or that has been gone on to, is not proposed; nor in no course."""
    good = [_rated(number) for number in range(1, 8)]
    assert _proposed(_plan(Progress("next", LOW_PAIN, sessions=6), barred="x"), good, 8) == []
    assert _proposed(SIX, good, 8, (Event.MOVED_ON, 8)) == []
    assert _proposed(regimen(item("putty")), good, 8) == []
    assert _proposed(SIX, good, 8, (Event.LEFT, 5)) == []


def test_both_a_number_and_a_time_must_be_met() -> None:
    """Where the author asks for both, one alone is not enough."""
    both = _plan(Progress("next", LOW_PAIN, sessions=3, days=14))
    assert _proposed(both, [_rated(2), _rated(9)], 15) == []
    assert _proposed(both, [_rated(2), _rated(9), _rated(10)], 15) == [both.items[1]]


def test_going_on_needs_a_name_where_the_author_wants_to_be_asked() -> None:
    """Nothing is written down without it; the reason and the day are kept."""
    [proposal] = proposals(TWO_WEEKS, course(TWO_WEEKS, []), [_rated(2), _rated(9)], day(15))
    assert isinstance(proposal, Proposal)
    assert proposal.needs_approval
    with pytest.raises(ValueError, match="who approved"):
        moved_on(proposal, 2, at(15), "  ")
    written = moved_on(proposal, 2, at(15), "A. Therapist")
    assert (written.event, written.day, written.item, written.by, written.revision) == (
        Event.MOVED_ON,
        day(15),
        "putty",
        "A. Therapist",
        2,
    )
    assert written.reason == "pain 2 or less for 2 weeks"
    later = course(TWO_WEEKS, [written])
    assert later.has(TWO_WEEKS.items[1], day(15))
    declined = not_yet(proposal, 2, at(15), "My therapist wants to see me first.")
    assert proposals(TWO_WEEKS, course(TWO_WEEKS, [declined]), [_rated(2), _rated(9)], day(15)) == ()


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress("x", LOW_PAIN, sessions=6), "pain 2 or less in the last 6 sessions"),
        (Progress("x", LOW_PAIN, sessions=1), "pain 2 or less in the last session"),
        (
            Progress("x", (*LOW_PAIN, ("effort", Comparison("<", 5.0))), days=10),
            "pain 2 or less and effort under 5 for 10 days",
        ),
        (
            Progress("x", LOW_PAIN, sessions=3, days=7),
            "pain 2 or less in the last 3 sessions and for 1 week",
        ),
    ],
)
def test_a_rule_is_told_in_words(progress: Progress, words: str) -> None:
    """The person reads why it is proposed."""
    assert told(progress) == words
