"""The way through the safety answers: to the page of all of them, and past the question before a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coach.safety.adapt import is_urgent
from coach.safety.questions import questions
from coach.safety.shelf import Shelf, document
from coach.ui.question_view import QuestionView
from coach.ui.safety_view import SafetyView

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from coach.clock import Clock
    from coach.drivers.library_driver import LibraryDriver
    from coach.drivers.safety_driver import SafetyDriver
    from coach.ui.theme import Theme


class SafetyGate(QObject):
    """Shows its pages with `show`, and says where to go from them."""

    start_wanted = Signal(str)
    page_wanted = Signal(str)
    get_help_wanted = Signal()
    read_wanted = Signal(str, str)
    """A guidance page, and the tag of the condition it is about."""

    def __init__(
        self,
        theme: Theme,
        library: LibraryDriver,
        safety: SafetyDriver,
        clock: Clock,
        show: Callable[[QWidget], None],
    ) -> None:
        super().__init__()
        self._theme = theme
        self._library = library
        self._safety = safety
        self._clock = clock
        self._show = show

    def lets_play(self, identity: str) -> bool:
        """Whether a session may begin now. If not, the page that says why, or that asks first, is shown."""
        shelf = self._shelf()
        if shelf.adapt(identity).document is None:
            self.page_wanted.emit(identity)
            return False
        wanted = document(shelf.written, identity)
        due = questions(wanted, self._safety.value, shelf.written, self._today())
        if due:
            self.ask(identity, due, starts=True)
        return not due

    def ask(self, identity: str, tags: Collection[str], *, starts: bool = False) -> None:
        """Ask about these conditions before something, which then starts if nothing changed."""
        shelf = self._shelf()
        conditions = {tag: shelf.written.conditions[tag] for tag in tags if tag in shelf.written.conditions}
        title = document(shelf.written, identity).title
        view = QuestionView(self._theme, title, conditions, self._safety.value.ticked, starts=starts)
        view.answered.connect(lambda ticked: self._on_answered(identity, tuple(conditions), ticked, starts))
        view.back_wanted.connect(lambda: self.page_wanted.emit(identity))
        view.all_wanted.connect(lambda: self.show_answers(lambda: self.page_wanted.emit(identity)))
        self._show(view)
        view.go.setFocus()

    def confirm(self, identity: str, yes: bool) -> None:
        """Whether this person says yes to what something is only for; its page shows what that changed."""
        self._safety.change(self._safety.value.confirm(identity, yes=yes))
        self.page_wanted.emit(identity)

    def show_answers(self, back: Callable[[], None], tag: str = "") -> None:
        """The page of all safety answers, at one of them if `tag` names it; from it one comes `back`."""
        view = SafetyView(self._theme, self._safety, self._shelf().written, self._today)
        view.answered.connect(back)
        view.left.connect(back)
        view.get_help_wanted.connect(self.get_help_wanted)
        view.read_wanted.connect(self.read_wanted)
        self._show(view)
        view.go_to(tag)

    def _on_answered(
        self, identity: str, asked: Collection[str], ticked: Collection[str], starts: bool
    ) -> None:
        before, had = self._shelf().adapt(identity), self._safety.value.ticked
        self._safety.change(self._safety.value.answer(asked, ticked, self._today()))
        shelf = self._shelf()
        after = shelf.adapt(identity)
        if starts and after == before and after.document is not None:
            self.start_wanted.emit(identity)
            return
        self.page_wanted.emit(identity)
        if is_urgent(set(ticked) - had, shelf.written):
            self.get_help_wanted.emit()

    def _shelf(self) -> Shelf:
        """The library; read at once should it not have been."""
        if self._library.shelf is None:
            self._library.read_now()
        shelf = self._library.shelf
        assert shelf is not None  # noqa: S101 - it has just been read
        return shelf

    def _today(self) -> date:
        return self._clock.wall().date()
