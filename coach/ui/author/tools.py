"""What can be done with the file in hand: a row of buttons, the rarer ones, or most of them, in a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import text

if TYPE_CHECKING:
    from coach.drivers.draft_driver import DraftDriver


class Tools(QWidget):
    """The buttons, and in words how the file is."""

    def __init__(self) -> None:
        super().__init__()
        self._is_folded = False
        self.browse = QPushButton("Files")
        self.browse.setCheckable(True)
        self.save = QPushButton("Save")
        self.save.setProperty("kind", "primary")
        self.new = QPushButton("New …")
        self.undo, self.redo = QPushButton("Undo"), QPushButton("Redo")
        self.look = QPushButton("Find …")
        self.pose = QPushButton("Pose studio …")
        self.paper = QPushButton("On paper …")
        self.undo.setEnabled(False)
        self.redo.setEnabled(False)
        self._others = (self.new, self.undo, self.redo, self.look, self.pose, self.paper)
        self.changes = QPushButton("What changed …")
        self.share = QPushButton("Share …")
        self.receive = QPushButton("Add from a bundle …")
        self._rarer = (self.changes, self.share, self.receive)
        self.more = QPushButton("More")
        menu = QMenu(self.more)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.more.setMenu(menu)
        self.state = text("", "muted")
        self.state.setWordWrap(False)
        row = FlowLayout(self)
        for widget in (self.browse, self.save, *self._others):
            widget.setProperty("bare", "true")
            row.addWidget(widget)
        for widget in self._rarer:
            widget.setParent(self)
            widget.hide()
        row.addWidget(self.more)
        row.addWidget(self.state)

    def fold(self, *, folded: bool) -> None:
        """Keep the list of files and `Save` at hand and all others in the menu, or only the rarer ones."""
        self._is_folded = folded
        self.browse.setVisible(folded)
        for button in self._others:
            button.setVisible(not folded)

    def show_state(self, driver: DraftDriver, *, with_name: bool) -> None:
        """Say how the file in hand is, and let be pressed what can be done with it."""
        self.save.setEnabled(driver.is_changed)
        self.look.setEnabled(driver.path is not None)
        if driver.path is None:
            for button in (self.pose, self.paper, self.changes, self.share):
                button.setEnabled(False)
            self.state.setText("No file is open.")
            return
        said = [driver.path.name] if with_name else []
        said.append("not saved" if driver.is_changed else "saved")
        if driver.trial is not None and driver.trial.text == driver.text:
            errors = driver.trial.errors
            others = len(driver.trial.diagnostics) - errors
            said.append(_counted(errors, "error"))
            said.append(_counted(others, "warning") if others else "")
        self.state.setText(" · ".join(filter(None, said)))

    def _fill(self, menu: QMenu) -> None:
        """What the buttons would do at this moment."""
        menu.clear()
        for button in (*(self._others if self._is_folded else ()), *self._rarer):
            menu.addAction(button.text(), button.click).setEnabled(button.isEnabled())


def _counted(count: int, what: str) -> str:
    return f"no {what}s" if not count else f"1 {what}" if count == 1 else f"{count} {what}s"
