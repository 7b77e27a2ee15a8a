from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from coach.errors import CoachError
from coach.history.cramp import Cramp
from coach.history.totals import Felt, Work
from coach.routine.plan import Side
from coach.routine.programme import Item, Regimen
from coach.routine.programme_adherence import Count, Week
from coach.ui.charts import history_charts, saving
from coach.ui.charts.canvas import ChartCanvas
from coach.ui.charts.chart import Look, look_of, on_paper, scale_of
from coach.ui.charts.chart_card import ChartCard
from coach.ui.charts.heat_map import HeatMap, year_ends
from coach.ui.theme.colors import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT
from coach.ui.theme.colors import contrast as ratio

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coach.ui.charts.chart import Chart
    from coach.ui.theme import Theme

TODAY = date(2026, 11, 22)
ZONE = timezone(timedelta(hours=1))
NIGHT = datetime(2026, 11, 20, 3, 20, tzinfo=ZONE)
CRAMPS = (
    Cramp(NIGHT, "calf", Side.LEFT, lasted=90.0, let_go=True, done=("Stand on it",)),
    Cramp(NIGHT + timedelta(days=1), "calf", Side.LEFT, lasted=30.0, let_go=True, helped="Stand on it"),
    Cramp(NIGHT + timedelta(hours=9), "hand"),
)


def _felt(days_ago: int, before: int | None, after: int | None) -> Felt:
    return Felt(NIGHT - timedelta(days=days_ago), "session", "The session", before, after)


def _week(monday: date, done: int, planned: int, free: int = 0) -> Week:
    return Week(monday, {"session": Count(done, planned)}, {}, free, 0)


REGIMEN = Regimen("weeks", "Six weeks", 1, (Item("session", "The session", 60.0),))


def every_chart() -> list[Chart]:
    """One of each kind, with something in it."""
    felt = [_felt(0, 5, 3), _felt(8, 6, None)]
    monday = date(2026, 11, 16)
    weeks = [_week(monday - timedelta(days=7), 3, 7, 2), _week(monday, 5, 5)]
    return [
        HeatMap({TODAY: 12.0, TODAY - timedelta(days=3): 40.0}, [TODAY], [TODAY - timedelta(days=1)]),
        history_charts.doses(REGIMEN, weeks),
        history_charts.sides([Work("a", "left", 600.0), Work("a", "right", 60.0)]),
        history_charts.areas([Work("a", "left", 600.0)], []),
        history_charts.pain(felt, TODAY - timedelta(days=90), TODAY),
        history_charts.hours(CRAMPS),
        history_charts.places(CRAMPS),
        history_charts.helps(CRAMPS),
    ]


def painted(chart: Chart, look: Look, width: int = 700) -> QImage:
    """The picture of a chart."""
    image = QImage(width, round(chart.height(width, look)) + 1, QImage.Format.Format_RGB32)
    image.fill(look.color("surface"))
    painter = QPainter(image)
    chart.draw(painter, QRectF(0, 0, image.width(), image.height()), look)
    painter.end()
    return image


pytestmark = pytest.mark.usefixtures("qapp")


def test_the_calendar_has_a_row_for_each_day_with_something_in_it() -> None:
    """A day of rest or pause is told as kept, a day without anything is no row at all."""
    chart = every_chart()[0]
    assert chart.rows == (
        ("Thursday 19 November 2026", "40", ""),
        ("Saturday 21 November 2026", "0", "rest or pause, kept"),
        ("Sunday 22 November 2026", "12", ""),
    )
    assert chart.summary == "52 min on 2 days of the last year."


def test_a_long_time_has_a_strip_for_each_year() -> None:
    """Up to a year is one strip; ten years are one for each, the latest first."""
    assert year_ends(date(2026, 1, 1), TODAY) == (TODAY,)
    assert year_ends(date(2024, 5, 1), TODAY) == (TODAY, date(2025, 12, 31), date(2024, 12, 31))


class Reader(QPainter):
    """Keeps the words that are painted."""

    def __init__(self, image: QImage) -> None:
        super().__init__(image)
        self.words: list[str] = []

    def drawText(self, *told: object) -> None:  # type: ignore[override]  # any of its forms
        """Instead of painting."""
        self.words.append(str(told[-1]))


