from __future__ import annotations

import sqlite3
import stat
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from coach import __version__
from coach.errors import CoachError
from coach.history import alive, migrations
from coach.history.as_json import plan_text
from coach.history.migrations import MIGRATIONS, migrate
from coach.history.session import Feeling, SessionStatus
from coach.history.store import Store
from coach.player.change import Change, Reason
from coach.player.change import Kind as ChangeKind
from coach.player.events import Outcome
from coach.player.rating import Kind, Moment, Rating
from coach.player.record import PhaseRecord
from coach.routine.plan import Asked, Phase, Rule, Side
from coach.routine.quantity import comparison
from tests.history import records
from tests.history.playing import START
from tests.history.records import done
from tests.player.plans import CRAMP, TWO_SIDES, plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.history.session import SessionDetail

RUNNING = PhaseRecord(
    index=1,
    phase=Phase.HOLD,
    exercise="wrist-flexor-stretch",
    side=Side.LEFT,
    rep=2,
    set=1,
    round=3,
    planned=10.0,
    began=5.0,
)
OVER = PhaseRecord(
    index=2,
    phase=Phase.REST,
    exercise="",
    side=None,
    rep=0,
    set=0,
    round=0,
    planned=3.0,
    began=15.0,
    ended=15.0,
    outcome=Outcome.SKIPPED,
)

ONE_STEP = plan("1 hold 10 left")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A place for a history, in a folder that does not exist yet."""
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    """A new, empty history."""
    with closing(Store.open(database, START)) as opened:
        yield opened


def test_a_new_history_is_empty(store: Store) -> None:
    """Before the first session there is nothing to tell, and nothing unfinished."""
    assert (store.sessions(10), store.unfinished(), store.session(1), store.notice) == ((), (), None, "")


def test_a_session_comes_back_as_it_was_planned_and_begun(store: Store) -> None:
    """Plan, revision, speed, version and local time with its offset survive the file."""
    identity = store.begin(TWO_SIDES, START, 2.0, __version__)
    detail = store.session(identity)
    assert detail is not None
    assert detail.timeline == TWO_SIDES
    assert detail.phases == ()
    told = detail.session
    assert (told.id, told.routine, told.title, told.revision) == (identity, "test", "A test", 3)
    assert (told.speed, told.version, told.status) == (2.0, __version__, SessionStatus.OPEN)
    assert (told.started, told.started.utcoffset(), told.ended) == (START, timedelta(hours=1), None)


def test_phases_come_back_as_they_were_written(store: Store) -> None:
    """Every field of a phase survives, running or over."""
    identity = store.begin(TWO_SIDES, START, 1.0, __version__)
    store.enter(identity, RUNNING)
    store.enter(identity, OVER)
    detail = store.session(identity)
    assert detail is not None
    assert detail.phases == (RUNNING, OVER)


def test_a_running_phase_tells_how_far_it_is_and_then_how_it_ended(store: Store) -> None:
    """A heartbeat moves only the seconds done; leaving writes the end."""
    identity = store.begin(TWO_SIDES, START, 1.0, __version__)
    phase = store.enter(identity, RUNNING)
    found = []
    store.heartbeat(phase, 4.5)
    found.append(store.session(identity))
    left = replace(RUNNING, ended=15.0, done=10.0, outcome=Outcome.DONE)
    store.leave(phase, left)
    found.append(store.session(identity))
    assert [detail.phases for detail in found if detail] == [
        (replace(RUNNING, done=4.5),),
        (left,),
    ]


def test_sessions_come_newest_first_and_no_more_than_asked(store: Store) -> None:
    """The latest sessions lead the list."""
    for revision in range(5):
        store.begin(plan(f"1 hold {revision + 1} left"), START, 1.0, __version__)
    assert [session.id for session in store.sessions(3)] == [5, 4, 3]


@settings(max_examples=25, deadline=None)
@given(records.details())
def test_a_session_from_elsewhere_is_kept_as_it_is_told(detail: SessionDetail) -> None:
    """Every field comes back; what follows from phases and ratings follows here too."""
    with tempfile.TemporaryDirectory() as folder, closing(Store.open(Path(folder) / "h", START)) as store:
        identity = store.keep(detail, [2.5] * len(detail.changes))
        kept = store.session(identity)
        [(_, moments)] = store.details_timed()
        assert moments == (2.5,) * len(detail.changes)
    assert kept is not None
    own = replace(kept.session, id=0, pain=None, pain_before=None, let_go=None)
    assert replace(kept, session=own) == detail


def test_whole_sessions_come_in_order_however_many_there_are(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As they were written, or oldest first between two days; each with what belongs to it alone."""
    monkeypatch.setattr("coach.history.tables.details._AT_ONCE", 2)
    days = (3, 1, 5, 2, 4)
    for number in days:
        pain = Rating(Kind.PAIN, Moment.DURING, number, float(number))
        store.keep(replace(done(began=START + timedelta(days=number)), ratings=(pain,)))
    told = [each.ratings[0].value for each in store.details()]
    assert told == list(days)
    assert all(len(each.phases) == len(TWO_SIDES.steps) for each in store.details())
    first, last = (START + timedelta(days=1)).date(), (START + timedelta(days=4)).date()
    assert [each.ratings[0].value for each in store.details_between(first, last)] == [1, 2, 3, 4]
    assert [*store.details_between(last, first)] == []


