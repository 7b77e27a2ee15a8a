"""What came of each reminder, for the history: a fold over what was decided and answered."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from coach.reminders.action import Action, Missed, Offer, Recede, Why, Withdraw

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DONE, SNOOZED, SKIPPED, IGNORED, WITHDRAWN, MISSED = (
    "done",
    "snoozed",
    "skipped",
    "ignored",
    "withdrawn",
    "missed",
)
_SAID: Final[Mapping[str, str]] = {
    "done": DONE,
    "skip": SKIPPED,
    "not-today": SKIPPED,
    "snooze": SNOOZED,
}
"""What an answer makes of an offer, by the first word of its line."""


@dataclass(frozen=True, slots=True)
class Came:
    """One reminder and what came of it; moments are POSIX seconds."""

    rule: str
    offered: float
    routine: str
    cause: str
    why: str
    outcome: str = ""
    settled: float = 0.0

    def dump(self) -> dict[str, Any]:
        """The same for JSON."""
        return asdict(self)


class Outcomes:
    """Follows offers to their ends. What has come to one is returned, once."""

    def __init__(self) -> None:
        self._open: dict[str, Came] = {}

    def decided(self, action: Action, routine: str = "") -> Came | None:
        """The planner has decided something. `routine` is that of its rule."""
        if isinstance(action, Offer):
            self._open[action.rule] = Came(action.rule, action.wall, action.routine, action.cause, action.why)
        elif isinstance(action, Missed):
            self._open.pop(action.rule, None)
            wall = action.wall
            return Came(action.rule, wall, routine, action.cause, action.why, MISSED, wall)
        elif isinstance(action, Recede):
            return self._ends(action.rule, IGNORED, action.wall)
        elif isinstance(action, Withdraw) and action.why is not Why.ANSWERED:
            how = IGNORED if action.why is Why.IGNORED else WITHDRAWN
            return self._ends(action.rule, how, action.wall)
        return None

    def answered(self, words: Sequence[str], wall: float) -> Came | None:
        """The person has answered, in the words of `coach.reminders.asked`. What was begun stays open."""
        if len(words) > 1 and words[0] in _SAID:
            return self._ends(words[1], _SAID[words[0]], wall)
        return None

    def left(self, rule: str, wall: float) -> Came | None:
        """What was begun has been left."""
        return self._ends(rule, SKIPPED, wall)

    def _ends(self, rule: str, outcome: str, wall: float) -> Came | None:
        came = self._open.pop(rule, None)
        return None if came is None else replace(came, outcome=outcome, settled=wall)
