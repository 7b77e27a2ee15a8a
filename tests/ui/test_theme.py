from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo

from coach.settings import Appearance
from coach.settings import Theme as Choice
from coach.ui.theme import Role, Theme
from coach.ui.theme.colors import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Colors, contrast
from coach.ui.theme.theme import FAMILY

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

TEXT_PAIRS = [
    ("text", "ground"),
    ("text", "surface"),
    ("text", "sunk"),
    ("text", "accent_soft"),
    ("text", "caution_soft"),
    ("muted", "ground"),
    ("muted", "surface"),
    ("muted", "sunk"),
    ("accent", "ground"),
    ("accent", "surface"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("caution", "caution_soft"),
    ("bad", "surface"),
    ("bad", "ground"),
]


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "behind"), TEXT_PAIRS)
def test_every_text_colour_meets_aa(colors: Colors, text: str, behind: str) -> None:
    """Text keeps a contrast of 4.5:1 to whatever it is set on (WCAG 1.4.3)."""
    assert contrast(getattr(colors, text), getattr(colors, behind)) >= 4.5


@pytest.mark.parametrize("colors", [CONTRAST_LIGHT, CONTRAST_DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "behind"), TEXT_PAIRS)
def test_high_contrast_meets_aaa(colors: Colors, text: str, behind: str) -> None:
    """In high contrast text keeps 7:1 to whatever it is set on (WCAG 1.4.6)."""
    assert contrast(getattr(colors, text), getattr(colors, behind)) >= 7


@pytest.mark.parametrize("colors", [CONTRAST_LIGHT, CONTRAST_DARK], ids=["light", "dark"])
def test_in_high_contrast_every_line_can_be_seen(colors: Colors) -> None:
    """What only decorates elsewhere keeps 3:1 to the ground, and to what is filled in it: bars among it."""
    assert contrast(colors.line, colors.ground) >= 3
    assert contrast(colors.line, colors.accent) >= 3
    assert contrast(colors.edge, colors.ground) >= 7


@pytest.mark.parametrize("colors", [LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK])
@pytest.mark.parametrize("behind", ["ground", "surface"])
def test_the_edges_of_controls_can_be_seen(colors: Colors, behind: str) -> None:
    """What bounds a control keeps 3:1 to what is around it (WCAG 1.4.11)."""
    assert contrast(colors.edge, getattr(colors, behind)) >= 3


def test_contrast_is_that_of_the_definition() -> None:
    """Black on white is 21:1, and the order does not matter."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)


def test_the_typeface_comes_with_coach(theme: Theme) -> None:
    """Text is set in Coach's own typeface, whatever the computer has."""
    assert QFontInfo(theme.font(Role.BODY)).family() == FAMILY


def test_text_doubles_at_200_per_cent(theme: Theme) -> None:
    """The text size setting scales every role of the type scale."""
    before = theme.font(Role.CUE).pixelSize()
    theme.set_appearance(Appearance(text_scale=200))
    assert theme.font(Role.CUE).pixelSize() == 2 * before


def test_a_chosen_theme_is_shown_at_once(qapp: QApplication, theme: Theme) -> None:
    """Choosing dark changes colours and palette and tells every widget."""
    told: list[bool] = []
    theme.changed.connect(lambda: told.append(theme.colors.is_dark))
    theme.set_appearance(Appearance(theme=Choice.DARK))
    assert told == [True]
    assert qapp.palette().window().color().name() == DARK.ground


def test_the_systems_scheme_is_followed_live(
    qapp: QApplication, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the desktop turns dark while Coach is open, so does Coach; a choice of one's own holds.

    The private X server has no desktop that could turn dark: what it says is made up, the rest is real.
    """
    told = qapp.styleHints().colorSchemeChanged
    monkeypatch.setattr("coach.ui.theme.theme._system_is_dark", lambda: True)
    told.emit(Qt.ColorScheme.Dark)
    assert theme.colors is DARK
    theme.set_appearance(Appearance(theme=Choice.LIGHT))
    told.emit(Qt.ColorScheme.Dark)
    assert theme.colors is LIGHT
    theme.set_appearance(Appearance())
    assert theme.colors is DARK


@pytest.mark.parametrize(
    ("chosen", "night"), [(Choice.LIGHT, DARK), (Choice.DARK, DARK), (Choice.CONTRAST_LIGHT, CONTRAST_DARK)]
)
def test_at_night_it_is_dark_whatever_the_person_chose(theme: Theme, chosen: Choice, night: Colors) -> None:
    """The colours turn dark and back again; high contrast stays high. Who has chosen dark sees no change."""
    theme.set_appearance(Appearance(theme=chosen))
    before = theme.colors
    changed: list[Colors] = []
    theme.changed.connect(lambda: changed.append(theme.colors))
    for is_night in (True, True, False, False):
        theme.set_night(is_night)
    assert changed == ([] if before is night else [night, before])


def test_the_same_choice_changes_nothing(theme: Theme) -> None:
    """Setting what is already set does not restyle the window."""
    told: list[None] = []
    theme.changed.connect(lambda: told.append(None))
    theme.set_appearance(Appearance())
    assert told == []
