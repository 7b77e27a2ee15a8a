"""Sending a routine to somebody: what goes along, in whose name, signed or not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit

from coach.bundle import exchange, signing
from coach.bundle.contents import SUFFIX
from coach.errors import CoachError
from coach.ui.author.notice import Notice
from coach.ui.widgets.check_row import CheckRow
from coach.ui.widgets.footed_page import FootedPage
from coach.ui.widgets.page import text
from coach.whole import save

if TYPE_CHECKING:
    from coach.bundle.contents import Manifest
    from coach.bundle.exchange import Parcel
    from coach.ui.theme import Theme

ABOUT: Final = (
    "One file holds it with everything that it needs. Whoever gets it opens it in their own Coach, "
    "with “Add from a bundle …” under Author."
)
SIGNED: Final = "A signature tells them that what you send later comes from you, too."


class SharePage(FootedPage):
    """What goes into the bundle of a parcel, whose it is, and where it is put; `left` goes back."""

    left = Signal()

    def __init__(self, theme: Theme, parcel: Parcel, manifest: Manifest) -> None:
        super().__init__(f"Share {manifest.title}")
        self._parcel = parcel
        self._name = manifest.name
        self.column.addWidget(text(f"Share “{manifest.title}”", "title"))
        self.column.addWidget(text(ABOUT, "muted"))
        self.column.addWidget(text("In it", "label"))
        self.items = text("\n".join(f"• {item.in_words()}" for item in manifest.items))
        self.column.addWidget(self.items)
        if parcel.drafts:
            self.drafts = text(parcel.drafts)
            self.column.addWidget(self.drafts)
        label = text("Your name, as they will read it", "label")
        self.author = QLineEdit(manifest.author)
        self.author.setAccessibleName("Your name, as they will read it")
        label.setBuddy(self.author)
        self.column.addWidget(label)
        self.column.addWidget(self.author)
        self.sign = CheckRow(theme, "Sign it with my own key", f"{SIGNED} {_key()}")
        self.sign.setChecked(signing.has_key(exchange.keys()))
        self.column.addWidget(self.sign)
        self.told = Notice()
        self.column.addWidget(self.told)
        self._scroll = QTimer(self, singleShot=True, interval=0)  # once it has been laid out
        self._scroll.timeout.connect(lambda: self.page.ensureWidgetVisible(self.told))
        self.column.addStretch()
        self.make = self.answer("Save as …", "primary")
        self.make.clicked.connect(self._on_make)
        self.back = self.answer("Back", "quiet")
        self.back.setShortcut("Escape")
        self.back.clicked.connect(self.left)

    def _on_make(self) -> None:
        name = str(Path.home() / f"{self._name}{SUFFIX}")
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the bundle", name, f"Bundle (*{SUFFIX})")
        if not chosen:
            return
        path = Path(chosen)
        self.make_at(path if path.suffix else path.with_name(path.name + SUFFIX))

    def make_at(self, path: Path) -> None:
        """Write the bundle, and say on the page what came of it."""
        is_signed = self.sign.isChecked()
        try:
            manifest, content = self._parcel.packed(self.author.text().strip(), is_signed=is_signed)
            save(path, content)
            by = f" Signed by {manifest.author}, key {signing.own_fingerprint(exchange.keys())}."
        except CoachError as error:
            self._say(f"{error} {error.advice}".strip())
        except OSError as error:
            self._say(f"{path} cannot be written: {error.strerror or error}.")
        else:
            self._say(f"Saved: {path}.{by if is_signed else ''} Send this one file.")

    def _say(self, words: str) -> None:
        self.told.say(words)
        self._scroll.start()


def _key() -> str:
    """What there is to say about the person's key."""
    if not signing.has_key(exchange.keys()):
        return "You have no key yet: one is made, and kept in your own folder."
    try:
        return f"Tell them your key once, to compare with: {signing.own_fingerprint(exchange.keys())}"
    except CoachError as error:
        return f"{error} {error.advice}"
