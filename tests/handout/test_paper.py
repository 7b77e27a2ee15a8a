from __future__ import annotations

import re
from io import BytesIO
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from coach.errors import CoachError
from coach.handout import code
from coach.handout.blocks import Aside, Gap, Style, Words
from coach.handout.grid import Grid
from coach.handout.layout import LARGE, blocks, paginate
from coach.handout.often import MOST_OF_ONE, Tick
from coach.handout.paper import FOOT, MARGIN, SHORT, Choice, Paper
from coach.handout.sheet import programme_sheet, sheet
from coach.handout.words import words
from coach.routine.plan import Sides
from tests.routine import texts

if TYPE_CHECKING:
    from pathlib import Path

    from coach.handout.rows import Row
    from coach.handout.sheet import Sheet
    from coach.safety.shelf import Shelf
    from tests.handout.conftest import Shelve

pytestmark = pytest.mark.usefixtures("qapp")


def no_picture(_painter: QPainter, _at: QRectF, _row: Row) -> bool:
    """Words have to do."""
    return False


def made(shelf: Shelf, identity: str, times_a_day: int = 1) -> Sheet:
    """One routine's sheet, for a right-handed person."""
    return sheet(shelf.library, identity, Sides(), shelf.adapt(identity), times_a_day)


def pages(path: Path) -> list[str]:
    """The text of each page of a PDF, with single blanks."""
    read_back = PdfReader(BytesIO(path.read_bytes())).pages
    return [re.sub(r"\s+", " ", page.extract_text()).strip() for page in read_back]


def read(path: Path) -> str:
    """All text of a PDF."""
    return " ".join(pages(path))


def test_the_numbers_on_paper_are_those_of_the_plan(bundled: Shelf, tmp_path: Path) -> None:
    """Read back from the PDF, every item stands with its own amount, sides and length, in order."""
    for identity in bundled.library.routines:
        one = made(bundled, identity)
        path = tmp_path / f"{identity}.pdf"
        Paper([one], Choice(), no_picture).write(path)
        text = read(path)
        at = 0
        for row in one.rows:
            dose = " · ".join(filter(None, (row.amount, row.sides, row.rests, f"takes {row.lasts}")))
            line = f"{row.number}. {row.title} {dose} {row.often}".strip()
            found = text.find(re.sub(r"\s+", " ", line), at)
            assert found >= 0, (identity, line)
            at = found
        assert one.lasts in text
        assert all(tick.note in text for tick in one.ticks)


HAND = """
coach: 1
type: programme
id: hand
title: Hand
starts: 2026-11-25
for: 4 weeks
items:
  - {exercise: wave, for: 45 s, per_day: 3, at_least_apart: 2 h, between: "08:00-21:00",
     days: "mon, wed, fri"}
  - {routine: later, per_day: 4, note: Slowly.}
  - {exercise: curl, sets: 2, reps: 8, hold: 5 s, rest: 4 s, rest_between_sets: 1 min, per_week: 2-3,
     progress_when: {pain: "<=2", effort: "<5", sessions: 6, for: 10 days}, then: later, needs_approval: true}
"""


@pytest.mark.parametrize("is_large", [False, True])
def test_a_programmes_numbers_on_paper_are_those_of_the_plan(
    shelve: Shelve, tmp_path: Path, *, is_large: bool
) -> None:
    """Each item's head, days, times, rule for beginning and amounts, the first day and its week, in order."""
    later = texts.routine("\n    - {exercise: curl, for: 60 s}\n", "later")
    shelf = shelve(texts.exercise("wave"), texts.exercise("curl"), later, HAND)
    (regimen,) = shelf.index.regimens
    path = tmp_path / "out.pdf"
    Paper([programme_sheet(shelf.library, regimen, Sides())], Choice(large=is_large), no_picture).write(path)
    text, at = read(path), 0
    curl, wave = (shelf.library.exercises[each].title for each in ("curl", "wave"))
    for line in (
        "Revision 1 · starts on 25 Nov 2026 · for 4 weeks",
        f"1. {wave} Mon, Wed, Fri · 3 times a day · at least 2 h apart · 08:00–21:00",
        f"2. {curl} 2–3 days a week · 08:00–21:00 2 sets of 8 × hold 5 s · each side · rest 4 s",
        "rest 1 min between sets",
        f"3. {curl} (not yet) Not yet: only after {curl}, when pain is 2 or less out of 10 and",
        "effort is under 5 out of 10 in the last 6 sessions and for 10 days, and once your therapist has",
        "agreed From then on, in its place: Every day · 4 times a day · 08:00–21:00. Slowly",
        f"Mon Tue Wed Thu Fri Sat Sun Week of: 23 Nov 2026 {wave} {curl} 2–3 days a week",
        *4 * (f"Mon Tue Wed Thu Fri Sat Sun Week of: {wave} {curl} 2–3 days a week",),
    ):
        found = text.find(line, at)
        assert found >= 0, line
        at = found + len(line)
    assert text.count(f"{curl} 2–3 days") == 1 + 5


