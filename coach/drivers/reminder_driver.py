"""The planner's hands and eyes: one timer, aimed at the next moment that matters, and a file.

What is to be shown goes out as signals; what is asked comes in as lines (`coach.reminders.asked`).
"""

from __future__ import annotations

from math import ceil, inf
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from coach.reminders import answers, asked, saved, status
from coach.reminders.action import Action, AskWriting, Offer, Recede, Withdraw
from coach.reminders.holds import INHIBITIONS
from coach.reminders.outcomes import Came, Outcomes
from coach.reminders.planner import next_moment, poll
from coach.reminders.prescribed import added
from coach.reminders.sample import IDLE_AFTER, Inhibitor, Sample
from coach.reminders.telling import name
from coach.reminders.told import Probe, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, tzinfo
    from pathlib import Path

    from coach.clock import Clock
    from coach.drivers.senses import Senses
    from coach.reminders.chosen import Chosen
    from coach.reminders.rule import Reminders, Rule
    from coach.reminders.state import State

SAVE_EVERY: Final = 60.0
"""Seconds after which counts are saved though nothing was decided."""
SAVE_EARLY: Final = 10.0
"""Seconds by which that may be sooner where there is something else to wake for."""
LOOK_AGAIN: Final = 60.0
"""Seconds between two looks at what speaks against a reminder, while that matters."""
WATCH_SESSION: Final = 30.0
"""Seconds between two looks whether the process that leads a session still runs."""
_HELD: Final = frozenset(INHIBITIONS.values())


