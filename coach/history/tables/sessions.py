"""Sessions, their phases, ratings and changes: every line of SQL about them."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from coach.history import alive
from coach.history.as_json import plan_from, plan_text
from coach.history.session import Feeling, Session, SessionDetail, SessionStatus
from coach.history.tables.database import Database
from coach.player import change, rating
from coach.player.change import Change
from coach.player.events import Outcome
from coach.player.rating import Moment, Rating
from coach.player.record import PhaseRecord, summary
from coach.routine.plan import Phase, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from coach.routine.plan import Step, Timeline

_SESSION = (
    "id, routine, title, revision, started, speed, version, status, ended, feeling,"
    " (SELECT value FROM ratings WHERE session_id = sessions.id AND kind = 'pain' AND moment = 'after'),"
    " (SELECT max(ended) FROM phases WHERE session_id = sessions.id AND outcome = 'let-go'),"
    " (SELECT value FROM ratings WHERE session_id = sessions.id AND kind = 'pain' AND moment = 'before'),"
    " owner, source"
)
_PHASE = 'step, phase, exercise, side, rep, "set", round, planned, began, ended, done, outcome'
_CHANGE = 'kind, step, item, side, title, "by", seconds, reason'


class Sessions(Database):
    """What was done."""

    def begin(
        self, timeline: Timeline, started: datetime, speed: float, version: str, owner: str = ""
    ) -> int:
        """Write down that a session has begun; returns its id."""
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
        with self._kindly():
            taken = self._connection.execute(
                "UPDATE sessions SET owner = ? WHERE id = ? AND owner = ? AND status = 'open'",
                (owner, session.id, session.owner),
            )
        return taken.rowcount == 1

    def enter(self, session_id: int, record: PhaseRecord) -> int:
        """Write down a phase, running or already over; returns its id."""
        fields = ", ".join("?" * 13)
        return self._run(
            f"INSERT INTO phases (session_id, {_PHASE}) VALUES ({fields})",  # noqa: S608 - our own column names
            *(session_id, record.index, record.phase, record.exercise, record.side),
            *(record.rep, record.set, record.round, record.planned),
            *(record.began, record.ended, record.done, record.outcome),
        )

    def heartbeat(self, phase_id: int, done: float) -> None:
        """Write down how many seconds of a running phase are done."""
        self._run("UPDATE phases SET done = ? WHERE id = ?", done, phase_id)

    def leave(self, phase_id: int, record: PhaseRecord) -> None:
        """Write down how a running phase ended."""
        self._run(
            "UPDATE phases SET planned = ?, ended = ?, done = ?, outcome = ? WHERE id = ?",
            *(record.planned, record.ended, record.done, record.outcome, phase_id),
        )

    def running_phase(self, session_id: int) -> int:
        """The id of the phase that was running when a session was last heard of; 0 if none was."""
        return self._number("SELECT max(id) FROM phases WHERE session_id = ? AND outcome IS NULL", session_id)

    def change(self, session_id: int, change: Change, timeline: Timeline, at: float) -> None:
        """Write down what was changed on the way, and the plan from now on."""
        self._run("UPDATE sessions SET plan_id = ? WHERE id = ?", self._plan(timeline), session_id)
        self._run(
            f"INSERT INTO changes (session_id, at, {_CHANGE})"  # noqa: S608 - our own column names
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
        with self.durably():
            identity = self.begin(timeline, began, 1.0, version)
            self._run("UPDATE sessions SET source = 'paper' WHERE id = ?", identity)
            for index, step in enumerate(timeline.steps):
                self.enter(identity, _as_planned(index, step))
            for each in told:
                self.rate(identity, each)
            ended = began + timedelta(seconds=timeline.total)
            self.finish(identity, SessionStatus.FINISHED, ended)
        return identity

    def keep(self, detail: SessionDetail, moments: Sequence[float] = ()) -> int:
        """Write down a whole session from elsewhere, as it is told; returns its id here.

        `moments` are when its changes were made, seconds since it began.
        """
        session = detail.session
        with self.together():
            identity = self.begin(detail.timeline, session.started, session.speed, session.version)
            self._run(
                "UPDATE sessions SET routine = ?, title = ?, revision = ?, feeling = ?, source = ?"
                " WHERE id = ?",
                *(session.routine, session.title, session.revision, session.feeling, session.source),
                identity,
            )
            for phase in detail.phases:
                self.enter(identity, phase)
            for each in detail.ratings:
                self._rating(identity, each)
            for number, each_change in enumerate(detail.changes):
                at = moments[number] if number < len(moments) else 0.0
                self.change(identity, each_change, detail.timeline, at)
            if session.status is not SessionStatus.OPEN:
                self.finish(identity, session.status, session.ended or session.started)
        return identity

    def moments(self, session_id: int) -> tuple[float, ...]:
        """When the changes of a session were made, seconds since it began."""
        rows = self._all("SELECT at FROM changes WHERE session_id = ? ORDER BY id", session_id)
        return tuple(at for (at,) in rows)

    def details(self) -> Iterator[SessionDetail]:
        """Every session there is, in the order in which they were written."""
        for (identity,) in self._all("SELECT id FROM sessions ORDER BY id"):
            detail = self.session(identity)
            if detail is not None:
                yield detail

    def forget_session(self, session_id: int) -> None:
        """Take a session out of the history for good. What the diary says about it stays, without it."""
        with self.together():
            self._run("DELETE FROM sessions WHERE id = ?", session_id)
            self._run("DELETE FROM plans WHERE id NOT IN (SELECT plan_id FROM sessions)")

    def _count(self, session_id: int) -> None:
        """Sum up a session that is over, so that years of it are added up without a look at its phases."""
        detail = self.session(session_id)
        if detail is None:
            return
        active: dict[tuple[int, str, Side | None], float] = {}
        for phase in detail.phases:
            if phase.phase.is_work:
                place = (detail.timeline.steps[phase.index].item, phase.exercise, phase.side)
                active[place] = active.get(place, 0.0) + phase.done
        self._run("DELETE FROM parts WHERE session_id = ?", session_id)
        for part in summary(detail.timeline, detail.phases).parts:
            seconds = active.pop((part.item, part.exercise, part.side), 0.0)
            self._part(session_id, part.exercise, part.side, part.planned, part.done, seconds)
        for (_, exercise, side), seconds in active.items():  # of exercises that were changed on the way
            self._part(session_id, exercise, side, 0.0, 0.0, seconds)
        self._run(
            "UPDATE sessions SET active ="
            " (SELECT total(active) FROM parts WHERE session_id = sessions.id) WHERE id = ?",
            session_id,
        )

    def _part(
        self, session_id: int, exercise: str, side: Side | None, planned: float, done: float, active: float
    ) -> None:
        self._run(
            "INSERT INTO parts (session_id, exercise, side, planned, done, active) VALUES (?, ?, ?, ?, ?, ?)",
            *(session_id, exercise, side, planned, done, active),
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

    def sessions(self, limit: int) -> tuple[Session, ...]:
        """The latest sessions, newest first."""
        return self._sessions("ORDER BY id DESC LIMIT ?", limit)

    def active(self, limit: int) -> tuple[tuple[datetime, float], ...]:
        """When each of the latest sessions began, and the seconds that were done in it; newest first.

        Rehearsals at another speed are left out.
        """
        rows = self._all(
            "SELECT started, (SELECT total(done) FROM phases WHERE session_id = sessions.id)"
            " FROM sessions WHERE speed = 1 ORDER BY id DESC LIMIT ?",
            limit,
        )
        return tuple((datetime.fromisoformat(started), float(done)) for started, done in rows)

    def unfinished(self) -> tuple[Session, ...]:
        """Sessions that are running now or that Coach died in, newest first."""
        return self._sessions("WHERE status = 'open' ORDER BY id DESC")

    def lost(self) -> tuple[Session, ...]:
        """Sessions that Coach died in, newest first: nobody plays them any more."""
        folder = alive.folder(self._path)
        return tuple(each for each in self.unfinished() if not alive.is_given(folder, each.owner))

    def session(self, session_id: int) -> SessionDetail | None:
        """A session with its plan and phases; None if there is no such session."""
        found = self._sessions("WHERE id = ?", session_id)
        if not found:
            return None
        [[plan]] = self._all(
            "SELECT plan FROM plans JOIN sessions ON plans.id = plan_id WHERE sessions.id = ?", session_id
        )
        rows = self._all(
            f"SELECT {_PHASE} FROM phases WHERE session_id = ? ORDER BY id",  # noqa: S608 - our own names
            session_id,
        )
        said = self._all(
            "SELECT kind, moment, value, at FROM ratings WHERE session_id = ? ORDER BY id", session_id
        )
        changed = self._all(
            f"SELECT {_CHANGE} FROM changes WHERE session_id = ? ORDER BY id",  # noqa: S608 - our own names
            session_id,
        )
        with self._understood():
            return SessionDetail(
                found[0],
                plan_from(plan),
                tuple(_phase(row) for row in rows),
                tuple(Rating(rating.Kind(kind), Moment(moment), *rest) for kind, moment, *rest in said),
                tuple(_change(row) for row in changed),
            )

    def _sessions(self, which: str, *values: object) -> tuple[Session, ...]:
        rows = self._all(f"SELECT {_SESSION} FROM sessions {which}", *values)  # noqa: S608 - our own words
        with self._understood():
            return tuple(_session(row) for row in rows)


def _session(row: tuple[Any, ...]) -> Session:
    identity, routine, title, revision, started, speed, version, status, ended, feeling, *told = row
    pain, let_go, pain_before, owner, source = told
    return Session(
        id=identity,
        routine=routine,
        title=title,
        revision=revision,
        started=datetime.fromisoformat(started),
        speed=speed,
        version=version,
        status=SessionStatus(status),
        ended=datetime.fromisoformat(ended) if ended else None,
        feeling=Feeling(feeling) if feeling else None,
        pain=pain,
        let_go=let_go,
        pain_before=pain_before,
        owner=owner,
        source=source,
    )


def _as_planned(index: int, step: Step) -> PhaseRecord:
    return PhaseRecord(
        index=index,
        phase=step.phase,
        exercise=step.exercise,
        side=step.side,
        rep=step.rep,
        set=step.set,
        round=step.round,
        planned=step.length,
        began=step.start,
        ended=step.end,
        done=step.length,
        outcome=Outcome.DONE,
    )


def _change(row: tuple[Any, ...]) -> Change:
    kind, index, item, side, title, by, seconds, reason = row
    return Change(
        change.Kind(kind),
        index,
        item,
        Side(side) if side else None,
        title,
        by,
        seconds,
        change.Reason(reason),
    )


def _phase(row: tuple[Any, ...]) -> PhaseRecord:
    index, phase, exercise, side, rep, set_, round_, planned, began, ended, done, outcome = row
    return PhaseRecord(
        index=index,
        phase=Phase(phase),
        exercise=exercise,
        side=Side(side) if side else None,
        rep=rep,
        set=set_,
        round=round_,
        planned=planned,
        began=began,
        ended=ended,
        done=done,
        outcome=Outcome(outcome) if outcome else None,
    )
