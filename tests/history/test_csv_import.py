from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from coach.history.as_csv import diary
from coach.history.cramp import Cramp
from coach.history.csv_import import read_diary
from tests.history import records
from tests.history.playing import START
from tests.history.records import FULL_CRAMP

ZONE = timezone(timedelta(hours=1))
BERLIN = ZoneInfo("Europe/Berlin")


def test_the_diary_comes_back_from_its_table() -> None:
    """Every field survives a spreadsheet, line breaks and quotes too; what is not known stays unknown."""
    cramps = (FULL_CRAMP, Cramp(START, "hand"), replace(FULL_CRAMP, note="yes", woke=None))
    assert read_diary(diary(cramps), ZONE) == cramps


@given(st.lists(records.cramps, max_size=4))
def test_any_diary_comes_back_from_its_table(cramps: list[Cramp]) -> None:
    """Whatever words are in it, but for names of what was done that are blank or hold the separator."""
    told = [
        replace(each, done=tuple(name for name in each.done if name.strip() and "|" not in name))
        for each in cramps
    ]
    assert read_diary(diary(told), ZONE) == tuple(told)


def test_a_table_from_another_spreadsheet_is_read() -> None:
    """Semicolons, other capitals, missing columns, empty lines, times without offset, a day alone."""
    text = "Place;Began;Pain\ncalf;2026-11-20 03:15;6\n;;\ntoes;2026-11-21;\n"
    assert read_diary(text, ZONE) == (
        Cramp(datetime(2026, 11, 20, 3, 15, tzinfo=ZONE), "calf", pain=6),
        Cramp(datetime(2026, 11, 21, 12, tzinfo=ZONE), "toes"),
    )


def test_a_time_without_offset_has_that_of_its_season() -> None:
    """A summer morning written down in winter is a summer morning."""
    [cramp] = read_diary("began,place\n2026-07-01 08:00,calf\n", BERLIN)
    assert cramp.began == datetime(2026, 7, 1, 6, tzinfo=UTC)
