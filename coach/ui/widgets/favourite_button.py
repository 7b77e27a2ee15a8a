"""The star on a page: one press keeps what the page shows as a favourite, another takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QPushButton

from coach.ui.icons import icon

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coach.ui.theme import Theme

KEY: Final = "Ctrl+D"
"""The one browsers keep a page with."""


class FavouriteButton(QPushButton):
    """Checked: a favourite. `clicked` carries whether it is one now."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colors = theme.colors
        self._title = title
        self.setCheckable(True)
        self.setAutoDefault(True)
        self.setProperty("kind", "quiet")
        self.setToolTip(f"Favourites come first on Today, and the Library shows them together ({KEY})")
        self.toggled.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        words = "A favourite" if self.isChecked() else "Keep as a favourite"
        self.setText(words)
        self.setAccessibleName(f"{words}: {self._title}")
        self.setShortcut(KEY)  # setText forgets it
        if self.isChecked():
            self.setIcon(icon("star-full", self._colors.accent))
        else:
            self.setIcon(icon("star", self._colors.text))