def test_safety_is_always_printed(bundled: Shelf, tmp_path: Path) -> None:
    """When to stop, each item's own stop rule and care, and all red flags are always on paper."""
    one = made(bundled, "writer-break-5")
    path = tmp_path / "out.pdf"
    Paper([one], Choice("Letter", large=True), no_picture).write(path)
    text = read(path)
    said = words("en")
    wanted = [
        said.stop_rule,
        one.not_when,
        *(row.stop_if for row in one.rows),
        *(row.care for row in one.rows),
    ]
    wanted += [line for _, lines in said.help_lists for line in lines]
    assert [line for line in wanted if line not in text] == []


def test_the_typeface_comes_along(bundled: Shelf, tmp_path: Path) -> None:
    """Every font in the PDF is embedded, so that it looks the same anywhere."""
    path = tmp_path / "out.pdf"
    Paper([made(bundled, "writer-break-5")], Choice(), no_picture).write(path)
    fonts = [
        font.get_object()["/DescendantFonts"][0]["/FontDescriptor"]
        for page in PdfReader(path).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]  # as pypdf types it
    ]
    assert fonts
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


@pytest.mark.parametrize(("format_", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_the_paper_has_its_size(bundled: Shelf, tmp_path: Path, format_: str, size: tuple[int, int]) -> None:
    """A4 and Letter come out in their own measures."""
    path = tmp_path / "out.pdf"
    Paper([made(bundled, "writer-break-5")], Choice(format_), no_picture).write(path)  # type: ignore[arg-type]
    box = PdfReader(path).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_large_print_takes_more_pages(bundled: Shelf) -> None:
    """Large print makes room for itself."""
    one = made(bundled, "writer-break-5")
    assert Paper([one], Choice(large=True), no_picture).pages > Paper([one], Choice(), no_picture).pages


def test_a_last_page_of_a_few_lines_is_spared(bundled: Shelf) -> None:
    """Smaller pictures and less room for notes make one page less; the type stays as large."""
    one, said = made(bundled, "plantar-morning"), words("en")
    paper = Paper([one], Choice(large=True), no_picture)
    room = (paper.size.width() - 2 * MARGIN, paper.size.height() - 2 * MARGIN - FOOT)
    loose = paginate(list(blocks(one, said, no_picture, LARGE)), *room)
    top, last = loose[-1][-1]
    assert top + last.height(room[0]) < SHORT * room[1]
    assert paper.pages == len(loose) - 1
    assert (LARGE.tight.body, LARGE.tight.small) == (LARGE.body, LARGE.small)


def test_several_routines_go_into_one_file(bundled: Shelf, tmp_path: Path) -> None:
    """Each routine begins on a page of its own; pages are counted through."""
    path = tmp_path / "out.pdf"
    sheets = [made(bundled, "writer-micro-60"), made(bundled, "writer-break-5")]
    paper = Paper(sheets, Choice(), no_picture)
    paper.write(path)
    begins = [
        number for number, page in enumerate(pages(path)) for one in sheets if page.startswith(one.title)
    ]
    assert begins == [0, Paper(sheets[:1], Choice(), no_picture).pages]
    assert f"Page {paper.pages} of {paper.pages}" in read(path)


def test_each_item_has_its_picture_beside_it(bundled: Shelf, tmp_path: Path) -> None:
    """All items ask for theirs, in order, in a place on the page."""
    asked: list[tuple[Row, QRectF]]
    one, asked = made(bundled, "writer-break-5"), []

    def draw(_painter: QPainter, at: QRectF, row: Row) -> bool:
        asked.append((row, at))
        return True

    Paper([one], Choice(), draw).write(tmp_path / "out.pdf")
    assert [row for row, _ in asked] == list(one.rows)
    assert all(at.width() >= 90 <= at.height() for _, at in asked)


def test_a_place_that_cannot_be_written_is_told(bundled: Shelf, tmp_path: Path) -> None:
    """The sentence names the file, and nothing is left behind."""
    path = tmp_path / "nowhere" / "out.pdf"
    with pytest.raises(CoachError, match=r"nowhere.*cannot be written"):
        Paper([made(bundled, "writer-micro-60")], Choice(), no_picture).write(path)


def test_a_link_becomes_a_code(bundled: Shelf, tmp_path: Path) -> None:
    """The code's caption stands on the first page only, and the link itself for those who cannot scan."""
    path = tmp_path / "out.pdf"
    Paper([made(bundled, "writer-break-5")], Choice(link="https://example.org/r"), no_picture).write(path)
    assert "https://example.org/r" in pages(path)[0]
    assert ["On the screen" in page for page in pages(path)] == [True, False, False]


@pytest.mark.parametrize("link", ["example.org", "https://" + 300 * "x"])
def test_what_makes_no_code_is_refused(link: str) -> None:
    """A text that is no link, or too long for a telephone to read, is told in a sentence."""
    with pytest.raises(CoachError, match="link"):
        code.check(link)


def test_there_are_as_many_weeks_to_tick_as_asked_for(bundled: Shelf, tmp_path: Path) -> None:
    """A line for each week, four under one row of days."""
    path = tmp_path / "out.pdf"
    Paper([made(bundled, "writer-micro-60").with_weeks(6)], Choice(), no_picture).write(path)
    days = "Mon Tue Wed Thu Fri Sat Sun"
    assert f"{days}{4 * ' Week of:'} {days}{2 * ' Week of:'} How" in read(path)


def test_each_item_of_a_programme_has_its_line_in_each_week(bundled: Shelf, tmp_path: Path) -> None:
    """Where there are several things to tick, each week says which."""
    regimen = next(one for one in bundled.index.regimens if one.id == "desk-day-programme")
    one = programme_sheet(bundled.library, regimen, Sides())
    path = tmp_path / "out.pdf"
    Paper([one], Choice(), no_picture).write(path)
    week = " ".join(f"{tick.label} {tick.note}".strip() for tick in one.ticks)
    assert read(path).count(week) == one.weeks == 2


@given(
    often=st.integers(1, MOST_OF_ONE),
    size=st.integers(8, 16),
    width=st.floats(400, 540),
    days=st.sets(st.integers(0, 6)),
)
def test_every_box_lies_in_its_day(often: int, size: int, width: float, days: set[int]) -> None:
    """However often and however large: all boxes of an item's days are drawn, apart, none leaves the grid."""
    drawn: list[QRectF] = []

    class Recorder(QPainter):
        def drawRect(self, *at: QRectF) -> None:  # type: ignore[override]  # only this form is used
            drawn.extend(at)

    grid = Grid(words("en").days, [Tick("Wave", often, tuple(days))], size)
    page = QImage(600, 400, QImage.Format.Format_ARGB32)
    painter = Recorder(page)
    whole = QRectF(0, 0, width, grid.height(width))
    grid.draw(painter, whole)
    painter.end()
    assert len(drawn) == len(days) * often
    assert all(whole.contains(box) for box in drawn)
    first, day = min(15.0 * size, 0.36 * width), (width - min(15.0 * size, 0.36 * width)) / 7
    assert {int((box.center().x() - first) // day) for box in drawn} == days
    assert not any(one.intersects(other) for one, other in combinations(drawn, 2))


def test_what_stands_aside_is_kept_clear_of() -> None:
    """A title wraps before the code of the link at its right, and what follows begins below both."""
    places: dict[str, QRectF] = {}

    class Part:
        keeps, side = False, 74.0

        def __init__(self, name: str) -> None:
            self.name = name

        def height(self, width: float) -> float:
            return 12000 / width

        def draw(self, _painter: QPainter, at: QRectF) -> None:
            places[self.name] = at

    aside = Aside(Part("title"), Part("code"))
    aside.draw(QPainter(), QRectF(0, 0, 200, aside.height(200)))
    assert places["title"].right() < places["code"].left()
    assert aside.height(200) == max(74.0, 12000 / places["title"].width())


def test_texts_of_the_author_are_no_markup(shelve: Shelve, tmp_path: Path) -> None:
    """Less-than signs and ampersands come out as they were written."""
    shelf = shelve(texts.exercise("wave", steps='[{do: "Bend < 90 & hold <b>."}]'))
    path = tmp_path / "out.pdf"
    Paper([made(shelf, "wave")], Choice(), no_picture).write(path)
    assert "Bend < 90 & hold <b>." in read(path)


def test_a_heading_stays_with_what_follows() -> None:
    """What keeps with the next goes to the next page with it; a gap at the top of a page is left out."""
    line = Words("x", Style(10))
    high = line.height(100)
    heading = Words("heading", Style(10), keeps=True)
    gap = Gap(high)
    laid = paginate([line, heading, line, gap, line], 100, 2.5 * high)
    assert [[part for _, part in page] for page in laid] == [[line], [heading, line], [line]]


def test_a_programmes_days_are_on_paper(bundled: Shelf, tmp_path: Path) -> None:
    """Each item of a programme stands with when it is done."""
    regimen = next(one for one in bundled.index.regimens if one.id == "desk-day-programme")
    one = programme_sheet(bundled.library, regimen, Sides())
    path = tmp_path / "out.pdf"
    Paper([one], Choice(), no_picture).write(path)
    text = read(path)
    assert [part.when for part in one.parts if part.when not in text] == []
