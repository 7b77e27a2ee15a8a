from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.history.as_json import plan_from
from coach.history.recorder import SessionRecorder
from coach.history.session import Feeling, SessionStatus
from coach.history.store import Store
from coach.player.events import Event, Outcome, Started
from coach.player.record import PhaseRecord, record, summary
from coach.player.state import Command
from tests.history.playing import START, play
from tests.player.plans import CRAMP, TWO_SIDES, plan, plans

if TYPE_CHECKING:
    from datetime import datetime

    from coach.routine.plan import Timeline

ONE_HOLD_A_SIDE = plan("1 hold 10 left\n1 switch 4 right\n1 hold 10 right")


class Failing(Store):
    """A history whose disk gives out after two phases."""

    left = 2

    def enter(self, session_id: int, record: PhaseRecord) -> int:
        """Write two phases and no more."""
        if self.left == 0:
            raise CoachError("The disk is full.", "Make some room.")
        self.left -= 1
        return super().enter(session_id, record)


def refuse(path: Path, now: datetime) -> Store:
    """A history that cannot be opened at all."""
    raise CoachError(f"Coach may not write to {path.parent.name}.", f"Try after {now.year}.")


def relative(timeline: Timeline, events: list[Event]) -> tuple[PhaseRecord, ...]:
    """The record of what happened, with times from the start of the session."""
    zero = events[0].at
    return record(timeline, [replace(event, at=event.at - zero) for event in events])


@settings(max_examples=25)
@given(
    plans(), st.dictionaries(st.integers(0, 590).map(lambda n: n / 10), st.sampled_from(Command), max_size=20)
)
def test_the_history_holds_what_happened(timeline: Timeline, told: dict[float, Command]) -> None:
    """For any plan and commands, the phases in the file are those that the events make."""
    with TemporaryDirectory() as folder:
        recorder = SessionRecorder(Path(folder) / "history.sqlite3")
        events = play(recorder, timeline, told)
        with closing(Store.open(Path(folder) / "history.sqlite3", START)) as reader:
            stored = reader.session(recorder.session_id)
        recorder.close()
    assert stored is not None
    assert recorder.detail is not None
    assert recorder.trouble == ""
    made = relative(timeline, events)
    assert recorder.detail.phases == made
    # Of a running phase the file knows in addition how far it is.
    assert stored.phases[:-1] == made[:-1]
    assert replace(stored.phases[-1], done=made[-1].done) == made[-1]
    assert stored.timeline == timeline
    assert stored.session == recorder.detail.session


def test_a_rescue_is_in_the_history_pass_by_pass(tmp_path: Path) -> None:
    """Several passes through a step are several phases, and the session says when it let go."""
    recorder = SessionRecorder(tmp_path / "history.sqlite3")
    play(recorder, CRAMP, {100.0: Command.LET_GO}, seconds=110)
    recorder.close()
    with closing(Store.open(tmp_path / "history.sqlite3", START)) as store:
        detail = store.session(recorder.session_id)
    assert detail is not None
    assert [one.index for one in detail.phases] == [0, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 5]
    assert detail.session.let_go == 100.0
    found = summary(detail.timeline, detail.phases)
    assert (found.passes, found.let_go_after, found.limit_reached) == (3, 100.0, False)
    exported = tmp_path / "session.json"
    recorder.export(exported)
    told = json.loads(exported.read_text(encoding="utf-8"))
    assert (told["session"]["let_go"], told["plan"]["loop"]["limit"]) == (100.0, 600.0)
    assert plan_from(json.dumps(told["plan"])) == CRAMP


def test_a_finished_session_is_closed_with_its_end(tmp_path: Path) -> None:
    """Status and time of day of the end are written."""
    recorder = SessionRecorder(tmp_path / "history.sqlite3")
    play(recorder, ONE_HOLD_A_SIDE, {})
    recorder.close()
    with closing(Store.open(tmp_path / "history.sqlite3", START)) as reader:
        [session] = reader.sessions(1)
    assert session.status is SessionStatus.FINISHED
    assert session.ended is not None
    assert (session.ended - session.started).total_seconds() == 24


def test_how_it_felt_reaches_the_history(tmp_path: Path) -> None:
    """The answer on the Done screen is written to the session just done."""
    recorder = SessionRecorder(tmp_path / "history.sqlite3")
    play(recorder, ONE_HOLD_A_SIDE, {})
    recorder.rate(Feeling.BETTER, 2)
    recorder.close()
    with closing(Store.open(tmp_path / "history.sqlite3", START)) as reader:
        [session] = reader.sessions(1)
    assert (session.feeling, session.pain) == (Feeling.BETTER, 2)


