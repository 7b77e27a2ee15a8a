"""The rows of a chart as a table: for a screen reader, and for whoever likes numbers better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView, QWidget

if TYPE_CHECKING:
    from coach.ui.charts.chart import Chart

    Index = QModelIndex | QPersistentModelIndex

MOST_ROWS: Final = 10
"""Rows that are on show at once; more scroll."""
NO_INDEX: Final = QModelIndex()


class _Rows(QAbstractTableModel):
    def __init__(self, chart: Chart, parent: QWidget) -> None:
        super().__init__(parent)
        self._chart = chart

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """The chart's rows."""
        return 0 if parent.isValid() else len(self._chart.rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """The chart's columns."""
        return 0 if parent.isValid() else len(self._chart.head)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's own
        """A cell."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._chart.rows[index.row()][index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401  # Qt's own
        """The names of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._chart.head[section]
        return None


def chart_table(chart: Chart) -> QTableView:
    """The table of a chart, which can be read and walked through but not changed."""
    table = QTableView()
    table.setModel(_Rows(chart, table))
    table.setAccessibleName(f"{chart.title}, as a table")
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    line = table.fontMetrics().height() + 8
    table.verticalHeader().setDefaultSectionSize(line)
    table.horizontalHeader().setStretchLastSection(True)
    table.resizeColumnsToContents()
    table.setFixedHeight(line * (min(MOST_ROWS, len(chart.rows)) + 2))
    return table
