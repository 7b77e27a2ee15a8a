"""The figure for the views: what to ask the painter for, in the look the person chose; and its stills."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from coach.figure.order import Manner, Order
from coach.ui.painter import Painter
from coach.ui.widgets import figure_stills

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from coach.drivers.settings_driver import SettingsDriver
    from coach.routine.model import Exercise
    from coach.routine.plan import Timeline
    from coach.ui.theme import Theme

STILL: Final = 240
"""Pixels that a kept still is wide and high: enough for a card on a dense screen."""

Key = tuple[object, ...]


class Figures(QObject):
    """Orders by exercise id, and stills. Everything is drawn in the painter's process, nothing here.

    `folders` are routine folders, besides Coach's and the person's own, whose `poses` exercises may name.
    An exercise's own picture is its still, and shows it in the player where there is no motion. Whatever
    cannot be drawn (neither in the file, a damaged asset) is `None`; words have to do then.
    """

    still_made = Signal(str)
    """The still of this exercise, asked for before, can be had now."""

    def __init__(self, theme: Theme, settings: SettingsDriver, folders: Sequence[Path] = ()) -> None:
        super().__init__(theme)
        self._theme = theme
        self._settings = settings
        self._folders = tuple(folder.absolute() for folder in folders)  # the painter works elsewhere
        self._exercises: Mapping[str, Exercise] = {}
        self._files: Mapping[str, Path] = {}
        self._edition = 0
        self._made_by = ""
        self._orders: dict[str, Order | None] = {}
        self._stills: dict[Key, QPixmap | None] = {}
        self._asked: dict[Key, str] = {}
        self._unread: deque[tuple[Key, Order]] = deque()
        # One picture a turn of the event loop, so that a page of them does not hold up the window.
        self._reading = QTimer(self, singleShot=True, interval=0)
        self._reading.timeout.connect(self._read_next)
        self.painter = Painter(self)
        self.painter.painted.connect(self._on_painted)
        self.painter.failed.connect(self._on_failed)

    def use(self, exercises: Mapping[str, Exercise], files: Mapping[str, Path] | None = None) -> None:
        """From now on these are the exercises, and the files by id that their own pictures stand beside."""
        self._exercises = exercises
        self._files = files or {}
        self._edition += 1
        self._made_by = ""
        for key in self._asked:
            self.painter.forget(key)
        for known in (self._orders, self._stills, self._asked, self._unread):
            known.clear()

    @property
    def is_ready(self) -> bool:
        """Whether the exercises are known yet."""
        return bool(self._exercises)

    @property
    def is_drawing(self) -> bool:
        """Whether stills that were asked for are still to come."""
        return bool(self._asked)

    def warm(self) -> None:
        """A figure will be wanted soon."""
        if self.is_ready:
            self.painter.warm()

    def figure(self, exercise: str) -> str:
        """What the exercise moves: `hand`, `foot` or `body`; `picture` where only its own picture shows it.

        Empty where there is nothing to draw.
        """
        found = self._exercises.get(exercise)
        if found is None or found.motion is None:
            return "picture" if self._order(exercise) is not None else ""
        return str(found.motion.figure)

    def order(self, exercise: str, *, mirrored: bool) -> Order | None:
        """An exercise in the person's chosen look, as yet of no size and no moment; None if there is none."""
        plain = self._order(exercise)
        if plain is None:
            return None
        tone, style, is_dark, builds = self.look
        return replace(plain, tone=tone, style=style, dark=is_dark, mirrored=mirrored, builds=builds)

    def still(self, exercise: str) -> QPixmap | None:
        """The most telling picture of an exercise, if at hand; else it is had, and `still_made` sent."""
        key = (exercise, *self.look)
        if key not in self._stills and key not in self._asked and self.is_ready:
            order = self.order(exercise, mirrored=True)
            if order is None:
                self._stills[key] = None
            else:
                self._asked[key] = exercise
                self._unread.append((key, replace(order, width=STILL, height=STILL, manner=Manner.STILL)))
                self._reading.start()
        return self._stills.get(key)

    def _order(self, exercise: str) -> Order | None:
        """An exercise in the usual look."""
        if exercise not in self._orders:
            found, file = self._exercises.get(exercise), self._files.get(exercise)
            self._orders[exercise] = Order.of(found, self._folders, self._edition, file) if found else None
        return self._orders[exercise]

    @property
    def look(self) -> tuple[int, str, bool, tuple[str, ...]]:
        """How the person has it drawn: skin tone, style, whether on a dark ground, and builds."""
        chosen, colors = self._settings.value.appearance, self._theme.colors
        is_line = chosen.figure_style == "line" or colors.is_strong
        return chosen.skin_tone - 1, "line" if is_line else "toon", colors.is_dark, chosen.builds

    def _read_next(self) -> None:
        """From the disk, or else from the painter, which keeps it there."""
        if not self._unread:
            return
        key, order = self._unread.popleft()
        if order.is_own_picture:  # as quickly drawn as read, and nobody need tell when its file has changed
            self.painter.ask(key, order)
        else:
            self._read(key, order)
        if self._unread:
            self._reading.start()

    def _read(self, key: Key, order: Order) -> None:
        self._made_by = self._made_by or figure_stills.made_by(self._folders)
        path = figure_stills.path((self._made_by, replace(order, edition=0)))
        image = QImage(str(path)) if path.exists() else QImage()
        if image.isNull():
            self.painter.ask(key, replace(order, keep=str(path.absolute())))
        else:
            self._on_made(key, image)

    def _on_painted(self, key: Key, image: QImage, _tag: str) -> None:
        self._on_made(key, image)

    def _on_failed(self, key: Key, _why: str) -> None:
        self._on_made(key, QImage())

    def _on_made(self, key: Key, image: QImage) -> None:
        exercise = self._asked.pop(key, None)
        if exercise is not None:
            self._stills[key] = None if image.isNull() else QPixmap.fromImage(image)
            self.still_made.emit(exercise)


def leading(timeline: Timeline) -> str:
    """The exercise that a plan spends most time on; empty if it has none."""
    seconds: Counter[str] = Counter()
    for step in timeline.steps:
        if step.phase.is_work:
            seconds[step.exercise] += round(step.length)
    return seconds.most_common(1)[0][0] if seconds else ""
