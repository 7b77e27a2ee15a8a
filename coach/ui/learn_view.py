"""Learn: the guidance pages, found by their list or by words, with what stands behind each claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from coach.learn.search import search
from coach.learn.telling import SOURCES, told
from coach.learn.trail import Trail
from coach.ui.icons import icon
from coach.ui.widgets.contents_list import ContentsList
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import WIDTH, text
from coach.ui.widgets.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from coach.learn.book import Book
    from coach.learn.page import Page
    from coach.routine.model import SourceNote
    from coach.ui.theme import Theme

LIST = 300
"""Pixels that the list is wide at 100 % text."""
NARROW = 780
"""Below this width, at 100 % text, the list and the page take turns."""
QUIET = ("source:", "page:evidence")
"""The links that stand for marks of evidence."""


class LearnView(QWidget):
    """A list with search beside a page, and the way back.

    `document_wanted` carries the id of an exercise or routine to open, `condition_wanted` the tag of a safety
    condition that the person wants to tell of.
    """

    document_wanted = Signal(str)
    condition_wanted = Signal(str)

    def __init__(self, theme: Theme, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle("Learn")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._book = book
        self._titles: Mapping[str, str] = {}
        self._sources: Mapping[str, SourceNote] = {}
        self._page: Page | None = None
        self._scrolled: dict[str, int] = {}
        self._is_reading = False
        self.trail = Trail()
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 28, 24, 0)
        row.setSpacing(28)
        self.contents = self._build_contents()
        self.reader = self._build_reader()
        row.addWidget(self.contents)
        row.addWidget(self.reader, 1)
        find = QAction(self)
        find.setShortcuts([QKeySequence(QKeySequence.StandardKey.Find), QKeySequence("/")])
        find.triggered.connect(self._focus_search)
        self.addAction(find)
        self._list()
        if book.pages:
            self._arrive(Trail().to(f"page:{next(iter(book.pages))}"))
        self._is_reading = False
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    # -- what it is made of -------------------------------------------------------------------------

    def _build_contents(self) -> QWidget:
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search: night, heat, nerve …")
        self.search.setAccessibleName("Search the pages")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._list)
        self.search.returnPressed.connect(self._to_list)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search, self._to_list)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.pages = ContentsList(self._theme)
        self.pages.setAccessibleName("Pages")
        self.pages.chosen.connect(self._on_page_chosen)
        self.nothing = text("No page has these words. Try fewer or other ones.", "muted")
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(16)
        column.addWidget(text("Learn", "title"))
        column.addWidget(self.search)
        column.addWidget(self.nothing)
        column.addWidget(self.pages, 1)
        column.addStretch()
        return box

    def _build_reader(self) -> QWidget:
        self.all_pages = self._button("All pages", "Ctrl+L", self.show_contents)
        self.back_button = self._button("Back", "Alt+Left", self.back)
        self.forward_button = self._button("Forward", "Alt+Right", self.forward)
        bar = FlowLayout(spacing=8)
        for button in (self.all_pages, self.back_button, self.forward_button):
            bar.addWidget(button)
        self.text = Reading()
        self.text.followed.connect(self.follow)
        self.text.setMaximumWidth(WIDTH * self.fontMetrics().horizontalAdvance("x"))
        across = QHBoxLayout()
        across.addWidget(self.text, 1000)
        across.addStretch(1)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(bar)
        column.addLayout(across, 1)
        return box

    def _button(self, words: str, keys: str, slot: object) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "quiet")
        button.setProperty("bare", "true")
        button.setAutoDefault(True)
        button.setToolTip(f"{words} ({QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)})")
        button.setShortcut(keys)
        button.clicked.connect(slot)
        return button

    # -- where one can go ---------------------------------------------------------------------------

    def know(self, titles: Mapping[str, str], sources: Mapping[str, SourceNote]) -> None:
        """Learn which exercises and routines can be opened, by their titles, and what the sources are."""
        self._titles, self._sources = titles, sources
        self._show_again()

    def follow(self, link: str) -> None:
        """Go where a link leads: to a page, an exercise, a routine, a condition, or a source at the foot."""
        kind, _, target = link.partition(":")
        if kind == "source":
            self._show_source(target)
        elif kind == "condition":
            self.condition_wanted.emit(target)
        elif kind != "page" or target in self._book.pages:
            self._arrive(self.trail.to(link))

    def come_from(self, link: str) -> None:
        """Begin a new trail, where one comes from if that is a place, so that Back leads there."""
        if not link or self.trail.current != link:
            self.trail = Trail().to(link) if link else Trail()

    def back(self) -> None:
        """To where one was before."""
        self._arrive(self.trail.back())

    def forward(self) -> None:
        """To where one went back from."""
        self._arrive(self.trail.forward())

    def return_to_page(self) -> None:
        """One has come back some other way, so the page on show is where one is."""
        if self._page is not None and not self.is_on_page:
            before = self.trail.back()
            on_show = f"page:{self._page.id}"
            self.trail = before if before.current == on_show else self.trail.to(on_show)
            self._show_state()

    @property
    def is_on_page(self) -> bool:
        """Whether the trail stands at a page, and not at an exercise or a routine."""
        return self.trail.current.startswith("page:")

    def show_contents(self) -> None:
        """Show the list where there is no room for both."""
        self._is_reading = False
        self._fit()
        self.pages.setFocus()

    def _arrive(self, trail: Trail) -> None:
        if self._page is not None:
            self._scrolled[self._page.id] = self.text.verticalScrollBar().value()
        went_on = len(trail.places) > trail.at + 1
        self.trail = trail
        kind, _, target = trail.current.partition(":")
        if kind == "page":
            self._show_page(self._book.pages[target])
            self.text.verticalScrollBar().setValue(self._scrolled.get(target, 0) if went_on else 0)
            self._is_reading = True
            self._fit()
            self.text.setFocus()
        elif kind == "condition":
            self.condition_wanted.emit(target)
        else:
            self.document_wanted.emit(target)
        self._show_state()

    def _show_page(self, page: Page) -> None:
        self._page = page
        self.text.setAccessibleName(page.title)
        self.text.show_markdown(told(page, self._sources, self._titles), QUIET)
        self.setWindowTitle(page.title)
        self.pages.mark(page.id)

    def _show_source(self, name: str) -> None:
        if self._page is None or name not in self._page.sources:
            return
        blocks = list(self.text.blocks())
        heading = max(number for number, block in enumerate(blocks) if block.text() == SOURCES)
        self.text.scroll_to(blocks[heading + 1 + self._page.sources.index(name)])

    def _show_state(self) -> None:
        self.back_button.setEnabled(self.trail.has_back)
        self.forward_button.setEnabled(self.trail.has_forward)

    # -- the list -----------------------------------------------------------------------------------

    def _list(self) -> None:
        typed = self.search.text()
        self.pages.clear()
        if typed.strip():
            self.pages.add_pages(search(self._book.pages.values(), typed))
        else:
            for group in self._book.groups:
                self.pages.add_heading(group.title)
                self.pages.add_pages(group.pages)
        has_any = self.pages.count() > 0
        self.pages.setVisible(has_any)
        self.nothing.setVisible(not has_any)
        if self._page is not None:
            self.pages.mark(self._page.id)

    def _on_page_chosen(self, name: str) -> None:
        self.follow(f"page:{name}")
        self._is_reading = True  # also if it was on show already, behind the list
        self._fit()

    def _to_list(self) -> None:
        self.pages.go_to_first()
        self.pages.setFocus()

    def _focus_search(self) -> None:
        self.show_contents()
        self.search.setFocus()
        self.search.selectAll()

    # -- housekeeping -------------------------------------------------------------------------------

    def _show_again(self) -> None:
        if self._page is not None:
            at = self.text.verticalScrollBar().value()
            self._show_page(self._page)
            self.text.verticalScrollBar().setValue(at)

    def _on_theme_changed(self) -> None:
        colour = self._theme.colors.text
        self.back_button.setIcon(icon("back", colour))
        self.forward_button.setIcon(icon("forward", colour))
        self.text.setMaximumWidth(WIDTH * self.fontMetrics().horizontalAdvance("x"))
        self.text.muted = self._theme.color("muted")
        self._list()
        self._show_again()
        self._fit()

    def _fit(self) -> None:
        is_narrow = self.width() < self._theme.px(NARROW)
        self.contents.setVisible(not (is_narrow and self._is_reading))
        self.reader.setVisible(not is_narrow or self._is_reading)
        self.contents.setMinimumWidth(0 if is_narrow else self._theme.px(LIST))
        self.contents.setMaximumWidth(self.width() if is_narrow else self._theme.px(LIST))
        self.all_pages.setVisible(is_narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """List and page side by side if there is room."""
        super().resizeEvent(event)
        self._fit()
