"""Sessions written: as they happen, phase by phase, or whole. `details` reads them."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from coach.history.as_json import plan_text
from coach.history.session import PAPER, Feeling, Session, SessionDetail, SessionStatus, as_planned
from coach.history.tables.details import CHANGE, PHASE, Details
from coach.player.rating import Moment, Rating
from coach.player.record import PhaseRecord, summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from coach.player import rating
    from coach.player.change import Change
    from coach.routine.plan import Side, Timeline

_ENTER = f"INSERT INTO phases (session_id, {PHASE}) VALUES ({', '.join('?' * 13)})"  # noqa: S608 - our own names

_LOG_PAGES: Final = 5_000
"""Pages of SQLite's log (20 MB) up to which it is left beside the file during a session: more than an hour.

Moving it into the file waits for the disk, which no phase of a running session should: `close` does it.
"""


class Sessions(Details):
    """What was done."""

    def begin(
        self, timeline: Timeline, started: datetime, speed: float, version: str, owner: str = ""
    ) -> int:
        """Write down that a session has begun; returns its id."""
        self._run(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        with self.together():
            plan = self._plan(timeline)
            return self._run(
                "INSERT INTO sessions"
                " (plan_id, routine, title, revision, started, status, speed, version, owner)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                *(plan, timeline.routine, timeline.title, timeline.revision, started.isoformat()),
                *(SessionStatus.OPEN, speed, version, owner),
            )

    def _plan(self, timeline: Timeline) -> int:
        """The id of a plan, written down if it is new."""
        plan = plan_text(timeline)
        digest = sha256(plan.encode()).hexdigest()
        self._run("INSERT OR IGNORE INTO plans (plan, digest) VALUES (?, ?)", plan, digest)
        return int(self._all("SELECT id FROM plans WHERE digest = ?", digest)[0][0])

    def take_over(self, session: Session, owner: str) -> bool:
        """Play an unfinished session from now on; False if another Coach has taken it meanwhile."""
        self._run(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        with self._kindly():
            taken = self._connection.execute(
                "UPDATE sessions SET owner = ? WHERE id = ? AND owner = ? AND status = 'open'",
                (owner, session.id, session.owner),
            )
        return taken.rowcount == 1

    def enter(self, session_id: int, record: PhaseRecord) -> int:
        """Write down a phase, running or already over; returns its id."""
        return self._run(_ENTER, *_phase(session_id, record))

    def heartbeat(self, phase_id: int, done: float) -> None:
        """Write down how many seconds of a running phase are done."""
        self._run("UPDATE phases SET done = ? WHERE id = ?", done, phase_id)

    def leave(self, phase_id: int, record: PhaseRecord) -> None:
        """Write down how a running phase ended."""
        self._run(
            "UPDATE phases SET planned = ?, ended = ?, done = ?, outcome = ? WHERE id = ?",
            *(record.planned, record.ended, record.done, record.outcome, phase_id),
        )

    def change(self, session_id: int, change: Change, timeline: Timeline, at: float) -> None:
        """Write down what was changed on the way, and the plan from now on."""
        self._run("UPDATE sessions SET plan_id = ? WHERE id = ?", self._plan(timeline), session_id)
        self._change(session_id, change, at)

    def _change(self, session_id: int, change: Change, at: float) -> None:
        self._run(
            f"INSERT INTO changes (session_id, at, {CHANGE})"  # noqa: S608 - our own column names
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(session_id, at, change.kind, change.index, change.item, change.side),
            *(change.title, change.by, change.seconds, change.reason),
        )

    def finish(self, session_id: int, status: SessionStatus, ended: datetime) -> None:
        """Write down that a session is over, and count what was done in it."""
        with self.durably():
            self._run(
                "UPDATE sessions SET status = ?, ended = ? WHERE id = ?",
                *(status, ended.isoformat(), session_id),
            )
            self._count(session_id)

    def note_done(
        self, timeline: Timeline, began: datetime, version: str, told: Iterable[Rating] = ()
    ) -> int:
        """Write down a session that was not played but done with a hand-out, as planned; returns its id."""
        done = as_planned(timeline, began, version, told)
        with self.durably():
            return self.keep(replace(done, session=replace(done.session, source=PAPER)))

    def keep(self, detail: SessionDetail, moments: Sequence[float] = ()) -> int:
        """Write down a whole session from elsewhere, as it is told; returns its id here.

        `moments` are when its changes were made, seconds since it began.
        """
        session = detail.session
        is_over = session.status is not SessionStatus.OPEN
        ended = (session.ended or session.started).isoformat() if is_over else None
        with self.together():
            identity = self._run(
                "INSERT INTO sessions (plan_id, routine, title, revision, started, ended, status, speed,"
                " version, feeling, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                *(self._plan(detail.timeline), session.routine, session.title, session.revision),
                *(session.started.isoformat(), ended, session.status, session.speed, session.version),
                *(session.feeling, session.source),
            )
            self._run_many(_ENTER, (_phase(identity, each) for each in detail.phases))
            for each in detail.ratings:
                self._rating(identity, each)
            for number, each_change in enumerate(detail.changes):
                self._change(identity, each_change, moments[number] if number < len(moments) else 0.0)
            if is_over:
                self._sum_up(identity, detail)
        return identity

    def forget_session(self, session_id: int) -> None:
        """Take a session out of the history for good. What the diary says about it stays, without it."""
        with self.together():
            self._run("DELETE FROM sessions WHERE id = ?", session_id)
            self._run("DELETE FROM plans WHERE id NOT IN (SELECT plan_id FROM sessions)")

    def _count(self, session_id: int) -> None:
        detail = self.session(session_id)
        if detail is not None:
            self._sum_up(session_id, detail)

    def _sum_up(self, session_id: int, detail: SessionDetail) -> None:
        """Sum up a session that is over, so that years of it are added up without a look at its phases."""
        active: dict[tuple[int, str, Side | None], float] = {}
        for phase in detail.phases:
            if phase.phase.is_work:
                place = (detail.timeline.steps[phase.index].item, phase.exercise, phase.side)
                active[place] = active.get(place, 0.0) + phase.done
        parts = []
        for each in summary(detail.timeline, detail.phases).parts:
            seconds = active.pop((each.item, each.exercise, each.side), 0.0)
            parts.append((each.exercise, each.side, each.planned, each.done, seconds))
        # Of exercises that were changed on the way there is work and no part of the plan.
        parts += [(exercise, side, 0.0, 0.0, seconds) for (_, exercise, side), seconds in active.items()]
        self._run("DELETE FROM parts WHERE session_id = ?", session_id)
        self._run_many(
            "INSERT INTO parts (session_id, exercise, side, planned, done, active) VALUES (?, ?, ?, ?, ?, ?)",
            ((session_id, *part) for part in parts),
        )
        self._run(
            "UPDATE sessions SET active ="
            " (SELECT total(active) FROM parts WHERE session_id = sessions.id) WHERE id = ?",
            session_id,
        )

    def _count_all(self) -> None:
        """Sum up what an older Coach has not."""
        missing = self._all("SELECT id FROM sessions WHERE active IS NULL AND status <> 'open'")
        if missing:
            with self.together():
                for (session_id,) in missing:
                    self._count(session_id)

    def feel(self, session_id: int, feeling: Feeling | None) -> None:
        """Write down how it felt; None takes the answer back."""
        self._run("UPDATE sessions SET feeling = ? WHERE id = ?", feeling, session_id)

    def rate(self, session_id: int, told: Rating) -> None:
        """Write down a rating. Before and after there is one of each kind: a later one takes its place."""
        with self.together():
            if told.moment is not Moment.DURING:
                self.withdraw(session_id, told.kind, told.moment)
            self._rating(session_id, told)

    def _rating(self, session_id: int, told: Rating) -> None:
        self._run(
            "INSERT INTO ratings (session_id, kind, moment, value, at) VALUES (?, ?, ?, ?, ?)",
            *(session_id, told.kind, told.moment, told.value, told.at),
        )

    def withdraw(self, session_id: int, kind: rating.Kind, moment: Moment) -> None:
        """Take a rating back."""
        self._run(
            "DELETE FROM ratings WHERE session_id = ? AND kind = ? AND moment = ?", session_id, kind, moment
        )


def _phase(session_id: int, record: PhaseRecord) -> tuple[object, ...]:
    return (
        *(session_id, record.index, record.phase, record.exercise, record.side),
        *(record.rep, record.set, record.round, record.planned),
        *(record.began, record.ended, record.done, record.outcome),
    )
