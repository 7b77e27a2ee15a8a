"""An exercise's own picture: checked, fitted, never mirrored, and shown wherever the figure would be."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from coach.cli import handout
from coach.drivers.settings_driver import SettingsDriver
from coach.errors import CoachError
from coach.figure.order import Manner, Order
from coach.handout.sheet import sheet as sheet_of
from coach.routine.folders import Folder
from coach.routine.library import Library
from coach.routine.pictures import LARGEST_DRAWING, read
from coach.routine.plan import Sides
from coach.safety.adapt import Adapted
from coach.safety.profile import Profile
from coach.safety.shelf import Shelf
from coach.settings import Appearance, Settings
from coach.ui.card_pictures import CardPictures
from coach.ui.easel import Easel
from coach.ui.figures import Figures
from coach.ui.own_picture import GROUND, drawn
from coach.ui.paper_figures import PaperFigures
from coach.ui.paper_pictures import SIDE, Pictures, keys, on_paper
from tests.routine import texts
from tests.ui import own_pictures
from tests.ui.own_pictures import BLUE, RED
from tests.ui.paper import PaperPainter

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coach.handout.rows import Row
    from coach.ui.theme import Theme

pytestmark = pytest.mark.usefixtures("qapp")

HAND = "{figure: hand, frames: [{pose: soft-fist}, {pose: spread}]}"
BOTH = pytest.mark.parametrize("name", ["wave.png", "wave.svg"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a photograph, a drawing, and exercises shown by them."""
    own_pictures.make(tmp_path)
    files = {
        "photographed": {"picture": "wave.png"},
        "sketched": {"picture": "wave.svg"},
        "moved": {"picture": "wave.png", "motion": HAND},
        "lost": {"picture": "lost.png"},
    }
    for identity, fields in files.items():
        (tmp_path / f"{identity}.yaml").write_text(texts.exercise(identity, **fields), encoding="utf-8")
    return tmp_path


@pytest.fixture
def library(folder: Path) -> Library:
    """What is in it."""
    return Library.read([Folder(folder)])


@pytest.fixture
def figures(theme: Theme, tmp_path: Path, library: Library) -> Figures:
    """The same for views."""
    made = Figures(theme, SettingsDriver(tmp_path / "settings.toml", Settings()))
    made.use(library.exercises, library.paths)
    return made


def _order(library: Library, identity: str) -> Order:
    order = Order.of(library.exercises[identity], file=library.paths[identity])
    assert order is not None
    return replace(order, width=80, height=80, mirrored=True)


def _painted(order: Order) -> QImage:
    image, _ = Easel().paint(order)
    assert image is not None
    return image


def _is_wave(image: QImage, left: int, right: int, y: int) -> bool:
    """Whether the picture stands there as its author made it."""
    return image.pixelColor(left, y) == QColor(RED) and image.pixelColor(right, y) == QColor(BLUE)


@BOTH
def test_a_picture_is_as_large_as_fits(folder: Path, name: str) -> None:
    """It keeps its shape, in the middle of its place, with nothing around it."""
    image = drawn(folder, name, 80, 80)
    assert (image.width(), image.height()) == (80, 80)
    assert _is_wave(image, 2, 77, 22)
    assert _is_wave(image, 38, 41, 57)
    assert {image.pixelColor(40, y).alpha() for y in (0, 18, 61, 79)} == {0}


