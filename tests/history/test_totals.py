from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.history.offer import Offered, Outcome
from coach.history.session import SessionStatus
from coach.history.store import Store
from coach.history.totals import (
    OTHER,
    Counts,
    Day,
    Felt,
    Help,
    Work,
    by_body,
    by_help,
    by_hour,
    by_place,
    by_side,
)
from coach.player.rating import Kind, Moment, Rating
from coach.player.record import summary
from coach.routine.plan import Side
from coach.routine.programme_course import CourseEvent, Event
from coach.routine.programme_doses import Performed
from tests.history import records
from tests.history.playing import START
from tests.history.records import FULL_CRAMP, done
from tests.player.plans import TWO_SIDES, plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.history.cramp import Version
    from coach.history.session import SessionDetail

DAY = START.date()
ALWAYS = (date.min, date.max)
LEFT_RIGHT = plan("1 get-ready 5 left\n1 hold 20 left\n1 switch 3 right\n1 hold 10 right")


def test_a_day_has_its_work_and_its_sessions(store: Store) -> None:
    """Work is counted, getting ready and resting are not; rehearsals and what still runs are left out."""
    store.keep(done(LEFT_RIGHT))
    store.keep(done(LEFT_RIGHT, START + timedelta(hours=2)))
    store.keep(done(LEFT_RIGHT, START + timedelta(days=1), status=SessionStatus.STOPPED))
    store.keep(done(LEFT_RIGHT, speed=4.0))
    store.keep(done(LEFT_RIGHT, status=SessionStatus.OPEN, ended=None))
    assert store.days(*ALWAYS) == (Day(DAY, 60.0, 2), Day(DAY + timedelta(days=1), 30.0, 1))
    assert store.days(DAY, DAY) == (Day(DAY, 60.0, 2),)
    assert store.work(DAY, DAY) == (Work("exercise-1", "left", 40.0), Work("exercise-1", "right", 20.0))
    assert len(store.sessions_between(DAY, DAY)) == 4


def test_sums_by_side_and_by_body_part() -> None:
    """An exercise for two parts counts for both; one that the library does not know any more for `other`."""
    work = [Work("a", "left", 40.0), Work("a", "right", 20.0), Work("b", "left", 5.0), Work("c", "", 1.0)]
    assert by_side(work) == {"left": 45.0, "right": 20.0, "": 1.0}
    assert by_body(work, {"a": ["hand", "wrist"], "b": ["hand", "hand"]}) == {
        "hand": 65.0,
        "wrist": 60.0,
        OTHER: 1.0,
    }


def test_a_session_is_told_to_programmes_with_its_sides_and_ratings(store: Store) -> None:
    """The share of each side, what was told last, and whether it was gone through."""
    detail = done(LEFT_RIGHT)
    right = replace(detail.phases[3], done=2.5)
    told = (
        Rating(Kind.PAIN, Moment.BEFORE, 5),
        Rating(Kind.PAIN, Moment.DURING, 4),
        Rating(Kind.PAIN, Moment.AFTER, 2),
        Rating(Kind.EFFORT, Moment.AFTER, 6),
    )
    store.keep(replace(detail, phases=(*detail.phases[:3], right), ratings=told))
    store.keep(done(LEFT_RIGHT, START + timedelta(days=1), status=SessionStatus.STOPPED, ended=None))
    first, second = store.performed(DAY)
    assert (first.routine, first.began, first.ended) == ("test", START, START + timedelta(seconds=38))
    assert (first.shares, first.told) == ((("left", 1.0), ("right", 0.25)), (("pain", 2), ("effort", 6)))
    assert (first.finished, second.finished) == (True, False)
    assert second.ended == second.began
    assert [each.began for each in store.performed(DAY, DAY)] == [START]


def test_what_was_felt_is_told_session_by_session(store: Store) -> None:
    """Before and after, each empty where it was not told; sessions without either are left out."""
    pain = (Rating(Kind.PAIN, Moment.BEFORE, 5), Rating(Kind.PAIN, Moment.AFTER, 3))
    store.keep(replace(done(), ratings=pain))
    store.keep(replace(done(began=START + timedelta(hours=1)), ratings=pain[1:]))
    store.keep(done(began=START + timedelta(hours=2)))
    assert store.felt(*ALWAYS) == (
        Felt(START, "test", "A test", 5, 3),
        Felt(START + timedelta(hours=1), "test", "A test", None, 3),
    )
    assert store.felt(*ALWAYS, Kind.EFFORT) == ()


def test_sessions_of_an_older_coach_are_counted_when_they_are_asked_for(store: Store) -> None:
    """A history without sums gets them, once."""
    store.keep(done(LEFT_RIGHT))
    store._run("DELETE FROM parts")
    store._run("UPDATE sessions SET active = NULL")
    assert store.days(*ALWAYS) == (Day(DAY, 30.0, 1),)
    assert store._number("SELECT count(*) FROM parts") == 2


