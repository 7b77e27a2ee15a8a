"""What is heard of a session: plays the cues of each step at their moments."""

from __future__ import annotations

from collections import deque
from math import ceil, inf
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer

from coach import paths
from coach.player.cues import Chime, at_limit, closing, cues
from coach.player.phrases import phrases
from coach.player.snapshot import Status
from coach.player.voice import Manner

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from coach.drivers.player_driver import PlayerDriver
    from coach.player.cues import Cue
    from coach.player.voice import Voice
    from coach.routine.plan import Step
    from coach.settings import Hearing

TOO_LATE = 0.25
"""Seconds of plan time after its moment at which a cue is left out rather than come late."""


class Sound(Protocol):
    """What plays chimes. No method waits for anything."""

    def play(self, wav: Path, volume: float = 1.0) -> None:
        """Play a file; `volume` is 0 to 1."""

    def hush(self, wav: Path | None = None) -> None:
        """Stop one sound, or all."""


class Speaker(Protocol):
    """What speaks. No method waits for anything."""

    manner: Manner

    @property
    def trouble(self) -> str:
        """Why nothing is spoken; empty while it can be."""

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The voices there are, as far as known by now."""

    def say(self, text: str) -> None:
        """Say a sentence now, in place of what is being said."""

    def prepare(self, texts: Iterable[str]) -> None:
        """Make ready what will be said later."""

    def seconds(self, text: str) -> float:
        """How long a sentence takes, as far as known by now."""

    def adopt(self, manner: Manner) -> None:
        """Speak like this from now on."""

    def hush(self) -> None:
        """Fall silent."""


class CueDriver(QObject):
    """Listens to one session and makes it heard.

    A pause or a stall is silent at once, and what was cut off is not repeated: the screen has it. What is
    said is reckoned when a step begins, from the lengths the voice has by then.
    """

    def __init__(
        self, player: PlayerDriver, sound: Sound, speaker: Speaker, hearing: Hearing, speed: float = 1.0
    ) -> None:
        super().__init__(player)
        self._player = player
        self._sound = sound
        self._speaker = speaker
        self._hearing = hearing
        self._speed = speed
        self._heard = True
        self._language = player.timeline.language
        self._words = phrases(self._language)
        self._waiting: deque[Cue] = deque()
        self._said: Cue | None = None
        """What was said last in the step in hand."""
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self.adopt(hearing)
        speaker.prepare(self._texts())
        player.step_entered.connect(self._on_step_entered)
        player.status_changed.connect(self._on_status_changed)
        player.limit_reached.connect(self._on_limit_reached)
        player.plan_changed.connect(self._on_plan_changed)

    def adopt(self, hearing: Hearing) -> None:
        """Be heard like this from now on."""
        self._hearing = hearing
        self._speaker.adopt(self._manner(hearing))
        if not hearing.voice:
            self._speaker.hush()
        if not hearing.chimes:
            self._sound.hush()

    def set_heard(self, *, heard: bool) -> None:
        """Fall silent, or be heard again with what comes next."""
        self._heard = heard
        if not heard:
            self._speaker.hush()
            self._sound.hush()

    def _manner(self, hearing: Hearing) -> Manner:
        """How to speak the routine's language: with the person's voice only if it is of that language."""
        language = self._language
        theirs = (one.language for one in self._speaker.voices if one.id == hearing.voice_id)
        voice = hearing.voice_id if next(theirs, "")[:2] == language[:2].lower() else ""
        return Manner(language, voice, hearing.voice_speed - 100, hearing.voice_volume)

    def _speaking(self, text: str) -> float:
        """Seconds of plan time that a sentence takes."""
        return self._speaker.seconds(text) * self._speed if self._can_speak else inf

    @property
    def _can_speak(self) -> bool:
        return self._hearing.voice and not self._speaker.trouble

    def _texts(self) -> Iterable[str]:
        """Every sentence the session may need, in order, once."""
        plan = self._player.timeline
        planned = (
            cue.text
            for index in range(len(plan.steps))
            for cue in cues(plan, index, self._words, self._speaking)
            if cue.text
        )
        once_more: tuple[Cue, ...] = ()
        if plan.loop:
            first = cues(plan, plan.loop.first, self._words, self._speaking, again=True)
            once_more = (*first, *at_limit(plan.loop, self._words, self._speaking))
        more = (cue.text for cue in once_more if cue.text)
        end = self._words.rested if plan.loop else self._words.finished
        return dict.fromkeys((*planned, *more, end)) if self._hearing.voice else ()

    def _on_step_entered(self, step: Step) -> None:
        if self._player.state.step is not step:
            return  # already over: time has jumped past it
        self._timer.stop()
        if self._waiting:
            self._speaker.hush()  # a skip has cut the step before off
        if (manner := self._manner(self._hearing)) != self._speaker.manner:
            self._speaker.adopt(manner)  # the voices there are were not known before
        self._waiting, self._said = deque(self._cues()), None
        self.tick()

    def _cues(self) -> tuple[Cue, ...]:
        """What is heard during the step in hand."""
        seen = self._player.snapshot()
        plan = self._player.timeline
        return cues(plan, seen.index, self._words, self._speaking, again=seen.passes > 1)

    def _on_limit_reached(self) -> None:
        """Say so once the silence of the pause that comes with it has fallen."""
        if loop := self._player.timeline.loop:
            QTimer.singleShot(0, self, lambda: self._play_all(at_limit(loop, self._words, self._speaking)))

    def _on_plan_changed(self, _change: object) -> None:
        """What is still to come of this step is heard by the new plan; what that does not say is cut."""
        now, heard = self._player.snapshot().step_elapsed, self._cues()
        if self._said and (self._said.at, self._said.text) not in {(cue.at, cue.text) for cue in heard}:
            self._speaker.hush()
            self._said = None
        self._waiting = deque(cue for cue in heard if cue.at > now)
        self._speaker.prepare(self._texts())
        self._timer.stop()
        self.tick()

    def _on_status_changed(self, status: Status) -> None:
        match status:
            case Status.RUNNING:
                self.tick()
            case Status.FINISHED:
                self._waiting.clear()
                self._close()
            case _:
                self._timer.stop()
                self._speaker.hush()
                self._sound.hush()

    def _close(self) -> None:
        """The end of the session: a chime, then a word."""
        self._play_all(closing(self._words, self._speaking, self._player.timeline.loop))

    def _play_all(self, heard: Iterable[Cue]) -> None:
        """Play cues that belong to no step, each at its moment from now."""
        for cue in heard:
            if cue.at:
                QTimer.singleShot(ceil(cue.at * 1000), self, lambda cue=cue: self._play(cue))
            else:
                self._play(cue)

    def tick(self) -> None:
        """Play what is due by the session's clock, and aim at what comes next; the timer's slot."""
        if self._player.state.status is not Status.RUNNING:
            return
        now = self._player.snapshot().step_elapsed
        while self._waiting and self._waiting[0].at <= now + 0.0005:
            cue = self._waiting.popleft()
            if now - cue.at <= TOO_LATE * self._speed:
                self._said = cue if cue.text else self._said
                self._play(cue)
        if self._waiting:
            self._timer.start(ceil((self._waiting[0].at - now) / self._speed * 1000))

    def _play(self, cue: Cue) -> None:
        hearing = self._hearing
        if not self._heard:
            return
        if cue.text:
            if hearing.voice:
                self._speaker.say(cue.text)
        elif cue.chime and hearing.chimes and (hearing.metronome or cue.chime is not Chime.TICK):
            self._sound.play(paths.assets() / "sounds" / f"{cue.chime}.wav", hearing.chime_volume / 100)
