from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from coach import __version__
from coach.history import lost
from coach.history.recorder import SessionRecorder
from coach.history.session import SessionStatus
from coach.player.events import Event, Finished
from tests.history.playing import START, play
from tests.player.plans import TWO_SIDES, plan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    import pytest

    from coach.history.store import Store


def die(tmp_path: Path, seconds: int) -> int:
    """A session that ends in the middle; its id."""
    recorder = SessionRecorder(tmp_path / "history.sqlite3")
    play(recorder, TWO_SIDES, {}, seconds=seconds)
    recorder.close()
    return recorder.session_id


def test_nothing_is_lost_where_nothing_was_broken_off(store: Store) -> None:
    """An empty history has nothing to go on with."""
    assert lost.find(store) is None


def test_the_newest_is_found_where_it_stood(store: Store, tmp_path: Path) -> None:
    """The last session that died is offered with its step and place; an older one is closed as stopped."""
    older, newer = die(tmp_path, 4), die(tmp_path, 9)
    found = lost.find(store)
    assert found is not None
    assert found.detail.session.id == newer
    assert (found.stood.index, found.stood.done, found.stood.step_left) == (1, 3.0, 7.0)
    assert found.last_seen == START + timedelta(seconds=8)
    [_, old] = store.sessions(2)
    assert (old.id, old.status, old.ended) == (older, SessionStatus.STOPPED, START + timedelta(seconds=3))


def test_what_had_only_to_be_closed_is_closed_as_finished(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session of which every step was done is finished, and nobody is asked about it."""
    recorder = SessionRecorder(tmp_path / "history.sqlite3")
    note = recorder.note

    def note_all_but_the_end(events: Iterable[Event], wall: datetime) -> None:
        note([event for event in events if not isinstance(event, Finished)], wall)

    monkeypatch.setattr(recorder, "note", note_all_but_the_end)
    play(recorder, plan("1 hold 5 left"), {})
    recorder.close()
    assert lost.find(store) is None
    [session] = store.sessions(1)
    assert (session.status, session.ended) == (SessionStatus.FINISHED, START + timedelta(seconds=5))


def test_a_session_that_is_played_is_not_lost(store: Store, tmp_path: Path) -> None:
    """What another Coach, or this one, is playing is left alone."""
    recorder = SessionRecorder(tmp_path / "history.sqlite3")
    play(recorder, TWO_SIDES, {}, seconds=4)
    assert lost.find(store) is None
    recorder.close()
    assert lost.find(store) is not None


def test_a_session_that_goes_on_is_one_session(store: Store, tmp_path: Path) -> None:
    """The phase in hand goes on in its own line; a second Coach that wants it too is refused."""
    die(tmp_path, 9)
    found = lost.find(store)
    assert found is not None
    recorder, other = (SessionRecorder(tmp_path / "history.sqlite3") for _ in range(2))
    assert recorder.go_on(found.detail, START, 1000.0)
    assert not other.go_on(found.detail, START, 1000.0)
    recorder.heartbeat(4.5)
    recorder.close()
    other.close()
    detail = store.session(found.detail.session.id)
    assert detail is not None
    assert detail.phases == (*found.detail.phases[:-1], replace(found.detail.phases[-1], done=4.5))


def test_a_session_that_is_taken_away_meanwhile_is_passed_by(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session that is gone when it is looked at is not offered."""
    store.begin(TWO_SIDES, START, 1.0, __version__)
    monkeypatch.setattr(store, "session", lambda _identity: None)
    assert lost.find(store) is None
