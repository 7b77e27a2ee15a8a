"""Sessions played into a recorder without a screen, for the tests of the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.clock import FakeClock
from coach.player.machine import step
from coach.player.state import Command, ready

if TYPE_CHECKING:
    from coach.history.recorder import SessionRecorder
    from coach.player.events import Event
    from coach.routine.plan import Timeline

START = FakeClock().wall()


def play(
    recorder: SessionRecorder, timeline: Timeline, told: dict[float, Command], seconds: int = 60
) -> list[Event]:
    """Play with a tick and a heartbeat each second, and commands at given seconds after the start."""
    clock = FakeClock()
    zero = clock.monotonic()
    recorder.begin(timeline, clock.wall(), 1.0)
    state, events = step(ready(timeline), Command.START, zero)
    happened = [*events]
    recorder.note(events, clock.wall())
    for at in sorted({*map(float, range(1, seconds)), *told}):
        clock.advance(zero + at - clock.monotonic())
        state, events = step(state, told.get(at, Command.TICK), clock.monotonic())
        recorder.note(events, clock.wall())
        recorder.heartbeat(state.elapsed_at(clock.monotonic()))
        happened += events
    return happened
