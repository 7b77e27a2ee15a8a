"""A routine for paper: how it will look, and the way to a printer or a PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coach.errors import CoachError
from coach.handout import code
from coach.handout.paper import Choice, Paper
from coach.handout.sheet import MOST_A_DAY
from coach.ui.icons import icon
from coach.ui.paper_pictures import Pictures
from coach.ui.press import Press
from coach.ui.widgets.chips import Chips
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import Page, card, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QImage, QPaintEvent

    from coach.handout.sheet import Sheet
    from coach.routine.model import Exercise
    from coach.ui.theme import Theme

DOTS: Final = 1.5
"""Dots for each point of a page on show: a page of A4 is 890 dots wide."""


class HandoutView(Page):
    """Every choice shows at once. `back_wanted` goes back to the routine."""

    back_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        sheets: Sequence[Sheet],
        exercises: Mapping[str, Exercise],
        tone: int,
        folders: Sequence[Path] = (),
        builds: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        title = sheets[0].title
        self.setWindowTitle(f"Hand-out: {title}")
        self._theme = theme
        self._sheets = tuple(sheets)
        self._exercises = exercises
        self._tone = tone
        self._folders = tuple(folders)
        self._builds = builds
        self._lines = False
        self.choice = Choice("Letter" if uses_letter() else "A4")
        self.press = Press(self)
        self.press.drawn.connect(self._on_drawn)
        self.press.saved.connect(lambda path: self._say(f"Saved as {path}"))
        self.press.failed.connect(self._say)
        self._build_head(title)
        self._build_choices()
        self.said = text("", "strong")
        self.said.hide()
        self.column.addWidget(self.said)
        self._pages = QVBoxLayout()
        self._pages.setSpacing(20)
        self._wait = text("The pages are being drawn …", "muted")
        self._pages.addWidget(self._wait)
        self.column.addLayout(self._pages)
        self.column.addStretch()
        self.first = self.save
        """Where the keyboard begins."""
        self._draw()

    def _build_head(self, title: str) -> None:
        back = QPushButton("Back")
        back.setProperty("kind", "quiet")
        back.setIcon(icon("back", self._theme.colors.text))
        back.setShortcut("Alt+Left")
        back.clicked.connect(self.back_wanted)
        self.column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(text("Hand-out", "title"))
        about = "on paper: what the screen leads through, when to stop, and two weeks to tick."
        self.column.addWidget(text(f"“{title}” {about}", "muted"))
        row = FlowLayout(spacing=12)
        self.save, self.print = QPushButton("Save as PDF …"), QPushButton("Print …")
        self.save.setProperty("kind", "primary")
        for button, pressed in ((self.save, self._on_save), (self.print, self._on_print)):
            button.setAutoDefault(True)
            button.clicked.connect(pressed)
            row.addWidget(button)
        self.column.addLayout(row)

    def _build_choices(self) -> None:
        frame, column = card()
        often = [(str(number), str(number)) for number in range(1, MOST_A_DAY + 1)]
        rows = (
            ("Paper", [("A4", "A4"), ("Letter", "Letter")], self.choice.format, self._on_paper),
            ("Print", [("", "Usual"), ("large", "Large")], "", self._on_size),
            ("Figures", [("", "Painted"), ("lines", "Lines, for black and white")], "", self._on_figures),
            ("Times a day, to tick", often, str(len(self._sheets[0].ticks)), self._on_often),
        )
        self.chips = {}
        for name, choices, value, chosen in rows:
            chips = Chips(name, choices)
            chips.choose(value)
            chips.chosen.connect(chosen)
            column.addWidget(chips)
            self.chips[name] = chips
        label = text("A link to print as a code, if there is one", "label")
        self.link = QLineEdit()
        self.link.setPlaceholderText("https://…")
        self.link.editingFinished.connect(self._on_link)
        label.setBuddy(self.link)
        column.addWidget(label)
        column.addWidget(self.link)
        self.column.addWidget(frame)

    def _on_paper(self, value: str) -> None:
        self._choose(replace(self.choice, format="Letter" if value == "Letter" else "A4"))

    def _on_size(self, value: str) -> None:
        self._choose(replace(self.choice, large=bool(value)))

    def _on_figures(self, value: str) -> None:
        self._lines = bool(value)
        self._draw()

    def _on_often(self, value: str) -> None:
        self._sheets = tuple(sheet.with_times(int(value)) for sheet in self._sheets)
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

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self._draw()

    def _set_up(self) -> Paper:
        """The paper as chosen now."""
        known, tone, folders, builds = self._exercises, self._tone, self._folders, self._builds
        draw = Pictures(known, tone, lines=self._lines, folders=folders, builds=builds).draw
        return Paper(self._sheets, self.choice, draw)

    def _draw(self) -> None:
        self.press.show(self._set_up, DOTS * self.devicePixelRatioF())

    def _on_drawn(self, images: list[QImage]) -> None:
        self._wait.hide()
        for number, image in enumerate(images):
            picture = QPixmap.fromImage(image)
            if number + 1 < self._pages.count():
                shown = self._pages.itemAt(number + 1).widget()  # type: ignore[union-attr]  # it is there
                assert isinstance(shown, PageOnShow)  # noqa: S101  # the same
                shown.show_picture(picture)
            else:
                self._pages.addWidget(PageOnShow(picture))
        for number in range(self._pages.count() - 1):
            shown = self._pages.itemAt(number + 1).widget()  # type: ignore[union-attr]  # the same
            shown.setVisible(number < len(images))  # type: ignore[union-attr]  # the same
            name = f"Page {number + 1} of {len(images)}, as it will be printed"
            shown.setAccessibleName(name)  # type: ignore[union-attr]  # the same

    def _on_save(self) -> None:
        suggested = str(Path.home() / f"{self._sheets[0].id}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the hand-out", suggested, "PDF (*.pdf)")
        if chosen:
            path = Path(chosen)
            self.press.save(self._set_up, path if path.suffix else path.with_suffix(".pdf"))

    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415  # loads only to print

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        paper = self._set_up()
        paper.set_up(printer)
        dialog = QPrintDialog(printer, self)
        if dialog.exec():
            try:
                paper.print_on(printer)
            except CoachError as error:
                self._say(f"{error} {error.advice}")

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
        self.ensureWidgetVisible(self.said)


class PageOnShow(QLabel):
    """A page as wide as there is room for, never wider than it was drawn, with an edge."""

    def __init__(self, picture: QPixmap) -> None:
        super().__init__()
        self._picture = picture
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_picture(self, picture: QPixmap) -> None:
        """Show another page."""
        self._picture = picture
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """As high as the page is at a width."""
        size = self._picture.size()
        return round(min(width, size.width()) * size.height() / size.width())

    def sizeHint(self) -> QSize:
        """The page as it was drawn."""
        return self._picture.size()

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(120, 160)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, scaled down to fit."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        at = self.rect()
        at.setSize(room)
        at.moveLeft((self.width() - room.width()) // 2)
        painter.drawPixmap(at, self._picture)
        painter.setPen(self.palette().mid().color())
        painter.drawRect(at.adjusted(0, 0, -1, -1))


def uses_letter() -> bool:
    """Whether paper is Letter where the person lives: in the United States and Canada, and few others."""
    return QLocale.system().territory() in {
        QLocale.Country.UnitedStates,
        QLocale.Country.Canada,
        QLocale.Country.Mexico,
        QLocale.Country.Philippines,
    }
