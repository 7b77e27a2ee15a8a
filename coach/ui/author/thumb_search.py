"""The thumb to a finger: searched for step by step, so that it can be watched and cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QGroupBox, QProgressBar, QPushButton

from coach.figure.reach import FINGERS, touch
from coach.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.figure.pose import Pose


class ThumbSearch(QGroupBox):
    """`found` carries each nearer pose, and how far apart the pads still are, in millimetres.

    `pose` gives the pose that a search begins with.
    """

    found = Signal(object, float)

    def __init__(self, pose: Callable[[], Pose]) -> None:
        super().__init__("Thumb to finger")
        self._pose = pose
        self._search: Iterator[tuple[float, Pose, float]] | None = None
        self.finger = QComboBox()
        self.finger.addItems(FINGERS)
        self.finger.setAccessibleName("Finger")
        self.bring = QPushButton("Bring")
        self.bring.clicked.connect(self._on_bring)
        self.progress = QProgressBar()
        self.progress.setRange(0, 100)
        self.progress.setAccessibleName("How far the search is")
        self.stop = QPushButton("Cancel")
        self.stop.setEnabled(False)
        self.stop.clicked.connect(self._end)
        row = FlowLayout(self)
        for widget in (self.finger, self.bring, self.progress, self.stop):
            row.addWidget(widget)
        self._rounds = QTimer(self, interval=0)
        self._rounds.timeout.connect(self.search)

    @property
    def is_searching(self) -> bool:
        """Whether a search goes on."""
        return self._search is not None

    def search(self) -> None:
        """One round of the search."""
        nearer = next(self._search, None) if self._search is not None else None
        if nearer is None:
            self._end()
            return
        done, pose, gap = nearer
        self.progress.setValue(round(100 * done))
        self.found.emit(pose, gap)

    def _on_bring(self) -> None:
        self._search = touch(self._pose(), self.finger.currentText())
        self.bring.setEnabled(False)
        self.stop.setEnabled(True)
        self._rounds.start()

    def _end(self) -> None:
        self._search = None
        self._rounds.stop()
        self.bring.setEnabled(True)
        self.stop.setEnabled(False)
        self.progress.setValue(0 if self.progress.value() == 0 else 100)
