"""The Player: what to do now, on which side, for how long, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from coach import times
from coach.player.breath import breath
from coach.player.snapshot import Snapshot, Status
from coach.routine.plan import Phase
from coach.ui import limit_view, words
from coach.ui.library_filter import main_area
from coach.ui.player_commands import PlayerCommands
from coach.ui.widgets.card_grid import PICTURES
from coach.ui.widgets.hold_sign import HoldSign
from coach.ui.widgets.item_bar import ItemBar
from coach.ui.widgets.key_sheet import KeySheet
from coach.ui.widgets.let_go_bar import LetGoBar
from coach.ui.widgets.page import text
from coach.ui.widgets.player_controls import PlayerControls
from coach.ui.widgets.player_figure import PlayerFigure
from coach.ui.widgets.player_words import PlayerWords
from coach.ui.widgets.prompt import Prompt
from coach.ui.widgets.ring import Ring
from coach.ui.widgets.room import Room
from coach.ui.widgets.side_badge import SideBadge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from coach.drivers.player_driver import PlayerDriver
    from coach.routine.plan import Step
    from coach.settings import Keys
    from coach.ui.figures import Figures
    from coach.ui.theme import Theme

UNCHANGEABLE = ("change", "longer", "shorter")
"""Actions that change the plan."""
PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
ROOMY = 600
"""Pixels of width, at the usual text size, from which there are wide margins."""


class PlayerView(QWidget):
    """Shows a session and passes keys and buttons on to its driver. Holds nothing of the session itself.

    `figures` draw each exercise; `bodies` names its body parts, for a plain drawing where there is none.
    """

    full_screen_wanted = Signal()
    sound_wanted = Signal()
    small_wanted = Signal()
    text_size_wanted = Signal(int)
    """+1 for larger, -1 for smaller."""
    get_help_wanted = Signal()
    rescue_wanted = Signal()
    hurts_wanted = Signal()
    change_wanted = Signal()
    longer_wanted = Signal()
    shorter_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        driver: PlayerDriver,
        bodies: Mapping[str, Sequence[str]],
        figures: Figures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(f"Now: {driver.timeline.title}")
        self.driver = driver
        self._bodies = bodies
        self.commands = self._make_commands()
        self._build(theme)
        driver.step_entered.connect(self._on_step_entered)
        driver.status_changed.connect(self._on_status_changed)
        driver.stalled.connect(self._on_stalled)
        driver.limit_reached.connect(self._on_limit_reached)
        driver.plan_changed.connect(self._on_plan_changed)
        driver.ticked.connect(self._refresh)
        driver.notice.connect(self.say)
        self.picture.missing.connect(self.say)
        driver.trouble.connect(self._on_trouble)
        self._show_step(driver.snapshot())

    def _build(self, theme: Theme) -> None:
        timeline = self.driver.timeline
        self.title = text(timeline.title, "strong")
        self.place = text("", "muted", wraps=False)
        self.routine_left = text("", "muted", wraps=False)
        self.routine_left.setAccessibleName("Time left")  # so that nothing re-reads it as it counts
        self.bar = ItemBar(theme, timeline)
        self.picture = PlayerFigure(theme, self._figures)
        self.ring = Ring(theme)
        self.badge = SideBadge(theme)
        self.words = PlayerWords()
        self.let_go = LetGoBar(self.commands.does["let_go"])
        self.prompt = Prompt()
        self.controls = PlayerControls(theme, self.commands.does)
        self._show_hints()

        self._layout = layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(self._build_head())
        layout.addWidget(self.bar)
        layout.addWidget(self._build_stage(), 1)
        layout.addWidget(self.words)
        layout.addWidget(self.words.turning, 1000)
        layout.addWidget(self.prompt)
        layout.addSpacing(4)
        layout.addWidget(self.let_go)
        layout.addWidget(self.controls)
        self.sign = HoldSign(theme, self)
        said = self.words
        self._room = Room(self, self._spare, instead={said.cue: said.small_cue, said: said.turning})
        self.prompt.shown.connect(self._on_prompt_shown)
        theme.changed.connect(self._room.fit_soon)

    def _build_head(self) -> QWidget:
        self.head = QWidget()
        head = QHBoxLayout(self.head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(24)
        head.addWidget(self.title, 1)
        head.addWidget(self.place)
        head.addWidget(self.routine_left)
        return self.head

    def _build_stage(self) -> QWidget:
        clock = QVBoxLayout()
        clock.setSpacing(14)
        clock.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignHCenter)
        clock.addWidget(self.ring, 1)
        self.stage = QWidget()
        stage = QHBoxLayout(self.stage)
        stage.setContentsMargins(0, 0, 0, 0)
        stage.setSpacing(28)
        stage.addWidget(self.picture, 6)
        stage.addLayout(clock, 5)
        return self.stage

    def _make_commands(self) -> PlayerCommands:
        slots = {
            "main": self.press_main,
            "skip": self.driver.skip,
            "back": self.driver.back,
            "let_go": self.driver.let_go,
            "restart_side": self.driver.restart_side,
            "tell": self.tell,
            "hurts": self.hurts_wanted.emit,
            "change": self.change_wanted.emit,
            "longer": self.longer_wanted.emit,
            "shorter": self.shorter_wanted.emit,
            "ask_stop": self.ask_stop,
            "full_screen": self.full_screen_wanted.emit,
            "sound": self.sound_wanted.emit,
            "small": self.small_wanted.emit,
            "larger": lambda: self.text_size_wanted.emit(1),
            "smaller": lambda: self.text_size_wanted.emit(-1),
            "get_help": self._on_get_help,
            "help": self.show_keys,
        }
        # A plan with a loop cannot be changed.
        barred = UNCHANGEABLE if self.driver.timeline.loop else ()
        commands = PlayerCommands(self.driver.clock, slots, barred, self)
        commands.hold.filled.connect(self._on_hold_filled)
        commands.hold.missed.connect(lambda name: self._announce(commands.hold_words(name)))
        return commands

    def set_keys(self, chosen: Keys) -> None:
        """Listen to the keys that the person has chosen, and tell them on the buttons."""
        self.commands.choose(chosen)
        self._show_hints()

    def _show_hints(self) -> None:
        for widget in (self.controls, self.let_go):
            widget.show_keys(self.commands.hints)

    # -- what the person does ---------------------------------------------------------------------

    def press_main(self) -> None:
        """The one big key: answer the question that is open, say "done", pause or go on."""
        state = self.driver.state
        if self.prompt.isVisible():
            self.prompt.press_focused()
        elif state.status is Status.RUNNING and not state.step.is_timed:
            self.driver.done()
        else:
            self.driver.toggle_pause()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere ends a step at one's own pace; a second one close after it does nothing."""
        state = self.driver.state
        waits = state.status is Status.RUNNING and not state.step.is_timed
        if waits and event.button() is Qt.MouseButton.LeftButton:
            self.driver.done()
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a double click is no click of its own."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, where no button has the keyboard, says that it has let go; long words have pages to turn."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.driver.let_go()
        elif event.key() in PAGES:
            self.words.turning.turn_page(PAGES[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def ask_stop(self) -> None:
        """Hold the session and ask whether to end it; asking again takes the question back."""
        if self.prompt.isVisible() and self.driver.state.status is not Status.STALLED:
            self.prompt.close_question()
            self.driver.resume()
            return
        self.driver.pause()
        self.prompt.ask(
            "Stop here?",
            "What you have done so far is kept.",
            [("Keep going", self.driver.resume), ("Stop", self.driver.stop)],
        )

    def show_keys(self) -> None:
        """Hold the session and show the list of keys."""
        self.driver.pause()
        sheet = KeySheet(self.commands.keys, QApplication.activeWindow() or self)
        sheet.rescue_wanted.connect(self.rescue_wanted)
        sheet.exec()

    def tell(self) -> None:
        """Let a screen reader say where the session stands: what it never says by itself is the countdown."""
        seen = self.driver.snapshot()
        said = [self._in_words(seen)]
        if seen.step.is_timed:
            said.append(f"{times.length(seen.step_left)} left")
        self._announce(". ".join(said))

    def _on_hold_filled(self, name: str, fraction: float) -> None:
        self.controls.buttons[name].fill(fraction)
        self.sign.show_fill(self.commands.hold_words(name), fraction)

    def _announce(self, text: str) -> None:
        """Let a screen reader say something once, when it has finished what it is saying."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _on_get_help(self) -> None:
        self.driver.pause()
        self.get_help_wanted.emit()

    # -- what the session does --------------------------------------------------------------------

    def _on_step_entered(self, _step: Step) -> None:
        self.commands.hold.release()  # what the key was held for has passed
        seen = self.driver.snapshot()
        note = "" if self.words.note.text() == seen.step.note else seen.step.note
        self._show_step(seen)
        self._announce(" ".join(filter(None, (self._in_words(seen), note))))

    def _on_status_changed(self, status: Status) -> None:
        if status is Status.RUNNING and self.prompt.isVisible():
            self.prompt.close_question()
        if status is Status.RUNNING:
            self.setFocus()
        self._refresh()

    def _on_stalled(self, seconds: float) -> None:
        step = self.driver.state.step
        place = words.on_side(f"step {step.item}", step.side)
        left = times.clock(self.driver.snapshot().step_left)
        self.prompt.ask(
            f"The computer was away for {times.length(seconds)}.",
            f"You are in {place}, with {left} to go. Nothing was skipped.",
            [
                ("Go on", self.driver.resume),
                ("Restart this side", lambda: (self.driver.resume(), self.driver.restart_side())),
                ("Finish here", self.driver.stop),
            ],
        )

    def _on_limit_reached(self) -> None:
        loop = self.driver.timeline.loop
        if loop is not None:
            self.say(limit_view.lasts(loop.limit, loop.then))

    def say(self, sentence: str) -> None:
        """Show a sentence under the words, and let a screen reader say it."""
        self.words.say(sentence)
        self._room.fit_now()
        self._announce(sentence)

    def _on_plan_changed(self, _change: object) -> None:
        self.bar.show_plan(self.driver.timeline)
        self._show_step(self.driver.snapshot())

    def _on_trouble(self, text: str) -> None:
        self.say(f"{text} Your session goes on; at the end you can save it as a file.")

    def _show_step(self, seen: Snapshot) -> None:
        step = seen.step
        self.place.setText(f"Step {step.item} of {seen.items}")
        self.badge.show_side(step.side)
        self.words.show_step(seen)
        part = PICTURES[main_area(self._bodies.get(step.exercise, ()))]
        self.picture.show_step(step, part)
        self._refresh()
        self._room.fit_now()

    def _refresh(self) -> None:
        seen = self.driver.snapshot()
        step = seen.step
        breathing = self._theme.breathing
        self.ring.show_breath(breath(step, seen.step_elapsed) if breathing else None)
        held = seen.status in {Status.PAUSED, Status.STALLED}
        shown = words.ring(seen, breathing=breathing)
        self.ring.show_left(*shown, is_work=step.phase.is_work, is_held=held)
        # How long it takes until it lets go, nobody knows.
        self.routine_left.setText("" if seen.can_let_go else f"{times.clock(seen.routine_left)} left")
        self.let_go.show_seen(seen)
        self.words.turning.show_moment(seen.step_elapsed, step.length if step.is_timed else 0.0)
        self.picture.show_moment(seen.step_elapsed)
        self.bar.show_position(min(step.end, step.start + seen.step_elapsed))
        self.controls.show_state(running=seen.status is Status.RUNNING, waits=not step.is_timed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A smaller window has room for less."""
        super().resizeEvent(event)
        is_narrow = self.width() < self._theme.px(ROOMY)
        self._layout.setContentsMargins(*((16, 12, 16, 12) if is_narrow else (36, 24, 36, 20)))
        self._room.fit_now()

    def _on_prompt_shown(self, is_open: bool) -> None:
        """A question has its own buttons only: two that say "Go on" could mean different things."""
        self.controls.setHidden(is_open)
        self._room.fit_now()

    def _spare(self) -> Sequence[QWidget]:
        """What gives way where there is little room, the least needed first.

        What to do and what to take care of is never cut off; a question may take all there is.
        """
        said = self.words
        if not self.prompt.isHidden():
            return (said, said.turning, self.head, self.bar, self.picture, self.stage)
        least = (said.next, said.place_in_item, self.head, self.bar, self.let_go.words)
        sideless = () if self.driver.state.step.side else (self.badge,)
        return (*least, *sideless, said.cue, self.picture, self.let_go.time, self.stage, said)

    def _in_words(self, seen: Snapshot) -> str:
        step = seen.step
        parts = [words.PHASES[step.phase]]
        if step.side:
            parts.append(words.SIDES[step.side])
        if step.is_timed:
            parts.append(f"{step.length:g} seconds")
        if step.phase is not Phase.REST:
            parts.append(step.cue)
        return ". ".join(part for part in parts if part)
