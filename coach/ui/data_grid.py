"""A hand-out's grid, filled in: what was done on paper, a week at a time."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QPushButton, QTableWidget, QTableWidgetItem, QWidget

from coach.errors import CoachError
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import Page, card, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

MOST: Final = 9
"""Times a day that one cell holds."""
DAYS: Final = 7


class GridForm(Page):
    """`known` are ids and titles of what can be ticked; the first `shown` have a row at once.

    `read_in` takes the table as text and says what came of it; it may raise `CoachError`.
    """

    back_wanted = Signal()

    def __init__(
        self,
        today: date,
        known: Sequence[tuple[str, str]],
        shown: int,
        read_in: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tick a hand-out")
        self._today = today
        self._known = known
        self._read_in = read_in
        self._monday = today - timedelta(days=today.weekday())
        self._ids: list[str] = []
        back = _button("Your data", "quiet")
        back.setShortcut("Alt+Left")
        back.clicked.connect(self.back_wanted)
        self.column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(text("Tick a hand-out", "title"))
        about = "How often you did it on each day. The space bar counts up, a digit sets, Delete clears."
        self.column.addWidget(text(about, "muted"))
        self._build_week()
        self.grid = _Grid()
        self.column.addWidget(self.grid)
        self._build_foot(shown)
        self.said = text("", "strong")
        self.said.hide()
        self.column.addWidget(self.said)
        self.column.addStretch()
        self._show_week()

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.grid

    def _build_week(self) -> None:
        row = FlowLayout(spacing=12)
        self.before, self.after = _button("Week before"), _button("Week after")
        self.before.clicked.connect(lambda: self._move(-DAYS))
        self.after.clicked.connect(lambda: self._move(DAYS))
        self.week = text("", "strong")
        self.week.setWordWrap(False)
        for widget in (self.before, self.after, self.week):
            row.addWidget(widget)
        self.column.addLayout(row)

    def _build_foot(self, shown: int) -> None:
        frame, column = card()
        row = FlowLayout(spacing=12)
        self.more = QComboBox()
        self.more.setAccessibleName("Something else that you did")
        self.more.addItems([title for _, title in self._known])
        add = _button("Add a row")
        add.clicked.connect(lambda: self._add_row(self.more.currentIndex()))
        self.save = _button("Write it down", "primary")
        self.save.clicked.connect(self._on_save)
        for widget in (self.more, add, self.save):
            row.addWidget(widget)
        column.addLayout(row)
        self.column.addWidget(frame)
        for number in range(min(shown, len(self._known))):
            self._add_row(number)
        self.grid.setCurrentCell(0, self._today.weekday())

    def _add_row(self, number: int) -> None:
        if not 0 <= number < len(self._known) or self._known[number][0] in self._ids:
            return
        identity, title = self._known[number]
        self._ids.append(identity)
        self.grid.add(title)

    def _move(self, days: int) -> None:
        self._monday += timedelta(days=days)
        self.grid.clear_ticks()
        self._show_week()

    def _show_week(self) -> None:
        days = [self._monday + timedelta(days=n) for n in range(DAYS)]
        self.week.setText(f"{days[0].day} {days[0]:%B} to {days[-1].day} {days[-1]:%B %Y}")
        self.grid.name_days([f"{day:%a} {day.day}" for day in days])
        self.after.setEnabled(days[-1] < self._today)

    def as_table(self) -> str:
        """What is ticked, as the table that Coach reads in."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("date", "routine", "times"))
        for row, identity in enumerate(self._ids):
            for column in range(DAYS):
                if times := self.grid.times(row, column):
                    writer.writerow((self._monday + timedelta(days=column), identity, times))
        return out.getvalue()

    def _on_save(self) -> None:
        try:
            words = self._read_in(self.as_table())
        except CoachError as error:
            words = f"{error} {error.advice}".strip()
        else:
            self.grid.clear_ticks()
        self.said.setText(words)
        self.said.show()


class _Grid(QTableWidget):
    """Rows of what was done, a column for each day."""

    def __init__(self) -> None:
        super().__init__(0, DAYS)
        self.setAccessibleName("How often on which day")
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.cellClicked.connect(self._up)

    def add(self, title: str) -> None:
        """A row with nothing in it."""
        row = self.rowCount()
        self.insertRow(row)
        self.setVerticalHeaderItem(row, QTableWidgetItem(title))
        for column in range(DAYS):
            self.setItem(row, column, cell := QTableWidgetItem(""))
            cell.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        line = self.fontMetrics().height() + 16
        self.verticalHeader().setDefaultSectionSize(line)
        self.setRowHeight(row, line)
        self.setFixedHeight(line * (self.rowCount() + 1) + 24)

    def name_days(self, names: list[str]) -> None:
        """What stands over the columns."""
        self.setHorizontalHeaderLabels(names)

    def times(self, row: int, column: int) -> int:
        """How often is in a cell."""
        cell = self.item(row, column)
        return int(cell.text() or 0) if cell is not None else 0

    def clear_ticks(self) -> None:
        """Nothing anywhere."""
        for row in range(self.rowCount()):
            for column in range(DAYS):
                self._put(row, column, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count in the cell that has the keyboard."""
        row, column, typed = self.currentRow(), self.currentColumn(), event.text()
        if row < 0 or column < 0:
            super().keyPressEvent(event)
        elif typed.isdecimal() and len(typed) == 1:
            self._put(row, column, int(typed))
        elif event.key() == Qt.Key.Key_Space:
            self._up(row, column)
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._put(row, column, 0)
        else:
            super().keyPressEvent(event)

    def _up(self, row: int, column: int) -> None:
        self._put(row, column, (self.times(row, column) + 1) % (MOST + 1))

    def _put(self, row: int, column: int, times: int) -> None:
        if (cell := self.item(row, column)) is not None:
            cell.setText(str(times) if times else "")


def _button(label: str, kind: str = "") -> QPushButton:
    button = QPushButton(label)
    button.setAutoDefault(True)
    if kind:
        button.setProperty("kind", kind)
    return button
