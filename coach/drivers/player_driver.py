"""The player with a clock: gives the machine its ticks, and turns its events into Qt signals."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from coach.player import machine
from coach.player.events import Event, LimitReached, Paused, Stalled, StepEntered
from coach.player.record import PhaseRecord, Summary, fold, summary
from coach.player.snapshot import Snapshot, Status
from coach.player.state import STALL_AFTER, Command, PlayerState, ready
from coach.player.view import snapshot

if TYPE_CHECKING:
    from coach.clock import Clock
    from coach.history.recorder import SessionRecorder
    from coach.routine.plan import Timeline

FRAME = 1 / 30
"""Seconds between repaints while running."""

HELD_FRAME = 0.25
"""Seconds between repaints while held in or before a loop, where the time since the start runs on."""

HEARTBEAT = 1.0
"""Seconds between notes of the place in the running step."""


class PlayerDriver(QObject):
    """One session, from start to end.

    `speed` makes the plan's time run faster than the clock's, for rehearsals; what counts as a stall stays
    the same on the clock. All times in snapshots, events and records are plan time; `stalled` and
    `Snapshot.stalled_for` are seconds on the clock.

    The timer runs only while the session runs, or waits for a cramp to let go, and aims at the next boundary
    when that is nearer than the next repaint; being late only delays the news, never the schedule.

    `earlier` is the seconds for which the same session had lasted in a Coach that died.
    """

    step_entered = Signal(object)
    """A `Step` began."""
    status_changed = Signal(object)
    """The new `Status`."""
    ticked = Signal()
    """Time for a repaint."""
    stalled = Signal(float)
    """So many seconds passed unseen; the session waits for `resume`."""
    limit_reached = Signal()
    """The limit of the loop has come; the session is held."""
    finished = Signal(object)
    """The session is over, at its end or stopped early; its `Summary`."""
    notice = Signal(str)
    """Something about the history that the person should read once; the session is being saved."""
    trouble = Signal(str)
    """The session cannot be saved, and why; it goes on, and the recorder can export it."""

    def __init__(
        self,
        timeline: Timeline,
        clock: Clock,
        recorder: SessionRecorder | None = None,
        speed: float = 1.0,
        parent: QObject | None = None,
        *,
        earlier: float = 0.0,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._recorder = recorder
        self._speed = speed
        self._base = clock.monotonic()
        self._state = ready(timeline, stall_after=STALL_AFTER * speed, earlier=earlier)
        self._records: tuple[PhaseRecord, ...] = ()
        self._news: deque[Event | Status] = deque()
        self._telling = False
        self._said: set[str] = set()
        self._last_beat = self._base
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)

    @property
    def state(self) -> PlayerState:
        """The session as a value."""
        return self._state

    @property
    def timeline(self) -> Timeline:
        """What is being played."""
        return self._state.timeline

    @property
    def records(self) -> tuple[PhaseRecord, ...]:
        """What was done so far, step by step."""
        return self._records

    def snapshot(self) -> Snapshot:
        """The session right now."""
        seen = snapshot(self._state, self._now())
        return replace(seen, stalled_for=seen.stalled_for / self._speed)

    def summary(self) -> Summary:
        """What was done so far, in a few numbers."""
        return summary(self.timeline, self._records)

    @Slot()
    def start(self) -> None:
        """Begin. The history is opened first, so that no time of the session passes meanwhile."""
        if self._recorder is not None and self._state.status is Status.READY:
            self._recorder.begin(self.timeline, self._clock.wall(), self._speed)
        self._give(Command.START)

    @Slot()
    def tick(self) -> None:
        """Look at the clock; the timer's slot."""
        self._give(Command.TICK)
        self.ticked.emit()

    @Slot()
    def toggle_pause(self) -> None:
        """Pause, or go on after a pause or a stall."""
        if self._state.status is Status.RUNNING:
            self.pause()
        else:
            self.resume()

    @Slot()
    def pause(self) -> None:
        """Pause."""
        self._give(Command.PAUSE)

    @Slot()
    def resume(self) -> None:
        """Go on after a pause or a stall; but a limit that came unseen is told first, and holds."""
        was_told = self._state.limit_told
        self._give(Command.TICK)
        if self._state.limit_told is was_told:
            self._give(Command.RESUME)

    @Slot()
    def skip(self) -> None:
        """Skip the rest of this side of this exercise, or of this rest."""
        self._give(Command.SKIP)

    @Slot()
    def back(self) -> None:
        """Back to the start of this step; in its first two seconds, further back."""
        self._give(Command.BACK)

    @Slot()
    def restart_side(self) -> None:
        """This side again from its beginning."""
        self._give(Command.RESTART_SIDE)

    @Slot()
    def done(self) -> None:
        """End a step that waits for the person."""
        self._give(Command.DONE)

    @Slot()
    def let_go(self) -> None:
        """It has let go: leave the loop for what comes after it, and go on."""
        self._give(Command.LET_GO)

    @Slot()
    def stop(self) -> None:
        """End the session early; what was done stays recorded."""
        self._give(Command.STOP)

    def _now(self) -> float:
        """The clock's monotonic time, running `speed` times as fast since this driver was made."""
        return self._base + (self._clock.monotonic() - self._base) * self._speed

    def _give(self, command: Command) -> None:
        before = self._state.status
        self._state, events = machine.step(self._state, command, self._now())
        for event in events:
            self._records = fold(self._records, self.timeline, event)
        self._record(events)
        status = () if self._state.status is before else (self._state.status,)
        # Running is said before the steps that run, an end after the steps that ended.
        self._news += (*status, *events) if Status.RUNNING in status else (*events, *status)
        self._wind()
        self._tell()

    def _wind(self) -> None:
        """Set the timer for the next repaint or boundary, whichever comes first."""
        state, now = self._state, self._now()
        if state.status is Status.RUNNING:
            wait = min(FRAME, state.left_at(now) / self._speed)
        elif state.can_let_go:
            wait = HELD_FRAME
        else:
            self._timer.stop()
            return
        wait = min(wait, max(0.0, (state.limit_at - now) / self._speed))
        self._timer.start(ceil(wait * 1000))

    def _tell(self) -> None:
        """Emit what is new in order, also when a slot answers with a command of its own."""
        if self._telling:
            return
        self._telling = True
        try:
            while self._news:
                self._emit(self._news.popleft())
            self._tell_recorder()
        finally:
            self._telling = False

    def _emit(self, news: Event | Status) -> None:
        match news:
            case Status():
                self.status_changed.emit(news)
                if news in {Status.FINISHED, Status.STOPPED}:
                    self.finished.emit(self.summary())
            case StepEntered(index):
                self.step_entered.emit(self.timeline.steps[index])
            case Stalled(gap):
                self.stalled.emit(gap / self._speed)
            case LimitReached():
                self.limit_reached.emit()
            case _:
                pass

    def _record(self, events: tuple[Event, ...]) -> None:
        """Write what happened; about once a second and when it halts, the place in the running step."""
        recorder, now = self._recorder, self._clock.monotonic()
        if recorder is None:
            return
        for event in events:
            recorder.note(event, self._clock.wall())
        due = self._state.status is Status.RUNNING and now - self._last_beat >= HEARTBEAT
        if due or any(isinstance(event, Paused | Stalled) for event in events):
            self._last_beat = now
            recorder.heartbeat(self._state.elapsed_at(self._now()))

    def _tell_recorder(self) -> None:
        """Say each thing the recorder has to say once."""
        if self._recorder is None:
            return
        for signal, text in ((self.notice, self._recorder.notice), (self.trouble, self._recorder.trouble)):
            if text and text not in self._said:
                self._said.add(text)
                signal.emit(text)
