"""What a screen, a voice or a test wants to know about a session at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.routine.plan import Step


class Status(StrEnum):
    """Where a session stands. `STALLED`: time was lost; Coach has said so and waits to be told to go on."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    STALLED = "stalled"
    FINISHED = "finished"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A session at one moment. All times are seconds, never negative; fractions run from 0 to 1."""

    status: Status
    index: int
    step: Step
    next_work: Step | None
    """The next step of real work on another item or side: what "next" on the screen names."""
    step_elapsed: float
    step_left: float
    step_fraction: float
    routine_left: float
    routine_fraction: float
    items: int
    stalled_for: float = 0.0
    """Seconds that passed unseen before `STALLED`; 0 otherwise."""
    lasted: float = 0.0
    """Seconds since the session began, pauses included."""
    passes: int = 1
    """Which pass of the loop this is; 1 where there is none."""
    in_loop: bool = False
    can_let_go: bool = False
    """Whether there is a loop in hand or ahead that the person can leave."""
    limit_left: float | None = None
    """Seconds until the limit of a loop in hand or ahead, 0 once it has come; None where no limit holds."""
    goes_on_in: float | None = None
    """Seconds until a step at one's own pace is done by itself; None where it never is, and in others."""

    @property
    def counted(self) -> float:
        """The seconds that a clock shows: those left, or those gone where nothing ends the step by itself."""
        if self.step.is_timed:
            return self.step_left
        return self.step_elapsed if self.goes_on_in is None else self.goes_on_in