def test_what_was_done_on_paper_counts_as_done(store: Store) -> None:
    """A tick on the hand-out is a finished session, as planned, with what was told."""
    identity = store.note_done(LEFT_RIGHT, START, "1", [Rating(Kind.PAIN, Moment.AFTER, 1)])
    detail = store.session(identity)
    assert detail is not None
    assert (detail.session.source, detail.session.status, detail.session.pain) == ("paper", "finished", 1)
    assert store.days(*ALWAYS) == (Day(DAY, 30.0, 1),)
    assert store.performed(DAY)[0].counts


def test_a_session_can_be_forgotten(store: Store) -> None:
    """It is gone with its phases and its plan; the diary keeps its entry."""
    identity = store.keep(done())
    store.note_cramp(replace(FULL_CRAMP, session=identity))
    store.forget_session(identity)
    assert store.counts() == Counts(0, 0, 1, 0, 0)
    assert store.cramps(1)[0].session is None
    assert store._number("SELECT count(*) FROM plans") == 0


def test_the_span_of_a_history_includes_its_diary(store: Store) -> None:
    """Nothing has no span."""
    assert store.span() is None
    store.keep(done())
    store.note_cramp(replace(FULL_CRAMP, began=START - timedelta(days=3)))
    assert store.span() == (DAY - timedelta(days=3), DAY)


def test_reminders_and_what_came_of_them_are_kept(store: Store) -> None:
    """Offered, answered, and the session it led to; in the order of the day."""
    session = store.keep(done())
    late = store.note_offer(Offered("feet", START + timedelta(hours=1), "desk-foot-2", "3", "worked"))
    store.note_offer(Offered("water", START, outcome=Outcome.MISSED, why="on-call"))
    store.settle_offer(late, Outcome.DONE, START + timedelta(hours=2), session)
    assert [(each.rule, each.outcome, each.session) for each in store.offers(DAY, DAY)] == [
        ("water", Outcome.MISSED, None),
        ("feet", Outcome.DONE, session),
    ]
    store.settle_offer(late, Outcome.SKIPPED, START)
    assert store.offers(DAY, DAY)[1].session == session


def test_decisions_about_programmes_are_kept_in_order(store: Store) -> None:
    """All of them, or those of one programme."""
    told = [CourseEvent(name, Event.BEGUN, DAY, START, 3, "i", "A. T.", "why") for name in ("b", "a")]
    for event in told:
        store.tell_course(event)
    assert [replace(each, id=0) for each in store.course_events()] == told
    assert [each.programme for each in store.course_events("a")] == ["a"]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Honolulu", "Europe/Berlin"])
def test_no_zone_and_no_change_of_the_clock_moves_a_session_to_another_day(store: Store, zone: str) -> None:
    """A minute before and after midnight, in winter, in summer, and when the clock changes."""
    for day in (
        date(2026, 3, 28),
        date(2026, 3, 29),
        date(2026, 7, 1),
        date(2026, 10, 24),
        date(2026, 10, 25),
    ):
        for hour, minute in ((0, 1), (23, 59)):
            began = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))
            store.keep(done(LEFT_RIGHT, began))
        assert store.days(day, day) == (Day(day, 60.0, 2),)
        assert {each.day for each in store.performed(day, day)} == {day}


@settings(max_examples=25, deadline=None)
@given(st.lists(records.details(), max_size=6))
def test_sums_agree_with_adding_up_phase_by_phase(details: list[SessionDetail]) -> None:
    """Days and work are what a naive sum over every phase of every session gives."""
    with tempfile.TemporaryDirectory() as folder, closing(Store.open(Path(folder) / "h", START)) as store:
        for detail in details:
            store.keep(detail)
        days: dict[date, float] = {}
        work: dict[tuple[str, str], float] = {}
        for each in details:
            if each.session.status is SessionStatus.OPEN or each.session.speed != 1:
                continue
            day = each.session.started.date()
            days.setdefault(day, 0.0)
            for phase in each.phases:
                if phase.phase.is_work:
                    days[day] += phase.done
                    place = (phase.exercise, str(phase.side or ""))
                    work[place] = work.get(place, 0.0) + phase.done
        assert {day.day: pytest.approx(day.seconds) for day in store.days(*ALWAYS)} == days
        found = {(each.exercise, each.side): each.seconds for each in store.work(*ALWAYS) if each.seconds}
        assert found == {place: pytest.approx(seconds) for place, seconds in work.items() if seconds}


