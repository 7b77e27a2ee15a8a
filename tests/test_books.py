"""The books of the reminders."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date, datetime, timedelta

from coach import books, paths
from coach.clock import SystemClock, local_zone
from coach.history.offer import Outcome
from coach.history.store import Store
from coach.reminders import prescribed
from coach.reminders.outcomes import Came
from coach.routine.programme_course import CourseEvent, Event

NOW = SystemClock().wall().astimezone(local_zone())
TODAY = NOW.date()
CAME = Came("micro", NOW.timestamp(), "writer-micro-60", "3", "worked", "done", NOW.timestamp() + 60)


def wrote(*lines: str) -> None:
    """What the process that plans has written down."""
    file = paths.outcomes_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{line}\n" for line in lines))


def history(first: date = TODAY, last: date = TODAY) -> list[tuple[str, Outcome]]:
    """What the history knows of the reminders."""
    with closing(Store.open(paths.database(), NOW)) as store:
        return [(one.rule, one.outcome) for one in store.offers(first - timedelta(1), last + timedelta(1))]


def test_what_came_of_the_reminders_goes_into_the_history_once() -> None:
    """A line that was cut short is left out; kept again, nothing is twice."""
    wrote(json.dumps(CAME.dump()), '{"rule": "mi')
    assert books.main() == 0
    assert books.main() == 0
    assert history() == [("micro", Outcome.DONE)]
    assert not paths.outcomes_file().exists()


def test_what_was_set_aside_and_never_written_is_not_lost() -> None:
    """Ended in the middle, the next time writes it, and the newer lines after it."""
    wrote(json.dumps(CAME.dump()))
    paths.outcomes_file().rename(paths.outcomes_file().with_name("outcomes.jsonl.taken"))
    wrote(json.dumps({**CAME.dump(), "rule": "water", "outcome": "skipped"}))
    books.main()
    assert history() == [("micro", Outcome.DONE)]
    books.main()
    assert history() == [("micro", Outcome.DONE), ("water", Outcome.SKIPPED)]


def test_todays_doses_of_what_is_followed_are_there_for_the_planner() -> None:
    """Once a programme is taken up, its doses of today are rules; before that there are none."""
    books.main()
    assert prescribed.load(json.loads(paths.prescribed_file().read_text()), TODAY) == ()
    programme = next(one for one in books._index().regimens if any(item.per_day[0] for item in one.items))
    with closing(Store.open(paths.database(), NOW)) as store:
        told = datetime.combine(TODAY, NOW.timetz())
        store.tell_course(CourseEvent(programme.id, Event.BEGUN, TODAY, told, programme.revision))
    books.main()
    kept = json.loads(paths.prescribed_file().read_text())
    assert kept["day"] == TODAY.isoformat()
    rules = prescribed.load(kept, TODAY)
    assert len(rules) == len(kept["rules"])
    assert {rule.routine for rule in rules} <= {item.id for item in programme.items}


def test_a_history_that_cannot_be_opened_is_not_its_business() -> None:
    """The window says what is wrong; what was written down stays for later."""
    wrote(json.dumps(CAME.dump()))
    paths.database().mkdir(parents=True)
    assert books.main() == 1
    assert paths.outcomes_file().exists()
