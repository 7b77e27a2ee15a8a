from __future__ import annotations

from dataclasses import fields, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

from coach import settings as files
from coach.drivers.settings_driver import SettingsDriver
from coach.player.voice import Voice
from coach.safety.profile import Profile
from coach.settings import Hearing, Settings, WritingSide
from coach.ui.settings_view import VOICE, SettingsView

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


NOBODY = Profile()


def _view(qtbot: QtBot, path: Path, profile: Profile = NOBODY) -> tuple[SettingsView, SettingsDriver]:
    driver = SettingsDriver(path, Settings())
    view = SettingsView(driver, profile)
    qtbot.addWidget(view)
    return view, driver


def test_every_setting_has_its_row(qtbot: QtBot, tmp_path: Path) -> None:
    """The page is made from the settings' own fields: none is missing but those of the data's own page."""
    view, driver = _view(qtbot, tmp_path / "settings.toml")
    rows = {
        (section.name, one.name)
        for section in fields(driver.value)
        if section.name != "backup"
        for one in fields(getattr(driver.value, section.name))
    }
    assert {*view.chips, VOICE, *(("keys", name) for name in view.keys.buttons)} == rows
    assert view.voice.list.accessibleName() == "Which voice"


def test_a_choice_holds_at_once_and_is_saved(qtbot: QtBot, tmp_path: Path) -> None:
    """One press changes the setting, tells the app and writes the file."""
    path = tmp_path / "settings.toml"
    view, driver = _view(qtbot, path)
    told: list[Settings] = []
    driver.changed.connect(told.append)
    view.chips["hands", "writing_side"].buttons[0].click()
    assert told[-1].hands.writing_side is WritingSide.LEFT
    assert files.load(path) == (told[-1], ())


def test_the_page_follows_a_change_made_elsewhere(qtbot: QtBot, tmp_path: Path) -> None:
    """When the text size is changed with a key, the page shows it."""
    view, driver = _view(qtbot, tmp_path / "settings.toml")
    appearance = replace(driver.value.appearance, text_scale=150)
    driver.change(replace(driver.value, appearance=appearance))
    assert view.chips["appearance", "text_scale"].value == "150"


def test_settings_that_cannot_be_saved_hold_and_say_so(qtbot: QtBot, tmp_path: Path) -> None:
    """Where the settings folder cannot be written, the choice holds and the page says why."""
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    view, driver = _view(qtbot, blocked / "settings.toml")
    view.show()
    view.chips["appearance", "theme"].buttons[2].click()
    assert driver.value.appearance.theme == "dark"
    assert view.trouble.isVisible()
    assert any("could not be saved" in label.text() for label in view.trouble.findChildren(QLabel))


class Sounds(QObject):
    """Audio with two voices, that notes what it is asked for."""

    changed = Signal()
    trouble = ""

    def __init__(self) -> None:
        super().__init__()
        self.speaker = SimpleNamespace(voices=())
        self.heard: list[Hearing] = []

    def open(self) -> None:
        """The voices are not known at once."""

    def preview(self, hearing: Hearing) -> None:
        """Note how it would sound."""
        self.heard.append(hearing)


def test_a_voice_is_chosen_and_heard(qtbot: QtBot, tmp_path: Path) -> None:
    """Voices appear when they are known, a choice is kept, and the button lets one hear it."""
    audio, driver = Sounds(), SettingsDriver(tmp_path / "settings.toml", Settings())
    view = SettingsView(driver, NOBODY, audio)  # type: ignore[arg-type]
    qtbot.addWidget(view)
    assert view.voice.list.count() == 1
    audio.speaker.voices = (Voice("zul", "Zulu", "zu"), Voice("gb", "English", "en-gb"))
    audio.changed.emit()
    assert [view.voice.list.itemText(row) for row in range(3)] == ["The usual voice", "English", "Zulu"]
    view.voice.list.setCurrentIndex(1)
    view.voice.list.activated.emit(1)
    assert driver.value.hearing.voice_id == "gb"
    view.voice.hear.click()
    assert audio.heard == [driver.value.hearing]


def test_a_computer_without_a_voice_says_how_to_get_one(qtbot: QtBot, tmp_path: Path) -> None:
    """Where nothing can speak, the page says what to install."""
    audio, driver = Sounds(), SettingsDriver(tmp_path / "settings.toml", Settings())
    audio.trouble = "No voice was found. Install one."
    view = SettingsView(driver, NOBODY, audio)  # type: ignore[arg-type]
    qtbot.addWidget(view)
    assert view.voice.trouble.text() == "No voice was found. Install one."
    assert not view.voice.trouble.isHidden()


def test_a_voice_that_is_gone_stays_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    """A voice of another computer, or one removed, is shown as such and not forgotten."""
    chosen = replace(Settings(), hearing=Hearing(voice_id="Vera"))
    view = SettingsView(SettingsDriver(tmp_path / "settings.toml", chosen), NOBODY)
    qtbot.addWidget(view)
    assert view.voice.list.currentText() == "Vera (not on this computer)"
