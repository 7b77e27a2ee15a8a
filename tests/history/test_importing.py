from __future__ import annotations

import tempfile
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.history.as_csv import diary, sessions
from coach.history.exchange import exported
from coach.history.importing import read_in
from coach.history.session import SessionStatus
from coach.history.store import Store
from tests.history import records
from tests.history.playing import START
from tests.history.records import FULL_CRAMP, done
from tests.player.plans import TWO_SIDES

if TYPE_CHECKING:
    from coach.routine.plan import Timeline

BERLIN = ZoneInfo("Europe/Berlin")


def _plan(identity: str) -> Timeline:
    return {"test": TWO_SIDES}[identity]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "no column `began`"),
        ("began\n2026-11-20\n", "no column `routine`"),
        ("began,routine\n2026-11-20,test\n2026-11-21,unknown\n", "Line 3: there is no routine `unknown`."),
        (
            "began,routine\nsometimes,test\n",
            "Line 2: `sometimes` in `began` is no day; write it as 2026-11-23.",
        ),
        ("began,routine\n2026-11-20 8 o'clock,test\n", "is no time; write it as 2026-11-23 08:30."),
        ("began,routine\n2026-11-20,\n", "Line 2: `routine` is empty."),
        (
            "began,routine,pain_after\n2026-11-20,test,11\n",
            "`11` in `pain_after` is no whole number from 0 to 10",
        ),
        ("began,routine,pain_after\n2026-11-20,test,much\n", "Line 2: `much` in `pain_after`"),
        ("date,routine\n20.11.2026,test\n", "Line 2: `20.11.2026` in `date` is no day"),
        ("date,routine\n2026-11-24,test\n", "Line 2: 2026-11-24 is still to come."),
        ("date,routine,times\n2026-11-20,test,often\n", "Line 2: `often` in `times` is no whole number"),
        (
            "date,routine,times\n2026-11-20,test,13\n",
            "Line 2: `13` in `times` is no whole number from 0 to 12",
        ),
        ("date,routine,times\n2026-11-20,test," + "x" * 13 + "\n", "is more than 12; give the times of day"),
        ("date,routine,times\n2026-11-20,test,8:00\n", "are no times of day; write them as 08:00 12:30"),
        ("date,routine\n2026-11-20,test\n2026-11-20,test\n", "Line 3: line 2 has test on 2026-11-20 already"),
        ("date,day\n2026-11-20,test\n", "no column `routine`"),
        (
            "began,routine,status,work_seconds\n2026-11-20,test,lost,1\n",
            "`lost` in `status` is none of open,",
        ),
        ("began,routine,status,work_seconds\n2026-11-20,test,finished,inf\n", "`inf` in `work_seconds`"),
        (
            "began,routine,status,work_seconds,changes\n2026-11-20,test,finished,1,Some\n",
            "`Some` in `changes` is none of easier, harder",
        ),
        ("began,place\n2026-11-20,nose\n", "Line 2: `nose` in `place` is none of hand, thumb"),
        ("began,place,woke\n2026-11-20,calf,never\n", "Line 2: `never` in `woke` is none of yes, no"),
        ("began,place,pain\n2026-11-20,calf,x\n", "Line 2: `x` in `pain` is no whole number"),
        ("began,place,lasted\n2026-11-20,calf,-1\n", "Line 2: `-1` in `lasted` is no number of seconds"),
        ("began,place\n,calf\n", "Line 2: `began` is empty."),
        ("began,place\n2026-11-20,\n", "Line 2: `place` is empty."),
        ('began,place\n2026-11-20,calf\n2026-11-20,"a\nb"\n2026-11-20,nose\n', "Line 3: .*Line 5: `nose`"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_comes_in(store: Store, text: str, what: str) -> None:
    """The sentence says where and what to write; all of a table comes in, or nothing of it."""
    with pytest.raises(CoachError, match="(?s)" + what) as caught:
        read_in(store, text, _plan, START, BERLIN, "1")
    assert "invalid literal" not in str(caught.value)
    assert sum(store.counts()) == 0


def test_any_file_of_a_history_is_known_by_its_beginning(store: Store) -> None:
    """Sessions, ticks, grids and diaries, each with its own sentence; a second time nothing is new."""
    open_one = done(began=START - timedelta(days=1), status=SessionStatus.OPEN)
    told = [
        (sessions([done(), open_one]), "Imported 1 sessions; 0 were here already. 1 left out, because"),
        ("began,routine\n2026-11-20,test\n", "Imported 1 sessions from paper; 0 were here already."),
        ("date,routine\n2026-11-20,test\n", "Imported 0 sessions from paper; 1 were here already."),
        (diary([FULL_CRAMP, FULL_CRAMP]), "Imported 1 cramps; 1 were here already."),
        (diary([FULL_CRAMP]), "Imported 0 cramps; 1 were here already."),
    ]
    for text, sentence in told:
        assert read_in(store, text, _plan, START, BERLIN, "1").startswith(sentence)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_other_text_is_refused_kindly(text: str) -> None:
    """Not a single exception of the program's own gets out, and nothing comes in."""
    with tempfile.TemporaryDirectory() as folder, closing(Store.open(Path(folder) / "a.db", START)) as store:
        with pytest.raises(CoachError):
            read_in(store, text, _plan, START, BERLIN, "1")
        assert sum(store.counts()) == 0


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.datetimes(datetime(2000, 1, 1), datetime(2026, 11, 22)), min_size=1, max_size=3, unique=True),  # noqa: DTZ001 - the zone is drawn beside it
    st.tuples(records.zones, records.zones),
    st.booleans(),
)
def test_a_session_stays_on_the_persons_own_day(
    walls: list[datetime], zones: tuple[ZoneInfo, ZoneInfo], late: bool
) -> None:
    """Done in one zone and read in within another, on either side of a change of the clocks: JSON and CSV."""
    there, here = zones
    began = [wall.replace(tzinfo=there, fold=int(late)) for wall in sorted(walls)]
    with tempfile.TemporaryDirectory() as folder, closing(Store.open(Path(folder) / "a.db", START)) as one:
        for each in began:
            one.keep(done(began=each, ended=each + timedelta(minutes=2)))
        days = [(each.day, each.sessions) for each in one.days(date.min, date.max)]
        for number, text in enumerate(("".join(exported(one, START)), sessions(one.details()))):
            with closing(Store.open(Path(folder) / f"{number}.db", START)) as two:
                read_in(two, text, _plan, START, here, "1")
                kept = two.sessions_between(date.min, date.max)
                assert {each.started.isoformat() for each in kept} == {each.isoformat() for each in began}
                assert [(each.day, each.sessions) for each in two.days(date.min, date.max)] == days
    assert [day for day, _ in days] == sorted({wall.date() for wall in walls})
