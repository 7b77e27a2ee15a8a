"""What the tests of the views share: a theme, a session on a clock that only they move."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from shiboken6 import delete

from coach import paths
from coach.clock import FakeClock
from coach.drivers.chosen_driver import ChosenDriver
from coach.drivers.favourites_driver import FavouritesDriver
from coach.drivers.library_driver import LibraryDriver
from coach.drivers.player_driver import PlayerDriver
from coach.drivers.resident_link import ResidentLink
from coach.drivers.safety_driver import SafetyDriver
from coach.drivers.settings_driver import SettingsDriver
from coach.history.recorder import SessionRecorder
from coach.history.store import Store
from coach.routine.folders import Folder
from coach.routine.library import Library
from coach.safety.profile import Profile
from coach.settings import Appearance, Settings
from coach.ui.figures import Figures
from coach.ui.main_window import MainWindow
from coach.ui.player_view import PlayerView
from coach.ui.services import Services
from coach.ui.theme import Theme
from tests.player.plans import TWO_SIDES
from tests.routine import texts
from tests.ui.paper import PaperPainter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from coach.history.session import Session
    from coach.player.snapshot import Status
    from coach.reminders.told import Told
    from coach.routine.plan import Timeline


@pytest.fixture(autouse=True)
def _paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Views get plain paper for pictures; what the painter paints has tests of its own."""
    monkeypatch.setattr("coach.ui.figures.Painter", PaperPainter)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme at 100 % text."""
    made = Theme(qapp, Appearance())
    yield made
    delete(made)  # or it would follow the system's colours through all tests to come


@pytest.fixture
def dress(theme: Theme) -> Iterator[Callable[[Appearance], None]]:
    """Put a look on; other tests begin with the usual one."""

    def put_on(appearance: Appearance) -> None:
        theme.set_appearance(appearance)
        theme.dress()

    yield put_on
    put_on(Appearance())


@dataclass
class Shown:
    """A player on screen, its driver, and the clock that moves both."""

    view: PlayerView
    driver: PlayerDriver
    clock: FakeClock

    def status(self) -> Status:
        """Where the session stands."""
        return self.driver.state.status

    def run(self, seconds: float) -> None:
        """Let time pass with a tick every half second."""
        for _ in range(round(seconds * 2)):
            self.clock.advance(0.5)
            self.driver.tick()

    def hold(self, key: Qt.Key, seconds: float = 0.7) -> None:
        """Hold a key for so long, as the player's clock has it."""
        QTest.keyPress(self.view, key)
        for _ in range(round(seconds * 20)):
            self.clock.advance(0.05)
            self.view.commands.hold.tick()
        QTest.keyRelease(self.view, key)


