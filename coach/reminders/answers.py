"""What the person says: each answer is `(state, sample, …) -> (state, actions)`, as `poll` is.

An answer about a rule that is not there changes nothing. Where a rule is strict, by the person's own choice,
its offer can be started or left to itself, or all reminders paused; it cannot be put off.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from coach.reminders.action import Action, Why, Withdraw
from coach.reminders.daytime import MIDNIGHT, seconds_until
from coach.reminders.due import due, is_settled
from coach.reminders.holds import Now
from coach.reminders.passage import anew
from coach.reminders.planner import decide
from coach.reminders.rule import COUNTING, WRITING_FOR, ActiveTime, Dose, Hydration, Reminders, Rule
from coach.reminders.settle import keep, let_pass, remember, revive, settle, silence
from coach.reminders.state import Counting, Pause, Question, State, Track

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.reminders.sample import Sample

Answer = tuple[State, tuple[Action, ...]]


def start(state: State, sample: Sample, rule: str) -> Answer:
    """The person begins the routine that is offered. A dose counts once it is `done`."""

    def begin(now: Now, one: Rule, cause: str) -> None:
        now.tracks[one.id] = now.tracks[one.id]._replace(begun=cause)
        if isinstance(one, Dose):
            let_pass(now, one, cause)
        elif cause:
            settle(now, one, cause)

    return _answer(state, sample, rule, begin)


def done(state: State, sample: Sample, rule: str) -> Answer:
    """The routine was done to its end, or the cup was drunk; whether it had been offered or not."""

    def finish(now: Now, one: Rule, cause: str) -> None:
        now.tracks[one.id] = now.tracks[one.id]._replace(done_at=now.at, begun="")
        if isinstance(one, Dose):
            remember(now, one, cause or _next_dose(now, one))
            return
        if isinstance(one, Hydration):
            day = now.local.date().isoformat()
            drunk = now.tracks[one.id].drunk
            before = drunk[1] if drunk[0] == day else 0.0
            now.tracks[one.id] = now.tracks[one.id]._replace(drunk=(day, before + one.cup))
        if cause or isinstance(one, COUNTING):
            settle(now, one, cause)

    return _answer(state, sample, rule, finish, finishes=True)


def skip(state: State, sample: Sample, rule: str) -> Answer:
    """Not this one. The next comes at its own time."""

    def leave(now: Now, one: Rule, cause: str) -> None:
        if cause:
            settle(now, one, cause)

    return _answer(state, sample, rule, leave, puts_off=True)


def snooze(state: State, sample: Sample, rule: str, seconds: float) -> Answer:
    """Again after so many seconds."""

    def put_off(now: Now, one: Rule, cause: str) -> None:
        silence(now, one, now.at + seconds, Why.SNOOZED)
        if cause:
            revive(now, one, cause)
            keep(now, one, cause, now.at + seconds)

    return _answer(state, sample, rule, put_off, puts_off=True)


def not_today(state: State, sample: Sample, rule: str) -> Answer:
    """Nothing more of this rule today."""

    def leave(now: Now, one: Rule, cause: str) -> None:
        if cause:
            let_pass(now, one, cause)
        silence(now, one, now.midnight(), Why.NOT_TODAY)

    return _answer(state, sample, rule, leave, puts_off=True)


def pause(
    state: State,
    sample: Sample,
    name: str,
    seconds: float = inf,
    rules: frozenset[str] = frozenset(),
    counting: Counting = Counting.FREEZE,
) -> Answer:
    """Pause all rules, or those named, for so many seconds or until `resume`.

    Pauses have names and do not touch one another: something is paused as long as any pause of it lasts. A
    pause of the same name takes the place of the old one.
    """
    state, told = decide(state, sample)
    new = Pause(state.at + seconds, rules, counting)
    tracks = dict(state.tracks)
    if counting is Counting.RESET:
        for rule in state.reminders.rules:
            if isinstance(rule, ActiveTime) and new.covers(rule.id, state.at):
                tracks[rule.id] = anew(tracks[rule.id])
    return _again(state._replace(pauses={**state.pauses, name: new}, tracks=tracks), sample, told)


def pause_until_tomorrow(state: State, sample: Sample, name: str = "until tomorrow") -> Answer:
    """Pause all rules until the day is over."""
    return pause(state, sample, name, seconds_until(sample.wall, MIDNIGHT))


def resume(state: State, sample: Sample, name: str) -> Answer:
    """End the pause of that name; others last."""
    state, told = decide(state, sample)
    pauses = {other: one for other, one in state.pauses.items() if other != name}
    return _again(state._replace(pauses=pauses), sample, told)


def start_writing(state: State, sample: Sample, seconds: float = WRITING_FOR.usual) -> Answer:
    """Handwriting mode: pen work counts as work though the machine is idle.

    Raises:
        ValueError: It is to last shorter or longer than `WRITING_FOR` allows.
    """
    WRITING_FOR.check("handwriting mode", seconds)
    state, told = decide(state, sample)
    return _again(state._replace(writing_until=state.at + seconds, keyboard_since=None), sample, told)


def stop_writing(state: State, sample: Sample) -> Answer:
    """Back to the keyboard, or to rest."""
    state, told = decide(state, sample)
    return _again(state._replace(writing_until=None, keyboard_since=None), sample, told)


def was_writing(state: State, sample: Sample, *, yes: bool) -> Answer:
    """Answer the question about the idle time. Yes: it counts as work. No: it is not asked again today."""
    state, told = decide(state, sample)
    question = state.question
    state = state._replace(question=None)
    if question and yes:
        state = state._replace(tracks=_worked(state, question))
    elif question:
        state = state._replace(ask_not_before=state.at + seconds_until(sample.wall, MIDNIGHT))
    return _again(state, sample, told)


def choose(state: State, sample: Sample, reminders: Reminders) -> Answer:
    """Go on with other settings or another profile. Rules keep by their ids what they have counted."""
    state, told = decide(state, sample)
    tracks = {rule.id: state.tracks.get(rule.id, Track()) for rule in reminders.rules}
    return _again(state._replace(reminders=reminders, live=reminders.live(), tracks=tracks), sample, told)


def _answer(
    state: State,
    sample: Sample,
    rule: str,
    act: Callable[[Now, Rule, str], object],
    *,
    puts_off: bool = False,
    finishes: bool = False,
) -> Answer:
    """Close the offer of a rule and act on its cause, empty if it was neither offered nor due."""
    state, told = decide(state, sample)
    one = next((one for one in state.reminders.rules if one.id == rule), None)
    if one is None or (puts_off and one.manner.strict):
        return state, told
    now = Now(state, sample)
    if now.open and now.open.rule == rule:
        cause = now.open.cause
        now.open = None
    else:
        cause = now.tracks[rule].begun if finishes else ""
        cause = cause or due(one, now).cause
    if cause:
        now.actions.append(Withdraw(rule, Why.ANSWERED, now.wall, cause, again=False))
    act(now, one, cause)
    told += tuple(now.actions)
    new = now.state._replace(tracks=now.tracks, open=now.open, log=(*now.state.log, *now.actions))
    return _again(new, sample, told)


def _again(state: State, sample: Sample, told: tuple[Action, ...]) -> Answer:
    """Decide anew after an answer."""
    state, more = decide(state, sample)
    return state, told + more


def _next_dose(now: Now, rule: Dose) -> str:
    """The first dose of today that is not settled; of none, the last."""
    today = now.local.date().isoformat()
    keys = [one for one in now.openings[rule.id] if one.key.startswith(today)]
    return next((one.key for one in keys if not is_settled(rule, one, now)), f"{today}#0")


def _worked(state: State, question: Question) -> dict[str, Track]:
    """The counts as they are if the idle time was work; at most a rule's interval, so that it is due once."""
    tracks = dict(state.tracks)
    for rule in state.reminders.rules:
        if isinstance(rule, ActiveTime):
            track = tracks[rule.id]
            counted = question.before.get(rule.id, 0.0) + question.seconds + track.counted
            tracks[rule.id] = track._replace(counted=min(counted, rule.every))
    return tracks
