from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coach.errors import CoachError
from coach.history.exchange import exported
from coach.history.migrations import MIGRATIONS, migrate
from coach.history.recovery import good_copy, look_after
from coach.history.store import Store
from tests.history.playing import START
from tests.history.records import FULL_CRAMP, done

if TYPE_CHECKING:
    from pathlib import Path

YESTERDAY = START - timedelta(days=1)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A history with forty sessions, looked after yesterday, and three sessions and a cramp since then."""
    path = tmp_path / "history.sqlite3"
    with closing(Store.open(path, YESTERDAY)) as store:
        for number in range(40):
            store.keep(done(began=YESTERDAY + timedelta(minutes=number)))
    assert look_after(path, YESTERDAY) is None
    os.utime(good_copy(path), (YESTERDAY.timestamp(), YESTERDAY.timestamp()))
    with closing(Store.open(path, START)) as store:
        for number in range(3):
            store.keep(done(began=START + timedelta(minutes=number)))
        store.note_cramp(FULL_CRAMP)
    return path


def _flip(path: Path, seed: int, pages: int) -> None:
    """Overwrite pages in the middle of the file."""
    content = bytearray(path.read_bytes())
    chance = random.Random(seed)  # noqa: S311 - places, no secrets
    for page in chance.sample(range(1, len(content) // 4096), pages):
        content[page * 4096 : page * 4096 + 200] = bytes(200)
    path.write_bytes(content)


def test_a_whole_history_is_copied_once_a_day(database: Path) -> None:
    """The next day's look makes a new copy, further ones on that day leave it."""
    before = good_copy(database).read_bytes()
    assert look_after(database, START) is None
    os.utime(good_copy(database), (START.timestamp(), START.timestamp()))
    made = good_copy(database).read_bytes()
    assert made != before
    with closing(Store.open(database, START)) as store:
        store.keep(done(began=START + timedelta(hours=1)))
    assert look_after(database, START + timedelta(hours=2)) is None
    assert good_copy(database).read_bytes() == made
    assert good_copy(database).stat().st_mode & 0o077 == 0
    assert not list(database.parent.glob("*.part"))


def test_a_history_that_is_gone_to_pieces_comes_back_from_its_copy(database: Path) -> None:
    """When nothing of the file can be read, it is the copy of yesterday, and the person is told when from."""
    database.write_bytes(b"gone " * 5000)
    with closing(Store.open(database, START)) as store:
        assert store.notice == (
            "Your history file was damaged. It is kept as history.damaged-2026-11-23.sqlite3. "
            "The copy of 22 November 2026, 09:00, is in its place."
        )
        assert store.counts().sessions == 40
        store.keep(done())
    assert database.stat().st_mode & 0o077 == 0