@pytest.mark.parametrize("width", [240, 900])
def test_every_strip_has_its_year_however_little_room_there_is(theme: Theme, width: int) -> None:
    """Where not all months fit, the year's own name comes first, and no two names overlap."""
    chart = HeatMap({TODAY: 5.0}, year_ends(date(2024, 5, 1), TODAY))
    look = look_of(theme)
    image = QImage(width, 600, QImage.Format.Format_RGB32)
    painter = Reader(image)
    chart.draw(painter, QRectF(0, 0, width, 600), look)
    painter.end()
    assert {"2026", "2025", "2024"} <= set(painter.words)
    assert (painter.words.count("Feb") == 3) is (width == 900)


def test_a_day_in_two_strips_is_one_row() -> None:
    """Weeks that two years share are told once, oldest first."""
    new_year = date(2025, 12, 31)
    chart = HeatMap({new_year: 7.0, TODAY: 5.0}, year_ends(date(2025, 1, 1), TODAY))
    assert [row[:2] for row in chart.rows] == [
        ("Wednesday 31 December 2025", "7"),
        ("Sunday 22 November 2026", "5"),
    ]


def test_doses_stand_beside_what_was_planned_and_rest_counts_as_kept() -> None:
    """Each week has what was done, what was planned, and its days of rest or pause in kind words."""
    chart = every_chart()[1]
    assert chart.head == ("Week", "Done", "Planned", "Rest")
    assert chart.rows == (
        ("Week of 9 November 2026", "3", "7", "2 days of rest or pause, kept"),
        ("Week of 16 November 2026", "5", "5", ""),
    )
    assert chart.summary == "8 of 12 doses done; 2 days of rest or pause, kept."


def test_where_nothing_was_planned_there_is_a_sentence_and_no_picture(qtbot: QtBot, theme: Theme) -> None:
    """Empty axes tell nobody anything."""
    chart = history_charts.doses(REGIMEN, [_week(date(2026, 11, 16), 0, 0)])
    assert (chart.summary, chart.rows) == ("Nothing was planned.", ())
    card = ChartCard(theme, chart)
    qtbot.addWidget(card)
    assert not card.findChildren(ChartCanvas)


def test_years_of_doses_are_added_up_by_month() -> None:
    """More weeks than have room become months, and nothing is lost in the sums."""
    weeks = [_week(date(2024, 1, 1) + timedelta(days=7 * number), 2, 3) for number in range(100)]
    chart = history_charts.doses(REGIMEN, weeks)
    assert chart.rows[0][0] == "January 2024"
    assert sum(int(row[1]) for row in chart.rows) == 200


def test_a_trend_shows_means_and_says_of_how_many_sessions() -> None:
    """What was not told leaves a gap, and is no zero."""
    chart = every_chart()[4]
    assert chart.rows == (
        ("Week of 9 November 2026", "6", "", "1"),
        ("Week of 16 November 2026", "5", "3", "1"),
    )
    assert chart.summary == "In the middle 5.5 before and 3.0 after, of 10, over 2 sessions."


def test_cramps_are_counted_by_hour_place_and_what_was_done() -> None:
    """The hour that stands out is said; what came together is told as no cause."""
    hours, places, helps = every_chart()[5:]
    assert hours.summary == "Most often between 3:00 and 4:00."
    assert hours.rows[3] == ("3:00 to 4:00", "2")
    assert places.rows == (("Calf, left", "2"), ("Hand or fingers", "1"))
    assert helps.rows == (("Stand on it", "2 ×", "let go after 1:00"),)
    assert "no cause" in helps.summary


@pytest.mark.parametrize("number", range(8))
def test_every_row_has_its_mark_within_the_picture(number: int) -> None:
    """Row and mark belong together, at any width, so the keyboard can go where the table goes."""
    chart, look = every_chart()[number], on_paper()
    for width in (300, 700):
        room = QRectF(0, 0, width, chart.height(width, look))
        marks = chart.marks(room, look)
        assert len(marks) == len(chart.rows)
        assert all(room.adjusted(-1, -1, 1, 1).contains(mark) for mark in marks)


