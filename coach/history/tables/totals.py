"""Sums over the history: every line of SQL about them. Rehearsals at another speed are left out."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from coach.history.recovery import TABLES
from coach.history.session import SessionStatus
from coach.history.tables.sessions import Sessions
from coach.history.totals import Counts, Day, Felt, Work
from coach.player.rating import Kind
from coach.routine.programme_doses import Performed

if TYPE_CHECKING:
    from coach.history.session import Session

_OVER = "status <> 'open' AND speed = 1 AND day BETWEEN ? AND ?"
_FOREVER = date.max


class Totals(Sessions):
    """What was done, added up. All days are the person's own, both ends included."""

    def span(self) -> tuple[date, date] | None:
        """The first and the last day with anything in it; None where there is nothing."""
        [[first, last]] = self._all(
            # Each of the four by itself: that way SQLite only looks at the ends of the index.
            "SELECT min(day), max(day) FROM (SELECT min(day) AS day FROM sessions UNION ALL"
            " SELECT max(day) FROM sessions UNION ALL SELECT min(day) FROM diary UNION ALL"
            " SELECT max(day) FROM diary)"
        )
        return (date.fromisoformat(first), date.fromisoformat(last)) if first else None

    def sessions_between(self, first: date, last: date) -> tuple[Session, ...]:
        """The sessions of these days, oldest first; those that run, and rehearsals, too."""
        where = "WHERE day BETWEEN ? AND ? ORDER BY started, id"
        return self._sessions(where, first.isoformat(), last.isoformat())

    def days(self, first: date, last: date) -> tuple[Day, ...]:
        """The days with work in them, oldest first."""
        self._count_all()
        rows = self._all(
            f"SELECT day, total(active), count(*) FROM sessions WHERE {_OVER} GROUP BY day ORDER BY day",  # noqa: S608 - ours
            *(first.isoformat(), last.isoformat()),
        )
        return tuple(Day(date.fromisoformat(day), seconds, count) for day, seconds, count in rows)

    def work(self, first: date, last: date) -> tuple[Work, ...]:
        """Seconds of work by exercise and side."""
        self._count_all()
        rows = self._all(
            "SELECT exercise, coalesce(side, ''), total(parts.active) FROM sessions"  # noqa: S608 - our own words
            f" JOIN parts ON session_id = sessions.id WHERE {_OVER}"
            " GROUP BY exercise, side ORDER BY exercise, side",
            *(first.isoformat(), last.isoformat()),
        )
        return tuple(Work(*row) for row in rows)

    def felt(self, first: date, last: date, kind: Kind = Kind.PAIN) -> tuple[Felt, ...]:
        """What was told of pain (or another kind) before and after, session by session, oldest first."""
        rows = self._all(
            "SELECT started, routine, title, min(iif(moment = 'before', value, NULL)),"  # noqa: S608 - our own words
            " min(iif(moment = 'after', value, NULL)) FROM sessions JOIN ratings ON session_id = sessions.id"
            f" WHERE {_OVER} AND kind = ? AND moment <> 'during' GROUP BY sessions.id ORDER BY started",
            *(first.isoformat(), last.isoformat(), kind),
        )
        return tuple(Felt(datetime.fromisoformat(began), *rest) for began, *rest in rows)

    def performed(self, first: date, last: date = _FOREVER) -> tuple[Performed, ...]:
        """The sessions of these days as programmes look at them, oldest first."""
        self._count_all()
        bounds = (first.isoformat(), last.isoformat())
        shares: dict[int, dict[str, tuple[float, float]]] = {}
        for identity, side, planned, done in self._all(
            "SELECT session_id, coalesce(side, ''), sum(planned), sum(done) FROM sessions"  # noqa: S608 - our own words
            f" JOIN parts ON session_id = sessions.id WHERE {_OVER} GROUP BY session_id, side",
            *bounds,
        ):
            shares.setdefault(identity, {})[side] = (planned, done)
        told: dict[int, dict[str, int]] = {}
        for identity, kind, value in self._all(
            "SELECT session_id, kind, value FROM sessions JOIN ratings ON session_id = sessions.id"  # noqa: S608 - ours
            f" WHERE {_OVER} AND moment <> 'before' ORDER BY ratings.id",
            *bounds,
        ):
            told.setdefault(identity, {})[kind] = value
        rows = self._all(
            f"SELECT id, routine, started, coalesce(ended, started), status FROM sessions WHERE {_OVER}"  # noqa: S608 - ours
            " ORDER BY started, id",
            *bounds,
        )
        return tuple(
            Performed(
                routine=routine,
                began=datetime.fromisoformat(began),
                ended=datetime.fromisoformat(ended),
                finished=status == SessionStatus.FINISHED,
                shares=tuple(
                    (side, min(1.0, done / planned) if planned else 0.0)
                    for side, (planned, done) in shares.get(identity, {}).items()
                    if planned
                ),
                told=tuple(told.get(identity, {}).items()),
            )
            for identity, routine, began, ended, status in rows
        )

    def empty(self) -> Counts:
        """Remove everything for good, and overwrite where it stood; returns how much it was.

        Raises `CoachError`, with nothing removed, while anybody else has the file open: it can be taken away
        afterwards without taking it from under them. SQLite's log beside it is gone.
        """
        counts = self.counts()
        self._run("PRAGMA journal_mode = DELETE")  # which only who is alone can do
        with self.durably():
            for table in reversed(TABLES):
                self._run(f"DELETE FROM {table}")  # noqa: S608 - our own names
        self._run("VACUUM")
        return counts

    def counts(self) -> Counts:
        """How much there is."""
        tables = ("sessions", "phases", "course_events", "offers")
        sessions, phases, decisions, offers = (
            self._number(f"SELECT count(*) FROM {table}")  # noqa: S608 - our own names
            for table in tables
        )
        cramps = self._number("SELECT count(DISTINCT entry) FROM diary")
        return Counts(sessions, phases, cramps, decisions, offers)
