"""The player with a clock: gives the machine its ticks, and turns its events into Qt signals."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from coach.player import machine
from coach.player.amend import Wish, amend
from coach.player.events import Changed, Event, LimitReached, Paused, Stalled, StepEntered
from coach.player.rating import Kind, Moment, Rating, Verdict, verdict
from coach.player.record import PhaseRecord, Summary, fold, summary
from coach.player.resume import restored
from coach.player.snapshot import Snapshot, Status
from coach.player.state import STALL_AFTER, Command, PlayerState, ready
from coach.player.view import snapshot

if TYPE_CHECKING:
    from coach.clock import Clock
    from coach.history.lost import Lost
    from coach.history.recorder import SessionRecorder
    from coach.player.change import Change
    from coach.routine.plan import Timeline

FRAME = 1 / 30
"""Seconds between repaints while running."""

HELD_FRAME = 0.25
"""Seconds between repaints while held in or before a loop, where the time since the start runs on."""

HEARTBEAT = 0.5
"""Seconds between notes of the place in the running step: what is lost when Coach is killed."""

_MOMENTS = {
    Status.READY: Moment.BEFORE,
    Status.FINISHED: Moment.AFTER,
    Status.STOPPED: Moment.AFTER,
}


class PlayerDriver(QObject):
    """One session, from start to end.

    `speed` makes the plan's time run faster than the clock's, for rehearsals; what counts as a stall stays
    the same on the clock. All times in snapshots, events and records are plan time; `stalled` and
    `Snapshot.stalled_for` are seconds on the clock.

    The timer runs only while the session runs, or waits for a cramp to let go, and aims at the next boundary
    when that is nearer than the next repaint; being late only delays the news, never the schedule.

    Begun with `start`; a session that Coach died in is taken up again with `restore`. `waited` is the seconds
    on the clock for which a cramp had lasted by then, while it was asked about: the limit of a loop counts
    them, and so do the record and the summary.
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
    plan_changed = Signal(object)
    """The plan was changed on the way, by this `Change`; `timeline` is the new one."""
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
        waited: float = 0.0,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._recorder = recorder
        self._speed = speed
        self._base = clock.monotonic()
        self._waited = waited * speed
        self._state = ready(timeline, stall_after=STALL_AFTER * speed, earlier=self._waited)
        self._records: tuple[PhaseRecord, ...] = ()
        self._ratings: list[Rating] = []
        self._changes: list[Change] = []
        self._news: deque[Event | Status] = deque()
        self._telling = False
        self._said: set[str] = set()
        self._last_beat = self._base
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self.go_on_after = 0
        """Seconds after its usual time at which a step at one's own pace is done by itself; 0 is never."""

    @property
    def clock(self) -> Clock:
        """The clock that the session runs by."""
        return self._clock

    @property
    def goes_on_in(self) -> float | None:
        """Seconds of plan time until a step at one's own pace is done by itself; None where it never is."""
        state = self._state
        if not self.go_on_after or state.step.is_timed:
            return None
        return max(0.0, state.step.length + self.go_on_after - state.elapsed_at(self._now()))

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

    @property
    def ratings(self) -> tuple[Rating, ...]:
        """What the person has said so far."""
        return tuple(self._ratings)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was changed on the way so far."""
        return tuple(self._changes)

    def snapshot(self) -> Snapshot:
        """The session right now."""
        seen = snapshot(self._state, self._now())
        return replace(seen, stalled_for=seen.stalled_for / self._speed, goes_on_in=self.goes_on_in)

    def summary(self) -> Summary:
        """What was done so far, in a few numbers."""
        return summary(self.timeline, self._records, self._waited)

    @Slot()
    def start(self) -> None:
        """Begin. The history is opened first, so that no time of the session passes meanwhile."""
        self._begin()
        self._give(Command.START)

    def decline(self) -> None:
        """Do not begin after all. That it was wanted, and what was said before, is kept."""
        self._begin()
        self._give(Command.STOP)

    def _begin(self) -> None:
        if self._recorder is None or self._state.status is not Status.READY:
            return
        counts_from = self._clock.wall() - timedelta(seconds=self._waited / self._speed)
        self._recorder.begin(self.timeline, counts_from, self._speed)
        for rating in self._ratings:
            self._recorder.rate(rating)
        self._recorder.note(
            (Changed(change, self.timeline, 0.0) for change in self._changes), self._clock.wall()
        )

    def restore(self, lost: Lost) -> bool:
        """Stand, paused, where a session that Coach died in stood; False if another Coach has it by now.

        To be called instead of `start`, on a driver made for the session's plan and speed.
        """
        now, wall, stood = self._now(), self._clock.wall(), lost.stood
        gone = (wall - lost.last_seen).total_seconds() * self._speed
        away = max(0.0, gone) if stood.timeline.loop else 0.0  # only a cramp goes on without Coach
        origin = now - stood.lasted - away
        if self._recorder is not None and not self._recorder.go_on(lost.detail, wall, origin):
            return False
        self._records = tuple(
            replace(one, began=one.began + origin, ended=None if one.ended is None else one.ended + origin)
            for one in stood.records
        )
        self._waited = stood.records[0].began if stood.records else 0.0
        self._ratings, self._changes = [*lost.detail.ratings], [*lost.detail.changes]
        stall_after = self._state.stall_after
        self._happen(restored(stood, now, stall_after=stall_after, away=away))
        if stood.is_in_step:
            self.step_entered.emit(stood.step)  # so that it is seen and heard again; it is not recorded twice
        return True

    @Slot()
    def tick(self) -> None:
        """Look at the clock; the timer's slot."""
        self._give(Command.TICK)
        if self.goes_on_in == 0:
            self._give(Command.DONE)
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

    def amend(self, wish: Wish) -> None:
        """Change the plan on the way, if that is possible now."""
        self._happen(amend(self._state, wish, self._now()))

    def rate(self, kind: Kind, value: int | None) -> Verdict | None:
        """What the person says now, before, during or after the session; None takes it back.

        Returns what the routine's rules, or Coach's own limits, make of it.
        """
        status, at = self._state.status, self._state.lasted_at(self._now())
        moment = _MOMENTS.get(status, Moment.DURING)
        if moment is not Moment.DURING:
            self._ratings = [each for each in self._ratings if (each.kind, each.moment) != (kind, moment)]
        if value is not None:
            self._ratings.append(Rating(kind, moment, value, round(at, 3)))
        if self._recorder is not None and value is not None:
            self._recorder.rate(self._ratings[-1])
        elif self._recorder is not None:
            self._recorder.withdraw(kind, moment)
        plan = self.timeline
        return verdict(plan.asked.rules, self._ratings, moment, in_cramp=plan.loop is not None)

    def _now(self) -> float:
        """The clock's monotonic time, running `speed` times as fast since this driver was made."""
        return self._base + (self._clock.monotonic() - self._base) * self._speed

    def _give(self, command: Command) -> None:
        self._happen(machine.step(self._state, command, self._now()))

    def _happen(self, change: tuple[PlayerState, tuple[Event, ...]]) -> None:
        """Take a new state, write down what happened and tell it."""
        before, timeline = self._state.status, self._state.timeline
        self._state, events = change
        for event in events:
            if isinstance(event, Changed):
                timeline = event.timeline
                self._changes.append(event.change)
            self._records = fold(self._records, timeline, event)
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
            case Changed(change):
                self.plan_changed.emit(change)
            case _:
                pass

    def _record(self, events: tuple[Event, ...]) -> None:
        """Write what happened; about once a second and when it halts, the place in the running step."""
        recorder, now = self._recorder, self._clock.monotonic()
        if recorder is None:
            return
        recorder.note(events, self._clock.wall())
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