@pytest.mark.parametrize("number", range(8))
@pytest.mark.parametrize("colors", [LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK], ids=["l", "d", "cl", "cd"])
def test_a_chart_can_be_read_without_colour(number: int, colors: object) -> None:
    """In grey, too, something of every chart stands out 3 to 1 against its ground."""
    look = Look(colors, on_paper().font)  # type: ignore[arg-type]  # one of four
    image = painted(every_chart()[number], look).convertToFormat(QImage.Format.Format_Grayscale8)
    ground = image.pixelColor(image.width() - 1, image.height() - 1).name()
    seen = {image.pixelColor(x, y).name() for x in range(0, 700, 2) for y in range(0, image.height(), 2)}
    assert max(ratio(tone, ground) for tone in seen) >= 3


def test_strokes_and_marks_tell_before_from_after() -> None:
    """In grey the two lines differ in more than tone: taking the marks away changes the picture."""
    before = history_charts.pain([_felt(0, 5, None), _felt(8, 5, None)], TODAY - timedelta(days=90), TODAY)
    after = history_charts.pain([_felt(0, None, 5), _felt(8, None, 5)], TODAY - timedelta(days=90), TODAY)
    grey = QImage.Format.Format_Mono
    assert painted(before, on_paper()).convertToFormat(grey) != painted(after, on_paper()).convertToFormat(
        grey
    )


@pytest.mark.parametrize("most", [1, 2, 3, 7, 10, 13, 99, 1000])
def test_an_axis_has_few_round_steps(most: float) -> None:
    """Two to five steps, up to at least the highest number."""
    top, step = scale_of(most)
    assert top >= most
    assert 1 <= top / step <= 5


def test_a_canvas_is_walked_through_by_keyboard(qtbot: QtBot, theme: Theme) -> None:
    """Arrow keys, Home and End go from mark to mark, and each is said in words."""
    canvas = ChartCanvas(theme, every_chart()[1])
    qtbot.addWidget(canvas)
    heard: list[str] = []
    canvas.told.connect(heard.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
        QTest.keyClick(canvas, key)
    assert heard[0] == "Week of 9 November 2026: done 3, planned 7, rest 2 days of rest or pause, kept"
    assert [words[:9] for words in heard] == ["Week of 9", "Week of 1", "Week of 9", "Week of 1"]
    assert canvas.accessibleName().startswith("Six weeks: done of planned. 8 of 12 doses done")


def test_every_chart_is_a_table_too(qtbot: QtBot, theme: Theme) -> None:
    """One press shows a real table with the same rows, for a screen reader to read."""
    card = ChartCard(theme, every_chart()[6])
    qtbot.addWidget(card)
    card.show()
    card.as_table.click()
    assert card.table is not None
    model = card.table.model()
    cells = [
        [model.data(model.index(row, column)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert cells == [["Calf, left", "2"], ["Hand or fingers", "1"]]
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Place"
    card.as_table.click()
    assert card.table.isHidden()


@pytest.mark.parametrize(
    ("name", "begins"), [("a.png", b"\x89PNG"), ("a.svg", b"<?xml"), ("a.csv", b"\xef\xbb\xbfPlace,Cramps")]
)
def test_a_chart_can_be_saved(tmp_path: Path, theme: Theme, name: str, begins: bytes) -> None:
    """As a picture, a drawing or a table, as the end of its name says."""
    saving.save(every_chart()[6], look_of(theme), tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize("name", ["a.gif", "missing/a.png"])
def test_what_cannot_be_saved_is_told(tmp_path: Path, theme: Theme, name: str) -> None:
    """Another form, or a folder that is not there, is a kind sentence."""
    with pytest.raises(CoachError):
        saving.save(every_chart()[6], look_of(theme), tmp_path / name)


def test_a_chart_is_saved_from_its_card(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The card asks where, adds the end that was chosen, and says where the file is."""
    card = ChartCard(theme, every_chart()[6])
    qtbot.addWidget(card)
    ask: Callable[..., tuple[str, str]] = lambda *_: (str(tmp_path / "cramps"), "Table (*.csv)")  # noqa: E731
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", ask)
    card.save.click()
    assert card.told.text() == f"Saved as {tmp_path / 'cramps.csv'}"
    assert (tmp_path / "cramps.csv").exists()
