"""The history and what one comes to from it: an entry of the diary, the summary for a visit, the data."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coach import paths
from coach.errors import CoachError
from coach.ui.data_errand import Errand
from coach.ui.history_view import HistoryView

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.history.cramp import Cramp
    from coach.history.store import Store
    from coach.ui.diary_form import DiaryForm
    from coach.ui.diary_timer import DiaryTimer
    from coach.ui.pages import Pages
    from coach.ui.services import Services
    from coach.ui.theme import Theme


class HistoryPages(QObject):
    """At most one page at a time. What is written is in the history at once."""

    rescue_wanted = Signal()
    get_help_wanted = Signal()
    shown = Signal()
    replaced = Signal()
    """The person's files are others now: a back-up was restored, or everything deleted."""

    def __init__(self, theme: Theme, services: Services, pages: Pages) -> None:
        super().__init__(pages)
        self._theme = theme
        self._services = services
        self._pages = pages
        self._errand = Errand(self)
        self._errand.replaced.connect(self.replaced)

    def look_again(self) -> None:
        """Show the history as it is now, if it is on show."""
        page = self._pages.current
        if isinstance(page, HistoryView):
            page.show_part(page.parts.value)

    def show(self, part: str = "overview") -> None:
        """The history, from one of its parts on (`overview`, `sessions`, `diary`)."""
        services = self._services
        view = HistoryView(
            self._theme, services.open_store, services.clock.wall().date(), services.library.index, part
        )
        view.summary_wanted.connect(self.show_summary)
        view.data_wanted.connect(self.show_data)
        view.cramp_wanted.connect(self.show_cramp)
        view.entry_wanted.connect(self.show_entry)
        view.timer_wanted.connect(self.show_timer)
        self._pages.show_page(view)
        view.first.setFocus()
        self.shown.emit()

    # -- the diary --------------------------------------------------------------------------------

    def show_diary(self) -> None:
        """The cramp diary."""
        self.show("diary")

    def show_entry(self, *, over: bool = False) -> None:
        """An empty form for a cramp; `over` the page on show, which comes back after it."""
        from coach.history.cramp import Cramp  # noqa: PLC0415  # loads when first wanted
        from coach.ui.diary_form import DiaryForm  # noqa: PLC0415  # the same

        form = DiaryForm(Cramp(self._services.clock.wall().replace(second=0, microsecond=0), "calf"))
        leave = partial(self._pages.uncover, form) if over else self.show_diary
        form.saved.connect(lambda cramp: self._do(form, lambda store: store.note_cramp(cramp), leave))
        self._show_form(form, leave, over=over)

    def show_cramp(self, identity: int) -> None:
        """An entry, to fill in, correct or take out."""
        from coach.ui.diary_form import DiaryForm  # noqa: PLC0415  # loads when first wanted

        try:
            with closing(self._services.open_store()) as store:
                versions = store.cramp_versions(identity)
        except CoachError:
            versions = ()  # the diary says why it cannot be read
        if not versions:
            self.show_diary()
            return
        now = self._services.clock.wall
        form = DiaryForm(versions[-1].cramp, versions)
        form.saved.connect(lambda cramp: self._do(form, lambda store: store.correct_cramp(cramp, now())))
        form.withdrawn.connect(
            lambda: self._do(
                form,
                lambda store: store.withdraw_cramp(identity, now()),
                lambda: self.show_cramp(identity),
            )
        )
        form.forgotten.connect(lambda: self._do(form, lambda store: store.forget_cramp(identity)))
        self._show_form(form)

    def show_timer(self, *, over: bool = False) -> None:
        """A cramp that goes on now; `over` the page on show, which comes back after it."""
        from coach.ui.diary_timer import DiaryTimer  # noqa: PLC0415  # loads when first wanted

        view = DiaryTimer(self._services.clock, self._note, self._correct)
        leave = partial(self._pages.uncover, view)
        view.done.connect(lambda identity: leave() if over else self.show_cramp(identity))
        view.rescue_wanted.connect(self.rescue_wanted)
        view.get_help_wanted.connect(self.get_help_wanted)
        view.back_wanted.connect(leave if over else self.show_diary)
        self._open(view, over=over)

    def show_at_once(self, *, is_now: bool, over: bool) -> None:
        """The timer, or an empty form, from outside the window: what is being written is not lost by it.

        A form of the diary stays underneath, and so does a hand-out that is being ticked.
        """
        from coach.ui.data_grid import GridForm  # noqa: PLC0415  # loads when first wanted
        from coach.ui.diary_form import DiaryForm  # noqa: PLC0415  # the same
        from coach.ui.diary_timer import DiaryTimer  # noqa: PLC0415  # the same

        page = self._pages.current
        if isinstance(page, DiaryTimer if is_now else DiaryForm):
            return  # a hand that cramps may press twice
        show = self.show_timer if is_now else self.show_entry
        show(over=over or isinstance(page, (DiaryTimer, DiaryForm, GridForm)))

    def _show_form(
        self, form: DiaryForm, leave: Callable[[], None] | None = None, *, over: bool = False
    ) -> None:
        form.back_wanted.connect(leave or self.show_diary)
        form.get_help_wanted.connect(self.get_help_wanted)
        self._open(form, over=over)

    def _open(self, page: DiaryForm | DiaryTimer, *, over: bool = False) -> None:
        if over:
            page.back.setText("Back")  # which takes the key away
            page.back.setShortcut("Alt+Left")
            self._pages.lay_over(page)
        else:
            self._pages.show_page(page)
            self.shown.emit()
        page.first.setFocus()

    def _note(self, cramp: Cramp) -> int:
        with closing(self._services.open_store()) as store:
            return store.note_cramp(cramp)

    def _correct(self, cramp: Cramp) -> None:
        with closing(self._services.open_store()) as store:
            store.correct_cramp(cramp, self._services.clock.wall())

    def _do(
        self, form: DiaryForm, write: Callable[[Store], object], then: Callable[[], None] | None = None
    ) -> None:
        try:
            with closing(self._services.open_store()) as store:
                write(store)
        except CoachError as error:
            form.say(f"{error} {error.advice}".strip())
        else:
            (then or self.show_diary)()

    # -- paper and data ---------------------------------------------------------------------------

    def show_summary(self) -> None:
        """The summary for a visit."""
        from coach.ui.history_summary import SummaryView  # noqa: PLC0415  # loads when first wanted

        view = SummaryView(self._theme, self._services)
        view.back_wanted.connect(self.show)
        self._pages.show_page(view)
        view.first.setFocus()

    def show_data(self) -> None:
        """Back-up, restore, export, import, and deleting everything."""
        from coach.ui.data_view import DataView  # noqa: PLC0415  # loads when first wanted

        view = DataView(self._services, paths.things(), self._errand)
        view.back_wanted.connect(self.show)
        view.grid_wanted.connect(self.show_grid)
        self._pages.show_page(view)
        view.first.setFocus()
        self.shown.emit()

    def show_grid(self) -> None:
        """The form in which a hand-out is ticked: what is prescribed, every routine, every exercise."""
        from coach.ui.data_grid import GridForm  # noqa: PLC0415  # loads when first wanted
        from coach.ui.data_view import read_text  # noqa: PLC0415  # the same
        from coach.ui.programme_standing import due  # noqa: PLC0415  # the same

        index, now = self._services.library.index, self._services.clock.wall()
        asked: dict[str, str] = {}
        if index is not None:
            try:
                with closing(self._services.open_store()) as store:
                    followed = due(store, index.regimens, now)
            except CoachError:
                followed = ()  # what cannot be read is told when it is written
            asked = {dose.item.id: dose.item.title for _, doses in followed for dose in doses}
        cards = index.cards if index is not None else ()
        kinds = ("routine", "exercise")  # a programme is done item by item
        others = {card.id: card.title for kind in kinds for card in cards if card.type == kind}
        known = list({**asked, **others, **asked}.items())
        view = GridForm(now.date(), known, max(1, len(asked)), lambda text: read_text(self._services, text))
        view.back_wanted.connect(self.show_data)
        self._pages.show_page(view)
        view.first.setFocus()
