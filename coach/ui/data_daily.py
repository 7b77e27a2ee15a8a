"""The back-up of every day on the page of the data: where to, how many stay, and how it stands."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton, QVBoxLayout

from coach import paths
from coach.history import daily_backup
from coach.settings import Backup, about
from coach.ui.widgets.chips import Chips
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.ui.services import Services

ABOUT: Final = (
    "By itself, only while Coach or its reminders run, into a folder that you choose; one that is"
    " synchronised will do. Each holds the same as above and is read back and checked. Other files in the"
    " folder are left alone."
)


class DailyCard(QFrame):
    """`make_now` makes a back-up with the settings that stand; call `refresh` when it is over."""

    def __init__(self, services: Services, make_now: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._services = services
        self._make_now = make_now
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(text("A back-up every day", "heading"))
        column.addWidget(text(ABOUT, "muted"))
        self.told = text("", "strong")
        column.addWidget(self.told)
        keep = about({one.name: one for one in fields(Backup)}["keep"])
        steps = sorted({*keep.steps, services.settings.value.backup.keep})
        self.keep = Chips(keep.label, [(str(step), f"{step} {keep.unit}") for step in steps])
        self.keep.chosen.connect(lambda value: self._change(keep=int(value)))
        column.addWidget(self.keep)
        row = FlowLayout(spacing=12)
        self.now, self.choose, self.stop = QPushButton("Back up now"), QPushButton(), QPushButton("Stop")
        self.stop.setAccessibleName("Stop the back-up of every day")
        self.now.clicked.connect(lambda: make_now())  # noqa: PLW0108  # `clicked` hands over whether it is down
        self.choose.clicked.connect(self._on_choose)
        self.stop.clicked.connect(self._on_stop)
        for button in (self.now, self.choose, self.stop):
            button.setAutoDefault(True)
            row.addWidget(button)
        column.addLayout(row)
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen, and how the last one went."""
        chosen = self._services.settings.value.backup
        now = self._services.clock.wall()
        self.told.setText(daily_backup.told(chosen, daily_backup.load(paths.backup_file()), now))
        self.keep.choose(str(chosen.keep))
        for widget in (self.told, self.keep, self.now, self.stop):
            widget.setVisible(chosen.daily)
        self.choose.setText("Another folder …" if chosen.daily else "Choose a folder …")

    def _on_choose(self) -> None:
        start = self._services.settings.value.backup.folder or str(Path.home())
        folder = QFileDialog.getExistingDirectory(self, "A back-up every day", start)
        if folder:
            self._change(daily=True, folder=folder)
            self._make_now()

    def _on_stop(self) -> None:
        self._change(daily=False)
        self.choose.setFocus()

    def _change(self, **chosen: Any) -> None:  # noqa: ANN401  # as the fields are
        driver = self._services.settings
        driver.change(replace(driver.value, backup=replace(driver.value.backup, **chosen)))
        self.refresh()