def test_only_sessions_without_an_end_are_unfinished(store: Store) -> None:
    """Finished and stopped sessions are over; a session that was never ended stays to be found."""
    first, second, third = (store.begin(TWO_SIDES, START, 1.0, __version__) for _ in range(3))
    store.finish(first, SessionStatus.FINISHED, START + timedelta(minutes=5))
    store.finish(third, SessionStatus.STOPPED, START + timedelta(minutes=1))
    assert [session.id for session in store.unfinished()] == [second]
    assert [(session.status, session.ended) for session in store.sessions(9)] == [
        (SessionStatus.STOPPED, START + timedelta(minutes=1)),
        (SessionStatus.OPEN, None),
        (SessionStatus.FINISHED, START + timedelta(minutes=5)),
    ]


@pytest.mark.parametrize("feeling", [Feeling.BETTER, Feeling.WORSE, None])
def test_how_it_felt_is_kept_and_may_be_left_out(store: Store, feeling: Feeling | None) -> None:
    """An answer is kept, and can be taken back."""
    identity = store.begin(TWO_SIDES, START, 1.0, __version__)
    store.feel(identity, Feeling.SAME)
    store.feel(identity, feeling)
    assert store.sessions(1)[0].feeling is feeling


def test_ratings_are_kept_by_kind_and_moment(store: Store) -> None:
    """Before and after each kind has one rating, the last one told; during the session there may be many."""
    identity = store.begin(TWO_SIDES, START, 1.0, __version__)
    for kind in Kind:
        for moment in Moment:
            for value in (0, 10):
                store.rate(identity, Rating(kind, moment, value, 7.5))
    store.withdraw(identity, Kind.PAIN, Moment.AFTER)
    detail = store.session(identity)
    assert detail is not None
    assert len(detail.ratings) == 4 * len(Kind) - 1
    during = tuple(Rating(Kind.PAIN, Moment.DURING, value, 7.5) for value in (0, 10))
    assert detail.ratings[1:3] == during
    assert (detail.session.pain_before, detail.session.pain) == (10, None)


def test_changes_are_kept_with_the_plan_they_made(store: Store) -> None:
    """Every kind of change comes back as it was told, and the plan is the one after the last."""
    identity = store.begin(TWO_SIDES, START, 1.0, __version__)
    told = tuple(
        Change(kind, 3, 1, Side.LEFT, "Exercise 1", "The soft one", 5.0, reason)
        for kind, reason in zip(ChangeKind, [*Reason, Reason.PAIN, Reason.PAIN], strict=True)
    )
    for change in told:
        store.change(identity, change, ONE_STEP, 12.5)
    detail = store.session(identity)
    assert detail is not None
    assert detail.changes == told
    assert detail.timeline == ONE_STEP


def test_a_plan_with_ratings_and_rules_survives(store: Store) -> None:
    """What is asked and the author's rules come back; a plan without them is written as before."""
    rule = Rule((("pain", comparison(">3")), ("effort", comparison(">=7"))), "stop", "Enough.")
    asked = replace(TWO_SIDES, asked=Asked(("pain",), ("pain", "effort"), (rule,)))
    detail = store.session(store.begin(asked, START, 1.0, __version__))
    assert detail is not None
    assert detail.timeline == asked
    assert "asked" not in plan_text(TWO_SIDES)


def test_pain_told_to_an_older_coach_is_a_rating_afterwards(database: Path) -> None:
    """A history from before there were ratings keeps what was said about pain."""
    database.parent.mkdir()
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        migrate(connection, database, MIGRATIONS[:2])
        connection.execute("INSERT INTO plans VALUES (1, ?, 'x')", (plan_text(TWO_SIDES),))
        connection.executemany(
            "INSERT INTO sessions VALUES (?, 1, 'r', 't', 1, ?, NULL, 'finished', 1.0, '0', 'worse', ?)",
            [(1, START.isoformat(), 4), (2, START.isoformat(), None)],
        )
    with closing(Store.open(database, START)) as store:
        assert [(one.pain, one.feeling) for one in store.sessions(2)] == [
            (None, Feeling.WORSE),
            (4, Feeling.WORSE),
        ]
        detail = store.session(1)
        assert detail is not None
        assert detail.ratings == (Rating(Kind.PAIN, Moment.AFTER, 4),)


