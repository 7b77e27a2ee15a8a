"""How a reminder comes: as a notification of the desktop's, as a strip, or as the window's own page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QProcess, Signal

from coach.desktop.notify import CLICKED
from coach.reminders import asked, explain
from coach.reminders.rule import COUNTING, Announce, Hydration, Rule
from coach.ui.answers import START, answers, line

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from coach.desktop.notify import End, Notifier
    from coach.drivers.reminder_driver import ReminderDriver
    from coach.reminders.action import Offer, Withdraw
    from coach.ui.strip import Strip

BUTTONS = 3
"""Notifications have room for so many."""


class OpenWindow(Protocol):
    """Leaves a wish with the window, or starts it with arguments."""

    def __call__(self, wish: str, *arguments: str) -> bool: ...  # noqa: D102


class Announcer(QObject):
    """Shows what the planner offers, and gives it the answers."""

    _chosen = Signal(str, str)
    """The rule and the answer; notifications speak on threads of their own."""
    _ended = Signal(str, str)
    """The rule, and how its notification ended without an answer."""
    _wrote = Signal(str)

    def __init__(
        self,
        reminders: ReminderDriver,
        notifier: Notifier,
        new_strip: Callable[[], Strip],
        open_window: OpenWindow,
        parent: QObject | None = None,
        *,
        chime: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._reminders, self._notifier = reminders, notifier
        self._new_strip, self._open_window = new_strip, open_window
        self._chime = chime or _chime
        self.strip: Strip | None = None
        """Made when one is first shown."""
        self._handle: int | None = None
        self._question: int | None = None
        self._rule: Rule | None = None
        self._body = ""
        reminders.offered.connect(self._on_offered)
        reminders.receded.connect(self._on_receded)
        reminders.withdrawn.connect(self._on_withdrawn)
        reminders.asked.connect(self._on_asked)
        reminders.not_asked.connect(self._on_not_asked)
        self._chosen.connect(self._take)
        self._ended.connect(self._on_ended)
        self._wrote.connect(self._on_wrote)

    def answer(self, answer: str) -> bool:
        """Answer what is on offer, whatever it is; False if nothing is."""
        if self._rule is None:
            return False
        self._take(self._rule.id, answer)
        return True

    def _on_offered(self, offer: Offer) -> None:
        rule = self._reminders.rule(offer.rule)
        if rule is None:
            return
        self._clear()
        self._rule, self._body = rule, sentence(explain.WORDS[offer.why])
        if offer.sound:
            self._chime()
        if offer.announce is Announce.WINDOW and self._open_window(f"break {rule.id}", "break", rule.id):
            return
        if offer.announce is Announce.STRIP or self._notifier.has_buttons is False:
            self._show_strip()
            return
        self._handle = self._notifier.offer(
            self._reminders.name(rule),
            self._body,
            self._answers()[:BUTTONS],
            lambda answer: _tell(self._chosen, rule.id, answer),
            ended=lambda how: _tell(self._ended, rule.id, how),
            quiet=not offer.sound,
        )

    def _answers(self) -> tuple[tuple[str, str], ...]:
        chosen = self._reminders.chosen.reminders
        found = answers(chosen.snoozes[:1], strict=self._rule is not None and self._rule.manner.strict)
        if isinstance(self._rule, Hydration):
            return tuple((one, "Done" if one == START else words) for one, words in found)
        return found

    def _show_strip(self) -> Strip | None:
        if self._rule is None:
            return None
        if self.strip is None:
            self.strip = self._new_strip()
        rule = self._rule.id
        title = self._reminders.name(self._rule)
        self.strip.offer(title, self._body, self._answers(), lambda one: self._take(rule, one))
        return self.strip

    def _on_receded(self, rule: str) -> None:
        if self._rule is None or self._rule.id != rule:
            return
        self._take_notification_away()
        strip = self._show_strip()
        if strip is not None:
            strip.recede()

    def _on_withdrawn(self, gone: Withdraw) -> None:
        if self._rule is not None and self._rule.id == gone.rule:
            self._clear()

    def _clear(self) -> None:
        self._take_notification_away()
        if self.strip is not None:
            self.strip.withdraw()
        self._rule = None

    def _take_notification_away(self) -> None:
        if self._handle is not None:
            self._notifier.withdraw(self._handle)
            self._handle = None

    def _take(self, rule_id: str, answer: str) -> None:
        """What the person has chosen."""
        rule = self._reminders.rule(rule_id)
        if rule is None:
            return
        if answer == CLICKED and self._reminders.chosen.rule(rule_id) is None:
            self._open_window("show")  # prescribed: the Today page has it
        elif answer == CLICKED:
            self._open_window(f"break {rule_id}", "break", rule_id)
        elif answer != START:
            self._reminders.ask(line(answer, rule_id))
        elif rule.routine:
            self._reminders.ask(asked.start(rule_id))
            self._open_window(f"play {rule.routine}", "play", rule.routine)
        else:  # a cup is drunk without Coach
            self._reminders.ask(asked.done(rule_id))

    def _on_ended(self, rule_id: str, how: End) -> None:
        if self._rule is None or self._rule.id != rule_id or self._handle is None:
            return
        self._handle = None
        if how == "failed":
            self._show_strip()
        elif how == "dismissed" and isinstance(self._rule, COUNTING):
            self._reminders.ask(asked.skip(rule_id))  # a dose, or a time of day, waits to be answered

    def _on_asked(self, seconds: float) -> None:
        """Were you writing? Where nothing can be answered, the Today page asks."""
        minutes = int(seconds / 60)
        self._question = self._notifier.offer(
            "Were you writing by hand?",
            f"The keyboard rested for {minutes} minutes. If you wrote, they count as work.",
            (("yes", "Yes"), ("no", "No")),
            lambda said: _tell(self._wrote, said),
            stays=False,
        )

    def _on_wrote(self, said: str) -> None:
        if said == CLICKED:
            self._open_window("show")
        else:
            self._reminders.ask(asked.was_writing(yes=said == "yes"))

    def _on_not_asked(self) -> None:
        if self._question is not None:
            self._notifier.withdraw(self._question)
            self._question = None


def _tell(signal: SignalInstance, *what: str) -> None:
    """From the notification's thread, perhaps after the announcer has gone with the app."""
    try:
        signal.emit(*what)
    except RuntimeError:
        return


def sentence(words: str) -> str:
    """Words as a sentence."""
    return f"{words[:1].upper()}{words[1:]}."


def _chime() -> None:
    """A soft sound, from a process of its own: the sound system is ten times what this one takes."""
    QProcess.startDetached(sys.executable, ["-m", "coach", "_chime"])
