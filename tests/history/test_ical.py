from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from coach.errors import CoachError
from coach.history.ical import Planned, calendar, planned
from coach.routine.programme import Item, Regimen, Rhythm
from coach.routine.programme_course import CourseEvent, course
from coach.routine.programme_course import Event as Told
from tests.routine.regimens import ZONE, day, event, item, regimen

NOW = datetime(2026, 11, 23, 9, tzinfo=ZONE)
THREE = item(per_day=(3, 3), apart=7200.0, start=time(8), end=time(21))


def _planned(plan: Regimen, first: int, last: int, *events: CourseEvent) -> list[Planned]:
    return list(planned(plan, course(plan, events), day(first), day(last)))


def _events(text: str) -> list[Event]:
    return list(Calendar.from_ical(text).walk("VEVENT"))  # type: ignore[arg-type] # all of them are events


def test_doses_are_spread_over_their_part_of_the_day() -> None:
    """Three from 8 to 21 begin at 8:00, 12:20 and 16:40; where the author names times, at those."""
    assert [f"{dose.at:%H:%M}" for dose in _planned(regimen(THREE), 1, 1)] == ["08:00", "12:20", "16:40"]
    named = item(per_day=(2, 2), at=(time(9), time(15, 30)))
    assert [f"{dose.at:%H:%M}" for dose in _planned(regimen(named), 1, 1)] == ["09:00", "15:30"]


def test_the_distance_between_doses_is_kept() -> None:
    """What does not fit into the window with the author's distance is left out, not squeezed in."""
    far = item(per_day=(3, 3), apart=6 * 3600.0, start=time(8), end=time(18))
    assert [f"{dose.at:%H:%M}" for dose in _planned(regimen(far), 1, 1)] == ["08:00", "14:05"]


def test_only_days_on_which_something_is_planned_are_in_it() -> None:
    """Not those before the beginning, of a pause, of rest, or after the end; nor what is done as needed."""
    plan = regimen(item(), item("rub", rhythm=Rhythm.AS_NEEDED), length=5)
    told = (event(Told.RESTED, 2), event(Told.PAUSED, 4), event(Told.RESUMED, 5))
    days = [dose.at.date() for dose in _planned(plan, -3, 30, *told)]
    assert days == [day(1), day(3), day(5), day(6)]
    assert _planned(regimen(item(barred="Not now.")), 1, 7) == []
    assert _planned(regimen(item(), barred="Not now."), 1, 7) == []


def test_items_keep_to_their_rhythm() -> None:
    """Every other day, so many days a week, weekdays; what follows an item waits for its turn."""
    every_other = regimen(item(rhythm=Rhythm.EVERY_OTHER_DAY))
    assert [dose.at.date() for dose in _planned(every_other, 1, 6)] == [day(1), day(3), day(5)]
    thrice = regimen(item(rhythm=Rhythm.PER_WEEK, per_week=(3, 3)))
    assert len(_planned(thrice, 1, 14)) == 6
    working = regimen(item(days=(0, 1, 2, 3, 4)))
    assert len(_planned(working, 1, 14)) == 10
    then = regimen(item("a"), item("b", follows="a"))
    doses = _planned(then, 1, 4, event(Told.MOVED_ON, 3, item="a"))
    assert [dose.item.id for dose in doses] == ["a", "a", "b", "b"]


def test_a_calendar_program_reads_what_was_written() -> None:
    """Title, note and time come back as they were, whatever signs are in them."""
    odd = item(title="Glides; slow, “gentle” \\ 100 %", note="One.\nTwo, three; four " + "ß" * 80)
    plan = regimen(odd, title="Hände, Woche 1")
    [read] = _events(calendar(_planned(plan, 1, 1), NOW))
    assert read["SUMMARY"] == odd.title
    assert str(read["DESCRIPTION"]).startswith("Hände, Woche 1\nonce a day")
    assert str(read["DESCRIPTION"]).endswith(odd.note)
    assert read.decoded("DTSTART") == datetime(2026, 11, 23, 0, 0)  # noqa: DTZ001 - local times have no zone
    assert read.decoded("DURATION") == timedelta(minutes=5)
    assert read.decoded("DTSTAMP") == NOW.astimezone(UTC)
    assert read["UID"] == "coach.hands.glides.20261123.1"


def test_a_calendar_without_doses_is_none() -> None:
    """It is said that nothing is planned, because an empty calendar is no valid one."""
    with pytest.raises(CoachError, match="No doses are planned"):
        calendar([], NOW)


def test_the_same_dose_keeps_its_name() -> None:
    """A later export takes the place of an earlier one: no dose is in the calendar twice."""
    names = [
        [str(each["UID"]) for each in _events(calendar(_planned(regimen(THREE), first, 7), NOW))]
        for first in (1, 4)
    ]
    assert len(set(names[0])) == 21
    assert set(names[1]) < set(names[0])


_words = st.text(st.characters(codec="utf-8"), max_size=120)
_clocks = st.times(time(6), time(22)).map(lambda at: at.replace(second=0, microsecond=0))


@given(_words, _words, st.integers(1, 6), st.integers(0, 10_000), _clocks)
def test_every_line_is_short_and_every_text_survives(
    title: str, note: str, times: int, seconds: int, start: time
) -> None:
    """At most 75 octets a line, lines end in CRLF, no other control characters; a reader finds each dose."""
    which = item(title=title, note=note, per_day=(times, times), seconds=float(seconds), start=start)
    doses = _planned(regimen(which), 1, 2)
    text = calendar(doses, NOW)
    lines = text.encode().split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 for line in lines)
    assert not any(octet < 0x20 or octet == 0x7F for line in lines for octet in line)
    events = _events(text)
    assert [each.decoded("DTSTART") for each in events] == [dose.at for dose in doses]
    plain = "".join(each if each.isprintable() or each == "\n" else " " for each in title)
    assert {str(each["SUMMARY"]) for each in events} == {plain}


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.sampled_from(["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]),
    _clocks,
)
def test_no_change_of_the_clocks_moves_a_dose(first: date, zone: str, start: time) -> None:
    """Over a whole week anywhere, each of the person's own days has its dose, at the same time of the day."""
    plan: Regimen = regimen(item(start=start), starts=first)
    now = datetime.combine(first, time(12), ZoneInfo(zone))
    doses = planned(plan, course(plan, ()), first, first + timedelta(days=6))
    begins = [each.decoded("DTSTART") for each in _events(calendar(doses, now))]
    assert begins == [datetime.combine(first + timedelta(days=number), start) for number in range(7)]


def test_a_dose_is_at_least_a_minute_long() -> None:
    """Calendars show nothing shorter."""
    short: Item = item(seconds=20.0)
    [read] = _events(calendar(_planned(regimen(short), 1, 1), NOW))
    assert read.decoded("DURATION") == timedelta(minutes=1)
