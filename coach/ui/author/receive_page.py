"""What somebody has sent: by whom it is signed, what it would add and replace, and whether it may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal

from coach.bundle.installing import KEPT
from coach.bundle.signing import Standing
from coach.errors import CoachError
from coach.ui.author.notice import Notice
from coach.ui.widgets.footed_page import FootedPage
from coach.ui.widgets.page import card, text

if TYPE_CHECKING:
    from coach.bundle.exchange import Offer

DEEDS: Final = {
    "replace": f"In place of what you have (that is kept beside it, with the ending {KEPT})",
    "add": "New",
    "same": "You have this already",
}
COVERS: Final = " (in place of the one that comes with Coach)"


class ReceivePage(FootedPage):
    """`added` carries the paths that were written, none if something was in the way; `left` adds nothing."""

    added = Signal(object)
    left = Signal()

    def __init__(self, offer: Offer) -> None:
        manifest = offer.bundle.manifest
        super().__init__(f"Add {manifest.title}")
        self._offer = offer
        self.column.addWidget(text(f"Add “{manifest.title}”?", "title"))
        self.column.addWidget(text(f"A bundle made with {manifest.made_by}.", "muted"))
        is_odd = offer.signer.standing is Standing.OTHER_KEY
        box, inner = card("caution" if is_odd else "card")
        self.signer = text(offer.signer.in_words(), "strong" if is_odd else "")
        inner.addWidget(self.signer)
        self.column.addWidget(box)
        for deed, title in DEEDS.items():
            lines = [
                f"• {each.item.in_words()}{COVERS if each.covers else ''}"
                for each in offer.placings
                if each.deed == deed
            ]
            if lines:
                self.column.addWidget(text(title, "heading"))
                self.column.addWidget(text("\n".join(lines)))
        if not offer.is_known:
            self.column.addWidget(text(f"All of it goes into {offer.folder}.", "muted"))
        self.told = Notice()
        self.column.addWidget(self.told)
        self._scroll = QTimer(self, singleShot=True, interval=0)  # once it has been laid out
        self._scroll.timeout.connect(lambda: self.page.ensureWidgetVisible(self.told))
        self.column.addStretch()
        label = "Add and replace" if offer.replaces else "Add it"
        self.take = self.answer(label, "primary")
        self.take.setHidden(offer.is_known)
        self.take.clicked.connect(self._on_take)
        self.leave = self.answer("Back" if offer.is_known else "Not now", "quiet")
        self.leave.setShortcut("Escape")
        self.leave.clicked.connect(self.left)

    def begin(self) -> None:
        """Put the keyboard on leaving it: that is the easier answer."""
        self.leave.setFocus()

    def _on_take(self) -> None:
        try:
            written = self._offer.install()
        except CoachError as error:
            self.told.say(f"{error} {error.advice}".strip())
            self._scroll.start()
        else:
            self.added.emit(written)
