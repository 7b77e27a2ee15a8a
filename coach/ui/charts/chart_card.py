"""A chart in its frame: the sentence, the picture, the table on request, and the way to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from coach.errors import CoachError
from coach.ui.charts.canvas import ChartCanvas
from coach.ui.charts.chart import look_of
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from coach.ui.charts.chart import Chart
    from coach.ui.theme import Theme


class ChartCard(QFrame):
    """Picture and table hold the same rows. The table is made when it is first wanted."""

    def __init__(self, theme: Theme, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme = theme
        self.chart = chart
        self.table: QTableView | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(text(chart.title, "heading"))
        self.summary = text(chart.summary)
        column.addWidget(self.summary)
        if not chart.rows:
            return
        self.canvas = ChartCanvas(theme, chart)
        column.addWidget(self.canvas)
        self.told = text(" ", "small")
        column.addWidget(self.told)
        self.canvas.told.connect(lambda words: self.told.setText(words or " "))
        row = FlowLayout(spacing=12)
        self.as_table, self.save = QPushButton("As a table"), QPushButton("Save …")
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(self._on_table_wanted)
        self.save.clicked.connect(self._on_save)
        for button in (self.as_table, self.save):
            button.setProperty("kind", "quiet")
            button.setAutoDefault(True)
            button.setAccessibleName(f"{button.text()}: {chart.title}")
            row.addWidget(button)
        column.addLayout(row)

    def _on_table_wanted(self, shown: bool) -> None:
        if self.table is None:
            from coach.ui.charts.chart_table import chart_table  # noqa: PLC0415  # few want one

            self.table = chart_table(self.chart)
            layout = self.layout()
            assert layout is not None  # noqa: S101 - made above
            layout.addWidget(self.table)
        self.table.setVisible(shown)
        self.as_table.setText("Hide the table" if shown else "As a table")
        if shown:
            self.table.setFocus()

    def _on_save(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415  # few save one

        from coach.ui.charts import saving  # noqa: PLC0415  # the same

        name = "-".join(self.chart.title.lower().split())
        chosen, kind = QFileDialog.getSaveFileName(
            self, "Save the chart", str(Path.home() / f"{name}.png"), saving.KINDS
        )
        if not chosen:
            return
        path = Path(chosen)
        if not path.suffix:
            path = path.with_suffix(kind[kind.index("*") + 1 : -1])
        try:
            saving.save(self.chart, look_of(self._theme), path)
        except CoachError as error:
            self.told.setText(f"{error} {error.advice}")
        else:
            self.told.setText(f"Saved as {path}")