@BOTH
def test_in_the_dark_a_picture_lies_on_a_light_ground(folder: Path, name: str) -> None:
    """What is drawn in dark lines on nothing can be read in a dark window; far from it nothing is lit."""
    image = drawn(folder, name, 100, 100, dark=True)
    assert image.pixelColor(50, 26) == QColor(GROUND)
    assert _is_wave(image, 10, 90, 50)
    assert image.pixelColor(50, 5).alpha() == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.png", "There is no picture `none.png`"),
        ("wave.gif", "is no png, jpg, webp or svg"),
        ("text.png", "is not the kind of picture that its name says"),
        ("script.svg", "holds `<script>`"),
        ("away.svg", "fetches something from elsewhere"),
        ("large.svg", "is larger than 1 MiB"),
        ("link.png", "does not stand beside"),
        ("folder.png", "There is no picture"),
        ("half.png", "is damaged"),
        ("empty.svg", "is damaged"),
    ],
)
def test_what_is_no_picture_is_told_in_a_sentence(folder: Path, name: str, said: str) -> None:
    """The same is refused as in a bundle, before anything reads it; so is what a link leads to elsewhere."""
    home = folder / "home"
    home.mkdir()
    (home / "text.png").write_text("no picture", encoding="utf-8")
    own_pictures.svg(home / "script.svg", "<script>alert(1)</script>")
    own_pictures.svg(home / "away.svg", '<rect fill="url(http://example.org/x)" width="9" height="9"/>')
    own_pictures.svg(home / "large.svg", f"<desc>{'x' * LARGEST_DRAWING}</desc>")
    (home / "link.png").symlink_to(folder / "wave.png")
    (home / "folder.png").mkdir()
    (home / "half.png").write_bytes((folder / "wave.png").read_bytes()[:40])
    (home / "empty.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (home / "wave.gif").write_bytes(b"GIF89a")
    with pytest.raises(CoachError, match=f"(?s){said}") as raised:
        drawn(home, name, 80, 80)
    assert str(raised.value).endswith(".")


def test_a_picture_may_stand_in_a_folder_below(folder: Path) -> None:
    """A name within the file's own folder is enough."""
    (folder / "below").mkdir()
    own_pictures.png(folder / "below" / "wave.png")
    assert read(folder, "below/wave.png") == (folder / "wave.png").read_bytes()


@pytest.mark.parametrize("manner", list(Manner)[:3])
@pytest.mark.parametrize("identity", ["photographed", "sketched"])
def test_without_a_motion_a_picture_stands_everywhere(
    library: Library, identity: str, manner: Manner
) -> None:
    """On cards and in the player, and never mirrored, for it may have words in it."""
    assert _is_wave(_painted(replace(_order(library, identity), manner=manner)), 2, 77, 40)


def test_a_picture_that_is_on_show_is_not_drawn_again(library: Library) -> None:
    """The painter says that it is the same; in another size or on another ground it is another."""
    order = _order(library, "sketched")
    _, tag = Easel().paint(order)
    assert Easel().paint(replace(order, shown=tag)) == (None, tag)
    assert _painted(replace(order, shown=tag, dark=True)) != _painted(order)


def test_with_a_motion_the_picture_is_the_still_and_the_figure_moves(library: Library) -> None:
    """Whoever has made both has them both shown."""
    order = _order(library, "moved")
    assert _is_wave(_painted(replace(order, manner=Manner.STILL)), 2, 77, 40)
    assert not _is_wave(_painted(replace(order, phase="move", tempo=(2, 2, 2, 2))), 2, 77, 40)


def test_the_figure_stands_in_for_a_picture_that_is_lost(library: Library, folder: Path) -> None:
    """With a motion there is still something to show; without one the reason is told."""
    still = replace(_order(library, "moved"), manner=Manner.STILL)
    (folder / "wave.png").unlink()
    assert _painted(still) == _painted(replace(still, picture=""))
    with pytest.raises(CoachError, match=r"There is no picture `lost\.png`"):
        Easel().paint(_order(library, "lost"))


def test_the_painters_process_draws_words_in_a_drawing(library: Library, folder: Path) -> None:
    """A process without an application gets one, or Qt would end it at the first letter."""
    own_pictures.svg(folder / "wave.svg", '<text x="2" y="18" font-size="18">Hook</text>')
    line = _order(library, "sketched").line
    program = (
        "import sys; from coach.figure.order import Order; from coach.ui.easel import Easel;"
        "image, _ = Easel().paint(Order.read(sys.stdin.buffer.readline())); print(image.width())"
    )
    bare = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "QT_QPA_PLATFORM"}}
    done = subprocess.run(
        [sys.executable, "-c", program], input=line, capture_output=True, check=True, env=bare
    )
    assert done.stdout.strip() == b"80"


