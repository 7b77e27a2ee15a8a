"""What comes over D-Bus, as lines for the resident process (`coach.desktop.service.Handlers`)."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final

from coach.reminders import asked
from coach.reminders.rule import WRITING_FOR

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.reminders.told import Told

NOTHING_OPEN: Final = "No reminder is open."
NOT_YET: Final = "Coach is only starting."


class Calls:
    """Called on the bus's thread; `hear` takes a line there and acts on it in the window's."""

    def __init__(self, hear: Callable[[str], object], told: Callable[[], Told | None]) -> None:
        self._hear, self._told = hear, told

    def rescue(self, place: str) -> str:
        """Open Cramp now."""
        return self._say(asked.line("rescue", *([place] if place else [])))

    def play(self, routine: str) -> str:
        """Open the window and begin a routine."""
        return self._say(asked.line("play", routine))

    def writing_start(self, seconds: int) -> str:
        """Begin handwriting mode."""
        chosen = seconds or WRITING_FOR.usual
        try:
            WRITING_FOR.check("handwriting mode", chosen)
        except ValueError as error:
            return f"{error}."
        return self._say(asked.writing(float(chosen)))

    def writing_stop(self) -> str:
        """End it."""
        return self._say(asked.stop_writing())

    def pause(self, name: str, seconds: int) -> str:
        """Pause all reminders under a name."""
        if not name:
            return "A pause needs a name, so that it can be ended."
        if seconds and not asked.SHORTEST <= seconds <= asked.LONGEST:
            return "A pause lasts from a minute to a month; 0 is until it is ended."
        return self._say(asked.pause(name, float(seconds) or inf))

    def resume(self, name: str) -> str:
        """End the pause of that name."""
        told = self._told()
        if told is not None and name not in [pause.name for pause in told.pauses]:
            return f"There is no pause named “{name}”."
        return self._say(asked.resume(name))

    def start(self) -> str:
        """Start what is on offer."""
        return self._answer("start")

    def snooze(self, seconds: int) -> str:
        """Put off what is on offer; 0 seconds: for as long as usual."""
        told = self._told()
        usual = told.snoozes[0] if told and told.snoozes else asked.SHORTEST
        return self._answer(f"snooze-{seconds or usual:g}")

    def skip(self) -> str:
        """Skip what is on offer."""
        return self._answer("skip")

    def status(self) -> str:
        """What `coach remind next` prints."""
        told = self._told()
        return "\n".join(told.lines()) if told else NOT_YET

    def _answer(self, answer: str) -> str:
        told = self._told()
        if told is None or told.offer is None:
            return NOTHING_OPEN
        if told.offer.strict and answer != "start":
            return "This reminder is strict, by your own choice: it can be started, or all reminders paused."
        return self._say(asked.line("answer", answer))

    def _say(self, line: str) -> str:
        self._hear(line)
        return ""