@settings(max_examples=25, deadline=None)
@given(st.lists(records.details(), max_size=5), st.lists(records.versions, max_size=4), st.data())
def test_what_is_told_of_any_days_agrees_with_a_look_at_every_session(
    details: list[SessionDetail], diary: list[list[Version]], data: st.DataObject
) -> None:
    """Ratings, shares of sides, cramps, counts and the span are what a naive look at everything gives."""
    latest = [versions[-1] for versions in diary]
    days = sorted(
        {each.session.started.date() for each in details} | {each.cramp.began.date() for each in latest}
    )
    ends = st.sampled_from(days) if days else st.just(DAY)
    first, last = sorted((data.draw(ends), data.draw(ends)))
    with tempfile.TemporaryDirectory() as folder, closing(Store.open(Path(folder) / "h", START)) as store:
        for detail in details:
            store.keep(detail)
        for versions in diary:
            store.keep_cramp(versions)
        over = [
            each
            for each in details
            if each.session.status is not SessionStatus.OPEN
            and each.session.speed == 1
            and first <= each.session.started.date() <= last
        ]
        for kind in Kind:
            felt = [_felt(each, kind) for each in over]
            expected = [each for each in felt if (each.before, each.after) != (None, None)]
            assert sorted(store.felt(first, last, kind), key=repr) == sorted(expected, key=repr)
        found = sorted(store.performed(first, last), key=repr)
        assert [replace(each, shares=()) for each in found] == [
            replace(each, shares=()) for each in sorted(map(_performed, over), key=repr)
        ]
        assert sorted(_rounded(each.shares) for each in found) == sorted(map(_shares, over))
        kept = [
            each.cramp for each in latest if not each.withdrawn and first <= each.cramp.began.date() <= last
        ]
        cramps = [replace(each, id=0) for each in store.cramps_between(first, last)]
        assert sorted(cramps, key=repr) == sorted(kept, key=repr)
        phases = sum(len(each.phases) for each in details)
        assert store.counts() == Counts(len(details), phases, len(diary), 0, 0)
        told = {each.session.started.date() for each in details}
        told |= {each.cramp.began.date() for versions in diary for each in versions}
        assert store.span() == ((min(told), max(told)) if told else None)


def _felt(detail: SessionDetail, kind: Kind) -> Felt:
    def least(moment: Moment) -> int | None:
        return min(
            (each.value for each in detail.ratings if (each.kind, each.moment) == (kind, moment)),
            default=None,
        )

    session = detail.session
    return Felt(session.started, session.routine, session.title, least(Moment.BEFORE), least(Moment.AFTER))


def _performed(detail: SessionDetail) -> Performed:
    session = detail.session
    return Performed(
        routine=session.routine,
        began=session.started,
        ended=session.ended or session.started,
        finished=session.status is SessionStatus.FINISHED,
        shares=(),
        told=tuple(
            {each.kind: each.value for each in detail.ratings if each.moment is not Moment.BEFORE}.items()
        ),
    )


def _shares(detail: SessionDetail) -> tuple[tuple[str, float], ...]:
    """Of what was planned on each side, the share that was done."""
    planned: dict[str, float] = {}
    done: dict[str, float] = {}
    for part in summary(detail.timeline, detail.phases).parts:
        side = str(part.side or "")
        planned[side] = planned.get(side, 0.0) + part.planned
        done[side] = done.get(side, 0.0) + part.done
    return _rounded((side, min(1.0, done[side] / planned[side])) for side in sorted(planned) if planned[side])


def _rounded(shares: Iterable[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    return tuple((side, round(share, 9)) for side, share in shares)


def test_cramps_by_hour_by_place_and_by_what_helped() -> None:
    """Hours are on the person's own clock; what helped is what was named or done, with the usual time."""
    zone = timezone(timedelta(hours=-7))
    cramps = [
        replace(FULL_CRAMP, began=datetime(2026, 11, 23, 3, 40, tzinfo=zone), done=("Rub",), helped="Rub"),
        replace(FULL_CRAMP, done=("Rub",), helped="", lasted=100.0),
        replace(FULL_CRAMP, side=None, done=(), helped="Walk", helped_after=None, lasted=None),
        replace(FULL_CRAMP, side=Side.RIGHT, done=("Rub",), helped="", let_go=False),
    ]
    hours = by_hour(cramps)
    assert (len(hours), sum(hours), hours[3], hours[9]) == (24, 4, 1, 3)
    assert by_place(cramps) == {("calf", "left"): 2, ("calf", ""): 1, ("calf", "right"): 1}
    assert by_help(cramps) == {"Rub": Help(3, 2, 80.0), "Walk": Help(1, 0, None)}
    assert by_help(cramps[:2] * 2 + cramps[1:2])["Rub"].median == 100.0


def test_everything_is_counted(store: Store) -> None:
    """Sessions, phases, entries of the diary whatever their versions, decisions and reminders."""
    store.keep(done())
    identity = store.note_cramp(FULL_CRAMP)
    store.correct_cramp(replace(FULL_CRAMP, id=identity, pain=1), START)
    store.tell_course(CourseEvent("a", Event.BEGUN, DAY, START))
    store.note_offer(Offered("water", START))
    assert store.counts() == Counts(1, len(TWO_SIDES.steps), 1, 1, 1)
