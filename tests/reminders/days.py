"""Simulated days: a person at a machine, second by second or only where something changes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from itertools import cycle
from math import ceil
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from coach.reminders import answers, saved
from coach.reminders.action import Action, AskWriting, Offer
from coach.reminders.planner import poll
from coach.reminders.sample import IDLE_AFTER, Inhibitor, Sample
from coach.reminders.state import State, begin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from coach.reminders.rule import Reminders

BERLIN = ZoneInfo("Europe/Berlin")
START = 1000
"""The monotonic clock when a simulation begins."""
SESSION = 60
"""How long a routine takes here, in seconds."""


class Part(NamedTuple):
    """A part of a day, whole seconds long, in which the facts stay."""

    length: int
    hands: str = "none"
    """"type": input every five seconds; "burst": input all the time; "none"; "unknown": nobody can tell."""
    locked: bool = False
    inhibitors: frozenset[Inhibitor] = frozenset()
    gone: str = ""
    """"sleep" or "stall": no sample all the while."""
    step: int = 0
    """Seconds by which the time of day is set when it begins."""
    zone: str = ""
    """The zone travelled to when it begins."""
    restart: bool = False
    """Coach starts anew when it begins, from what it has saved."""


@dataclass
class World:
    """What is true, and Coach in it."""

    reminders: Reminders
    start: datetime
    replies: Iterable[tuple[str, int]] = (("ignore", 0),)
    dense: bool = False
    watch: Callable[[World, tuple[Action, ...]], None] = lambda _world, _told: None
    now: int = START
    told: list[tuple[int, Action]] = field(default_factory=list)
    polls: int = 0

    def __post_init__(self) -> None:
        """Begin with hands that have just moved."""
        self.zone = self.start.tzinfo
        self.offset = self.start.timestamp() - START
        self.part = Part(0)
        self.input_at = START
        self.part_began = START
        self.slept = 0.0
        self.session_until = -1
        self.session_of = ""
        self.reopened: set[str] = set()
        """The rules whose offers stood when Coach was started anew."""
        self.pending: list[tuple[int, str, str]] = []
        self.next_reply = cycle(self.replies)
        self.state: State = begin(self.reminders, self.sample())

    def sample(self) -> Sample:
        """What is known now."""
        part = self.part
        self._move_hands(self.now)
        idle = None if part.hands == "unknown" else float(self.now - self.input_at)
        on = part.inhibitors | ({Inhibitor.SESSION} if self.now < self.session_until else frozenset())
        wall = datetime.fromtimestamp(self.now + self.offset, self.zone)
        return Sample(float(self.now), wall, idle, part.locked, on, self.slept)

    def _move_hands(self, at: int) -> None:
        if self.part.hands == "type":
            self.input_at = at - (at - self.part_began) % 5
        elif self.part.hands == "burst":
            self.input_at = at

    def look(self) -> None:
        """Poll."""
        self.polls += 1
        self.state, told = poll(self.state, self.sample())
        self.hear(told)

    def hear(self, told: tuple[Action, ...]) -> None:
        """Note the actions, and what the person will say to them."""
        for action in told:
            self.told.append((self.now, action))
            if isinstance(action, Offer):
                reply, delay = next(self.next_reply)
                if reply != "ignore":
                    self.pending.append((self.now + max(1, delay), reply, action.rule))
            elif isinstance(action, AskWriting):
                reply, delay = next(self.next_reply)
                self.pending.append((self.now + max(1, delay), "wrote" if delay % 2 else "not wrote", ""))
        self.watch(self, told)

    def live(self, parts: Iterable[Part]) -> World:
        """Let the parts of the days pass."""
        for part in parts:
            self._begin(part)
            end = self.now + part.length
            if part.gone:
                self.now = end
                self.slept += part.length if part.gone == "sleep" else 0.0
                continue
            self._reply()  # to what was asked while nobody was there
            self.look()
            while (at := self._next(end)) < end:
                self.now = at
                self._reply()
                self.look()
            self._move_hands(end - 1)
            self.now = end
        self.look()
        return self

    def _begin(self, part: Part) -> None:
        if part.gone:
            part = part._replace(hands="none")
            self.look()
        if part.hands in {"type", "burst"}:
            self.part_began = self.now
        self.part = part
        self.offset += part.step
        if part.zone:
            self.zone = ZoneInfo(part.zone)
        if part.restart:
            if self.state.open and not self.state.open.receded:
                self.reopened.add(self.state.open.rule)
            kept = json.loads(json.dumps(saved.dump(self.state, self.sample())))
            self.state, whole = saved.load(kept, self.reminders, self.sample())
            assert whole

    def _next(self, end: int) -> int:
        """The next second at which to look."""
        if self.dense:
            return self.now + 1
        moments = [end, max(self.now + 1, ceil(self.state.next_at))]
        moments += [at for at, _, _ in self.pending]
        if self.session_until > self.now:
            moments.append(self.session_until)
        if self.part.hands == "none" and (rests := self.input_at + int(IDLE_AFTER)) > self.now:
            moments.append(rests)
        return max(self.now + 1, min(moments))

    def _reply(self) -> None:
        if self.session_of and self.now >= self.session_until:
            self._say(answers.done, self.session_of)
            self.session_of = ""
        for at, reply, rule in [one for one in self.pending if one[0] <= self.now]:
            self.pending.remove((at, reply, rule))
            if reply in {"wrote", "not wrote"}:
                self._say(
                    lambda state, sample, yes=reply == "wrote": answers.was_writing(state, sample, yes=yes)
                )
            elif self.state.open and self.state.open.rule == rule:
                self._act(reply, rule)

    def _act(self, reply: str, rule: str) -> None:
        if reply == "start":
            self._say(answers.start, rule)
            self.session_of, self.session_until = rule, self.now + SESSION
        elif reply == "skip":
            self._say(answers.skip, rule)
        elif reply == "snooze":
            self._say(answers.snooze, rule, 300.0)
        elif reply == "not today":
            self._say(answers.not_today, rule)
        elif reply == "pause":
            self._say(answers.pause, "an hour", 3600.0)
        else:
            self._say(answers.start_writing)

    def _say(self, answer: Callable[..., answers.Answer], *given: object) -> None:
        self.state, told = answer(self.state, self.sample(), *given)
        self.hear(told)
