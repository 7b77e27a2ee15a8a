from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog

from coach.handout.sheet import MOST_A_DAY, MOST_OF_ONE, Tick, sheet
from coach.routine.folders import Folder
from coach.routine.library import Library
from coach.routine.plan import Sides
from coach.safety.adapt import Adapted
from coach.ui import data_grid
from coach.ui.handout_view import HandoutView
from tests.routine import texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coach.ui.theme import Theme

    Show = Callable[[], HandoutView]

STEPS = "[" + ", ".join(f"{{do: Wave your hand the {number}. way.}}" for number in range(12)) + "]"


@pytest.fixture
def show(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Show:
    """The page of one exercise's hand-out, drawn."""

    def make() -> HandoutView:
        (tmp_path / "wave.yaml").write_text(texts.exercise("wave", steps=STEPS), encoding="utf-8")
        library = Library.read([Folder(tmp_path)])
        made = sheet(library, "wave", Sides(), Adapted(library.exercises["wave"]))
        view = HandoutView(theme, [made], library.exercises, 2)
        qtbot.addWidget(view)
        view.resize(900, 700)
        settle(view, qtbot)
        return view

    return make


def settle(view: HandoutView, qtbot: QtBot) -> None:
    """Until the press stands still."""
    qtbot.waitUntil(lambda: not view.press.is_busy, timeout=20_000)


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


def test_what_is_ticked_on_paper_fits_into_history() -> None:
    """No day of a hand-out has more boxes than a cell of the grid in History holds."""
    assert max(MOST_A_DAY, MOST_OF_ONE) <= data_grid.MOST
