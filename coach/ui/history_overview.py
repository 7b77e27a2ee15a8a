"""The charts of a span of days: the calendar at once, the others one by one after it is on screen."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from coach.errors import CoachError
from coach.routine.programme_course import course
from coach.ui.charts.chart_card import ChartCard
from coach.ui.charts.heat_map import HeatMap, year_ends
from coach.ui.widgets.chips import Chips
from coach.ui.widgets.page import empty, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QHideEvent, QShowEvent

    from coach.history.store import Store
    from coach.routine.index import Index
    from coach.ui.charts.chart import Chart
    from coach.ui.theme import Theme

SPANS: Final = {"28": "4 weeks", "91": "3 months", "365": "A year", "": "Everything"}
FRAME: Final = 16
"""Milliseconds between two charts, so that what came is laid out and painted before the next."""
YEAR: Final = timedelta(days=371)
"""53 weeks: what a calendar shows."""


class Overview(QWidget):
    """`index` gives programmes, and what exercises are for; None where the library is not read yet."""

    def __init__(
        self,
        theme: Theme,
        open_store: Callable[[], Store],
        today: date,
        index: Index | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._open_store = open_store
        self._today = today
        self._index = index
        self._waiting: list[Callable[[Store], Iterator[Chart]]] = []
        self.cards: list[ChartCard] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)  # runs only while the page is on show
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.spans = Chips("Time", list(SPANS.items()), inline=True)
        self.spans.choose("91")
        self.spans.chosen.connect(self.show_span)
        column.addWidget(self.spans)
        self._column = QVBoxLayout()
        self._column.setSpacing(16)
        column.addLayout(self._column)
        self.show_span("91")

    def show_span(self, days: str) -> None:
        """Show so many days up to today; empty: everything there is."""
        empty(self._column)
        self.cards = []
        with closing(self._open_store()) as store:
            back = timedelta(days=int(days) - 1) if days else None
            span = None if back else store.span()
            self._first = self._today - back if back else min(span[0] if span else self._today, self._today)
            self._add(self._calendar(store))
        self._waiting = [self._of_programmes, self._of_work, self._of_pain, self._of_cramps]
        self._go_on()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on with what waits."""
        super().showEvent(event)
        self._timer.start(FRAME)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks, and the page may be on its way out."""
        super().hideEvent(event)
        self._timer.stop()

    def settle(self) -> None:
        """Make everything that waits, now."""
        while self._waiting:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            return
        make = self._waiting.pop(0)
        try:
            with closing(self._open_store()) as store:
                for chart in make(store):
                    self._add(chart)
        except CoachError as error:
            self._waiting = []
            self._column.addWidget(text(f"{error} {error.advice}".strip()))
        self._go_on()

    def _go_on(self) -> None:
        if self.isVisible():
            # At once, up to the page: until it has grown, all would be seen squeezed into the room there was.
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            self._timer.start(FRAME)

    def _add(self, chart: Chart) -> None:
        made = ChartCard(self._theme, chart)
        self.cards.append(made)
        self._column.addWidget(made)
        if self.isVisible():
            made.show()

    def _calendar(self, store: Store) -> Chart:
        first = min(self._first, self._today - YEAR)
        free = set()
        for regimen in self._index.regimens if self._index else ():
            taken = course(regimen, store.course_events(regimen.id))
            if taken.pauses or taken.rests:
                days = (first + timedelta(days=n) for n in range((self._today - first).days + 1))
                free |= {day for day in days if taken.is_on(day, regimen.length) and taken.is_free(day)}
        minutes = {each.day: each.seconds / 60 for each in store.days(first, self._today)}
        return HeatMap(minutes, year_ends(self._first, self._today), free)

    def _of_programmes(self, store: Store) -> Iterator[Chart]:
        from coach.routine.programme_adherence import weeks  # noqa: PLC0415  # the same
        from coach.ui.charts import history_charts as charts  # noqa: PLC0415  # after the first paint

        performed = None
        for regimen in self._index.regimens if self._index else ():
            taken = course(regimen, store.course_events(regimen.id))
            if taken.begun is None:
                continue
            performed = store.performed(self._first, self._today) if performed is None else performed
            monday = self._first - timedelta(days=self._first.weekday())
            if found := weeks(regimen, taken, performed, max(monday, self._first), self._today):
                yield charts.doses(regimen, found)

    def _of_work(self, store: Store) -> Iterator[Chart]:
        from coach.ui.charts import history_charts as charts  # noqa: PLC0415  # after the first paint

        work = store.work(self._first, self._today)
        yield charts.sides(work)
        yield charts.areas(work, self._index.cards if self._index else ())

    def _of_pain(self, store: Store) -> Iterator[Chart]:
        from coach.player.rating import Kind  # noqa: PLC0415  # after the first paint
        from coach.ui.charts import history_charts as charts  # noqa: PLC0415  # the same

        yield charts.pain(store.felt(self._first, self._today), self._first, self._today)
        if effort := store.felt(self._first, self._today, Kind.EFFORT):
            yield charts.pain(effort, self._first, self._today, "Effort")

    def _of_cramps(self, store: Store) -> Iterator[Chart]:
        from coach.ui.charts import history_charts as charts  # noqa: PLC0415  # after the first paint

        if cramps := store.cramps_between(self._first, self._today):
            yield charts.hours(cramps)
            yield charts.places(cramps)
            yield charts.helps(cramps)
