from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from coach import settings as files
from coach.drivers.settings_driver import SettingsDriver
from coach.safety.profile import Profile
from coach.settings import Settings, WritingSide
from coach.ui.settings_view import SettingsView

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
    """The page is made from the settings' own fields: none is missing."""
    view, driver = _view(qtbot, tmp_path / "settings.toml")
    rows = {
        (section.name, one.name)
        for section in fields(driver.value)
        for one in fields(getattr(driver.value, section.name))
    }
    assert set(view.chips) == rows


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
