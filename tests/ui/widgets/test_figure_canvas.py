"""The figure's widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from coach.figure.order import Order
from coach.ui.painter import FORMAT, LARGEST
from coach.ui.widgets.figure_canvas import FigureCanvas
from tests.ui.paper import PaperPainter

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

MOTION = "{}"


@pytest.fixture
def painter(qapp: QApplication) -> PaperPainter:
    """Answers when the test says so."""
    del qapp
    made = PaperPainter()
    made.is_held = True
    return made


@pytest.fixture
def canvas(qtbot: QtBot, painter: PaperPainter) -> FigureCanvas:
    """A canvas that is shown."""
    widget = FigureCanvas(painter)
    qtbot.addWidget(widget)
    widget.resize(120, 100)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def test_a_picture_is_asked_for_at_the_size_of_the_widget(
    canvas: FigureCanvas, painter: PaperPainter, qtbot: QtBot
) -> None:
    """What comes back is on the canvas, and the canvas says so."""
    canvas.show_picture(Order(MOTION))
    assert canvas.is_drawing
    with qtbot.waitSignal(canvas.drawn):
        painter.answer()
    assert canvas.has_picture()
    assert not canvas.is_drawing
    assert [(order.width, order.height) for order in painter.orders] == [(120, 100)]
    assert canvas.grab().toImage().pixelColor(60, 50).name() == "#ff0000"


def test_requests_are_dropped_rather_than_queued(canvas: FigureCanvas, painter: PaperPainter) -> None:
    """Of many requests that come while one waits, only the newest is painted."""
    for elapsed in (1.0, 2.0, 3.0):
        canvas.show_picture(Order(MOTION, elapsed=elapsed))
    painter.answer()
    assert [order.elapsed for order in painter.orders] == [3.0]


def test_nothing_is_asked_for_while_hidden(canvas: FigureCanvas, painter: PaperPainter) -> None:
    """A hidden canvas keeps the newest request and asks for it when it shows again."""
    canvas.hide()
    canvas.show_picture(Order(MOTION, elapsed=1.0))
    assert not canvas.is_drawing
    canvas.show()
    painter.answer()
    assert [order.elapsed for order in painter.orders] == [1.0]


def test_another_size_asks_again(canvas: FigureCanvas, painter: PaperPainter, qtbot: QtBot) -> None:
    """After a change of size the newest request is painted anew, as sharp as before."""
    canvas.show_picture(Order(MOTION))
    painter.answer()
    canvas.resize(200, 150)
    qtbot.waitUntil(lambda: canvas.is_drawing)
    painter.answer()
    assert (painter.orders[-1].width, painter.orders[-1].height) == (200, 150)


def test_what_was_asked_for_before_is_forgotten(
    canvas: FigureCanvas, painter: PaperPainter, qtbot: QtBot
) -> None:
    """Neither a late picture nor a late failure of what was shown before reaches what is shown now."""
    painter.trouble = "The figure's files are damaged."
    canvas.show_picture(Order(MOTION))
    canvas.forget()
    with qtbot.assertNotEmitted(canvas.failed):
        painter.answer()
    assert painter.orders == []


def test_a_picture_of_something_else_is_not_left_standing(
    canvas: FigureCanvas, painter: PaperPainter, qtbot: QtBot
) -> None:
    """Where no new picture comes soon, no figure is better than a wrong one; a new one stays."""
    canvas.show_picture(Order(MOTION))
    painter.answer()
    canvas.forget()
    assert canvas.has_picture()
    qtbot.waitUntil(lambda: not canvas.has_picture())
    canvas.forget()
    canvas.show_picture(Order(MOTION))
    painter.answer()
    assert not canvas._stale.isActive()
    assert canvas.has_picture()


def test_a_figure_that_cannot_be_drawn_says_so(
    canvas: FigureCanvas, painter: PaperPainter, qtbot: QtBot
) -> None:
    """What is missing becomes one sentence for the window; the canvas lives on."""
    painter.trouble = "The moving figure needs numpy, which is not there."
    canvas.show_picture(Order(MOTION))
    with qtbot.waitSignal(canvas.failed) as told:
        painter.answer()
    assert told.args == [painter.trouble]
    painter.trouble = ""
    canvas.show_picture(Order(MOTION))
    with qtbot.waitSignal(canvas.drawn):
        painter.answer()


def test_a_picture_that_would_be_the_same_is_not_sent(canvas: FigureCanvas, painter: PaperPainter) -> None:
    """The painter hears which picture is on show; where it is still the right one, it stays."""
    image = QImage(8, 8, FORMAT)
    image.fill(Qt.GlobalColor.blue)
    painter.painted.emit(canvas._me, image, "fist")
    canvas.show_picture(Order(MOTION))
    assert painter._waiting[canvas._me].shown == "fist"
    painter.forget(canvas._me)
    painter.painted.emit(canvas._me, QImage(), "fist")
    assert canvas.has_picture()
    assert not canvas.is_drawing


def test_a_picture_that_has_given_way_meanwhile_is_asked_for_again(
    canvas: FigureCanvas, painter: PaperPainter
) -> None:
    """When the one on show is another by the time the answer comes, the right one is asked for."""
    canvas.show_picture(Order(MOTION, elapsed=1.0))
    painter.answer()
    painter.painted.emit(canvas._me, QImage(), "fist")
    assert painter._waiting[canvas._me].elapsed == 1.0


def test_the_pictures_of_others_are_left_alone(canvas: FigureCanvas, painter: PaperPainter) -> None:
    """A still, or another canvas's picture or failure, changes nothing."""
    painter.painted.emit(object(), QImage(4, 4, FORMAT), "")
    painter.failed.emit(object(), "No.")
    assert not canvas.has_picture()


def test_a_canvas_may_be_taken_away_while_a_picture_is_painted(painter: PaperPainter, qtbot: QtBot) -> None:
    """Leaving the player in the middle of a picture is no fault: it is finished and forgotten."""
    canvas = FigureCanvas(painter)
    with qtbot.waitExposed(canvas):
        canvas.show()
    canvas.show_picture(Order(MOTION))
    canvas.deleteLater()
    QApplication.sendPostedEvents(canvas, QEvent.Type.DeferredDelete.value)
    painter.answer()
    assert len(painter.orders) == 1


def test_no_picture_is_larger_than_the_painter_can_paint(
    painter: PaperPainter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a huge screen the picture is painted smaller and scaled."""
    canvas = FigureCanvas(painter)
    qtbot.addWidget(canvas)
    monkeypatch.setattr(canvas, "devicePixelRatioF", lambda: 8.0)
    canvas.resize(700, 500)
    with qtbot.waitExposed(canvas):
        canvas.show()
    canvas.show_picture(Order(MOTION))
    painter.answer()
    (order,) = painter.orders
    assert 0.99 * LARGEST < order.width * order.height <= LARGEST
    assert order.width / order.height == pytest.approx(1.4, rel=0.01)


def test_the_canvas_says_what_it_shows(canvas: FigureCanvas) -> None:
    """People who do not see the figure hear its name."""
    canvas.describe("Fingers spread, back of the left hand")
    assert canvas.accessibleName() == "Fingers spread, back of the left hand"
    canvas.describe("")
    assert canvas.accessibleName()
