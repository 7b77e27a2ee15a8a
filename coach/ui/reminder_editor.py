"""One rule, to change or to make: what it does stands above as a sentence, and follows each choice."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coach.reminders import telling
from coach.reminders.rule import (
    APART,
    BEFORE_BED,
    CUP,
    DRINK_EVERY,
    DRINK_GOAL,
    LATE,
    PURPOSES,
    TIMES_A_DAY,
    ActiveTime,
    ClockTime,
    Dose,
    Hydration,
    Purpose,
    Range,
)
from coach.ui.reminder_manner import MannerCard
from coach.ui.widgets.chips import Chips
from coach.ui.widgets.many_chips import ManyChips
from coach.ui.widgets.page import Page, card, empty, text
from coach.ui.widgets.stepper import TIME, Stepper, within
from coach.ui.widgets.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import time

    from coach.reminders.rule import Rule

LIMIT: Final = Range(300, 5000, 1500, unit="ml")
NO, YES = "no", "yes"
NO_CRAMP_CURE: Final = (
    "For general health. Drinking more is not known to prevent cramp; thirst is a good guide."
)
EXPERT: Final = "How long to work between pauses is expert advice, carried over from keyboard work."


class RuleEditor(Page):
    """`kept` carries the rule as it is to be; `left`: the person leaves it as it was."""

    kept = Signal(object)
    left = Signal()

    def __init__(
        self,
        rule: Rule,
        titles: Mapping[str, str],
        profiles: Sequence[str],
        *,
        is_new: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("A new reminder" if is_new else "Change a reminder")
        self.rule = rule
        self._titles = titles
        self.column.addWidget(text(self.windowTitle(), "title"))
        frame, column = card("note")
        self.name = text("", "heading")
        self.sentence = text("")
        self.how = text("", "muted")
        for label in (self.name, self.sentence, self.how):
            column.addWidget(label)
        self.column.addWidget(frame)
        self.steppers: dict[str, Stepper] = {}
        what, self._what = card()
        self._fill()
        self.column.addWidget(what)
        self.manner = MannerCard(rule.manner, profiles)
        self.manner.changed.connect(lambda manner: self._put(manner=manner))
        self.column.addWidget(self.manner)
        self.column.addLayout(self._build_foot(is_new=is_new))
        self.column.addStretch()
        QShortcut(QKeySequence(QKeySequence.StandardKey.Cancel), self).activated.connect(self.left)
        self._tell()

    def _build_foot(self, *, is_new: bool) -> QHBoxLayout:
        self.keep = QPushButton("Add this reminder" if is_new else "Keep the changes")
        self.keep.setProperty("kind", "primary")
        self.keep.clicked.connect(lambda: self.kept.emit(self.rule))
        self.leave = QPushButton("Do not add it" if is_new else "Leave it as it was")
        self.leave.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(12)
        for button in (self.keep, self.leave):
            button.setAutoDefault(True)
            row.addWidget(button)
        row.addStretch()
        return row

    # -- what it does -----------------------------------------------------------------------------

    def _fill(self) -> None:
        rule = self.rule
        self._what.addWidget(text("What it does", "heading"))
        if isinstance(rule, ActiveTime):
            self._fill_active(rule)
        elif isinstance(rule, ClockTime):
            self._fill_clock(rule)
        elif isinstance(rule, Dose):
            self._fill_dose(rule)
        else:
            self._fill_drink(rule)
        if not isinstance(rule, Hydration):
            self._add_routine(rule.routine)

    def _fill_active(self, rule: ActiveTime) -> None:
        names = [(str(purpose), words[0]) for purpose, words in telling.PURPOSES.items()]
        self.purpose = Chips("A pause for", names)
        self.purpose.choose(str(rule.purpose))
        self.purpose.chosen.connect(self._on_purpose)
        self._what.addWidget(self.purpose)
        bounds = PURPOSES[rule.purpose]
        self._add("every", "After so much work", bounds.every, rule.every)
        self._add("length", "For so long", bounds.length, rule.length)
        self._what.addWidget(text(EXPERT, "muted"))

    def _fill_clock(self, rule: ClockTime) -> None:
        self._times = QVBoxLayout()
        self._what.addLayout(self._times)
        self._show_times()
        self.windows = Windows("Once within", rule.windows)
        self.windows.changed.connect(lambda windows: self._put_or_refuse(windows=windows))
        self._what.addWidget(self.windows)
        self._add_days(rule.days)
        self._add("before", "So long before each time", BEFORE_BED, rule.before)
        self._add("late", "It may come so much later", LATE, rule.late)

    def _fill_dose(self, rule: Dose) -> None:
        self._add("times_a_day", "Times a day", TIMES_A_DAY, rule.times_a_day)
        self._add("apart", "At least so far apart", APART, rule.apart)
        self._what.addWidget(text("Within", "label"))
        self.window_ = Windows("Within", (rule.window,), most=1)
        self.window_.changed.connect(lambda windows: self._put_or_refuse(window=windows[0]))
        self._what.addWidget(self.window_)
        self._add_days(rule.days)
        self._what.addWidget(
            text("One that was missed is offered later the same day, and never carried over.", "muted")
        )

    def _fill_drink(self, rule: Hydration) -> None:
        self._what.addWidget(text(NO_CRAMP_CURE, "muted"))
        self._add("every", "Every", DRINK_EVERY, rule.every)
        self._add("cup", "A cup holds", CUP, rule.cup)
        self._add_optional("goal", "Enough for a day", DRINK_GOAL, rule.goal)
        self._add_optional("limit", "The most my own clinician allows in a day", LIMIT, rule.limit)

    # -- parts ------------------------------------------------------------------------------------

    def _add(self, field: str, name: str, bounds: Range, value: float) -> None:
        self._what.addWidget(text(name, "label"))
        stepper = Stepper(name, within(bounds, "This"), value)
        whole = field == "times_a_day"
        stepper.changed.connect(lambda new: self._put(**{field: int(new) if whole else new}))
        self.steppers[field] = stepper
        self._what.addWidget(stepper)
        said = text(f"{bounds.in_words(bounds.least)} to {bounds.in_words(bounds.most)}", "small")
        self._what.addWidget(said)
        stepper.setProperty("said", said)

    def _add_optional(self, field: str, name: str, bounds: Range, value: float | None) -> None:
        chips = Chips(name, [(NO, "Not set"), (YES, "So much")])
        chips.choose(NO if value is None else YES)
        stepper = Stepper(name, within(bounds, "This"), bounds.usual if value is None else value)
        stepper.setVisible(value is not None)
        stepper.changed.connect(lambda new: self._put(**{field: new}))

        def choose(answer: str) -> None:
            stepper.setVisible(answer == YES)
            self._put(**{field: stepper.value if answer == YES else None})

        chips.chosen.connect(choose)
        self.steppers[field] = stepper
        self._what.addWidget(chips)
        self._what.addWidget(stepper)

    def _add_days(self, days: frozenset[int]) -> None:
        choices = [(day, name[:3], name) for day, name in enumerate(telling.DAYS)]
        self.days = ManyChips("On", choices, days, least=1)
        self.days.chosen.connect(lambda chosen: self._put(days=chosen))
        self._what.addWidget(self.days)

    def _add_routine(self, current: str) -> None:
        self._what.addWidget(text("With", "label"))
        self.routine = QComboBox()
        self.routine.setAccessibleName("With the routine")
        self.routine.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for identity, title in self._titles.items():
            self.routine.addItem(title, identity)
        if current and self.routine.findData(current) < 0:
            self.routine.addItem(f"{current} (not in your library)", current)
        self.routine.setCurrentIndex(max(0, self.routine.findData(current)))
        self.routine.activated.connect(lambda _: self._put(routine=self.routine.currentData()))
        self._what.addWidget(self.routine)

    def _show_times(self) -> None:
        assert isinstance(self.rule, ClockTime)  # noqa: S101  # only these have times
        empty(self._times)
        self.times: list[Stepper] = []
        self._times.addWidget(text("At" if self.rule.times else "At: no time", "label"))
        for place, at in enumerate(self.rule.times):
            row = QHBoxLayout()
            stepper = Stepper(f"Time {place + 1}", TIME, at)
            stepper.changed.connect(partial(self._on_time, place))
            self.times.append(stepper)
            remove = QPushButton("Take away")
            remove.setProperty("kind", "quiet")
            remove.setAutoDefault(True)
            remove.setAccessibleName(f"Time {place + 1}: take away")
            remove.clicked.connect(partial(self._remove_time, place))
            row.addWidget(stepper)
            row.addWidget(remove)
            row.addStretch()
            self._times.addLayout(row)
            stepper.show()  # at once: it may be given the keyboard
        self.add_time = QPushButton("Add a time")
        self.add_time.setProperty("kind", "quiet")
        self.add_time.setAutoDefault(True)
        self.add_time.clicked.connect(self._on_add_time)
        self._times.addWidget(self.add_time, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_time.show()

    # -- choices ----------------------------------------------------------------------------------

    def _on_purpose(self, value: str) -> None:
        purpose = Purpose(value)
        bounds = PURPOSES[purpose]
        self._put(purpose=purpose, every=bounds.every.usual, length=bounds.length.usual)
        for field, limits in (("every", bounds.every), ("length", bounds.length)):
            self.steppers[field].use(within(limits, "This"), limits.usual)
            least, most = limits.in_words(limits.least), limits.in_words(limits.most)
            self.steppers[field].property("said").setText(f"{least} to {most}")

    def _on_time(self, place: int, at: time) -> None:
        assert isinstance(self.rule, ClockTime)  # noqa: S101  # as above
        times = self.rule.times
        self._put(times=(*times[:place], at, *times[place + 1 :]))

    def _remove_time(self, place: int) -> None:
        assert isinstance(self.rule, ClockTime)  # noqa: S101  # as above
        times = self.rule.times
        self._put_or_refuse(times=(*times[:place], *times[place + 1 :]))
        self._show_times()
        self.add_time.setFocus()

    def _on_add_time(self) -> None:
        assert isinstance(self.rule, ClockTime)  # noqa: S101  # as above
        times = self.rule.times
        last = times[-1] if times else TIME.read("12:00")
        self._put(times=(*times, TIME.step(TIME.step(last, 1), 1)))
        self._show_times()
        self.times[-1].field.setFocus()

    def _put(self, **fields: Any) -> None:  # noqa: ANN401  # as the rule has them
        self.rule = replace(self.rule, **fields)
        self._tell()

    def _put_or_refuse(self, **fields: Any) -> None:  # noqa: ANN401  # the same
        """As `_put`; what the rule does not allow is said, and it stays as it was."""
        try:
            self._put(**fields)
        except ValueError as error:
            words = str(error)
            self.sentence.setText(f"{words[:1].upper()}{words[1:]}.")

    def _tell(self) -> None:
        title = "" if isinstance(self.rule, Hydration) else self._titles.get(self.rule.routine, "")
        name = telling.name(self.rule, title)
        self.name.setText(name)
        self.sentence.setText(telling.sentence(self.rule, title if title != name else ""))
        self.how.setText(telling.how(self.rule.manner))
