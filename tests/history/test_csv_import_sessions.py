from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.history.as_csv import SEPARATOR, sessions
from coach.history.csv_import import read_diary
from coach.history.csv_import_sessions import _free, tick, tick_grid, written
from coach.history.session import SessionStatus
from coach.history.store import Store
from coach.player.rating import Kind, Moment
from tests.history import records
from tests.history.playing import START
from tests.history.records import done
from tests.player.plans import TWO_SIDES

if TYPE_CHECKING:
    from coach.history.session import SessionDetail
    from coach.routine.plan import Timeline

ZONE = timezone(timedelta(hours=1))
BERLIN = ZoneInfo("Europe/Berlin")


def _plan(identity: str) -> Timeline:
    return {"test": TWO_SIDES}[identity]


def _grid(store: Store, text: str) -> tuple[int, int, int]:
    return tick_grid(store, text, _plan, START, BERLIN, "1")


def _began(store: Store) -> list[str]:
    return [f"{each.started:%m-%d %H:%M}" for each in store.sessions_between(date.min, date.max)]


def _rated(detail: SessionDetail) -> SessionDetail:
    """A session whose changes a table can tell: without its own signs, and not blank at the end."""
    changes = [
        replace(each, title=each.title.replace("→", "-").strip(), by=each.by.replace("→", "-").strip())
        for each in detail.changes
    ]
    return replace(detail, changes=tuple(changes))


@settings(max_examples=40, deadline=None)
@given(st.lists(records.details().map(_rated), max_size=3, unique_by=lambda each: each.session.started))
def test_a_table_of_sessions_comes_back_as_it_was(details: list[SessionDetail]) -> None:
    """The table of a history made from a table is that table; what was not over is left out and counted."""
    over = [each for each in details if each.session.status is not SessionStatus.OPEN]
    with tempfile.TemporaryDirectory() as folder, closing(Store.open(Path(folder) / "a.db", START)) as store:
        came = written(store, sessions(details), _plan, ZONE)
        assert came == (len(over), 0, len(details) - len(over))
        assert sessions(store.details()) == sessions(over)
        assert written(store, sessions(details), _plan, ZONE) == (0, len(over), len(details) - len(over))


@settings(max_examples=40, deadline=None)
@given(st.lists(records.details(), max_size=3, unique_by=lambda each: each.session.started))
def test_no_session_changes_its_day(details: list[SessionDetail]) -> None:
    """It stays on the person's own day, wherever the table is read."""
    with tempfile.TemporaryDirectory() as folder, closing(Store.open(Path(folder) / "a.db", START)) as store:
        written(store, sessions(details), _plan, timezone(timedelta(hours=-11)))
        kept = {each.session.started.isoformat() for each in store.details()}
        told = [each.session for each in details if each.session.status is not SessionStatus.OPEN]
        assert kept == {each.started.isoformat() for each in told}
        for each in told:
            assert each.started in {
                one.started for one in store.sessions_between(each.started.date(), each.started.date())
            }


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.dates(date(2000, 1, 1), date(2026, 11, 22)), min_size=1, max_size=4, unique=True),
    records.zones,
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_what_was_ticked_stays_on_its_day(days: list[date], zone: ZoneInfo, clock: time) -> None:
    """At the time written down, with the offset of that day; also where the clocks jumped over it."""
    grid = "date,routine,times\n" + "".join(f"{day},test,{clock:%H:%M}\n" for day in days)
    with tempfile.TemporaryDirectory() as folder, closing(Store.open(Path(folder) / "a.db", START)) as store:
        tick_grid(store, grid, _plan, START, zone, "1")
        kept = store.sessions_between(date.min, date.max)
        assert [each.started.replace(tzinfo=None) for each in kept] == [
            datetime.combine(day, clock) for day in sorted(days)
        ]
        for each in kept:
            bare = each.started.replace(tzinfo=None)
            assert each.started.utcoffset() == bare.replace(tzinfo=zone).utcoffset()
        assert [each.day for each in store.days(date.min, date.max)] == sorted(days)


def test_a_session_stopped_early_is_measured_by_the_plan_of_today(store: Store) -> None:
    """With less than half of the work it is no dose; nor is it, if nobody knows the routine any more."""
    head = "began,routine,status,work_seconds\n"
    told = (("08:00", "test", 20), ("09:00", "test", 60), ("10:00", "gone", 60))
    lines = [f"2026-11-20 {at},{routine},stopped,{work}\n" for at, routine, work in told]
    assert written(store, head + "".join(lines), _plan, ZONE) == (3, 0, 0)
    assert [each.counts for each in store.performed(date(2026, 11, 20))] == [False, True, False]


def test_rehearsals_stay_rehearsals(store: Store) -> None:
    """A session at another speed is no dose after an import either."""
    written(store, sessions([done(speed=2.0)]), _plan, ZONE)
    assert store.performed(START.date()) == ()


