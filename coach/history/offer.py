"""A reminder that was offered, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Outcome(StrEnum):
    """What came of a reminder."""

    OPEN = ""
    """It has not been answered yet."""
    DONE = "done"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"
    IGNORED = "ignored"
    WITHDRAWN = "withdrawn"
    """It was taken back before anybody answered: the person rested by themselves, or something came up."""
    MISSED = "missed"
    """Its time passed without it being offered."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One reminder in the history.

    `rule` is the id of the reminder's rule, `cause` which of its occasions it was for, `why` the reason it
    came, or did not come, as the planner names it. `session` is the session that was begun from it.
    """

    rule: str
    offered: datetime
    routine: str = ""
    cause: str = ""
    why: str = ""
    outcome: Outcome = Outcome.OPEN
    settled: datetime | None = None
    session: int | None = None
    id: int = 0
