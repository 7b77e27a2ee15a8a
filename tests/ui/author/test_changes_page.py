from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel

from coach import paths
from coach.routine.folders import Folder
from coach.ui.author.changes_page import ChangesPage
from tests.routine import texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from coach.ui.author.author_view import AuthorView
    from tests.ui.conftest import Opened


def opened_changes(view: AuthorView) -> ChangesPage:
    """The page that `What changed …` opens."""
    view.tools.changes.click()
    page = view.stack.currentWidget()
    assert isinstance(page, ChangesPage)
    return page


def said(page: ChangesPage) -> list[str]:
    """What is written on it."""
    return [label.text() for label in page.page.findChildren(QLabel) if not label.isHidden()]


def test_it_tells_what_is_different_from_the_saved_file(
    open_window: Callable[..., Opened], tmp_path: Path
) -> None:
    """In the words of whoever follows it; the words can be copied."""
    opened = open_window()
    opened.window.show_author()
    view = opened.window.author
    view.open(tmp_path / "routines" / "session.yaml")
    page = opened_changes(view)
    assert said(page)[-2:] == ["Since it was last saved", "• Nothing has changed for the person."]
    page.back.click()
    view.driver.replace(view.driver.text.replace("{exercise: wave}", "{exercise: wave, for: 30 s}"))
    page = opened_changes(view)
    assert said(page)[-1].startswith("• The wave: ")
    assert "30 s" in said(page)[-1]
    page.copy.click()
    assert QGuiApplication.clipboard().text().startswith("Since it was last saved\n• The wave: ")


def test_earlier_versions_are_compared_too(
    open_window: Callable[..., Opened], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that comes with Coach, the one that a bundle has replaced, and any file."""
    own = texts.write(
        paths.own_routines(),
        {
            "wave.yaml": texts.exercise("wave", dose="{duration: 40s}"),
            "wave.yaml.replaced": texts.exercise("wave", dose="{duration: 50s}"),
        },
    )
    opened = open_window()
    opened.library.include(Folder(own, "own"))
    opened.library.read_now()
    opened.window.show_author()
    view = opened.window.author
    view.open(own / "wave.yaml")
    page = opened_changes(view)
    words = said(page)
    assert words[-6::2] == [
        "Since it was last saved",
        "Against the one that it stands in for",
        "Since somebody's was put in its place",
    ]
    assert "20 s → 40 s" in words[-3]
    assert "50 s → 40 s" in words[-1]
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "routines" / "curl.yaml"), "")
    )
    page.other.click()
    assert said(page)[-2] == "Compared with curl.yaml"


def test_what_was_never_saved_has_nothing_to_be_compared_with(
    open_window: Callable[..., Opened], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says so; a file that cannot be read is named."""
    opened = open_window()
    opened.window.show_author()
    view = opened.window.author
    view.driver.open(tmp_path / "new.yaml", texts.exercise("new"))
    page = opened_changes(view)
    assert "It has never been saved: there is nothing to compare it with yet." in said(page)
    assert not page.copy.isEnabled()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "gone.yaml"), ""))
    page.other.click()
    assert said(page)[-1].startswith("gone.yaml cannot be read")
