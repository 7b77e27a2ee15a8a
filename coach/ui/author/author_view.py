"""Writing routines: one file at a time, with what can be done with it."""

from __future__ import annotations

import contextlib
import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach import paths
from coach.author.changes import Version, covered
from coach.author.completion import Names
from coach.author.edits import set_lines
from coach.author.grammar import Grammar
from coach.author.keeping import Drafts
from coach.author.places import EditError, contents, keys_above
from coach.bundle.installing import KEPT
from coach.bundle.packing import Shared
from coach.drivers.draft_driver import DraftDriver
from coach.figure.vocabulary import Vocabulary
from coach.routine.folders import Folder
from coach.routine.model import Exercise, Poses, Routine
from coach.routine.schema import schema
from coach.ui.author.changes_page import ChangesPage
from coach.ui.author.new_file import NewFile
from coach.ui.author.notice import Notice
from coach.ui.author.pages import Pages
from coach.ui.author.saving import Saving
from coach.ui.author.sharing import Sharing
from coach.ui.author.tools import Tools
from coach.ui.author.workspace import Workspace
from coach.ui.figures import Figures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from coach.author.trial import Trial
    from coach.ui.services import Services
    from coach.ui.theme import Theme

_TYPE: Final = re.compile(r"^type: *exercise\b", re.MULTILINE)
NARROW: Final = 860
"""Pixels, at 100 % text, below which text, preview and form are tabs, and the list of files is put away."""


