"""The Library: find a routine or an exercise, by typing, by choosing or by looking."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from coach.ui.icons import icon
from coach.ui.library_filter import AREAS, FAVOURITE, KINDS, MINUTES, Wanted
from coach.ui.widgets.card_grid import CardGrid
from coach.ui.widgets.chips import Chips
from coach.ui.widgets.page import card, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPixmap

    from coach.favourites import Favourites
    from coach.routine.index import Card, Index
    from coach.ui.theme import Theme


NO_CARDS: Final = "No routines yet. Put routine files into your routines folder and they appear here."
NO_FAVOURITES: Final = (
    "No favourites yet. The star on the page of a routine, exercise or programme makes one."
)
NO_MATCH: Final = "Nothing fits all of that. Take one filter off, or search for another word."


class LibraryView(QWidget):
    """Cards with search and filters. `card_opened` carries the card, `problems_wanted` asks for bad files."""

    card_opened = Signal(object)
    problems_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle("Reading your routines")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._cards: tuple[Card, ...] = ()
        self._wanted = Wanted()
        self.news, news = card("caution")
        self._news_text = text("")
        news.addWidget(self._news_text)
        self.news.hide()
        self.notice = QPushButton()
        self.notice.setProperty("kind", "quiet")
        self.notice.clicked.connect(self.problems_wanted)
        self.notice.hide()
        self.empty = text("Reading your routines …", "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.grid = CardGrid(theme)
        self.grid.opened.connect(self.card_opened)
        self.grid.hide()

        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 28, 24, 0)
        layout.setSpacing(16)
        layout.addLayout(self._build_head())
        layout.addLayout(self._build_choice())
        self.filters = QWidget()
        self.filters.hide()
        layout.addWidget(self.filters)
        layout.addWidget(self.news)
        layout.addWidget(self.notice, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._build_nothing(), 1)
        layout.addWidget(self.grid, 1)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _build_head(self) -> QHBoxLayout:
        title = text("Library", "title")
        title.setWordWrap(False)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search: cramp, thumb, heel …")
        self.search.setAccessibleName("Search the library")
        self.search.textChanged.connect(lambda typed: self._want(replace(self._wanted, text=typed)))
        self.search.returnPressed.connect(self._to_cards)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search, self._to_cards)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        find = QAction(self)
        find.setShortcuts([QKeySequence(QKeySequence.StandardKey.Find), QKeySequence("/")])
        find.triggered.connect(self._focus_search)
        self.addAction(find)
        row = QHBoxLayout()
        row.addWidget(title)
        row.addStretch()
        row.addWidget(self.search, 1)
        return row

    def _build_choice(self) -> QHBoxLayout:
        choices = [("routine", "Routines"), ("exercise", "Exercises"), ("programme", "Programmes")]
        choices.append((FAVOURITE, "Favourites"))
        self.types = Chips("", choices, inline=True)
        self.types.chosen.connect(lambda value: self._want(replace(self._wanted, type=value)))
        self.more = QPushButton("Filters")
        self.more.setProperty("kind", "quiet")
        self.more.setCheckable(True)
        self.more.setAutoDefault(True)
        self.more.toggled.connect(self._on_more_toggled)
        row = QHBoxLayout()
        row.addWidget(self.types, 1)
        row.addWidget(self.more)
        return row

    def _build_nothing(self) -> QWidget:
        """What stands where no card is found, with the way back to all of them."""
        self._nothing = QWidget()
        self.show_all = QPushButton("Show all")
        self.show_all.clicked.connect(self._on_show_all)
        column = QVBoxLayout(self._nothing)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(self.empty)
        column.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return self._nothing

    def _on_show_all(self) -> None:
        if self.filters.layout() is not None:
            for row in (self.areas, self.kinds, self.minutes, self.suits):
                row.choose("")
        self.search.clear()
        self._want(self._unfiltered())
        self.grid.setFocus()

    def _unfiltered(self) -> Wanted:
        return replace(self._wanted, text="", area="", kind="", seconds="", suits="")

    def _build_filters(self) -> None:
        areas = [("", "All"), *((key, name) for key, (name, _) in AREAS.items())]
        self.areas = Chips("For", areas, inline=True)
        self.kinds = Chips("Kind", [("", "All"), *KINDS.items()], inline=True)
        self.minutes = Chips("Time", [("", "Any"), *MINUTES.items()], inline=True)
        self.suits = Chips("For you", [("", "Show all"), ("suits", "Only what suits me")], inline=True)
        self.suits.chosen.connect(lambda value: self._want(replace(self._wanted, suits=value)))
        self.areas.chosen.connect(lambda value: self._want(replace(self._wanted, area=value)))
        self.kinds.chosen.connect(lambda value: self._want(replace(self._wanted, kind=value)))
        self.minutes.chosen.connect(lambda value: self._want(replace(self._wanted, seconds=value)))
        column = QVBoxLayout(self.filters)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for row in (self.areas, self.kinds, self.minutes, self.suits):
            column.addWidget(row)
        self._offer_suits()

    def settle(self) -> None:
        """Make what the first frame could do without."""
        self.search.setClearButtonEnabled(True)

    def say(self, words: str) -> None:
        """Say something the person should read once."""
        self._news_text.setText(words)
        self.news.show()

    def show_pictures(self, pictures: Callable[[Card], QPixmap | None]) -> None:
        """From now on cards ask here for their picture."""
        self.grid.show_pictures(pictures)

    def repaint_cards(self) -> None:
        """A picture has been made."""
        self.grid.viewport().update()

    def show_index(self, index: Index) -> None:
        """Show these cards, and say how many files have problems."""
        self._cards = index.cards
        self.setWindowTitle("Library")
        found = _in_words(index)
        self.notice.setVisible(bool(found))
        self.notice.setText(f"{found}: see what and where")
        self._offer_suits()
        self._refresh()

    def show_favourites(self, favourites: Favourites) -> None:
        """From now on these are marked, and found under Favourites."""
        self.grid.cards.mark(favourites)
        self._wanted = replace(self._wanted, favourites=favourites.ids)
        if self._cards:
            self._refresh()

    def _offer_suits(self) -> None:
        """The choice is there for whom something is ruled out; for others nothing is to be hidden."""
        if self.filters.layout() is None:
            return
        some = any(card.barred for card in self._cards)
        self.suits.setVisible(some)
        if not some:
            self.suits.choose("")
            self._wanted = replace(self._wanted, suits="")

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._refresh()

    def _refresh(self) -> None:
        found = self._wanted.chosen(self._cards)
        self.grid.cards.show(found)
        self.grid.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self.empty.setVisible(not found)
        filtered = self._wanted != self._unfiltered()
        self.show_all.setVisible(bool(self._cards) and filtered)
        none_kept = self._wanted.type == FAVOURITE and not filtered
        self.empty.setText(NO_CARDS if not self._cards else NO_FAVOURITES if none_kept else NO_MATCH)

    def _focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _to_cards(self) -> None:
        if self.grid.cards.rowCount():
            self.grid.setCurrentIndex(self.grid.cards.index(0))
            self.grid.setFocus()

    def _on_more_toggled(self, shown: bool) -> None:
        if shown and self.filters.layout() is None:
            self._build_filters()
        self.filters.setVisible(shown)
        self.more.setText("Fewer filters" if shown else "Filters")

    def _on_theme_changed(self) -> None:
        self.search.setMaximumWidth(self._theme.px(420))
        self.notice.setIcon(icon("caution", self._theme.colors.caution))


def _in_words(index: Index) -> str:
    """What is to be seen in the routine files; empty if all is as usual."""
    parts = []
    if count := len(index.problems):
        parts.append("1 file has problems" if count == 1 else f"{count} files have problems")
    if count := len(index.overrides):
        parts.append("1 file replaces a bundled one" if count == 1 else f"{count} files replace bundled ones")
    return ", ".join(parts)
