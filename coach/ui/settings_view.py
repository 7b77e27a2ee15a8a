"""Settings: made from the settings' own fields, so that page and file cannot disagree."""

from __future__ import annotations

from dataclasses import Field, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from coach import paths
from coach.settings import About, about
from coach.ui.widgets.chips import Chips
from coach.ui.widgets.key_choice import KeyChoice
from coach.ui.widgets.page import Page, card, text
from coach.ui.widgets.voice_choice import VoiceChoice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coach.drivers.settings_driver import SettingsDriver
    from coach.safety.profile import Profile
    from coach.settings import Keys
    from coach.ui.audio import Audio

VOICE = ("hearing", "voice_id")
APART = ("keys", "backup")
"""Sections with a form of their own: the keys below the others, the back-up on the page of the data."""


class SettingsView(Page):
    """Every choice takes effect and is saved at once. The safety answers have a page of their own."""

    safety_wanted = Signal()
    data_wanted = Signal()
    """The page to back up, hand on, read in and delete."""

    def __init__(
        self,
        driver: SettingsDriver,
        profile: Profile,
        audio: Audio | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self._driver = driver
        self._audio = audio
        self.voice = VoiceChoice()
        self.chips: dict[tuple[str, str], Chips] = {}
        self.column.addWidget(text("Settings", "title"))
        self.trouble, trouble = card("caution")
        self._trouble_text = text("")
        trouble.addWidget(self._trouble_text)
        self.trouble.hide()
        self.column.addWidget(self.trouble)
        self.column.addWidget(self._build_safety(profile))
        for section in fields(driver.value):
            if section.name not in APART:
                self.column.addWidget(self._build_section(section))
        self.keys = KeyChoice(driver.value.keys)
        self.keys.chosen.connect(self._on_keys_chosen)
        self.column.addWidget(self.keys)
        self.column.addWidget(self._build_places())
        self.column.addStretch()
        driver.trouble.connect(self._on_trouble)
        driver.changed.connect(self._on_changed)

    def _build_safety(self, profile: Profile) -> QWidget:
        frame, column = card()
        column.addWidget(text("Your safety answers", "heading"))
        number = len(profile.ticked)
        ticked = "1 condition is ticked" if number == 1 else f"{number or 'No'} conditions are ticked"
        call = f"Your emergency number: {profile.emergency_number}" if profile.emergency_number else ""
        column.addWidget(text(f"{'. '.join(filter(None, [ticked, call]))}."))
        column.addWidget(
            text("They decide which exercises Coach leaves out, changes or asks about.", "muted")
        )
        self.safety = QPushButton("Change your safety answers")
        self.safety.setAutoDefault(True)
        self.safety.clicked.connect(self.safety_wanted)
        column.addWidget(self.safety, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _build_section(self, section: Field[Any]) -> QWidget:
        frame, column = card()
        column.addWidget(text(about(section).label, "heading"))
        for one in fields(getattr(self._driver.value, section.name)):
            column.addSpacing(6)
            column.addWidget(self._control(section.name, one))
            if about(one).help:
                column.addWidget(text(about(one).help, "muted"))
        return frame

    def _control(self, section: str, one: Field[Any]) -> QWidget:
        if (section, one.name) == VOICE:
            return self._build_voice(about(one))
        value, told = getattr(getattr(self._driver.value, section), one.name), about(one)
        choices = _choices(value, told)
        values = {str(choice): choice for choice, _ in choices}
        chips = Chips(told.label, [(str(choice), word) for choice, word in choices])
        chips.choose(str(value))
        chips.chosen.connect(lambda chosen: self._choose(section, one.name, values[chosen]))
        self.chips[section, one.name] = chips
        return chips

    def _build_voice(self, told: About) -> QWidget:
        self.voice.name(told.label)
        self.voice.chosen.connect(lambda voice: self._choose(*VOICE, voice))
        if (audio := self._audio) is not None:
            audio.open()
            audio.changed.connect(self._show_voices)
            self.voice.hear_wanted.connect(lambda: audio.preview(self._driver.value.hearing))
        self._show_voices()
        return self.voice

    def _show_voices(self) -> None:
        voices = self._audio.speaker.voices if self._audio else ()
        trouble = self._audio.trouble if self._audio else ""
        self.voice.show_voices(voices, self._driver.value.hearing.voice_id, trouble)

    def _build_places(self) -> QWidget:
        frame, column = card()
        column.addWidget(text("Your files", "heading"))
        column.addWidget(text("Everything stays on this computer.", "muted"))
        for name, place in (
            ("Your routine files", paths.own_routines()),
            ("History", paths.database()),
            ("Settings", paths.settings_file()),
        ):
            where = text(f"{name}: {place}")
            where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(where)
        self.data = QPushButton("Back up, hand on, delete …")
        self.data.setAutoDefault(True)
        self.data.clicked.connect(self.data_wanted)
        column.addWidget(self.data, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _choose(self, section: str, name: str, value: object) -> None:
        settings = self._driver.value
        changed = replace(getattr(settings, section), **{name: value})
        self._driver.change(replace(settings, **{section: changed}))

    def _on_keys_chosen(self, keys: Keys) -> None:
        self._driver.change(replace(self._driver.value, keys=keys))

    def _on_changed(self) -> None:
        self.keys.show_keys(self._driver.value.keys)
        for (section, name), chips in self.chips.items():
            chips.choose(str(getattr(getattr(self._driver.value, section), name)))
        self._show_voices()

    def _on_trouble(self, trouble: str) -> None:
        self._trouble_text.setText(trouble)
        self.trouble.show()


def _choices(value: bool | int | StrEnum, told: About) -> list[tuple[object, str]]:
    if isinstance(value, bool):
        return [(False, "Off"), (True, "On")]
    if isinstance(value, StrEnum):
        return list(zip(type(value), told.words, strict=True))
    if told.steps:
        words = {0: told.zero} if told.zero else {}
        return [(step, words.get(step, f"{step} {told.unit}")) for step in told.steps]
    return [(step, str(step)) for step in range(told.least, told.most + 1)]