class AuthorView(QWidget):
    """One file at a time. `play_wanted` carries an id, and the item to begin with; `print_wanted` an id."""

    play_wanted = Signal(str, int)
    print_wanted = Signal(str)
    saved = Signal()
    """A file has been written: the library is another."""

    def __init__(self, theme: Theme, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Author")
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._is_narrow: bool | None = None
        self._services = services
        self.names = Names()
        """The ids that can be referred to."""
        self.drafts = Drafts(paths.data_dir() / "drafts")
        self.driver = DraftDriver(self.drafts, self)
        self.notice = Notice()
        self.saving = Saving(self.driver, self.drafts, self.notice, self)
        self._figures = Figures(theme, services.settings, services.library.given)
        self.tools = tools = Tools()
        self.browse, self.save, self.state = tools.browse, tools.save, tools.state
        self.work = work = Workspace(theme, self.grammar, lambda: self.names, self._figures)
        self.files, self.editor, self.finding, self.tabs = work.files, work.editor, work.finding, work.tabs
        self.messages, self.form, self.preview = work.messages, work.form, work.preview
        self.stack = Pages(work)
        self.sharing = Sharing(theme, services, self.stack, self.notice)
        self.stack.currentChanged.connect(lambda at: tools.setVisible(at == 0))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 12, 12, 12)
        whole.addWidget(tools)
        whole.addWidget(self.notice)
        whole.addWidget(self.stack, 1)
        self._connect()
        self.show_library()

    @cached_property
    def grammar(self) -> Grammar:
        """What may stand where."""
        return Grammar(schema())

    def _connect(self) -> None:
        driver, editor, work, tools = self.driver, self.editor, self.work, self.tools
        self.files.chosen.connect(self.open)
        editor.edited.connect(self._on_edited)
        editor.moved.connect(self._on_moved)
        driver.opened.connect(editor.open)
        driver.opened.connect(work.show_form)
        driver.replaced.connect(editor.take_over)
        driver.tried.connect(self._on_tried)
        driver.state_changed.connect(self._on_state)
        self.form.edited.connect(driver.replace)
        self.messages.mend_wanted.connect(driver.replace)
        self.messages.wanted.connect(lambda each: editor.go_to(each.span))
        self.preview.play_wanted.connect(self._on_play)
        self.saving.saved.connect(self._on_saved)
        self.sharing.added.connect(self._on_added)
        work.begin.new_wanted.connect(self.ask_new)
        work.begin.list_wanted.connect(self._on_browse)
        work.begin.sent_wanted.connect(self.sharing.receive)
        self.browse.toggled.connect(self._show_parts)
        self.save.clicked.connect(self.saving.save)
        tools.new.clicked.connect(self.ask_new)
        tools.undo.clicked.connect(editor.undo)
        tools.redo.clicked.connect(editor.redo)
        tools.look.clicked.connect(self.finding.begin)
        tools.paper.clicked.connect(self._on_paper)
        tools.pose.clicked.connect(self.open_studio)
        tools.changes.clicked.connect(self.show_changes)
        tools.share.clicked.connect(self._on_share)
        tools.receive.clicked.connect(self.sharing.receive)
        editor.undoAvailable.connect(tools.undo.setEnabled)
        editor.redoAvailable.connect(tools.redo.setEnabled)
        for keys, pressed in (
            (QKeySequence.StandardKey.Save, self.saving.save),
            (QKeySequence.StandardKey.Find, self.finding.begin),
            (QKeySequence.StandardKey.New, self.ask_new),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(pressed)
        self._on_state()

    # -- room -------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, one thing shows at a time, and the files when they are asked for."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < self._theme.px(NARROW)
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        self.tools.fold(folded=is_narrow)
        self.work.fold(folded=is_narrow)
        self.browse.setChecked(not is_narrow)
        self._show_parts()
        self._on_state()

    def _show_parts(self) -> None:
        is_open = self.driver.path is not None
        self.work.show_parts(is_open=is_open, with_files=self.browse.isChecked())

    def _on_browse(self) -> None:
        self.browse.setChecked(True)
        self.files.begin()

    # -- files ------------------------------------------------------------------------------------

    def show_library(self) -> None:
        """Take over the library as it has been read."""
        shelf = self._services.library.shelf
        if shelf is None:
            return
        self.names = Names.of(shelf.written, Vocabulary(self._services.library.given))
        self.files.show_library(shelf.written, self._services.library.folders)
        self.driver.use(shelf.written, self._services.sides)
        if self.driver.path is None:
            self.saving.offer_lost()

    def open(self, path: Path) -> None:
        """Work on a file. One that comes with Coach is copied to one's own when it is saved."""
        if path == self.driver.path:
            return
        if not self.saving.may_leave():
            self.files.show_chosen(self.driver.path or path)
            return
        try:
            self.driver.open(path)
        except (OSError, UnicodeDecodeError) as error:
            self.notice.say(f"{path.name} cannot be opened: {error}.")
            return
        self.stack.uncover()  # a page there was about the file before
        self.files.show_chosen(path)
        if self._is_narrow:
            self.browse.setChecked(False)
            self.tabs.setCurrentIndex(0)
        self.editor.setFocus()

    def leave(self) -> bool:
        """Whether the view can be left: nothing is lost, an unsaved text is kept as a draft."""
        self.driver.close()
        return True

    def _on_saved(self, path: Path) -> None:
        if path.is_relative_to(paths.own_routines()):
            self._services.library.include(Folder(paths.own_routines(), "own"))
        self.saved.emit()

    def _on_added(self, documents: tuple[Path, ...]) -> None:
        """Have what somebody has sent read, and show the first of it unless there is something to save."""
        self._on_saved(paths.own_routines())
        if documents and not self.driver.is_changed:
            self._services.library.when_read(lambda: self.open(documents[0]))

    # -- pages over the file ----------------------------------------------------------------------

    def ask_new(self) -> None:
        """Ask what a new file is to be."""
        page = NewFile(self.grammar, self.names)
        page.left.connect(lambda: self.stack.leave(page))
        page.made.connect(lambda made: self._on_made(page, made))
        if self.stack.lay(page):
            page.begin()

    def open_studio(self) -> None:
        """Show the movement of the exercise in hand, to be made or changed."""
        from coach.ui.author.studio_view import StudioView  # noqa: PLC0415  # numpy loads with it

        said = contents(self.driver.text)
        motion = said.get("motion")
        page = StudioView(self._theme, self._figures, self._services.library.given)
        page.show_motion(motion if isinstance(motion, dict) else None, str(said.get("kind", "")))
        page.left.connect(lambda: self.stack.leave(page))
        page.written.connect(lambda lines: self._on_motion(page, lines))
        if self.stack.lay(page):
            page.put.setFocus()

    def show_changes(self) -> None:
        """Show what the text has come to since it was saved, and what else it can be compared with."""
        driver, path = self.driver, self.driver.path
        if driver.trial is None or path is None:
            return
        page = ChangesPage(driver.trial, self._versions(driver.trial, path))
        page.left.connect(lambda: self.stack.leave(page))
        if self.stack.lay(page):
            page.back.setFocus()

    def _versions(self, trial: Trial, path: Path) -> Iterator[Version]:
        """The earlier texts of the file in hand that are still there."""
        saved = self.driver.saved
        if saved:
            yield Version("Since it was last saved", path, saved)
        earlier = {
            "Against the one that it stands in for": covered(trial.identity, path, trial.library),
            "Since somebody's was put in its place": path.with_name(path.name + KEPT),
        }
        for name, file in earlier.items():
            with contextlib.suppress(OSError, UnicodeDecodeError):
                if file is not None and (words := file.read_bytes().decode("utf-8-sig")) != saved:
                    yield Version(name, file, words)

    def _on_motion(self, page: QWidget, lines: list[str]) -> None:
        try:
            changed = set_lines(self.driver.text, "motion", lines)
        except EditError as error:
            self.notice.say(f"It cannot be put into the file: {error}")
            return
        self.stack.leave(page)
        self.driver.replace(changed)

    def _on_made(self, page: NewFile, made: list[tuple[str, str]]) -> None:
        if not self.saving.may_leave():
            return
        told = page.not_understood
        texts = {_free(paths.own_routines(), identity, words): words for identity, words in made}
        path, words = next(iter(texts.items()))
        if len(texts) > 1 and not self.saving.write_new(texts):
            return
        self.stack.leave(page)
        lines = [f"Not understood, and marked in the text: {told}"] if told else []
        if len(texts) == 1:
            self.driver.open(path, words)
        else:
            self.driver.open(path)
            lines.append(f"{len(texts)} files were written: {', '.join(each.stem for each in texts)}.")
        self.editor.setFocus()
        if lines:
            self.notice.say("\n".join(lines))

    # -- what changes -----------------------------------------------------------------------------

    def _on_tried(self, trial: Trial) -> None:
        self.work.show_trial(trial)
        self.tools.pose.setEnabled(_TYPE.search(trial.text) is not None)
        self.tools.paper.setEnabled(isinstance(trial.document, Exercise | Routine) and not trial.errors)
        self.tools.share.setEnabled(isinstance(trial.document, Shared) and not trial.errors)
        self.tools.changes.setEnabled(trial.document is not None)
        self._on_state()

    def _on_edited(self, words: str) -> None:
        self.driver.edit(words)
        if not self.driver.is_changed_elsewhere:
            self.notice.pass_by()

    def _on_moved(self, line: int) -> None:
        """The preview goes to the step that the cursor is in."""
        trial = self.driver.trial
        if trial is None or trial.timeline is None:
            return
        if isinstance(trial.document, Poses):
            self.preview.show_item(keys_above(self.driver.text, "poses", line))
        elif isinstance(trial.document, Routine):
            words = self.driver.text.split("\n")[:line]
            self.preview.show_item(sum(one.lstrip().startswith("- exercise:") for one in words))

    def _on_state(self) -> None:
        driver = self.driver
        is_open = driver.path is not None
        self.setWindowTitle(f"Author: {driver.path.name}" if driver.path is not None else "Author")
        if self.tabs.isVisibleTo(self) != is_open:
            self._show_parts()
        self.tools.show_state(driver, with_name=not self._is_narrow)
        if driver.is_changed_elsewhere and driver.path is not None:
            self.notice.say(
                f"Another program has changed {driver.path.name}. Saving asks before it writes over that."
            )

    def _on_play(self) -> None:
        if (identity := self._playable()) and self.saving.is_saved():
            self.play_wanted.emit(identity, self.preview.item)

    def _on_paper(self) -> None:
        if (identity := self._playable()) and self.saving.is_saved():
            self.print_wanted.emit(identity)

    def _on_share(self) -> None:
        document = self.driver.trial.document if self.driver.trial else None
        if isinstance(document, Shared) and self.saving.is_saved():
            self.sharing.share(document.id)

    def _playable(self) -> str:
        """The id of the routine or exercise in hand; empty for anything else."""
        document = self.driver.trial.document if self.driver.trial else None
        return document.id if isinstance(document, Exercise | Routine) else ""


def _free(folder: Path, identity: str, words: str) -> Path:
    """A file name that is not taken; a file that says these words already is the one that is meant."""
    path, number = folder / f"{identity}.yaml", 2
    while path.exists() and not _says(path, words):
        path, number = folder / f"{identity}-{number}.yaml", number + 1
    return path


def _says(path: Path, words: str) -> bool:
    with contextlib.suppress(OSError):
        return path.read_bytes() == words.encode()
    return False
