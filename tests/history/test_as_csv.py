from __future__ import annotations

import csv
import io
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from coach.errors import CoachError
from coach.history.as_csv import MARK, diary, read_diary, sessions, tick
from coach.history.cramp import Cramp
from coach.history.store import Store
from coach.player.change import Change
from coach.player.change import Kind as ChangeKind
from coach.player.rating import Kind, Moment, Rating
from tests.history.playing import START
from tests.history.records import FULL_CRAMP, done
from tests.player.plans import TWO_SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coach.routine.plan import Timeline

ZONE = timezone(timedelta(hours=1))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty history."""
    with closing(Store.open(tmp_path / "history.sqlite3", START)) as opened:
        yield opened


def _plan(identity: str) -> Timeline:
    return {"test": TWO_SIDES}[identity]


def test_sessions_make_a_table() -> None:
    """A line for each, with what was told before and after, and what was changed on the way."""
    detail = replace(
        done(),
        ratings=(Rating(Kind.PAIN, Moment.BEFORE, 4), Rating(Kind.PAIN, Moment.AFTER, 2)),
        changes=(Change(ChangeKind.EASIER, 1, 1, None, "Stretch", "Half range"),),
    )
    text = sessions([detail])
    assert text.startswith(MARK + "began,")
    [row] = csv.DictReader(io.StringIO(text.removeprefix(MARK)))
    told = {name: value for name, value in row.items() if value}
    assert told == {
        "began": "2026-11-23T09:00:00+01:00",
        "ended": "2026-11-23T09:02:13+01:00",
        "routine": "test",
        "title": "A test",
        "revision": "3",
        "status": "finished",
        "work_seconds": "100.0",
        "pain_before": "4",
        "pain_after": "2",
        "changes": "easier Stretch → Half range",
    }


def test_the_diary_comes_back_from_its_table() -> None:
    """Every field survives a spreadsheet, line breaks and quotes too; what is not known stays unknown."""
    cramps = (FULL_CRAMP, Cramp(START, "hand"), replace(FULL_CRAMP, note="yes", woke=None))
    assert read_diary(diary(cramps), ZONE) == cramps


def test_a_table_from_another_spreadsheet_is_read() -> None:
    """Semicolons, other capitals, missing columns, empty lines, times without offset, a day alone."""
    text = "Place;Began;Pain\ncalf;2026-11-20 03:15;6\n;;\ntoes;2026-11-21;\n"
    assert read_diary(text, ZONE) == (
        Cramp(datetime(2026, 11, 20, 3, 15, tzinfo=ZONE), "calf", pain=6),
        Cramp(datetime(2026, 11, 21, 12, tzinfo=ZONE), "toes"),
    )


def test_what_was_ticked_on_paper_becomes_sessions(store: Store) -> None:
    """A finished session for each line, with what was told; the same table twice brings nothing new."""
    text = "began,routine,pain_before,effort_after\n2026-11-20 08:00,test,3,5\n2026-11-21,test,,\n"
    assert tick(store, text, _plan, ZONE, "1") == (2, 0)
    assert tick(store, text, _plan, ZONE, "1") == (0, 2)
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


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "no column `began`"),
        ("began\n2026-11-20\n", "no column `routine`"),
        ("began,routine\n2026-11-20,test\n2026-11-21,unknown\n", "Line 3 cannot be read"),
        ("began,routine\nsometime,test\n", "Line 2 cannot be read"),
        ("began,routine,pain_after\n2026-11-20,test,11\n", "11 is not from 0 to 10"),
        ("began,routine,pain_after\n2026-11-20,test,much\n", "Line 2 cannot be read"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_nothing_comes_in(store: Store, text: str, what: str) -> None:
    """All of a table, or nothing of it."""
    with pytest.raises(CoachError, match=what):
        tick(store, text, _plan, ZONE, "1")
    assert store.counts().sessions == 0


@pytest.mark.parametrize(
    "line", ["2026-11-20,nose", "2026-11-20,calf,never", "2026-11-20,calf,,x", ",calf", "2026-11-20,"]
)
def test_a_cramp_that_cannot_be_read_is_named(line: str) -> None:
    """Place, yes or no, and numbers are what they should be."""
    with pytest.raises(CoachError, match="Line 2 cannot be read"):
        read_diary(f"began,place,woke,pain\n{line}\n", ZONE)


def test_an_empty_table_brings_nothing(store: Store) -> None:
    """Only a head is no mistake."""
    assert tick(store, "began,routine\n", _plan, ZONE, "1") == (0, 0)
    assert read_diary("began,place\n", ZONE) == ()
