from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog

from coach.drivers.settings_driver import SettingsDriver
from coach.errors import CoachError
from coach.handout.often import MOST_OF_ONE, Tick
from coach.handout.sheet import MOST_A_DAY, sheet
from coach.routine.folders import Folder
from coach.routine.library import Library
from coach.routine.plan import Sides
from coach.safety.adapt import Adapted
from coach.settings import Settings
from coach.ui import data_grid
from coach.ui.figures import Figures
from coach.ui.handout_view import CODE, HandoutView
from tests.routine import texts
from tests.ui.paper import PaperPainter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coach.ui.theme import Theme

    Show = Callable[..., HandoutView]

HAND = "{figure: hand, frames: [{pose: soft-fist}, {pose: spread}]}"
STEPS = "[" + ", ".join(f"{{do: Wave your hand the {number}. way.}}" for number in range(20)) + "]"


@pytest.fixture
def figures(theme: Theme, tmp_path: Path) -> Figures:
    """Figures whose painter needs no process."""
    return Figures(theme, SettingsDriver(tmp_path / "settings.toml", Settings()))


@pytest.fixture
def painter(figures: Figures) -> PaperPainter:
    """Their painter."""
    assert isinstance(figures.painter, PaperPainter)
    return figures.painter


@pytest.fixture
def show(theme: Theme, qtbot: QtBot, tmp_path: Path, figures: Figures, painter: PaperPainter) -> Show:
    """The page of one exercise's hand-out, drawn."""

    def make(code: Callable[[], str] | None = None) -> HandoutView:
        (tmp_path / "wave.yaml").write_text(
            texts.exercise("wave", steps=STEPS, motion=HAND), encoding="utf-8"
        )
        library = Library.read([Folder(tmp_path)])
        made = sheet(library, "wave", Sides(), Adapted(library.exercises["wave"]))
        figures.use(library.exercises)
        view = HandoutView(theme, [made], figures, code)
        qtbot.addWidget(view)
        view.resize(900, 700)
        if not painter.is_held:
            settle(view, qtbot)
        return view

    return make


def settle(view: HandoutView, qtbot: QtBot) -> None:
    """Until all figures are there, the press stands still, and its pages are on show."""
    qtbot.waitUntil(lambda: not (view.is_waiting or view.press.is_busy) and bool(pages(view)), timeout=20_000)


def pages(view: HandoutView) -> list[str]:
    """The names of the pages on show."""
    items = [view.pages.itemAt(number) for number in range(1, view.pages.count())]
    shown = [item.widget() for item in items if item is not None]
    return [page.accessibleName() for page in shown if page is not None and not page.isHidden()]


def test_the_pages_show_as_they_will_be_printed(show: Show) -> None:
    """Each page has a picture and a name that says which it is."""
    names = pages(show())
    assert names == [
        f"Page {number} of {len(names)}, as it will be printed" for number in range(1, len(names) + 1)
    ]


def test_choices_show_at_once_and_pages_come_and_go(show: Show, qtbot: QtBot) -> None:
    """Large print takes more pages; back at the usual size those too many are gone."""
    view = show()
    before = pages(view)
    for value, more in (("large", True), ("", False)):
        view.chips["Print"].choose(value)
        view.chips["Print"].chosen.emit(value)
        settle(view, qtbot)
        assert (len(pages(view)) > len(before)) is more