def test_only_a_session_that_nobody_plays_is_lost(store: Store, database: Path) -> None:
    """An unfinished session is lost when its Coach no longer gives a sign of life, and not before."""
    sign = alive.give(alive.folder(database))
    assert sign is not None
    identity = store.begin(TWO_SIDES, START, 1.0, __version__, sign.name)
    assert store.lost() == ()
    sign.take_back()
    [lost] = store.lost()
    assert lost.id == identity


def test_a_lost_session_is_taken_by_one_coach_alone(store: Store) -> None:
    """Of two that want to go on with a session, one gets it; a finished one nobody gets."""
    store.begin(TWO_SIDES, START, 1.0, __version__, "gone")
    [lost] = store.lost()
    assert store.take_over(lost, "first")
    assert not store.take_over(lost, "second")
    [again] = store.unfinished()
    store.finish(again.id, SessionStatus.STOPPED, START)
    assert not store.take_over(again, "third")


def test_sessions_of_one_revision_share_their_plan(store: Store, database: Path) -> None:
    """A routine done every day for years is stored once."""
    for _ in range(3):
        store.begin(TWO_SIDES, START, 1.0, __version__)
    with closing(sqlite3.connect(database)) as plain:
        assert plain.execute("SELECT count(*) FROM plans").fetchone() == (1,)


def test_a_plan_with_every_kind_of_goal_survives(store: Store) -> None:
    """Seconds, repetitions and steps that wait for the person come back as themselves."""
    detail = store.session(store.begin(TWO_SIDES, START, 1.0, __version__))
    assert detail is not None
    assert [step.goal for step in detail.timeline.steps] == [step.goal for step in TWO_SIDES.steps]


def test_the_history_survives_being_closed(database: Path) -> None:
    """What was written is there the next time."""
    with closing(Store.open(database, START)) as first:
        first.begin(TWO_SIDES, START, 1.0, __version__)
    with closing(Store.open(database, START)) as second:
        assert len(second.sessions(9)) == 1


def test_the_history_is_for_its_owner_only(store: Store, database: Path) -> None:
    """Nobody else on the computer can read the folder, the file or SQLite's files beside it."""
    store.begin(TWO_SIDES, START, 1.0, __version__)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in database.parent.iterdir()}
    assert modes == {
        "history.sqlite3": 0o600,
        "history.sqlite3-wal": 0o600,
        "history.sqlite3-shm": 0o600,
    }
    assert stat.S_IMODE(database.parent.stat().st_mode) == 0o700