def test_a_card_has_the_picture_as_its_still(figures: Figures, qtbot: QtBot) -> None:
    """It is asked of the painter each time the files are read, and not kept for other days."""
    assert isinstance(figures.painter, PaperPainter)
    with qtbot.waitSignal(figures.still_made) as told:
        figures.still("sketched")
    assert told.args == ["sketched"]
    assert figures.still("sketched") is not None
    (order,) = figures.painter.orders
    assert (order.picture, order.keep, order.manner) == ("wave.svg", "", Manner.STILL)
    assert figures.figure("sketched") == "picture"
    assert figures.figure("moved") == "hand"


def test_cards_know_where_pictures_stand(figures: Figures, folder: Path, qtbot: QtBot) -> None:
    """The card of an exercise, and that of a routine which is most about it, get the exercise's picture."""
    assert isinstance(figures.painter, PaperPainter)
    (folder / "session.yaml").write_text(texts.routine("- {exercise: sketched}"), encoding="utf-8")
    shelf = Shelf.of(Library.read([Folder(folder)]), Profile())
    cards = {card.id: card for card in shelf.index.cards}
    figures.use({})
    made = CardPictures(figures)
    made.use(shelf)
    with qtbot.waitSignal(figures.still_made):
        assert made(cards["session"]) is None
    assert made(cards["session"]) is not None
    assert made(cards["sketched"]) is not None
    assert [order.beside for order in figures.painter.orders] == [str(folder)]


def test_a_dark_window_asks_for_a_light_ground(figures: Figures, theme: Theme) -> None:
    """The ground belongs to the look, as the figure's does."""
    theme.set_appearance(Appearance(theme="dark"))  # type: ignore[arg-type]  # as the file has it
    order = figures.order("sketched", mirrored=False)
    assert order is not None
    assert order.dark


def _on_page(pictures: Pictures, row: Row) -> QImage:
    page = QImage(100, 100, QImage.Format.Format_ARGB32_Premultiplied)
    page.fill(0)
    painter = QPainter(page)
    assert pictures.draw(painter, QRectF(10, 10, 80, 80), row)
    painter.end()
    return page


@pytest.mark.parametrize("lines", [False, True])
@pytest.mark.parametrize("identity", ["photographed", "sketched", "moved"])
def test_paper_has_the_picture(library: Library, identity: str, *, lines: bool) -> None:
    """On hand-outs it stands in its place, as large as fits, on the paper itself, on either side."""
    (row,) = sheet_of(library, identity, Sides(), Adapted(library.exercises[identity])).rows
    assert not row.is_each_side  # nobody knows which side it shows
    order = on_paper(replace(_order(library, identity), dark=True), is_left=row.mirrored, lines=lines)
    assert (order.width, order.dark) == (SIDE, False)
    page = _on_page(Pictures({(identity, row.mirrored): Easel().record(order)}), row)
    assert _is_wave(page, 13, 86, 50)
    assert page.pixelColor(50, 20).alpha() == 0


def test_the_hand_outs_page_asks_for_the_picture(figures: Figures, library: Library, qtbot: QtBot) -> None:
    """In the window it comes from the painter, as figures do."""
    assert isinstance(figures.painter, PaperPainter)
    sheet = sheet_of(library, "sketched", Sides(), Adapted(library.exercises["sketched"]))
    paper = PaperFigures(figures, keys([sheet]))
    with qtbot.waitSignal(paper.came):
        assert not paper.have(lines=False)
    assert [order.picture for order in figures.painter.orders] == ["wave.svg"]
    assert paper.have(lines=False)


def test_the_command_line_prints_the_picture(library: Library) -> None:
    """`coach handout` finds it beside the exercise's file."""
    sheet = sheet_of(library, "sketched", Sides(), Adapted(library.exercises["sketched"]))
    made = handout._pictures([sheet], library, Namespace(long_second_toe=False, tone=3, lines=False), [])
    (row,) = sheet.rows
    assert _is_wave(_on_page(made, row), 13, 86, 50)