@pytest.fixture
def show(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Callable[..., Shown]:
    """Open a player on a plan and start it."""

    def open_player(timeline: Timeline = TWO_SIDES) -> Shown:
        clock = FakeClock()
        driver = PlayerDriver(timeline, clock)
        settings = SettingsDriver(tmp_path / "settings.toml", Settings())
        bodies = {"exercise-1": ("wrist",), "exercise-3": ("toes",)}
        view = PlayerView(theme, driver, bodies, Figures(theme, settings))
        qtbot.addWidget(view)
        view.resize(1180, 800)
        with qtbot.waitActive(view):
            view.show()
        driver.start()
        return Shown(view, driver, clock)

    return open_player


FILES = {
    "wave.yaml": texts.exercise("wave", dose="{duration: 20s}"),
    "curl.yaml": texts.exercise("curl", kind="stretch", body="[toes]", side="both", dose="{hold: 10s}"),
    "session.yaml": texts.routine(
        "- {exercise: wave}\n- {exercise: curl}", use_when="When you have been writing."
    ),
}
"""A library of two exercises and a routine of both."""


@pytest.fixture(scope="session")
def bundled() -> Library:
    """The library that comes with Coach."""
    return Library.read([Folder(paths.bundled_routines(), "bundled")])


@dataclass
class Opened:
    """A main window on screen, with what it stands on."""

    window: MainWindow
    clock: FakeClock
    settings: SettingsDriver
    safety: SafetyDriver
    library: LibraryDriver
    database: Path
    resident: ResidentLink
    told_in: Path
    lines: list[str]
    """What the resident was told; nothing where nobody `hears`."""
    starts: list[None]
    """How often one was to be started."""

    def tell(self, told: Told | None) -> None:
        """Have the resident tell this; None: there is no resident."""
        self.told_in.unlink(missing_ok=True)
        if told is not None:
            self.told_in.parent.mkdir(exist_ok=True)
            self.told_in.write_text(json.dumps({"told": told.dump()}), encoding="utf-8")
        self.resident.read()

    @property
    def page(self) -> QWidget:
        """The view on show."""
        page = self.window.pages.currentWidget()
        assert page is not None
        return page

    def status(self) -> Status:
        """Where the session stands."""
        assert self.window.session is not None
        return self.window.session.driver.state.status

    def run(self, seconds: float) -> None:
        """Let time pass in the session with a tick every half second."""
        assert self.window.session is not None
        for _ in range(round(seconds * 2)):
            self.clock.advance(0.5)
            self.window.session.driver.tick()

    def sessions(self) -> tuple[Session, ...]:
        """What the history holds."""
        store = Store.open(self.database, self.clock.wall())
        try:
            return store.sessions(10)
        finally:
            store.close()


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Open the main window on a library, read already unless a test says otherwise; it is at the Library."""
    opened: list[Opened] = []

    def open_it(
        files: Mapping[str, str] | None = None,
        settings: Settings | None = None,
        *,
        read: bool = True,
        folder: Path | None = None,
        profile: Profile | None = None,
        place: str = "library",
        hears: bool = True,
    ) -> Opened:
        folder = folder or tmp_path / "routines"
        folder.mkdir(exist_ok=True)
        for name, text in (FILES if files is None else files).items():
            path = folder / name
            if (
                not path.exists() or path.read_text(encoding="utf-8") != text
            ):  # a file written is a file changed
                path.write_text(text, encoding="utf-8")
        chosen, clock, database = settings or Settings(), FakeClock(), tmp_path / "history.sqlite3"
        library = LibraryDriver([Folder(folder, "bundled")], tmp_path / "library.json", profile)
        driver = SettingsDriver(tmp_path / "settings.toml", chosen)
        safety = SafetyDriver(tmp_path / "safety.toml", profile or Profile(seen=True))
        safety.changed.connect(library.use)
        theme = Theme(qapp, chosen.appearance)
        driver.changed.connect(lambda new: theme.set_appearance(new.appearance))
        lines: list[str] = []
        starts: list[None] = []
        status = tmp_path / "state" / "reminders.json"

        def hear(line: str) -> bool:
            if hears:
                lines.append(line)
            return hears

        resident = ResidentLink(status, clock, hear, lambda: starts.append(None))
        services = Services(
            clock,
            library,
            driver,
            safety,
            FavouritesDriver(tmp_path / "settings.toml"),
            lambda: SessionRecorder(database),
            lambda: Store.open(database, clock.wall()),
            resident=resident,
            new_chosen=lambda: ChosenDriver(tmp_path / "settings.toml"),
        )
        window = MainWindow(theme, services)
        qtbot.addWidget(window)
        if read:
            library.read_now()
        with qtbot.waitActive(window):
            window.show()
        if place != "today":
            window.go_to(place)
        opened.append(
            Opened(window, clock, driver, safety, library, database, resident, status, lines, starts)
        )
        return opened[-1]

    yield open_it
    for one in opened:
        one.window.close()
        delete(one.window._theme)
    usual = Theme(qapp, Appearance())
    usual.dress()  # other tests begin at the usual size
    delete(usual)
