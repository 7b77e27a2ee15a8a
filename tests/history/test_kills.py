"""A dozen kills at random moments; `python -m benchmarks.kills` does two hundred."""

from __future__ import annotations

from benchmarks.kills import MOST_BACK, kill_many


def test_no_session_is_lost_to_a_kill_and_all_go_on_within_a_second() -> None:
    """Killed at any moment, changed on the way or not, a session goes on at most a second before the kill."""
    back = [one.back for one in kill_many(12, latest=1.6)]
    assert all(one is not None and one <= MOST_BACK for one in back), back
