from __future__ import annotations

import json
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.history.exchange import Imported, exported, imported
from coach.history.offer import Offered, Outcome
from coach.history.store import Store
from coach.player.change import Change, Kind
from coach.routine.programme_course import CourseEvent, Event
from tests.history import records
from tests.history.playing import START

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.history.cramp import Version
    from coach.history.session import SessionDetail


def _open(folder: str | Path, name: str) -> closing[Store]:
    return closing(Store.open(Path(folder) / name, START))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(records.details(), max_size=3),
    st.lists(records.versions, max_size=3),
    st.lists(records.course_events, max_size=3),
    st.lists(records.offers, max_size=3),
)
def test_what_is_exported_comes_back_as_it_was(
    details: list[SessionDetail],
    diary: list[list[Version]],
    decisions: list[CourseEvent],
    reminders: list[Offered],
) -> None:
    """An import of an export makes an equal history: sessions, every version of the diary, and the rest."""
    with tempfile.TemporaryDirectory() as folder, _open(folder, "a.db") as one, _open(folder, "b.db") as two:
        ids = [one.keep(detail, [1.5] * len(detail.changes)) for detail in details]
        for entry in diary:
            first = replace(entry[0], cramp=replace(entry[0].cramp, session=ids[0] if ids else None))
            one.keep_cramp([first, *entry[1:]])
        for event in decisions:
            one.tell_course(event)
        for offer in reminders:
            one.note_offer(replace(offer, session=ids[-1] if ids else None))
        text = "".join(exported(one, START))
        assume(_all_differ(text))
        imported(two, text)
        assert _everything(two) == _everything(one)
        assert "".join(exported(two, START)) == text


def _all_differ(text: str) -> bool:
    """Whether no two records say the same: those come in once."""
    whole = json.loads(text)
    told = [
        json.dumps(each) for name in ("sessions", "diary", "programmes", "reminders") for each in whole[name]
    ]
    return len(set(told)) == len(told)


def _everything(store: Store) -> tuple[Any, ...]:
    sessions = [replace(each, session=replace(each.session, id=0)) for each in store.details()]
    events = [replace(each, id=0) for each in store.course_events()]
    entries = [
        [replace(each, cramp=replace(each.cramp, session=None)) for each in entry]
        for entry in store.entries()
    ]
    return sessions, events, entries, store.counts(), [at for _, at in store.details_timed()]


def test_a_session_may_run_while_everything_is_exported(tmp_path: Path) -> None:
    """What is changed in it meanwhile is told with its moment, or not at all: sessions of one read agree."""
    change = Change(Kind.EASIER, 1, 1)
    detail = records.done()
    with _open(tmp_path, "h") as store, _open(tmp_path, "h") as other:
        store.keep(detail)
        running = store.keep(replace(detail, changes=(change,)), [1.0])
        pieces = exported(store, START)
        told = next(pieces) + next(pieces)
        other.change(running, change, detail.timeline, 2.0)
        told += "".join(pieces)
    sessions = json.loads(told)["sessions"]
    assert [[each["at"] for each in session["changes"]] for session in sessions] == [[], [1.0]]


@pytest.fixture
def text(tmp_path: Path) -> str:
    """An export with one of everything."""
    with _open(tmp_path, "from.db") as store:
        session = store.keep(records.done())
        store.note_cramp(replace(records.FULL_CRAMP, session=session))
        store.tell_course(CourseEvent("toes", Event.BEGUN, START.date(), START))
        store.note_offer(Offered("water", START, outcome=Outcome.DONE, settled=START, session=session))
        return "".join(exported(store, START))


def test_an_export_comes_record_by_record(tmp_path: Path) -> None:
    """Ten years are never in memory whole: no piece holds more than one session."""
    with _open(tmp_path, "from.db") as store:
        for year in range(2020, 2026):
            store.keep(records.done(began=START.replace(year=year)))
        pieces = list(exported(store, START))
    assert [piece.count('"started"') for piece in pieces if "started" in piece] == [1] * 6
    assert len(json.loads("".join(pieces))["sessions"]) == 6


