from __future__ import annotations

import csv
import io
from dataclasses import replace

from coach.history.as_csv import MARK, sessions
from coach.player.change import Change
from coach.player.change import Kind as ChangeKind
from coach.player.rating import Kind, Moment, Rating
from tests.history.records import done


def test_sessions_make_a_table() -> None:
    """A line for each, with what was told before and after, and what was changed on the way."""
    detail = replace(
        done(),
        ratings=(Rating(Kind.PAIN, Moment.BEFORE, 4), Rating(Kind.PAIN, Moment.AFTER, 2)),
        changes=(Change(ChangeKind.EASIER, 1, 1, None, "Stretch", "Half range"),),
    )
    text = sessions([detail])
    assert text.startswith(MARK + "began,")
    [row] = csv.DictReader(io.StringIO(text.removeprefix(MARK)))
    told = {name: value for name, value in row.items() if value}
    assert told == {
        "began": "2026-11-23T09:00:00+01:00",
        "ended": "2026-11-23T09:02:13+01:00",
        "routine": "test",
        "title": "A test",
        "revision": "3",
        "status": "finished",
        "speed": "1.0",
        "work_seconds": "100.0",
        "pain_before": "4",
        "pain_after": "2",
        "changes": "easier Stretch → Half range",
    }
