"""The page of a programme: where one is in it, what is due, what comes next, and what it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from coach import times
from coach.routine.programme_course import Event
from coach.routine.programme_doses import State
from coach.routine.programme_progress import told
from coach.ui.icons import icon
from coach.ui.programme_standing import in_words
from coach.ui.widgets.favourite_button import FavouriteButton
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import Page, card, text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from coach.routine.programme import Item
    from coach.routine.programme_adherence import Week
    from coach.routine.programme_doses import DueDose
    from coach.routine.programme_progress import Proposal
    from coach.ui.programme_standing import Standing
    from coach.ui.theme import Theme

FLARE_UP = "flare-up"


class ProgrammeView(Page):
    """`decided` carries an `Event` and its reason, `moved_on` a proposal and who approved it.

    `stayed` carries a proposal that was declined, `play_wanted` and `page_wanted` the id of an item.

    `rhythms` says of each item, by its id, on which days and how often it is done.
    """

    decided = Signal(Event, str)
    moved_on = Signal(object, str)
    moved_back = Signal(str)
    """The id of an item that is to be done again in place of what follows it."""
    stayed = Signal(object)
    play_wanted = Signal(str)
    page_wanted = Signal(str)
    print_wanted = Signal()
    back_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        standing: Standing,
        rhythms: Mapping[str, str],
        trouble: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._standing = standing
        self._rhythms = rhythms
        regimen = standing.regimen
        self.setWindowTitle(regimen.title)
        self.buttons: dict[str, QPushButton] = {}
        """What can be decided, by a short name."""
        self._build_head()
        if trouble:
            self.column.addWidget(_caution(trouble))
        if regimen.barred:
            self.column.addWidget(_caution(f"Not for you now. {regimen.barred}"))
        self.column.addWidget(self._build_course())
        for proposal in standing.proposals:
            self.column.addWidget(self._build_proposal(proposal))
        if standing.doses:
            self.column.addWidget(self._build_today())
        if standing.week is not None:
            self.column.addWidget(self._build_week(standing.week))
        self.column.addWidget(self._build_items())
        if regimen.not_when:
            frame, column = card("caution")
            column.addWidget(text("Not now if", "strong"))
            column.addWidget(text(regimen.not_when))
            self.column.addWidget(frame)
        self.column.addStretch()

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins: what is due, or what can be decided."""
        due = (f"play {dose.item.id}" for dose in self._standing.doses if dose.state is State.DUE)
        return next((self.buttons[name] for name in (*due, *self.buttons)), self.print)

    def _build_head(self) -> None:
        regimen = self._standing.regimen
        self.back = _button("Library", "quiet")
        self.back.setIcon(icon("back", self._theme.colors.text))
        self.back.setShortcut("Alt+Left")
        self.back.clicked.connect(self.back_wanted)
        self.favourite = FavouriteButton(self._theme, regimen.title)
        top = FlowLayout(spacing=12)
        top.addWidget(self.back)
        top.addWidget(self.favourite)
        self.column.addLayout(top)
        self.column.addWidget(text(regimen.title, "title"))
        if regimen.use_when:
            self.column.addWidget(text(regimen.use_when))
        lasts = f"{_long(regimen.length)} · " if regimen.length else ""
        self.column.addWidget(text(f"A programme · {lasts}revision {regimen.revision}", "muted"))

    def _build_course(self) -> QWidget:
        standing, course = self._standing, self._standing.course
        frame, column = card("note" if standing.is_on else "card")
        column.addWidget(text("Where you are", "heading"))
        row = FlowLayout(spacing=12)
        self.print = _button("On paper …")
        self.print.setToolTip("Print it, or save it as a PDF: with pictures, and weeks to tick")
        self.print.clicked.connect(self.print_wanted)
        if not standing.is_on:
            column.addWidget(text(self._off()))
            if not standing.regimen.barred:
                self._offer(row, "begin", "Begin today", Event.BEGUN, kind="primary")
        elif course.is_paused(standing.day):
            since = next(pause.first for pause in course.pauses if pause.holds(standing.day))
            column.addWidget(text(f"Paused since {_day(since)}. Nothing is due, and nothing is missed."))
            self._offer(row, "resume", "Go on today", Event.RESUMED, kind="primary")
        else:
            column.addWidget(text(self._on()))
            self._offer(row, "pause", "Pause for a flare-up", Event.PAUSED, FLARE_UP)
            self._offer(row, "away", "Pause", Event.PAUSED)
            if standing.day in course.rests:
                self._offer(row, "no rest", "No day of rest after all", Event.NOT_RESTED)
            else:
                self._offer(row, "rest", "Rest today", Event.RESTED)
        if standing.is_on:
            self._ask_before_the_end(row, column)
        row.addWidget(self.print)
        column.addLayout(row)
        return frame

    def _on(self) -> str:
        standing, begun = self._standing, self._standing.course.begun
        number, length = standing.course.number(standing.day), standing.regimen.length
        of = f" of {length}" if length else ""
        rest = " Today is a day of rest: it counts as kept." if standing.day in standing.course.rests else ""
        return f"Day {number}{of}, since {_day(begun)}.{rest}" if begun else f"Day {number}{of}.{rest}"

    def _off(self) -> str:
        course = self._standing.course
        if course.begun is None:
            return "You have not taken it up. It begins on the day you say so."
        if course.begun > self._standing.day:
            return f"It begins on {_day(course.begun)}."
        if self._standing.is_over:
            return "It has come to its end. What you did is in the history; you can begin it again."
        return "You follow it no more. What you did stays in the history; you can begin it again."

    def _offer(
        self, row: FlowLayout, name: str, label: str, event: Event, reason: str = "", kind: str = ""
    ) -> None:
        button = self.buttons[name] = _button(label, kind)
        button.clicked.connect(lambda: self.decided.emit(event, reason))
        row.addWidget(button)

    def _ask_before_the_end(self, row: FlowLayout, column: QVBoxLayout) -> None:
        """Beginning again starts at the first day, so one press is not enough to end it."""
        end = _button("End …")
        row.addWidget(end)
        sure = QWidget()
        inner = QVBoxLayout(sure)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(text("End it? What you did stays in the history. Begun again, it starts at day 1."))
        answers = FlowLayout(spacing=12)
        self._offer(answers, "end", "End it today", Event.LEFT)
        stay = _button("Keep it")
        answers.addWidget(stay)
        inner.addLayout(answers)
        sure.hide()
        column.addWidget(sure)

        def ask(*, show: bool) -> None:
            sure.setVisible(show)
            (stay if show else end).setFocus()

        end.clicked.connect(lambda: ask(show=True))
        stay.clicked.connect(lambda: ask(show=False))

    def _build_proposal(self, proposal: Proposal) -> QWidget:
        frame, column = card("note")
        column.addWidget(text(f"It may be time for {proposal.then.title}", "heading"))
        column.addWidget(
            text(f"The programme goes on from {proposal.item.title} to it when: {proposal.because}.")
        )
        by = QLineEdit()
        by.setAccessibleName("Who said yes")
        by.setPlaceholderText("Who said yes: a name")
        by.setMaximumWidth(self._theme.px(420))
        by.setVisible(proposal.needs_approval)
        if proposal.needs_approval:
            column.addWidget(text("Your therapist wants to be asked first."))
        column.addWidget(by)
        row = FlowLayout(spacing=12)
        yes, no = _button(f"Go on to {proposal.then.title}", "primary"), _button("Not yet")
        yes.setEnabled(not proposal.needs_approval)
        by.textChanged.connect(lambda words: yes.setEnabled(bool(words.strip())))
        yes.clicked.connect(lambda: self.moved_on.emit(proposal, by.text()))
        no.clicked.connect(lambda: self.stayed.emit(proposal))
        self.buttons[f"on {proposal.item.id}"], self.buttons[f"stay {proposal.item.id}"] = yes, no
        self.approved_by = by
        for button in (yes, no):
            row.addWidget(button)
        column.addLayout(row)
        column.addWidget(text("“Not yet” is heard for a week.", "small"))
        return frame

    def _build_today(self) -> QWidget:
        frame, column = card()
        column.addWidget(text("Today", "heading"))
        for dose in self._standing.doses:
            column.addLayout(self._build_dose(dose))
        return frame

    def _build_dose(self, dose: DueDose) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(text(dose.item.title, "strong"))
        words.addWidget(text(in_words(dose), "muted"))
        row = QHBoxLayout()
        row.addLayout(words, 1)
        if dose.state is not State.FREE:
            is_due = dose.state is State.DUE
            button = _button("Start", "primary" if is_due else "")
            button.setAccessibleName(f"Start {dose.item.title}, {in_words(dose)}")
            button.clicked.connect(lambda: self.play_wanted.emit(dose.item.id))
            self.buttons[f"play {dose.item.id}"] = button
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _build_week(self, week: Week) -> QWidget:
        frame, column = card()
        column.addWidget(text("This week", "heading"))
        done, planned = week.done, week.planned
        column.addWidget(text(week_words(week) if planned or week.free else "Nothing was planned so far."))
        if done or planned:
            for item in self._standing.regimen.items:
                if (count := week.items.get(item.id)) is not None and count.planned:
                    column.addWidget(text(f"{item.title}: {count.done} of {count.planned}", "muted"))
        sides = [
            f"{side} {count.done} of {count.planned}" for side, count in week.sides.items() if count.planned
        ]
        if sides:
            column.addWidget(text(f"By side: {', '.join(sides)}", "muted"))
        return frame

    def _build_items(self) -> QWidget:
        frame, column = card()
        column.addWidget(text("What it is made of", "heading"))
        for item in self._standing.regimen.items:
            column.addSpacing(4)
            column.addWidget(self._build_item(item))
        return frame

    def _build_item(self, item: Item) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(text(item.title, "strong"))
        about = "about " if item.about else ""
        column.addWidget(text(f"{self._rhythms[item.id]} · {about}{times.length(item.seconds)}"))
        if item.note:
            column.addWidget(text(item.note))
        if item.barred:
            column.addWidget(text(f"Left out for you: {item.barred}"))
        then = self._standing.regimen.item(item.progress.then) if item.progress else None
        moved = self._standing.course.moved.get(item.id)
        if item.progress is not None and then is not None:
            asked = ", once your therapist agrees" if item.progress.needs_approval else ""
            went = f"Since {_day(moved)}: {then.title}" if moved else ""
            column.addWidget(text(went or f"Then {then.title}, when {told(item.progress)}{asked}", "muted"))
        row = FlowLayout(spacing=12)
        read = _button("Show it", "quiet")
        read.setAccessibleName(f"Show {item.title}")
        read.clicked.connect(lambda: self.page_wanted.emit(item.id))
        row.addWidget(read)
        if moved and self._standing.is_on:
            back = self.buttons[f"back {item.id}"] = _button("Go back to this")
            back.setAccessibleName(f"Go back to {item.title}")
            back.clicked.connect(lambda: self.moved_back.emit(item.id))
            row.addWidget(back)
        column.addLayout(row)
        return made


def week_words(week: Week) -> str:
    """A week in words, with nothing held against anybody: `5 of 6 · 1 day of rest, which counts as kept`."""
    free = "1 day" if week.free == 1 else f"{week.free} days"
    parts = [
        f"{week.done} of {week.planned} so far" if week.planned else "",
        f"{free} of rest or pause, which count{'s' if week.free == 1 else ''} as kept" if week.free else "",
        f"{week.more} more than planned" if week.more else "",
    ]
    return " · ".join(filter(None, parts))


def _button(label: str, kind: str = "") -> QPushButton:
    button = QPushButton(label)
    button.setAutoDefault(True)
    if kind:
        button.setProperty("kind", kind)
    return button


def _caution(words: str) -> QWidget:
    frame, column = card("caution")
    column.addWidget(text(words))
    return frame


def _day(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B}"


def _long(days: int) -> str:
    weeks, rest = divmod(days, 7)
    return f"{days} days" if rest else "1 week" if weeks == 1 else f"{weeks} weeks"
