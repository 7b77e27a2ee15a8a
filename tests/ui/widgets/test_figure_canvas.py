"""The figure's widget, its painter and its stills."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from coach.errors import CoachError
from coach.figure.picture import Picture, Shape, Strokes, Tone
from coach.ui.widgets import figure_paint
from coach.ui.widgets.figure_canvas import FigureCanvas
from coach.ui.widgets.figure_stills import still

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def _plain(width: int, height: int) -> Picture:
    line = np.array([[0, height / 2, width, height / 2]], np.float32)
    return Picture(width, height, [Strokes(line, 4, (255, 0, 0))])


@pytest.fixture
def canvas(qtbot: QtBot) -> FigureCanvas:
    """A canvas that is shown."""
    widget = FigureCanvas()
    qtbot.addWidget(widget)
    widget.resize(120, 120)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def test_a_frame_is_drawn_on_another_thread(canvas: FigureCanvas, qtbot: QtBot) -> None:
    """Making a picture never holds up the window."""
    seen: list[int] = []

    def draw(width: int, height: int) -> Picture:
        seen.append(threading.get_ident())
        return _plain(width, height)

    with qtbot.waitSignal(canvas.drawn):
        canvas.show_frame(draw)
    assert seen
    assert threading.get_ident() not in seen
    assert canvas.has_picture()


def test_frames_are_dropped_rather_than_queued(canvas: FigureCanvas, qtbot: QtBot) -> None:
    """Of many requests that come while one frame is being drawn, only the newest is drawn."""
    gate = threading.Event()
    drawn: list[str] = []

    def slow(width: int, height: int) -> Picture:
        gate.wait(5)
        drawn.append("slow")
        return _plain(width, height)

    canvas.show_frame(slow)
    for name in ("b", "c", "d"):

        def quick(width: int, height: int, name: str = name) -> Picture:
            drawn.append(name)
            return _plain(width, height)

        canvas.show_frame(quick)
    with qtbot.waitSignals([canvas.drawn, canvas.drawn]):
        gate.set()
    assert drawn == ["slow", "d"]


def test_a_canvas_may_be_taken_away_while_a_frame_is_drawn(qtbot: QtBot) -> None:
    """Leaving the player in the middle of a frame is no fault: the frame is finished and forgotten."""
    begun, leaving = threading.Event(), threading.Event()
    drawn: list[str] = []

    def slow(width: int, height: int) -> Picture:
        begun.set()
        leaving.wait(5)
        drawn.append("slow")
        return _plain(width, height)

    window = QWidget()
    qtbot.addWidget(window)
    canvas = FigureCanvas(window)
    window.show()
    qtbot.waitExposed(window)
    canvas.show_frame(slow)
    assert begun.wait(5)
    canvas.destroyed.connect(leaving.set)
    canvas.deleteLater()
    QApplication.sendPostedEvents(canvas, QEvent.Type.DeferredDelete.value)
    assert drawn == ["slow"]


def test_nothing_is_drawn_while_hidden(canvas: FigureCanvas, qtbot: QtBot) -> None:
    """A hidden canvas keeps the newest request and draws it when it shows again."""
    canvas.hide()
    drawn: list[int] = []

    def draw(width: int, height: int) -> Picture:
        drawn.append(width)
        return _plain(width, height)

    canvas.show_frame(draw)
    assert not drawn
    with qtbot.waitSignal(canvas.drawn):
        canvas.show()
    assert len(drawn) == 1


def test_what_was_asked_for_before_is_forgotten(canvas: FigureCanvas, qtbot: QtBot) -> None:
    """Neither a late picture nor a late failure of what was shown before reaches what is shown now."""
    gate, failed = threading.Event(), list[str]()
    canvas.failed.connect(failed.append)

    def broken(_width: int, _height: int) -> Picture:
        gate.wait(5)
        raise CoachError("The moving figure cannot be drawn: hand.npz is not there.")

    canvas.show_frame(broken)
    canvas.forget()
    gate.set()
    with qtbot.waitSignal(canvas.drawn):
        canvas.show_frame(_plain)
    assert not failed
    assert canvas.has_picture()


def test_a_figure_that_cannot_be_drawn_says_so(canvas: FigureCanvas, qtbot: QtBot) -> None:
    """A missing asset becomes one sentence for the window; the canvas lives on."""

    def broken(_width: int, _height: int) -> Picture:
        raise CoachError("The moving figure cannot be drawn: hand.npz is not there.")

    with qtbot.waitSignal(canvas.failed) as caught:
        canvas.show_frame(broken)
    assert caught.args == ["The moving figure cannot be drawn: hand.npz is not there."]
    with qtbot.waitSignal(canvas.drawn):
        canvas.show_frame(_plain)


def test_the_canvas_says_what_it_shows(canvas: FigureCanvas) -> None:
    """People who do not see the figure hear its name."""
    canvas.describe("Fingers spread, back of the left hand")
    assert canvas.accessibleName() == "Fingers spread, back of the left hand"
    canvas.describe("")
    assert canvas.accessibleName()


def test_every_kind_of_layer_is_painted() -> None:
    """Tone, strokes, dots and shapes all leave their colour where they lie."""
    pixels = np.zeros((2, 2, 4), np.uint8)
    pixels[..., 1] = 255
    pixels[..., 3] = 255
    square = np.array([[60, 10], [90, 10], [90, 40], [60, 40]], np.float32)
    picture = Picture(
        100,
        100,
        [
            Tone(pixels, 10, 10, 30, 30),
            Strokes(np.array([[10, 70, 90, 70]], np.float32), 6, (255, 0, 0)),
            Strokes(np.array([[50, 90, 50, 90]], np.float32), 10, (0, 0, 255)),
            Shape(square, (255, 0, 255), rim=(0, 0, 0), rim_width=2),
        ],
    )
    image = figure_paint.image(picture, 2.0, QColor("white"))
    assert image.pixelColor(50, 50) == QColor(0, 255, 0)
    assert image.pixelColor(100, 140) == QColor(255, 0, 0)
    assert image.pixelColor(100, 180) == QColor(0, 0, 255)
    assert image.pixelColor(150, 50) == QColor(255, 0, 255)
    assert image.pixelColor(4, 4) == QColor("white")


def test_a_still_is_drawn_once_and_then_read(tmp_path: Path) -> None:
    """The second time the same key comes from the disk."""
    drawn: list[int] = []

    def draw() -> QImage:
        drawn.append(1)
        image = QImage(8, 8, QImage.Format.Format_ARGB32)
        image.fill(QColor(10, 20, 30))
        return image

    first = still(("pose", "hook-fist"), draw, tmp_path)
    second = still(("pose", "hook-fist"), draw, tmp_path)
    assert len(drawn) == 1
    assert first.pixelColor(4, 4) == second.pixelColor(4, 4) == QColor(10, 20, 30)


def test_another_key_is_another_still(tmp_path: Path) -> None:
    """What decides the pixels is in the key, so a changed pose never shows an old picture."""
    images = [
        still((tone,), lambda tone=tone: _filled(tone), tmp_path)  # type: ignore[misc]
        for tone in ("red", "blue")
    ]
    assert images[0].pixelColor(1, 1) != images[1].pixelColor(1, 1)


def _filled(colour: str) -> QImage:
    image = QImage(4, 4, QImage.Format.Format_ARGB32)
    image.fill(QColor(colour))
    return image


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    """Without room for the cache the still is simply drawn."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    assert not still(("x",), lambda: _filled("red"), blocked).isNull()


def test_a_damaged_still_is_drawn_again(tmp_path: Path) -> None:
    """Half a file from a crash is replaced."""
    still(("x",), lambda: _filled("red"), tmp_path)
    (kept,) = tmp_path.glob("*.png")
    kept.write_bytes(b"\x89PNG half")
    assert still(("x",), lambda: _filled("blue"), tmp_path).pixelColor(1, 1) == QColor("blue")


def test_a_crossfade_weighs_its_stills() -> None:
    """Half way between black and white there is grey, and nothing shines through."""
    middle = figure_paint.crossfade([(_filled("black"), 0.5), (_filled("white"), 0.5)]).pixelColor(1, 1)
    assert abs(middle.red() - 128) <= 2
    assert middle.alpha() >= 253