def test_the_file_is_set_up_to_survive_a_crash(store: Store) -> None:
    """Write-ahead log, foreign keys and the number of its version are as they should be."""
    asked = ("journal_mode", "synchronous", "foreign_keys", "user_version")
    found = [store._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
    assert found == ["wal", 1, 1, len(MIGRATIONS)]


def test_no_phase_waits_until_the_log_is_in_the_file(store: Store, database: Path) -> None:
    """A long session is only added to SQLite's log; closing moves it, though another Coach looks on."""
    with closing(Store.open(database, START)) as writer:
        session = writer.begin(TWO_SIDES, START, 1.0, "1")
        phase = writer.enter(session, RUNNING)
        before = database.read_bytes()
        for second in range(1500):  # more than the thousand pages after which SQLite would move them
            writer.heartbeat(phase, float(second))
        assert database.read_bytes() == before
    assert database.read_bytes() != before
    found = store.session(session)
    assert found is not None
    assert found.phases[0].done == 1499.0


def test_phases_go_with_their_session(store: Store, database: Path) -> None:
    """A phase cannot belong to a session that does not exist."""
    with pytest.raises(CoachError):
        store.enter(99, RUNNING)
    assert database.exists()


def test_a_file_from_a_newer_coach_is_left_alone(database: Path) -> None:
    """The person is asked to update; not a byte is changed."""
    with closing(Store.open(database, START)) as store:
        store.begin(TWO_SIDES, START, 1.0, __version__)
        store._connection.execute("PRAGMA user_version = 99")
    before = database.read_bytes()
    with pytest.raises(CoachError, match="newer Coach") as caught:
        Store.open(database, START)
    assert "update" in caught.value.advice
    assert database.read_bytes() == before


NEXT = (*MIGRATIONS, ("ALTER TABLE sessions ADD COLUMN effort INTEGER",))
BROKEN = (*MIGRATIONS, ("ALTER TABLE sessions ADD COLUMN effort INTEGER", "INSERT INTO nowhere VALUES (1)"))


def test_a_migration_keeps_a_copy_of_the_history_before_it(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update of the file leaves the old one beside it, whole and private."""
    with closing(Store.open(database, START)) as store:
        store.begin(TWO_SIDES, START, 1.0, __version__)
    monkeypatch.setattr(migrations, "MIGRATIONS", NEXT)
    with closing(sqlite3.connect(database)) as connection:
        migrate(connection, database, NEXT)
        assert migrations.version(connection) == len(NEXT)
        assert connection.execute("SELECT count(effort), count(*) FROM sessions").fetchone() == (0, 1)
    copy = database.with_name(f"history.before-version-{len(NEXT)}.sqlite3")
    assert stat.S_IMODE(copy.stat().st_mode) & 0o077 == 0
    with closing(sqlite3.connect(copy)) as old:
        assert migrations.version(old) == len(MIGRATIONS)
        assert old.execute("SELECT count(*) FROM sessions").fetchone() == (1,)


def test_a_history_from_before_loops_is_kept_whole(database: Path) -> None:
    """The phases of an older file come through, and from then on a phase may end by letting go."""
    database.parent.mkdir()
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        migrate(connection, database, MIGRATIONS[:1])
        connection.execute("INSERT INTO plans VALUES (1, ?, 'x')", (plan_text(TWO_SIDES),))
        connection.execute(
            "INSERT INTO sessions VALUES (1, 1, 'r', 't', 1, ?, NULL, 'open', 1.0, '0', NULL, NULL)",
            (START.isoformat(),),
        )
        connection.execute(
            "INSERT INTO phases VALUES (7, 1, 1, 'hold', 'e', 'left', 1, 1, 0, 10.0, 0.0, 9.0, 9.0,"
            " 'cut-short')"
        )
    with closing(Store.open(database, START)) as store:
        store.enter(1, replace(OVER, outcome=Outcome.LET_GO))
        detail = store.session(1)
        assert detail is not None
        assert [one.outcome for one in detail.phases] == [Outcome.CUT_SHORT, Outcome.LET_GO]
        assert (detail.phases[0].done, detail.session.let_go) == (9.0, OVER.ended)
        assert detail.timeline == TWO_SIDES
    assert database.with_name("history.before-version-2.sqlite3").exists()


def test_a_plan_with_questions_and_a_loop_survives(store: Store) -> None:
    """What was asked, what was answered and the loop come back; a plan without them is written as before."""
    asked = replace(CRAMP, answers=(("Which way?", "Down"), ("Which foot?", "Left")))
    identity = store.begin(asked, START, 1.0, __version__)
    detail = store.session(identity)
    assert detail is not None
    assert detail.timeline == asked
    assert "loop" not in plan_text(TWO_SIDES)
    assert "answers" not in plan_text(CRAMP)


def test_when_it_let_go_is_known_without_reading_the_phases(store: Store) -> None:
    """The line of a session says after how long it let go; the last time, if it did twice."""
    identity = store.begin(CRAMP, START, 1.0, __version__)
    assert store.sessions(1)[0].let_go is None
    for ended in (70.0, 190.5):
        store.enter(identity, replace(OVER, ended=ended, outcome=Outcome.LET_GO))
    assert store.sessions(1)[0].let_go == 190.5


def test_a_migration_that_fails_changes_nothing(database: Path) -> None:
    """Half a migration is undone: the file stands as it did before."""
    with closing(Store.open(database, START)) as store:
        store.begin(TWO_SIDES, START, 1.0, __version__)
    with closing(sqlite3.connect(database)) as connection:
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            migrate(connection, database, BROKEN)
        assert migrations.version(connection) == len(MIGRATIONS)
        columns = [row[1] for row in connection.execute("PRAGMA table_info(sessions)")]
        assert "effort" not in columns


def test_a_migration_that_another_coach_has_just_done_is_not_done_twice(store: Store) -> None:
    """Two programs that start together after an update do not trip over one another."""
    migrations._apply(store._connection, 0, MIGRATIONS[0])
    assert migrations.version(store._connection) == len(MIGRATIONS)


def test_a_new_history_needs_no_copy(store: Store, database: Path) -> None:
    """The first migrations of a new file leave nothing beside it."""
    assert store.notice == ""
    assert list(database.parent.glob("*before*")) == []


def test_two_programs_can_use_one_history(database: Path) -> None:
    """What one has written the other sees at once."""
    with closing(Store.open(database, START)) as one, closing(Store.open(database, START)) as other:
        identity = one.begin(TWO_SIDES, START, 1.0, __version__)
        other.enter(identity, RUNNING)
        detail = one.session(identity)
    assert detail is not None
    assert detail.phases == (RUNNING,)
