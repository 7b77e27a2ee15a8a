"""The person's data: back it up, bring it back, hand it on, read it in, delete it.

What is done beside the window holds on to values and services, never to the page, which may be left.
"""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from coach import __version__, paths, whole
from coach.clock import local_zone
from coach.desktop.processes import without_resident
from coach.errors import CoachError
from coach.history import backup, daily_backup
from coach.history.faults import in_kind_words
from coach.ui.data_daily import DailyCard
from coach.ui.data_export import FORMS, pieces_of
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import Page, card, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from coach.ui.data_errand import Errand
    from coach.ui.services import Services

BUSY = "A moment …"
SAFETY, REMINDERS = "safety.toml", "reminders.json"


class DataView(Page):
    """`things` are the places of what is backed up, by name. `back_wanted` goes back to the history.

    `grid_wanted` asks for the form in which a hand-out is ticked. The `errand` may outlive the page: what it
    does goes on when one leaves.
    """

    back_wanted = Signal()
    grid_wanted = Signal()

    def __init__(
        self, services: Services, things: Mapping[str, Path], errand: Errand, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Your data")
        self._services = services
        self._things = things
        self._chosen = Path()
        self._is_checking = False
        self.buttons: dict[str, QPushButton] = {}
        self.errand = errand
        errand.done.connect(self._on_done)
        back = _button("History")
        back.setProperty("kind", "quiet")
        back.setShortcut("Alt+Left")
        back.clicked.connect(self.back_wanted)
        self.column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(text("Your data", "title"))
        about = "Everything is on this computer. Nothing leaves it unless you do it."
        self.column.addWidget(text(about, "muted"))
        self.told, column = card("note")
        self.said = text("")
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.said)
        self.told.hide()
        self.column.addWidget(self.told)
        self._build_backup()
        self.daily = DailyCard(services, self._back_up_now)
        self.errand.done.connect(self.daily.refresh)
        services.settings.trouble.connect(self.say)
        self.column.addWidget(self.daily)
        self._build_export()
        self._build_import()
        self._build_erase()
        self.column.addStretch()
        if errand.is_running:
            self.say(BUSY)

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.buttons["backup"]

    def _card(self, heading: str, *about: str) -> tuple[QVBoxLayout, FlowLayout]:
        frame, column = card()
        column.addWidget(text(heading, "heading"))
        for words in about:
            column.addWidget(text(words, "muted"))
        row = FlowLayout(spacing=12)
        column.addLayout(row)
        self.column.addWidget(frame)
        return column, row

    def _offer(self, row: FlowLayout, name: str, label: str, pressed: Callable[[], None]) -> None:
        button = self.buttons[name] = _button(label)
        button.clicked.connect(lambda: pressed())  # noqa: PLW0108  # `clicked` hands over whether it is down
        row.addWidget(button)

    def _build_backup(self) -> None:
        column, row = self._card(
            "Back-up",
            "One file with your history, diary, settings, safety answers and own routines.",
        )
        self._offer(row, "backup", "Back up …", self._on_backup)
        self._offer(row, "restore", "Restore …", self._on_restore)
        self.sure_restore = self._ask(
            column,
            "It takes the place of what is here now, which is kept beside it.",
            ("restore it", "Restore it"),
            self._restore,
        )

    def _build_export(self) -> None:
        about = "Files that others can read. They hold what you wrote: mind who gets them."
        _, row = self._card("Hand on", about)
        for form, (label, _) in FORMS.items():
            self._offer(row, form, f"{label} …", partial(self._on_export, form))

    def _build_import(self) -> None:
        _, row = self._card(
            "Read in", "What Coach wrote (JSON, CSV), or what was ticked on paper. Nothing comes in twice."
        )
        self._offer(row, "import", "Read in a file …", self._on_import)
        self._offer(row, "grid", "Tick a hand-out …", self.grid_wanted.emit)

    def _build_erase(self) -> None:
        column, row = self._card(
            "Delete everything", "History, diary and safety answers, for good. Coach says what it did."
        )
        self._offer(row, "erase", "Delete everything …", lambda: self._show(self.sure_erase))
        self.sure_erase = self._ask(
            column,
            "This cannot be undone. Back-ups, those of every day too, stay where they are.",
            ("erase it", "Yes, delete it for good"),
            self._erase,
        )

    def _ask(
        self, column: QVBoxLayout, about: str, yes: tuple[str, str], then: Callable[[], None]
    ) -> QWidget:
        made = QWidget()
        inner = QVBoxLayout(made)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(text(about))
        row = FlowLayout(spacing=12)
        name, label = yes

        def go_on() -> None:
            made.hide()
            then()

        self._offer(row, name, label, go_on)
        no = _button("Leave it")
        no.clicked.connect(made.hide)
        row.addWidget(no)
        inner.addLayout(row)
        made.hide()
        column.addWidget(made)
        return made

    def _show(self, question: QWidget) -> None:
        question.show()
        question.findChildren(QPushButton)[-1].setFocus()  # leaving it is the easier answer

    # -- what is done -----------------------------------------------------------------------------

    def _on_backup(self) -> None:
        things, now = self._things, self._now()
        name = str(Path.home() / backup.name(now))
        chosen, _ = QFileDialog.getSaveFileName(self, "Back up", name, "Back-up (*.zip)")
        if chosen:
            to = Path(chosen)
            self._run(lambda: _described(backup.back_up(to, things, now), to))

    def _back_up_now(self) -> None:
        """The back-up of the day at once, into the folder that is chosen."""
        chosen, things, now = self._services.settings.value.backup, self._things, self._now()

        def make() -> str:
            last = daily_backup.make(chosen, things, paths.backup_file(), now)
            if last.trouble:
                raise CoachError("The back-up did not work.", last.trouble)
            return f"{last.file} is written and whole."

        self._run(make)

    def _on_restore(self) -> None:
        start = self._services.settings.value.backup.folder or str(Path.home())
        chosen, _ = QFileDialog.getOpenFileName(self, "Restore", start, "Back-up (*.zip)")
        if chosen:
            path = Path(chosen)
            if self._run(lambda: _described(backup.check(path), path)):
                self._chosen, self._is_checking = path, True
                self.sure_restore.hide()

    def _restore(self) -> None:
        chosen, things, now = self._chosen, self._things, self._now()

        def restore() -> str:
            with without_resident():
                backup.restore(chosen, things, now)
            return "Restored. What was here before is kept, with `before-restore` in its name."

        self._run(restore, replaces=True)

    def _on_export(self, form: str) -> None:
        label, end = FORMS[form]
        services, now = self._services, self._now()
        name = str(Path.home() / f"coach-{form}-{now:%Y-%m-%d}.{end}")
        chosen, _ = QFileDialog.getSaveFileName(self, label, name)
        if not chosen:
            return
        path, index = Path(chosen), services.library.index

        def export() -> str:
            with closing(services.open_store()) as store, in_kind_words(path):
                whole.save(path, pieces_of(form, store, index, now), mode=0o600)
            return f"Written: {path}"

        self._run(export)

    def _on_import(self) -> None:
        home, kinds = str(Path.home()), "Files (*.json *.csv)"
        chosen, _ = QFileDialog.getOpenFileName(self, "Read in a file", home, kinds)
        if not chosen:
            return
        path, services = Path(chosen), self._services

        def read() -> str:
            with in_kind_words(path):
                return read_text(services, path.read_bytes().decode("utf-8-sig", errors="replace"))

        self._run(read)

    def _erase(self) -> None:
        things, now, folder = self._things, self._now(), self._services.settings.value.backup.folder

        def erase() -> str:
            from coach.history.erase import erase as erase_all  # noqa: PLC0415  # hardly ever

            also = [things[name] for name in (SAFETY, REMINDERS) if name in things]
            with without_resident():
                erased = erase_all(things[backup.HISTORY], (*also, *paths.traces()), now)
            return " ".join(erased.told(folder))

        self._run(erase, replaces=True)

    def _now(self) -> datetime:
        return self._services.clock.wall()

    def _run(self, what: Callable[[], str], *, replaces: bool = False) -> bool:
        began = self.errand.run(what, replaces=replaces)
        self.say(BUSY)  # with this, or with what is being done already
        return began

    def _on_done(self, words: str, is_well: bool) -> None:
        self.say(words)
        if self._is_checking and is_well:
            self._show(self.sure_restore)
        self._is_checking = False

    def say(self, words: str) -> None:
        """Say what came of something."""
        self.said.setText(words)
        self.told.show()
        self.ensureWidgetVisible(self.told)


def read_text(services: Services, written: str) -> str:
    """Read a file's text, or a form's, into the history; returns what came of it.

    Raises:
        CoachError: Something in it cannot be read, and nothing came in.
    """
    from coach.history.importing import read_in  # noqa: PLC0415  # when it is wanted

    library = services.library.library
    if library is None:
        raise CoachError("Your routines are still being read.", "Try again in a moment.")
    with closing(services.open_store()) as store:
        return read_in(store, written, library.timeline, services.clock.wall(), local_zone(), __version__)


def _described(contents: backup.Contents, path: Path) -> str:
    size = sum(contents.files.values()) / 1e6
    held = f"{contents.sessions} sessions and {len(contents.files)} files ({size:.1f} MB)"
    return f"{path.name} is whole: {held}, made {contents.made:%Y-%m-%d %H:%M}."


def _button(label: str) -> QPushButton:
    button = QPushButton(label)
    button.setAutoDefault(True)
    return button
