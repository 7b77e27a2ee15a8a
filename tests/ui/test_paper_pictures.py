"""A recorded figure played onto paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QBitmap, QImage, QPainter, QRegion

from coach.figure.order import Manner, Order
from coach.handout.sheet import Part
from coach.handout.sheet import sheet as sheet_of
from coach.routine.folders import Folder
from coach.routine.library import Library
from coach.routine.plan import Sides
from coach.safety.adapt import Adapted
from coach.ui.paper_pictures import SIDE, Pictures, keys, on_paper, recording
from tests.routine import texts

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QRect

    from coach.handout.rows import Row
    from coach.handout.sheet import Sheet

pytestmark = pytest.mark.usefixtures("qapp")

FRAME = recording(lambda painter: painter.fillRect(QRectF(0, 0, SIDE, SIDE), "black"))


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    """One exercise for paper."""
    (tmp_path / "wave.yaml").write_text(texts.exercise("wave"), encoding="utf-8")
    library = Library.read([Folder(tmp_path)])
    return sheet_of(library, "wave", Sides(), Adapted(library.exercises["wave"]))


def drawn(pictures: Pictures, row: Row, dots_per_metre: int) -> tuple[bool, QRect]:
    """Whether something is drawn into a rectangle of 60 by 40 dots, and where."""
    page = QImage(100, 100, QImage.Format.Format_ARGB32_Premultiplied)
    page.setDotsPerMeterX(dots_per_metre)
    page.setDotsPerMeterY(dots_per_metre)
    page.fill(0)
    painter = QPainter(page)
    told = pictures.draw(painter, QRectF(10, 10, 60, 40), row)
    painter.end()
    return told, QRegion(QBitmap.fromImage(page.createAlphaMask())).boundingRect()


@pytest.mark.parametrize("dots_per_metre", [3780, 2835, 23622])
def test_a_figure_fits_its_place_on_every_device(sheet: Sheet, dots_per_metre: int) -> None:
    """However many dots to the inch: as large as fits, in the middle of its place."""
    (row,) = sheet.rows
    told, place = drawn(Pictures({("wave", False): FRAME}), row, dots_per_metre)
    assert told
    assert place.getRect() == (20, 10, 40, 40)


@pytest.mark.parametrize("recorded", [{}, {("wave", False): b""}, {("wave", True): FRAME}])
def test_without_a_recording_words_have_to_do(sheet: Sheet, recorded: dict[tuple[str, bool], bytes]) -> None:
    """Nothing is drawn for an item that has none, and whoever asks is told."""
    (row,) = sheet.rows
    assert drawn(Pictures(recorded), row, 3780) == (False, QRegion().boundingRect())


def test_each_picture_is_wanted_once(sheet: Sheet) -> None:
    """An exercise that comes again is drawn once; its other side is another picture."""
    (row,) = sheet.rows
    again = replace(sheet, parts=(Part((row, replace(row, mirrored=True), row)),))
    assert keys([sheet, again]) == (("wave", False), ("wave", True))


def test_an_order_for_paper_is_on_white_and_of_the_right_side() -> None:
    """Whatever the window looks like, paper is light; a right limb is a mirrored left one."""
    order = on_paper(Order("{}", dark=True, tone=4), is_left=False, lines=True)
    assert (order.manner, order.dark, order.mirrored, order.style, order.tone) == (
        Manner.PAPER,
        False,
        True,
        "line",
        4,
    )
