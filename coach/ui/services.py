"""What the window needs from the rest of Coach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.clock import Clock
    from coach.drivers.chosen_driver import ChosenDriver
    from coach.drivers.favourites_driver import FavouritesDriver
    from coach.drivers.library_driver import LibraryDriver
    from coach.drivers.resident_link import ResidentLink
    from coach.drivers.safety_driver import SafetyDriver
    from coach.drivers.settings_driver import SettingsDriver
    from coach.history.cramp import Cramp
    from coach.history.recorder import SessionRecorder
    from coach.history.store import Store
    from coach.routine.plan import Sides
    from coach.ui.aids import Aids


@dataclass(frozen=True)
class Services:
    """Made once, where everything is joined; the window and what belongs to it take from here."""

    clock: Clock
    library: LibraryDriver
    settings: SettingsDriver
    safety: SafetyDriver
    favourites: FavouritesDriver
    new_recorder: Callable[[], SessionRecorder]
    open_store: Callable[[], Store]
    new_aids: Callable[[], Aids] | None = None
    """Sound and the like for sessions; None where nothing of the kind is wanted."""
    resident: ResidentLink | None = None
    """The part of Coach that keeps the reminders; None where there are to be none."""
    new_chosen: Callable[[], ChosenDriver] | None = None
    """What the person has chosen about reminders; made when first wanted."""

    def note_cramp(self, cramp: Cramp) -> None:
        """Write a cramp into the history. Raises `CoachError` if that cannot be."""
        store = self.open_store()
        try:
            store.note_cramp(cramp)
        finally:
            store.close()

    def read_again(self) -> None:
        """Take up what the person's files hold now; the history is opened anew each time in any case."""
        self.settings.read()
        self.favourites.read()
        self.safety.read()
        self.library.read()

    @property
    def sides(self) -> Sides:
        """Which side is the writing and which the affected one, as the settings say."""
        from coach.routine.plan import Side, Sides  # noqa: PLC0415  # not needed for the first frame

        hands = self.settings.value.hands
        return Sides(writing=Side(hands.writing_side), affected=Side(hands.affected_side))
