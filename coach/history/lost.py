"""The session that Coach died in, to be gone on with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from coach.history.session import SessionDetail, SessionStatus
from coach.player.resume import Interrupted, interrupted

if TYPE_CHECKING:
    from datetime import datetime

    from coach.history.store import Store


@dataclass(frozen=True, slots=True)
class Lost:
    """A session as the history has it, and where it stood."""

    detail: SessionDetail
    stood: Interrupted

    @property
    def last_seen(self) -> datetime:
        """The time of day at which it was last heard of, as near as is known."""
        return _last_seen(self.detail, self.stood.lasted)


def find(store: Store) -> Lost | None:
    """The newest session that Coach died in, if there is something left of it. Older ones are closed."""
    newest: Lost | None = None
    for session in store.lost():
        detail = store.session(session.id)
        if detail is None:
            continue
        stood = interrupted(detail.timeline, detail.phases, detail.changes)
        if stood is None:
            lasted = max((one.ended or 0.0 for one in detail.phases), default=0.0)
            store.finish(session.id, SessionStatus.FINISHED, _last_seen(detail, lasted))
        elif newest is None:
            newest = Lost(detail, stood)
        else:
            store.finish(session.id, SessionStatus.STOPPED, _last_seen(detail, stood.lasted))
    return newest


def _last_seen(detail: SessionDetail, lasted: float) -> datetime:
    return detail.session.started + timedelta(seconds=lasted / detail.session.speed)
