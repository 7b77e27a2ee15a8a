"""The safety page: what Coach is not, what a person should say about themselves, and whom they call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from coach.safety.profile import LONGEST_NUMBER
from coach.ui.icons import icon
from coach.ui.widgets.check_row import CheckRow
from coach.ui.widgets.footed_page import FootedPage
from coach.ui.widgets.page import card, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from coach.drivers.safety_driver import SafetyDriver
    from coach.routine.library import Library
    from coach.routine.model import Condition, Exercise, Routine
    from coach.ui.theme import Theme

# The wording of the clinical research, part D4.
WHAT_COACH_IS = (
    "A coach for gentle exercises and breaks. It cannot tell you what is causing your symptoms and does not "
    "replace a health professional."
)
WHAT_FOR = (
    "Tick what applies to you. Coach then leaves exercises out, changes them, or asks you to check first. "
    "Your answers stay on this computer. You can change them at any time under Settings."
)
OTHER = "Other"


class SafetyView(FootedPage):
    """Every tick takes effect and is saved at once; leaving the page loses nothing.

    `answered`: the person has been through the list, so what is not ticked does not apply. `left`: they would
    rather not now. `read_wanted` carries the name of a guidance page, and the tag of its condition.
    """

    answered = Signal()
    left = Signal()
    get_help_wanted = Signal()
    read_wanted = Signal(str, str)

    def __init__(
        self,
        theme: Theme,
        driver: SafetyDriver,
        library: Library,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        is_first = not driver.value.seen
        super().__init__("Before you begin" if is_first else "Your safety answers", parent)
        self._theme = theme
        self._driver = driver
        self._today = today
        self.rows: dict[str, CheckRow] = {}
        self.column.addWidget(text(self.windowTitle(), "title"))
        note, about = card("note")
        about.addWidget(text(WHAT_COACH_IS, "strong"))
        about.addWidget(text(WHAT_FOR))
        self.column.addWidget(note)
        self.trouble, trouble = card("caution")
        self._trouble_text = text("")
        trouble.addWidget(self._trouble_text)
        self.trouble.hide()
        self.column.addWidget(self.trouble)
        self.column.addWidget(self._build_number())
        groups: dict[str, dict[str, Condition]] = {}
        for tag, condition in library.conditions.items():
            groups.setdefault(condition.group or OTHER, {})[tag] = condition
        for heading, group in groups.items():
            self.column.addWidget(self._build_group(heading, group))
        self.confirmed: dict[str, CheckRow] = {}
        documents: tuple[Routine | Exercise, ...] = (*library.routines.values(), *library.exercises.values())
        confirmed = [each for each in documents if each.only_if and each.id in driver.value.confirmed]
        if confirmed:
            self.column.addWidget(self._build_confirmed(confirmed))
        self.column.addStretch()
        self.done = self.answer("", "primary")
        self.later = self.answer("Not now" if is_first else "Back", "quiet")
        self.done.clicked.connect(self._finish)
        self.later.setShortcut("Escape")
        self.later.clicked.connect(self._leave)
        driver.trouble.connect(self._on_trouble)
        self._say_done()

    def go_to(self, tag: str) -> None:
        """Put the keyboard on a condition and bring it into view; at the top of the page if it is unknown."""
        row = self.rows.get(tag)
        if row is None:
            self.page.setFocus()
            return
        row.setFocus()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self.page.ensureWidgetVisible(row, 0, self.page.height() // 3)

    def _build_number(self) -> QWidget:
        frame, column = card()
        column.addWidget(text("Emergency number where you live", "heading"))
        column.addWidget(text("Coach shows it at the top of “When to get help” (F2).", "muted"))
        self.number = QLineEdit(self._driver.value.emergency_number)
        self.number.setMaxLength(LONGEST_NUMBER)
        self.number.setMaximumWidth(self._theme.px(280))
        self.number.setPlaceholderText("such as 112 or 911")
        self.number.setAccessibleName("Emergency number where you live")
        self.number.textEdited.connect(self._on_number)
        column.addWidget(self.number)
        return frame

    def _build_group(self, heading: str, group: Mapping[str, Condition]) -> QWidget:
        frame, column = card()
        column.addWidget(text(heading, "heading"))
        for tag, condition in group.items():
            row = CheckRow(self._theme, condition.name, condition.question)
            row.setChecked(tag in self._driver.value.ticked)
            more = _More(self._theme, condition)
            more.read_wanted.connect(lambda page, tag=tag: self.read_wanted.emit(page, tag))
            more.get_help_wanted.connect(self.get_help_wanted)
            more.setVisible(row.isChecked())
            row.toggled.connect(more.setVisible)
            row.toggled.connect(lambda on, tag=tag: self._on_tick(tag, on=on))
            column.addWidget(row)
            column.addWidget(more)
            self.rows[tag] = row
        return frame

    def _build_confirmed(self, documents: Sequence[Routine | Exercise]) -> QWidget:
        """What is shown only because the person said yes to its question; each can be taken back."""
        frame, column = card()
        column.addWidget(text("You said yes to these", "heading"))
        for document in documents:
            row = CheckRow(self._theme, document.title, document.only_if or "")
            row.setChecked(True)
            row.toggled.connect(lambda on, identity=document.id: self._on_confirmed(identity, on=on))
            column.addWidget(row)
            self.confirmed[document.id] = row
        return frame

    def _on_confirmed(self, identity: str, *, on: bool) -> None:
        self._driver.change(self._driver.value.confirm(identity, yes=on))

    def _on_tick(self, tag: str, *, on: bool) -> None:
        profile = self._driver.value
        self._driver.change(profile.answer((tag,), (tag,) if on else (), self._today()))
        self._say_done()

    def _on_number(self, number: str) -> None:
        self._driver.change(self._driver.value.call(number))

    def _say_done(self) -> None:
        some = any(row.isChecked() for row in self.rows.values())
        self.done.setText("Done. Only these apply" if some else "None of these applies")

    def _finish(self) -> None:
        ticked = [tag for tag, row in self.rows.items() if row.isChecked()]
        profile = self._driver.value.answer(tuple(self.rows), ticked, self._today())
        self._driver.change(profile.offered())
        self.answered.emit()

    def _leave(self) -> None:
        self._driver.change(self._driver.value.offered())
        self.left.emit()

    def _on_trouble(self, trouble: str) -> None:
        self._trouble_text.setText(trouble)
        self.trouble.show()


class _More(QWidget):
    """What Coach does about a condition that is ticked, and where to read on."""

    read_wanted = Signal(str)
    get_help_wanted = Signal()

    def __init__(self, theme: Theme, condition: Condition) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(50, 0, 8, 8)
        column.setSpacing(4)
        column.addWidget(text(condition.action))
        row = QHBoxLayout()
        if condition.urgent:
            button = QPushButton("When to get help")
            button.setIcon(icon("get-help", theme.colors.caution))
            button.clicked.connect(self.get_help_wanted)
            row.addWidget(button)
        if condition.learn:
            page = condition.learn
            button = QPushButton("Read more")
            button.setProperty("kind", "quiet")
            button.setProperty("bare", "true")
            button.setAccessibleName(f"Read more: {condition.name}")
            button.clicked.connect(lambda: self.read_wanted.emit(page))
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
