from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coach.errors import CoachError
from coach.history.cramp import Cramp, side_of
from coach.routine.plan import Side
from tests.history.playing import START
from tests.player.plans import CRAMP

if TYPE_CHECKING:
    from pathlib import Path

    from coach.history.store import Store

KNOWN = Cramp(
    began=START,
    place="toes",
    side=Side.LEFT,
    way="Curling down",
    lasted=190.5,
    let_go=True,
    done=("Stop and breathe", "Toes “up”"),
)


def test_a_cramp_is_kept_as_it_was_told(store: Store) -> None:
    """Everything known of it comes back, and what is not known is not made up; the latest comes first."""
    bare = Cramp(began=START + timedelta(hours=1), place="calf")
    ids = [store.note_cramp(cramp) for cramp in (KNOWN, bare)]
    assert store.cramps(9) == (replace(bare, id=ids[1]), replace(KNOWN, id=ids[0]))
    assert store.cramps(1) == (replace(bare, id=ids[1]),)


def test_an_entry_outlives_its_session(store: Store, tmp_path: Path) -> None:
    """When the session is deleted, the cramp stays, without it."""
    session = store.begin(CRAMP, START, 1.0, "0")
    identity = store.note_cramp(replace(KNOWN, session=session))
    with closing(sqlite3.connect(tmp_path / "history.sqlite3")) as other:
        other.execute("PRAGMA foreign_keys = ON")
        other.execute("DELETE FROM sessions")
        other.commit()
    assert store.cramps(9) == (replace(KNOWN, id=identity),)


def test_a_history_that_cannot_be_written_says_so(store: Store) -> None:
    """A cramp that could not be written down is told as any trouble with the history is."""
    store.close()
    with pytest.raises(CoachError):
        store.note_cramp(KNOWN)


@pytest.mark.parametrize(
    ("sides", "side"),
    [
        ([Side.LEFT, None, Side.LEFT], Side.LEFT),
        ([Side.EITHER, Side.RIGHT], Side.RIGHT),
        ([Side.EITHER, None], None),
        ([Side.LEFT, Side.RIGHT], None),
    ],
)
def test_the_side_is_known_only_if_it_was_one(sides: list[Side | None], side: Side | None) -> None:
    """Steps for whichever side cramps tell nothing, and two sides are not one."""
    assert side_of(sides) is side