def test_what_is_saved_is_what_was_chosen(
    show: Show, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The PDF has the chosen paper, and the page says where it is; a missing ending is added."""
    view = show()
    view.chips["Paper"].chosen.emit("Letter")
    target = tmp_path / "mine"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(view.press.saved, timeout=20_000):
        view.save.click()
    assert view.said.text() == f"Saved as {target}.pdf"
    assert round(PdfReader(f"{target}.pdf").pages[0].mediabox.width) == 612


def test_what_cannot_be_saved_is_told(
    show: Show, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is not there is told in a sentence on the page."""
    view = show()
    target = tmp_path / "nowhere" / "out.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(view.press.failed, timeout=20_000):
        view.save.click()
    assert "cannot be written" in view.said.text()
    assert not view.said.isHidden()


def test_a_link_that_is_none_is_refused(show: Show) -> None:
    """The page says what a link looks like, and nothing changes."""
    view = show()
    view.link.setText("example.org")
    view.link.editingFinished.emit()
    assert "A link begins with https://." in view.said.text()
    assert view.choice.link == ""


def test_boxes_and_links_reach_the_paper(show: Show, qtbot: QtBot) -> None:
    """What is chosen last is what would be printed."""
    view = show()
    view.chips["Times a day, to tick"].chosen.emit("3")
    view.chips["Weeks to tick"].chosen.emit("6")
    view.chips["Figures"].chosen.emit("lines")
    view.link.setText("https://example.org/r")
    view.link.editingFinished.emit()
    settle(view, qtbot)
    assert view._sheets[0].ticks == (Tick(often=3),)
    assert view._sheets[0].weeks == 6
    assert view.choice.link == "https://example.org/r"
    assert view._lines


def test_a_routine_of_ones_own_can_go_along_as_a_code(show: Show, qtbot: QtBot) -> None:
    """It is asked for; where there is nothing to put into a code, nothing is offered."""
    assert CODE not in show().chips
    view = show(lambda: "COACH1:BB8")
    view.chips[CODE].chosen.emit("code")
    settle(view, qtbot)
    assert view._sheets[0].bundle == "COACH1:BB8"


def test_what_is_too_large_for_a_code_is_told(show: Show) -> None:
    """The page says why, and offers what there was before."""

    def refuse() -> str:
        raise CoachError("The bundle has 5,000 bytes.", "Print a link.")

    view = show(refuse)
    view.chips[CODE].chosen.emit("code")
    assert view.said.text() == "The bundle has 5,000 bytes. Print a link."
    assert view._sheets[0].bundle == ""


def test_pages_and_files_wait_for_the_figures(
    show: Show, painter: PaperPainter, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words show at once; a file waits until the painter has answered. The page says how far it is."""
    painter.is_held = True
    view = show()
    target = tmp_path / "out.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    qtbot.waitUntil(lambda: view.has_pages, timeout=20_000)
    view.save.click()
    assert view.is_waiting
    assert not view.press.is_busy
    assert not view.wait.isHidden()
    with qtbot.waitSignal(view.press.saved, timeout=20_000):
        painter.answer()
        assert view.wait.text() == "The figures are being drawn: 1 of 1 …"
    assert target.exists()
    settle(view, qtbot)
    assert pages(view)
    assert view.wait.isHidden()


def test_a_figure_is_drawn_once_for_each_style(show: Show, painter: PaperPainter, qtbot: QtBot) -> None:
    """Paper, size and weeks need no new figure; lines do, and then both are there."""
    view = show()
    for name, value in (("Paper", "Letter"), ("Figures", "lines"), ("Figures", ""), ("Figures", "lines")):
        view.chips[name].chosen.emit(value)
        settle(view, qtbot)
    assert [order.style for order in painter.orders] == ["toon", "line"]


def test_a_page_that_is_left_asks_for_nothing(show: Show, painter: PaperPainter, qtbot: QtBot) -> None:
    """Figures that nobody waits for are forgotten; whoever comes back gets them."""
    painter.is_held = True
    view = show()
    view.show()
    view.hide()
    assert not painter._waiting
    painter.is_held = False
    view.show()
    settle(view, qtbot)
    assert len(painter.orders) == 1
    assert pages(view)


def test_without_its_figure_a_hand_out_is_words(show: Show, painter: PaperPainter) -> None:
    """The page says why, and the pages come all the same."""
    painter.trouble = "The figure cannot be drawn."
    view = show()
    assert view.said.text() == "A figure is missing on paper. The figure cannot be drawn."
    assert pages(view)


def test_what_is_ticked_on_paper_fits_into_history() -> None:
    """No day of a hand-out has more boxes than a cell of the grid in History holds."""
    assert max(MOST_A_DAY, MOST_OF_ONE) <= data_grid.MOST
