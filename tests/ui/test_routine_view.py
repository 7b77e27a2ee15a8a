from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from coach.drivers.settings_driver import SettingsDriver
from coach.routine.plan import Sides
from coach.safety.stop import STOP_RULE
from coach.settings import Settings
from coach.ui.figures import Figures
from coach.ui.routine_page import RoutinePage, Row, page
from coach.ui.routine_view import RoutineView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coach.routine.library import Library
    from coach.ui.theme import Theme

    Show = Callable[[RoutinePage], RoutineView]

ROW = Row(
    1, "wave", "Wave", "hold 5 s", "each side", 15, ("hand",), "", "", ("Wave your hand.",), "", "", "", ""
)
PAGE = RoutinePage(
    "session", "A <b>session</b>", "After writing.", "", 75, False, "", "", (ROW,), (), (), (), "", 1
)
FULL = RoutinePage(
    "session",
    "A session",
    "After writing.",
    "Your hand is hot.",
    75,
    True,
    "may help",
    "One study.",
    (
        ROW,
        Row(
            2,
            "curl",
            "Curl",
            "20 s",
            "",
            20,
            ("toes",),
            "Mind the step.",
            "Sit down.",
            (),
            "Go slowly.",
            "It hurts.",
            "Once a day.",
            "Coach's own choice",
        ),
    ),
    ("Pregnant", "A sore thumb"),
    ("a ball",),
    ("A study (2020)",),
    "Coach",
    3,
    not_for=("A hot joint",),
)


class Stills(Figures):
    """Figures whose stills are made when a test says so."""

    def __init__(self, theme: Theme, settings: SettingsDriver) -> None:
        super().__init__(theme, settings)
        self.made: dict[str, QPixmap] = {}

    def still(self, exercise: str) -> QPixmap | None:
        """What the test has made."""
        return self.made.get(exercise)

    def make(self, exercise: str) -> None:
        """A red still, and the news of it."""
        self.made[exercise] = QPixmap(240, 240)
        self.made[exercise].fill(QColor("red"))
        self.still_made.emit(exercise)


@pytest.fixture
def figures(theme: Theme, tmp_path: Path) -> Stills:
    """No still is there yet."""
    return Stills(theme, SettingsDriver(tmp_path / "settings.toml", Settings()))


@pytest.fixture
def show_page(qtbot: QtBot, theme: Theme, figures: Stills) -> Show:
    """Show the page of a routine."""

    def show(made: RoutinePage) -> RoutineView:
        view = RoutineView(theme, made, figures)
        qtbot.addWidget(view)
        view.resize(960, 800)
        with qtbot.waitActive(view):
            view.show()
        return view

    return show


def _texts(view: RoutineView) -> list[str]:
    return [label.text() for label in view.findChildren(QLabel) if label.text()]


def test_a_page_says_all_there_is_to_know(show_page: Show) -> None:
    """Purpose, what to take care of, each step with its dose and cautions, the sources and the author."""
    texts = _texts(show_page(FULL))
    assert texts == [
        "A session",
        "After writing.",
        "2 steps · You need: a ball",
        "Evidence: may help. One study.",
        "Not now if",
        "Your hand is hot.",
        "If any of this applies, tell Coach: it leaves out what is not for you",
        "A hot joint.",
        "If any of this applies, ask your therapist or doctor first",
        "Pregnant. A sore thumb.",
        "Stop at once",
        STOP_RULE,
        "What you will do",
        "1. Wave",
        "hold 5 s · each side",
        "Wave your hand.",
        "0:15",
        "2. Curl",
        "20 s",
        "Mind the step.",
        "Sit down.",
        "Take care: Go slowly.",
        "Stop if: It hurts.",
        "Usual amount: Once a day.",
        "Where the numbers come from: Coach's own choice",
        "0:20",
        "Where this comes from",
        "A study (2020)",
        "Written by Coach, revision 3",
    ]


