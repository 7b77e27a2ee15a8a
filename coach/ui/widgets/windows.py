"""Windows of the day, such as 09:00 to 17:00: to change, to add, to take away."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coach.reminders.daytime import Window
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import empty, text
from coach.ui.widgets.stepper import TIME, Stepper

if TYPE_CHECKING:
    from collections.abc import Sequence

USUAL: Final = Window(time(9), time(17))
NONE: Final = "none"


class Windows(QWidget):
    """A named list of windows. `changed` carries them; with `most` 1 there is always exactly one."""

    changed = Signal(object)

    def __init__(
        self,
        name: str,
        windows: Sequence[Window],
        *,
        most: int = 3,
        usual: Window = USUAL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._most = most
        self._usual = usual
        self.value = tuple(windows)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._fill()

    def _fill(self) -> None:
        empty(self._column)
        self.steppers: list[tuple[Stepper, Stepper]] = []
        self._flows: list[FlowLayout] = []
        if self._most > 1:
            self._column.addWidget(text(self._name if self.value else f"{self._name}: {NONE}", "label"))
        for place, window in enumerate(self.value):
            row = self._row(place, window)
            self._column.addWidget(row)
            row.show()  # at once: it may be given the keyboard
        self.add: QPushButton | None = None
        if len(self.value) < self._most:
            self.add = QPushButton("Add more hours" if self.value else "Add hours")
            self.add.setProperty("kind", "quiet")
            self.add.setAutoDefault(True)
            self.add.setAccessibleName(f"{self._name}: {self.add.text().lower()}")
            self.add.clicked.connect(self._add)
            foot = self._flows[-1] if self._flows else FlowLayout(spacing=8)
            foot.addWidget(self.add)
            if not self._flows:
                self._column.addLayout(foot)
            self.add.show()

    def _row(self, place: int, window: Window) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, spacing=8)
        self._flows.append(flow)
        which = f"{self._name}, {place + 1}" if len(self.value) > 1 else self._name
        pair = (Stepper(f"{which}: from", TIME, window.start), Stepper(f"{which}: to", TIME, window.end))
        for stepper, field, word in ((pair[0], "start", "from"), (pair[1], "end", "to")):
            caption = text(word, "muted")
            caption.setWordWrap(False)
            flow.addWidget(caption)
            stepper.changed.connect(partial(self._on_time, place, field))
            flow.addWidget(stepper)
        self.steppers.append(pair)
        if self._most > 1:
            remove = QPushButton("Take away")
            remove.setProperty("kind", "quiet")
            remove.setAutoDefault(True)
            remove.setAccessibleName(f"{which}: take away")
            remove.clicked.connect(partial(self._remove, place))
            flow.addWidget(remove)
        return row

    def _on_time(self, place: int, field: str, value: time) -> None:
        changed = replace(self.value[place], **{field: value})
        self.value = (*self.value[:place], changed, *self.value[place + 1 :])
        self.changed.emit(self.value)

    def _add(self) -> None:
        last = self.value[-1].end if self.value else None
        new = self._usual if last is None else Window(last, time((last.hour + 2) % 24, last.minute))
        self.value = (*self.value, new)
        self._fill()
        self.steppers[-1][0].field.setFocus()
        self.changed.emit(self.value)

    def _remove(self, place: int) -> None:
        self.value = (*self.value[:place], *self.value[place + 1 :])
        self._fill()
        if self.add is not None:
            self.add.setFocus()
        self.changed.emit(self.value)
