"""Sessions read: one line of the history each, or whole, with their plan, phases, ratings and changes."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from coach.history import alive
from coach.history.as_json import plan_from
from coach.history.session import Feeling, Session, SessionDetail, SessionStatus
from coach.history.tables.database import Database
from coach.player import change, rating
from coach.player.change import Change
from coach.player.events import Outcome
from coach.player.rating import Moment, Rating
from coach.player.record import PhaseRecord
from coach.routine.plan import Phase, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

SESSION: Final = (
    "id, routine, title, revision, started, speed, version, status, ended, feeling,"
    " (SELECT value FROM ratings WHERE session_id = sessions.id AND kind = 'pain' AND moment = 'after'),"
    " (SELECT max(ended) FROM phases WHERE session_id = sessions.id AND outcome = 'let-go'),"
    " (SELECT value FROM ratings WHERE session_id = sessions.id AND kind = 'pain' AND moment = 'before'),"
    " owner, source"
)
PHASE: Final = 'step, phase, exercise, side, rep, "set", round, planned, began, ended, done, outcome'
CHANGE: Final = 'kind, step, item, side, title, "by", seconds, reason'
_AT_ONCE: Final = 500
"""Sessions that are read at once: a few queries for all of them, and a few megabytes."""
# Looked up, words are values in half the time, and ten years have a million and more of them.
_PHASES: Final = {str(each): each for each in Phase}
_SIDES: Final[dict[str | None, Side | None]] = {None: None, **{str(each): each for each in Side}}
_OUTCOMES: Final[dict[str | None, Outcome | None]] = {None: None, **{str(each): each for each in Outcome}}


class Details(Database):
    """What was done, session by session."""

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

    def running_phase(self, session_id: int) -> int:
        """The id of the phase that was running when a session was last heard of; 0 if none was."""
        return self._number("SELECT max(id) FROM phases WHERE session_id = ? AND outcome IS NULL", session_id)

    def session(self, session_id: int) -> SessionDetail | None:
        """A session with its plan and phases; None if there is no such session."""
        return next(self._in_turn("WHERE id = ?", session_id), None)

    def details(self) -> Iterator[SessionDetail]:
        """Every session there is, in the order in which they were written."""
        return self._in_turn("ORDER BY id")

    def details_between(self, first: date, last: date) -> Iterator[SessionDetail]:
        """The sessions of the person's own days from `first` to `last`, both included, oldest first."""
        which = "WHERE day BETWEEN ? AND ? ORDER BY started, id"
        return self._in_turn(which, first.isoformat(), last.isoformat())

    def details_timed(self) -> Iterator[tuple[SessionDetail, tuple[float, ...]]]:
        """As `details`, each with when its changes were made: seconds since it began, one for each change."""
        for ids in self._batches("ORDER BY id"):
            with self._at_one_moment():
                found, moments = self._whole(ids), self._of("changes", "at", json.dumps(ids))
            for each in ids:
                if each in found:
                    yield found[each], tuple(at for at, _ in moments.get(each, ()))

    def _sessions(self, which: str, *values: object) -> tuple[Session, ...]:
        rows = self._all(f"SELECT {SESSION} FROM sessions {which}", *values)  # noqa: S608 - our own words
        with self._understood():
            return tuple(_session(row) for row in rows)

    def _in_turn(self, which: str, *values: object) -> Iterator[SessionDetail]:
        """These sessions with everything, so many at once that years of them fit into memory."""
        for ids in self._batches(which, *values):
            found = self._whole(ids)
            yield from (found[each] for each in ids if each in found)

    def _batches(self, which: str, *values: object) -> Iterator[list[int]]:
        """The ids of these sessions, so many at once."""
        ids = [identity for (identity,) in self._all(f"SELECT id FROM sessions {which}", *values)]  # noqa: S608 - ours
        for first in range(0, len(ids), _AT_ONCE):
            yield ids[first : first + _AT_ONCE]

    def _whole(self, wanted: Sequence[int]) -> dict[int, SessionDetail]:
        ids, among = json.dumps(wanted), "IN (SELECT value FROM json_each(?))"
        with self._at_one_moment():
            sessions = self._sessions(f"WHERE id {among}", ids)
            followed = dict(self._all(f"SELECT id, plan_id FROM sessions WHERE id {among}", ids))  # noqa: S608 - ours
            plans = self._all(
                f"SELECT id, plan FROM plans WHERE id IN (SELECT plan_id FROM sessions WHERE id {among})",  # noqa: S608 - ours
                ids,
            )
            phases = self._of("phases", PHASE, ids)
            said = self._of("ratings", "kind, moment, value, at", ids)
            changed = self._of("changes", CHANGE, ids)
        with self._understood():
            timelines = {identity: plan_from(plan) for identity, plan in plans}
            return {
                each.id: SessionDetail(
                    each,
                    timelines[followed[each.id]],
                    tuple(map(_phase, phases.get(each.id, ()))),
                    tuple(map(_rating, said.get(each.id, ()))),
                    tuple(map(_change, changed.get(each.id, ()))),
                )
                for each in sessions
            }

    def _of(self, table: str, columns: str, ids: str) -> dict[int, list[tuple[Any, ...]]]:
        """The rows of some sessions, in their order, by session."""
        found: dict[int, list[tuple[Any, ...]]] = {}
        for row in self._all(
            f"SELECT {columns}, session_id FROM {table}"  # noqa: S608 - our own names
            " WHERE session_id IN (SELECT value FROM json_each(?)) ORDER BY session_id, id",
            ids,
        ):
            found.setdefault(row[-1], []).append(row)
        return found


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


def _phase(row: tuple[Any, ...]) -> PhaseRecord:
    index, phase, exercise, side, rep, set_, round_, planned, began, ended, done, outcome, _ = row
    return PhaseRecord(
        index,
        _PHASES[phase],
        exercise,
        _SIDES[side],
        rep,
        set_,
        round_,
        planned,
        began,
        ended,
        done,
        _OUTCOMES[outcome],
    )


def _rating(row: tuple[Any, ...]) -> Rating:
    kind, moment, value, at, _ = row
    return Rating(rating.Kind(kind), Moment(moment), value, at)


def _change(row: tuple[Any, ...]) -> Change:
    kind, index, item, side, title, by, seconds, reason, _ = row
    return Change(change.Kind(kind), index, item, _SIDES[side], title, by, seconds, change.Reason(reason))
