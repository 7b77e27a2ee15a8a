"""What a visit is to be told about, chosen: made into a summary, and into pages with their picture."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.handout.summary import summary

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from coach.handout.paper import Choice, Paper
    from coach.handout.summary_values import Summary
    from coach.history.store import Store
    from coach.safety.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Visit:
    """The days, both included, and the person's questions. May be used on any thread."""

    shelf: Shelf
    first: date
    last: date
    questions: tuple[str, ...] = ()

    def summary(self, store: Store, most_cramps: int = 20) -> Summary:
        """The summary as it stands in the history now."""
        known = self.shelf.written.conditions
        ticked = [known[tag].name for tag in sorted(self.shelf.profile.ticked) if tag in known]
        return summary(store, self.shelf.index, self.first, self.last, ticked, self.questions, most_cramps)

    def paper(self, open_store: Callable[[], Store], choice: Choice) -> Paper:
        """Its pages, with the picture of pain over time.

        Raises:
            CoachError: The history cannot be read.
        """
        from coach.handout.summary_paper import SummaryPaper  # noqa: PLC0415  # text does without Qt
        from coach.ui.charts.chart import on_paper  # noqa: PLC0415  # the same
        from coach.ui.charts.history_charts import pain  # noqa: PLC0415  # the same

        with closing(open_store()) as store:
            trend = pain(store.felt(self.first, self.last), self.first, self.last)

            def draw(painter: QPainter, at: QRectF) -> None:
                look = on_paper(12.0 if choice.large else 8.0)
                high = trend.height(at.width(), look)
                painter.translate(at.topLeft())
                share = min(1.0, at.height() / high)
                painter.scale(share, share)
                trend.draw(painter, at.translated(-at.topLeft()).adjusted(0, 0, 0, high - at.height()), look)

            return SummaryPaper(lambda most: self.summary(store, most), choice, draw)
