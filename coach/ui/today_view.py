"""Today: what is due now and next, what can be begun at one press, and the week so far.

The first page, so it is built from the cards of the last start and what the reminders have told; pictures and
the history come after the first frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coach.ui.suggested import Start, starts
from coach.ui.widgets.even_columns import EvenColumns
from coach.ui.widgets.page import Page, card, text
from coach.ui.widgets.start_tile import StartTile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from PySide6.QtGui import QPixmap

    from coach.reminders.told import Told
    from coach.routine.index import Card, Index
    from coach.routine.programme import Regimen
    from coach.routine.programme_doses import DueDose
    from coach.ui.programme_card import ProgrammeCard
    from coach.ui.reminders_card import RemindersCard
    from coach.ui.theme import Theme

TILE = 300
"""The least width of a tile, in pixels at 100 % text."""


class TodayView(Page):
    """`play_wanted` carries the id of a routine."""

    play_wanted = Signal(str)
    told_wanted = Signal(str)
    """A line that the resident is to be told."""
    reminders_wanted = Signal()
    programme_wanted = Signal(str)
    """The page of a programme."""
    on_wanted = Signal()
    """The person wants reminders."""

    def __init__(self, theme: Theme, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Today")
        self._theme = theme
        self._now = now
        self._cards: tuple[Card, ...] = ()
        self._played: Sequence[str] = ()
        self._favourites: Sequence[str] = ()
        self._starts: tuple[Start, ...] = ()
        self._pictures: Callable[[Card], QPixmap | None] | None = None
        self.reminders: RemindersCard | None = None
        self.programmes: ProgrammeCard | None = None
        self.column.addLayout(self._build_head())
        self.news, news = card("caution")
        self._news_text = text("")
        news.addWidget(self._news_text)
        self.news.hide()
        self.column.addWidget(self.news)
        self.tiles: tuple[StartTile, ...] = ()
        self._begin = QWidget()
        begin = QVBoxLayout(self._begin)
        begin.setContentsMargins(0, 0, 0, 0)
        begin.addWidget(text("Start now", "heading"))
        self._columns = EvenColumns(theme, TILE, 2)
        begin.addWidget(self._columns)
        self.empty = text("Reading your routines …", "muted")
        begin.addWidget(self.empty)
        self.column.addWidget(self._begin)
        self._below = QVBoxLayout()
        self._below.setSpacing(16)
        self.column.addLayout(self._below)
        self.column.addStretch()

    def _build_head(self) -> QHBoxLayout:
        title = text("Today", "title")
        title.setWordWrap(False)
        self._date = text("", "muted")
        self._date.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(title)
        row.addWidget(self._date, 1)
        self.show_date(self._now)
        return row

    def show_date(self, now: datetime) -> None:
        """Show which day it is; what suits the hour is offered with the next cards."""
        self._now = now
        self._date.setText(f"{now:%A} {now.day} {now:%B}")

    def say(self, words: str) -> None:
        """Say something the person should read once."""
        self._news_text.setText(words)
        self.news.show()

    def show_index(self, index: Index) -> None:
        """Offer what can be begun of these cards."""
        self._cards = index.cards
        self.empty.setText(
            "No routines yet. Put routine files into your routines folder and they appear here."
        )
        self._offer_starts()

    def show_favourites(self, ids: Sequence[str]) -> None:
        """From now on offer these first, the newest first."""
        self._favourites = ids
        self._offer_starts()

    def show_pictures(self, pictures: Callable[[Card], QPixmap | None]) -> None:
        """From now on tiles ask here for their picture."""
        self._pictures = pictures
        for tile in self.tiles:
            tile.picture.pictures = pictures
            tile.picture.update()

    def repaint_pictures(self) -> None:
        """A picture has been made."""
        for tile in self.tiles:
            tile.picture.update()

    def show_history(self, played: Sequence[str], seconds: Mapping[date, float]) -> None:
        """Offer what the person knows, of the ids of past sessions, the newest first; and show the week."""
        self._played = played
        self._offer_starts()
        from coach.ui.widgets.week_strip import WeekStrip  # noqa: PLC0415  # after the first frame

        if self._below.count() < 2:  # noqa: PLR2004  # the reminders, then the week
            frame, column = card()
            column.addWidget(text("This week", "heading"))
            self.week = WeekStrip(self._theme)
            column.addWidget(self.week)
            self._below.addWidget(frame)
        self.week.show_week(self._now.date(), seconds)

    def show_doses(self, found: Sequence[tuple[Regimen, Sequence[DueDose]]]) -> None:
        """Show what the programmes that are followed ask for today."""
        if self.programmes is None:
            if not found:
                return
            from coach.ui.programme_card import ProgrammeCard  # noqa: PLC0415  # few follow one

            self.programmes = made = ProgrammeCard()
            made.play_wanted.connect(self.play_wanted)
            made.programme_wanted.connect(self.programme_wanted)
            self.column.insertWidget(self.column.indexOf(self._begin), made)
        self.programmes.show_doses(found)

    def show_reminders(self, told: Told | None, *, on: bool | None) -> None:
        """Show how the reminders stand. `on`: whether they are wanted; None where that is not known yet."""
        if self.reminders is None:
            from coach.ui.reminders_card import RemindersCard  # noqa: PLC0415  # only if there is something to say

            self.reminders = made = RemindersCard()
            made.told_wanted.connect(self.told_wanted)
            made.play_wanted.connect(self.play_wanted)
            made.more_wanted.connect(self.reminders_wanted)
            made.on_wanted.connect(self.on_wanted)
            self._below.insertWidget(0, made)
            self.column.insertWidget(2, made.offer)
            self.column.insertWidget(3, made.question)
        self.reminders.show_state(told, on=on)

    def take_keyboard(self) -> None:
        """Begin with the keyboard on what is offered, or on what can be begun."""
        offer = self.reminders.offer if self.reminders is not None else None
        if offer is not None and not offer.isHidden():
            next(iter(offer.buttons.values())).setFocus()
        elif self.programmes is not None and self.programmes.starts:
            next(iter(self.programmes.starts.values())).setFocus()
        elif self.tiles:
            self.tiles[0].setFocus()
        else:
            self.setFocus()

    def _offer_starts(self) -> None:
        chosen = starts(self._cards, self._now.hour, self._played, self._favourites)
        self.empty.setVisible(not chosen)
        if chosen == self._starts:
            return
        self._starts = chosen
        had = next((place for place, tile in enumerate(self.tiles) if tile.hasFocus()), None)
        self.tiles = tuple(self._tile(start) for start in chosen)
        self._columns.show_widgets(self.tiles)
        if had is not None and self.tiles:
            self.tiles[min(had, len(self.tiles) - 1)].setFocus()

    def _tile(self, start: Start) -> StartTile:
        tile = StartTile(self._theme, start)
        tile.picture.pictures = self._pictures
        tile.clicked.connect(lambda: self.play_wanted.emit(start.card.id))
        return tile