def test_what_was_ticked_on_paper_becomes_sessions(store: Store) -> None:
    """A finished session for each line, with what was told; the same table twice brings nothing new."""
    text = "began,routine,pain_before,effort_after\n2026-11-20 08:00,test,3,5\n2026-11-21,test,,\n"
    assert tick(store, text, _plan, ZONE, "1") == (2, 0, 0)
    assert tick(store, text, _plan, ZONE, "1") == (0, 2, 0)
    first, second = (store.session(number) for number in (1, 2))
    assert first is not None
    assert second is not None
    assert (first.session.started.hour, first.session.source, first.session.pain_before) == (8, "paper", 3)
    assert [(each.kind, each.moment, each.value) for each in first.ratings] == [
        (Kind.PAIN, Moment.BEFORE, 3),
        (Kind.EFFORT, Moment.AFTER, 5),
    ]
    assert (second.session.started.hour, second.ratings) == (12, ())
    assert store.performed(START.date() - timedelta(days=9))[0].counts


def test_a_grid_has_days_routines_and_ticks(store: Store) -> None:
    """A number, a tick for each, or times of day; from noon on, if no time is told; blank is not done."""
    lines = ("19;test;2", "20;test;xxx", "21;test;07:30 20:15", "22;test;")
    text = "Date;Routine;Times\n" + "".join(f"2026-11-{line}\n" for line in lines)
    assert _grid(store, text) == (7, 0, 0)
    assert _began(store) == [
        *("11-19 12:00", "11-19 13:00", "11-20 12:00", "11-20 13:00", "11-20 14:00"),
        *("11-21 07:30", "11-21 20:15"),
    ]
    assert {each.source for each in store.sessions_between(date.min, date.max)} == {"paper"}


def test_a_grid_that_was_filled_in_further_brings_what_is_new(store: Store) -> None:
    """Two ticks that have become three are one session more; a grid without times is one tick a line."""
    assert _grid(store, "date,routine\n2026-11-20,test\n") == (1, 0, 0)
    assert _grid(store, "date,routine,times\n2026-11-20,test,2\n") == (1, 1, 0)
    assert _grid(store, "date,routine,times\n2026-11-20,test,3\n") == (1, 2, 0)


def test_times_told_elsewhere_count_for_a_number(store: Store) -> None:
    """Two times of day and then three ticks are one session more, at an hour that is free."""
    assert _grid(store, "date,routine,times\n2026-11-20,test,07:30 12:00\n") == (2, 0, 0)
    assert _grid(store, "date,routine,times\n2026-11-20,test,xxx\n") == (1, 2, 0)
    assert _began(store) == ["11-20 07:30", "11-20 12:00", "11-20 13:00"]


def test_what_was_ticked_today_is_past(store: Store) -> None:
    """At nine in the morning two ticks were done just before; a time of day that is to come is refused."""
    assert _grid(store, "date,routine,times\n2026-11-23,test,2\n") == (2, 0, 0)
    assert _began(store) == ["11-23 08:58", "11-23 08:59"]
    assert _grid(store, "date,routine,times\n2026-11-23,test,2\n") == (0, 2, 0)
    with pytest.raises(CoachError, match="Line 2: 09:30 on 2026-11-23 is still to come"):
        _grid(store, "date,routine,times\n2026-11-23,test,08:00 09:30\n")


@given(st.integers(1, 12), st.integers(0, 86_399), records.zones)
def test_ticks_of_today_stay_on_today(count: int, second: int, zone: ZoneInfo) -> None:
    """However early it is: each at a moment of its own, none before midnight and none still to come."""
    now = datetime(2026, 11, 23, tzinfo=zone) + timedelta(seconds=second)
    found = _free(now.date(), count, (), now, zone)
    assert len(set(found)) == (count if second else 1)
    assert {at.date() for at in found} == {now.date()}
    assert all(at <= now for at in found)


def test_ratings_of_a_grid_belong_to_the_last_time(store: Store) -> None:
    """What was told about a day was told when it was over."""
    _grid(store, "date,routine,times,pain_after\n2026-11-20,test,2,4\n")
    assert [each.pain for each in store.sessions_between(date.min, date.max)] == [None, 4]


def test_the_first_wrong_lines_are_told_at_once(store: Store) -> None:
    """Five of them, and how many more there are; the right ones in between do not come in."""
    text = "date,routine\n2026-11-20,test\n" + "".join(f"2026-11-{day:02},no\n" for day in range(1, 10))
    with pytest.raises(CoachError) as caught:
        _grid(store, text)
    assert str(caught.value).count("Line ") == 5
    assert str(caught.value).endswith("4 more lines are wrong.")
    assert sum(store.counts()) == 0


def test_an_empty_table_brings_nothing(store: Store) -> None:
    """Only a head is no mistake."""
    assert tick(store, "began,routine\n", _plan, ZONE, "1") == (0, 0, 0)
    assert read_diary("began,place\n", ZONE) == ()


def test_the_separator_is_no_part_of_a_change(store: Store) -> None:
    """Several changes in one cell are told apart by their kinds."""
    head, changes = "began,routine,status,work_seconds,changes\n", f"easier A → B{SEPARATOR}hold C"
    written(store, f"{head}2026-11-20,test,finished,1,{changes}\n", _plan, ZONE)
    [detail] = store.details()
    assert [(each.kind, each.title, each.by) for each in detail.changes] == [
        ("easier", "A", "B"),
        ("hold", "C", ""),
    ]
