"""Ratings and changes around a session: asks, lets the rules act, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coach.player.offer import Offer, all_easier, offers
from coach.player.rating import Kind
from coach.player.snapshot import Status
from coach.ui import rate_view, told
from coach.ui.change_view import ChangeView
from coach.ui.stop_view import StopView, said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QStackedWidget, QWidget

    from coach.drivers.player_driver import PlayerDriver
    from coach.player.amend import Wish
    from coach.player.change import Change
    from coach.player.rating import Verdict
    from coach.routine.model import Exercise
    from coach.routine.plan import Sides
    from coach.ui.player_view import PlayerView
    from coach.ui.rate_view import RateView
    from coach.ui.theme import Theme

NO_EASIER = "No easier way is named here. Move less, or leave it out."
EASIER = "From the next step on: easier."


class Checks(QObject):
    """Lays its pages over the player, one at a time, and takes them away again.

    While a page is on show the session is held. What the rules say is never passed over: at `stop` the
    session is over, or does not begin.
    """

    left = Signal()
    """The person goes, with nothing begun."""
    get_help_wanted = Signal()
    shown = Signal(bool)
    """A page lies over the player (True) or no longer does."""

    def __init__(
        self,
        theme: Theme,
        pages: QStackedWidget,
        view: PlayerView,
        exercises: Mapping[str, Exercise],
        sides: Sides,
    ) -> None:
        super().__init__(view)
        self._theme = theme
        self._pages = pages
        self._view = view
        self._driver: PlayerDriver = view.driver
        self._exercises = exercises
        self._sides = sides
        self._page: QWidget | None = None
        self._ran = False
        self.stopped: Verdict | None = None
        """The rule that ended the session, if one did."""
        view.hurts_wanted.connect(self.ask_now)
        view.change_wanted.connect(self.offer)
        view.longer_wanted.connect(lambda: self._hold_for(Offer.LONGER))
        view.shorter_wanted.connect(lambda: self._hold_for(Offer.SHORTER))
        self._driver.plan_changed.connect(self._on_plan_changed)

    @property
    def page(self) -> QWidget | None:
        """The page on show, if one is."""
        return self._page

    def begin(self) -> None:
        """Ask what the routine asks beforehand, then begin; or begin at once."""
        asked = self._driver.timeline.asked
        kinds = [Kind(name) for name in asked.before]
        if not kinds:
            self._driver.start()
            return
        title = self._driver.timeline.title
        page = rate_view.before(self._theme, title, kinds, own_limit=self._is_own_limit)
        page.back_wanted.connect(self.left)
        page.answered.connect(lambda values: self._on_before(page, values))
        self._ask(page)

    def ask_now(self) -> None:
        """It hurts: hold the session and ask at once."""
        if not self._hold():
            return
        if self._driver.timeline.loop:
            page = rate_view.hurts_in_cramp(self._theme)
        else:
            page = rate_view.hurts(self._theme, own_limit=self._is_own_limit)
        page.back_wanted.connect(self._go_on)
        page.answered.connect(self._on_hurts)
        self._ask(page)

    def offer(self) -> None:
        """Hold the session and offer what can be changed."""
        if not self._hold():
            return
        state = self._driver.state
        page = ChangeView(state.step, offers(state, self._exercises, self._sides))
        page.back_wanted.connect(self._go_on)
        page.chosen.connect(self._on_chosen)
        self._lay_over(page)

    def close(self) -> None:
        """Take the page on show away."""
        if self._page is not None:
            self._pages.setCurrentWidget(self._view)
            self._pages.removeWidget(self._page)
            self._page.deleteLater()
            self._page = None
            self.shown.emit(False)

    @property
    def _is_own_limit(self) -> bool:
        rules = self._driver.timeline.asked.rules
        return not any(name in {"pain", "pain_rise"} for rule in rules for name, _ in rule.when)

    def _hold(self) -> bool:
        """Hold a session that is under way, and remember whether it ran."""
        status = self._driver.state.status
        if self._page is not None or status not in {Status.RUNNING, Status.PAUSED}:
            return False
        self._ran = status is Status.RUNNING
        self._driver.pause()
        return True

    def _go_on(self) -> None:
        self.close()
        self._view.setFocus()
        if self._ran:
            self._driver.resume()

    def _on_before(self, page: RateView, values: Mapping[Kind, int]) -> None:
        verdict = self._rate(values, page)
        if verdict and verdict.stops:
            self._refuse(verdict, page)
            return
        self.close()
        text = self._act(verdict)
        self._driver.start()
        if text:
            self._view.say(text)

    def _refuse(self, verdict: Verdict, page: RateView) -> None:
        """Do not begin. The answer may have been a slip, so it can be changed."""
        stop = StopView(verdict, begun=False)

        def change() -> None:
            self._pages.setCurrentWidget(page)
            self._pages.removeWidget(stop)
            stop.deleteLater()

        def leave() -> None:
            self.stopped = verdict
            self._driver.decline()
            self.left.emit()

        stop.change_wanted.connect(change)
        stop.leave_wanted.connect(leave)
        stop.get_help_wanted.connect(self.get_help_wanted)
        self._pages.addWidget(stop)
        self._pages.setCurrentWidget(stop)
        stop.buttons[0].setFocus()

    def _on_hurts(self, values: Mapping[Kind, int]) -> None:
        verdict = self._rate(values)
        if verdict and verdict.stops:
            self.stopped = verdict
            self.close()
            self._driver.stop()
            return
        text = self._act(verdict)
        self._go_on()
        if text:
            self._view.say(text)

    def _rate(self, values: Mapping[Kind, int], page: RateView | None = None) -> Verdict | None:
        """Tell the driver; what was left out of a page that had been answered is taken back."""
        verdict = None
        for kind in page.scales if page else values:
            verdict = self._driver.rate(kind, values.get(kind))
        return verdict if values else None

    def _act(self, verdict: Verdict | None) -> str:
        """Do what a rule says, short of stopping; returns what is to be said about it."""
        if verdict is None:
            return ""
        words = said(verdict)[0] if verdict.rule.say else ""
        if verdict.rule.then != "easier":
            return words
        before = self._driver.timeline
        self._driver.amend(all_easier(self._exercises, self._sides))
        done = NO_EASIER if self._driver.timeline == before else EASIER
        return f"{words} {done}".strip()

    def _on_chosen(self, wish: Wish) -> None:
        self.close()
        self._driver.amend(wish)
        self._go_on()

    def _hold_for(self, offer: Offer) -> None:
        wish = offers(self._driver.state, self._exercises, self._sides).get(offer)
        if wish is not None and self._page is None:
            self._driver.amend(wish)

    def _on_plan_changed(self, change: Change) -> None:
        self._view.say(". ".join(told.changes([change])))

    def _ask(self, page: RateView) -> None:
        page.get_help_wanted.connect(self.get_help_wanted)
        self._lay_over(page)

    def _lay_over(self, page: QWidget) -> None:
        page.setProperty("night", self._driver.timeline.loop is not None)  # as the player beneath it
        self._page = page
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self.shown.emit(True)
