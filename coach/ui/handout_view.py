"""A routine for paper: how it will look, and the way to a printer or a PDF."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLineEdit

from coach.errors import CoachError
from coach.handout import code
from coach.handout.paper import Paper
from coach.handout.sheet import MOST_A_DAY
from coach.ui.paper_figures import PaperFigures
from coach.ui.paper_pictures import keys
from coach.ui.paper_view import PaperView
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import card, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent, QImage, QShowEvent
    from PySide6.QtWidgets import QWidget

    from coach.handout.sheet import Sheet
    from coach.ui.figures import Figures
    from coach.ui.paper_view import Row as PaperRow
    from coach.ui.press import SetUp
    from coach.ui.theme import Theme

WEEKS: Final = (1, 2, 3, 4, 6, 8, 12)
"""To choose from; besides them what the hand-out begins with."""
CODE: Final = "The routine itself as a code"


class HandoutView(PaperView):
    """The hand-outs of routines, exercises or programmes."""

    what = "hand-out"

    def __init__(
        self,
        theme: Theme,
        sheets: Sequence[Sheet],
        figures: Figures,
        code: Callable[[], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`code` makes the text of the bundle that the first one is made of, if it is the person's own."""
        super().__init__(theme, parent)
        self._code = code
        title = sheets[0].title
        self.setWindowTitle(f"Hand-out: {title}")
        self._sheets = tuple(sheets)
        self._lines = False
        self.figures = PaperFigures(figures, keys(sheets), self)
        self.figures.came.connect(self._on_figure)
        self.figures.failed.connect(lambda why: self._say(f"A figure is missing on paper. {why}"))
        self._errands: dict[str, Callable[[SetUp], None]] = {}
        self._build_head(title)
        self._build_choices()
        self._add_pages()

    def _build_head(self, title: str) -> None:
        self._add_back("Back")
        self.column.addWidget(text("Hand-out", "title"))
        ticks = "" if self._sheets[0].limit else ", and weeks to tick"
        about = f"on paper: what the screen leads through and when to stop{ticks}."
        self.column.addWidget(text(f"“{title}” {about}", "muted"))
        row = FlowLayout(spacing=12)
        row.addWidget(self.save)
        row.addWidget(self.print)
        self.column.addLayout(row)

    def _build_choices(self) -> None:
        frame, column = card()
        often = [(str(number), str(number)) for number in range(1, MOST_A_DAY + 1)]
        figures = [("", "Painted"), ("lines", "Lines, for black and white")]
        weeks = [(str(number), str(number)) for number in sorted({*WEEKS, self._sheets[0].weeks})]
        rows: tuple[PaperRow, ...] = (
            *self._paper_rows(),
            ("Figures", figures, "", self._on_figures),
        )
        first = self._sheets[0]
        if not first.limit:  # nobody ticks cramps; they have their diary
            rows += (("Weeks to tick", weeks, str(first.weeks), self._on_weeks),)
            if not first.parts[0].when:  # a programme says itself how often
                rows += (("Times a day, to tick", often, str(first.ticks[0].often), self._on_often),)
        if self._code:
            codes = [("", "No"), ("code", "Yes, for another Coach")]
            rows += ((CODE, codes, "", self._on_code),)
        self._add_chips(column, rows)
        label = text("A link to print as a code, if there is one", "label")
        self.link = QLineEdit()
        self.link.setPlaceholderText("https://…")
        self.link.editingFinished.connect(self._on_link)
        label.setBuddy(self.link)
        column.addWidget(label)
        column.addWidget(self.link)
        self.column.addWidget(frame)

    def _on_figures(self, value: str) -> None:
        self._lines = bool(value)
        self._draw()

    def _on_weeks(self, value: str) -> None:
        self._sheets = tuple(sheet.with_weeks(int(value)) for sheet in self._sheets)
        self._draw()

    def _on_often(self, value: str) -> None:
        self._sheets = tuple(sheet.with_times(int(value)) for sheet in self._sheets)
        self._draw()

    def _on_code(self, value: str) -> None:
        """Make the code, which reads the person's files, only now that it is wanted."""
        try:
            bundle = self._code() if self._code and value else ""
        except CoachError as error:
            self._say(f"{error} {error.advice}".strip())
            self.chips[CODE].choose("")
            return
        first, *others = self._sheets
        self._sheets = (replace(first, bundle=bundle), *others)
        self._draw()

    def _on_link(self) -> None:
        link = self.link.text().strip()
        if link == self.choice.link:
            return
        try:
            if link:
                code.check(link)
        except CoachError as error:
            self._say(f"{error} {error.advice}")
            return
        self.said.hide()
        self._choose(replace(self.choice, link=link))

    # -- what is done, as soon as all figures are there -------------------------------------------

    def _set_up(self) -> SetUp:
        sheets, choice, pictures = self._sheets, self.choice, self.figures.pictures(lines=self._lines)
        return lambda: Paper(sheets, choice, pictures.draw)

    @property
    def is_waiting(self) -> bool:
        """Whether something is still to be done when all figures are there."""
        return bool(self._errands)

    def _with(self, errand: str, use: Callable[[SetUp], None]) -> None:
        self._errands[errand] = use
        self._go_on()

    def _go_on(self) -> None:
        """Do what is to be done, or wait for figures first; words show at once."""
        if self.figures.have(lines=self._lines):
            errands, self._errands = self._errands, {}
            for use in errands.values():
                use(self._set_up())
            return
        self.wait.setText("The figures are being drawn …")
        self.wait.show()
        if "show" in self._errands and not self.has_pages:
            self._errands["show"](self._set_up())

    def _on_drawn(self, images: list[QImage]) -> None:
        super()._on_drawn(images)
        self.wait.setVisible(self.is_waiting)

    def _on_figure(self, count: int, of: int) -> None:
        self.wait.setText(f"The figures are being drawn: {count} of {of} …")
        self.wait.show()
        if count == of:
            self._go_on()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for figures any more."""
        self.figures.forget()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Whatever was waited for is waited for again."""
        super().showEvent(event)
        if self._errands:
            self._go_on()

    def _name(self) -> str:
        return self._sheets[0].id
