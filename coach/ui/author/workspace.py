"""Files on the left, the text in the middle, what it comes to on the right; fewer where room is scarce."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QSplitter, QTabWidget, QVBoxLayout, QWidget

from coach.author.completion import complete
from coach.ui.author.begin import Begin
from coach.ui.author.editor import Editor
from coach.ui.author.files import Files
from coach.ui.author.find_bar import FindBar
from coach.ui.author.form import Form
from coach.ui.author.messages import Messages
from coach.ui.author.preview import Preview

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.author.completion import Names
    from coach.author.grammar import Grammar
    from coach.author.trial import Trial
    from coach.ui.figures import Figures
    from coach.ui.theme import Theme

FORM_MS: Final = 150
"""Milliseconds without a key after which the form follows the text."""


class Workspace(QSplitter):
    """The parts that show one file, side by side. `names` gives the ids that can be referred to."""

    def __init__(self, theme: Theme, grammar: Grammar, names: Callable[[], Names], figures: Figures) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._trial: Trial | None = None
        self._is_folded = False
        self.files = Files()
        self.editor = Editor(
            theme, lambda words, line, column: complete(words, line, column, grammar, names())
        )
        self.finding = FindBar(self.editor)
        self.messages = Messages()
        self.form = Form(grammar, names)
        self.preview = Preview(theme, figures)
        self.begin = Begin()
        self._text = self._build_text(theme)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("What the text comes to")
        scrolled = QScrollArea()
        scrolled.setAccessibleName("Preview")
        scrolled.setWidgetResizable(True)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setWidget(self.preview)
        self.tabs.addTab(scrolled, "Preview")
        self.tabs.addTab(self.form, "Form")
        for part, stretch in ((self.files, 1), (self._text, 3), (self.tabs, 2), (self.begin, 5)):
            self.addWidget(part)
            self.setStretchFactor(self.count() - 1, stretch)
        self.setSizes([theme.px(230), theme.px(420), theme.px(340), theme.px(760)])
        self._form_rest = QTimer(self, singleShot=True, interval=FORM_MS)
        self._form_rest.timeout.connect(self.show_form)
        self.tabs.currentChanged.connect(self.show_form)

    def _build_text(self, theme: Theme) -> QWidget:
        writing = QSplitter(Qt.Orientation.Vertical)
        writing.addWidget(self.editor)
        writing.addWidget(self.messages)
        writing.setStretchFactor(0, 3)
        writing.setStretchFactor(1, 1)
        writing.setSizes([theme.px(300), theme.px(150)])
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.finding)
        column.addWidget(writing, 1)
        return box

    # -- room -------------------------------------------------------------------------------------

    def fold(self, *, folded: bool) -> None:
        """Make text, preview and form tabs of one box; or have the text beside the others."""
        self._is_folded = folded
        if folded:
            self.tabs.insertTab(0, self._text, "Text")
            self.tabs.setCurrentIndex(0)
        elif self.tabs.indexOf(self._text) == 0:
            self.tabs.removeTab(0)
            self.insertWidget(1, self._text)

    def show_parts(self, *, is_open: bool, with_files: bool) -> None:
        """Show the files if asked for, and the file or the way to one."""
        self.files.setVisible(with_files)
        has_room = not (self._is_folded and with_files)
        self.begin.setVisible(has_room and not is_open)
        self.tabs.setVisible(has_room and is_open)
        self._text.setVisible(is_open and (not self._is_folded or self.tabs.currentIndex() == 0))

    # -- what is shown ----------------------------------------------------------------------------

    def show_trial(self, trial: Trial) -> None:
        """Show what a text comes to; the form follows when the hands rest."""
        self.editor.show_diagnostics(trial.diagnostics)
        self.messages.show_trial(trial)
        self.preview.show_trial(trial)
        self._form_rest.start()

    def show_form(self) -> None:
        """Fill in the form, if it can be seen: a long file has hundreds of fields."""
        self._form_rest.stop()
        if self.tabs.currentWidget() is self.form:
            self.form.show_text(self.editor.toPlainText())
