"""Writing routines: files on the left, the text in the middle, what it comes to on the right."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, get_args

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QMessageBox,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from coach import paths
from coach.author.completion import Names, complete
from coach.author.edits import set_lines
from coach.author.grammar import Grammar
from coach.author.keeping import Drafts
from coach.author.places import EditError, root_of
from coach.drivers.draft_driver import DraftDriver
from coach.routine.folders import Folder
from coach.routine.model import BodyPart, Exercise, Routine
from coach.routine.reader import data
from coach.routine.schema import schema
from coach.ui.author.editor import Editor
from coach.ui.author.files import Files
from coach.ui.author.find_bar import FindBar
from coach.ui.author.form import Form
from coach.ui.author.messages import Messages
from coach.ui.author.new_file import NewFile
from coach.ui.author.preview import Preview
from coach.ui.author.tools import Tools
from coach.ui.figures import Figures
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import card, text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from coach.author.completion import Completion
    from coach.author.trial import Trial
    from coach.routine.library import Library
    from coach.ui.services import Services
    from coach.ui.theme import Theme

_TYPE: Final = re.compile(r"^type: *exercise\b", re.MULTILINE)
NARROW: Final = 860
"""Pixels, at 100 % text, below which text, preview and form are tabs, and the list of files is put away."""
ABOUT: Final = (
    "Each is a file. What you write is checked while you write it, and shows as the person will see it. "
    "A file that comes with Coach can be changed too: your copy stands in for it."
)
FORM_MS: Final = 150
"""Milliseconds without a key after which the form follows the text."""


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
        self.files = Files()
        self.editor = Editor(theme, self._complete)
        self.finding = FindBar(self.editor)
        self.messages = Messages(theme)
        self.form = Form(self.grammar, lambda: self.names)
        self._figures = Figures(theme, services.settings, services.library.given)
        self.preview = Preview(theme, self._figures)
        self._build(theme)
        self._connect()
        self._form_rest = QTimer(self, singleShot=True, interval=FORM_MS)
        self._form_rest.timeout.connect(self._show_form)
        self.tabs.currentChanged.connect(self._show_form)
        self.show_library()

    @cached_property
    def grammar(self) -> Grammar:
        """What may stand where."""
        return Grammar(schema())

    def _poses(self) -> dict[str, str]:
        from coach.figure.known_poses import known  # noqa: PLC0415  # numpy loads with the first pose

        given = self._services.library.given
        return {name: "" for figure in ("hand", "foot", "body") for name in known(figure, given)}

    def _named(self, library: Library) -> Names:
        return Names(
            exercises={one.id: one.title for one in library.exercises.values()},
            routines={one.id: one.title for one in library.routines.values()},
            sources={name: one.name for name, one in library.sources.items()},
            conditions={tag: one.name for tag, one in library.conditions.items()},
            poses=self._poses,
            body=dict.fromkeys(_words(BodyPart), ""),
        )

    # -- parts ------------------------------------------------------------------------------------

    def _build(self, theme: Theme) -> None:
        self.tools = tools = Tools()
        self.browse, self.save, self.new = tools.browse, tools.save, tools.new
        self.undo, self.redo, self.look = tools.undo, tools.redo, tools.look
        self.pose, self.paper, self.state = tools.pose, tools.paper, tools.state
        self.browse.toggled.connect(self._show_files)
        self.notice, notice = card("note")
        self.notice_text = text("")
        notice.addWidget(self.notice_text)
        self.notice_row = FlowLayout()
        notice.addLayout(self.notice_row)
        self.notice.hide()
        writing = QSplitter(Qt.Orientation.Vertical)
        writing.addWidget(self.editor)
        writing.addWidget(self.messages)
        writing.setStretchFactor(0, 3)
        writing.setStretchFactor(1, 1)
        writing.setSizes([theme.px(300), theme.px(150)])
        self.middle = QWidget()
        column = QVBoxLayout(self.middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.finding)
        column.addWidget(writing, 1)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("What the text comes to")
        scrolled = QScrollArea()
        scrolled.setAccessibleName("Preview")
        scrolled.setWidgetResizable(True)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setWidget(self.preview)
        self.tabs.addTab(scrolled, "Preview")
        self.tabs.addTab(self.form, "Form")
        self.work = QSplitter(Qt.Orientation.Horizontal)
        self.begin = self._build_begin()
        for part, stretch in ((self.files, 1), (self.middle, 3), (self.tabs, 2), (self.begin, 5)):
            self.work.addWidget(part)
            self.work.setStretchFactor(self.work.count() - 1, stretch)
        self.work.setSizes([theme.px(230), theme.px(420), theme.px(340), theme.px(760)])
        self.stack = QStackedWidget()
        self.stack.addWidget(self.work)
        self.stack.currentChanged.connect(lambda at: tools.setVisible(at == 0))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 12, 12, 12)
        whole.addWidget(tools)
        whole.addWidget(self.notice)
        whole.addWidget(self.stack, 1)

    def _build_begin(self) -> QWidget:
        """What stands there while no file is open."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.addStretch(1)
        column.addWidget(text("Write exercises and routines", "heading"))
        column.addWidget(text(ABOUT, "muted"))
        row = FlowLayout()
        new, browse = QPushButton("New …"), QPushButton("Choose a file")
        new.setProperty("kind", "primary")
        new.clicked.connect(self.ask_new)
        browse.clicked.connect(self._on_browse)
        row.addWidget(new)
        row.addWidget(browse)
        column.addLayout(row)
        column.addStretch(2)
        return box

    def _on_browse(self) -> None:
        self.browse.setChecked(True)
        self.files.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, one thing shows at a time, and the files when they are asked for."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < self._theme.px(NARROW)
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        self.tools.fold(folded=is_narrow)
        if is_narrow:
            self.tabs.insertTab(0, self.middle, "Text")
            self.tabs.setCurrentIndex(0)
        elif self.tabs.indexOf(self.middle) == 0:
            self.tabs.removeTab(0)
            self.work.insertWidget(1, self.middle)
        self.browse.setChecked(not is_narrow)
        self._show_files()
        self._on_state()

    def _show_files(self) -> None:
        """The files, the file, or the way to one."""
        is_open = self.driver.path is not None
        self.files.setVisible(self.browse.isChecked())
        has_room = not (self._is_narrow and self.browse.isChecked())
        self.begin.setVisible(has_room and not is_open)
        self.tabs.setVisible(has_room and is_open)
        self.middle.setVisible(is_open and (not self._is_narrow or self.tabs.currentIndex() == 0))

    def _connect(self) -> None:
        driver, editor = self.driver, self.editor
        self.files.chosen.connect(self.open)
        editor.edited.connect(driver.edit)
        editor.moved.connect(self._on_moved)
        driver.opened.connect(editor.open)
        driver.opened.connect(self._show_form)
        driver.replaced.connect(editor.take_over)
        driver.tried.connect(self._on_tried)
        driver.state_changed.connect(self._on_state)
        self.form.edited.connect(driver.replace)
        self.messages.mend_wanted.connect(driver.replace)
        self.messages.wanted.connect(lambda each: editor.go_to(each.span))
        self.preview.play_wanted.connect(self._on_play)
        self.new.clicked.connect(self.ask_new)
        self.save.clicked.connect(self._on_save)
        self.undo.clicked.connect(editor.undo)
        self.redo.clicked.connect(editor.redo)
        self.look.clicked.connect(self.finding.begin)
        self.paper.clicked.connect(self._on_paper)
        self.pose.clicked.connect(self.open_studio)
        editor.undoAvailable.connect(self.undo.setEnabled)
        editor.redoAvailable.connect(self.redo.setEnabled)
        self.undo.setEnabled(False)
        self.redo.setEnabled(False)
        for keys, pressed in (
            (QKeySequence.StandardKey.Save, self._on_save),
            (QKeySequence.StandardKey.Find, self.finding.begin),
            (QKeySequence.StandardKey.New, self.ask_new),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(pressed)
        self._on_state()

    # -- files ------------------------------------------------------------------------------------

    def show_library(self) -> None:
        """Take over the library as it has been read."""
        shelf = self._services.library.shelf
        if shelf is None:
            return
        self.names = self._named(shelf.written)
        self.files.show_library(shelf.written, self._services.library.folders)
        self.driver.use(shelf.written, self._services.sides)
        if self.driver.path is None:
            self._offer_lost()

    def open(self, path: Path) -> None:
        """Work on a file. One that comes with Coach is copied to one's own when it is saved."""
        if path == self.driver.path:
            return
        if not self._may_leave():
            self.files.show_chosen(self.driver.path or path)
            return
        try:
            self.driver.open(path)
        except (OSError, UnicodeDecodeError) as error:
            self._notice(f"{path.name} cannot be opened: {error}.")
            return
        self.files.show_chosen(path)
        if self._is_narrow:
            self.browse.setChecked(False)
            self.tabs.setCurrentIndex(0)
        self.editor.setFocus()

    def ask_new(self) -> None:
        """Ask what a new file is to be."""
        page = NewFile(self.grammar, self.names)
        page.left.connect(lambda: self._leave_page(page))
        page.made.connect(lambda made: self._on_made(page, made))
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        page.begin()

    def open_studio(self) -> None:
        """Show the movement of the exercise in hand, to be made or changed."""
        from coach.ui.author.studio_view import StudioView  # noqa: PLC0415  # numpy loads with it

        motion, kind = self._motion()
        page = StudioView(self._theme, self._figures, self._services.library.given)
        page.show_motion(motion, kind)
        page.left.connect(lambda: self._leave_page(page))
        page.written.connect(lambda lines: self._on_motion(page, lines))
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        page.put.setFocus()

    def _motion(self) -> tuple[Mapping[str, object] | None, str]:
        """The `motion:` of the text, and the exercise's kind."""
        try:
            plain = data(root_of(self.driver.text))
        except EditError:
            return None, ""
        whole = plain if isinstance(plain, dict) else {}
        motion = whole.get("motion")
        return motion if isinstance(motion, dict) else None, str(whole.get("kind", ""))

    def _on_motion(self, page: QWidget, lines: list[str]) -> None:
        try:
            changed = set_lines(self.driver.text, "motion", lines)
        except EditError as error:
            self._notice(f"It cannot be put into the file: {error}")
            return
        self._leave_page(page)
        self.driver.replace(changed)

    def leave(self) -> bool:
        """Whether the view can be left: nothing is lost, an unsaved text is kept as a draft."""
        self.driver.close()
        return True

    def _leave_page(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(self.work)
        self.stack.removeWidget(page)
        page.deleteLater()

    def _on_made(self, page: QWidget, made: list[tuple[str, str]]) -> None:
        self._leave_page(page)
        if not self._may_leave():
            return
        folder = paths.own_routines()
        for identity, words in made[1:]:
            self.drafts.keep(_free(folder, identity), words)
        identity, words = made[0]
        self.driver.open(_free(folder, identity), words)
        self.editor.setFocus()
        if len(made) > 1:
            others = ", ".join(identity for identity, _ in made[1:])
            self._notice(f"{len(made)} exercises were read. The others wait as drafts: {others}.")

    def _may_leave(self) -> bool:
        """Whether to go to another file: what is not saved is saved, left, or kept in hand."""
        if not self.driver.is_changed:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self,
            "Not saved yet",
            f"Save the changes to {self.driver.path.name if self.driver.path else 'this file'}?",
            buttons.Save | buttons.Discard | buttons.Cancel,
            buttons.Save,
        )
        if answer == buttons.Save:
            return self._on_save()
        if answer == buttons.Discard:
            self.driver.forget()
            return True
        return False

    def _on_save(self) -> bool:
        path = self.driver.path
        if path is None:
            return False
        target = self._target(path)
        if self.driver.is_changed_elsewhere and not self._may_overwrite(path):
            return False
        try:
            self.driver.save(target)
        except OSError as error:
            why = error.strerror or error
            self._notice(
                f"{target.name} cannot be saved: {why}. The text is still here, and kept as a draft."
            )
            return False
        if target != path:
            self._notice(f"Saved as yours: {target}. It stands in for the one that comes with Coach.")
        else:
            self.notice.hide()
        if target.is_relative_to(paths.own_routines()):
            self._services.library.include(Folder(paths.own_routines(), "own"))
        self.saved.emit()
        return True

    def _target(self, path: Path) -> Path:
        """Where a file is saved: what comes with Coach is left as it is."""
        bundled = paths.bundled_routines()
        return paths.own_routines() / path.name if path.is_relative_to(bundled) else path

    def _may_overwrite(self, path: Path) -> bool:
        buttons = QMessageBox.StandardButton
        words = f"Another program has changed {path.name} since you opened it. Write over what it says now?"
        return QMessageBox.question(self, "Changed elsewhere", words, buttons.Yes | buttons.No) == buttons.Yes

    def _offer_lost(self) -> None:
        lost = self.drafts.lost()
        if not lost:
            return
        from pathlib import Path as File  # noqa: PLC0415  # named only here

        draft = lost[0]
        path = File(draft.path)
        others = f" ({len(lost) - 1} more wait)" if len(lost) > 1 else ""
        self._notice(f"There are unsaved changes to {path.name} from last time{others}.")
        take, away = QPushButton("Go on with them"), QPushButton("Throw them away")

        def go_on() -> None:
            self.notice.hide()
            self.driver.open(path, draft.text)

        def throw() -> None:
            self.notice.hide()
            self.drafts.drop(path)
            self._offer_lost()

        take.clicked.connect(go_on)
        away.clicked.connect(throw)
        self.notice_row.addWidget(take)
        self.notice_row.addWidget(away)

    # -- what changes -----------------------------------------------------------------------------

    def _complete(self, words: str, line: int, column: int) -> Completion | None:
        return complete(words, line, column, self.grammar, self.names)

    def _on_tried(self, trial: Trial) -> None:
        self.editor.show_diagnostics(trial.diagnostics)
        self.messages.show_trial(trial)
        self.preview.show_trial(trial)
        self._form_rest.start()
        self.pose.setEnabled(_TYPE.search(trial.text) is not None)
        self.paper.setEnabled(isinstance(trial.document, Exercise | Routine) and not trial.errors)
        self._on_state()

    def _show_form(self) -> None:
        """Fill in the form, if it can be seen: a long file has hundreds of fields."""
        if self.tabs.currentWidget() is self.form:
            self.form.show_text(self.driver.text)

    def _on_moved(self, line: int) -> None:
        """The preview goes to the step that the cursor is in."""
        trial = self.driver.trial
        if trial is None or trial.timeline is None or not isinstance(trial.document, Routine):
            return
        words = self.driver.text.split("\n")[:line]
        self.preview.show_item(sum(one.lstrip().startswith("- exercise:") for one in words))

    def _on_state(self) -> None:
        driver = self.driver
        is_open = driver.path is not None
        self.setWindowTitle(f"Author: {driver.path.name}" if driver.path is not None else "Author")
        if self.tabs.isVisibleTo(self) != is_open:
            self._show_files()
        self.save.setEnabled(driver.is_changed)
        self.look.setEnabled(is_open)
        if driver.path is None:
            self.pose.setEnabled(False)
            self.paper.setEnabled(False)
            self.state.setText("No file is open.")
            return
        said = ["not saved" if driver.is_changed else "saved"]
        if not self._is_narrow:
            said.insert(0, driver.path.name)
        if driver.trial is not None and driver.trial.text == driver.text:
            errors = driver.trial.errors
            others = len(driver.trial.diagnostics) - errors
            said.append(_counted(errors, "error"))
            said.append(_counted(others, "warning") if others else "")
        self.state.setText(" · ".join(filter(None, said)))
        if driver.is_changed_elsewhere:
            self._notice(
                f"Another program has changed {driver.path.name}. Saving asks before it writes over that."
            )

    def _on_play(self) -> None:
        trial = self.driver.trial
        if trial is None or not isinstance(trial.document, Exercise | Routine):
            return
        if not self.driver.is_changed or self._on_save():
            self.play_wanted.emit(trial.document.id, self.preview.item)

    def _on_paper(self) -> None:
        trial = self.driver.trial
        if trial is None or not isinstance(trial.document, Exercise | Routine):
            return
        if not self.driver.is_changed or self._on_save():
            self.print_wanted.emit(trial.document.id)

    def _notice(self, words: str) -> None:
        while (item := self.notice_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.notice_text.setText(words)
        self.notice.show()


def _counted(count: int, what: str) -> str:
    return f"no {what}s" if not count else f"1 {what}" if count == 1 else f"{count} {what}s"


def _free(folder: Path, identity: str) -> Path:
    """A file name that is not taken."""
    path, number = folder / f"{identity}.yaml", 2
    while path.exists():
        path, number = folder / f"{identity}-{number}.yaml", number + 1
    return path


def _words(literal: object) -> list[str]:
    """The words of a literal type, of those within it too."""
    found: list[str] = []
    for one in get_args(literal):
        found += [one] if isinstance(one, str) else _words(one)
    return found
