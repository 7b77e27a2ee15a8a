"""Reminders that were offered and what was decided about programmes: every line of SQL about them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from coach.history.offer import Offered, Outcome
from coach.history.tables.database import Database
from coach.routine.programme_course import CourseEvent, Event

if TYPE_CHECKING:
    from typing import Any

_OFFER = "rule, offered, routine, cause, why, outcome, settled, session_id"
_EVENT = 'programme, event, day, told, revision, item, "by", reason'


class Offers(Database):
    """What Coach offered."""

    def note_offer(self, offer: Offered) -> int:
        """Write down that a reminder was offered, or missed; returns its id."""
        settled = offer.settled and offer.settled.isoformat()
        return self._run(
            f"INSERT INTO offers ({_OFFER}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - our own column names
            *(offer.rule, offer.offered.isoformat(), offer.routine, offer.cause, offer.why),
            *(offer.outcome, settled, offer.session),
        )

    def settle_offer(self, identity: int, outcome: Outcome, at: datetime, session: int | None = None) -> None:
        """Write down what came of a reminder."""
        self._run(
            "UPDATE offers SET outcome = ?, settled = ?, session_id = coalesce(?, session_id) WHERE id = ?",
            *(outcome, at.isoformat(), session, identity),
        )

    def offers(self, first: date, last: date) -> tuple[Offered, ...]:
        """The reminders of the person's own days from `first` to `last`, both included, oldest first."""
        rows = self._all(
            f"SELECT id, {_OFFER} FROM offers WHERE day BETWEEN ? AND ? ORDER BY offered, id",  # noqa: S608 - ours
            *(first.isoformat(), last.isoformat()),
        )
        with self._understood():
            return tuple(map(_offer, rows))


class Courses(Database):
    """What was decided about programmes."""

    def tell_course(self, event: CourseEvent) -> int:
        """Write down something about a programme; returns its id. Nothing of it is ever changed."""
        with self.durably():
            return self._run(
                f"INSERT INTO course_events ({_EVENT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - ours
                *(event.programme, event.event, event.day.isoformat(), event.told.isoformat()),
                *(event.revision, event.item, event.by, event.reason),
            )

    def course_events(self, programme: str = "") -> tuple[CourseEvent, ...]:
        """What was written down about a programme, or about all of them, in the order in which it was."""
        rows = self._all(
            f"SELECT id, {_EVENT} FROM course_events WHERE ? IN ('', programme) ORDER BY id",  # noqa: S608 - ours
            programme,
        )
        with self._understood():
            return tuple(map(_event, rows))


def _offer(row: tuple[Any, ...]) -> Offered:
    identity, rule, offered, routine, cause, why, outcome, settled, session = row
    return Offered(
        id=identity,
        rule=rule,
        offered=datetime.fromisoformat(offered),
        routine=routine,
        cause=cause,
        why=why,
        outcome=Outcome(outcome),
        settled=datetime.fromisoformat(settled) if settled else None,
        session=session,
    )


def _event(row: tuple[Any, ...]) -> CourseEvent:
    identity, programme, event, day, told, revision, item, by, reason = row
    return CourseEvent(
        id=identity,
        programme=programme,
        event=Event(event),
        day=date.fromisoformat(day),
        told=datetime.fromisoformat(told),
        revision=revision,
        item=item,
        by=by,
        reason=reason,
    )
