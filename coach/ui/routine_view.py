"""The page of a routine or an exercise: what it is for, each step, what to take care of. And Start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coach import times
from coach.ui.icons import icon, pixmap
from coach.ui.library_filter import main_area
from coach.ui.widgets.card_grid import PICTURES
from coach.ui.widgets.favourite_button import FavouriteButton
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import Page, card, text
from coach.ui.widgets.title_button import TitleButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.learn.page import Page as Guide
    from coach.ui.figures import Figures
    from coach.ui.routine_page import RoutinePage, Row
    from coach.ui.theme import Theme


STILL = 104
"""Pixels that a step's picture is wide and high."""


class RoutineView(Page):
    """`start_wanted` carries the id to play, `read_wanted` a guidance page's; `back_wanted` goes back.

    Where the person's safety answers rule it out, the page says why and leads to what suits (`other_wanted`)
    and to the answers behind it (`answers_wanted`). `confirmed` carries the id of what is only for people who
    say yes to its question, and whether this person does.
    """

    start_wanted = Signal(str)
    print_wanted = Signal()
    back_wanted = Signal()
    get_help_wanted = Signal()
    read_wanted = Signal(str)
    other_wanted = Signal(str)
    answers_wanted = Signal()
    confirmed = Signal(str, bool)

    def __init__(
        self, theme: Theme, page: RoutinePage, figures: Figures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self._pictures: dict[str, list[QLabel]] = {}
        figures.still_made.connect(self._on_still_made)
        self._page = page
        self.setWindowTitle(page.title)
        self._build_head()
        if page.rows:
            self.column.addWidget(self._build_care())
            self.column.addWidget(self._build_steps())
        if page.sources:
            self.column.addWidget(self._build_sources())
        self.column.addStretch()

    def _build_head(self) -> None:
        page = self._page
        self.back = back = QPushButton("Library")
        back.setProperty("kind", "quiet")
        back.setIcon(icon("back", self._theme.colors.text))
        back.setShortcut("Alt+Left")
        back.setToolTip("Back to the library (Alt+←)")
        back.clicked.connect(self.back_wanted)
        self.favourite = FavouriteButton(self._theme, page.title)
        top = FlowLayout(spacing=12)
        top.addWidget(back)
        top.addWidget(self.favourite)
        self.column.addLayout(top)
        self.column.addWidget(text(page.title, "title"))
        if page.use_when:
            self.column.addWidget(text(page.use_when))
        self.start = QPushButton(f"Start · {self._total()}")
        self.start.setProperty("kind", "primary")
        self.start.setIcon(icon("play", self._theme.colors.on_accent))
        self.start.setAutoDefault(True)
        self.start.setMinimumWidth(self._theme.px(220))
        self.start.clicked.connect(lambda: self.start_wanted.emit(page.id))
        self.first = self.start
        """Where the keyboard begins."""
        if page.barred:
            self.start.hide()
            self.column.addWidget(self._build_barred(page))
            return
        steps = f"{len(page.rows)} step" + ("s" if len(page.rows) != 1 else "")
        needs = f" · You need: {', '.join(page.equipment)}" if page.equipment else ""
        self.column.addWidget(text(f"{steps}{needs}", "muted"))
        if page.evidence:
            note = f". {page.evidence_note}" if page.evidence_note else ""
            self.column.addWidget(text(f"Evidence: {page.evidence}{note}", "muted"))
        if page.changes or page.cautions:
            self.column.addWidget(self._build_changes(page))
        if page.confirmed:
            self.column.addWidget(self._build_confirmed(page))
        self.print = QPushButton("On paper …")
        self.print.setToolTip("Print it, or save it as a PDF: with pictures, and weeks to tick")
        self.print.clicked.connect(self.print_wanted)
        row = FlowLayout(spacing=12)
        row.addWidget(self.start)
        row.addWidget(self.print)
        self.column.addLayout(row)

    def _build_barred(self, page: RoutinePage) -> QWidget:
        """Why not, and what else."""
        frame, column = card("caution")
        if page.confirm:
            column.addWidget(text("Not for everyone", "heading"))
            column.addWidget(text(page.confirm))
            column.addWidget(text("If you cannot say yes, leave this out.", "muted"))
        else:
            column.addWidget(text("Not for you now", "heading"))
            column.addWidget(text(f"{page.barred} So Coach leaves this out."))
        row = FlowLayout(spacing=12)
        self.first = help_button = self._help_button()
        if page.instead:
            other, title = page.instead
            button = QPushButton(f"Do this instead: {title}")
            button.setProperty("kind", "primary")
            button.clicked.connect(lambda: self.other_wanted.emit(other))
            row.addWidget(button)
            self.first = button
        if page.confirm:
            self.yes = QPushButton("Yes, show it")
            self.yes.setAutoDefault(True)
            self.yes.clicked.connect(lambda: self.confirmed.emit(page.id, True))
            row.addWidget(self.yes)
        if page.answers:
            answers = self._answers_button("This no longer applies")
            row.addWidget(answers)
            self.first = self.first if page.instead else answers
        row.addWidget(help_button)
        column.addLayout(row)
        return frame

    def _build_changes(self, page: RoutinePage) -> QWidget:
        """What is done otherwise, and what to ask about, because of the person's answers."""
        frame, column = card("note")
        for heading, lines in (
            ("Changed for you", page.changes),
            ("Ask your therapist or doctor first about", page.cautions),
        ):
            if lines:
                column.addWidget(text(heading, "strong"))
            for line in lines:
                column.addWidget(text(line))
        column.addWidget(self._answers_button("Change my answers"), 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _build_confirmed(self, page: RoutinePage) -> QWidget:
        """What the person has said yes to, and how to take it back."""
        frame, column = card("note")
        column.addWidget(text("You said yes to this", "strong"))
        column.addWidget(text(page.confirmed))
        self.no = QPushButton("Take that back")
        self.no.setAutoDefault(True)
        self.no.clicked.connect(lambda: self.confirmed.emit(page.id, False))
        column.addWidget(self.no, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _help_button(self) -> QPushButton:
        button = QPushButton("When to get help")
        button.clicked.connect(self.get_help_wanted)
        return button

    def _answers_button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(True)
        button.clicked.connect(self.answers_wanted)
        return button

    def show_reading(self, pages: Sequence[Guide], back: str) -> None:
        """Offer guidance pages to read, each with its title; `back` names the place one came from."""
        self.back.setText(back)
        self.back.setShortcut("Alt+Left")  # setText forgets it
        if not pages:
            return
        frame, column = card()
        column.addWidget(text("Read more", "heading"))
        flow = FlowLayout()
        for page in pages:
            button = TitleButton(page.title)
            button.setToolTip(page.summary)
            button.clicked.connect(lambda _=False, name=page.id: self.read_wanted.emit(name))
            flow.addWidget(button)
        column.addLayout(flow)
        self.column.insertWidget(self.column.count() - 1, frame)

    def _total(self) -> str:
        about = "about " if self._page.about else ""
        return f"{about}{times.length(self._page.seconds)}"

    def _build_care(self) -> QWidget:
        page = self._page
        frame, column = card("caution")
        if page.not_when:
            column.addWidget(text("Not now if", "strong"))
            column.addWidget(text(page.not_when))
        if page.not_for:
            column.addWidget(
                text("If any of this applies, tell Coach: it leaves out what is not for you", "strong")
            )
            column.addWidget(text(f"{'. '.join(page.not_for)}."))
        if page.questions:
            column.addWidget(text("If any of this applies, ask your therapist or doctor first", "strong"))
            column.addWidget(text(f"{'. '.join(page.questions)}."))
        column.addWidget(text("Stop at once", "strong"))
        column.addWidget(text(page.stop))
        column.addWidget(self._help_button(), 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _build_steps(self) -> QWidget:
        frame, column = card()
        column.setSpacing(18)
        column.addWidget(text("What you will do", "heading"))
        under = ""
        for row in self._page.rows:
            if row.under != under:
                under = row.under
                column.addWidget(text(under, "strong"))
            column.addLayout(self._build_row(row))
        return frame

    def _build_row(self, row: Row) -> QHBoxLayout:
        picture = QLabel()
        picture.setFixedSize(STILL + 16, STILL)
        picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._pictures.setdefault(row.exercise, []).append(picture)
        self._show_picture(row.exercise, picture, row.body)
        words_of = QVBoxLayout()
        words_of.setSpacing(3)
        words_of.addWidget(text(f"{row.number}. {row.title}", "strong"))
        parts = [part for part in (row.dose, row.sides) if part]
        words_of.addWidget(text(" · ".join(parts)))
        if row.note:
            words_of.addWidget(text(row.note))
        for line in filter(None, (row.start, *row.instructions)):
            words_of.addWidget(text(line, "muted"))
        if row.caution:
            words_of.addWidget(text(f"Take care: {row.caution}"))
        if row.stop_if:
            words_of.addWidget(text(f"Stop if: {row.stop_if}"))
        if row.amount:
            words_of.addWidget(text(f"Usual amount: {row.amount}", "small"))
        if row.basis:
            words_of.addWidget(text(f"Where the numbers come from: {row.basis}", "small"))
        time = text(times.clock(row.seconds), "muted")
        time.setAccessibleName(times.length(row.seconds))
        time.setWordWrap(False)
        across = QHBoxLayout()
        across.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words_of, 1)
        across.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        return across

    def _show_picture(self, exercise: str, label: QLabel, body: Sequence[str] = ()) -> None:
        still = self._figures.still(exercise)
        if still is not None:
            size = round(STILL * self.devicePixelRatioF())
            smooth = Qt.TransformationMode.SmoothTransformation
            scaled = still.scaledToHeight(size, smooth)
            scaled.setDevicePixelRatio(self.devicePixelRatioF())
            label.setPixmap(scaled)
        elif body:
            drawing = PICTURES[main_area(body)]
            label.setPixmap(pixmap(drawing, self._theme.colors.line, STILL, self.devicePixelRatioF()))

    def _on_still_made(self, exercise: str) -> None:
        for label in self._pictures.get(exercise, ()):
            self._show_picture(exercise, label)

    def _build_sources(self) -> QWidget:
        frame, column = card()
        column.addWidget(text("Where this comes from", "heading"))
        for source in self._page.sources:
            column.addWidget(text(source, "small"))
        by = f"{self._page.author}, revision {self._page.revision}" if self._page.author else ""
        if by:
            column.addWidget(text(f"Written by {by}", "small"))
        return frame