def test_a_plain_page_has_no_empty_headings(show_page: Show) -> None:
    """Where a file says little, only the stop rule is added; no heading stands over nothing."""
    texts = _texts(show_page(PAGE))
    assert "1 step" in texts
    assert not {"Not now if", "Where this comes from"} & set(texts)
    assert not any(line.startswith(("Evidence", "If any", "Take care", "Usual")) for line in texts)
    assert STOP_RULE in texts


def test_the_start_button_says_how_long(show_page: Show) -> None:
    """The length stands on the button; "about" where a step waits for the person."""
    assert show_page(PAGE).start.text() == "Start · 1 min 15 s"
    assert show_page(FULL).start.text() == "Start · about 1 min 15 s"


def test_enter_starts_and_alt_left_goes_back(show_page: Show, qtbot: QtBot) -> None:
    """With the keyboard on Start, Enter begins; Alt+← goes back to the library."""
    view = show_page(PAGE)
    started: list[str] = []
    view.start_wanted.connect(started.append)
    view.start.setFocus()
    QTest.keyClick(view.start, Qt.Key.Key_Return)
    assert started == ["session"]
    with qtbot.waitSignal(view.back_wanted):  # Qt shows a button going down before it is clicked by its key
        QTest.keyClick(view.start, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)


def test_help_is_one_press_away(show_page: Show) -> None:
    """When to get help stands beside the stop rule."""
    view = show_page(PAGE)
    wanted: list[None] = []
    view.get_help_wanted.connect(lambda: wanted.append(None))
    next(each for each in view.findChildren(QPushButton) if each.text() == "When to get help").click()
    assert len(wanted) == 1


def test_a_length_is_read_aloud_as_a_length(show_page: Show) -> None:
    """A screen reader says "15 s", not "zero colon fifteen"."""
    view = show_page(PAGE)
    (time,) = [label for label in view.findChildren(QLabel) if label.text() == "0:15"]
    assert time.accessibleName() == "15 s"


def test_a_still_takes_the_drawings_place_when_it_is_made(show_page: Show, figures: Stills) -> None:
    """A plain drawing stands until the figure's still arrives, at each step of that exercise and no other."""
    view = show_page(FULL)
    wave, curl = (view._pictures[name][0] for name in ("wave", "curl"))
    assert not wave.pixmap().isNull()
    before = curl.pixmap().toImage()
    figures.make("wave")
    assert wave.pixmap().toImage().pixelColor(20, 20) == QColor("red")
    assert curl.pixmap().toImage() == before


def test_a_still_at_hand_is_shown_at_once(show_page: Show, figures: Stills) -> None:
    """What was made before needs no second asking."""
    figures.make("wave")
    view = show_page(PAGE)
    assert view._pictures["wave"][0].pixmap().toImage().pixelColor(20, 20) == QColor("red")


def test_news_of_a_still_after_the_page_is_gone_is_no_trouble(show_page: Show, figures: Stills) -> None:
    """A still that arrives for an exercise of no page on show changes nothing."""
    view = show_page(PAGE)
    before = view._pictures["wave"][0].pixmap().toImage()
    figures.make("another")
    assert view._pictures["wave"][0].pixmap().toImage() == before


def test_words_of_a_file_are_never_read_as_markup(show_page: Show) -> None:
    """What looks like markup in a routine file is shown as it is written."""
    view = show_page(PAGE)
    formats = {label.textFormat() for label in view.findChildren(QLabel) if label.text()}
    assert formats == {Qt.TextFormat.PlainText}


def test_every_routine_that_comes_with_coach_has_its_page(show_page: Show, bundled: Library) -> None:
    """Each bundled routine shows all its steps, numbered as in the plan."""
    for identity in bundled.routines:
        made = page(bundled, identity, Sides())
        texts = _texts(show_page(made))
        assert all(f"{row.number}. {row.title}" in texts for row in made.rows)
