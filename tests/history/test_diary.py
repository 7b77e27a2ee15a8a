from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coach.history import migrations
from coach.history.cramp import DETAILS, PLACES, SIGNS, Cramp
from coach.history.store import Store
from coach.routine.plan import Side
from tests.history.playing import START
from tests.history.records import FULL_CRAMP

if TYPE_CHECKING:
    from pathlib import Path

LATER = START + timedelta(hours=5)


def test_every_field_that_a_visit_asks_for_is_kept(store: Store) -> None:
    """An entry with everything in it comes back as it was, and one with next to nothing too."""
    bare = Cramp(START, "hand")
    for cramp in (FULL_CRAMP, bare):
        identity = store.note_cramp(cramp)
        assert store.cramp_versions(identity)[0].cramp == replace(cramp, id=identity)
    told = {field.name for field in fields(Cramp) if getattr(FULL_CRAMP, field.name) not in (None, "", ())}
    assert told == {field.name for field in fields(Cramp)} - {"session", "weakness"}
    assert set(SIGNS) <= set(DETAILS)
    assert {"finger", "thumb", "breathing"} <= set(PLACES)


def test_a_correction_keeps_what_was_written_before(store: Store) -> None:
    """The latest version is the entry; each version knows when it was told."""
    identity = store.note_cramp(Cramp(START, "toes"))
    store.correct_cramp(Cramp(START, "toes", Side.LEFT, pain=4, id=identity), LATER)
    assert [cramp.pain for cramp in store.cramps(9)] == [4]
    assert [(each.cramp.pain, each.told, each.withdrawn) for each in store.cramp_versions(identity)] == [
        (None, START, False),
        (4, LATER, False),
    ]


def test_an_entry_that_is_taken_out_is_known_and_can_come_back(store: Store) -> None:
    """It is in no list any more, its versions stay; a correction brings it back; taking out twice is once."""
    kept, gone = store.note_cramp(Cramp(START, "hand")), store.note_cramp(FULL_CRAMP)
    for _ in range(2):
        store.withdraw_cramp(gone, LATER)
    assert [cramp.id for cramp in store.cramps(9)] == [kept]
    assert store.cramps_between(START.date(), START.date()) == store.cramps(9)
    assert [each.withdrawn for each in store.cramp_versions(gone)] == [False, True]
    store.correct_cramp(replace(FULL_CRAMP, id=gone, pain=1), LATER)
    assert {cramp.pain for cramp in store.cramps(9)} == {None, 1}


def test_an_entry_can_be_removed_for_good(store: Store) -> None:
    """Nothing of it is left, and nothing happens for one that does not exist."""
    identity = store.note_cramp(FULL_CRAMP)
    store.forget_cramp(identity)
    store.withdraw_cramp(identity, LATER)
    assert (store.cramps(9), store.cramp_versions(identity), store.entries()) == ((), (), ())


def test_cramps_are_found_by_the_persons_own_days(store: Store) -> None:
    """Half past midnight belongs to the new day, wherever that was; oldest first."""
    for offset in ("+14:00", "-11:00", "+00:00"):
        store.note_cramp(Cramp(START.fromisoformat(f"2026-11-24T00:30:00{offset}"), "calf"))
    store.note_cramp(Cramp(START, "calf"))
    assert len(store.cramps_between(date(2026, 11, 24), date(2026, 11, 24))) == 3
    assert [each.began.day for each in store.cramps_between(date(2026, 11, 1), date(2026, 11, 30))] == [
        23,
        24,
        24,
        24,
    ]


def test_the_small_notes_of_an_older_coach_become_entries(tmp_path: Path) -> None:
    """Every cramp comes through the migration with its id, in order."""
    database = tmp_path / "history.sqlite3"
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        migrations.migrate(connection, database, migrations.MIGRATIONS[:4])
        connection.execute(
            "INSERT INTO cramps VALUES (5, ?, 'toes', 'left', 'Down', 90.5, 1, '[\"Breathe\"]', NULL)",
            (START.isoformat(),),
        )
    with closing(Store.open(database, LATER)) as store:
        assert store.cramps(9) == (
            Cramp(START, "toes", Side.LEFT, "Down", 90.5, let_go=True, done=("Breathe",), id=5),
        )
        assert store.note_cramp(Cramp(START, "hand")) == 6
    assert (tmp_path / "history.before-version-5.sqlite3").exists()