def test_nothing_comes_in_twice(tmp_path: Path, text: str) -> None:
    """The second import of the same file adds nothing; references lead to the sessions they led to."""
    with _open(tmp_path, "to.db") as store:
        store.keep(records.done(began=START.replace(year=2020)))
        assert imported(store, text) == Imported(1, 1, 1, 1, 0)
        assert imported(store, text) == Imported(0, 0, 0, 0, 4)
        [cramp] = store.cramps(9)
        assert cramp.session == 2
        assert store.offers(START.date(), START.date())[0].session == 2


def test_a_file_that_another_program_wrote_anew_comes_in_once(tmp_path: Path, text: str) -> None:
    """Fields in another order, and whole numbers without a point, say the same."""

    def anew(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: anew(value[name]) for name in sorted(value, reverse=True)}
        if isinstance(value, list):
            return [anew(each) for each in value]
        return int(value) if isinstance(value, float) and value.is_integer() else value

    whole = json.loads(text)
    again = {**anew(whole), "plans": whole["plans"]}  # which sessions know by what their text says
    with _open(tmp_path, "to.db") as store:
        imported(store, text)
        assert imported(store, json.dumps(again)) == Imported(0, 0, 0, 0, 4)


def test_what_a_file_says_twice_comes_in_once(tmp_path: Path, text: str) -> None:
    """Sessions, entries, decisions and reminders alike."""
    whole = json.loads(text)
    for name in ("sessions", "diary", "programmes", "reminders"):
        whole[name] *= 2
    with _open(tmp_path, "to.db") as store:
        assert imported(store, json.dumps(whole)) == Imported(1, 1, 1, 1, 4)


def _without(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda whole: whole.pop(name)


def _with(place: tuple[Any, ...], value: object) -> Callable[[dict[str, Any]], object]:
    def change(whole: Any) -> None:
        for key in place[:-1]:
            whole = whole[key]
        whole[place[-1]] = value

    return change


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (_without("sessions"), "The file cannot be read"),
        (_with(("diary",), {}), "The file cannot be read"),
        (_with(("coach-history",), 99), "newer Coach"),
        (_with(("sessions", 0, "started"), "yesterday"), "Session 1 cannot be read"),
        (_with(("sessions", 0, "started"), "2026-11-23T09:00:00"), "no offset"),
        (_with(("sessions", 0, "plan"), "none"), "Session 1 cannot be read"),
        (_with(("sessions", 0, "phases", 0, "index"), 99), "out of bounds"),
        (_with(("sessions", 0, "phases", 0, "done"), "long"), "no number"),
        (_with(("sessions", 0, "status"), "lost"), "Session 1 cannot be read"),
        (_with(("diary", 0), []), "Entry 1 of the diary"),
        (_with(("diary", 0, 0, "place"), "nose"), "Entry 1 of the diary"),
        (_with(("diary", 0, 0, "pain"), 11), "Entry 1 of the diary"),
        (_with(("diary", 0, 0, "woke"), "perhaps"), "Entry 1 of the diary"),
        (_with(("diary", 0, 0, "side"), "either"), "Entry 1 of the diary"),
        (_with(("diary", 0, 0, "session"), 7), "Entry 1 of the diary"),
        (_with(("programmes", 0, "event"), "dreamt"), "Decision 1"),
        (_with(("reminders", 0, "rule"), None), "Reminder 1"),
    ],
)
def test_a_file_that_is_not_whole_brings_nothing_in(
    tmp_path: Path, text: str, spoil: Callable[[dict[str, Any]], object], what: str
) -> None:
    """The message says what cannot be read, and the history stays as it was."""
    whole = json.loads(text)
    spoil(whole)
    with _open(tmp_path, "to.db") as store:
        with pytest.raises(CoachError) as caught:
            imported(store, json.dumps(whole))
        assert what in str(caught.value)
        assert sum(store.counts()) == 0


@pytest.mark.parametrize("text_", ["", "[]", "{}", "{", '{"coach-history": "x"}', "[" * 100_000])
def test_any_other_text_is_refused_kindly(tmp_path: Path, text_: str) -> None:
    """Not a single exception of the program's own gets out."""
    with _open(tmp_path, "to.db") as store, pytest.raises(CoachError, match="cannot be read"):
        imported(store, text_)