def test_a_history_that_cannot_be_opened_leaves_the_session_in_memory(tmp_path: Path) -> None:
    """The session goes on, says why it is not saved, and keeps all of it."""
    recorder = SessionRecorder(tmp_path / "history.sqlite3", refuse)
    events = play(recorder, ONE_HOLD_A_SIDE, {})
    assert recorder.trouble.startswith("This session is not being saved. Coach may not write to ")
    assert recorder.detail is not None
    assert recorder.detail.phases == relative(ONE_HOLD_A_SIDE, events)
    assert (recorder.session_id, recorder.detail.session.status) == (0, SessionStatus.FINISHED)


def test_a_disk_that_gives_out_in_mid_session_keeps_both_halves(tmp_path: Path) -> None:
    """What was written before stays in the file; the whole session stays in memory."""
    recorder = SessionRecorder(tmp_path / "history.sqlite3", Failing.open)
    play(recorder, TWO_SIDES, {})
    assert recorder.trouble == "This session is not being saved. The disk is full. Make some room."
    with closing(Store.open(tmp_path / "history.sqlite3", START)) as reader:
        [session] = reader.unfinished()
        detail = reader.session(session.id)
    assert detail is not None
    assert [one.outcome for one in detail.phases] == [Outcome.DONE, Outcome.DONE]
    assert recorder.detail is not None
    assert len(recorder.detail.phases) > 2


@pytest.mark.parametrize("method", ["begin", "leave", "heartbeat", "finish", "rate"])
def test_whatever_cannot_be_written_never_stops_the_session(tmp_path: Path, method: str) -> None:
    """At whichever write the disk gives out, the session is whole in memory and says why it is not saved."""

    def give_out(*_: object) -> None:
        raise CoachError("The disk is full.")

    def open_failing(path: Path, now: datetime) -> Store:
        store = Store.open(path, now)
        setattr(store, method, give_out)
        return store

    recorder = SessionRecorder(tmp_path / "history.sqlite3", open_failing)
    events = play(recorder, ONE_HOLD_A_SIDE, {})
    recorder.rate(Feeling.WORSE, 4)
    assert recorder.trouble == "This session is not being saved. The disk is full."
    assert recorder.detail is not None
    assert recorder.detail.phases == relative(ONE_HOLD_A_SIDE, events)
    assert (recorder.detail.session.status, recorder.detail.session.pain) == (SessionStatus.FINISHED, 4)


def test_a_session_can_be_saved_elsewhere(tmp_path: Path) -> None:
    """The exported file holds the session, its plan, every phase and how it felt."""
    recorder = SessionRecorder(tmp_path / "history.sqlite3", refuse)
    play(recorder, ONE_HOLD_A_SIDE, {12.0: Command.SKIP})
    recorder.rate(Feeling.SAME, 0)
    recorder.export(tmp_path / "my session.json")
    found = json.loads((tmp_path / "my session.json").read_text(encoding="utf-8"))
    assert found["coach-session"] == 1
    assert (found["session"]["routine"], found["session"]["status"]) == ("test", "finished")
    assert (found["session"]["feeling"], found["session"]["pain"]) == ("same", 0)
    assert found["session"]["started"] == "2026-11-23T09:00:00+01:00"
    assert [(one["side"], one["done"], one["outcome"]) for one in found["phases"]] == [
        ("left", 10.0, "done"),
        ("right", 2.0, "cut-short"),
        ("right", 0.0, "skipped"),
    ]
    assert plan_from(json.dumps(found["plan"])) == ONE_HOLD_A_SIDE


def test_saving_elsewhere_can_fail_kindly(tmp_path: Path) -> None:
    """A place that is not there is said in a sentence, and the session is still in memory."""
    recorder = SessionRecorder(tmp_path / "history.sqlite3", refuse)
    play(recorder, ONE_HOLD_A_SIDE, {})
    with pytest.raises(CoachError, match="Coach cannot use"):
        recorder.export(tmp_path / "not" / "there.json")
    assert recorder.detail is not None


def test_before_a_session_there_is_nothing_to_save(tmp_path: Path) -> None:
    """A recorder that has not begun holds no session and takes no notes."""
    recorder = SessionRecorder(tmp_path / "history.sqlite3")
    recorder.rate(Feeling.WORSE)
    recorder.heartbeat(3.0)
    recorder.note(Started(0.0), START)
    recorder.close()
    with pytest.raises(CoachError, match="no session"):
        recorder.export(tmp_path / "empty.json")
    assert (recorder.detail, recorder.session_id) == (None, 0)
    assert list(tmp_path.iterdir()) == []
