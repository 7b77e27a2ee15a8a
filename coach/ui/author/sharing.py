"""Giving the routine in hand to somebody else, and taking in what somebody else has sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from coach.bundle.contents import SUFFIX
from coach.bundle.exchange import Offer, Parcel
from coach.errors import CoachError
from coach.ui.author.receive_page import ReceivePage
from coach.ui.author.share_page import SharePage

if TYPE_CHECKING:
    from coach.routine.library import Library
    from coach.ui.author.notice import Notice
    from coach.ui.author.pages import Pages
    from coach.ui.services import Services
    from coach.ui.theme import Theme


class Sharing(QObject):
    """Lays its pages over the file. `added` carries the paths of the documents that were put in place."""

    added = Signal(object)

    def __init__(self, theme: Theme, services: Services, pages: Pages, notice: Notice) -> None:
        super().__init__(pages)
        self._theme = theme
        self._services = services
        self._pages = pages
        self._notice = notice

    def share(self, identity: str) -> None:
        """Show what goes along with a document, as soon as the files have been read."""
        self._services.library.when_read(lambda: self._share(identity))

    def _share(self, identity: str) -> None:
        if (library := self._library()) is None:
            return
        try:
            parcel = Parcel.of([identity], library)
            page = SharePage(self._theme, parcel, parcel.packed()[0])
        except CoachError as error:
            self._notice.say(f"{error} {error.advice}".strip())
            return
        page.left.connect(lambda: self._pages.leave(page))
        if self._pages.lay(page):
            page.make.setFocus()

    def receive(self) -> None:
        """Ask for a bundle, and show what is in it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._pages, "Add from a bundle", str(Path.home()), f"Bundle (*{SUFFIX} *.txt)"
        )
        if chosen:
            self.look_into(Path(chosen))

    def look_into(self, path: Path) -> None:
        """Show what is in a bundle; nothing is added before the person says so."""
        if (library := self._library()) is None:
            return
        try:
            offer = Offer.of(path, library)
        except CoachError as error:
            self._notice.say(f"{error} {error.advice}".strip())
            return
        page = ReceivePage(offer)
        page.left.connect(lambda: self._pages.leave(page))
        page.added.connect(lambda written: self._on_added(page, offer, written))
        self._notice.hide()
        if self._pages.lay(page):
            page.begin()

    def _on_added(self, page: QWidget, offer: Offer, written: tuple[Path, ...]) -> None:
        self._pages.leave(page)
        kept = " What was there is kept." if offer.replaces else ""
        files = "1 file" if len(written) == 1 else f"{len(written)} files"
        self._notice.say(f"“{offer.bundle.manifest.title}” is here: {files} added.{kept}")
        self.added.emit(tuple(each.target for each in offer.placings if each.item.id))

    def _library(self) -> Library | None:
        """All documents as they are written, whatever suits this person."""
        shelf = self._services.library.shelf
        return shelf.written if shelf is not None else None
