"""The pages of the reminders: what is chosen, in force at once, and one rule at a time."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from coach.reminders.rule import ActiveTime, ClockTime, Dose, Hydration, Manner, Purpose, Rule
from coach.reminders.values import read_time
from coach.ui.reminder_editor import RuleEditor
from coach.ui.reminders_view import RemindersView

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.drivers.chosen_driver import ChosenDriver
    from coach.reminders.chosen import Chosen
    from coach.ui.pages import Pages
    from coach.ui.services import Services

DOSE: Final = "tendon-glide-set"
"""What a new rule is about until something else is chosen, where the library has it."""
NEW: Final = {"active-time": "writer-micro-60", "clock": "bedtime-foot-cramp-5", "dose": DOSE}


class RemindersPages(QObject):
    """Shows the page of the reminders and, when one is to be changed, the page of a rule."""

    told_wanted = Signal(str)
    play_wanted = Signal(str)
    start_wanted = Signal()

    def __init__(self, services: Services, driver: ChosenDriver, pages: Pages) -> None:
        super().__init__(pages)
        self._services = services
        self._driver = driver
        self._pages = pages
        self.view: RemindersView | None = None
        driver.changed.connect(self._refresh)
        driver.trouble.connect(self._say)
        services.library.ready.connect(self._refresh)
        if services.resident is not None:
            services.resident.changed.connect(self._refresh)

    def show(self) -> RemindersView:
        """The page of all reminders, anew."""
        self._driver.read()
        view = RemindersView(self._driver.value)
        view.told_wanted.connect(self.told_wanted)
        view.play_wanted.connect(self.play_wanted)
        view.start_wanted.connect(self.start_wanted)
        view.edited.connect(self._on_edited)
        view.edit_wanted.connect(self._edit)
        view.add_wanted.connect(self._add)
        view.destroyed.connect(self._on_gone)
        self.view = view
        self._refresh()
        self._pages.show_page(view)
        return view

    @property
    def titles(self) -> dict[str, str]:
        """What a rule can be about: routines that suit this person, by their ids."""
        index = self._services.library.index
        cards = index.cards if index is not None else ()
        return {
            card.id: card.title
            for card in cards
            if card.type == "routine" and not card.barred and not card.rescues
        }

    def _refresh(self) -> None:
        if self.view is None:
            return
        chosen = self._driver.value
        told = self._services.resident.told if self._services.resident is not None else None
        limited = fluid_limited(self._services)
        self.view.show_chosen(chosen, self.titles, self._driver.problems, fluid_limited=limited)
        self.view.show_told(told, on=chosen.on)

    def _on_edited(self, edit: Callable[[Chosen], Chosen]) -> None:
        if self.view is not None:
            self.view.trouble.hide()  # that of the last time
        try:
            self._driver.change(edit)
        except ValueError as error:
            self._say(f"{str(error)[:1].upper()}{str(error)[1:]}.")
        self._refresh()

    def _say(self, words: str) -> None:
        if self.view is not None:
            self.view.say(words)

    def _edit(self, identity: str) -> None:
        rule = self._driver.value.rule(identity)
        if rule is not None:
            self._open(rule, is_new=False)

    def _add(self, kind: str) -> None:
        self._open(new(kind, self._driver.value, self.titles), is_new=True)

    def _open(self, rule: Rule, *, is_new: bool) -> None:
        editor = RuleEditor(rule, self.titles, self._driver.value.profiles, is_new=is_new)
        editor.kept.connect(self._on_kept)
        editor.left.connect(lambda: self._back(rule.id))
        self._pages.show_page(editor)
        editor.keep.setFocus()

    def _on_kept(self, rule: Rule) -> None:
        self._on_edited(lambda now: now.with_rule(rule))
        self._back(rule.id)

    def _back(self, identity: str) -> None:
        view = self.show()
        row = view.rules.rows.get(identity)
        (row["edit"] if row else next(iter(view.rules.adds.values()))).setFocus()

    def _on_gone(self, gone: QObject) -> None:
        if self.view is gone:
            self.view = None


def fluid_limited(services: Services) -> bool:
    """Whether the safety answers say that this person may have to limit what they drink."""
    return services.safety.value.limits_fluid


def new(kind: str, chosen: Chosen, titles: dict[str, str]) -> Rule:
    """A new rule of a kind, with an id that no other has and the usual values."""
    wanted = NEW.get(kind, "")
    routine = wanted if wanted in titles else next(iter(titles), wanted)
    taken = {rule.id for rule in chosen.reminders.rules}
    name = next(name for name in (f"{kind}-{number}" for number in count(1)) if name not in taken)
    if kind == "active-time":
        return ActiveTime.usual(Purpose.KEYBOARD_MICRO, routine, Manner(working_hours_only=True), name)
    if kind == "clock":
        return ClockTime(name, routine, (read_time("12:00"),))
    if kind == "dose":
        return Dose(name, routine)
    return replace(Hydration(name))
