"""A few of each fault; `python -m benchmarks.history_faults` does hundreds and counts."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.history_faults import damages, flips, kills, newer

COACH = Path(__file__).parents[2] / "coach"


def test_nothing_that_was_committed_is_lost_to_a_kill() -> None:
    """Killed while writing, backing up or copying, everything that was said to be there is there."""
    said, lost = kills(3)
    assert lost == 0
    assert said > 0


def test_damage_never_costs_what_the_daily_copy_has() -> None:
    """Cut off or overwritten at random, the file is whole again and has at least the sessions of the copy."""
    cut, scribbled = damages(3)
    assert min(*cut, *scribbled) >= 200


def test_a_flipped_bit_never_stops_coach() -> None:
    """It is noticed and put right, or the history can be read as if nothing had happened."""
    *_, lost = flips(4)
    assert lost == 0


def test_a_file_of_a_newer_coach_is_not_touched() -> None:
    """Not a byte of it, and the message says what to do."""
    assert newer().startswith("unchanged: True; Your history was written by a newer Coach")


def test_the_history_is_the_only_room_that_speaks_sql() -> None:
    """No module outside `coach/history` holds a statement."""
    spoken = re.compile(r'"(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|PRAGMA|CREATE TABLE) ')
    found = [
        path.relative_to(COACH).as_posix()
        for path in COACH.rglob("*.py")
        if path.relative_to(COACH).parts[0] != "history" and spoken.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