def test_what_can_still_be_read_since_the_copy_is_saved(database: Path) -> None:
    """A damaged page in old phases costs nothing of what came after the copy."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [page] = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'plans'").fetchone()
    content = bytearray(database.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    database.write_bytes(content)
    told = look_after(database, START)
    assert told is not None
    assert told.then.endswith("is in its place, with 3 sessions that could still be read.")
    with closing(Store.open(database, START)) as store:
        assert store.counts()[:3] == (43, 43 * 14, 1)
        assert [each.began for each in store.cramps(9)] == [START]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_damaged_the_copy_and_more_are_there_afterwards(database: Path, seed: int) -> None:
    """After damage to random pages the history is whole again and holds at least what was copied."""
    _flip(database, seed, pages=1 + seed % 4)
    told = look_after(database, START)
    with closing(Store.open(database, START)) as store:
        assert store.counts().sessions >= 40
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    kept = list(database.parent.glob("*damaged*.sqlite3"))
    assert len(kept) == (1 if told else 0)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9])
def test_a_history_that_was_cut_off_comes_back(database: Path, share: float) -> None:
    """However much of the file is missing, the copy of yesterday is there."""
    content = database.read_bytes()
    database.write_bytes(content[: int(len(content) * share)])
    assert look_after(database, START) is not None
    with closing(Store.open(database, START)) as store:
        assert store.counts().sessions >= 40


def test_a_damaged_copy_is_not_put_in_place(database: Path) -> None:
    """Where both are gone a new history begins, and both damaged files are still there."""
    for path in (database, good_copy(database)):
        path.write_bytes(b"gone " * 5000)
    with closing(Store.open(database, START)) as store:
        assert store.notice.endswith("A new history begins.")
    assert good_copy(database).exists()


def test_there_is_nothing_to_look_after_before_the_first_session(tmp_path: Path) -> None:
    """No history, no copy, no message."""
    assert look_after(tmp_path / "history.sqlite3", START) is None
    assert list(tmp_path.iterdir()) == []


def test_a_history_is_looked_after_while_a_session_writes_into_it(database: Path) -> None:
    """The copy is taken from beside a running session and holds what was committed by then."""
    with closing(Store.open(database, START)) as store:
        identity = store.begin(done().timeline, START, 1.0, "1")
        assert look_after(database, START) is None
        store.enter(identity, done().phases[0])
        assert store.counts().sessions == 44
    with closing(sqlite3.connect(good_copy(database))) as copy:
        assert copy.execute("SELECT count(*) FROM sessions").fetchone() == (44,)


def test_damage_in_use_leaves_the_copy_in_place(database: Path) -> None:
    """The message of the moment says what was put in place; the next look finds it."""
    store = Store.open(database, START)
    store._connection.execute("PRAGMA shrink_memory")
    for ending in ("", "-wal"):
        path = database.with_name(database.name + ending)
        path.write_bytes(b"\xff" * path.stat().st_size)
    with pytest.raises(CoachError, match="was damaged") as caught:
        store.keep(done())
    assert caught.value.advice.startswith("The copy of 22 November 2026")
    with closing(Store.open(database, START)) as again:
        assert again.counts().sessions == 40


def _read_all(store: Store) -> None:
    """Every session and every cramp."""
    assert [*store.details(), *store.cramps(9)]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE plans SET plan = replace(plan, 'title', 'titlu')",
        "UPDATE sessions SET started = '2026-11-2x' WHERE id > 41",
        "UPDATE phases SET phase = 'hole' WHERE id > 600",
        "UPDATE diary SET details = '{'",
        "UPDATE diary SET began = 'once'",
    ],
)
def test_what_sqlite_does_not_notice_is_noticed_all_the_same(database: Path, sql: str) -> None:
    """A row that Coach cannot read is damage: the copy is put in place, with all other rows since then."""
    with closing(Store.open(database, START)) as store:
        store._run(sql)
        with pytest.raises(CoachError, match="cannot be read any more") as caught:
            _read_all(store)
        assert "puts it right" in caught.value.advice
    assert look_after(database, START) is not None
    with closing(Store.open(database, START)) as store:
        assert len([*store.details()]) >= 40
        assert len(store.cramps(9)) == (0 if "diary" in sql else 1)
    assert look_after(database, START + timedelta(days=1)) is None


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE phases SET exercise = CAST(exercise AS BLOB) WHERE id > 600",
        "UPDATE phases SET done = 'x' WHERE id > 600",
        "UPDATE sessions SET title = x'00' WHERE id > 41",
        "UPDATE parts SET side = x'6c' WHERE id > 100",
        "UPDATE diary SET place = x'00'",
    ],
)
def test_a_value_of_another_kind_is_damage(database: Path, sql: str) -> None:
    """Bytes where there was a word, a word where there was a number: the rest is there and can be told."""
    with closing(Store.open(database, START)) as store:
        store._run(sql)
    assert look_after(database, START) is not None
    with closing(Store.open(database, START)) as store:
        assert len([*exported(store, START)]) > 40
    assert look_after(database, START + timedelta(days=1)) is None


def test_a_text_that_is_none_any_more_is_damage(database: Path) -> None:
    """Whoever meets it hears so, and all that can be read is there the next time."""
    with closing(Store.open(database, START)) as store:
        store._run("UPDATE diary SET way = cast(x'ff41' AS TEXT)")
        with pytest.raises(CoachError, match="was damaged"):
            store.cramps(9)
    with closing(Store.open(database, START)) as store:
        assert (store.counts().sessions, store.cramps(9)) == (43, ())


def test_a_history_of_an_older_coach_is_looked_after_too(tmp_path: Path) -> None:
    """It has fewer tables; it is copied as it is."""
    database = tmp_path / "history.sqlite3"
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        migrate(connection, database, MIGRATIONS[:2])
    assert look_after(database, START) is None
    assert good_copy(database).exists()
