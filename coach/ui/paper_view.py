"""A page that shows what will be printed: the choices of every paper, its pages, a printer and a PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coach.errors import CoachError
from coach.handout.paper import Choice
from coach.ui.icons import icon
from coach.ui.press import Press
from coach.ui.widgets.chips import Chips
from coach.ui.widgets.page import Page, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QImage, QPaintEvent

    from coach.ui.press import SetUp
    from coach.ui.theme import Theme

    Row = tuple[str, Sequence[tuple[str, str]], str, Callable[[str], None]]
    """A choice: its name, what can be chosen, what is, and what is done about it."""

DOTS: Final = 1.5
"""Dots for each point of a page on show: a page of A4 is 890 dots wide."""


class PaperView(Page):
    """Every choice shows at once. `back_wanted` goes back to where one came from.

    A subclass says what is set up for paper (`_set_up`), and under which name it is saved.
    """

    back_wanted = Signal()
    what = "page"
    """What it is called in the title of the dialog that saves it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.choice = Choice("Letter" if _uses_letter() else "A4")
        self.chips: dict[str, Chips] = {}
        self.save, self.print = button("Save as PDF …", "primary"), button("Print …")
        self.save.clicked.connect(self._on_save)
        self.print.clicked.connect(self._on_print)
        self.first = self.save
        """Where the keyboard begins."""
        self.press = Press(self)
        self.press.drawn.connect(self._on_drawn)
        self.press.saved.connect(lambda path: self._say(f"Saved as {path}"))
        self.press.failed.connect(self._say)
        self.said = text("", "strong")
        self.said.hide()
        self.pages = QVBoxLayout()
        self.pages.setSpacing(20)
        self.wait = text("The pages are being drawn …", "muted")
        """What is being done, while there is something to wait for."""
        self.pages.addWidget(self.wait)

    def _set_up(self) -> SetUp | None:
        """What makes the paper as chosen now, on any thread; None if it cannot be, which has been said."""
        raise NotImplementedError

    def _with(self, errand: str, use: Callable[[SetUp], None]) -> None:
        """Use what is set up; later, where it is not complete yet. Of each errand only the last counts."""
        del errand
        if (set_up := self._set_up()) is not None:
            use(set_up)

    def _name(self) -> str:
        """The name, without an ending, under which it is offered to be saved."""
        raise NotImplementedError

    # -- parts ------------------------------------------------------------------------------------

    def _add_back(self, label: str) -> None:
        back = button(label, "quiet")
        back.setIcon(icon("back", self._theme.colors.text))
        back.setShortcut("Alt+Left")
        back.clicked.connect(self.back_wanted)
        self.column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_chips(self, column: QVBoxLayout, rows: Sequence[Row]) -> None:
        for name, choices, value, chosen in rows:
            chips = self.chips[name] = Chips(name, choices)
            chips.choose(value)
            chips.chosen.connect(chosen)
            column.addWidget(chips)

    def _paper_rows(self) -> tuple[Row, Row]:
        """The choices that every paper has."""
        return (
            ("Paper", [("A4", "A4"), ("Letter", "Letter")], self.choice.format, self._on_paper),
            ("Print", [("", "Usual"), ("large", "Large")], "", self._on_size),
        )

    def _add_pages(self) -> None:
        """The pages, and above them the place where something is said; then the first drawing begins."""
        self.column.addWidget(self.said)
        self.column.addLayout(self.pages)
        self.column.addStretch()
        self._draw()

    # -- what is done -----------------------------------------------------------------------------

    def _on_paper(self, value: str) -> None:
        self._choose(replace(self.choice, format="Letter" if value == "Letter" else "A4"))

    def _on_size(self, value: str) -> None:
        self._choose(replace(self.choice, large=bool(value)))

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self._draw()

    def _draw(self) -> None:
        self._with("show", lambda set_up: self.press.show(set_up, DOTS * self.devicePixelRatioF()))

    @property
    def has_pages(self) -> bool:
        """Whether pages are on show."""
        return self.pages.count() > 1

    def _on_drawn(self, images: list[QImage]) -> None:
        self.wait.hide()
        for number in range(self.pages.count() - 1, 0, -1):
            if (item := self.pages.takeAt(number)) is not None and (old := item.widget()) is not None:
                old.deleteLater()
        for number, image in enumerate(images, 1):
            shown = _PageOnShow(QPixmap.fromImage(image))
            shown.setAccessibleName(f"Page {number} of {len(images)}, as it will be printed")
            self.pages.addWidget(shown)

    def _on_save(self) -> None:
        title = f"Save the {self.what}"
        chosen, _ = QFileDialog.getSaveFileName(self, title, self._place("pdf"), "PDF (*.pdf)")
        if chosen:
            path = Path(chosen if Path(chosen).suffix else f"{chosen}.pdf")
            self._with("save", lambda set_up: self.press.save(set_up, path))

    def _place(self, kind: str) -> str:
        return str(Path.home() / f"{self._name()}.{kind}")

    def _on_print(self) -> None:
        self._with("print", self._print)

    def _print(self, set_up: SetUp) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415  # loads only to print

        try:
            paper = set_up()
            printer = QPrinter(QPrinter.PrinterMode.HighResolution)
            paper.set_up(printer)
            if QPrintDialog(printer, self).exec():
                paper.print_on(printer)
        except CoachError as error:
            self._say(f"{error} {error.advice}".strip())

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
        self.ensureWidgetVisible(self.said)


def button(label: str, kind: str = "") -> QPushButton:
    """A button that Enter presses; `kind` is the style sheet's."""
    made = QPushButton(label)
    made.setAutoDefault(True)
    if kind:
        made.setProperty("kind", kind)
    return made


class _PageOnShow(QLabel):
    """A page as wide as there is room for, never wider than it was drawn, with an edge."""

    def __init__(self, picture: QPixmap) -> None:
        super().__init__()
        self._picture = picture
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

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


def _uses_letter() -> bool:
    """Whether paper is Letter where the person lives: in the United States and Canada, and few others."""
    return QLocale.system().territory() in {
        QLocale.Country.UnitedStates,
        QLocale.Country.Canada,
        QLocale.Country.Mexico,
        QLocale.Country.Philippines,
    }