class ReminderDriver(QObject):
    """Owns the state of the reminders. Everything in it happens in the window's thread."""

    offered = Signal(object)
    """An `Offer` to be shown."""
    receded = Signal(str)
    """The offer of this rule shrinks to a strip."""
    withdrawn = Signal(object)
    """A `Withdraw`: its offer goes."""
    asked = Signal(float)
    """Ask whether so many seconds without input were handwriting."""
    not_asked = Signal()
    """The question is answered, or no longer open."""
    decided = Signal(object)
    """Every `Action`, for the record."""
    came = Signal(object)
    """A `Came`: what came of a reminder."""
    told = Signal(object)
    """A new `Told`, whenever something has changed and each minute."""

    def __init__(
        self,
        clock: Clock,
        zone: Callable[[], tzinfo],
        senses: Senses,
        chosen: Chosen,
        path: Path,
        runs: Callable[[int], bool],
        parent: QObject | None = None,
        *,
        fluid_limited: bool = False,
        pid: int = 0,
        titles: Callable[[Iterable[Rule]], Mapping[str, str]] = lambda _: {},
    ) -> None:
        """`runs` says whether a process still runs; `pid` is this one. `titles` knows those of routines."""
        super().__init__(parent)
        self._runs, self._pid, self._find_titles = runs, pid, titles
        self._titles: Mapping[str, str] = {}
        self._clock, self._zone, self._senses, self._path = clock, zone, senses, path
        self._fluid_limited = fluid_limited
        self._inhibitors: frozenset[Inhibitor] = frozenset()
        self._looked_at = -inf
        self._saved_at = -inf
        self._trouble = ""
        self._outcomes = Outcomes()
        self._prescribed: tuple[Rule, ...] = ()
        self._sessions: dict[int, str] = {}
        self.next_look = -inf
        """When the timer rings, unless something stirs before."""
        self.chosen = chosen
        kept, _ = status.read(path)
        self.state: State
        reminders = self._reminders()
        self._titles = self._find_titles(reminders.rules)
        self.state, _ = saved.load(kept, reminders, self._sample())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)  # too early would be once more
        self._timer.timeout.connect(self.look)
        senses.stirred.connect(self.look)

    def look(self) -> None:
        """See how things are and do what is to be done. Call it once when all who listen are connected."""
        self._act(poll)

    def ask(self, line: str) -> bool:
        """Act on a line; False where it makes no sense here."""
        words = asked.words(line)
        match words:
            case ["session", pid, routine] if pid.isdecimal():
                self._sessions[int(pid)] = routine
                self.look()
            case ["session-over", pid, routine, how] if pid.isdecimal():
                self._sessions.pop(int(pid), None)
                self._end_session(routine, is_done=how == "done")
            case _:
                if asked.answer(self.state, self._sample(), line) is None:
                    return False
                self._tell_outcome(self._outcomes.answered(words, self._clock.wall().timestamp()))
                self._act(lambda state, sample: asked.answer(state, sample, line) or (state, ()), save=True)
        return True

    def rule(self, identity: str) -> Rule | None:
        """The rule of that id, chosen or prescribed."""
        return next((rule for rule in self.state.reminders.rules if rule.id == identity), None)

    def name(self, rule: Rule) -> str:
        """What a rule is called."""
        return name(rule, self._titles.get(rule.routine, ""))

    def use(self, chosen: Chosen, *, fluid_limited: bool) -> None:
        """Go on with other settings or other safety answers."""
        self.chosen, self._fluid_limited = chosen, fluid_limited
        self._choose()

    def prescribe(self, rules: tuple[Rule, ...]) -> None:
        """Go on with today's doses of the programmes that are followed."""
        if rules != self._prescribed:
            self._prescribed = rules
            self._choose()

    def _choose(self) -> None:
        reminders = self._reminders()
        self._titles = self._find_titles(reminders.rules)
        self._act(lambda state, sample: answers.choose(state, sample, reminders), save=True)

    def today(self) -> date:
        """The person's own day."""
        return self._clock.wall().astimezone(self._zone()).date()

    def end(self) -> None:
        """Save, and tell that nobody plans any more."""
        self._timer.stop()
        self._pid = 0
        self._save(self._sample(), lasting=True)

    def _reminders(self) -> Reminders:
        return added(self.chosen.for_person(fluid_limited=self._fluid_limited), self._prescribed)

    def _act(self, act: Callable[[State, Sample], answers.Answer], *, save: bool = False) -> None:
        """Let an answer, or a look, change the state, and tell what it decides."""
        is_fresh = self._look_at_focus()
        sample = self._sample()
        new, actions = act(self.state, sample)
        if not is_fresh and any(isinstance(one, Offer) for one in actions):
            self._see()  # nothing is offered into a call; the look takes a while, so it is left until now
            sample = self._sample()
            new, actions = act(self.state, sample)
        question, self.state = self.state.question, new
        for action in actions:
            self._show(action)
        if question is not None and new.question is None:
            self.not_asked.emit()
        since = sample.at - self._saved_at
        if actions or save or since >= SAVE_EVERY - SAVE_EARLY:
            self._save(sample, lasting=bool(actions) or save)
        wait = self._until_next(sample)
        self.next_look = sample.at + wait
        self._timer.start(ceil(1000 * wait))

    def _show(self, action: Action) -> None:
        self.decided.emit(action)
        rule = self.rule(action.rule)
        self._tell_outcome(self._outcomes.decided(action, rule.routine if rule else ""))
        match action:
            case Offer():
                self.offered.emit(action)
            case Recede():
                self.receded.emit(action.rule)
            case Withdraw():
                self.withdrawn.emit(action)
            case AskWriting():
                self.asked.emit(action.seconds)

    def _tell_outcome(self, came: Came | None) -> None:
        if came is not None:
            self.came.emit(came)

    def _sample(self) -> Sample:
        on = self._inhibitors | ({Inhibitor.SESSION} if self._leads_session() else frozenset())
        wall = self._clock.wall().astimezone(self._zone())
        senses = self._senses
        return Sample(self._clock.monotonic(), wall, senses.idle(), senses.locked(), on, senses.slept())

    def _leads_session(self) -> bool:
        """Whether Coach leads a session. One whose process has ended is over, and was left."""
        self._sessions = {pid: routine for pid, routine in self._sessions.items() if self._runs(pid)}
        return bool(self._sessions)

    def _end_session(self, routine: str, *, is_done: bool) -> None:
        """A routine that was done is done for every rule that asks for it; first for those that began it."""
        rules = [rule.id for rule in self.state.live if rule.routine == routine]
        begun = [rule for rule in rules if self.state.tracks[rule].begun]
        for rule in (begun or rules) if is_done else ():
            self.ask(asked.done(rule))
        if not is_done or not rules:
            for rule in begun:
                self._tell_outcome(self._outcomes.left(rule, self._clock.wall().timestamp()))
            self.look()

    def _look_at_focus(self) -> bool:
        """Look at what speaks against a reminder if that matters and was some time ago; whether it did."""
        if not self._focus_matters():
            self._inhibitors = frozenset()
            return False
        if self._clock.monotonic() < self._looked_at + LOOK_AGAIN - SAVE_EARLY:
            return False
        self._see()
        return True

    def _focus_matters(self) -> bool:
        """While something stands open or is held for it; or always, where the count depends on it."""
        state = self.state
        freezes = state.reminders.freezes - {Inhibitor.SESSION}
        if state.open is not None or (freezes and state.doing.is_work):
            return True
        return any(state.tracks[rule.id].held in _HELD for rule in state.live)

    def _see(self) -> None:
        self._inhibitors = self._senses.look()
        self._looked_at = self._clock.monotonic()

    def _until_next(self, sample: Sample) -> float:
        """Seconds until there is something to look at again."""
        moments = [next_moment(self.state, sample), self._saved_at + SAVE_EVERY - sample.at]
        if not self._senses.pushes and sample.idle is not None:
            moments.append(IDLE_AFTER - sample.idle if sample.has_input else IDLE_AFTER)
        if self._focus_matters():
            moments.append(self._looked_at + LOOK_AGAIN - sample.at)
        if self._sessions:
            moments.append(WATCH_SESSION)
        return max(0.0, min(moments))

    def _save(self, sample: Sample, *, lasting: bool) -> None:
        self._saved_at = sample.at
        probes = self._senses.probes()
        if self._trouble:
            probes += (Probe("Memory of the reminders", self._trouble, known=False),)
        told = tell(self.state, sample, self.chosen, probes, self._pid, self._titles)
        try:
            status.write(self._path, saved.dump(self.state, sample), told, lasting=lasting)
            self._trouble = ""
        except OSError as error:
            self._trouble = f"What was counted cannot be saved: {error.strerror or error}."
        self.told.emit(told)
