"""The tray icon and its menu: a convenience. All of it is in the window too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from coach import paths
from coach.reminders import asked
from coach.ui import reminder_words as words
from coach.ui.answers import START, answers, pause_an_hour

if TYPE_CHECKING:
    from coach.reminders.told import Told

OPEN, RESCUE, QUIT = "open", "rescue", asked.QUIT
TIMER, ENTRY = "diary now", "diary write"


class Tray(QObject):
    """`wanted` carries a line for the resident, or `open`, `rescue`, `diary now`, `diary write` or `quit`.

    Where there is no tray nothing is seen of it; it appears when one comes, and again after it has gone.
    """

    wanted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] | None = None
        self.menu = QMenu()
        # A picture of dots, as is everything here: to draw SVG takes the resident 4 MB.
        self.icon = QSystemTrayIcon(QIcon(str(paths.assets() / "icons" / "coach.png")), self)
        self.icon.setToolTip("Coach")
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_activated)
        self.show_told(None)
        self.icon.show()

    def show_told(self, told: Told | None) -> None:
        """Show how the reminders stand, in the menu and under the pointer."""
        state = words.state(told) if told is not None else ""
        if self.icon.toolTip() != (tip := f"Coach\n{state}".strip()):
            self.icon.setToolTip(tip)
        now = _menu_of(told)
        if now != self._shown and not self.menu.isVisible():  # it does not change under the pointer
            self._shown = now
            self._fill(told)

    def _fill(self, told: Told | None) -> None:
        self.menu.clear()
        self._add(self.menu, "Cramp now", RESCUE)
        self._add(self.menu, "Time a cramp", TIMER)
        self._add(self.menu, "Write down a cramp", ENTRY)
        if told is not None:
            self.menu.addSeparator()
            self._add(self.menu, words.state(told), OPEN)
            self._fill_offer(told)
            self._fill_state(told)
        self.menu.addSeparator()
        self._add(self.menu, "Open Coach", OPEN)
        self._add(self.menu, "End reminders until Coach is opened again", QUIT)

    def _fill_offer(self, told: Told) -> None:
        offer = told.offer
        if offer is None:
            return
        for name, label in answers(told.snoozes[:1], strict=offer.strict):
            drunk = name == START and not offer.routine
            self._add(
                self.menu,
                f"{offer.name}: {'I had some' if drunk else label.lower()}",
                asked.done(offer.rule) if drunk else f"answer {name}",
            )

    def _fill_state(self, told: Told) -> None:
        self.menu.addSeparator()
        if told.pauses:
            named = len(told.pauses) > 1
            for one in told.pauses:
                label = f"End the pause “{one.name}”" if named else "Go on with reminders"
                self._add(self.menu, label, asked.resume(one.name))
        else:
            pause = self.menu.addMenu("Pause reminders")
            self._add(pause, "For an hour", pause_an_hour())
            self._add(pause, "Until tomorrow", asked.pause_until_tomorrow())
            self._add(pause, "Until I go on", asked.pause("open"))
        is_writing = told.writing_until is not None
        left = f" ({words.writing(told)})" if is_writing else ""
        pen = self._add(
            self.menu,
            f"I write by hand{left}",
            asked.stop_writing() if is_writing else asked.writing(),
        )
        pen.setCheckable(True)
        pen.setChecked(is_writing)
        if len(told.profiles) > 1:
            where = self.menu.addMenu("Where I am")
            group = QActionGroup(where)
            for name in told.profiles:
                action = self._add(where, words.profile(name), asked.profile(name))
                action.setCheckable(True)
                action.setChecked(name == told.profile)
                group.addAction(action)

    def _add(self, menu: QMenu, label: str, wish: str) -> QAction:
        action = QAction(label.replace("&", "&&"), menu)
        action.triggered.connect(lambda: self.wanted.emit(wish))
        menu.addAction(action)
        return action

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.wanted.emit(OPEN)


def _menu_of(told: Told | None) -> tuple[object, ...]:
    """What the menu depends on."""
    if told is None:
        return ()
    writing = words.writing(told)
    return (words.state(told), told.offer, told.snoozes, told.pauses, writing, told.profile, told.profiles)
